"""Gives Rasa its training data straight from `knowledge/` and `nlu_data/`: no copy gets stale."""

import hashlib
import logging
import os
from functools import cached_property
from pathlib import Path
from typing import Any

from rasa.shared.core.domain import Domain
from rasa.shared.core.training_data.structures import StoryGraph
from rasa.shared.importers.importer import TrainingDataImporter
from rasa.shared.nlu.constants import INTENT, METADATA, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from rasa.shared.utils.io import read_model_configuration

from actions.content.examples import Example, read_examples
from actions.content.judged import Judged, read_judged
from bot.nlu.rasa.attributes import JUDGED, LOCALE, ORIGIN
from bot.nlu.rasa.places import KNOWLEDGE, NLU_DATA

log = logging.getLogger(__name__)


class KnowledgeImporter(TrainingDataImporter):
    """Reads entries as intents; no domain, no stories: here Rasa only understands."""

    def __init__(
        self,
        config_file: str | None = None,
        domain_path: str | None = None,
        training_data_paths: list[str] | str | None = None,
        **_options: Any,
    ) -> None:
        """The folders stand beside the configuration, unless the environment says otherwise."""
        self._config_file = config_file
        beside = Path(config_file).parent if config_file else Path()
        self._knowledge = Path(os.environ.get(KNOWLEDGE) or beside / "knowledge")
        self._nlu_data = Path(os.environ.get(NLU_DATA) or beside / "nlu_data")

    def get_nlu_data(self, language: str | None = "en") -> TrainingData:
        """Every example and judged message; unreadable files are named in the log and left out."""
        return self._training_data

    @cached_property
    def _training_data(self) -> TrainingData:
        """Made once: Rasa asks for the same data four times, and changes it after the last."""
        judged = [_judged_message(each) for each in self._judged]
        return TrainingData([*(_message(example) for example in self._examples), *judged])

    @cached_property
    def _examples(self) -> list[Example]:
        examples, problems = read_examples(self._knowledge, self._nlu_data)
        for problem in problems:
            log.warning("%s", problem)
        return examples

    @cached_property
    def _judged(self) -> list[Judged]:
        judged, problems = read_judged(self._nlu_data)
        for problem in problems:
            log.warning("%s", problem)
        return judged

    def get_config(self) -> dict[str, Any]:
        """`config.yml` as it stands."""
        return read_model_configuration(self._config_file) if self._config_file else {}

    def get_config_file_for_auto_config(self) -> str | None:
        """The file that Rasa fills in if it lacks a pipeline; ours has one."""
        return self._config_file

    def get_domain(self) -> Domain:
        """Nothing: acting is not Rasa's part here."""
        return Domain.empty()

    def get_stories(self, exclusion_percentage: int | None = None) -> StoryGraph:
        """Nothing: there are no dialogues to learn."""
        return StoryGraph([])


class Known(Message):
    """An example that Rasa may look at again and again in a third of the time.

    It is told from others by what was written of it: everything else follows from that. (Rasa's own
    fingerprint reads all features, too, for a cache that is not used: every training is a new one.)
    """

    written: str | None = None  # the fingerprint, once it is known: Rasa asks twenty times a text

    def fingerprint(self) -> str:
        """In hexadecimal digits, as Rasa wants it."""
        if self.written is None:
            written = [self.data.get(key) for key in (TEXT, INTENT, METADATA, JUDGED)]
            digest = hashlib.md5(repr(written).encode(), usedforsecurity=False)
            self.written = digest.hexdigest()
        return self.written


def _message(example: Example) -> Message:
    """An example for Rasa. Not `Message.build`: that would split `topic/entry` at the slash."""
    metadata = {LOCALE: example.locale, ORIGIN: example.digest}
    return Known({TEXT: example.text, INTENT: example.intent, METADATA: metadata})


def _judged_message(judged: Judged) -> Message:
    """A judged message has neither intent nor locale: it is read as a student's message is."""
    return Known({TEXT: judged.text, JUDGED: judged.entry or ""})
