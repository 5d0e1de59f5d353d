"""Reading one entry: a bad file is a value with a place, not an exception."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from actions.content.entry import Entry
from actions.content.placeholders import PLACEHOLDER, stray_braces
from actions.content.problem import Problem
from actions.content.variants import Parts, parts_of
from actions.content.yaml_file import parse_mapping, read_text

FENCE = "---\n"
REQUIRED = ("questions", "source", "checked_on")
OPTIONAL = ("related", "valid_until", "desk", "based_on")
DIGEST = re.compile(r"[0-9a-f]{12}")


def read_entry(path: Path) -> Entry | tuple[Problem, ...]:
    """Read `<locale>/<topic>/<entry>.md`; every problem of its head at once."""
    text = read_text(path)
    return (text,) if isinstance(text, Problem) else parse_entry(text, path)


@lru_cache(
    maxsize=8192
)  # the same file is read for answers, for training, and again if one changes
def parse_entry(text: str, path: Path) -> Entry | tuple[Problem, ...]:
    """Make an entry of a file's text; its path says locale, topic and name."""
    head, found, body = text.removeprefix(FENCE).partition("\n" + FENCE)
    if not text.startswith(FENCE) or not found:
        message = "expected a `---` block with `questions:`, `source:` and `checked_on:` at the top"
        return (Problem(path, 1, message),)
    fields = parse_mapping(head, path, first_line=2)
    if isinstance(fields, Problem):
        return (fields,)
    first_line = text.count("\n", 0, len(text) - len(body)) + 1
    parts = parts_of(body, first_line)
    place = _Head(fields, text, path)
    if problems := (*place.problems(), *_body_problems(body, parts, first_line, path)):
        return problems
    return _entry(place, parts)


def _entry(head: "_Head", parts: Parts) -> Entry:
    locale, topic, name = head.path.with_suffix("").parts[-3:]
    return Entry(
        id=f"{topic}/{name}",
        locale=locale,
        questions=tuple(question.strip() for question in head.fields["questions"]),
        body=parts.general,
        source=head.fields["source"].strip(),
        checked_on=as_date(head.fields["checked_on"]) or date.min,
        related=tuple(head.fields.get("related") or ()),
        valid_until=as_date(head.fields.get("valid_until")),
        desk=head.fields.get("desk"),
        variants=parts.variants,
        based_on=head.fields.get("based_on"),
        path=head.path,
        text=head.text,
    )


@dataclass(frozen=True)
class _Head:
    """The fields of an entry's head, and where they stand."""

    fields: dict[str, Any]
    text: str
    path: Path

    def problems(self) -> Iterator[Problem]:
        """Everything that keeps the head from being used."""
        for key in REQUIRED:
            if self._given(key) is None:
                yield self._at(key, f"`{key}:` is missing or empty; write it")
        for key in self.fields.keys() - {*REQUIRED, *OPTIONAL}:
            known = ", ".join((*REQUIRED, *OPTIONAL))
            yield self._at(key, f"`{key}:` is not known here; use one of: {known}")
        yield from self._wrong_texts("questions")
        yield from self._wrong_texts("related")
        yield from self._wrong_dates()
        yield from self._wrong_digest()
        yield from self._placeholders()
        for key in ("source", "desk"):
            if self._given(key) is not None and not isinstance(self.fields[key], str):
                yield self._at(key, f"`{key}:` must be one text; put it into double quotes")

    def _wrong_texts(self, key: str) -> Iterator[Problem]:
        texts = self._given(key)
        if texts is None:
            return
        if not isinstance(texts, list):
            yield self._at(key, f"`{key}:` must be a list: a line `  - …` for each")
        elif not all(isinstance(text, str) and text.strip() for text in texts):
            yield self._at(key, f"each line under `{key}:` must be a text in double quotes")

    def _wrong_dates(self) -> Iterator[Problem]:
        for key in ("checked_on", "valid_until"):
            if self._given(key) is not None and as_date(self.fields[key]) is None:
                yield self._at(key, f"`{key}:` must be a day such as 2026-11-23")

    def _wrong_digest(self) -> Iterator[Problem]:
        digest = self._given("based_on")
        if digest is not None and not (isinstance(digest, str) and DIGEST.fullmatch(digest)):
            message = "`based_on:` must be 12 of 0 to 9 and a to f, in double quotes"
            yield self._at("based_on", f"{message}; `bot check` says which if it is missing")

    def _placeholders(self) -> Iterator[Problem]:
        head = self.text[: self.text.find("\n" + FENCE, 1)]
        for found in PLACEHOLDER.finditer(head):
            line = head.count("\n", 0, found.start()) + 1
            message = f"{found[0]} can stand in the answer only; write the words themselves"
            yield Problem(self.path, line, message)

    def _given(self, key: str) -> Any:  # noqa: ANN401 -- whatever YAML makes of it
        """What was written under a key; None for nothing, but `0` and `false` are something."""
        value = self.fields.get(key)
        return None if value in (None, "", [], {}) else value

    def _at(self, key: str, message: str) -> Problem:
        before, found, _ = self.text.partition(f"\n{key}:")
        return Problem(self.path, before.count("\n") + 2 if found else 1, message)


def _body_problems(body: str, parts: Parts, first_line: int, path: Path) -> Iterator[Problem]:
    if not body.strip():
        line = first_line + body.count("\n")
        yield Problem(path, line, "the answer is missing; write it under the second `---`")
    elif not parts.general:
        message = "the general answer is missing; write it above the first variant"
        yield Problem(path, first_line, message)
    for line, mistake in parts.mistakes:
        yield Problem(path, line, mistake)
    for position in stray_braces(body):
        message = "{ and } stand only around the name of a fact, as in {registration_term}"
        yield Problem(path, first_line + body.count("\n", 0, position), message)


def as_date(value: object) -> date | None:
    """A day, whether YAML saw it as one or as text; None if it is none."""
    if isinstance(value, date):
        return date(value.year, value.month, value.day)
    try:
        return date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None
