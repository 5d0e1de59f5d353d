"""How a new language writes numbers, as far as CLDR knows it."""

from collections.abc import Iterable, Iterator

from babel import localedata
from babel.core import Locale

from actions.content.problem import TODO

UNITS = {
    "minutes": "duration-minute",
    "hours": "duration-hour",
    "days": "duration-day",
    "weeks": "duration-week",
    "months": "duration-month",
    "years": "duration-year",
}
SIGNS = set(",:#{}[]\"'")
CURRENCIES = ("AZN", "EUR", "USD")
HEAD = """\
# How {name} writes numbers, units and months. Nobody is shown these words: `bot check` finds
# numbers by them and compares them with those of the other languages. A star stands for any ending.
# {todo} write the words for numbers below `words:`, as `3: three, third`; see another language.
words: {{}}
units:
"""


def numbers_text(code: str, name: str) -> str:
    """A `numbers.yml` with units and months, and room for words."""
    return HEAD.format(name=name, todo=TODO) + "\n".join([*_units(code), *_months(code), ""])


def _units(code: str) -> Iterator[str]:
    patterns = localedata.load(code)["unit_patterns"]
    for unit, key in UNITS.items():
        forms = (
            form.replace("{0}", "").strip()
            for length in ("long", "short")
            for count, form in patterns.get(key, {}).get(length, {}).items()
            if count != "per"
        )
        if words := _listed(forms):
            yield f"  {unit}: {words}"
    for currency in CURRENCIES:
        name = Locale.parse(code).currencies.get(currency, currency)
        yield f"  {currency}: {_listed((currency, name))}"


def _months(code: str) -> Iterator[str]:
    yield "months:"
    names = Locale.parse(code).months["format"]["wide"]
    for number in range(1, 13):
        yield f"  {number}: {_listed((names[number],))}"


def _listed(words: Iterable[str]) -> str:
    """Different words with commas between, without signs that YAML or a comma would part."""
    plain = dict.fromkeys(word.strip(". ") for word in words if not set(word) & SIGNS)
    return ", ".join(word for word in plain if len(word) > 1)  # “m” may be months, minutes, metres
