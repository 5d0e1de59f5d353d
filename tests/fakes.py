"""Stand-ins for what is outside the actions; a test passes them in and looks at them afterwards."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from copy import copy
from datetime import datetime
from typing import Any, cast

from actions.ports import Work
from tests.fake_announcements import FakeAnnouncements, FakeFeeds, FakeSubscriptions
from tests.fake_deliveries import FakeDeliveries
from tests.fake_letters import FakeDeeds, FakeLetters, FakeOutages
from tests.fake_records import FakeComplaints, FakeRecords
from tests.fake_registers import (
    FakeBatches,
    FakeErasures,
    FakeIntroductions,
    FakeMeanings,
    FakePromises,
    FakeRatings,
    FakeTraces,
)
from tests.fake_repositories import (
    FakeFeedback,
    FakeInbox,
    FakeMoves,
    FakePeople,
    FakeTickets,
    FakeTurns,
)
from tests.fake_stays import FakeStays


class FakeWork:
    """Everything that is remembered."""

    def __init__(self) -> None:
        self.inbox = FakeInbox()
        self.people = FakePeople()
        self.tickets = FakeTickets()
        self.letters = FakeLetters()
        self.deliveries = FakeDeliveries(self.tickets, self.letters)
        self.turns = FakeTurns()
        self.feedback = FakeFeedback()
        self.moves = FakeMoves()
        self.deeds = FakeDeeds()
        self.outages = FakeOutages()
        self.promises = FakePromises(self.tickets, self.deeds)
        self.ratings = FakeRatings()
        self.meanings, self.batches = FakeMeanings(self.tickets), FakeBatches()
        self.introductions = FakeIntroductions()
        self.complaints, self.records = FakeComplaints(), FakeRecords(self)
        self.stays = FakeStays()
        self.subscriptions = FakeSubscriptions(self.people)
        self.announcements = FakeAnnouncements(self.deliveries)
        self.feeds = FakeFeeds()
        self.traces = FakeTraces(self)
        self.erasures = FakeErasures()

    async def forget_before(self, moment: datetime) -> int:
        conversation = (self.inbox, self.tickets, self.deliveries, self.turns, self.letters)
        wordy = (*conversation, self.ratings, self.complaints, self.records)
        return sum(kept.forget_before(moment) for kept in wordy)


def _copied(thing: Any, known: dict[int, Any]) -> Any:  # noqa: ANN401 -- of the same kind
    """What holds things is copied, whatever it holds; the things themselves never change."""
    if isinstance(thing, dict):
        return {key: _copied(value, known) for key, value in thing.items()}
    if isinstance(thing, list | set):
        return type(thing)(_copied(each, known) for each in thing)
    if not type(thing).__module__.startswith("tests.fake"):
        return thing
    if id(thing) not in known:
        known[id(thing)] = made = copy(thing)
        made.__dict__.update({name: _copied(each, known) for name, each in vars(thing).items()})
    return known[id(thing)]


class FakeWorkroom:
    """Units of work on a copy, one after the other; `work` is what was committed."""

    def __init__(self) -> None:
        self.work = FakeWork()
        self._turn = asyncio.Lock()
        self._busy: asyncio.Task[object] | None = None

    @asynccontextmanager
    async def __call__(self) -> AsyncIterator[Work]:
        assert self._busy is not asyncio.current_task(), "a unit of work inside another one"
        async with self._turn:
            self._busy = asyncio.current_task()
            work = _copied(self.work, {})
            try:
                yield cast("Work", work)  # its repositories are the fakes, a test may know
                self.work = work
            finally:
                self._busy = None
