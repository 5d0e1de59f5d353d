"""Hears what people want to know of events and partner universities."""

import re
from collections.abc import Mapping
from datetime import date

from telegram import Update
from telegram.ext import CommandHandler

from actions.answering import Considered
from actions.content.partners import Programme
from actions.conversing import Effect
from actions.domain.agenda import is_shown
from actions.domain.delivery import Call
from actions.outbox import Outbox
from actions.staying import Staying
from bot.calendars import calendar_file
from bot.days import DayReader
from bot.telegram.almanac_screens import Month
from bot.telegram.almanac_words import AlmanacWords
from bot.telegram.app import PRIVATE, App
from bot.telegram.buttons import Tap
from bot.telegram.calendar_files import calendar_call
from bot.telegram.handlers.touch import Reaction, Touch, show_in_place
from bot.telegram.names import country_in
from bot.telegram.people import home_locale, who_commands
from bot.telegram.presenter import Presenter
from bot.telegram.stay_words import NEW
from bot.telegram.unit import Units

ALMANAC_COMMANDS = ("events", "partners")
PARTNERS_ENTRY, EVENTS_ENTRY = "exchange/partner-universities", "events/upcoming"
MONTH = re.compile(r"(\d{4})-(0[1-9]|1[0-2])", re.ASCII)
COUNTRY = re.compile(r"[A-Z]{2}", re.ASCII)
PAGE = re.compile(r"\d{1,3}", re.ASCII)
DECEMBER = 12


class AlmanacHandlers:
    """`/events`, `/partners`, the taps below them, and what is asked in one's own words."""

    def __init__(self, presenter: Presenter, staying: Staying, reader: DayReader) -> None:
        self._presenter, self._staying, self._reader = presenter, staying, reader

    @property
    def reactions(self) -> Mapping[Tap, Reaction]:
        """To taps."""
        return {
            Tap.EVENTS: self.on_events_tap,
            Tap.EVENT_CALENDAR: self.on_calendar,
            Tap.PARTNERS: self.on_partners_tap,
        }

    def register(self, app: App, units: Units) -> None:
        """Hear the commands in private chats."""
        for command in ALMANAC_COMMANDS:
            handle = getattr(self, f"on_{command}")
            app.add_handler(CommandHandler(command, units.callback(handle), filters=PRIVATE))

    async def on_events(self, update: Update) -> Effect:
        """Show what is still to come."""
        return self._effect(update, Tap.EVENTS)

    async def on_partners(self, update: Update) -> Effect:
        """Show the universities."""
        return self._effect(update, Tap.PARTNERS)

    async def on_events_tap(self, touch: Touch, outbox: Outbox) -> str | None:
        """Another month, another page."""
        said, page = touch.tapped.argument(1), touch.tapped.argument(2)
        found = MONTH.fullmatch(said)
        month = (int(found[1]), int(found[2])) if found else None
        if said and not found:
            return "too_old"
        today = self._staying.today(outbox.now)
        await _show(
            touch, page, self._presenter.events(touch.locale, today, month, _number(page)), outbox
        )
        return None

    async def on_partners_tap(self, touch: Touch, outbox: Outbox) -> str | None:
        """Another country or programme, another page."""
        said, page = touch.tapped.argument(1), touch.tapped.argument(2)
        if said and said not in set(Programme) and not COUNTRY.fullmatch(said):
            return "too_old"
        today = self._staying.today(outbox.now)
        await _show(
            touch, page, self._presenter.partners(touch.locale, today, said, _number(page)), outbox
        )
        return None

    async def on_calendar(self, touch: Touch, outbox: Outbox) -> str | None:
        """An event as a file for a calendar."""
        kb, today = self._presenter.kb, self._staying.today(outbox.now)
        event = kb.almanac.events.get(touch.tapped.argument(1))
        if event is None or not is_shown(event, today):
            return "too_old"
        voice = self._presenter.voice(touch.locale)
        entry = AlmanacWords(kb, voice, today).calendar_entry(event)
        content = calendar_file(entry, self._staying.zone, outbox.now)
        caption = voice.label("calendar_caption")
        await outbox.post(touch.person.id, [calendar_call(entry, content, caption)])
        return None

    def beside(self, considered: Considered, text: str, outbox: Outbox) -> list[Call]:
        """What belongs below an answer, if its question names a country, or a month."""
        entries = {found.entry.id for found in considered.found}
        today, locale = self._staying.today(outbox.now), considered.locale
        if PARTNERS_ENTRY in entries and (country := self.country_in(text)):
            return self._presenter.partners(locale, today, country)
        if EVENTS_ENTRY in entries and (month := self.month_in(text, today)):
            return self._presenter.events(locale, today, month)
        return []

    def country_in(self, text: str) -> str | None:
        """The country that a text names, in any of our languages; “in Poland” is no citizenship."""
        return country_in(text, self._presenter.kb.locales)

    def month_in(self, text: str, today: date) -> Month | None:
        """The month that a text names, or means by “next month”; the next one of that name."""
        folded = text.casefold()
        phrases = [self._presenter.voice(code) for code in self._presenter.kb.locales]
        if any(_has(folded, voice.label("words_next_month")) for voice in phrases):
            return _after(today)
        if any(_has(folded, voice.label("words_this_month")) for voice in phrases):
            return today.year, today.month
        named = self._reader.month(text)
        return (today.year + (named < today.month), named) if named else None

    def _effect(self, update: Update, tap: Tap) -> Effect:
        async def effect(outbox: Outbox) -> None:
            person = await who_commands(update, outbox.work)
            locale = home_locale(person, self._presenter.kb)
            today = self._staying.today(outbox.now)
            show = self._presenter.events if tap is Tap.EVENTS else self._presenter.partners
            await outbox.post(person.id, show(locale, today))

        return effect


async def _show(touch: Touch, page: str, calls: list[Call], outbox: Outbox) -> None:
    """In its place; below an answer, which must stay, as a message of its own."""
    if page == NEW:
        await outbox.post(touch.person.id, calls)
    else:
        await show_in_place(touch, calls, outbox)


def _number(page: str) -> int:
    return int(page) if PAGE.fullmatch(page) else 0


def _has(text: str, phrases: str) -> bool:
    return any(phrase.strip().casefold() in text for phrase in phrases.split("|"))


def _after(today: date) -> Month:
    return (today.year + 1, 1) if today.month == DECEMBER else (today.year, today.month + 1)
