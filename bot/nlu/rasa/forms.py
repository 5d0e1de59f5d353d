"""The normal forms of examples, as the pipeline makes them, for what needs no Rasa."""

from collections.abc import Sequence
from pathlib import Path

from actions.content.examples import Example
from actions.content.languages import read_languages
from bot.nlu.rasa.respelling import Respelling
from bot.nlu.rasa.text import normal_form


def forms_of(examples: Sequence[Example]) -> tuple[list[str], Respelling]:
    """A form for each example, in order; and the spellings that they taught."""
    typed = [(normal_form(each.text, each.locale), each.locale) for each in examples]
    respelling = Respelling.learn(typed)
    return [respelling.respell(text, locale) for text, locale in typed], respelling


def said_in(examples: Sequence[Example]) -> list[tuple[str, str]]:
    """What is said in which locale, before the locale changes anything of it."""
    return [(normal_form(each.text), each.locale) for each in examples]


def others_in(nlu_data: Path) -> list[tuple[str, str]]:
    """Texts in languages that we recognise, but do not speak."""
    languages, _ = read_languages(nlu_data)
    return [(normal_form(text), each.code) for each in languages for text in each.examples]
