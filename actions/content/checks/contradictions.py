"""Languages that contradict one another: one of them tells students something wrong."""

import re
from collections import Counter
from collections.abc import Collection, Iterator

from actions.content.checks.agreement import (
    claims,
    lost_currencies,
    problem_of,
    quarrels,
    unit_quarrels,
)
from actions.content.checks.alignment import Block, parts
from actions.content.checks.checked import Checked
from actions.content.entry import Entry
from actions.content.numerals import NO_NUMERALS, Numerals
from actions.content.problem import Problem, Severity
from actions.content.quantities import Kind

NUMBERS = (Kind.NUMBER, Kind.MONTH, Kind.TIME, Kind.CODE)
VARIABLE = re.compile(r"\{\w+\}")
CONTACTS = (Kind.PHONE, Kind.EMAIL, Kind.ADDRESS)


def same_numbers(checked: Checked) -> Iterator[Problem]:
    """The same numbers, dates and times stand in every language, in digits or words."""
    yield from _compared(checked, NUMBERS)


def same_contacts(checked: Checked) -> Iterator[Problem]:
    """The same phone numbers, e-mail and web addresses stand in every language."""
    yield from _compared(checked, CONTACTS)


def same_units(checked: Checked) -> Iterator[Problem]:
    """A number counts the same thing in every language: 15 days are not 15 months."""
    for block in checked.blocks:
        found = unit_quarrels(block, checked.kb.source_locale)
        for locale, line, one, others in (*found, *lost_currencies(block)):
            counted = one.unit or "nothing that is known"
            message = f"“{one.shown}” counts {counted} here, but {' or '.join(sorted(others))} in "
            message += f"{_others(block, locale)}; make all languages agree"
            yield _problem(checked, block[locale].entry, line, message)


def same_facts(checked: Checked) -> Iterator[Problem]:
    """Every language takes the same facts from `facts/`, line by line."""
    for block in checked.blocks:
        wanted = Counter(dict.fromkeys(place for _, place in block[checked.kb.source_locale].facts))
        for said in block.values():
            here = dict.fromkeys(place for _, place in said.facts)
            lacking, extra = sorted(wanted.keys() - here), sorted(here.keys() - wanted.keys())
            if lacking or extra:
                lines = [line for line, place in said.facts if place in extra]
                message = f"{_listed('lacks', lacking)}{_listed('has', extra)} other than "
                message += f"{checked.kb.source_locale}; take the same facts as the source"
                yield _problem(checked, said.entry, (lines or [said.line])[0], message)


def same_variants(checked: Checked) -> Iterator[Problem]:
    """Every language has the same variants of an answer, for the same people."""
    for entry in checked.entries:
        source = checked.kb.entries.get((entry.id, checked.kb.source_locale))
        if source is None or source is entry:
            continue
        here, there = parts(entry).keys(), parts(source).keys()
        for variant in entry.variants:
            if variant.condition not in there:
                message = f"the variant “{variant.heading}” is not in {source.locale}; correct it"
                yield _problem(checked, entry, variant.line, message)
        for variant in source.variants:
            if variant.condition not in here:
                message = f"the variant “{variant.heading}” of {source.locale} is missing; write it"
                yield _problem(checked, entry, entry.line_in_answer(), message)


def same_sayings(checked: Checked) -> Iterator[Problem]:
    """Names, titles and replies state the same, and take the same {values}, in every language."""
    for saying in checked.sayings:
        if saying.is_of_a_fact:
            continue  # compared where facts are
        said = {
            code: frozenset(_stated(text, checked.numerals.get(code, NO_NUMERALS)))
            for code, (_, text) in saying.by_locale.items()
        }
        usual = Counter(said.values()).most_common(1)[0]
        wanted = said.get(checked.kb.source_locale, usual[0])
        wanted = usual[0] if 2 * usual[1] > len(said) else wanted
        for code, stated in said.items():
            if differing := ", ".join(sorted(stated ^ wanted)):
                message = f"`{code}:` differs from other languages in {differing}; make all agree"
                yield Problem(saying.path, saying.by_locale[code][0], message)


def _stated(text: str, numerals: Numerals) -> set[str]:
    return {value for _, value in claims(text, numerals)} | set(VARIABLE.findall(text))


def _compared(checked: Checked, kinds: Collection[Kind]) -> Iterator[Problem]:
    source = checked.kb.source_locale
    for block in checked.blocks:
        for locale, quarrel in quarrels(block, source, kinds).items():
            entry = block[locale].entry
            others = block.keys() - {locale}
            is_stale = _is_stale(checked, entry, block)
            yield problem_of(block[locale], quarrel, others, is_stale=is_stale)


def _is_stale(checked: Checked, entry: Entry, block: Block) -> bool:
    """Whether the difference is one of time: a changed source, or a translation of an older one."""
    if entry.locale == checked.kb.source_locale:
        return any(checked.kb.is_stale(said.entry) for said in block.values())
    return checked.kb.is_stale(entry)


def _problem(checked: Checked, entry: Entry, line: int, message: str) -> Problem:
    """An error; of a stale translation a warning, since it is not served."""
    is_stale = checked.kb.is_stale(entry)
    return Problem(entry.path, line, message, Severity.WARNING if is_stale else Severity.ERROR)


def _others(block: Block, locale: str) -> str:
    return ", ".join(sorted(block.keys() - {locale}))


def _listed(verb: str, places: list[str]) -> str:
    return f"{verb} {', '.join(places)} " if places else ""
