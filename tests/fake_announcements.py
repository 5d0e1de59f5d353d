"""In-memory subscriptions, announcements and feeds that keep the promises of `registers`."""

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import datetime

from actions.domain.announcement import Announcement, AnnouncementState, Progress
from actions.domain.audience import Reading, Subscriber
from actions.domain.delivery import Delivery, DeliveryState
from actions.domain.news import FeedMemory
from tests.fake_deliveries import FakeDeliveries
from tests.fake_repositories import FakePeople

GOING = (AnnouncementState.CONFIRMED, AnnouncementState.SENDING)
FATES = {
    DeliveryState.DUE: "waiting",
    DeliveryState.SENT: "sent",
    DeliveryState.REFUSED: "unreachable",
    DeliveryState.FAILED: "failed",
}


class FakeSubscriptions:
    """Topics of each person."""

    def __init__(self, people: FakePeople) -> None:
        self._people = people
        self.stored: dict[int, set[str]] = {}

    async def of(self, person_id: int) -> frozenset[str]:
        return frozenset(self.stored.get(person_id, ()))

    async def begin(self, person_id: int, topic: str, at: datetime) -> None:  # noqa: ARG002
        self.stored.setdefault(person_id, set()).add(topic)

    async def end(self, person_id: int, topic: str) -> None:
        self.stored.get(person_id, set()).discard(topic)

    async def to(self, topics: Collection[str]) -> list[Subscriber]:
        wanting = {key: theirs for key, theirs in self.stored.items() if theirs & set(topics)}
        people = [self._people.stored[key] for key in sorted(wanting) if key in self._people.stored]
        return [Subscriber(each, frozenset(wanting[each.id])) for each in people]


class FakeAnnouncements:
    """Announcements by number, and who gets them."""

    def __init__(self, deliveries: FakeDeliveries) -> None:
        self._deliveries = deliveries
        self.stored: dict[int, Announcement] = {}
        self.readings: dict[tuple[int, int], Reading] = {}
        self.states: dict[tuple[int, int], str | int] = {}  # a state, or a delivery's number
        self._count = 0

    async def add(self, announcement: Announcement) -> Announcement:
        self._count += 1
        self.stored[self._count] = replace(announcement, id=self._count)
        return self.stored[self._count]

    async def get(self, announcement_id: int) -> Announcement | None:
        return self.stored.get(announcement_id)

    async def save(self, announcement: Announcement) -> None:
        self.stored[announcement.id] = announcement

    async def drop(self, announcement_id: int) -> None:
        self.stored.pop(announcement_id, None)

    async def going(self) -> list[Announcement]:
        return [each for _, each in sorted(self.stored.items()) if each.state in GOING]

    async def move_chat(self, old: int, new: int) -> None:
        for each in self.stored.values():
            if each.chat_id == old:
                self.stored[each.id] = replace(each, chat_id=new, board_id=None)

    async def enlist(self, announcement_id: int, readings: Iterable[Reading]) -> None:
        for each in readings:
            assert (announcement_id, each.person_id) not in self.readings
            self.readings[announcement_id, each.person_id] = each
            self.states[announcement_id, each.person_id] = "waiting"

    async def next_recipients(self, announcement_id: int, limit: int) -> list[Reading]:
        waiting = sorted(key for key, state in self.states.items() if state == "waiting")
        return [self.readings[key] for key in waiting if key[0] == announcement_id][:limit]

    async def queued(self, announcement_id: int, person_id: int, delivery_id: int) -> None:
        self.states[announcement_id, person_id] = delivery_id

    async def passed_over(self, announcement_id: int, person_id: int, *, unreachable: bool) -> None:
        state = "unreachable" if unreachable else "withdrawn"
        self.states[announcement_id, person_id] = state

    async def on_their_way(self, announcement_id: int) -> int:
        due = (d.id for d in self._deliveries.stored.values() if d.state is DeliveryState.DUE)
        return len({*due} & {s for k, s in self.states.items() if k[0] == announcement_id})

    async def withdraw(self, announcement_id: int, now: datetime) -> None:
        for key, state in self.states.items():
            delivery = self._deliveries.stored.get(state) if isinstance(state, int) else None
            rests = delivery and delivery.state is DeliveryState.DUE and _rests(delivery, now)
            if key[0] == announcement_id and (state == "waiting" or rests):
                self.states[key] = "withdrawn"
                if delivery:
                    del self._deliveries.stored[delivery.id]

    async def progress(self, announcement_id: int) -> Progress:
        counts: dict[str, int] = {}
        for key, state in self.states.items():
            if key[0] == announcement_id:
                name = state if isinstance(state, str) else self._fate(state)
                counts[name] = counts.get(name, 0) + 1
        return Progress(**counts)

    def _fate(self, delivery_id: int) -> str:
        delivery = self._deliveries.stored.get(delivery_id)
        return FATES[delivery.state] if delivery else "failed"


class FakeFeeds:
    """What is known of feeds."""

    def __init__(self) -> None:
        self.stored: dict[str, FeedMemory] = {}
        self.keys: set[str] = set()

    async def get(self, address: str) -> FeedMemory:
        return self.stored.get(address, FeedMemory(address))

    async def save(self, memory: FeedMemory) -> None:
        self.stored[memory.address] = memory

    async def seen(self, keys: Collection[str]) -> frozenset[str]:
        return frozenset(self.keys & set(keys))

    async def remember(self, keys: Collection[str], at: datetime) -> None:  # noqa: ARG002
        self.keys |= set(keys)


def _rests(delivery: Delivery, now: datetime) -> bool:
    return not delivery.in_flight or (delivery.not_before or now) > now
