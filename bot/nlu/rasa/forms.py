"""The normal forms of examples, as the pipeline makes them, for what needs no Rasa."""

from collections.abc import Sequence

from actions.content.examples import Example
from bot.nlu.rasa.respelling import Respelling
from bot.nlu.rasa.text import normal_form


def forms_of(examples: Sequence[Example]) -> tuple[list[str], Respelling]:
    """A form for each example, in order; and the spellings that they taught."""
    typed = [(normal_form(each.text, each.locale), each.locale) for each in examples]
    respelling = Respelling.learn(typed)
    return [respelling.respell(text, locale) for text, locale in typed], respelling
