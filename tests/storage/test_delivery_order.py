"""Whatever happens in whatever order, each lane goes out in the order in which it was filled."""

from collections import defaultdict
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from actions.domain.delivery import LANES, Delivery, Priority
from actions.ports import Work, Workroom
from bot.storage.database import Database
from tests.fakes import FakeWorkroom
from tests.storage.builders import NOW, SECOND, delivery, ticket, undone
from tests.storage.strategies import PROPERTY

CHATS = st.integers(1, 3)
GROUP = -3  # what the third one is
TICKETS = (1, 2)  # that messages are about by turns
STEPS = st.lists(
    st.tuples(st.just("add"), CHATS, st.sampled_from(Priority))
    | st.tuples(st.sampled_from(["send", "fail", "postpone"]), st.integers(0, 5), st.just(None))
    | st.tuples(st.just("hold"), CHATS, st.sampled_from((None, *sorted(LANES))))
    | st.tuples(st.just("move"), CHATS, st.just(None)),
    max_size=25,
)
Step = tuple[str, int, Priority | None]


class Play:
    """Plays the same steps on any `Deliveries`, a second apart."""

    def __init__(self, work: Work) -> None:
        self.work, self.deliveries, self.now, self.added = work, work.deliveries, NOW, 0
        self.tickets: list[int] = []
        self.sent: list[Delivery] = []

    async def begin(self) -> "Play":
        """With the tickets that everything is about."""
        self.tickets = [(await self.work.tickets.add(ticket())).id for _ in TICKETS]
        return self

    async def play(self, step: Step) -> tuple[list[Delivery], datetime | None]:
        """Take the step; what may go after it."""
        name, number, priority = step
        if name == "add":
            self.added += 1
            about = self.tickets[self.added % len(TICKETS)]
            call = delivery(f"cause {self.added}", chat(number), priority=priority)
            await self.deliveries.add(replace(call, ticket_id=about))
        elif name == "hold":
            until = self.now + timedelta(seconds=2)
            await self.deliveries.hold(chat(number), priority, until)
        elif name == "move":
            await self.deliveries.move_chat(chat(number), chat(number % 3 + 1))
        elif heads := await self.deliveries.heads(self.now):
            await self._settle(name, heads[number % len(heads)])
        self.now += SECOND
        return await self.deliveries.heads(self.now), await self.deliveries.next_due(self.now)

    async def _settle(self, name: str, head: Delivery) -> None:
        await self.deliveries.begin(head.id)
        if name == "send":
            await self.deliveries.sent(head.id, self.now, head.id)
            self.sent.append(head)
        elif name == "fail":
            await self.deliveries.failed(head.id, "gone")
        else:
            await self.deliveries.postponed(head.id, self.now + timedelta(seconds=3), "patience")


@PROPERTY
@given(STEPS)
async def test_the_databases_and_the_fake_let_the_same_go(
    database: Database, steps: list[Step]
) -> None:
    async with FakeWorkroom()() as fake, undone(database.workroom) as work:
        model, real = await Play(fake).begin(), await Play(work).begin()
        renumbered = _in_order_of_adding(real)
        for step in steps:
            assert await renumbered(step) == await model.play(step)


@PROPERTY
@given(STEPS)
async def test_a_lane_never_overtakes_itself(workroom: Workroom, steps: list[Step]) -> None:
    sent: dict[tuple[int, Priority | None, int | None], list[int]] = defaultdict(list)
    async with undone(workroom) as work:
        play = await Play(work).begin()
        for step in steps:
            heads, _ = await play.play(step)
            lanes = [(head.chat_id, head.lane) for head in heads]
            assert len(set(lanes)) == len(lanes)
    for head in play.sent:
        matter = head.ticket_id if head.chat_id == GROUP else None
        sent[head.chat_id, head.lane, matter].append(head.id)
    assert len({head.id for head in play.sent}) == len(play.sent)
    if not any(name == "move" for name, *_ in steps):
        assert all(numbers == sorted(numbers) for numbers in sent.values())


def chat(number: int) -> int:
    return GROUP if number == -GROUP else number


def _in_order_of_adding(
    play: Play,
) -> Callable[[Step], Awaitable[tuple[list[Delivery], datetime | None]]]:
    """The same, with the numbers that a database without a past would have given."""

    async def renumbered(step: Step) -> tuple[list[Delivery], datetime | None]:
        heads, moment = await play.play(step)
        return [_renumbered(head) for head in heads], moment

    return renumbered


def _renumbered(head: Delivery) -> Delivery:
    number = int(head.cause.removeprefix("cause "))
    about = TICKETS[number % len(TICKETS)]  # as if it were the first
    return Delivery(**(vars(head) | {"id": number, "ticket_id": about}))
