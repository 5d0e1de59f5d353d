"""Calling last days to mind: once each, before they have passed, and to nobody who said no."""

from datetime import datetime

from actions.domain.delivery import Priority
from actions.domain.person import Person
from actions.domain.stay import Stay, reminders_to_send
from actions.outbox import Outbox
from actions.ports import Presenter, Work
from actions.staying import Staying


class Reminding:
    """Reads due times from the database, so that a restart forgets none."""

    def __init__(self, staying: Staying, presenter: Presenter) -> None:
        self._staying, self._presenter = staying, presenter

    async def run_once(self, work: Work, now: datetime) -> int:
        """Remind of everything whose time has come; how many people were looked at."""
        due = await work.stays.due(now)
        for stay in due:
            person = await work.people.get(stay.person_id)
            if person is None:
                await work.stays.save(stay, None)
                continue
            if _can_be_told(person):
                await self._remind(work, stay, person, now)
            await self._staying.save(work, stay, person, now)
        return len(due)

    async def _remind(self, work: Work, stay: Stay, person: Person, now: datetime) -> None:
        deadlines = self._staying.open_deadlines(stay, person.circumstances, now)
        sent = await work.stays.sent(person.id)
        for deadline, reminder in reminders_to_send(stay, deadlines, self._staying.zone, now, sent):
            if await work.stays.remember(person.id, reminder, now):
                calls = self._presenter.reminder(deadline, person)
                outbox = Outbox(work, reminder.key(person.id), now)
                await outbox.post(person.id, calls, Priority.NOTICE)


def _can_be_told(person: Person) -> bool:
    """Who blocked the bot, or is banned, is left alone; who comes back hears what is current."""
    return person.unreachable_since is None and person.banned_at is None
