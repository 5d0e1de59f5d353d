"""The pipeline step that says in which language each message is: never once and for all."""

from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.nlu.rasa import ahead
from bot.nlu.rasa.attributes import JUDGED, LANGUAGE, LOCALE, locale_of
from bot.nlu.rasa.forms import others_in
from bot.nlu.rasa.keeping import keep, kept
from bot.nlu.rasa.language_model import Guess, LanguageModel
from bot.nlu.rasa.normalisation import spellings_in
from bot.nlu.rasa.places import nlu_data_folder
from bot.nlu.rasa.text import normal_form


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=True)
class LanguageDetection(GraphComponent):
    """Adds `language` to each message: the likeliest locale, its share, and the others."""

    def __init__(
        self, storage: ModelStorage, resource: Resource, model: LanguageModel | None = None
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
    ) -> "LanguageDetection":
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
    ) -> "LanguageDetection":
        """A trained one."""
        model = LanguageModel.of_arrays(*kept(model_storage, resource))
        return cls(model_storage, resource, model)

    def train(self, training_data: TrainingData) -> Resource:
        """Learn from the examples, whose folders say their locale."""
        examples = [
            (normal_form(example.get(TEXT) or ""), locale)
            for example in training_data.training_examples
            if (locale := locale_of(example))
        ]
        others = others_in(nlu_data_folder())
        spellings_in(training_data)  # the step after this one wants them; others learn languages
        known = ahead.learned(ahead.LANGUAGES, [*examples, *others])
        model = known or LanguageModel.learn(examples, others)
        keep(self._storage, self._resource, model.names(), model.arrays())
        return self._resource

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Guess only for judged messages: the locale of an example is known."""
        judged = [each for each in training_data.training_examples if each.get(JUDGED) is not None]
        self.process(judged)
        return training_data

    def process(self, messages: list[Message]) -> list[Message]:
        """Guess, unless it is known; a message without letters is in no language."""
        for message, guesses in zip(messages, self._guesses(messages), strict=True):
            locale, share = guesses[0] if guesses else (None, 0.0)
            found = {
                LOCALE: locale,
                "confidence": round(share, 4),
                "others": [[other, round(share, 4)] for other, share in guesses[1:]],
            }
            message.set(LANGUAGE, found, add_to_output=True)
        return messages

    def _guesses(self, messages: list[Message]) -> list[list[Guess]]:
        known = [locale_of(message) for message in messages]
        texts = [
            normal_form(message.get(TEXT) or "")
            for message, locale in zip(messages, known, strict=True)
            if not locale
        ]
        guessed = iter(self._model.guesses(texts) if self._model else [[]] * len(texts))
        return [[(locale, 1.0)] if locale else next(guessed) for locale in known]
