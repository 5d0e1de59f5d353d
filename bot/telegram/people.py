"""Telegram's users and messages, as the actions know them."""

from collections.abc import Sequence
from dataclasses import replace

from telegram import Message, Update, User
from telegram.helpers import effective_message_type

from actions.content.knowledge_base import KnowledgeBase
from actions.conversing import Heard
from actions.domain.letter import Written
from actions.domain.locale_choice import best_match
from actions.domain.person import Awaiting, Person
from actions.ports import Work
from bot.facts.plain import DIRECTIONS

LONGEST_NAME = 128


def person_of(user: User) -> Person:
    """Who this is, as Telegram shows them now."""
    name = " ".join(DIRECTIONS.sub("", user.full_name or "").split())[:LONGEST_NAME]
    name = name or str(user.id)
    return Person(user.id, name, user.username, user.language_code)


async def who_commands(update: Update, work: Work) -> Person:
    """Whoever wrote a command, as we know them; nothing else is awaited of them any more."""
    seen = heard(update).person
    known = seen.remembering(await work.people.get(seen.id))
    person = replace(known, awaiting=Awaiting.QUESTION)
    await work.people.save(person)
    return person


def home_locale(person: Person, kb: KnowledgeBase) -> str:
    """The language to speak where there is no message that tells it."""
    return best_match(person.prior_locale, kb.locales) or kb.default_locale


def heard(update: Update) -> Heard:
    """A private message; a caption is read as its text."""
    message, user = update.effective_message, update.effective_user
    if message is None or user is None:
        raise ValueError(f"update {update.update_id} is no message of a person")
    return Heard(person_of(user), written(message))


def written(message: Message) -> Written:
    """A message as it was written; a caption is its text."""
    author = message.from_user or message.sender_chat
    quote = message.quote
    return Written(
        message.chat.id,
        message.message_id,
        author.id if author else 0,
        str(effective_message_type(message) or "other"),
        message.text or message.caption or "",
        (message.text_html if message.text else message.caption_html) or "",
        message.media_group_id,
        _answered(message),
        quote.text if quote and quote.is_manual else None,
        _file(message),
    )


def _answered(message: Message) -> int | None:
    """What it replies to; in a topic, every message replies at least to the topic's first."""
    target = message.reply_to_message
    if target is None or target.forum_topic_created:
        return None
    return target.message_id


def _file(message: Message) -> str | None:
    attachment: object = message.effective_attachment
    if isinstance(attachment, Sequence):  # a picture in several sizes
        attachment = attachment[-1] if attachment else None
    unique: str | None = getattr(attachment, "file_unique_id", None)
    return unique
