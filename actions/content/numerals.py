"""How a language writes numbers in words, units and months: `<locale>/numbers.yml`, read."""

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from actions.content.facts_values import Unit
from actions.content.problem import Problem, warning
from actions.content.written import Written, read_written

FILE = "numbers.yml"
PARTS = ("words", "units", "months")
UNITS = ("minutes", *Unit)
CURRENCY = re.compile("[A-Z]{3}")
ANY_ENDING = "*"
# Arabic writes “and”, “so”, “in” and “for” together with the word behind them.
PREFIX = "[وفبل]?"
# What Arabic and Persian readers see as one letter, and marks that most writers leave out.
LETTERS, SAME_LETTERS = "يىكةأإآٱ", "ییکهاااا"
MARKS = re.compile("[\u0640\u064b-\u0655\u0670]")
DIGITS = "".join(chr(start + n) for start in (0x0660, 0x06F0) for n in range(10))
SAME = str.maketrans(LETTERS + DIGITS, SAME_LETTERS + "0123456789" * 2)


def folded(text: str) -> str:
    """A text in which the same words look the same: case, digits, vowel signs, blanks."""
    if text.isascii():
        return text.casefold()
    plain = unicodedata.normalize("NFC", text.replace("İ", "i").replace("\u200c", " "))
    plain = MARKS.sub("", plain).translate(SAME).casefold()
    return plain.replace("\u00a0", " ").replace("\u202f", " ")


@dataclass(frozen=True)
class Lexicon:
    """Phrases, and what each of them means."""

    meanings: tuple[str, ...] = ()
    pattern: re.Pattern[str] | None = None

    @classmethod
    def of(cls, phrases: Mapping[str, Iterable[str]]) -> "Lexicon":
        """Phrases under what they mean; the longest that fits is found first."""
        pairs = [(phrase, key) for key, some in phrases.items() for phrase in some]
        pairs.sort(key=lambda pair: -len(pair[0]))
        if not pairs:
            return cls()
        # A group behind each option tells which one it was; in front it would slow down the search.
        options = "|".join(f"{_expression(phrase)}()" for phrase, _ in pairs)
        pattern = re.compile(rf"(?<!\w){PREFIX}(?:{options})(?!\w)")
        return cls(tuple(key for _, key in pairs), pattern)

    def all_in(self, text: str) -> Iterator[tuple[int, int, str]]:
        """Every phrase in a folded text: (start, end, meaning)."""
        for found in self.pattern.finditer(text) if self.pattern else ():
            yield found.start(), found.end(), self.meanings[(found.lastindex or 1) - 1]

    def at(self, text: str, position: int) -> tuple[int, str] | None:
        """The phrase that begins at a place of a folded text: (end, meaning)."""
        found = self.pattern.match(text, position) if self.pattern else None
        return (found.end(), self.meanings[(found.lastindex or 1) - 1]) if found else None


@dataclass(frozen=True)
class Numerals:
    """What one language calls numbers, units and months."""

    words: Lexicon = Lexicon()
    units: Lexicon = Lexicon()
    months: Lexicon = Lexicon()


NO_NUMERALS = Numerals()


def read_numerals(
    knowledge: Path, locales: Collection[str]
) -> tuple[dict[str, Numerals], list[Problem]]:
    """Those of every language; one without the file has none, which is a warning."""
    found: dict[str, Numerals] = {}
    problems: list[Problem] = []
    for code in locales:
        path = knowledge / code / FILE
        if not path.exists():
            message = f"is missing; write how numbers are called in {code}, as in another language"
            problems.append(warning(path, 1, message))
            continue
        written = read_written(path)
        if isinstance(written, Problem):
            problems.append(written)
            continue
        problems.extend(_wrong(written, path))
        found[code] = Numerals(*(_lexicon(written.get(part)) for part in PARTS))
    return found, problems


def _wrong(written: Written, path: Path) -> Iterator[Problem]:
    for key, part in (written.fields or {}).items():
        if key not in PARTS:
            yield Problem(path, part.line, f"`{key}:` is none of {', '.join(PARTS)}")
            continue
        if part.is_empty or part.fields is None:
            yield warning(path, part.line, f"`{key}:` is empty; write lines such as `3: three`")
        for name, each in (part.fields or {}).items():
            if key != "units" and not name.isdecimal():
                yield Problem(path, each.line, f"`{name}:` must be a number such as 3")
            if key == "units" and not (name in UNITS or CURRENCY.fullmatch(name)):
                known = ", ".join(UNITS)
                yield Problem(path, each.line, f"`{name}:` must be one of {known}, or a currency")
        yield from _said_twice(part, path)
    for key in PARTS:
        if key not in (written.fields or {}):
            yield warning(path, 1, f"`{key}:` is missing; `bot check` knows none without it")


def _said_twice(part: Written, path: Path) -> Iterator[Problem]:
    """Words that stand under two meanings."""
    first: dict[str, str] = {}
    for name, each in (part.fields or {}).items():
        for phrase in each.texts:
            known = first.setdefault(folded(phrase), name)
            if known != name:
                message = f"“{phrase}” stands under {known} and {name}; keep one of them"
                yield Problem(path, each.line, message)


def _lexicon(part: Written | None) -> Lexicon:
    fields = part.fields if part and part.fields else {}
    return _compiled(tuple((name, each.texts) for name, each in fields.items()))


@cache
def _compiled(phrases: tuple[tuple[str, tuple[str, ...]], ...]) -> Lexicon:
    return Lexicon.of(dict(phrases))


def _expression(phrase: str) -> str:
    words = (re.escape(word.rstrip(ANY_ENDING)) + _ending(word) for word in folded(phrase).split())
    return r"\s+".join(words)


def _ending(word: str) -> str:
    return r"\w*" if word.endswith(ANY_ENDING) else ""
