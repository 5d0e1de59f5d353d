"""Hears the commands that people know from other bots, and says so of those it doesn't know."""

from collections.abc import Callable
from dataclasses import replace

from telegram import Update
from telegram.ext import CommandHandler, MessageHandler, filters

from actions.conversing import Effect
from actions.domain.delivery import Call
from actions.domain.locale_choice import best_match
from actions.domain.person import Awaiting, Person
from actions.outbox import Outbox
from bot.telegram.app import App
from bot.telegram.handlers.privacy import PRIVACY_COMMANDS
from bot.telegram.people import heard
from bot.telegram.presenter import Presenter
from bot.telegram.unit import Units

OWN = ("start", "help", "language", "cancel")
COMMANDS = (*OWN[:3], "subscriptions", "status", *PRIVACY_COMMANDS, OWN[3])  # of the menu
LANGUAGE_PAYLOAD = "lang_"  # t.me/<bot>?start=lang_az

Present = Callable[[str], list[Call]]  # locale → messages


class CommandHandlers:
    """`/start`, `/help`, `/language`, `/cancel`."""

    def __init__(self, presenter: Presenter) -> None:
        self._presenter = presenter

    def register(self, app: App, units: Units) -> None:
        """Hear them in private chats."""
        private = filters.ChatType.PRIVATE & filters.UpdateType.MESSAGE
        for command in OWN:
            handle = getattr(self, f"on_{command}")
            app.add_handler(CommandHandler(command, units.callback(handle), filters=private))
        unknown = units.callback(self.on_unknown)
        app.add_handler(MessageHandler(private & filters.COMMAND, unknown))

    async def on_start(self, update: Update) -> Effect:
        """Greet; `?start=lang_az` chooses a language on the way."""
        _, _, payload = heard(update).text.partition(" ")
        wanted = payload.strip().removeprefix(LANGUAGE_PAYLOAD)
        chosen = wanted if wanted in self._presenter.kb.locales else None
        return self._effect(update, self._presenter.welcome, chosen=chosen)

    async def on_help(self, update: Update) -> Effect:
        """Say what can be done."""
        return self._effect(update, lambda locale: self._presenter.simple("help", locale))

    async def on_language(self, update: Update) -> Effect:
        """Offer the languages."""
        return self._effect(update, self._presenter.languages)

    async def on_cancel(self, update: Update) -> Effect:
        """Leave whatever was begun."""

        async def effect(outbox: Outbox) -> None:
            person = await self._known(update, outbox)
            began = person.awaiting is not Awaiting.QUESTION
            await outbox.work.people.save(replace(person, awaiting=Awaiting.QUESTION))
            message = "cancelled" if began else "nothing_to_cancel"
            await outbox.post(person.id, self._presenter.simple(message, self._locale(person)))

        return effect

    async def on_unknown(self, update: Update) -> Effect:
        """Say which commands there are."""
        command = heard(update).text.split()[0][:32]
        return self._effect(
            update,
            lambda locale: self._presenter.simple("unknown_command", locale, command=command),
        )

    def _effect(self, update: Update, present: Present, *, chosen: str | None = None) -> Effect:
        async def effect(outbox: Outbox) -> None:
            person = replace(await self._known(update, outbox), awaiting=Awaiting.QUESTION)
            person = replace(person, chosen_locale=chosen or person.chosen_locale)
            await outbox.work.people.save(person)
            await outbox.post(person.id, present(self._locale(person)))

        return effect

    async def _known(self, update: Update, outbox: Outbox) -> Person:
        seen = heard(update).person
        return seen.remembering(await outbox.work.people.get(seen.id))

    def _locale(self, person: Person) -> str:
        kb = self._presenter.kb
        return best_match(person.prior_locale, kb.locales) or kb.default_locale
