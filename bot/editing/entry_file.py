"""The text of an entry's file: written anew, or changed in some of its parts alone."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from actions.content.entry import Entry
from actions.content.reader import FENCE
from actions.content.variants import MARK

Part = tuple[str, str]  # heading of a variant (empty: the general answer), Markdown


@dataclass(frozen=True)
class Head:
    """What stands between the two fences."""

    questions: Sequence[str]
    source: str
    checked_on: str
    based_on: str = ""
    related: Sequence[str] = ()
    desk: str = ""
    valid_until: str = ""


def head_like(entry: Entry, questions: Sequence[str], based_on: str = "") -> Head:
    """A head for a translation: everything but its questions is that of its source."""
    until = entry.valid_until.isoformat() if entry.valid_until else ""
    day = entry.checked_on.isoformat()
    return Head(questions, entry.source, day, based_on, entry.related, entry.desk or "", until)


def file_text(head: Head, body: str) -> str:
    """A whole new file."""
    lines = ["---", *_questions(head.questions), f"source: {head.source}"]
    lines.append(f"checked_on: {head.checked_on}")
    if head.based_on:
        lines.append(f"based_on: {quoted(head.based_on)}")
    if head.related:
        lines += ["related:", *(f"  - {each}" for each in head.related)]
    lines += [f"desk: {quoted(head.desk)}"] if head.desk else []
    lines += [f"valid_until: {head.valid_until}"] if head.valid_until else []
    return "\n".join([*lines, "---", body.strip("\n"), ""])


def rewritten(
    text: str,
    *,
    questions: Sequence[str] | None = None,
    based_on: str | None = None,
    body: str | None = None,
) -> str:
    """The same file with other questions, digest or answer; every other line stays as it is."""
    head, _, answer = text.removeprefix(FENCE).partition("\n" + FENCE)
    lines = head.split("\n")
    if questions is not None:
        lines = list(_with_field(lines, "questions", _questions(questions)))
    if based_on is not None:
        lines = list(_with_field(lines, "based_on", [f"based_on: {quoted(based_on)}"]))
    written = answer if body is None else body.strip("\n") + "\n"
    return "\n".join(["---", *lines, "---", written])


def body_of(parts: Iterable[Part]) -> str:
    """An answer with its variants as one text."""
    return "\n\n".join(f"{MARK} {heading}\n{text}" if heading else text for heading, text in parts)


def quoted(text: str) -> str:
    """A text in YAML's double quotes."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\t", "\\t")
    return f'"{escaped}"'


def _questions(questions: Sequence[str]) -> list[str]:
    return ["questions:", *(f"  - {quoted(question)}" for question in questions)]


def _with_field(lines: list[str], key: str, new: list[str]) -> Iterator[str]:
    """A head with a field in the place of the old one, or behind `checked_on:`."""
    known = any(re.match(rf"{key}\s*:", line) for line in lines)
    dropping = False
    for line in lines:
        if dropping and (not line.strip() or line[0] in " -#"):
            continue  # belongs to the old value
        dropping = bool(re.match(rf"{key}\s*:", line))
        if dropping:
            yield from new
        else:
            yield line
        if not known and line.startswith("checked_on"):
            yield from new
            known = True
