"""Reading what deadlines, events and partners have in common: texts by locale, days, choices."""

import re
from collections.abc import Collection, Iterator, Mapping
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import TypeVar

from actions.content.facts import Certainty
from actions.content.facts_fields import Reading
from actions.content.facts_values import BRACES, Texts
from actions.content.problem import TODO
from actions.content.web_address import is_web_address
from actions.content.written import Written

S = TypeVar("S", bound=StrEnum)
FILE_NAME = re.compile("[a-z0-9][a-z0-9-]{0,39}")  # short enough for a button


class TextsReading(Reading):
    """One file whose texts stand there in several languages."""

    def __init__(self, path: Path, locales: Collection[str]) -> None:
        super().__init__(path)
        self._locales = locales

    def doubled(self, written: Written) -> None:
        """Complain of names that stand in the file twice."""
        for again in written.twice:
            self.wrong(again.line, f"`{again.text}:` stands here twice; keep one of them")

    def named_well(self) -> None:
        """Complain of a file whose name is no id."""
        if not FILE_NAME.fullmatch(self.path.stem):
            message = "a file's name has at most 40 small letters, digits and hyphens; rename it"
            self.wrong(1, message)

    def texts(self, fields: Written, key: str, longest: int, *, required: bool = True) -> Texts:
        """A text for each locale; what is missing or still `TODO` is borrowed, and said to be."""
        found = fields.get(key)
        if found is None or found.fields is None:
            if found or required:
                line = found.line if found else fields.line
                self.wrong(line, f"`{key}:` needs a text for each locale, such as `en: …`")
            return Texts({})
        self.only(found, self._locales)
        words = dict(self._words(key, found.fields, longest))
        missing = sorted(set(self._locales) - set(words))
        if not words:
            self.wrong(found.line, f"`{key}:` has no words in any language; write them")
        elif missing:
            codes = ", ".join(missing)
            self.doubtful(found.line, f"`{key}:` has no words in {codes}; others are shown there")
        return Texts(words)

    def _words(
        self, key: str, given: Mapping[str, Written], longest: int
    ) -> Iterator[tuple[str, str]]:
        for code, each in given.items():
            text = each.text or ""
            if BRACES.search(text):
                self.wrong(each.line, f"`{key}:` can't hold {{ or }}; write the words themselves")
            elif len(text) > longest:
                self.wrong(each.line, f"`{key}:` is longer than {longest} characters; shorten it")
            elif text and not text.startswith(TODO):
                yield code, text

    def choice(self, fields: Written, key: str, kinds: type[S]) -> S | None:
        """One of the words that are known under a key; required."""
        found = fields.get(key)
        if found and found.text in set(kinds):
            return kinds(found.text)
        line = found.line if found else fields.line
        self.wrong(line, f"`{key}:` must be one of: {', '.join(kinds)}")
        return None

    def choices(self, fields: Written, key: str, kinds: type[S]) -> tuple[S, ...]:
        """Some of the words that are known under a key."""
        found = fields.get(key)
        words = found.texts if found else ()
        unknown = [word for word in words if word not in set(kinds)]
        if found and (unknown or not words):
            self.wrong(found.line, f"`{key}:` must be some of: {', '.join(kinds)}")
        return tuple(dict.fromkeys(kinds(word) for word in words if word not in unknown))

    def address(self, fields: Written, key: str = "link") -> str:
        """A web address under a key; empty if there is none."""
        found = fields.get(key)
        if found is None:
            return ""
        if is_web_address(found.text or ""):
            return found.text or ""
        self.wrong(found.line, f"`{key}:` must be a complete address such as https://beu.edu.az")
        return ""

    def certainty(self, fields: Written) -> Certainty:
        """How far it may be relied on; required."""
        return self.choice(fields, "certainty", Certainty) or Certainty.TO_CONFIRM

    def moment(self, fields: Written, key: str, *, required: bool = False) -> date | None:
        """A day, or a day with its time as the clock there shows it."""
        found = fields.get(key)
        if found is None:
            return self.day(fields, key, required=required)
        text = found.text or ""
        try:
            if len(text) == len("2026-11-23"):
                return date.fromisoformat(text)
            moment = datetime.fromisoformat(text)
        except ValueError:
            moment = None
        if moment is None or moment.tzinfo or moment.second or moment.microsecond:
            example = "2026-11-23 or 2026-11-23 14:00"
            self.wrong(found.line, f"`{key}:` must be a day or a day with its time: {example}")
            return None
        return moment
