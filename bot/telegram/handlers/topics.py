"""Hears of topics that are opened, closed and reopened, whoever does it."""

import re
from collections.abc import Callable
from dataclasses import replace

import structlog
from telegram import Message, Update
from telegram.ext import MessageHandler, filters

from actions.conversing import Effect
from actions.domain.delivery import Call, Priority
from actions.domain.erasure import Erasure, Trace
from actions.domain.ticket import Ticket
from actions.office import Office
from actions.outbox import Outbox
from bot.telegram.app import App
from bot.telegram.colleagues import Colleagues
from bot.telegram.unit import Units, nothing

NUMBER = re.compile(r"#(\d{1,18})\b")  # of a ticket, in the name of its topic
log = structlog.get_logger()


class TopicHandlers:
    """Staff may close and reopen a ticket in Telegram's own menu as well as with our buttons."""

    def __init__(self, office: Office, colleagues: Colleagues, own_id: Callable[[], int]) -> None:
        self._office, self._colleagues, self._own_id = office, colleagues, own_id

    def register(self, app: App, units: Units) -> None:
        """Hear service messages."""
        status = filters.StatusUpdate
        for kind, handle in (
            (status.FORUM_TOPIC_CREATED, self.on_created),
            (status.FORUM_TOPIC_CLOSED, self.on_closed),
            (status.FORUM_TOPIC_REOPENED, self.on_reopened),
        ):
            app.add_handler(MessageHandler(kind, units.callback(handle)))

    async def on_created(self, update: Update) -> Effect:
        """Our own topic: known already, unless we died, or the answer was lost, in between."""
        message = update.message
        if message is None or not self._is_ours(message) or not message.forum_topic_created:
            return nothing
        number = NUMBER.search(message.forum_topic_created.name)
        thread_id = message.message_thread_id

        async def effect(outbox: Outbox) -> None:
            if number is None or thread_id is None:
                return
            ticket = await outbox.work.tickets.get(int(number[1]))
            if ticket is None:  # whoever asked was forgotten meanwhile
                stray = Erasure(Trace(message.chat.id, thread_id), outbox.now)
                await outbox.work.erasures.add(stray)
                return
            if ticket.chat_id != message.chat.id:
                return
            if await outbox.work.tickets.in_thread(message.chat.id, thread_id):
                return  # kept when it was opened
            if ticket.thread_id is None:
                log.info("topic_adopted", ticket=ticket.id)
                await outbox.work.tickets.save(replace(ticket, thread_id=thread_id))
                await outbox.work.tickets.keep_thread(message.chat.id, thread_id, ticket.id)
            else:
                log.info("topic_orphaned", ticket=ticket.id)
                gone = Call("delete_forum_topic", {"message_thread_id": thread_id})
                await outbox.post(message.chat.id, [gone], Priority.SIGN)

        return effect

    async def on_closed(self, update: Update) -> Effect:
        """A topic closed by hand closes its ticket."""
        return await self._by_hand(update, is_open=True)

    async def on_reopened(self, update: Update) -> Effect:
        """A topic reopened by hand reopens its ticket."""
        return await self._by_hand(update, is_open=False)

    async def _by_hand(self, update: Update, *, is_open: bool) -> Effect:
        message = update.message
        if message is None or self._is_ours(message) or message.message_thread_id is None:
            return nothing
        if not await self._colleagues.is_staff_chat(message.chat.id):
            return nothing
        actor = await self._colleagues.actor(message.chat, message.from_user, message.sender_chat)
        thread_id = message.message_thread_id

        async def effect(outbox: Outbox) -> None:
            ticket = await outbox.work.tickets.in_thread(message.chat.id, thread_id)
            if actor is None or not _lives_in(ticket, thread_id) or ticket is None:
                return
            if ticket.is_open is is_open:
                act = self._office.tending.close if is_open else self._office.tending.reopen
                await act(outbox, ticket, actor)

        return effect

    def _is_ours(self, message: Message) -> bool:
        return message.from_user is not None and message.from_user.id == self._own_id()


def _lives_in(ticket: Ticket | None, thread_id: int) -> bool:
    return ticket is not None and ticket.thread_id == thread_id
