"""Events and partner universities as people read them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import chain

from babel.dates import format_skeleton

from actions.content.events import Event, day_of
from actions.content.facts import Certainty
from actions.content.facts_values import Texts
from actions.content.knowledge_base import KnowledgeBase
from actions.content.partners import Partner
from actions.domain.agenda import can_register
from bot.calendars import CalendarEntry
from bot.facts.plain import plain
from bot.facts.values import with_time
from bot.telegram.choosing import country_name
from bot.telegram.contacts import contact_of
from bot.telegram.rendering.markdown import to_runs
from bot.telegram.rendering.messages import GAP, Voice
from bot.telegram.rendering.runs import Run
from bot.telegram.sources import source_line

BETWEEN = " · "  # the parts of a list, in every language
TOPIC = "exchange"  # whom to ask about partners


@dataclass(frozen=True)
class AlmanacWords:
    """Speaks of events and partners in one language on one day."""

    kb: KnowledgeBase
    voice: Voice
    today: date

    def events(self, found: Sequence[Event]) -> list[Run]:
        """A list of events, each in full."""
        if not found:
            return self._runs([self._say("events_none")])
        parts = [[GAP, *self.event(each)] for each in found]
        return [*self._runs([self._say("events_head")]), *chain(*parts)]

    def event(self, event: Event) -> list[Run]:
        """One event with its source."""
        kind = plain(self.voice.label(f"event_{event.kind}"))
        title = self._text(event.titles)
        lines = [self._say("event", title=title, kind=kind, when=self.when(event))]
        if event.place.by_locale:
            lines.append(self._say("event_place", place=self._text(event.place)))
        if event.languages:
            lines.append(self._say("event_languages", languages=self._languages(event)))
        lines += self._link(event)
        about = [self._text(event.about)] if event.about.by_locale else []
        return self._told(["\n".join(lines), *about], event)

    def partners(self, found: Sequence[Partner]) -> list[Run]:
        """A list of universities, each in full."""
        if not found:
            known = contact_of(TOPIC, self.kb, self.voice.words, self.today)
            contact = known or self._say("desk_office")
            return self._runs([self._say("partners_none", contact=contact)])
        parts = [[GAP, *self.partner(each)] for each in found]
        return [*self._runs([self._say("partners_head")]), *chain(*parts)]

    def partner(self, partner: Partner) -> list[Run]:
        """One university with its source."""
        words = self.voice.words
        programmes = [self.voice.label(f"programme_{each}") for each in partner.programmes]
        head = self._say(
            "partner",
            name=plain(partner.called(words.locale)),
            country=plain(country_name(partner.country, words)),
            programmes=plain(BETWEEN.join(programmes)),
        )
        lines = [with_time(head, partner.as_of, words)]
        if partner.fields.by_locale:
            lines.append(self._say("partner_fields", fields=self._text(partner.fields)))
        if partner.until:
            lines.append(self._say("partner_until", date=words.date(partner.until)))
        if partner.link:
            lines.append(self._say("event_more", link=_link(partner.link)))
        about = [self._text(partner.about)] if partner.about.by_locale else []
        return self._told(["\n".join(lines), *about], partner)

    def when(self, event: Event) -> str:
        """Its days, or its day with the hours."""
        words, ends = self.voice.words, event.ends
        first, last = words.full_date(event.first_day), words.full_date(event.last_day)
        if not isinstance(event.starts, datetime):
            return first if first == last else self._range(first, last)
        start = self._clock(event.starts)
        if not isinstance(ends, datetime):
            return self._say("event_time", date=first, time=start)
        if first == last:
            hours = self._range(start, self._clock(ends))
            return self._say("event_time", date=first, time=hours)
        begin = self._say("event_time", date=first, time=start)
        end = self._say("event_time", date=last, time=self._clock(ends))
        return f"{begin} – {end}"

    def month(self, year: int, month: int) -> str:
        """A month with its year, as it stands on a button."""
        words = self.voice.words
        return words.in_digits(format_skeleton("yMMMM", date(year, month, 1), locale=words.formats))

    def title(self, event: Event) -> str:
        """Its name, as it stands on a button or in a calendar."""
        return event.titles.in_locale(self.voice.words.locale, *self._others)

    def calendar_entry(self, event: Event) -> CalendarEntry:
        """What goes into the person's calendar."""
        others = (self.voice.words.locale, *self._others)
        return CalendarEntry(
            f"event-{event.id}",
            self.title(event),
            event.starts,
            event.ends,
            event.about.in_locale(*others),
            event.place.in_locale(*others),
            event.link,
        )

    def _link(self, event: Event) -> list[str]:
        if not event.link:
            return []
        if event.register_until and can_register(event, self.today):
            day = self.voice.words.date(day_of(event.register_until))
            return [self._say("event_register", date=day, link=_link(event.link))]
        return [self._say("event_more", link=_link(event.link))]

    def _languages(self, event: Event) -> str:
        names = self.voice.words.formats.languages
        return plain(BETWEEN.join(str(names.get(code, code)) for code in event.languages))

    def _text(self, texts: Texts) -> str:
        """In the person's language, or in another one, which is named."""
        locale = self.voice.words.locale
        known = (
            code for code in (locale, *self._others, *texts.by_locale) if texts.by_locale.get(code)
        )
        code = next(known, locale)
        text = plain(texts.in_locale(code))
        if code == locale:
            return text
        other = self.kb.locales.get(code)
        return self._say("borrowed", text=text, language=plain(other.name if other else code))

    @property
    def _others(self) -> tuple[str, str]:
        return self.kb.default_locale, self.kb.source_locale

    def _clock(self, moment: datetime) -> str:
        return self.voice.words.in_digits(f"{moment:%H:%M}")

    def _range(self, low: str, high: str) -> str:
        return self._say("range", low=low, high=high)

    def _told(self, parts: Iterable[str], what: Event | Partner) -> list[Run]:
        """The words, what one must know about them, and who says so."""
        notes = [self._say("secondary_note")] if what.certainty is Certainty.SECONDARY else []
        source = source_line(self.voice, what.source.url, what.checked_on)
        return [*self._runs([*parts, *notes]), GAP, *source]

    def _say(self, message: str, /, **values: object) -> str:
        """A message of the catalogue in the small Markdown; values are Markdown already."""
        return self.voice.words(message, **values)

    def _runs(self, parts: Iterable[str]) -> list[Run]:
        runs = [run for part in parts for run in (GAP, *to_runs(part))][1:]
        return self.voice.directed(runs)


def _link(address: str) -> str:
    label = address.partition("://")[2].rstrip("/").removeprefix("www.")
    return f"[{plain(label)}](<{address}>)"
