"""What the files beside the entries name: languages, entries, groups, the office's hours."""

import re
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

from actions.content.checks.checked import Checked
from actions.content.desks import DESKS
from actions.content.first import MOST_ASKED
from actions.content.groups import FILE as GROUPS
from actions.content.hours import HOURS
from actions.content.problem import Problem, warning
from actions.content.reader import as_date
from actions.content.registry import LOCALES, TOPICS
from actions.content.scripts import first_strong
from actions.content.web_address import is_web_address
from actions.content.written import Written, parse_written
from actions.content.yaml_file import problem_at

NAMES = "names"  # the key of what has one for each language


def first_exist(checked: Checked) -> Iterator[Problem]:
    """What `first.yml` names is an entry, and named once."""
    path, fields = _read(checked, MOST_ASKED)
    listed = fields.get("entries")
    seen: Counter[str] = Counter()
    for item in (listed.items or ()) if listed else ():
        name = item.text or ""
        seen[name] += 1
        if name not in checked.kb.all_ids:
            yield Problem(path, item.line, f"“{name}” is no entry; correct or delete it")
        elif seen[name] > 1:
            yield warning(path, item.line, f"“{name}” stands here twice; keep one of them")


def names_in_known_languages(checked: Checked) -> Iterator[Problem]:
    """Names of topics and desks are given in languages of `locales.yml`."""
    for path, fields in (_read(checked, TOPICS), _read(checked, DESKS)):
        for line, code in _codes(Written(1, fields=fields)):
            if code not in checked.kb.locales:
                message = f"`{code}:` is not in locales.yml, so nobody sees this name"
                yield Problem(path, line, f"{message}; correct or delete it")


def direction_of_script(checked: Checked) -> Iterator[Problem]:
    """A language is written in the direction of its script."""
    for locale in checked.kb.locales.values():
        if (first_strong(locale.name) == "R") != locale.is_rtl:
            right = "ltr" if locale.is_rtl else "rtl"
            message = f"“{locale.name}” is written the other way; write `direction: {right}`"
            yield problem_at(_read(checked, LOCALES)[0], locale.code, message)


def hours_can_be_asked(checked: Checked) -> Iterator[Problem]:
    """Office hours name their page and a past day; no day is both open and closed."""
    path, fields = _read(checked, HOURS)
    source, day = fields.get("source"), fields.get("checked_on")
    if source and not is_web_address(source.text or ""):
        yield Problem(path, source.line, "`source:` must be one complete address, https://…")
    if day:
        known = as_date(day.text)
        if known is None or known > checked.today + timedelta(days=1):
            message = "`checked_on:` must be the past day on which somebody asked: 2026-11-23"
            yield Problem(path, day.line, message)
    for both in sorted(checked.kb.registry.hours.closed & checked.kb.registry.hours.open):
        yield problem_at(path, "open", f"`open:` names {both}, and so does `closed:`; keep one")


def groups_are_used(checked: Checked) -> Iterator[Problem]:
    """Every group of countries stands in a condition, and each country once in it."""
    used = {
        name
        for entry in checked.entries
        for variant in entry.variants
        for name in variant.condition.groups
    }
    used |= {n for fact in checked.facts for case in fact.cases for n in case.condition.groups}
    for rule in checked.kb.almanac.rules.values():
        used |= {*rule.condition.groups, *(rule.unsure.groups if rule.unsure else ())}
    _, fields = _read(checked, GROUPS)
    for group in checked.kb.groups.values():
        if group.name not in used:
            message = f"`{group.name}:` stands in no condition; use it, or delete it"
            yield warning(group.path, group.line, message)
        listed = fields.get(group.name, Written(1)).get("countries")
        counts = Counter(listed.texts if listed else ())
        if listed and (twice := sorted(code for code, count in counts.items() if count > 1)):
            message = f"names {', '.join(twice)} twice; perhaps another country is meant"
            yield warning(group.path, listed.line, message)


def one_file_a_partner(checked: Checked) -> Iterator[Problem]:
    """A partner university has one file."""
    first: dict[str, Path] = {}
    for partner in checked.kb.almanac.partners.values():
        name = re.sub(r"\W+", " ", partner.name).strip().casefold()
        known = first.setdefault(name, partner.path)
        if known != partner.path:
            message = f"“{partner.name}” also has the file {known.name}; keep one of them"
            yield problem_at(partner.path, "name", message)


def _read(checked: Checked, name: str) -> tuple[Path, dict[str, Written]]:
    """A file directly in `knowledge/`, and its fields; none if it can't be read."""
    path = checked.project / "knowledge" / name
    text = dict(checked.files).get(path)
    written = parse_written(text, path) if text is not None else None
    return path, (written.fields or {}) if isinstance(written, Written) else {}


def _codes(written: Written) -> Iterator[tuple[int, str]]:
    for key, each in (written.fields or {}).items():
        if key == NAMES:
            yield from ((name.line, code) for code, name in (each.fields or {}).items())
        else:
            yield from _codes(each)
