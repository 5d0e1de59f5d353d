"""The names under which our steps leave things on a message for one another, and for the bot."""

from typing import Any

from rasa.shared.nlu.constants import METADATA
from rasa.shared.nlu.training_data.message import Message

NORMAL_FORM = (
    "normal_form"  # TEXT stays as written: Rasa itself treats a text that begins with "/" specially
)
LANGUAGE = "language"
SIMILARITY = "similarity"
NEAREST = "nearest"  # examples
ENOUGH = "enough"  # confidence for each share of wrong answers
JUDGED = "judged"  # of a message that is not learned from: the entry that answers it, or nothing
LOCALE = "locale"
ORIGIN = "origin"  # of an example: the digest of what was written


def locale_of(message: Message) -> str | None:
    """The locale of an example, or the one that a message was found to be in."""
    metadata: dict[str, Any] = message.get(METADATA) or {}
    language: dict[str, Any] = message.get(LANGUAGE) or {}
    return metadata.get(LOCALE) or language.get(LOCALE)


def origin_of(example: Message) -> int:
    """The digest of what was written."""
    metadata: dict[str, Any] = example.get(METADATA) or {}
    return int(metadata[ORIGIN])


def normal_form_of(message: Message) -> str:
    """The text to understand; empty for what is no text at all."""
    return message.get(NORMAL_FORM) or ""
