"""Hears that somebody wants nothing unasked any more: no reminder, no announcement."""

from dataclasses import replace

from telegram import Update
from telegram.ext import CommandHandler

from actions.conversing import Effect
from actions.outbox import Outbox
from actions.staying import Staying
from bot.telegram.app import PRIVATE, App
from bot.telegram.people import home_locale, who_commands
from bot.telegram.presenter import Presenter
from bot.telegram.unit import Units


class StoppingHandler:
    """`/stop`: what people ask is answered as before, and whoever is in danger is helped."""

    def __init__(self, presenter: Presenter, staying: Staying) -> None:
        self._presenter, self._staying = presenter, staying

    def register(self, app: App, units: Units) -> None:
        """Hear it in private chats."""
        app.add_handler(CommandHandler("stop", units.callback(self.on_stop), filters=PRIVATE))

    async def on_stop(self, update: Update) -> Effect:
        """End reminders and all subscriptions; say how to have them again."""

        async def effect(outbox: Outbox) -> None:
            person = await who_commands(update, outbox.work)
            stay = await self._staying.of(outbox.work, person.id)
            await self._staying.save(
                outbox.work, replace(stay, is_asked=True).stopped(), person, outbox.now
            )
            register = outbox.work.subscriptions
            for topic in sorted(await register.of(person.id)):
                await register.end(person.id, topic)
            locale = home_locale(person, self._presenter.kb)
            await outbox.post(person.id, self._presenter.stopped(locale))

        return effect
