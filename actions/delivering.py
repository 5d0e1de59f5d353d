"""Getting deliveries out, one chat at a time, within Telegram's limits."""

from collections.abc import Callable, Sequence
from datetime import timedelta

from actions.addressing import Addressing
from actions.domain.delivery import Delivery, Priority
from actions.domain.erasure import Erasure, Trace
from actions.errors import (
    ChatMoved,
    DeliveryError,
    DeliveryPostponed,
    DeliveryRefused,
    MessageGone,
    TopicGone,
)
from actions.ports import Clock, Work, Workroom
from actions.recording import Recording

MOST_MISTAKES = 8  # attempts at a delivery that fails for a reason nobody foresaw
LONGEST_PAUSE = 300.0  # seconds between two attempts at the same delivery
TAP_LIFETIME = timedelta(seconds=60)  # Telegram forgets a tap soon after


class Delivering:
    """Makes the calls that were written down, and writes down what came of them."""

    def __init__(
        self, workroom: Workroom, addressing: Addressing, recording: Recording, clock: Clock
    ) -> None:
        self._workroom, self._addressing = workroom, addressing
        self._recording, self._clock = recording, clock

    async def attempt(self, delivery: Delivery) -> float:
        """Try once; whatever happens is recorded, and nothing is raised for it.

        The seconds for which Telegram wants to hear nothing more in this lane of the chat.
        """
        if self._is_stale_tap(delivery):
            reason = "the tap is too old"
            await self._record(delivery, lambda work: work.deliveries.failed(delivery.id, reason))
            return 0.0
        if not await self._record(delivery, lambda work: work.deliveries.begin(delivery.id)):
            return 0.0
        try:
            addressed = await self._addressing.address(delivery)
            ids = await self._addressing.send(addressed)
        except DeliveryError as error:
            await self._on_error(delivery, error)
            return _patience(error)
        except Exception as error:  # noqa: BLE001 -- a mistake of ours must not hold up a chat for good
            await self._on_error(delivery, _mistake(error, delivery))
            return 0.0
        now = self._clock()
        await self._record(
            delivery, lambda work: self._recording.sent(work, delivery, ids, now), ids
        )
        return 0.0

    async def _on_error(self, delivery: Delivery, error: DeliveryError) -> None:
        now, note = self._clock(), self._recording
        match error:
            case ChatMoved(new_chat_id=new):
                await self._record(delivery, lambda work: note.chat_moved(work, delivery, new, now))
            case TopicGone() if delivery.priority is not Priority.SIGN:
                await self._record(delivery, lambda work: note.topic_gone(work, delivery, now))
            case MessageGone() if delivery.priority is not Priority.SIGN:
                await self._record(delivery, lambda work: note.message_gone(work, delivery, now))
            case DeliveryPostponed():
                await self._postpone(delivery, self._pause(delivery, error), error)
                await self._hold(delivery, _patience(error))
            case DeliveryRefused(unreachable=True) if _is_for_staff(delivery):
                await self._wait_for_staff(delivery, error)
            case _:
                await self._record(delivery, lambda work: note.refused(work, delivery, error, now))

    async def _wait_for_staff(self, delivery: Delivery, error: DeliveryError) -> None:
        """Nothing for staff is ever given up: it waits until they can be reached again."""
        now, chat_id = self._clock(), delivery.chat_id
        reason = str(error)
        await self._postpone(delivery, LONGEST_PAUSE, error)
        await self._hold(delivery, LONGEST_PAUSE)
        await self._record(
            delivery, lambda work: self._recording.staff_unreachable(work, chat_id, reason, now)
        )

    def _pause(self, delivery: Delivery, error: DeliveryPostponed) -> float:
        """Seconds until the next attempt: as asked, or doubling from one second."""
        if error.retry_after is not None:
            return error.retry_after
        return min(LONGEST_PAUSE, 2.0 ** min(delivery.attempts, 10))

    async def _postpone(self, delivery: Delivery, seconds: float, error: DeliveryError) -> None:
        until = self._clock() + timedelta(seconds=seconds)
        unsure = isinstance(error, DeliveryPostponed) and error.unsure
        reason = str(error)
        await self._record(
            delivery,
            lambda work: work.deliveries.postponed(delivery.id, until, reason, unsure=unsure),
        )

    async def _hold(self, delivery: Delivery, seconds: float) -> None:
        """What the whole group must wait for; else other tickets go on."""
        if not seconds or delivery.chat_id > 0:
            return
        until, lane = self._clock() + timedelta(seconds=seconds), delivery.lane
        chat_id = delivery.chat_id
        await self._record(delivery, lambda work: work.deliveries.hold(chat_id, lane, until))

    def _is_stale_tap(self, delivery: Delivery) -> bool:
        age = self._clock() - delivery.created_at
        return delivery.priority is Priority.BUTTON and age > TAP_LIFETIME

    async def _record(
        self, delivery: Delivery, write: Callable[[Work], object], ids: Sequence[int] = ()
    ) -> bool:
        """Write it down; False if whoever it was about was forgotten meanwhile."""
        async with self._workroom() as work:
            if await work.deliveries.get(delivery.id) is None:
                if ids and delivery.chat_id < 0:
                    late = Trace(delivery.chat_id, None, tuple(ids))
                    await work.erasures.add(Erasure(late, self._clock()))
                return False
            await write(work)  # type: ignore[misc]
        return True


def _is_for_staff(delivery: Delivery) -> bool:
    return delivery.chat_id < 0 and delivery.ticket_id is not None


def _patience(error: DeliveryError) -> float:
    """What Telegram asks of everything that goes to a chat; nothing, where it only failed."""
    asked = error.retry_after if isinstance(error, DeliveryPostponed) else None
    return asked or 0.0


def _mistake(error: Exception, delivery: Delivery) -> DeliveryError:
    """What an error that nobody foresaw means: again for a while, then never."""
    reason = f"unexpected {type(error).__name__}"
    if delivery.attempts < MOST_MISTAKES:
        return DeliveryPostponed(reason, unsure=True)
    return DeliveryRefused(reason)
