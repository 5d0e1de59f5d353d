"""The pipeline step that says which intent a message has, and how sure that is."""

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

from bot.nlu.rasa.attributes import SIMILARITY, normal_form_of
from bot.nlu.rasa.heads import Floats
from bot.nlu.rasa.intent_model import IntentModel
from bot.nlu.rasa.keeping import keep, kept
from bot.nlu.rasa.progress import report

MOST_RANKED = 10
FEWEST_INTENTS = 2


class NothingToLearn(Exception):
    """There are too few intents to tell apart."""


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class IntentClassifier(GraphComponent):
    """Ranks intents with calibrated confidences; deciding what to do with them is not its part."""

    def __init__(
        self, storage: ModelStorage, resource: Resource, model: IntentModel | None = None
    ) -> None:
        """Remember where the model is kept."""
        self._storage, self._resource, self._model = storage, resource, model

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
        model = IntentModel.of_arrays(*kept(model_storage, resource))
        return cls(model_storage, resource, model)

    def train(self, training_data: TrainingData) -> Resource:
        """Learn from all examples that have words."""
        spoken = [
            (normal_form_of(example), vector, example.get(INTENT))
            for example in training_data.intent_examples
            if (vector := vector_of(example)) is not None
        ]
        if len({intent for _, _, intent in spoken}) < FEWEST_INTENTS:
            raise NothingToLearn(
                "there must be examples of at least two intents; add entries to knowledge/"
            )
        texts, vectors, intents = zip(*spoken, strict=True)
        model = IntentModel.learn(texts, np.stack(vectors), intents, report)
        report("packing", 0, 1)
        keep(self._storage, self._resource, model.intents, model.arrays())
        return self._resource

    def process(self, messages: list[Message]) -> list[Message]:
        """Rank the intents of each message; what has no words has none, and is like nothing."""
        for message in messages:
            vector = vector_of(message)
            ranking: list[dict[str, Any]] = []
            similarity = 0.0
            if self._model is not None and vector is not None:
                ranked = self._model.rank(normal_form_of(message), vector, MOST_RANKED)
                ranking = [_as_rasa_says(intent, confidence) for intent, confidence in ranked]
                similarity = self._model.similarity(vector)
            best = ranking[0] if ranking else _as_rasa_says(None, 0.0)
            message.set(INTENT, best, add_to_output=True)
            message.set(RANKING, ranking, add_to_output=True)
            message.set(SIMILARITY, round(similarity, 4), add_to_output=True)
        return messages


def vector_of(message: Message) -> Floats | None:
    """The sentence vector, if the message has words."""
    _, sentence = message.get_dense_features(TEXT)
    return None if sentence is None else np.asarray(sentence.features[0], np.float32)


def _as_rasa_says(intent: str | None, confidence: float) -> dict[str, Any]:
    return {INTENT_NAME_KEY: intent, PREDICTED_CONFIDENCE_KEY: round(confidence, 6)}
