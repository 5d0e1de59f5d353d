"""Hears what staff write in their group, and carries it to the student."""

from telegram import Message, Update
from telegram.ext import MessageHandler, filters

from actions.conversing import Effect
from actions.domain.reply import Reply
from actions.domain.ticket import Ticket
from actions.handing_off import HandingOff
from actions.outbox import Outbox
from actions.ports import Work
from bot.telegram.app import App
from bot.telegram.unit import Units

NOTE = "//"  # how a message begins that stays among staff


class StaffHandler:
    """Messages in the staff group: a reply, a note, or talk among colleagues."""

    def __init__(self, handing_off: HandingOff, staff_chat: int | None) -> None:
        self._handing_off, self._staff_chat = handing_off, staff_chat

    def register(self, app: App, units: Units) -> None:
        """Hear groups; which of them is the staff's may change while we run."""
        written = filters.ChatType.GROUPS & filters.UpdateType.MESSAGE & ~filters.StatusUpdate.ALL
        callback = units.callback(self.on_message)
        app.add_handler(MessageHandler(written & ~filters.COMMAND, callback))

    async def on_message(self, update: Update) -> Effect:
        """If it belongs to a ticket, it reaches the student."""
        message = update.effective_message

        async def effect(outbox: Outbox) -> None:
            if message is None or not await self._is_for_a_student(message, outbox.work):
                return
            if ticket := await self._ticket_of(message, outbox.work):
                await self._handing_off.reply(outbox, ticket, reply_of(message))

        return effect

    async def _is_for_a_student(self, message: Message, work: Work) -> bool:
        if self._staff_chat is None or (message.from_user and message.from_user.is_bot):
            return False
        ours = await work.moves.current(self._staff_chat)
        text = message.text or message.caption or ""
        return message.chat.id == ours and not text.startswith(NOTE)

    async def _ticket_of(self, message: Message, work: Work) -> Ticket | None:
        """By the topic it stands in, or by the message it answers; never by words."""
        chat_id, thread_id = message.chat.id, message.message_thread_id
        if message.is_topic_message and thread_id is not None:
            return await work.tickets.in_thread(chat_id, thread_id)
        answered = message.reply_to_message
        delivery = answered and await work.deliveries.by_message(chat_id, answered.message_id)
        if not delivery or delivery.ticket_id is None:
            return None
        return await work.tickets.get(delivery.ticket_id)


def reply_of(message: Message) -> Reply:
    """What staff wrote, with its formatting."""
    return Reply(message.chat.id, message.message_id, message.text or "", message.text_html or "")
