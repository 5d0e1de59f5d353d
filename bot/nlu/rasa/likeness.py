"""Finds questions that are too near to another entry: `python -m bot.nlu.rasa.likeness`.

Prints one JSON object a line: what was found, or why something was not looked at.
"""

import argparse
import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from actions.content.examples import Example, read_examples
from bot.nlu.rasa.encoder import DEFAULT, EncoderMissing, Vectors, load_encoder
from bot.nlu.rasa.forms import forms_of
from bot.nlu.rasa.intent_model import IntentModel
from bot.nlu.rasa.learners import centred
from bot.nlu.rasa.packed import CLASSIFIER, Packed
from bot.nlu.rasa.places import options_for
from bot.nlu.rasa.text import has_words
from bot.nlu.rasa.vectors import VectorFile

ENTRY_FILE = ".md"
TOO_NEAR = 0.94  # cosine of two questions in one language
TOO_NEAR_ABROAD = 0.9  # in two languages: good translations of one question have about as much
# Or nearer than this to another entry's translation, and by so much nearer than to its own.
NEAR, LEAD = 0.85, 0.3
SURE = 0.95  # confidence of the model in another entry, from which on a question misleads
MOST_NEW = 400  # texts that are encoded for a check; more of them take too long
PORTION = 512  # questions that are compared at a time


@dataclass(frozen=True)
class Questions:
    """The questions of entries with their vectors, and those vectors' common direction."""

    examples: Sequence[Example]
    forms: Sequence[str]
    vectors: Vectors


def main() -> int:
    """Print everything that is found; the exit code is 0 unless the program itself fails."""
    options = _options()
    examples, _ = read_examples(options.knowledge, options.nlu_data)
    try:
        questions = _encoded(examples, options.cache, options.encoder)
    except EncoderMissing as error:
        _say(skipped=f"there is no sentence encoder ({error})")
        return 0
    if isinstance(questions, int):
        reason = f"{questions} questions are new to the sentence encoder; run `bot train` first"
        _say(skipped=reason)
        return 0
    for one, other, cosine in near(questions):
        _say(found="near", cosine=round(cosine, 3), one=_place(one), other=_place(other))
    if options.model is None:
        _say(skipped="there is no trained model to ask; run `bot train` first")
        return 0
    for example, intent, confidence in misled(questions, read_model(options.model)):
        _say(found="misled", intent=intent, confidence=round(confidence, 3), one=_place(example))
    return 0


def near(questions: Questions) -> Iterator[tuple[Example, Example, float]]:
    """Questions of different entries that mean nearly the same: the nearest of each pair of entries."""
    intents = _numbered(example.intent for example in questions.examples)
    locales = _numbered(example.locale for example in questions.examples)
    rows = _levelled(questions.vectors, locales)
    best: dict[tuple[int, int], tuple[float, int, int]] = {}
    for one, other, cosine in _too_near(rows, intents, locales):
        first, second = sorted((int(intents[one]), int(intents[other])))
        found = (cosine, min(one, other), max(one, other))
        best[first, second] = max(best.get((first, second), found), found)
    for cosine, one, other in sorted(best.values(), reverse=True):
        yield questions.examples[one], questions.examples[other], cosine


def _too_near(
    rows: Vectors, intents: NDArray[np.intp], locales: NDArray[np.intp]
) -> Iterator[tuple[int, int, float]]:
    """Places of questions of different entries that are nearer than they should be."""
    room = np.empty((PORTION, len(rows)), rows.dtype)  # taken once: new pages cost most of the time
    for start in range(0, len(rows), PORTION):
        some = rows[start : start + PORTION]
        cosines = np.matmul(some, rows.T, out=room[: len(some)])
        for row, column in zip(*np.nonzero(cosines >= NEAR), strict=True):
            one, other, cosine = start + int(row), int(column), float(cosines[row, column])
            if intents[one] == intents[other]:
                continue
            limit = TOO_NEAR
            if locales[one] != locales[other]:
                translations = (locales != locales[one]) & (intents == intents[one])
                own = float(cosines[row, translations].max(initial=0))
                limit = TOO_NEAR_ABROAD if cosine - own < LEAD else NEAR
            if cosine >= limit:
                yield one, other, cosine


def _numbered(names: Iterable[str]) -> NDArray[np.intp]:
    """The same number for the same name: numbers are compared far faster."""
    return np.unique(list(names), return_inverse=True)[1]


def _levelled(vectors: Vectors, locales: NDArray[np.intp]) -> Vectors:
    """Vectors around the mean of their language, so that languages can be compared."""
    rows = np.empty_like(vectors)
    for locale in np.unique(locales):
        own = locales == locale
        rows[own] = centred(vectors[own], vectors[own].mean(axis=0))
    return rows


def misled(
    questions: Questions, model: IntentModel, sure: float = SURE
) -> Iterator[tuple[Example, str, float]]:
    """Questions that a trained model surely takes to another entry."""
    entries = {example.intent for example in questions.examples}
    known = set(model.intents)
    confidences, _ = model.read(questions.forms, questions.vectors)
    best = confidences.argmax(axis=1)
    for place, example in enumerate(questions.examples):
        intent, confidence = model.intents[best[place]], float(confidences[place, best[place]])
        is_other = intent != example.intent and {intent} <= entries and example.intent in known
        if is_other and confidence >= sure:
            yield example, intent, confidence


def read_model(path: Path) -> IntentModel:
    """The classifier of a packed model, without starting Rasa."""
    return IntentModel.of_arrays(*Packed.read(path).step(CLASSIFIER))


def _encoded(examples: Sequence[Example], cache: Path, encoder: str) -> Questions | int:
    """The questions of entries with their vectors; how many are new if those are too many."""
    forms, _ = forms_of(examples)
    spoken = [
        (example, form)
        for example, form in zip(examples, forms, strict=True)
        if example.path.suffix == ENTRY_FILE and has_words(form)
    ]
    file = VectorFile.with_shipped(cache, load_encoder(encoder))
    forms = [form for _, form in spoken]
    if (new := file.count_missing(forms)) > MOST_NEW:
        return new
    vectors = file.encode(forms, lambda _done, _total: None)
    return Questions([example for example, _ in spoken], forms, vectors)


def _place(example: Example) -> dict[str, str]:
    return {"entry": example.intent, "text": example.text, "path": str(example.path)}


def _say(**fields: Any) -> None:
    print(json.dumps(fields, ensure_ascii=False), flush=True)


def _options() -> argparse.Namespace:
    parser = options_for("Find questions that are too near to others.", DEFAULT)
    parser.add_argument("--model", type=Path)
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
