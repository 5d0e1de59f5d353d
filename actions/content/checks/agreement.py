"""Finds who disagrees: most languages are right, and where it is even, the source."""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field

from actions.content.checks.alignment import Block, Said
from actions.content.numerals import CURRENCY, Numerals
from actions.content.problem import Problem, Severity
from actions.content.quantities import Kind, Quantity, quantities

FEW = 3  # words for smaller numbers are words like others: “one of them”, “both”
MANY = 10  # words for larger numbers always count something
Stale = Callable[[str], bool]  # whether a locale's text is of an older source


@dataclass
class Quarrel:
    """What one language says alone, and what it leaves out."""

    line: int
    extra: list[Quantity] = field(default_factory=list)
    lacking: list[Quantity] = field(default_factory=list)

    @property
    def is_certain(self) -> bool:
        """Whether more than words for small numbers differ."""
        return not all(found.is_word for found in (*self.extra, *self.lacking))


def quarrels(block: Block, source: str, kinds: Collection[Kind]) -> dict[str, Quarrel]:
    """By locale, what disagrees with the others."""
    found: dict[str, Quarrel] = {}
    for holders in _holders(block, kinds).values():
        claims = [one for _, one in holders.values() if is_claim(one)]
        if not claims or len(holders) == len(block):
            continue
        if _is_right(holders, block, source):
            for locale in block.keys() - holders.keys():
                if is_needed(claims[0]):
                    quarrel = found.setdefault(locale, Quarrel(block[locale].line))
                    quarrel.lacking.append(claims[0])
            continue
        for locale, (line, one) in holders.items():
            if is_claim(one) and one.kind is not Kind.MONTH:
                quarrel = found.setdefault(locale, Quarrel(line))
                quarrel.line = line
                quarrel.extra.append(one)
    return found


def problem_of(said: Said, quarrel: Quarrel, others: Collection[str], *, is_stale: bool) -> Problem:
    """A sentence for an editor; what is not served any more is only a warning."""
    known = ", ".join(sorted(others))
    extra = ", ".join(dict.fromkeys(one.shown for one in quarrel.extra))
    lacking = ", ".join(dict.fromkeys(one.shown for one in quarrel.lacking))
    if extra and lacking:
        message = f"says “{extra}” where {known} say “{lacking}”"
    elif extra:
        message = f"says “{extra}”, which {known} do not"
    else:
        message = f"leaves out “{lacking}”, which {known} say"
    severity = Severity.ERROR if quarrel.is_certain and not is_stale else Severity.WARNING
    advice = "compare with the source, and make all languages agree"
    return Problem(said.entry.path, quarrel.line, f"{message}; {advice}", severity)


def is_claim(one: Quantity) -> bool:
    """Whether it states something: a digit does, “both” does not."""
    return not one.is_word or int(one.value) > MANY or (bool(one.unit) and int(one.value) >= FEW)


def claims(text: str, numerals: Numerals) -> set[tuple[Kind, str]]:
    """What a text states: numbers, dates, times, contacts."""
    return {(one.kind, one.value) for one in quantities(text, numerals) if is_claim(one)}


def is_needed(one: Quantity) -> bool:
    """Whether a language can't do without: Arabic says “two days” and “a day” without a number."""
    return one.kind is not Kind.NUMBER or not one.value.isdigit() or int(one.value) >= FEW


def _holders(
    block: Block, kinds: Collection[Kind]
) -> Mapping[tuple[Kind, str], dict[str, tuple[int, Quantity]]]:
    """Every value → who states it, where; of several times the one that counts most."""
    found: dict[tuple[Kind, str], dict[str, tuple[int, Quantity]]] = {}
    for locale, said in block.items():
        for line, one in said.quantities:
            if one.kind in kinds:
                known = found.setdefault((one.kind, one.value), {})
                if locale not in known or not is_claim(known[locale][1]):
                    known[locale] = (line, one)
    return found


def _is_right(holders: Collection[str], block: Block, source: str) -> bool:
    twice = 2 * len(holders)
    return twice > len(block) or (twice == len(block) and source in holders)


def unit_quarrels(block: Block, source: str) -> Iterator[tuple[str, int, Quantity, set[str]]]:
    """Who counts another thing than most: (locale, line, what it says, units of the others)."""
    units: dict[str, dict[str, dict[str, tuple[int, Quantity]]]] = {}
    for locale, said in block.items():
        for line, one in said.quantities:
            if one.unit:
                by_locale = units.setdefault(one.value, {})
                by_locale.setdefault(locale, {}).setdefault(one.unit, (line, one))
    for by_locale in units.values():
        for locale, own in by_locale.items():
            others = {unit for each in by_locale if each != locale for unit in by_locale[each]}
            agreeing = [
                each for each in by_locale if each != locale and own.keys() & by_locale[each]
            ]
            is_alone = not agreeing and (len(by_locale) > 2 or locale != source)  # noqa: PLR2004
            if others and is_alone:
                line, one = next(iter(own.values()))
                yield locale, line, one, others


def lost_currencies(block: Block) -> Iterator[tuple[str, int, Quantity, set[str]]]:
    """Who names no currency, or one that nobody knows, where others do: as `unit_quarrels`."""
    counted: dict[str, dict[str, list[tuple[int, Quantity]]]] = {}
    for locale, said in block.items():
        for line, one in said.quantities:
            if one.kind is Kind.NUMBER and not one.is_word:
                counted.setdefault(one.value, {}).setdefault(locale, []).append((line, one))
    for by_locale in counted.values():
        units = {locale: {one.unit for _, one in some} for locale, some in by_locale.items()}
        money = {unit for some in units.values() for unit in some if CURRENCY.fullmatch(unit)}
        bare = [locale for locale, some in units.items() if some == {""}]
        if money and 2 * len(bare) < len(units):
            for locale in bare:
                yield locale, *by_locale[locale][0], money
