"""Hears what staff write in their groups, and carries it to the student."""

from collections import deque
from collections.abc import Awaitable, Callable

from telegram import Message, Update
from telegram.ext import MessageHandler, filters

from actions.conversing import Effect
from actions.domain.deed import Actor, Deed, Verb
from actions.domain.ticket import Ticket
from actions.office import Office
from actions.outbox import Outbox
from actions.ports import Work
from bot.telegram.app import App
from bot.telegram.colleagues import Colleagues
from bot.telegram.people import written
from bot.telegram.staff_lists import StaffLists
from bot.telegram.unit import Units, nothing

First = Callable[[Message, Actor | None, Outbox], Awaitable[bool]]  # True: it is dealt with
NOTED_ALBUMS = 100  # the last ones that are remembered
NOTE = "//"  # how a message begins that stays among staff


class StaffHandler:
    """Messages in a staff group: a reply, a note, or talk among colleagues."""

    def __init__(
        self,
        office: Office,
        lists: StaffLists,
        colleagues: Colleagues,
        *,
        first: First | None = None,
    ) -> None:
        self._office, self._lists, self._colleagues = office, lists, colleagues
        self._first = first
        # Only one part of an album has the caption. After a restart in its middle nobody knows.
        self._noted_albums: deque[str] = deque(maxlen=NOTED_ALBUMS)

    def register(self, app: App, units: Units) -> None:
        """Hear groups; which of them are the staff's may change while we run."""
        groups = filters.ChatType.GROUPS & ~filters.StatusUpdate.ALL & ~filters.COMMAND
        written_now = groups & filters.UpdateType.MESSAGE
        app.add_handler(MessageHandler(written_now, units.callback(self.on_message)))
        changed = groups & filters.UpdateType.EDITED_MESSAGE
        app.add_handler(MessageHandler(changed, units.callback(self.on_edit)))

    async def on_message(self, update: Update) -> Effect:
        """If it belongs to a ticket, it reaches the student."""
        message = update.message
        if message is None or self._is_noted(message):
            return nothing
        if not await self._colleagues.is_staff_chat(message.chat.id):
            return nothing
        actor = await self._colleagues.actor(message.chat, message.from_user, message.sender_chat)

        async def effect(outbox: Outbox) -> None:
            if self._first and await self._first(message, actor, outbox):
                return
            ticket = await ticket_of(message, outbox.work)
            if ticket is None or _is_foreign_bot(message):
                return
            if actor is None:
                await self._refuse(outbox, message, ticket)
            elif not _is_here(message, ticket):
                await self._say(outbox, message, "ticket_elsewhere", ticket)
            else:
                await self._office.corresponding.reply(outbox, ticket, written(message), actor)

        return effect

    def _is_noted(self, message: Message) -> bool:
        """Whether it is a note, or a part of an album whose caption is one."""
        album = message.media_group_id
        if is_note(message) and album:
            self._noted_albums.append(album)
        return is_note(message) or album in self._noted_albums

    async def on_edit(self, update: Update) -> Effect:
        """What staff changed is changed for the student, too."""
        message = update.edited_message
        if message is None or not await self._colleagues.is_staff_chat(message.chat.id):
            return nothing
        actor = await self._colleagues.actor(message.chat, message.from_user, message.sender_chat)

        async def effect(outbox: Outbox) -> None:
            letters = outbox.work.letters
            letter = await letters.original(message.chat.id, message.message_id)
            if actor is None:
                return
            if letter is None:
                await self._say_unsent(outbox, message)
                return
            ticket = await outbox.work.tickets.get(letter.ticket_id)
            if is_note(message):
                await self._say(outbox, message, "note_too_late", ticket)
            else:
                await self._office.correcting.correct(outbox, written(message))

        return effect

    async def _say_unsent(self, outbox: Outbox, message: Message) -> None:
        """What was not sent – a note, a command – is no reply once changed; told once."""
        if is_note(message) or not (message.text or message.caption) or _is_foreign_bot(message):
            return
        ticket = await ticket_of(message, outbox.work)
        if ticket is None or not _is_here(message, ticket):
            return
        if await _answers_something_else(message, outbox.work):
            return
        cause = f"unsent:{message.chat.id}:{message.message_id}"
        once = Outbox(outbox.work, cause, outbox.now)
        await self._say(once, message, "note_not_sent", ticket)

    async def _refuse(self, outbox: Outbox, message: Message, ticket: Ticket) -> None:
        user = message.from_user
        who: Actor | None = Actor(user.id, user.full_name) if user else None
        deed = Deed(
            outbox.now,
            Verb.REFUSED,
            message.chat.id,
            who.id if who else None,
            who.name if who else "",
            ticket.id,
        )
        await outbox.work.deeds.add(deed)
        await self._say(outbox, message, "not_listed", ticket)

    async def _say(
        self, outbox: Outbox, message: Message, words: str, ticket: Ticket | None
    ) -> None:
        calls = self._lists.answer(message, words, number=ticket.id if ticket else 0)
        await outbox.post(message.chat.id, calls)


def is_note(message: Message) -> bool:
    """Whether it stays among staff."""
    return (message.text or message.caption or "").startswith(NOTE)


async def _answers_something_else(message: Message, work: Work) -> bool:
    """Whether it replies to something of ours that is about no ticket, such as a draft."""
    answered = message.reply_to_message
    if answered is None:
        return False
    delivery = await work.deliveries.by_message(message.chat.id, answered.message_id)
    return delivery is not None and delivery.ticket_id is None


async def ticket_of(message: Message, work: Work) -> Ticket | None:
    """By the topic it stands in, or by the message it answers; never by words."""
    chat_id, thread_id = message.chat.id, message.message_thread_id
    if message.is_topic_message and thread_id is not None:
        return await work.tickets.in_thread(chat_id, thread_id)
    answered = message.reply_to_message
    return await ticket_at(chat_id, answered.message_id, work) if answered else None


async def ticket_at(chat_id: int, message_id: int, work: Work) -> Ticket | None:
    """The ticket that a message of ours is about."""
    delivery = await work.deliveries.by_message(chat_id, message_id)
    number = delivery.ticket_id if delivery else None
    if number is None:  # perhaps a later part of an album
        shown = await work.letters.copied_as(chat_id, message_id)
        number = shown[0].ticket_id if shown else None
    if number is None:
        return None
    ticket = await work.tickets.get(number)
    return ticket if ticket and ticket.chat_id == chat_id else None


def _is_here(message: Message, ticket: Ticket) -> bool:
    """Whether the ticket still lives where it was written."""
    if ticket.chat_id != message.chat.id:
        return False
    return not message.is_topic_message or ticket.thread_id == message.message_thread_id


def _is_foreign_bot(message: Message) -> bool:
    """Another bot's words; an anonymous administrator also looks like a bot."""
    user, speaker = message.from_user, message.sender_chat
    is_group_itself = speaker is not None and speaker.id == message.chat.id
    return bool(user and user.is_bot and not is_group_itself)
