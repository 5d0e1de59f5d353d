"""One loop that lets deliveries out: in order per chat, no faster than allowed."""

import asyncio
import contextlib
from datetime import datetime, timedelta

import structlog

from actions.delivering import Delivering
from actions.domain.delivery import Delivery, Priority
from actions.domain.pacing import LONGEST_SPAN, Pace
from actions.ports import Clock, Workroom

AT_ONCE = 16  # calls on the wire at the same moment
ROOM_FOR_TALK = 6  # messages that must still find room within the second, beside announcements
ANNOUNCED_AT_ONCE = 4  # of these calls; so many may come twice if the process is killed
ROOM_FOR_CARDS = 6  # messages that a group must still have room for within the minute
ROOMS = {Priority.CARD: ROOM_FOR_CARDS, Priority.ANNOUNCEMENT: ROOM_FOR_TALK}
BREATH = 0.02  # seconds between two looks, however much happens
IDLE = 5.0  # seconds after which the table is looked at without being told
Lane = tuple[int, Priority | None]  # of a chat
log = structlog.get_logger()


class Sender:
    """Looks for heads of queues, and attempts them; `wake()` says that there may be new ones."""

    def __init__(
        self, workroom: Workroom, delivering: Delivering, clock: Clock, pace: Pace | None = None
    ) -> None:
        self._workroom, self._delivering, self._clock = workroom, delivering, clock
        self._pace = pace or Pace()
        self._news = asyncio.Event()
        self._busy: dict[Lane, asyncio.Task[None]] = {}
        self._held: dict[Lane, datetime] = {}  # lanes without a pace of which patience was asked

    def wake(self) -> None:
        """Something new is due."""
        self._news.set()

    async def run(self) -> None:
        """Send until cancelled; then finish the calls that are on the wire."""
        await self._remember()
        try:
            while True:
                await self._round()
                await asyncio.sleep(BREATH)
        finally:
            await asyncio.gather(*self._busy.values(), return_exceptions=True)

    async def _remember(self) -> None:
        async with self._workroom() as work:
            self._pace.remember(await work.deliveries.sent_since(self._clock() - LONGEST_SPAN))

    async def _round(self) -> None:
        self._news.clear()
        try:
            wait = await self._start_what_may_go()
        except Exception as error:  # noqa: BLE001 -- without this loop nobody hears from us again
            log.error("sender_stumbled", reason=f"{type(error).__name__}: {error}")
            wait = IDLE
        # Not `wait_for`: in Python 3.11 it swallows a cancellation that comes with the news.
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(wait):
                await self._news.wait()

    async def _start_what_may_go(self) -> float:
        """Start attempts; the seconds until it is worth looking again."""
        now = self._clock()
        async with self._workroom() as work:
            heads = await work.deliveries.heads(now)
            postponed = await work.deliveries.next_due(now)
        moments = [postponed] if postponed else []
        for delivery in heads:
            if _lane(delivery) in self._busy:
                continue
            free_at = self._free_at(delivery, now)
            if free_at > now:
                moments.append(free_at)
            elif len(self._busy) < _most_at_once(delivery):
                self._start(delivery, now)
        self._pace.forget_idle(now)
        self._held = {lane: until for lane, until in self._held.items() if until > now}
        return min((max((m - now).total_seconds(), 0.0) for m in moments), default=IDLE)

    def _free_at(self, delivery: Delivery, now: datetime) -> datetime:
        """Cards and announcements let messages go first: they go when there is room for several."""
        if _is_unlimited(delivery):
            return self._held.get(_lane(delivery), now)
        room = ROOMS.get(delivery.priority) or _messages_in(delivery)
        return self._pace.free_at(delivery.chat_id, now, room)

    def _start(self, delivery: Delivery, now: datetime) -> None:
        if not _is_unlimited(delivery):
            for _ in range(_messages_in(delivery)):
                self._pace.left(delivery.chat_id, now)
        task = asyncio.create_task(self._attempt(delivery))
        self._busy[_lane(delivery)] = task

    async def _attempt(self, delivery: Delivery) -> None:
        try:
            self._be_patient(delivery, await self._delivering.attempt(delivery))
        except Exception as error:  # noqa: BLE001 -- the others must not wait for this one
            reason = f"{type(error).__name__}: {error}"
            log.error("delivery_not_recorded", delivery=delivery.id, reason=reason)
            await asyncio.sleep(1)
        finally:
            if not _is_unlimited(delivery):
                self._pace.arrived(delivery.chat_id, self._clock(), _messages_in(delivery))
            del self._busy[_lane(delivery)]
            self.wake()

    def _be_patient(self, delivery: Delivery, seconds: float) -> None:
        """Telegram asked for it: messages and cards of a chat wait, or a lane of taps or signs."""
        if not seconds:
            return
        until = self._clock() + timedelta(seconds=seconds)
        if _is_unlimited(delivery):
            self._held[_lane(delivery)] = until
        else:
            self._pace.pause(delivery.chat_id, until)


def _is_unlimited(delivery: Delivery) -> bool:
    """Taps and signs are no messages: Telegram does not count them with these."""
    return delivery.lane in (Priority.BUTTON, Priority.SIGN)


def _most_at_once(delivery: Delivery) -> int:
    """However slow Telegram is, announcements leave lines free for whoever talks with us."""
    is_announced = delivery.priority is Priority.ANNOUNCEMENT
    return ANNOUNCED_AT_ONCE if is_announced else AT_ONCE


def _lane(delivery: Delivery) -> Lane:
    return delivery.chat_id, delivery.lane


def _messages_in(delivery: Delivery) -> int:
    """How many messages it counts for: an album for as many as it has parts."""
    return len(delivery.call.params.get("message_ids", "1"))
