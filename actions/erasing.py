"""Taking things away from staff groups, one call at a time, and writing the receipts."""

from collections.abc import Awaitable
from dataclasses import replace
from datetime import datetime, timedelta

from actions.domain.delivery import Priority
from actions.domain.erasure import Erasure
from actions.errors import ChatMoved, DeliveryError, DeliveryPostponed, MessageGone, TopicGone
from actions.outbox import Outbox
from actions.ports import Clock, Gateway, Presenter, StaffPresenter, Workroom

MOST_ATTEMPTS = 20  # of an erasure that Telegram keeps putting off: more than a day
LONGEST_PAUSE = timedelta(hours=2)


class Erasing:
    """Reads what is due from the database, so that a restart forgets none."""

    def __init__(
        self,
        workroom: Workroom,
        gateway: Gateway,
        presenter: Presenter,
        staff_presenter: StaffPresenter,
        clock: Clock,
    ) -> None:
        self._workroom, self._gateway = workroom, gateway
        self._presenter, self._staff_presenter = presenter, staff_presenter
        self._clock = clock

    async def run_once(self) -> int:
        """Try everything whose time has come; how many things that were."""
        async with self._workroom() as work:
            due = await work.erasures.due(self._clock())
        for erasure in due:
            result = await self._try(erasure)
            async with self._workroom() as work:
                await work.erasures.save(result)
                if result.needs_hands:
                    outbox = Outbox(work, f"by-hand:{result.id}", self._clock())
                    asked = self._staff_presenter.delete_by_hand(result)
                    await outbox.post(result.trace.chat_id, asked, Priority.NOTICE)
        return len(due) + await self._write_receipts()

    async def next_due(self) -> datetime | None:
        """When there is something to do; None if there is nothing."""
        async with self._workroom() as work:
            return await work.erasures.next_due()

    async def _try(self, erasure: Erasure) -> Erasure:
        try:
            return await self._take_away(erasure)
        except ChatMoved as error:
            trace = replace(erasure.trace, chat_id=error.new_chat_id)
            return replace(erasure, trace=trace)
        except DeliveryPostponed as error:
            return self._later(erasure, error)

    async def _take_away(self, erasure: Erasure) -> Erasure:
        """The whole topic; where that is refused, message by message."""
        trace, reason = erasure.trace, ""
        if trace.thread_id is not None:
            call = self._gateway.delete_topic(trace.chat_id, trace.thread_id)
            reason = await _refusal(call) or ""
            if not reason:
                return erasure.came_out(1, 0, "")
        left = 0
        for message_id in trace.message_ids:
            call = self._gateway.delete_message(trace.chat_id, message_id)
            if refused := await _refusal(call):
                left, reason = left + 1, refused
        return erasure.came_out(len(trace.message_ids) - left, left, reason)

    def _later(self, erasure: Erasure, error: DeliveryPostponed) -> Erasure:
        attempts = erasure.attempts + 1
        if attempts >= MOST_ATTEMPTS:
            left = len(erasure.trace.message_ids)
            return replace(erasure, attempts=attempts).came_out(0, left, str(error))
        asked = timedelta(seconds=error.retry_after or 2.0**attempts)
        not_before = self._clock() + min(asked, LONGEST_PAUSE)
        return replace(erasure, attempts=attempts, not_before=not_before)

    async def _write_receipts(self) -> int:
        async with self._workroom() as work:
            fulfilled = await work.erasures.fulfilled()
            for wish, receipt in fulfilled:
                outbox = Outbox(work, f"forgotten:{wish.id}", self._clock())
                kept = await work.people.get(wish.person_id)
                is_banned = kept is not None and kept.banned_at is not None
                honest = replace(receipt, is_banned=is_banned)
                told = self._presenter.forgotten(honest, wish.locale)
                await outbox.post(wish.person_id, told)
                await work.erasures.received(wish)
        return len(fulfilled)


async def _refusal(call: Awaitable[None]) -> str | None:
    """Why Telegram would not do it for good; None if it is done, or was already."""
    try:
        await call
    except (ChatMoved, DeliveryPostponed):
        raise
    except (MessageGone, TopicGone):
        return None
    except DeliveryError as error:
        return str(error)
    return None
