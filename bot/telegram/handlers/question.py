"""Hears what a person writes in private."""

from telegram import Update
from telegram.ext import MessageHandler, filters

from actions.conversing import Conversing, Effect
from bot.telegram.app import App
from bot.telegram.people import heard
from bot.telegram.unit import Units


class QuestionHandler:
    """Any private message that is no command."""

    def __init__(self, conversing: Conversing) -> None:
        self._conversing = conversing

    def register(self, app: App, units: Units) -> None:
        """Hear it."""
        private = filters.ChatType.PRIVATE & filters.UpdateType.MESSAGE & ~filters.COMMAND
        wanted = private & ~filters.StatusUpdate.ALL
        app.add_handler(MessageHandler(wanted, units.callback(self.on_message)))

    async def on_message(self, update: Update) -> Effect:
        """Consider it."""
        return await self._conversing.hear(heard(update))
