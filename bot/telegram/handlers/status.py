"""Hears `/status`: where somebody's question stands."""

from telegram import Update
from telegram.ext import CommandHandler

from actions.conversing import Effect
from actions.domain.delivery import Call
from actions.domain.person import Person
from actions.outbox import Outbox
from actions.promising import Promising
from bot.telegram.app import PRIVATE, App
from bot.telegram.people import heard, home_locale
from bot.telegram.presenter import Presenter
from bot.telegram.unit import Units


class StatusHandler:
    """The person's newest ticket, its place in the queue, and what was promised."""

    def __init__(self, promising: Promising, presenter: Presenter) -> None:
        self._promising, self._presenter = promising, presenter

    def register(self, app: App, units: Units) -> None:
        """Hear it in private chats."""
        app.add_handler(CommandHandler("status", units.callback(self.on_status), filters=PRIVATE))

    async def on_status(self, update: Update) -> Effect:
        """Say it."""
        seen = heard(update).person

        async def effect(outbox: Outbox) -> None:
            work, kb = outbox.work, self._presenter.kb
            person = seen.remembering(await work.people.get(seen.id))
            await work.people.save(person)
            await outbox.post(person.id, await self._told(outbox, person, home_locale(person, kb)))

        return effect

    async def _told(self, outbox: Outbox, person: Person, locale: str) -> list[Call]:
        if person.banned_at is not None:
            return self._presenter.banned(locale, outbox.now.date())
        ticket = await outbox.work.tickets.latest_of(person.id)
        outlook = await self._promising.outlook(outbox, ticket) if ticket else None
        return self._presenter.standing(ticket, outlook, locale)
