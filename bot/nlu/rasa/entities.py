"""The pipeline step that recognises whose country, level, role and stage a message names."""

from dataclasses import asdict
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import (
    ENTITIES,
    ENTITY_ATTRIBUTE_END,
    ENTITY_ATTRIBUTE_ROLE,
    ENTITY_ATTRIBUTE_START,
    ENTITY_ATTRIBUTE_TYPE,
    ENTITY_ATTRIBUTE_VALUE,
    EXTRACTOR,
    TEXT,
)
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from actions.content.entity_words import EntityWords, read_entity_words
from bot.nlu.rasa.attributes import locale_of
from bot.nlu.rasa.countries import Named, named_in_all
from bot.nlu.rasa.keeping import keep, kept
from bot.nlu.rasa.places import nlu_data_folder
from bot.nlu.rasa.recognition import Recognised, Recogniser

SELF = "self"  # the role of what people say of themselves


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=True)
class KnownWords(GraphComponent):
    """Adds `entities`: citizenship, level, role and stage, by tables that a training writes down."""

    def __init__(
        self, storage: ModelStorage, resource: Resource, recogniser: Recogniser | None = None
    ) -> None:
        """Remember where the tables are kept."""
        self._storage, self._resource, self._recogniser = storage, resource, recogniser

    @classmethod
    def create(
        cls,
        config: dict[str, Any],  # noqa: ARG003 -- Rasa passes these four, by name or by place
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,  # noqa: ARG003
    ) -> "KnownWords":
        """One that knows nothing yet."""
        return cls(model_storage, resource)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],  # noqa: ARG003
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,  # noqa: ARG003
        **_more: Any,
    ) -> "KnownWords":
        """One with the tables of its training."""
        tables, _ = kept(model_storage, resource)
        named = [Named(**{**each, "keys": tuple(each["keys"])}) for each in tables["names"]]
        known = [EntityWords(**each) for each in tables["words"]]
        return cls(model_storage, resource, Recogniser(named, known))

    def train(self, training_data: TrainingData) -> Resource:
        """Write down the names of countries and the lists of words."""
        known, _ = read_entity_words(nlu_data_folder())
        names = [asdict(named) for named in named_in_all(known)]
        words = [asdict(each) for each in known]
        keep(self._storage, self._resource, {"names": names, "words": words}, {})
        return self._resource

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Nothing: examples are learned as they are."""
        return training_data

    def process(self, messages: list[Message]) -> list[Message]:
        """Recognise; entities of other steps stay."""
        for message in messages:
            text = message.get(TEXT) or ""
            found = self._recogniser.recognise(text, locale_of(message)) if self._recogniser else []
            entities = [*(message.get(ENTITIES) or []), *map(_entity, found)]
            message.set(ENTITIES, entities, add_to_output=True)
        return messages


def _entity(found: Recognised) -> dict[str, Any]:
    """In Rasa's own form."""
    entity = {
        ENTITY_ATTRIBUTE_TYPE: found.kind,
        ENTITY_ATTRIBUTE_START: found.start,
        ENTITY_ATTRIBUTE_END: found.end,
        ENTITY_ATTRIBUTE_VALUE: found.value,
        EXTRACTOR: KnownWords.__name__,
    }
    return {**entity, ENTITY_ATTRIBUTE_ROLE: SELF} if found.is_own else entity
