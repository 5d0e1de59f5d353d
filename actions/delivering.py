"""Getting deliveries out, one chat at a time, within Telegram's limits."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from actions.domain.delivery import Delivery, Priority
from actions.domain.ticket import Ticket
from actions.errors import ChatMoved, DeliveryError, DeliveryPostponed, DeliveryRefused, TopicGone
from actions.outbox import Outbox
from actions.ports import Clock, Gateway, StaffPresenter, Work, Workroom

MOST_MISTAKES = 8  # attempts at a delivery that fails for a reason nobody foresaw
LONGEST_PAUSE = 300.0  # seconds between two attempts at the same delivery
TAP_LIFETIME = timedelta(seconds=60)  # Telegram forgets a tap soon after


class Delivering:
    """Makes the calls that were written down, and writes down what came of them."""

    def __init__(
        self, workroom: Workroom, gateway: Gateway, presenter: StaffPresenter, clock: Clock
    ) -> None:
        self._workroom, self._gateway = workroom, gateway
        self._presenter, self._clock = presenter, clock

    async def attempt(self, delivery: Delivery) -> None:
        """Try once; whatever happens is recorded, and nothing is raised for it."""
        if self._is_stale_tap(delivery):
            await self._record(
                lambda work: work.deliveries.failed(delivery.id, "the tap is too old")
            )
            return
        await self._record(lambda work: work.deliveries.begin(delivery.id))
        try:
            message_id = await self._send(delivery)
        except DeliveryError as error:
            await self._on_error(delivery, error)
            return
        except Exception as error:  # noqa: BLE001 -- a mistake of ours must not hold up a chat for good
            await self._on_error(delivery, _mistake(error, delivery))
            return
        now = self._clock()
        await self._record(lambda work: work.deliveries.sent(delivery.id, now, message_id))

    async def _send(self, delivery: Delivery) -> int | None:
        thread_id = None
        if ticket := await self._ticket_posted_by(delivery):
            thread_id = ticket.thread_id or await self._open_topic(ticket)
        return await self._gateway.send(delivery, thread_id)

    async def _ticket_posted_by(self, delivery: Delivery) -> Ticket | None:
        if delivery.ticket_id is None:
            return None
        async with self._workroom() as work:
            ticket = await work.tickets.get(delivery.ticket_id)
        return ticket if ticket and ticket.chat_id == delivery.chat_id else None

    async def _open_topic(self, ticket: Ticket) -> int | None:
        """The ticket's new topic, where the group is a forum.

        A crash between the call and the commit leaves an empty topic behind; the next
        attempt opens another one, and no message is lost.
        """
        chat_id = ticket.chat_id
        if chat_id is None or not await self._gateway.has_topics(chat_id):
            return None
        async with self._workroom() as work:
            person = await work.people.get(ticket.person_id)
        if person is None:
            return None
        thread_id = await self._gateway.create_topic(
            chat_id, self._presenter.ticket_title(ticket, person)
        )
        await self._save_thread(ticket.id, thread_id)
        return thread_id

    async def _save_thread(self, ticket_id: int, thread_id: int | None) -> None:
        async with self._workroom() as work:
            if ticket := await work.tickets.get(ticket_id):
                await work.tickets.save(replace(ticket, thread_id=thread_id))

    async def _on_error(self, delivery: Delivery, error: DeliveryError) -> None:
        match error:
            case ChatMoved(new_chat_id=new):
                await self._record(lambda work: self._move(work, delivery.chat_id, new))
            case TopicGone() if delivery.ticket_id is not None:
                await self._save_thread(delivery.ticket_id, None)
                await self._postpone(delivery, 0.0, str(error))
            case DeliveryPostponed():
                await self._postpone(delivery, self._pause(delivery, error), str(error))
            case _:
                await self._record(lambda work: self._refuse(work, delivery, error))

    def _pause(self, delivery: Delivery, error: DeliveryPostponed) -> float:
        """Seconds until the next attempt: as asked, or doubling from one second."""
        if error.retry_after is not None:
            return error.retry_after
        return min(LONGEST_PAUSE, 2.0 ** min(delivery.attempts, 10))

    async def _postpone(self, delivery: Delivery, seconds: float, reason: str) -> None:
        until = self._clock() + timedelta(seconds=seconds)
        await self._record(lambda work: work.deliveries.postponed(delivery.id, until, reason))

    async def _move(self, work: Work, old: int, new: int) -> None:
        await work.moves.record(old, new)
        await work.deliveries.move_chat(old, new)
        await work.tickets.move_chat(old, new)

    async def _refuse(self, work: Work, delivery: Delivery, error: DeliveryError) -> None:
        await work.deliveries.failed(delivery.id, str(error))
        person = await work.people.get(delivery.chat_id)
        if person and isinstance(error, DeliveryRefused) and error.unreachable:
            await work.people.save(replace(person, unreachable_since=self._clock()))
        if person and delivery.ticket_id is not None:
            await self._tell_staff(work, delivery, str(error))

    async def _tell_staff(self, work: Work, delivery: Delivery, reason: str) -> None:
        ticket = await work.tickets.get(delivery.ticket_id or 0)
        if ticket and ticket.chat_id is not None:
            outbox = Outbox(work, f"refused:{delivery.id}", self._clock())
            notice = self._presenter.not_delivered(ticket, reason)
            await outbox.post(ticket.chat_id, notice, Priority.STAFF, ticket.id)

    def _is_stale_tap(self, delivery: Delivery) -> bool:
        age = self._clock() - delivery.created_at
        return delivery.priority is Priority.BUTTON and age > TAP_LIFETIME

    async def _record(self, write: Callable[[Work], object]) -> None:
        async with self._workroom() as work:
            await write(work)  # type: ignore[misc]


def _mistake(error: Exception, delivery: Delivery) -> DeliveryError:
    """What an error that nobody foresaw means: again for a while, then never."""
    reason = f"unexpected {type(error).__name__}"
    if delivery.attempts < MOST_MISTAKES:
        return DeliveryPostponed(reason)
    return DeliveryRefused(reason)
