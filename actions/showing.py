"""Keeping true what staff see of a ticket: its card, and the name and state of its topic."""

from actions.domain.delivery import CARD, Call, Priority
from actions.domain.meaning import alike
from actions.domain.ticket import Ticket
from actions.outbox import Outbox
from actions.ports import StaffPresenter

MOST_REFRESHED = 5  # cards, those that agree most: a group takes twenty messages a minute


class Showing:
    """Writes down what must change; several changes in a row are one."""

    def __init__(self, presenter: StaffPresenter) -> None:
        self._presenter = presenter

    async def card(self, outbox: Outbox, ticket: Ticket) -> int | None:
        """The card is written anew when its turn comes; the number of the delivery that does it."""
        if ticket.chat_id is None:
            return None
        for due in await outbox.work.deliveries.of_ticket(ticket.id, ticket.chat_id):
            if due.call.method == CARD and due.attempts == 0:
                return due.id
        priority = Priority.STAFF if ticket.card_id is None else Priority.CARD
        posted = await outbox.post(ticket.chat_id, [Call(CARD)], priority, ticket.id)
        return posted[0]

    async def state(self, outbox: Outbox, ticket: Ticket, before: Ticket) -> None:
        """Card and topic, after a ticket changed; nothing, if nobody would see a difference."""
        await self.card(outbox, ticket)
        if ticket.thread_id is None or ticket.chat_id is None:
            return
        person = await outbox.work.people.get(ticket.person_id)
        topic = {"message_thread_id": ticket.thread_id}
        calls = []
        if ticket.is_open and not before.is_open:
            calls.append(Call("reopen_forum_topic", topic))
        if person and self._title(ticket) != self._title(before):
            name = self._presenter.ticket_title(ticket, person)
            calls.append(Call("edit_forum_topic", {**topic, "name": name}))
        if before.is_open and not ticket.is_open:
            calls.append(Call("close_forum_topic", topic))
        await outbox.post(ticket.chat_id, calls, Priority.SIGN, ticket.id)

    async def neighbours(self, outbox: Outbox, ticket: Ticket, before: Ticket | None) -> None:
        """The cards that count a ticket among the same questions, once it waits or does not.

        `before`: as it was; None: it is new. Only cards that stand are written anew.
        """
        if _waits(ticket) == (before is not None and _waits(before)):
            return
        meanings = outbox.work.meanings
        meaning, others = await meanings.of(ticket.id), await meanings.of_open(ticket.person_id)
        for number in alike(meaning, others)[:MOST_REFRESHED]:
            other = await outbox.work.tickets.get(number)
            if other and other.card_id is not None:
                await self.card(outbox, other)

    async def leave(self, outbox: Outbox, ticket: Ticket) -> None:
        """The ticket goes to another group: its topic here is closed."""
        if ticket.thread_id is not None and ticket.chat_id is not None:
            close = Call("close_forum_topic", {"message_thread_id": ticket.thread_id})
            await outbox.post(ticket.chat_id, [close], Priority.SIGN, ticket.id)

    async def react(self, outbox: Outbox, chat_id: int, message_id: int, emoji: str) -> None:
        """A sign on somebody's message, which costs no message."""
        reaction = [{"type": "emoji", "emoji": emoji}]
        sign = Call("set_message_reaction", {"message_id": message_id, "reaction": reaction})
        await outbox.post(chat_id, [sign], Priority.SIGN)

    def _title(self, ticket: Ticket) -> tuple[object, ...]:
        """What a topic's name depends on, but for the person's own name."""
        return ticket.state, ticket.urgent, ticket.locale


def _waits(ticket: Ticket) -> bool:
    """Whether it is counted among open questions."""
    return ticket.owed_since is not None
