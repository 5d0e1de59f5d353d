"""Telegram's users and messages, as the actions know them."""

from telegram import Message, Update, User

from actions.conversing import Heard
from actions.domain.person import Person

LONGEST_NAME = 128


def person_of(user: User) -> Person:
    """Who this is, as Telegram shows them now."""
    name = (user.full_name or "").strip()[:LONGEST_NAME] or str(user.id)
    return Person(user.id, name, user.username, user.language_code)


def heard(update: Update) -> Heard:
    """A private message; a caption is read as its text."""
    message, user = update.effective_message, update.effective_user
    if message is None or user is None:
        raise ValueError(f"update {update.update_id} is no message of a person")
    is_more = has_attachment(message)
    return Heard(person_of(user), text_of(message), message.message_id, has_attachment=is_more)


def has_attachment(message: Message) -> bool:
    """Whether it is something else than text: a picture, a voice message, a place and so on."""
    return not message.text


def text_of(message: Message) -> str:
    """What was written; nothing for a sticker or a voice message."""
    return message.text or message.caption or ""
