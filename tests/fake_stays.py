"""Stand-in for what people told of their own days."""

from collections import defaultdict
from datetime import date, datetime

from actions.domain.reminder import Reminder
from actions.domain.stay import Done, Sent, Stay


class FakeStays:
    """Stays by person; what they were reminded of by its key."""

    def __init__(self) -> None:
        self.stored: dict[int, Stay] = {}
        self.look_at: dict[int, datetime | None] = {}
        self.reminded: dict[str, tuple[int, str, date, int]] = {}

    async def get(self, person_id: int) -> Stay | None:
        return self.stored.get(person_id)

    async def save(self, stay: Stay, look_at: datetime | None) -> None:
        self.stored[stay.person_id] = stay
        self.look_at[stay.person_id] = look_at

    async def due(self, now: datetime, limit: int = 100) -> list[Stay]:
        waiting = sorted((at, who) for who, at in self.look_at.items() if at and at <= now)
        return [self.stored[who] for _, who in waiting][:limit]

    async def next_due(self) -> datetime | None:
        return min((at for at in self.look_at.values() if at), default=None)

    async def sent(self, person_id: int) -> Sent:
        found: dict[Done, set[int]] = defaultdict(set)
        for who, rule, due, days_before in self.reminded.values():
            if who == person_id:
                found[rule, due].add(days_before)
        return {key: frozenset(each) for key, each in found.items()}

    async def remember(self, person_id: int, reminder: Reminder, now: datetime) -> bool:  # noqa: ARG002 -- the port's
        said = (person_id, reminder.rule, reminder.due, reminder.days_before)
        is_new = reminder.key(person_id) not in self.reminded
        self.reminded[reminder.key(person_id)] = said
        return is_new

    def forget(self, person_id: int) -> None:
        self.stored.pop(person_id, None)
        self.look_at.pop(person_id, None)
        self.reminded = {key: said for key, said in self.reminded.items() if said[0] != person_id}
