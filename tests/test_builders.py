"""The builders' updates are such as Telegram sends."""

from collections.abc import Callable, Iterator

import pytest
from telegram import Update

from tests import builders
from tests.builders import FORUM, GROUP, THREAD
from tests.double import Standing

BUILT: dict[str, Callable[[], Update]] = {
    "text": builders.text,
    "command": lambda: builders.command("start", "now"),
    "edited": builders.edited,
    "press": lambda: builders.press("a"),
    "staff_reply": builders.staff_reply,
    "sticker": builders.sticker,
    "voice": builders.voice,
    "photo": lambda: builders.photo("look"),
    "document": builders.document,
    "location": builders.location,
    "topic_event": lambda: builders.topic_event("forum_topic_closed"),
    "standing": lambda: builders.standing(Standing.MEMBER, Standing.KICKED),
}


@pytest.mark.parametrize("name", BUILT)
def test_nothing_in_it_is_unknown_to_telegram(name: str) -> None:
    update = BUILT[name]()
    assert update.effective_chat
    assert not any(_unknown(update.to_dict()))


def test_staff_reply_in_the_topic_that_the_forum_has() -> None:
    message = builders.staff_reply().effective_message
    assert message
    assert (message.chat_id, message.message_thread_id) == (FORUM.id, THREAD)
    assert message.is_topic_message
    assert message.reply_to_message
    assert message.reply_to_message.forum_topic_created


def test_staff_reply_to_a_message_where_there_are_no_topics() -> None:
    question = builders.message({"text": "How?"}, chat=GROUP)
    message = builders.staff_reply(chat=GROUP, reply_to=question).effective_message
    assert message
    assert message.message_thread_id is None
    assert message.reply_to_message
    assert message.reply_to_message.text == "How?"


def _unknown(value: object) -> Iterator[object]:
    if isinstance(value, dict):
        yield value.get("api_kwargs")
        for inner in value.values():
            yield from _unknown(inner)
    if isinstance(value, list | tuple):
        for inner in value:
            yield from _unknown(inner)
