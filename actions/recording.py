"""Writing down what became of a delivery, and telling those who must know."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from actions.content.roles import Role
from actions.correcting import EDITS, Correcting
from actions.corresponding import DELIVERED, LOST, QUEUED
from actions.domain.delivery import CARD, Call, Delivery, DeliveryState, Priority
from actions.domain.letter import SHOWN, Letter, Side
from actions.domain.ticket import Ticket, TicketState
from actions.errors import DeliveryError, DeliveryRefused
from actions.moving import Moving, messages_due, without_topic
from actions.outbox import Outbox
from actions.ports import Presenter, StaffPresenter, Work
from actions.showing import Showing
from actions.staffing import Staffing


class Recording:
    """Everything in the unit of work it is given."""

    def __init__(
        self,
        presenter: Presenter,
        staff_presenter: StaffPresenter,
        *,
        showing: Showing,
        moving: Moving,
        correcting: Correcting,
        staffing: Staffing,
    ) -> None:
        self._presenter, self._staff_presenter = presenter, staff_presenter
        self._showing, self._moving = showing, moving
        self._correcting, self._staffing = correcting, staffing

    async def sent(self, work: Work, delivery: Delivery, ids: Sequence[int], now: datetime) -> None:
        """It arrived, and became these messages."""
        outbox = Outbox(work, f"sent:{delivery.id}", now)
        expected = len(delivery.call.params.get("message_ids", "1"))
        if delivery.call.method == "copy_messages" and len(ids) < expected:
            reason = f"only {len(ids)} of {expected} parts arrived"
            await self.refused(work, delivery, DeliveryRefused(reason), now)
            return
        await work.deliveries.sent(delivery.id, now, ids[0] if ids else None)
        await work.letters.arrived(delivery.id, ids)
        if delivery.call.method == CARD:
            await self._card_sent(outbox, delivery, ids)
        await self._tick(outbox, delivery)
        if delivery.lane is None and await work.outages.end(delivery.chat_id):
            await work.deliveries.hurry(delivery.chat_id)
        ticket = await work.tickets.get(delivery.ticket_id or 0)
        repeated = await work.deliveries.get(delivery.id)
        if ticket and repeated and repeated.repeated and delivery.is_message:
            await self._showing.card(outbox, ticket)

    async def refused(
        self, work: Work, delivery: Delivery, error: DeliveryError, now: datetime
    ) -> None:
        """It will not arrive."""
        gone = isinstance(error, DeliveryRefused) and error.unreachable
        person = await work.people.get(delivery.chat_id)
        await work.deliveries.failed(delivery.id, str(error), refused=gone and person is not None)
        if not (delivery.is_message or delivery.priority is Priority.ANNOUNCEMENT):
            return
        if person and gone:
            await work.people.save(replace(person, unreachable_since=now))
        outbox = Outbox(work, f"refused:{delivery.id}:{delivery.attempts}", now)
        await self._tick(outbox, delivery)
        ticket = await work.tickets.get(delivery.ticket_id or 0)
        if ticket is None or ticket.chat_id is None:
            return
        if person:
            notice = self._staff_presenter.not_delivered(ticket, str(error))
            await outbox.post(ticket.chat_id, notice, Priority.STAFF, ticket.id)
        await self._showing.card(outbox, ticket)

    async def message_gone(self, work: Work, delivery: Delivery, now: datetime) -> None:
        """What it should change is not there: it is shown anew."""
        outbox = Outbox(work, f"gone:{delivery.id}:{delivery.attempts}", now)
        if delivery.call.method == CARD:
            await self._card_gone(outbox, delivery)
            return
        await work.deliveries.sent(delivery.id, now, None)  # what follows says it instead
        if letter_id := delivery.call.params.get(EDITS):
            await self._correcting.instead(outbox, letter_id)

    async def topic_gone(self, work: Work, delivery: Delivery, now: datetime) -> None:
        """Somebody deleted the topic: another one gets everything that was said in it."""
        ticket = await work.tickets.get(delivery.ticket_id or 0)
        if ticket is None:
            await work.deliveries.failed(delivery.id, "the topic is gone")
            return
        await work.deliveries.postponed(delivery.id, now, "the topic is gone")
        due = await messages_due(Outbox(work, "", now), ticket)
        await work.tickets.save(without_topic(ticket))
        outbox = Outbox(work, f"again:{delivery.id}", now)
        await self._moving.show_anew(outbox, without_topic(ticket), due)

    async def chat_moved(self, work: Work, delivery: Delivery, new: int, now: datetime) -> None:
        """The group has another number."""
        old = delivery.chat_id
        await work.deliveries.postponed(delivery.id, now, "the group moved")
        await work.moves.record(old, new)
        await work.deliveries.move_chat(old, new)
        await work.tickets.move_chat(old, new)
        await work.announcements.move_chat(old, new)
        await self._moving.group_moved(Outbox(work, f"moved:{old}", now), new)

    async def staff_unreachable(self, work: Work, chat_id: int, reason: str, now: datetime) -> None:
        """A group can't be reached: administrators and waiting students are told, once."""
        if not await work.outages.begin(chat_id, now, reason):
            return
        outbox = Outbox(work, f"outage:{chat_id}:{now.isoformat()}", now)
        for member in await self._staffing.members_at(chat_id, work.moves):
            if member.role is Role.ADMINISTRATOR:
                alarm = self._staff_presenter.group_unreachable(chat_id, reason)
                await outbox.post(member.id, alarm, Priority.STAFF)
        for ticket in await self._unseen(work, chat_id):
            contact = self._presenter.left_with_contact(ticket, now.date())
            await outbox.post(ticket.person_id, contact)

    async def _unseen(self, work: Work, chat_id: int) -> list[Ticket]:
        """The open tickets that staff have not got yet."""
        tickets = await work.tickets.in_state(TicketState.WAITING)
        here = [each for each in tickets if each.chat_id == chat_id]
        return [each for each in here if await work.deliveries.of_ticket(each.id, chat_id)]

    async def _card_sent(self, outbox: Outbox, delivery: Delivery, ids: Sequence[int]) -> None:
        ticket = await outbox.work.tickets.get(delivery.ticket_id or 0)
        if not ticket or not ids or ticket.card_id or ticket.chat_id != delivery.chat_id:
            return
        await outbox.work.tickets.save(replace(ticket, card_id=ids[0]))
        if ticket.thread_id is not None:
            pin = Call("pin_chat_message", {"message_id": ids[0], "disable_notification": True})
            await outbox.post(delivery.chat_id, [pin], Priority.SIGN, ticket.id)

    async def _card_gone(self, outbox: Outbox, delivery: Delivery) -> None:
        """Somebody deleted it: another one is written, if anybody still needs it."""
        await outbox.work.deliveries.sent(delivery.id, outbox.now, None)
        ticket = await outbox.work.tickets.get(delivery.ticket_id or 0)
        if ticket:
            ticket = replace(ticket, card_id=None)
            await outbox.work.tickets.save(ticket)
            await self._showing.card(outbox, ticket)

    async def _tick(self, outbox: Outbox, delivery: Delivery) -> None:
        """A sign on what was written, as soon as its fate is known."""
        if delivery.call.method == CARD:
            return
        carried = await outbox.work.letters.carried_by(delivery.id)
        for letter, copy in carried:
            written = letter.written
            if written.message_id is None or copy.place == SHOWN:
                continue
            if sign := await _sign(outbox.work, letter):
                await self._showing.react(outbox, written.chat_id, written.message_id, sign)


async def _sign(work: Work, letter: Letter) -> str | None:
    states = []
    for copy in await work.letters.copies(letter.id):
        delivery = await work.deliveries.get(copy.delivery_id)
        states.append(delivery.state if delivery else DeliveryState.FAILED)
    if any(state in (DeliveryState.FAILED, DeliveryState.REFUSED) for state in states):
        return LOST if letter.side is Side.STAFF else None
    if any(state is DeliveryState.DUE for state in states):
        return None
    return DELIVERED if letter.side is Side.STAFF else QUEUED
