"""The pipeline step that says which intent a message has, and how sure that is."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import INTENT, INTENT_NAME_KEY, PREDICTED_CONFIDENCE_KEY, TEXT
from rasa.shared.nlu.constants import INTENT_RANKING_KEY as RANKING
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.nlu.rasa import ahead, assurance
from bot.nlu.rasa.assurance import ANY, Evidence
from bot.nlu.rasa.attributes import (
    ENOUGH,
    JUDGED,
    NEAREST,
    NORMAL_FORM,
    SIMILARITY,
    locale_of,
    normal_form_of,
    origin_of,
)
from bot.nlu.rasa.heads import Floats
from bot.nlu.rasa.intent_model import Examples, IntentModel, Ranking
from bot.nlu.rasa.keeping import keep, kept
from bot.nlu.rasa.neighbours import NEIGHBOURS
from bot.nlu.rasa.progress import report

MOST_RANKED = 10
MOST_NEAREST = 3
FEWEST_INTENTS = 2


@dataclass(frozen=True)
class Reading:
    """What a model makes of one text."""

    ranking: Ranking
    similarity: float
    nearest: list[tuple[str, str, float]]


NOTHING_READ = Reading([], 0.0, [])


class NothingToLearn(Exception):
    """There are too few intents to tell apart."""


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class IntentClassifier(GraphComponent):
    """Ranks intents with calibrated confidences; deciding what to do with them is not its part."""

    def __init__(
        self,
        storage: ModelStorage,
        resource: Resource,
        model: IntentModel | None = None,
        needed: dict[str, list[float]] | None = None,
    ) -> None:
        """Remember where the model is kept, and how sure it must be in each language."""
        self._storage, self._resource, self._model = storage, resource, model
        self._needed = needed or {}

    @classmethod
    def create(
        cls,
        config: dict[str, Any],  # noqa: ARG003 -- Rasa passes these four, by name or by place
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,  # noqa: ARG003
    ) -> "IntentClassifier":
        """An untrained one."""
        return cls(model_storage, resource)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],  # noqa: ARG003
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,  # noqa: ARG003
        **_more: Any,
    ) -> "IntentClassifier":
        """A trained one."""
        names, arrays = kept(model_storage, resource)
        model = IntentModel.of_arrays(names, arrays).for_reading()
        return cls(model_storage, resource, model, names["needed"])

    def train(self, training_data: TrainingData) -> Resource:
        """Learn from all examples that have words."""
        spoken = [
            (normal_form_of(example), vector, example.get(INTENT), origin_of(example))
            for example in training_data.intent_examples
            if (vector := vector_of(example)) is not None
        ]
        if len({intent for _, _, intent, _ in spoken}) < FEWEST_INTENTS:
            raise NothingToLearn(
                "there must be examples of at least two intents; add entries to knowledge/"
            )
        texts, vectors, intents, origins = zip(*spoken, strict=True)
        examples = Examples(texts, np.stack(vectors), intents, np.array(origins, np.uint64))
        model = IntentModel.learn(examples, report, ahead.learned(ahead.GRAMS, texts))
        needed = assurance.measure(_evidence(model, training_data.training_examples))
        report("packing", 0, 1)
        names = {**model.names(), "needed": needed}
        keep(self._storage, self._resource, names, model.arrays())
        return self._resource

    def process(self, messages: list[Message]) -> list[Message]:
        """Rank the intents of each message; what has no words has none, and is like nothing."""
        vectors = [vector_of(message) for message in messages]
        spoken = [place for place, vector in enumerate(vectors) if vector is not None]
        readings = [NOTHING_READ] * len(messages)
        if self._model is not None and spoken:
            texts = [normal_form_of(messages[place]) for place in spoken]
            rows = np.stack([each for each in vectors if each is not None])
            for place, reading in zip(spoken, _readings(self._model, texts, rows), strict=True):
                readings[place] = reading
        for message, reading in zip(messages, readings, strict=True):
            for key, value in self._said(message, reading).items():
                message.set(key, value, add_to_output=True)
        return messages

    def _said(self, message: Message, reading: Reading) -> dict[str, Any]:
        """Everything that is said of a message."""
        needed = self._needed.get(locale_of(message) or ANY) or self._needed.get(ANY)
        ranking = [_as_rasa_says(intent, confidence) for intent, confidence in reading.ranking]
        return {
            INTENT: ranking[0] if ranking else _as_rasa_says(None, 0.0),
            RANKING: ranking,
            SIMILARITY: round(reading.similarity, 4),
            NORMAL_FORM: normal_form_of(message),
            NEAREST: [[text, intent, round(cosine, 4)] for text, intent, cosine in reading.nearest],
            ENOUGH: assurance.pairs(needed) if needed else [],
        }


def _readings(model: IntentModel, texts: list[str], vectors: Floats) -> Iterator[Reading]:
    """What the model makes of some texts."""
    confidences, near = model.read(texts, vectors, NEIGHBOURS)
    for row in range(len(texts)):
        ranking = model.ranked(confidences[row], MOST_RANKED)
        nearest = model.nearest(near, row, MOST_NEAREST)
        yield Reading(ranking, float(near.similarity[row]), nearest)


def _evidence(model: IntentModel, messages: list[Message]) -> Evidence:
    """What the model makes of judged messages."""
    judged = [
        (normal_form_of(message), vector, message.get(JUDGED), locale_of(message) or ANY)
        for message in messages
        if message.get(JUDGED) is not None and (vector := vector_of(message)) is not None
    ]
    if not judged:
        return Evidence(np.empty(0), np.empty(0, np.bool_), np.empty(0, np.str_))
    texts, vectors, expected, locales = zip(*judged, strict=True)
    confidences, _ = model.read(texts, np.stack(vectors))
    entries, sure = model.best_entries(confidences)
    right = np.array([one == other for one, other in zip(entries, expected, strict=True)])
    return Evidence(sure.astype(np.float64), right, np.array(locales))


def vector_of(message: Message) -> Floats | None:
    """The sentence vector, if the message has words."""
    _, sentence = message.get_dense_features(TEXT)
    return None if sentence is None else np.asarray(sentence.features[0], np.float32)


def _as_rasa_says(intent: str | None, confidence: float) -> dict[str, Any]:
    return {INTENT_NAME_KEY: intent, PREDICTED_CONFIDENCE_KEY: round(confidence, 6)}
