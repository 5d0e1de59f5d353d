"""The pipeline step that brings messages and examples into the same form."""

from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.nlu.rasa.attributes import NORMAL_FORM, locale_of
from bot.nlu.rasa.text import normal_form, without_command


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=False)
class Normalisation(GraphComponent):
    """Leaves the normal form beside the text, so that the steps that follow see one spelling."""

    @classmethod
    def create(
        cls,
        config: dict[str, Any],  # noqa: ARG003 -- Rasa passes these four by name
        model_storage: ModelStorage,  # noqa: ARG003
        resource: Resource,  # noqa: ARG003
        execution_context: ExecutionContext,  # noqa: ARG003
    ) -> "Normalisation":
        """Rasa's way of making a component; there is nothing to set."""
        return cls()

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Treat the examples as messages are treated."""
        self.process(training_data.training_examples)
        return training_data

    def process(self, messages: list[Message]) -> list[Message]:
        """Add the normal form; a message without text has an empty one."""
        for message in messages:
            text = message.get(TEXT) or ""
            message.set(TEXT, without_command(text))
            message.set(NORMAL_FORM, normal_form(text, locale_of(message)))
        return messages
