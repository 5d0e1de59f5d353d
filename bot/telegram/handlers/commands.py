"""Hears the commands that people know from other bots, and says so of those it doesn't know."""

from collections.abc import Callable
from dataclasses import replace

from telegram import Update
from telegram.ext import CommandHandler, MessageHandler, filters

from actions.conversing import Effect
from actions.domain.delivery import Call
from actions.domain.locale_choice import served_locales
from actions.domain.person import Awaiting, Person
from actions.outbox import Outbox
from bot.telegram.app import PRIVATE, App
from bot.telegram.handlers.almanac import ALMANAC_COMMANDS
from bot.telegram.handlers.menu import Menu
from bot.telegram.handlers.privacy import PRIVACY_COMMANDS
from bot.telegram.handlers.stay import STAY_COMMANDS
from bot.telegram.links import Destination, Goal, read_payload
from bot.telegram.people import heard, home_locale
from bot.telegram.presenter import Presenter
from bot.telegram.unit import Units

OWN = ("start", "menu", "help", "language", "cancel")
COMMANDS = (
    *OWN[:4],
    "profile",
    *STAY_COMMANDS,
    *ALMANAC_COMMANDS,
    "subscriptions",
    "stop",
    "status",
    *PRIVACY_COMMANDS,
    OWN[4],
)  # behind the menu button

Present = Callable[[str], list[Call]]  # locale → messages


class CommandHandlers:
    """`/start`, `/menu`, `/help`, `/language`, `/cancel`."""

    def __init__(self, presenter: Presenter, menu: Menu) -> None:
        self._presenter, self._menu = presenter, menu

    def register(self, app: App, units: Units) -> None:
        """Hear them in private chats."""
        for command in OWN:
            handle = getattr(self, f"on_{command}")
            app.add_handler(CommandHandler(command, units.callback(handle), filters=PRIVATE))
        unknown = units.callback(self.on_unknown)
        app.add_handler(MessageHandler(PRIVATE & filters.COMMAND, unknown))

    async def on_start(self, update: Update) -> Effect:
        """Greet, or go where the link leads that somebody came by."""
        _, _, payload = heard(update).text.partition(" ")
        goes_to = read_payload(payload.strip(), self._presenter.kb)

        async def effect(outbox: Outbox) -> None:
            is_new = await outbox.work.people.get(heard(update).person.id) is None
            person = replace(await self._known(update, outbox), awaiting=Awaiting.QUESTION)
            person = _arriving(person, goes_to, is_new=is_new)
            await outbox.work.people.save(person)
            await outbox.post(person.id, await self._arrival(person, goes_to, outbox))

        return effect

    async def _arrival(
        self, person: Person, goes_to: Destination | None, outbox: Outbox
    ) -> list[Call]:
        """What somebody sees who comes by a link."""
        locale, kb = self._locale(person), self._presenter.kb
        if goes_to and goes_to.goal is Goal.TOPIC:
            return await self._menu.topic(goes_to.name, person, locale, outbox)
        if goes_to and goes_to.goal is Goal.ENTRY:
            others = served_locales(person.known_locales, kb.locales)
            if found := kb.find(goes_to.name, locale, *others):
                return await self._menu.opened(found, person, locale, outbox)
        if person.banned_at is not None:
            return self._presenter.welcome_banned(locale, outbox.now.date())
        return self._presenter.welcome(locale)

    async def on_menu(self, update: Update) -> Effect:
        """Show the topics."""
        return self._effect(update, self._presenter.topics)

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

    def _effect(self, update: Update, present: Present) -> Effect:
        async def effect(outbox: Outbox) -> None:
            person = replace(await self._known(update, outbox), awaiting=Awaiting.QUESTION)
            await outbox.work.people.save(person)
            await outbox.post(person.id, present(self._locale(person)))

        return effect

    async def _known(self, update: Update, outbox: Outbox) -> Person:
        seen = heard(update).person
        return seen.remembering(await outbox.work.people.get(seen.id))

    def _locale(self, person: Person) -> str:
        return home_locale(person, self._presenter.kb)


def _arriving(person: Person, goes_to: Destination | None, *, is_new: bool) -> Person:
    """Somebody with what their link says of them: a language, or at first where they come from."""
    match goes_to:
        case Destination(Goal.LANGUAGE, locale):
            return replace(person, chosen_locale=locale)
        case Destination(Goal.CAMPAIGN, name) if is_new:
            return replace(person, came_from=name)
    return person
