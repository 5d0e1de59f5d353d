"""Learns and encodes beside what a training does first: else a processor would have nothing to do.

`begin` forks a process before Rasa is imported. It learns the languages, counts the letters of all
examples, and encodes what has no vector yet, the longest texts first. What it has learned is used
only if it was learned from the same texts as the training has; whatever goes wrong is only slower.
"""

import hashlib
import multiprocessing
import os
import pickle
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from actions.content.examples import read_examples
from bot.nlu.rasa.encoder import DEFAULT, EncoderMissing, load_encoder
from bot.nlu.rasa.forms import forms_of, others_in, said_in
from bot.nlu.rasa.intent_model import count
from bot.nlu.rasa.language_model import LanguageModel
from bot.nlu.rasa.places import knowledge_folder, nlu_data_folder, vector_file
from bot.nlu.rasa.text import has_words
from bot.nlu.rasa.vectors import PORTION, VectorFile

ENOUGH_CORES = 2
LANGUAGES, GRAMS = "languages", "grams"  # what is learned


class Helper:
    """The process, and what it has sent us."""

    def __init__(self, encoder: str) -> None:
        """Start it."""
        fork = multiprocessing.get_context("fork")
        self._received, sent = fork.Pipe(duplex=False)
        self._encoding_ends = fork.Event()
        self._found: dict[str, tuple[str, Any]] = {}  # digest of the texts, what was learned
        self.used: list[str] = []
        given = (sent, self._encoding_ends, os.getpid(), encoder)
        self._process = fork.Process(target=_work, args=given, daemon=True)
        self._process.start()
        sent.close()  # so that its end is heard

    def learned(self, kind: str, texts: Iterable[object]) -> Any | None:
        """What it has learned from these texts; None if it learned from others, or has failed."""
        while kind not in self._found and self._receive():
            pass
        digest, learned = self._found.pop(kind, ("", None))
        if digest != digest_of(texts):
            return None
        self.used.append(kind)
        return learned

    def leave_encoding(self) -> None:
        """From now on the training itself encodes what is left."""
        self._encoding_ends.set()

    def finish(self) -> None:
        """Wait until it has done everything."""
        while self._receive():
            pass
        self.end()

    def end(self) -> None:
        """Stop it; the vectors that it has made are kept."""
        self._process.kill()
        self._process.join()

    def _receive(self) -> bool:
        """Whether something came."""
        try:
            kind, *found = self._received.recv()
        except (EOFError, OSError, pickle.UnpicklingError):
            return False
        self._found[kind] = tuple(found)
        return True


_helper: Helper | None = None


def begin(config: Path) -> None:
    """Start it, where there is a processor to spare."""
    global _helper  # noqa: PLW0603 -- Rasa makes our components itself: nothing can be passed to them
    if len(os.sched_getaffinity(0)) >= ENOUGH_CORES:
        _helper = Helper(encoder_of(config))


def learned(kind: str, texts: Iterable[object]) -> Any | None:
    """What the one that runs has learned from these texts; None if none runs, or if it did not."""
    return _helper.learned(kind, texts) if _helper else None


def leave_encoding() -> None:
    """From now on the training itself encodes what is left."""
    if _helper:
        _helper.leave_encoding()


def end() -> None:
    """Stop it, if it runs."""
    global _helper  # noqa: PLW0603 -- see above
    if _helper is not None:
        _helper.end()
        _helper = None


def digest_of(texts: Iterable[object]) -> str:
    """The same for the same texts in the same order."""
    digest = hashlib.sha256()
    for text in texts:
        digest.update(f"{text}\0".encode("utf-8", "replace"))
    return digest.hexdigest()


def _work(sent: Connection, encoding_ends: Any, parent: int, encoder: str) -> None:
    # Whoever waits for something reads it then: meanwhile there is more to do.
    with sent, ThreadPoolExecutor(1) as sender:
        examples, _ = read_examples(knowledge_folder(), nlu_data_folder())
        examples = list({each.digest: each for each in examples}.values())  # as Rasa does
        said, others = said_in(examples), others_in(nlu_data_folder())
        languages = LanguageModel.learn(said, others)
        sender.submit(sent.send, (LANGUAGES, digest_of([*said, *others]), languages))
        texts = [form for form in forms_of(examples)[0] if has_words(form)]
        sender.submit(sent.send, (GRAMS, digest_of(texts), count(texts)))
        longest_first = sorted(set(texts), key=len, reverse=True)
        _encode(longest_first, encoder, lambda: encoding_ends.is_set() or os.getppid() != parent)


def _encode(texts: list[str], encoder: str, is_over: Callable[[], bool]) -> None:
    try:
        file = VectorFile.with_shipped(vector_file(), load_encoder(encoder))
    except EncoderMissing:
        return  # the training says so itself
    for start in range(0, len(texts), PORTION):
        if is_over():
            return
        file.encode(texts[start : start + PORTION], lambda _done, _total: None)


def encoder_of(config: Path) -> str:
    """The one that the configuration names, if any."""
    try:
        steps = YAML(typ="safe").load(config.read_text("utf-8"))["pipeline"]
    except (OSError, YAMLError, KeyError, TypeError):
        return DEFAULT
    return next((str(each["encoder"]) for each in steps if "encoder" in each), DEFAULT)
