"""What a delivery says, and where, at the moment in which it is sent."""

import asyncio
from dataclasses import dataclass, replace
from typing import Any

from actions.correcting import EDITS
from actions.corresponding import ANSWER_TO
from actions.domain.deed import Verb
from actions.domain.delivery import CARD, PICTURE, Call, Delivery
from actions.domain.erasure import Erasure, Trace
from actions.domain.letter import SHOWN
from actions.domain.meaning import alike
from actions.domain.ticket import Ticket
from actions.errors import DeliveryRefused, MessageGone, TopicShut
from actions.exporting import EXPORT, exported
from actions.ports import CardView, Clock, Gateway, Presenter, StaffPresenter, Work, Workroom

TURNS_SHOWN = 6  # lines of the conversation before, on the card for staff
POSTS = frozenset({"send_message", "copy_message", "copy_messages"})  # what may stand in a topic


@dataclass(frozen=True)
class Addressed:
    """A delivery as Telegram gets it; None: nothing needs to be sent any more."""

    delivery: Delivery | None
    ticket: Ticket | None = None  # in whose topic it stands


class Addressing:
    """Fills in what is known only now: the card's words, what is answered, the topic."""

    def __init__(
        self,
        workroom: Workroom,
        gateway: Gateway,
        presenter: StaffPresenter,
        page: Presenter,
        clock: Clock,
    ) -> None:
        self._workroom, self._gateway = workroom, gateway
        self._presenter, self._clock = presenter, clock
        self._page = page  # what people may read of their own data

    async def address(self, delivery: Delivery) -> Addressed:
        """What to send; raises `MessageGone` if what should be edited never came to be."""
        if delivery.call.method == PICTURE:  # nothing of the database: nobody waits meanwhile
            drawn = await asyncio.to_thread(self._presenter.drawn, delivery.call.params)
            return Addressed(replace(delivery, call=drawn))
        async with self._workroom() as work:
            ticket = await _posted_for(work, delivery)
            if delivery.call.method == CARD:
                call = await self._card(work, ticket)
            elif delivery.call.method == EXPORT:
                params = delivery.call.params
                call = await exported(work, delivery.chat_id, params, self._page)
            else:
                call = await _filled_in(work, delivery)
        addressed = replace(delivery, call=call) if call else None
        return Addressed(addressed, ticket if call and call.method in POSTS else None)

    async def send(self, addressed: Addressed) -> list[int]:
        """Make the call; the ids of the messages that came into being."""
        delivery, ticket = addressed.delivery, addressed.ticket
        if delivery is None:
            return []
        thread_id = None
        if ticket:
            thread_id = ticket.thread_id or await self._open_topic(ticket)
        try:
            return await self._call(delivery, thread_id)
        except TopicShut:
            if thread_id is None:
                raise
            return await self._reopened(delivery, thread_id)

    async def _call(self, delivery: Delivery, thread_id: int | None) -> list[int]:
        if delivery.call.method == "copy_messages":
            return await self._gateway.send_album(delivery, thread_id)
        message_id = await self._gateway.send(delivery, thread_id)
        return [] if message_id is None else [message_id]

    async def _reopened(self, delivery: Delivery, thread_id: int) -> list[int]:
        """Reopen first; if even that is refused, the group gets it outside of the topic."""
        try:
            await self._gateway.reopen_topic(delivery.chat_id, thread_id)
        except DeliveryRefused:
            return await self._call(delivery, None)
        return await self._call(delivery, thread_id)

    async def _card(self, work: Work, ticket: Ticket | None) -> Call | None:
        if ticket is None or not (ticket.is_open or ticket.card_id):
            return None  # it went to another group, or is over and was never seen
        person = await work.people.get(ticket.person_id)
        if person is None:
            return None
        before = await work.turns.before(person.id, ticket.opened_at, TURNS_SHOWN)
        ledger = await work.deliveries.ledger(ticket.id)
        owner = await _name_of(work, ticket)
        others, today = await _alike(work, ticket), self._clock().date()
        view = CardView(ticket, person, today, before, ledger, owner, others)
        call = self._presenter.card(view)
        if ticket.card_id is None:
            return call
        return Call("edit_message_text", {**call.params, "message_id": ticket.card_id})

    async def _open_topic(self, ticket: Ticket) -> int | None:
        """The ticket's new topic, where the group is a forum and lets us open one.

        After a crash between the call and the commit, or a lost answer, Telegram still tells
        of the new topic by an update, from which it is adopted (`bot.telegram.handlers.topics`).
        """
        chat_id = ticket.chat_id
        if chat_id is None or not await self._gateway.has_topics(chat_id):
            return None
        async with self._workroom() as work:
            person = await work.people.get(ticket.person_id)
        if person is None:
            return None
        title = self._presenter.ticket_title(ticket, person)
        try:
            thread_id = await self._gateway.create_topic(chat_id, title)
        except DeliveryRefused as error:
            if error.unreachable:
                raise
            return None  # without the right to open topics, the group itself is better than nothing
        await self._save_thread(ticket, chat_id, thread_id)
        return thread_id

    async def _save_thread(self, opened_for: Ticket, chat_id: int, thread_id: int) -> None:
        async with self._workroom() as work:
            ticket = await work.tickets.get(opened_for.id)
            if ticket is None:  # whoever asked was forgotten meanwhile
                stray = Erasure(Trace(chat_id, thread_id), opened_for.changed_at)
                await work.erasures.add(stray)
            elif ticket.chat_id == chat_id:
                await work.tickets.save(replace(ticket, thread_id=thread_id))
                await work.tickets.keep_thread(chat_id, thread_id, ticket.id)


async def _posted_for(work: Work, delivery: Delivery) -> Ticket | None:
    if delivery.ticket_id is None:
        return None
    ticket = await work.tickets.get(delivery.ticket_id)
    return ticket if ticket and ticket.chat_id == delivery.chat_id else None


async def _alike(work: Work, ticket: Ticket) -> int:
    """How many other people wait for an answer to the same question."""
    meaning = await work.meanings.of(ticket.id)
    return len(alike(meaning, await work.meanings.of_open(ticket.person_id))) if meaning else 0


async def _name_of(work: Work, ticket: Ticket) -> str | None:
    if ticket.claimed_by is None:
        return None
    done = await work.deeds.last(50, ticket.id)
    names = [deed.actor for deed in done if deed.actor_id == ticket.claimed_by]
    passed = [deed.detail for deed in done if deed.verb is Verb.HAND_ON]
    return next(iter([*names, *passed]), str(ticket.claimed_by))


async def _filled_in(work: Work, delivery: Delivery) -> Call:
    """The call with the messages that it edits and answers."""
    params: dict[str, Any] = dict(delivery.call.params)
    if letter_id := params.pop(EDITS, None):
        params["message_id"] = await _copy_of(work, letter_id, delivery.chat_id)
        if params["message_id"] is None:
            raise MessageGone("what it changes did not arrive")
    if answered := params.pop(ANSWER_TO, None):
        message_id = answered.get("message_id")
        if letter_id := answered.get("letter"):
            message_id = await _copy_of(work, letter_id, delivery.chat_id)
        if message_id is not None:
            reply = {"message_id": message_id, "allow_sending_without_reply": True}
            params["reply_parameters"] = reply | _quote(answered)
    return Call(delivery.call.method, params)


def _quote(answered: dict[str, Any]) -> dict[str, str]:
    return {"quote": answered["quote"]} if "quote" in answered else {}


async def _copy_of(work: Work, letter_id: int, chat_id: int) -> int | None:
    """The message that shows a letter in a chat; of several, the last, which has its words."""
    copies = await work.letters.copies(letter_id)
    there = [c.message_id for c in copies if c.chat_id == chat_id and c.place != SHOWN]
    found = [message_id for message_id in there if message_id is not None]
    return found[-1] if found else None
