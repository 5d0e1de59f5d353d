"""Hears what people want to know of their data, and that they want it gone."""

from collections.abc import Awaitable, Callable, Mapping

from telegram import Update
from telegram.ext import CommandHandler

from actions.conversing import Effect
from actions.domain.delivery import Call
from actions.domain.person import Person
from actions.exporting import export_calls
from actions.forgetting import forget
from actions.outbox import Outbox
from actions.showing import Showing
from bot.telegram.app import PRIVATE, App
from bot.telegram.buttons import Tap
from bot.telegram.handlers.touch import Reaction, Touch
from bot.telegram.people import home_locale, who_commands
from bot.telegram.presenter import Presenter
from bot.telegram.privacy_words import FORGET_YES
from bot.telegram.unit import Units

PRIVACY_COMMANDS = ("privacy", "mydata", "forget")

Say = Callable[[Outbox, Person, str], Awaitable[None]]


class PrivacyHandlers:
    """`/privacy`, `/mydata`, `/forget` and the tap that confirms it."""

    def __init__(
        self, presenter: Presenter, showing: Showing, wake_eraser: Callable[[], None]
    ) -> None:
        self._presenter, self._showing, self._wake_eraser = presenter, showing, wake_eraser

    @property
    def reactions(self) -> Mapping[Tap, Reaction]:
        """To taps."""
        return {Tap.FORGET: self.on_forget_tap}

    def register(self, app: App, units: Units) -> None:
        """Hear them in private chats."""
        for command in PRIVACY_COMMANDS:
            handle = getattr(self, f"on_{command}")
            app.add_handler(CommandHandler(command, units.callback(handle), filters=PRIVATE))

    async def on_privacy(self, update: Update) -> Effect:
        """Say what is kept, who reads it and how long."""

        async def say(outbox: Outbox, person: Person, locale: str) -> None:
            await outbox.post(person.id, self._presenter.privacy(locale))

        return self._effect(update, say)

    async def on_mydata(self, update: Update) -> Effect:
        """Two files follow."""

        async def say(outbox: Outbox, person: Person, locale: str) -> None:
            await outbox.post(person.id, self._presenter.simple("mydata_follows", locale))
            await outbox.post(person.id, export_calls(locale))

        return self._effect(update, say)

    async def on_forget(self, update: Update) -> Effect:
        """Ask whether it is really meant."""

        async def say(outbox: Outbox, person: Person, locale: str) -> None:
            await outbox.post(person.id, self._presenter.forget_sure(locale))

        return self._effect(update, say)

    async def on_forget_tap(self, touch: Touch, outbox: Outbox) -> str | None:
        """Once; a second tap changes nothing."""
        person_id = touch.person.id
        if touch.tapped.argument(0) != FORGET_YES:
            await self._remove_buttons(touch, outbox)
            await outbox.post(person_id, self._presenter.simple("forget_kept", touch.locale))
            return None
        if not await outbox.work.erasures.wishes_of(person_id):
            await forget(outbox, person_id, touch.locale, self._showing)
            await self._remove_buttons(touch, outbox)
            self._wake_eraser()
        return "forget_begun"

    async def _remove_buttons(self, touch: Touch, outbox: Outbox) -> None:
        if touch.message_id is not None:
            params = {"message_id": touch.message_id, "reply_markup": None}
            await outbox.post(touch.person.id, [Call("edit_message_reply_markup", params)])

    def _effect(self, update: Update, say: Say) -> Effect:
        async def effect(outbox: Outbox) -> None:
            person = await who_commands(update, outbox.work)
            locale = home_locale(person, self._presenter.kb)
            await say(outbox, person, locale)

        return effect
