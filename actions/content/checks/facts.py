"""Facts: somebody vouches for them, they hold today, answers use them, languages agree on them."""

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

from actions.content.checks.agreement import claims
from actions.content.checks.checked import Checked
from actions.content.checks.dates import FRESH
from actions.content.facts import Fact, Group
from actions.content.facts_values import Contact, Link, Texts
from actions.content.numerals import NO_NUMERALS
from actions.content.placeholders import placeholders
from actions.content.problem import Problem, warning
from actions.content.quantities import Kind, Quantity, quantities
from actions.content.yaml_file import read_text

OFTEN = 5  # a site that is named so often is written right


def facts_checked_within_a_year(checked: Checked) -> Iterator[Problem]:
    """Somebody compared facts and groups with their source within the last year, not tomorrow."""
    dated: list[Fact | Group] = [*checked.facts, *checked.kb.groups.values()]
    for each in dated:
        line = line_below(each.path, each.line, "checked_on:")
        if checked.today - each.checked_on > FRESH:
            message = f"`{each.name}:` was not checked for a year; compare it with its source"
            yield warning(each.path, line, message)
        elif each.checked_on > checked.today + timedelta(days=1):
            message = "`checked_on:` lies in the future; write the day when it was checked"
            yield Problem(each.path, line, message)


def facts_still_valid(checked: Checked) -> Iterator[Problem]:
    """The day named by a fact's `valid_until` has not passed."""
    for fact in checked.facts:
        if fact.has_lapsed(checked.today):
            message = f"`{fact.name}:` is past its day, so students are told to confirm it"
            advice = "find out what holds now"
            yield warning(fact.path, line_within(fact, "valid_until:"), f"{message}; {advice}")


def facts_are_used(checked: Checked) -> Iterator[Problem]:
    """Every fact stands in at least one answer, or in a rule of deadlines."""
    counted = {rule.fact for rule in checked.kb.almanac.rules.values()}
    used = counted | {
        place.name
        for entry in checked.entries
        for _, text in entry.texts
        for place in placeholders(text)
    }
    for fact in checked.facts:
        if fact.name not in used | checked.facts_of_program:
            message = f"`{fact.name}:` stands in no answer; use it, or delete it"
            yield warning(fact.path, fact.line, message)


def facts_agree_in_every_language(checked: Checked) -> Iterator[Problem]:
    """The texts of a fact state the same numbers and contacts in every language."""
    for fact in checked.facts:
        for value in fact.values:
            if isinstance(value, Texts) and value.by_locale:
                yield from _differing(checked, fact, value.by_locale)


def contacts_without_slips(checked: Checked) -> Iterator[Problem]:
    """A phone number, e-mail or web address that students read is no slip of one that is a fact."""
    known = {text: fact for fact in checked.facts if (text := _contact(fact))}
    for path, line, found in _contacts_named(checked):
        for text, fact in known.items():
            if is_slip(found.value, text):
                message = f"“{found.shown}” differs in one sign from {{{fact.name}}}"
                yield Problem(path, line, f"{message}; write {{{fact.name}}}")


def sites_without_slips(checked: Checked) -> Iterator[Problem]:
    """No web or e-mail address of a fact or source is nearly that of a site named more often."""
    named = [*_sites_of_facts(checked), *_sites_of_entries(checked)]
    counts = Counter(site for site, _, _ in named)
    often = [site for site, count in counts.items() if count >= OFTEN]
    for site, path, line in named:
        like = [other for other in often if is_slip(site, other)] if counts[site] < OFTEN else []
        if like:
            message = f"“{site}” differs in one sign from {like[0]}, which is named more often"
            yield warning(path, line, f"{message}; correct it")


def is_slip(one: str, other: str) -> bool:
    """Whether one sign is another, added, left out, or swapped with the next."""
    if one == other or abs(len(one) - len(other)) > 1:
        return False
    start = next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), None)
    if start is None:
        return True  # one goes on where the other ends
    a, b = one[start:], other[start:]
    swapped = len(a) > 1 and a[:2] == b[1::-1] and a[2:] == b[2:]
    return swapped or a[1:] == b[1:] or a[1:] == b or a == b[1:]


def _contacts_named(checked: Checked) -> Iterator[tuple[Path, int, Quantity]]:
    for path, first, locale, text in _texts(checked):
        for found in quantities(text, checked.numerals.get(locale, NO_NUMERALS)):
            if found.kind in {Kind.PHONE, Kind.EMAIL, Kind.ADDRESS}:
                yield path, first + found.line, found


def _texts(checked: Checked) -> Iterator[tuple[Path, int, str, str]]:
    """All that students read: (file, line, language, text)."""
    for entry in checked.entries:
        yield from ((entry.path, first, entry.locale, body) for first, body in entry.texts)
    yield from checked.said()


def line_within(fact: Fact, key: str) -> int:
    """The line of a key below a fact's name; that of the name if there is none."""
    return line_below(fact.path, fact.line, key)


def line_below(path: Path, first: int, key: str) -> int:
    """The line of a key below a name that stands at the margin; that of the name if none does."""
    text = read_text(path)
    lines = text.split("\n") if isinstance(text, str) else []
    for number, line in enumerate(lines[first:], first + 1):
        if line[:1].strip() and not line.startswith("#"):
            break  # the next name
        if key in line:
            return number
    return first


def _sites_of_facts(checked: Checked) -> Iterator[tuple[str, Path, int]]:
    for fact in checked.facts:
        yield _site(fact.source.url), fact.path, line_within(fact, "source:")
        for value in fact.values:
            if isinstance(value, Link):
                yield _site(value.address), fact.path, line_within(fact, value.address)
            elif isinstance(value, Contact) and "@" in value.text:
                yield value.text.partition("@")[2], fact.path, line_within(fact, value.text)


def _sites_of_entries(checked: Checked) -> Iterator[tuple[str, Path, int]]:
    for entry in checked.entries:
        yield _site(entry.source), entry.path, entry.line_of("source:")


def _site(address: str) -> str:
    return (urlsplit(address).hostname or "").removeprefix("www.")


def _differing(checked: Checked, fact: Fact, texts: Mapping[str, str]) -> Iterator[Problem]:
    source = checked.kb.source_locale
    numerals = checked.numerals
    said = {code: claims(text, numerals.get(code, NO_NUMERALS)) for code, text in texts.items()}
    for code, stated in said.items():
        wanted = said.get(source, stated)
        if stated != wanted:
            differing = {value for _, value in stated ^ wanted}
            message = f"`{code}:` and `{source}:` differ in {', '.join(sorted(differing))}"
            line = line_within(fact, f"{code}:")
            yield Problem(fact.path, line, f"{message}; make all languages agree")


def _contact(fact: Fact) -> str:
    """A fact's phone number, e-mail or web address, as `quantities` writes it."""
    if not isinstance(fact.value, Contact | Link):
        return ""
    text = fact.value.text if isinstance(fact.value, Contact) else fact.value.address
    return next((found.value for found in quantities(text) if found.kind is not Kind.NUMBER), "")
