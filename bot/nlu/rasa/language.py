"""The pipeline step that says in which language a message is (first version: by script)."""

import re
from typing import Any

from rasa.engine.graph import GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.nlu.rasa.attributes import LANGUAGE


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=False)
class LanguageDetection(GraphComponent):
    @classmethod
    def create(cls, *_given: Any, **_more: Any) -> "LanguageDetection":
        return cls()

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        return training_data

    def process(self, messages: list[Message]) -> list[Message]:
        for message in messages:
            message.set(LANGUAGE, _guess(message.get(TEXT) or ""), add_to_output=True)
        return messages


def _guess(text: str) -> dict[str, Any]:
    if re.search("[پچژگکی]", text):
        locale = "fa"
    elif re.search("[\u0600-\u06ff]", text):
        locale = "ar"
    elif re.search("[а-яА-Я]", text):
        locale = "ru"
    elif re.search("[əƏ]", text):
        locale = "az"
    elif re.search("[ğışĞİŞ]", text):
        locale = "tr"
    else:
        locale = "en"
    return {"locale": locale, "confidence": 0.8, "others": []}
