"""Makes a model for changed examples out of one that was trained before, if little has changed."""

import logging
import tarfile
import zipfile
import zlib
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from actions.content.examples import Example
from bot.nlu.rasa.intent_model import Examples, IntentModel
from bot.nlu.rasa.packed import CLASSIFIER, LANGUAGES, NORMALISATION, NoSuchStep, Packed
from bot.nlu.rasa.progress import report
from bot.nlu.rasa.respelling import Respelling
from bot.nlu.rasa.revision import differences, revised
from bot.nlu.rasa.text import has_words, normal_form
from bot.nlu.rasa.vectors import VectorFile

log = logging.getLogger(__name__)

# What a file raises that is damaged, or of another pipeline.
UNUSABLE = (
    NoSuchStep, OSError, EOFError, ValueError, KeyError,
    tarfile.TarError, zlib.error, zipfile.BadZipFile,
)  # fmt: skip
MOST_CHANGES = 400  # examples new or gone; more of them deserve a training from nothing


def revise(base: Path, model: Path, examples: Sequence[Example], vectors: VectorFile) -> bool:
    """Write `model` if it differs little from `base`; tell whether it was written."""
    report("reading", len(examples), len(examples))
    try:
        return _revise(Packed.read(base), model, examples, vectors)
    except UNUSABLE as error:
        log.warning("%s can't be built upon, so everything is learned anew: %s", base, error)
        return False


def _revise(packed: Packed, model: Path, examples: Sequence[Example], vectors: VectorFile) -> bool:
    names, arrays = packed.step(CLASSIFIER)
    languages, _ = packed.step(LANGUAGES)
    old = IntentModel.of_arrays(names, arrays)
    new, gone = differences(old.origins.tolist(), [each.digest for each in examples])
    added = [examples[place] for place in new if _has_words(examples[place])]
    known = set(languages["locales"])
    if len(added) + len(gone) > MOST_CHANGES or any(each.locale not in known for each in added):
        return False
    respelling = Respelling(packed.step(NORMALISATION)[0])
    learned = _encoded(added, respelling, vectors)
    report("learning", 0, 1)
    changed = revised(old, learned, gone, lambda texts: vectors.encode(texts, _nobody))
    report("packing", 0, 1)
    packed.with_step(CLASSIFIER, {**names, **changed.names()}, changed.arrays()).write(model)
    return True


def _encoded(new: Sequence[Example], respelling: Respelling, vectors: VectorFile) -> Examples:
    forms = [respelling.respell(normal_form(each.text, each.locale), each.locale) for each in new]
    rows = vectors.encode(forms, lambda *done: report("encoding", *done))
    origins = np.array([each.digest for each in new], np.uint64)
    return Examples(forms, rows, [each.intent for each in new], origins)


def _has_words(example: Example) -> bool:
    return has_words(normal_form(example.text, example.locale))


def _nobody(_done: int, _total: int) -> None:
    """Nobody waits for this long enough to be told."""
