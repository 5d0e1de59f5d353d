"""Hears what a person writes in private."""

from telegram import Update
from telegram.ext import MessageHandler, filters

from actions.conversing import Conversing, Effect
from actions.correcting import Correcting
from bot.telegram.app import PRIVATE, App
from bot.telegram.people import heard, written
from bot.telegram.unit import Units, nothing


class QuestionHandler:
    """Any private message that is no command, and what becomes of it."""

    def __init__(self, conversing: Conversing, correcting: Correcting) -> None:
        self._conversing, self._correcting = conversing, correcting

    def register(self, app: App, units: Units) -> None:
        """Hear it."""
        private = PRIVATE & ~filters.COMMAND
        wanted = private & ~filters.StatusUpdate.ALL
        app.add_handler(MessageHandler(wanted, units.callback(self.on_message)))
        changed = filters.ChatType.PRIVATE & filters.UpdateType.EDITED_MESSAGE
        app.add_handler(MessageHandler(changed, units.callback(self.on_edit)))

    async def on_message(self, update: Update) -> Effect:
        """Consider it; what they shared here by our own name, they have read already."""
        message = update.message
        if message and message.via_bot and message.via_bot.id == message.get_bot().id:
            return nothing
        return await self._conversing.hear(heard(update))

    async def on_edit(self, update: Update) -> Effect:
        """What staff got is changed for them, too; what the assistant answered stays answered."""
        message = update.edited_message
        if message is None:
            return nothing
        return lambda outbox: self._correcting.correct(outbox, written(message))
