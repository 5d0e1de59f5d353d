"""Builders of real updates, as python-telegram-bot reads them, with people who have stories.

Ada asks in German, Bo in English, Chidi and Dana answer in the forum of the staff.
"""

from itertools import count
from typing import TypedDict, Unpack

from telegram import Bot, Update

from tests.double import Chat, Person, Standing
from tests.double.doings import PAPER, PICTURE, STICKER, VOICE
from tests.double.shapes import BOT, Json, media, member
from tests.double.text import typed

ADA = Person(11, "Ada", language_code="de")
BO = Person(12, "Bo", language_code="en", username="bo_asks")
CHIDI = Person(21, "Chidi", language_code="en")
DANA = Person(22, "Dana", language_code="az")
FORUM = Chat(-1001, title="Staff", is_forum=True, staff=[CHIDI, DANA])
GROUP = Chat(-1002, title="Staff without topics", staff=[CHIDI, DANA])
THREAD = 40  # a topic of the forum
NOON = 1_790_000_000  # when everything happens, in seconds since 1970
_numbers = count(1000)


class Details(TypedDict, total=False):
    """What is not as usual."""

    album: str
    person: Person
    chat: Chat
    thread: int
    message_id: int
    reply_to: Json
    beside: list[str]  # what other buttons of the same message say
    bot: Bot


def text(words: str = "How do I apply?", **details: Unpack[Details]) -> Update:
    """Ada writes to the bot."""
    return _update("message", message(typed(words), **details), **details)


def command(name: str, arguments: str = "", **details: Unpack[Details]) -> Update:
    """Ada gives a command."""
    return text(f"/{name} {arguments}".strip(), **details)


def edited(words: str = "How do I apply now?", **details: Unpack[Details]) -> Update:
    """Ada changes what she wrote."""
    changed = message(typed(words) | {"edit_date": NOON + 60}, **details)
    return _update("edited_message", changed, **details)


def press(data: str, words: str = "Which one?", **details: Unpack[Details]) -> Update:
    """Ada presses a button below a message of the bot."""
    said = [*details.get("beside", ()), data]
    rows = [[{"text": "A button", "callback_data": each}] for each in said]
    below = message(typed(words), **details) | {"from": BOT}
    below |= {"reply_markup": {"inline_keyboard": rows}}
    query = {
        "id": str(next(_numbers)),
        "from": details.get("person", ADA).user(),
        "chat_instance": str(below["chat"]["id"]),
        "message": below,
        "data": data,
    }
    return _update("callback_query", query, **details)


def inline(words: str = "", **details: Unpack[Details]) -> Update:
    """Somebody types behind the bot's name in another chat."""
    person = details.get("person", ADA)
    body = {"id": str(next(_numbers)), "from": person.user(), "query": words, "offset": ""}
    return _update("inline_query", body, **details)


def staff_reply(words: str = "Until May.", **details: Unpack[Details]) -> Update:
    """Chidi writes in a topic of the forum."""
    details = {"person": CHIDI, "chat": FORUM, **details}
    if details["chat"].is_forum:
        details = {"thread": THREAD, **details}
    return text(words, **details)


def sticker(**details: Unpack[Details]) -> Update:
    """Ada sends a sticker."""
    return _update("message", message(media("sticker", _file(), STICKER), **details), **details)


def voice(**details: Unpack[Details]) -> Update:
    """Ada sends a recording."""
    return _update("message", message(media("voice", _file(), VOICE), **details), **details)


def photo(caption: str = "", **details: Unpack[Details]) -> Update:
    """Ada sends a picture."""
    content = media("photo", _file(), PICTURE) | ({"caption": caption} if caption else {})
    return _update("message", message(content, **details), **details)


def document(caption: str = "", **details: Unpack[Details]) -> Update:
    """Ada sends a file."""
    content = media("document", _file(), PAPER) | ({"caption": caption} if caption else {})
    return _update("message", message(content, **details), **details)


def location(**details: Unpack[Details]) -> Update:
    """Ada sends a place."""
    content = {"location": {"latitude": 40.4, "longitude": 49.9}}
    return _update("message", message(content, **details), **details)


def topic_event(name: str, **details: Unpack[Details]) -> Update:
    """Chidi closes (`forum_topic_closed`) or reopens (`forum_topic_reopened`) a topic."""
    details = {"person": CHIDI, "chat": FORUM, "thread": THREAD, **details}
    return _update("message", message({name: {}}, **details), **details)


def standing(before: Standing, after: Standing, **details: Unpack[Details]) -> Update:
    """Ada blocks the bot, or Chidi changes what it is in a group."""
    person = details.get("person", ADA)
    changed = {
        "chat": _chat(person, details).json(),
        "from": person.user(),
        "date": NOON,
        "old_chat_member": member(BOT, before.value),
        "new_chat_member": member(BOT, after.value),
    }
    return _update("my_chat_member", changed, **details)


def message(content: Json, **details: Unpack[Details]) -> Json:
    """A message, which another one may reply to."""
    person = details.get("person", ADA)
    written = {
        "message_id": details.get("message_id", next(_numbers)),
        "date": NOON,
        "chat": _chat(person, details).json(),
        "from": person.user(),
        **content,
    }
    if thread := details.get("thread"):
        first = message({"forum_topic_created": {"name": "A topic", "icon_color": 7322096}})
        first |= {"message_id": thread, "chat": written["chat"], "from": BOT}
        topic = {"message_thread_id": thread, "is_topic_message": True}
        written |= {**topic, "reply_to_message": first | topic}
    if album := details.get("album"):
        written["media_group_id"] = album
    if reply_to := details.get("reply_to"):
        written["reply_to_message"] = reply_to
    return written


def _chat(person: Person, details: Details) -> Chat:
    return details.get("chat") or Chat(person.id, "private", person=person)


def _file() -> Json:
    number = next(_numbers)
    return {"file_id": f"file-{number}", "file_unique_id": f"unique-{number}", "file_size": 4}


def _update(kind: str, body: Json, **details: Unpack[Details]) -> Update:
    return Update.de_json({"update_id": next(_numbers), kind: body}, details.get("bot"))
