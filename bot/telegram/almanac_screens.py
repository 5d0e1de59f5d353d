"""Events by month, partner universities by country and programme: one message to tap through."""

from collections.abc import Sequence
from datetime import date
from typing import TypeVar

from actions.content.partners import Programme
from actions.domain.agenda import Wanted, months_of, upcoming_events
from actions.domain.delivery import Call
from actions.domain.partnership import countries_of, current_partners, programmes_of
from bot.telegram.almanac_words import AlmanacWords
from bot.telegram.buttons import Tap, button, keyboard
from bot.telegram.choosing import country_name
from bot.telegram.menu_words import MenuWords, Row, in_rows
from bot.telegram.rendering.messages import GAP, messages
from bot.telegram.rendering.runs import Run

PAGE = 4  # events or universities on one page
MOST = 24  # buttons of months or countries
CHOSEN = "• "  # before what is shown just now
Month = tuple[int, int]  # year, month
T = TypeVar("T")


class AlmanacScreens(MenuWords):
    """The part of `Presenter` that shows events and partner universities."""

    def events(
        self, locale: str, today: date, month: Month | None = None, page: int = 0
    ) -> list[Call]:
        """What is still to come, in one month or in all."""
        words = self._almanac(locale, today)
        known = self.kb.almanac.events.values()
        wanted = Wanted(*month) if month else None
        found, page, last = _page_of(upcoming_events(known, today, wanted), page)
        runs = words.events(found)
        if month and not found:
            runs = self.voice(locale).say("events_none_in", month=words.month(*month))
        calendars = [
            [button(f"📅 {words.title(each)}", Tap.EVENT_CALENDAR, locale, each.id)]
            for each in found
        ]
        chosen = _written(month) if month else ""
        rows = [*calendars, self._pages(Tap.EVENTS, locale, chosen, page, last)]
        months = [(_written(each), words.month(*each)) for each in months_of(known, today)[:MOST]]
        rows += self._filters(Tap.EVENTS, locale, chosen, months, "events_all")
        return messages(runs, keyboard(rows) if any(rows) else None)

    def partners(self, locale: str, today: date, chosen: str = "", page: int = 0) -> list[Call]:
        """Those of a country or a programme, or all; `chosen` is as a button says it."""
        voice, known = self.voice(locale), self.kb.almanac.partners.values()
        programme = Programme(chosen) if chosen in set(Programme) else None
        country = chosen if chosen and not programme else None
        listed = current_partners(known, today, country, programme)
        found, page, last = _page_of(listed, page)
        counts = countries_of(known, today)
        countries = [
            (code, f"{country_name(code, voice.words)} ({voice.words.in_digits(str(count))})")
            for code, count in list(counts.items())[:MOST]
        ]
        programmes = [
            (str(each), voice.label(f"programme_{each}")) for each in programmes_of(known, today)
        ]
        filters = [*countries, *programmes]
        rows = [self._pages(Tap.PARTNERS, locale, chosen, page, last)]
        rows += self._filters(Tap.PARTNERS, locale, chosen, filters, "partners_all")
        runs = self._almanac(locale, today).partners(found)
        if last:
            runs = [*runs, GAP, *self._page_note(locale, page, last)]
        return messages(runs, keyboard(rows) if any(rows) else None)

    def has_events(self, today: date) -> bool:
        """Whether there is one to show."""
        return bool(upcoming_events(self.kb.almanac.events.values(), today))

    def has_partners(self, today: date) -> bool:
        """Whether there is one to show."""
        return bool(current_partners(self.kb.almanac.partners.values(), today))

    def _almanac(self, locale: str, today: date) -> AlmanacWords:
        return AlmanacWords(self.kb, self.voice(locale), today)

    def _filters(
        self, tap: Tap, locale: str, chosen: str, known: Sequence[tuple[str, str]], every: str
    ) -> list[Row]:
        """A button for each choice and for all of it; none where there is nothing to choose."""
        if not known:
            return [[button(self.voice(locale).label(every), tap, locale)]] if chosen else []
        choices = [*known, ("", self.voice(locale).label(every))]
        buttons = [
            button(f"{CHOSEN if code == chosen else ''}{name}", tap, locale, code)
            for code, name in choices
        ]
        return in_rows(buttons, 2)

    def _pages(self, tap: Tap, locale: str, chosen: str, page: int, last: int) -> Row:
        label = self.voice(locale).label
        ways = [(label("menu_previous"), page - 1)] if page > 0 else []
        ways += [(label("menu_next"), page + 1)] if page < last else []
        return [button(text, tap, locale, chosen, str(to)) for text, to in ways]

    def _page_note(self, locale: str, page: int, last: int) -> list[Run]:
        return self.voice(locale).say("list_page", page=page + 1, pages=last + 1)


def _page_of(listed: list[T], page: int) -> tuple[list[T], int, int]:
    """What stands on a page, its number, and that of the last one; from 0."""
    last = max(0, len(listed) - 1) // PAGE
    page = max(0, min(page, last))
    return listed[page * PAGE : (page + 1) * PAGE], page, last


def _written(month: Month) -> str:
    return f"{month[0]:04}-{month[1]:02}"
