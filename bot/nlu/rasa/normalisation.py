"""The pipeline step that brings messages and examples into the same form."""

from functools import lru_cache
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.nlu.rasa.attributes import NORMAL_FORM, locale_of
from bot.nlu.rasa.keeping import keep, kept
from bot.nlu.rasa.respelling import Respelling, Tables
from bot.nlu.rasa.text import normal_form, without_command


def spellings_in(training_data: TrainingData) -> Tables:
    """The words of all examples; nothing is learned from judged messages."""
    examples = training_data.intent_examples
    return _spellings(tuple((each.get(TEXT) or "", locale_of(each) or "") for each in examples))


@lru_cache(1)
def _spellings(texts: tuple[tuple[str, str], ...]) -> Tables:
    """Remembered, so that they may be learned while there is time."""
    typed = ((normal_form(text, locale), locale) for text, locale in texts if locale)
    return Respelling.learn(typed).tables


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=True)
class Normalisation(GraphComponent):
    """Leaves one form for all spellings beside the text; learns from examples what to respell."""

    def __init__(self, storage: ModelStorage, resource: Resource, respelling: Respelling) -> None:
        """Remember where the words are kept."""
        self._storage, self._resource, self._respelling = storage, resource, respelling

    @classmethod
    def create(
        cls,
        config: dict[str, Any],  # noqa: ARG003 -- Rasa passes these four, by name or by place
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,  # noqa: ARG003
    ) -> "Normalisation":
        """One that knows no words yet."""
        return cls(model_storage, resource, Respelling({}))

    @classmethod
    def load(
        cls,
        config: dict[str, Any],  # noqa: ARG003
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,  # noqa: ARG003
        **_more: Any,
    ) -> "Normalisation":
        """One that knows the words of its examples."""
        tables, _ = kept(model_storage, resource)
        return cls(model_storage, resource, Respelling(tables))

    def train(self, training_data: TrainingData) -> Resource:
        """Collect the words of all examples."""
        keep(self._storage, self._resource, spellings_in(training_data), {})
        return self._resource

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Treat the examples as messages are treated."""
        self.process(training_data.training_examples)
        return training_data

    def process(self, messages: list[Message]) -> list[Message]:
        """Add the normal form; a message without text has an empty one."""
        for message in messages:
            text, locale = message.get(TEXT) or "", locale_of(message)
            message.set(TEXT, without_command(text))
            message.set(NORMAL_FORM, self._respelling.respell(normal_form(text, locale), locale))
        return messages
