"""Reading `events/*.yml`, one event a file: every mistake is a problem at its line."""

import re
from collections.abc import Collection
from datetime import date, datetime, time
from pathlib import Path

from actions.content.events import Event, EventKind
from actions.content.facts import Source
from actions.content.problem import Problem
from actions.content.reading_texts import TextsReading
from actions.content.written import Written, read_folder

FOLDER = "events"
LANGUAGE = re.compile("[a-z]{2,3}")
TITLE_LIMIT = 120  # characters, so that it fits a line of a list
TEXT_LIMIT = 1200  # characters, so that an event fits one message
DATES = ("starts", "ends", "register_until")
FIELDS = (
    *("kind", "titles", "about", "place", "languages", "link"),
    *DATES,
    *("source", "certainty", "checked_on"),
)


def read_events(
    knowledge: Path, locales: Collection[str]
) -> tuple[dict[str, Event], list[Problem]]:
    """Every event by its file's name; what can't be read is left out and named."""
    found: dict[str, Event] = {}
    problems: list[Problem] = []
    for path, written in read_folder(knowledge / FOLDER, problems):
        reading = _EventReading(path, locales)
        if event := reading.event(written):
            found[event.id] = event
        problems.extend(reading.problems)
    return found, problems


class _EventReading(TextsReading):
    """One file."""

    def event(self, written: Written) -> Event | None:
        """The event; None if it can't be used."""
        self.named_well()
        self.only(written, FIELDS)
        kind = self.choice(written, "kind", EventKind)
        titles = self.texts(written, "titles", TITLE_LIMIT)
        about = self.texts(written, "about", TEXT_LIMIT, required=False)
        place = self.texts(written, "place", TITLE_LIMIT, required=False)
        starts, ends, until = self._dates(written)
        source, certainty = self.source(written), self.certainty(written)
        checked_on = self.day(written, "checked_on", required=True)
        languages, link = self._languages(written), self.address(written)
        if any(problem.is_error for problem in self.problems) or kind is None or starts is None:
            return None
        return Event(
            self.path.stem,
            kind,
            titles,
            starts,
            source or Source("", ""),
            certainty,
            checked_on or date.min,
            ends,
            until,
            about,
            place,
            languages,
            link,
            self.path,
        )

    def _dates(self, written: Written) -> tuple[date | None, date | None, date | None]:
        """When it starts and ends, and until when one registers; in their order."""
        starts, ends = self.moment(written, "starts", required=True), self.moment(written, "ends")
        until = self.moment(written, "register_until")
        if starts and ends and isinstance(starts, datetime) != isinstance(ends, datetime):
            self._at(written, "ends", "and `starts:` must both have a time, or both none")
        elif starts and ends and ends < starts:
            self._at(written, "ends", "lies before `starts:`; correct one of them")
        last = ends or starts
        if last and until and _as_moment(until) > _as_moment(last, time.max):
            self._at(written, "register_until", "lies after the event; correct one of them")
        return starts, ends, until

    def _languages(self, written: Written) -> tuple[str, ...]:
        found = written.get("languages")
        words = found.texts if found else ()
        if found and not all(LANGUAGE.fullmatch(word) for word in words):
            self.wrong(found.line, "`languages:` must be a list of codes such as [az, en]")
        return tuple(dict.fromkeys(words))

    def _at(self, written: Written, key: str, message: str) -> None:
        found = written.get(key)
        self.wrong(found.line if found else written.line, f"`{key}:` {message}")


def _as_moment(moment: date, clock: time = time.min) -> datetime:
    """A moment for comparing; a whole day is taken at a time of the clock."""
    return moment if isinstance(moment, datetime) else datetime.combine(moment, clock)
