"""The pipeline step that gives every message its sentence vector."""

from typing import Any

import numpy as np
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import FEATURE_TYPE_SENTENCE, TEXT
from rasa.shared.nlu.training_data.features import Features
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.nlu.rasa import ahead
from bot.nlu.rasa.attributes import normal_form_of
from bot.nlu.rasa.encoder import DEFAULT, Vectors, load_encoder
from bot.nlu.rasa.places import vector_file
from bot.nlu.rasa.progress import report
from bot.nlu.rasa.text import has_words
from bot.nlu.rasa.vectors import VectorFile


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=False)
class SentenceVectors(GraphComponent):
    """Adds one dense vector a message; what has no words gets none."""

    def __init__(self, config: dict[str, Any], name: str) -> None:
        """Load the encoder, or take the one that is loaded."""
        self._name = name
        self._encoder = load_encoder(config["encoder"], int(config["threads"]))

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """What `config.yml` may set."""
        return {"encoder": DEFAULT, "threads": 1}

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,  # noqa: ARG003 -- Rasa passes these four by name
        resource: Resource,  # noqa: ARG003
        execution_context: ExecutionContext,
    ) -> "SentenceVectors":
        """Rasa's way of making a component."""
        return cls(config, execution_context.node_name)

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Encode the examples; only theirs are kept in a file, never those of messages."""
        ahead.leave_encoding()
        file = VectorFile.with_shipped(vector_file(), self._encoder)
        spoken = _with_words(training_data.training_examples)
        texts = [normal_form_of(message) for message in spoken]
        self._add(spoken, file.encode(texts, lambda *done: report("encoding", *done)))
        return training_data

    def process(self, messages: list[Message]) -> list[Message]:
        """Encode messages as they come."""
        if spoken := _with_words(messages):
            self._add(spoken, self._encoder.encode([normal_form_of(message) for message in spoken]))
        return messages

    def _add(self, messages: list[Message], rows: Vectors) -> None:
        for message, row in zip(messages, rows, strict=True):
            vector = np.asarray(row, np.float32)[None, :]
            message.add_features(Features(vector, FEATURE_TYPE_SENTENCE, TEXT, self._name))


def _with_words(messages: list[Message]) -> list[Message]:
    return [message for message in messages if has_words(normal_form_of(message))]
