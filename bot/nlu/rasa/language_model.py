"""Tells our languages apart by short sequences of letters, in any of their spellings."""

import random
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, islice, zip_longest
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bot.nlu.rasa import scripts
from bot.nlu.rasa.grams import Grams, Kind
from bot.nlu.rasa.heads import Floats, fit_margins, margins, softmax
from bot.nlu.rasa.ratios import Ratios
from bot.nlu.rasa.romanisation import lower, plain, without_accents

KINDS = (Kind("char_wb", 1, 4), Kind("word", 1, 1))
# What a margin counts, and a ratio: without ratios, half as many messages again are taken for another
# language, most of them Azerbaijani for Turkish and the other way round.
SHARPNESS, OF_RATIOS = 3.0, 0.4
HINT = 0.9  # for a script or letter that leaves one language: sure enough, but never tried on ours
RANKED = 4
TOLERANCE = 3.0  # with a third of it, nearly twice the time, and one message in a thousand more
ENOUGH = 2500  # examples of a locale
FEW_WORDS = 4  # in so few, every letter counts
PIECES_OF_OTHERS = 2  # from each example of a language that has few
LONGEST_PIECE = 3  # words

RAREST_SCRIPT = 0.01  # of a locale's examples
NO_LETTER = re.compile(r"https?://\S+|@\w+|[^\w\s']|_|\d+(?![^\W\d_])|(?<![^\W\d_])\d+")
SPACES = re.compile(r"\s+")

Guess = tuple[str, float]
Examples = Sequence[tuple[str, str]]


@dataclass(frozen=True)
class LanguageModel:
    """What sequences of letters say for every language that there are examples of."""

    locales: tuple[str, ...]  # all languages, whether we speak them or not
    scripts: Mapping[str, tuple[str, ...]]  # which locales a script may be
    grams: Grams
    weights: Floats
    ratios: Ratios

    @classmethod
    def learn(cls, examples: Examples, others: Examples = ()) -> "LanguageModel":
        """Learn from examples, from their plain spellings, and from pieces of a few words.

        `others` are in languages of which there may be nothing else.
        """
        locales = tuple(sorted({language for _, language in (*examples, *others)}))
        known = [*_enough(examples), *others * PIECES_OF_OTHERS]
        texts, said = zip(*_copies(known), strict=True)
        grams, rows = Grams.learn(KINDS, texts)
        labels = np.array([locales.index(locale) for locale in said])
        weights = fit_margins(rows, labels, len(locales), TOLERANCE)
        ratios = Ratios.learn(rows, labels, len(locales))
        scripts_of = _scripts([*examples, *others])
        return cls(locales, scripts_of, grams, weights, ratios)

    def guess(self, text: str) -> list[Guess]:
        """Locales and their shares, best first; empty if the text has no letters."""
        return self.guesses([text])[0]

    def guesses(self, texts: Sequence[str]) -> list[list[Guess]]:
        """The same for each of many texts, in a fraction of the time that one by one takes."""
        written = [scripts.main_script(text) for text in texts]
        told = [_by_letters(*each) for each in zip(texts, written, strict=True)]
        left = [place for place, guesses in enumerate(told) if guesses is None]
        shares = self._shares([texts[place] for place in left], [written[place] for place in left])
        for place, guesses in zip(left, shares, strict=True):
            told[place] = guesses
        return [guesses or [] for guesses in told]

    def _shares(self, texts: Sequence[str], written: Sequence[str | None]) -> Iterator[list[Guess]]:
        """What is not possible gets nothing; what looks like none of ours gets little."""
        if not texts:
            return
        rows = self.grams.of([_prepared(text) for text in texts])
        scores = SHARPNESS * margins(rows, self.weights) + OF_RATIOS * self.ratios.scores(rows)
        for row, script in zip(scores, written, strict=True):
            possible = self._possible(script)
            places = [self.locales.index(locale) for locale in possible]
            shares = map(float, softmax(row[None, places])[0])
            ranked = sorted(zip(possible, shares, strict=True), key=lambda guess: -guess[1])
            yield ranked[:RANKED]

    def _possible(self, script: str | None) -> tuple[str, ...]:
        """In Latin letters people type every language, whether we have examples of that or not."""
        if script == scripts.LATIN:
            return self.locales
        return self.scripts.get(script or "", self.locales)

    def names(self) -> dict[str, Any]:
        """Everything to keep that is no number."""
        return {
            "locales": self.locales,
            "scripts": dict(self.scripts),
        }

    def arrays(self) -> dict[str, NDArray[Any]]:
        """All numbers to keep."""
        weights = self.weights.astype(np.float16)
        return {"weights": weights, **self.grams.arrays(), **self.ratios.arrays()}

    @classmethod
    def of_arrays(
        cls, names: Mapping[str, Any], arrays: Mapping[str, NDArray[Any]]
    ) -> "LanguageModel":
        """As it was kept."""
        possible = {script: tuple(locales) for script, locales in names["scripts"].items()}
        grams = Grams.of_arrays(KINDS, arrays)
        ratios = Ratios.of_arrays(arrays)
        return cls(tuple(names["locales"]), possible, grams, arrays["weights"], ratios)


def _by_letters(text: str, script: str | None) -> list[Guess] | None:
    """What the letters alone give away; None if several languages have such letters."""
    if script is None:
        return []
    foreign = scripts.ONE_LANGUAGE.get(script) or scripts.foreign_language(text)
    return [(foreign, HINT)] if foreign else None


def _enough(examples: Examples) -> Examples:
    """So many of each locale at most, so that the time stays bounded as examples grow."""
    of_locale: dict[str, list[tuple[str, str]]] = {}
    for example in examples:
        of_locale.setdefault(example[1], []).append(example)
    chance = random.Random(0)  # noqa: S311 -- the same ones at every training
    return [example for each in of_locale.values() for example in _of_all_kinds(each, chance)]


def _of_all_kinds(examples: Examples, chance: random.Random) -> Examples:
    """By turns short and long ones of each script, so that none is missed for others' number."""
    kinds: dict[tuple[str | None, bool], list[tuple[str, str]]] = {}
    for example in chance.sample(examples, len(examples)):
        text = example[0]
        kind = scripts.main_script(text), len(text.split()) > FEW_WORDS
        kinds.setdefault(kind, []).append(example)
    turns = chain.from_iterable(zip_longest(*kinds.values()))
    return list(islice(filter(None, turns), ENOUGH))


def _copies(examples: Examples) -> Iterator[tuple[str, str]]:
    """Each example as it stands, in plain letters, and a piece of it in both."""
    chance = random.Random(0)  # noqa: S311 -- the same pieces at every training
    for text, locale in examples:
        whole = _prepared(text)
        words = whole.split()
        start = chance.randrange(max(1, len(words) - 1))
        piece = " ".join(words[start : start + chance.randint(1, LONGEST_PIECE)])
        for copy in (whole, piece):
            yield copy, locale
            if (bare := without_accents(copy)) != copy:
                yield bare, locale
            if (latin := plain(copy)) != bare:
                yield latin, locale


def _scripts(examples: Examples) -> dict[str, tuple[str, ...]]:
    """Which locales are written in a script; single strange examples do not count."""
    counts = Counter((scripts.main_script(text), locale) for text, locale in examples)
    totals = Counter(locale for _, locale in examples)
    found: dict[str, tuple[str, ...]] = {}
    for (script, locale), count in sorted(counts.items(), key=str):
        if script and count >= totals[locale] * RAREST_SCRIPT:
            found[script] = (*found.get(script, ()), locale)
    return found


def _prepared(text: str) -> str:
    """Letters alone: digits, links and signs are the same everywhere."""
    return SPACES.sub(" ", NO_LETTER.sub(" ", lower(text))).strip()
