"""Puts what an entry says in each language side by side, line by line where that is possible."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from actions.content.circumstances import Condition
from actions.content.entry import Entry
from actions.content.knowledge_base import KnowledgeBase
from actions.content.numerals import NO_NUMERALS, Numerals
from actions.content.placeholders import placeholders
from actions.content.quantities import Quantity, quantities


@dataclass(frozen=True)
class Said:
    """What one language says in a line, or in a whole answer; lines are those of its file."""

    entry: Entry
    line: int
    quantities: tuple[tuple[int, Quantity], ...]
    facts: tuple[tuple[int, str], ...]  # placeholders as written


Block = Mapping[str, Said]  # the same in several languages, by locale
Lines = list[tuple[int, str]]


def blocks(kb: KnowledgeBase, numerals: Mapping[str, Numerals]) -> list[Block]:
    """Every line of every answer with its translations.

    A translation with another number of lines is compared as a whole, with its source alone.
    """
    return [
        block
        for entry_id in sorted(kb.ids)
        if (source := kb.entries.get((entry_id, kb.source_locale)))
        for block in _of_entry(source, kb, numerals)
    ]


def parts(entry: Entry) -> dict[Condition | None, Lines]:
    """The general answer and each variant by its condition: lines that say something."""
    conditions = (None, *(variant.condition for variant in entry.variants))
    return {
        condition: [
            (first + number, text) for number, text in enumerate(body.split("\n")) if text.strip()
        ]
        for condition, (first, body) in zip(conditions, entry.texts, strict=True)
    }


def _of_entry(
    source: Entry, kb: KnowledgeBase, numerals: Mapping[str, Numerals]
) -> Iterator[Block]:
    others = [
        entry
        for locale in sorted(kb.locales)
        if locale != source.locale and (entry := kb.entries.get((source.id, locale)))
    ]
    theirs = [(entry, parts(entry)) for entry in others]
    for condition, lines in parts(source).items():
        having = [(entry, found[condition]) for entry, found in theirs if condition in found]
        alike = [(entry, some) for entry, some in having if len(some) == len(lines)]
        for place in range(len(lines)):
            side_by_side = [(source, lines), *alike]
            yield {
                entry.locale: _said(entry, some[place : place + 1], numerals)
                for entry, some in side_by_side
            }
        for entry, some in having:
            if len(some) != len(lines):
                both = ((source, lines), (entry, some))
                yield {each.locale: _said(each, text, numerals) for each, text in both}


def _said(entry: Entry, lines: Lines, numerals: Mapping[str, Numerals]) -> Said:
    known = numerals.get(entry.locale, NO_NUMERALS)
    return Said(
        entry,
        lines[0][0] if lines else 1,
        tuple((line, found) for line, text in lines for found in quantities(text, known)),
        tuple((line, str(place)) for line, text in lines for place in placeholders(text)),
    )
