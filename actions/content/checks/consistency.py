"""Different entries that say the same thing with different numbers."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from actions.content.checks.agreement import is_claim
from actions.content.checks.checked import Checked
from actions.content.entry import Entry
from actions.content.numerals import NO_NUMERALS, folded
from actions.content.placeholders import PLACEHOLDER
from actions.content.problem import Problem, warning
from actions.content.quantities import Kind, quantities

SENTENCE = re.compile(r"(?<=[.!?؟;؛:])\s+|\n")
WORD = re.compile(r"[^\W\d_]{3,}")
FEWEST_WORDS = 4  # that two sentences must share to be about the same thing
ALIKE = 0.7  # share of the words of both that they have in common


@dataclass(frozen=True)
class Sentence:
    """One sentence with numbers, and the words around them."""

    entry: Entry
    line: int
    words: frozenset[str]
    numbers: frozenset[str]


def one_number_a_rule(checked: Checked) -> Iterator[Problem]:
    """Entries that state the same rule in the same words state the same numbers."""
    by_locale: dict[str, list[Sentence]] = defaultdict(list)
    for entry in checked.entries:
        by_locale[entry.locale].extend(_sentences(checked, entry))
    for sentences in by_locale.values():
        for one, other in _alike(sentences):
            if one.numbers != other.numbers and one.entry.id != other.entry.id:
                here = ", ".join(sorted(other.numbers - one.numbers)) or "nothing"
                there = ", ".join(sorted(one.numbers - other.numbers)) or "nothing"
                message = f"says {here} where {one.entry.path.name}:{one.line} says {there}"
                advice = "in nearly the same words; write it once, as a fact"
                yield warning(other.entry.path, other.line, f"{message}, {advice}")


def _sentences(checked: Checked, entry: Entry) -> Iterator[Sentence]:
    numerals = checked.numerals.get(entry.locale, NO_NUMERALS)
    for first, body in entry.texts:
        for sentence in SENTENCE.split(body):
            numbers = [one for one in quantities(sentence, numerals) if one.kind is Kind.NUMBER]
            claims = frozenset(one.value for one in numbers if is_claim(one))
            words = _words(sentence) if claims else frozenset()
            if len(words) >= FEWEST_WORDS:
                yield Sentence(entry, first + _line_of(body, sentence), words, claims)


def _words(sentence: str) -> frozenset[str]:
    return frozenset(WORD.findall(folded(PLACEHOLDER.sub(" ", sentence))))


def _line_of(body: str, sentence: str) -> int:
    return body.count("\n", 0, max(body.find(sentence), 0))


def _alike(sentences: list[Sentence]) -> Iterator[tuple[Sentence, Sentence]]:
    """Pairs that share most of their words."""
    containing: dict[str, list[int]] = defaultdict(list)
    for place, sentence in enumerate(sentences):
        shared: dict[int, int] = defaultdict(int)
        for word in sentence.words:
            for earlier in containing[word]:
                shared[earlier] += 1
            containing[word].append(place)
        for earlier, count in shared.items():
            both = len(sentence.words | sentences[earlier].words)
            if count >= FEWEST_WORDS and count >= ALIKE * both:
                yield sentences[earlier], sentence
