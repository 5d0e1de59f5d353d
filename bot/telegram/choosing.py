"""Buttons that ask on whom an answer depends: countries, levels of study, roles, stages."""

from collections.abc import Iterable

from actions.content.choices import Choices, conditions_of, without
from actions.content.circumstances import KINDS, Circumstances, Level, Named, Role, Stage, key_of
from actions.content.entry import Entry
from actions.content.knowledge_base import KnowledgeBase
from bot.i18n import Words
from bot.telegram.buttons import Tap, button
from bot.telegram.menu_words import in_rows

MOST_COUNTRIES = 24  # on one message; who has another citizenship is asked to write it
GENERAL = "-"  # none of what was known applies
# Short, since a button carries 64 bytes; fixed, since old messages keep their buttons.
CODES = {
    Level.BACHELOR: "b",
    Level.MASTER: "m",
    Level.PHD: "p",
    Level.PREPARATORY: "r",
    Level.EXCHANGE: "x",
    Role.STUDENT: "s",
    Role.TEACHER: "t",
    Stage.APPLICANT: "a",
    Stage.ADMITTED: "d",
    Stage.STUDYING: "y",
    Stage.GRADUATING: "f",  # the final year
    Stage.GRADUATE: "g",
}
WORDS = {code: str(word) for word, code in CODES.items()}


def choice_rows(
    choices: Choices, words: Words, entry_id: str, locale: str, *menu: str
) -> list[list[dict[str, str]]]:
    """A button for each choice; countries in the order of their names.

    `menu`: what marks a button below an answer of the menu.
    """
    known = () if too_many(choices) else choices.countries
    countries = sorted((country_name(code, words), code) for code in known)
    others = [(name_of(word, words), CODES[word]) for word in choices.named]

    def buttons(pairs: Iterable[tuple[str, str]]) -> list[dict[str, str]]:
        return [button(name, Tap.CASE, locale, entry_id, code, *menu) for name, code in pairs]

    return [*in_rows(buttons(countries), 3), *in_rows(buttons(others), 2)]


def after_tap(code: str, whose: Circumstances, entry: Entry, kb: KnowledgeBase) -> Circumstances:
    """What is known of somebody who tapped such a button below an entry."""
    if code == GENERAL:
        return without(conditions_of(entry, whose, kb), whose)
    return whose.having(WORDS.get(code, code))


def too_many(choices: Choices) -> bool:
    """Whether there are more countries than a message has room for."""
    return len(choices.countries) > MOST_COUNTRIES


def name_of(word: Named, words: Words) -> str:
    """What people call a level of study, a role or a stage; countries are named by CLDR."""
    return words(f"{key_of(word)}_{word}")


def country_name(code: str, words: Words) -> str:
    """What people call a country."""
    return str(words.formats.territories.get(code, code))


def names_of(whose: Circumstances, words: Words) -> str:
    """What is known of somebody, as one reads it."""
    known = [country_name(whose.citizenship, words)] if whose.citizenship else []
    known += [name_of(word, words) for key in KINDS if (word := getattr(whose, key))]
    return " · ".join(known)
