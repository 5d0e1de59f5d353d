"""The parts of an answer: the general one, and those for whom it is another."""

from collections.abc import Iterator
from dataclasses import dataclass

from actions.content.circumstances import Condition, condition_of

MARK = "==="


@dataclass(frozen=True)
class Variant:
    """What replaces the general answer for those whom a condition fits."""

    condition: Condition
    heading: str  # the condition as written
    body: str  # Markdown
    line: int = 1  # of the file, on which its heading stands


@dataclass(frozen=True)
class Parts:
    """An answer taken apart, and (line, what is wrong)."""

    general: str
    variants: tuple[Variant, ...]
    mistakes: tuple[tuple[int, str], ...]


def parts_of(body: str, first_line: int) -> Parts:
    """Take an answer apart; `first_line` is where it begins in its file."""
    general, *rest = _pieces(body, first_line)
    variants: list[Variant] = []
    mistakes: list[tuple[int, str]] = []
    for line, text in rest:
        heading, _, answer = text.partition("\n")
        heading = heading.removeprefix(MARK).strip()
        condition, problems = _condition(heading)
        if not answer.strip():
            problems.append("the answer of this variant is missing; write it below")
        if any(condition == other.condition for other in variants):
            problems.append("this variant stands here twice; keep one of them")
        mistakes += [(line, problem) for problem in problems]
        variants.append(Variant(condition, heading, answer.strip(), line))
    return Parts(general[1].strip(), tuple(variants), tuple(mistakes))


def _pieces(body: str, first_line: int) -> Iterator[tuple[int, str]]:
    """The general answer, then each variant with its heading: (line, text)."""
    begin = first_line
    lines: list[str] = []
    for number, line in enumerate(body.split("\n"), first_line):
        if line.startswith(MARK):
            yield begin, "\n".join(lines)
            begin, lines = number, []
        lines.append(line)
    yield begin, "\n".join(lines)


def _condition(heading: str) -> tuple[Condition, list[str]]:
    """`level: phd; citizenship: KZ, TR` as a condition."""
    given: dict[str, list[str]] = {}
    problems: list[str] = []
    for part in filter(None, map(str.strip, heading.split(";"))):
        key, _, words = part.partition(":")
        if key.strip() in given:
            problems.append(f"`{key.strip()}:` stands here twice; join its values with commas")
        given[key.strip()] = list(filter(None, map(str.strip, words.split(","))))
    condition, more = condition_of(given)
    return condition, problems + more
