"""One update, one unit of work: all or nothing, again and again, and never lost."""

import asyncio

import pytest
from telegram import Update

from actions.conversing import Effect
from actions.domain.delivery import Call
from actions.errors import StorageUnusable
from actions.outbox import Outbox
from actions.ports import Workroom
from bot.telegram.durable_queue import inbox_item
from bot.telegram.unit import ATTEMPTS, LONGEST_PAUSE, Units, ignore
from tests.builders import ADA, text
from tests.fakes import FakeWorkroom
from tests.logged import logged
from tests.virtual_time import NOON, clock

HELLO = Call("send_message", {"text": "Hello"})


class Desk:
    """A handler that fails as often as it is told to, and what came of an update."""

    def __init__(self, failures: int = 0, *, when_rescued: Exception | None = None) -> None:
        self.workroom, self.update = FakeWorkroom(), text()
        self.failures, self.when_rescued = failures, when_rescued
        self.attempts, self.woken, self.rescued = 0, 0, 0
        self.error: Exception = ValueError("a bug")
        self.units = Units(self.workroom, clock, self._wake, self._rescue)

    async def process(self, workroom: Workroom | None = None) -> None:
        """The update arrives and is processed, to the end."""
        async with self.workroom() as work:
            await work.inbox.put(inbox_item(self.update, NOON))
        units = Units(workroom, clock, self._wake, self._rescue) if workroom else self.units
        await units.callback(self._handle)(self.update, None)

    @property
    def state(self) -> str:
        """Of the update in the inbox."""
        return self.workroom.work.inbox.states[self.update.update_id]

    @property
    def sent(self) -> list[str]:
        """The causes of what is on its way."""
        return [one.cause for one in self.workroom.work.deliveries.stored.values()]

    async def _handle(self, _update: Update) -> Effect:
        async def effect(outbox: Outbox) -> None:
            self.attempts += 1
            await outbox.post(ADA.id, [HELLO])
            if self.attempts <= self.failures:
                raise self.error

        return effect

    async def _rescue(self, _update: Update, outbox: Outbox) -> None:
        self.rescued += 1
        await outbox.post(ADA.id, [HELLO])
        if self.when_rescued:
            raise self.when_rescued

    def _wake(self) -> None:
        self.woken += 1


async def test_what_an_update_causes_is_committed_with_its_end() -> None:
    desk = Desk()

    await desk.process()

    assert desk.state == "done"
    assert desk.sent == [f"update:{desk.update.update_id}:0"]
    assert desk.woken == 1


async def test_a_failure_leaves_nothing_behind() -> None:
    desk = Desk(failures=1)
    processing = asyncio.create_task(desk.process())
    await asyncio.sleep(0.5)

    assert desk.attempts == 1
    assert (desk.sent, desk.state, desk.woken) == ([], "waiting", 0)

    await processing
    assert desk.state == "done"


async def test_what_fails_now_and_then_succeeds_in_the_end_and_is_sent_once() -> None:
    desk = Desk(failures=ATTEMPTS - 1)

    await desk.process()

    assert (desk.state, desk.attempts, desk.rescued) == ("done", ATTEMPTS, 0)
    assert len(desk.sent) == 1


async def test_the_pauses_between_attempts_grow() -> None:
    desk, loop = Desk(failures=ATTEMPTS - 1), asyncio.get_running_loop()

    await desk.process()

    assert loop.time() == pytest.approx(1 + 2 + 4 + 8)


async def test_what_always_fails_is_rescued_once_and_marked() -> None:
    desk = Desk(failures=99)

    await desk.process()

    assert (desk.state, desk.attempts, desk.rescued) == ("failed", ATTEMPTS, 1)
    assert desk.sent == [f"rescue:{desk.update.update_id}:0"]
    assert desk.workroom.work.inbox.errors[desk.update.update_id] == "ValueError"
    assert desk.woken == 1


async def test_a_rescue_that_fails_leaves_the_mark_at_least() -> None:
    desk = Desk(failures=99, when_rescued=KeyError("another bug"))

    await desk.process()

    assert desk.state == "failed"
    assert desk.sent == []


async def test_attempts_are_counted_over_a_restart() -> None:
    desk = Desk(failures=99)
    crashed = asyncio.create_task(desk.process())
    await asyncio.sleep(2)
    crashed.cancel()
    await asyncio.gather(crashed, return_exceptions=True)
    before = desk.attempts

    await desk.process()

    assert before == 2
    assert desk.attempts == ATTEMPTS


async def test_a_handler_that_fails_before_its_effect_is_tried_again_too() -> None:
    desk, failures = Desk(), [ValueError("no text"), ValueError("no text")]

    async def handle(update: Update) -> Effect:
        if failures:
            raise failures.pop()
        return await ignore(update)

    async with desk.workroom() as work:
        await work.inbox.put(inbox_item(desk.update, NOON))
    await desk.units.callback(handle)(desk.update, None)

    assert desk.state == "done"


async def test_while_nothing_can_be_written_the_update_waits_and_is_not_given_up() -> None:
    desk = Desk()
    loop = asyncio.get_running_loop()

    def full_until_evening() -> object:
        if loop.time() < 3600:
            raise StorageUnusable("the disk is full")
        return desk.workroom()

    await desk.process(full_until_evening)  # type: ignore[arg-type]

    assert desk.state == "done"
    assert loop.time() == pytest.approx(3600, abs=LONGEST_PAUSE)


async def test_the_log_has_the_error_and_never_the_words(
    capsys: pytest.CaptureFixture[str],
) -> None:
    desk = Desk(failures=1)
    desk.update = text("my passport is C01234567")

    with logged("INFO"):
        await desk.process()

    said = "".join(capsys.readouterr())
    assert "update_stumbled" in said
    assert "ValueError" in said
    assert "C01234567" not in said
