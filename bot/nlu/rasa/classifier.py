"""The pipeline step that says which intent a message has, and how sure that is."""

import json
from typing import Any

import numpy as np
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.nlu.rasa.attributes import SIMILARITY
from bot.nlu.rasa.heads import fit_softmax, softmax
from bot.nlu.rasa.progress import report

RANKING = 10


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class IntentClassifier(GraphComponent):
    """First version: softmax regression on centred vectors."""

    def __init__(self, storage: ModelStorage, resource: Resource, parts: dict[str, Any] | None = None) -> None:
        self._storage, self._resource, self._parts = storage, resource, parts

    @classmethod
    def create(cls, config, model_storage, resource, execution_context) -> "IntentClassifier":
        return cls(model_storage, resource)

    @classmethod
    def load(cls, config, model_storage, resource, execution_context, **_more: Any) -> "IntentClassifier":
        with model_storage.read_from(resource) as folder:
            labels = json.loads((folder / "labels.json").read_text("utf-8"))
            with np.load(folder / "weights.npz", allow_pickle=False) as numbers:
                return cls(model_storage, resource, {"labels": labels, **{key: numbers[key] for key in numbers.files}})

    def train(self, training_data: TrainingData) -> Resource:
        pairs = [(vector, message.get(INTENT)) for message in training_data.intent_examples if (vector := _vector(message)) is not None]
        rows = np.array([vector for vector, _ in pairs], np.float32)
        labels = sorted({label for _, label in pairs})
        numbers = np.array([labels.index(label) for _, label in pairs])
        report("learning", 0, len(pairs))
        mean = rows.mean(axis=0)
        centred = _unit(rows - mean)
        with_one = np.hstack([centred, np.ones((len(centred), 1), np.float32)])
        weights = fit_softmax(with_one, numbers, len(labels), 0.1 / len(pairs), 60)
        report("learning", len(pairs), len(pairs))
        with self._storage.write_to(self._resource) as folder:
            (folder / "labels.json").write_text(json.dumps(labels), "utf-8")
            np.savez(folder / "weights.npz", mean=mean, weights=weights, examples=centred.astype(np.float16))
        return self._resource

    def process(self, messages: list[Message]) -> list[Message]:
        for message in messages:
            self._classify(message)
        return messages

    def _classify(self, message: Message) -> None:
        vector = _vector(message)
        ranking: list[dict[str, Any]] = []
        similarity = 0.0
        if vector is not None and self._parts:
            row = _unit(vector[None] - self._parts["mean"])
            shares = softmax(np.hstack([row, np.ones((1, 1), np.float32)]) @ self._parts["weights"])[0]
            best = np.argsort(-shares)[:RANKING]
            ranking = [{"name": self._parts["labels"][i], "confidence": float(shares[i])} for i in best]
            likeness = np.sort(self._parts["examples"].astype(np.float32) @ row[0])
            similarity = float(likeness[-5:].mean())
        message.set(INTENT, ranking[0] if ranking else {"name": None, "confidence": 0.0}, add_to_output=True)
        message.set("intent_ranking", ranking, add_to_output=True)
        message.set(SIMILARITY, similarity, add_to_output=True)


def _vector(message: Message):
    _, sentence = message.get_dense_features(TEXT)
    return sentence.features[0] if sentence is not None else None


def _unit(rows):
    return (rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9)).astype(np.float32)
