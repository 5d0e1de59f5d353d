"""Passing a question to a person of the office, and their reply back."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from actions.domain.decision import HandOff, Reason
from actions.domain.delivery import Call, Priority
from actions.domain.person import Person
from actions.domain.reply import Reply
from actions.domain.ticket import Ticket, TicketState
from actions.domain.turn import Speaker, Turn
from actions.library import Library
from actions.outbox import Outbox
from actions.ports import Presenter, StaffPresenter

TURNS_SHOWN = 6  # lines of the conversation before, on the card for staff


@dataclass(frozen=True)
class Handoff:
    """What is passed on: whose question, why, and in which language."""

    person: Person
    question: str
    locale: str
    decision: HandOff


class HandingOff:
    """Opens tickets and carries replies; everything in the unit of work it is given."""

    def __init__(
        self,
        library: Library,
        presenter: Presenter,
        staff_presenter: StaffPresenter,
        staff_chat: int | None,
    ) -> None:
        self._library, self._presenter = library, presenter
        self._staff_presenter, self._staff_chat = staff_presenter, staff_chat

    async def open(self, outbox: Outbox, handoff: Handoff) -> Ticket:
        """Pass the question on: a new ticket, or more of the one that is open.

        Without a staff group the person is given the office's contact, and the ticket is kept.
        A ticket that the present group never saw is left behind.
        """
        chat = self._staff_chat and await outbox.work.moves.current(self._staff_chat)
        latest = await outbox.work.tickets.latest_of(handoff.person.id)
        if latest and latest.takes_more(outbox.now) and latest.chat_id == chat:
            ticket = await self._add_to(latest, outbox, handoff)
        else:
            ticket = await self._open_new(outbox, handoff, chat)
        await self._tell_person(outbox, ticket, handoff.decision)
        return ticket

    async def add_message(self, outbox: Outbox, ticket: Ticket, message_id: int) -> None:
        """Something other than text that the person sent for staff: copied as it is."""
        copy = {"from_chat_id": ticket.person_id, "message_id": message_id}
        await self._tell_staff(outbox, ticket, [Call("copy_message", copy)])

    async def reply(self, outbox: Outbox, ticket: Ticket, reply: Reply) -> None:
        """Carry a staff member's reply to the person who asked."""
        await outbox.work.tickets.save(ticket.replied(outbox.now))
        await outbox.work.turns.add(Turn(ticket.person_id, Speaker.STAFF, reply.text, outbox.now))
        calls = self._presenter.staff_reply(ticket, reply)
        await outbox.post(ticket.person_id, calls, Priority.PERSON, ticket.id)

    async def _open_new(self, outbox: Outbox, handoff: Handoff, chat: int | None) -> Ticket:
        ticket = await outbox.work.tickets.add(self._new_ticket(outbox.now, handoff, chat))
        before = await outbox.work.turns.last(handoff.person.id, TURNS_SHOWN)
        card = self._staff_presenter.ticket_card(ticket, handoff.person, before)
        await self._tell_staff(outbox, ticket, card)
        return ticket

    def _new_ticket(self, now: datetime, handoff: Handoff, chat: int | None) -> Ticket:
        return Ticket(
            id=0,
            person_id=handoff.person.id,
            desk=self._library.kb.desk_of(handoff.decision.topic),
            question=handoff.question,
            locale=handoff.locale,
            reason=handoff.decision.reason,
            opened_at=now,
            changed_at=now,
            urgent=handoff.decision.is_urgent,
            chat_id=chat,
        )

    async def _add_to(self, ticket: Ticket, outbox: Outbox, handoff: Handoff) -> Ticket:
        if ticket.question == handoff.question and ticket.state is TicketState.OPEN:
            return ticket  # the same button tapped twice
        urgent = handoff.decision.is_urgent
        ticket = replace(ticket.asked_again(outbox.now, urgent=urgent), locale=handoff.locale)
        await outbox.work.tickets.save(ticket)
        addition = self._staff_presenter.ticket_addition(ticket, handoff.question)
        await self._tell_staff(outbox, ticket, addition)
        return ticket

    async def _tell_staff(self, outbox: Outbox, ticket: Ticket, calls: list[Call]) -> None:
        if ticket.chat_id is not None:
            await outbox.post(ticket.chat_id, calls, Priority.STAFF, ticket.id)

    async def _tell_person(self, outbox: Outbox, ticket: Ticket, why: HandOff) -> None:
        if why.is_urgent:
            emergency = self._presenter.in_an_emergency(ticket.locale, outbox.now.date())
            await outbox.post(ticket.person_id, emergency)
        await outbox.post(ticket.person_id, self._told(ticket, why, outbox.now.date()))

    def _told(self, ticket: Ticket, why: HandOff, today: date) -> list[Call]:
        if ticket.chat_id is None:
            return self._presenter.left_with_contact(ticket, today)
        failed = why.reason is Reason.FAILED
        return self._presenter.failed(ticket) if failed else self._presenter.handed_off(ticket)
