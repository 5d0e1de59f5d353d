"""Reading what facts and groups have in common: source, days, and keys that nobody knows."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from actions.content.facts import AsOf, Source
from actions.content.problem import Problem, warning
from actions.content.web_address import is_web_address
from actions.content.written import Written

AS_OF = re.compile(r"(\d{4})(?:-(0[1-9]|1[0-2]))?", re.ASCII)


@dataclass(frozen=True)
class Reading:
    """A file that is being read, and what is wrong with it so far."""

    path: Path
    problems: list[Problem] = field(default_factory=list)

    def wrong(self, line: int, message: str) -> None:
        """An error at a line."""
        self.problems.append(Problem(self.path, line, message))

    def doubtful(self, line: int, message: str) -> None:
        """A warning at a line."""
        self.problems.append(warning(self.path, line, message))

    @property
    def errors(self) -> int:
        """How many there are by now."""
        return sum(problem.is_error for problem in self.problems)

    def only(self, fields: Written, known: Iterable[str]) -> None:
        """Complain of keys that nobody knows, and of those that stand there twice."""
        known = tuple(known)
        for key, value in (fields.fields or {}).items():
            if key not in known:
                message = f"`{key}:` is not known here; use one of: {', '.join(known)}"
                self.wrong(value.line, message)
        for again in fields.twice:
            self.wrong(again.line, f"`{again.text}:` stands here twice; keep one of them")

    def day(self, fields: Written, key: str, *, required: bool = False) -> date | None:
        """A day under a key."""
        found = fields.get(key)
        if found is None:
            if required:
                self.wrong(fields.line, f"`{key}:` is missing; write a day such as 2026-11-23")
            return None
        try:
            return date.fromisoformat(found.text or "")
        except ValueError:
            self.wrong(found.line, f"`{key}:` must be a day such as 2026-11-23")
            return None

    def as_of(self, fields: Written) -> AsOf | None:
        """The year, or the month, that a value is known to be of."""
        found = fields.get("as_of")
        if found is None:
            return None
        matched = AS_OF.fullmatch(found.text or "")
        if matched is None:
            self.wrong(found.line, "`as_of:` must be a year or a month such as 2022 or 2022-09")
            return None
        year, month = matched.groups()
        return AsOf(int(year), int(month) if month else None)

    def source(self, fields: Written) -> Source | None:
        """Who says so, and where."""
        found = fields.get("source")
        if found is None or found.fields is None:
            line = found.line if found else fields.line
            self.wrong(line, '`source:` must be `{ title: "…", url: "https://…" }`')
            return None
        self.only(found, ("title", "url"))
        title, url = found.get("title"), found.get("url")
        if title is None or not title.text:
            self.wrong(found.line, "`source:` needs `title:`, who says so")
        if url is None or not is_web_address(url.text or ""):
            self.wrong(found.line, "`source:` needs `url:`, a complete address such as https://…")
        return Source(title.text or "" if title else "", url.text or "" if url else "")
