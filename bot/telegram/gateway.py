"""The one door to Telegram: makes calls, and turns its errors into ours."""

import re
from collections.abc import Awaitable, Mapping
from datetime import timedelta
from typing import Any

import httpx
from telegram import Bot, InlineKeyboardMarkup, ReactionTypeEmoji, ReplyParameters
from telegram.error import BadRequest, ChatMigrated, Forbidden, RetryAfter, TelegramError

from actions.domain.delivery import Delivery
from actions.errors import (
    ChatMoved,
    DeliveryError,
    DeliveryPostponed,
    DeliveryRefused,
    MessageGone,
    TopicGone,
    TopicShut,
)

METHODS = frozenset(
    {
        "send_message",
        "copy_message",
        "copy_messages",
        "send_document",
        "send_photo",
        "answer_callback_query",
        "edit_message_text",
        "edit_message_caption",
        "edit_message_reply_markup",
        "set_message_reaction",
        "pin_chat_message",
        "edit_forum_topic",
        "close_forum_topic",
        "reopen_forum_topic",
        "delete_forum_topic",
    }
)
NEW_MESSAGES = ("send", "copy")
MIRRORED = frozenset({"edit_message_text", "edit_message_caption"})  # somebody waits for these
NEVER_LEFT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout)
TITLE_LIMIT = 128  # characters in a forum topic's name
TOPIC_GONE = re.compile(r"message thread not found|topic_id_invalid|topic_deleted", re.IGNORECASE)
TOPIC_SHUT = re.compile(r"topic_closed", re.IGNORECASE)
MUTE = re.compile(r"chat not found|not enough rights to send|have no rights to send", re.IGNORECASE)
GONE = re.compile(
    r"message to edit not found|message can't be edited|message_id_invalid"
    r"|there is no (text|caption) in the message",
    re.IGNORECASE,
)
NOT_THERE = re.compile(r"message to delete not found|message_id_invalid", re.IGNORECASE)
ALREADY_DONE = re.compile(
    r"message is not modified|query is too old|query id is invalid|topic_not_modified"
    r"|message to (edit|react|pin) not found|message can't be edited|message_id_invalid",
    re.IGNORECASE,
)


class TelegramGateway:
    """Implements `ports.Gateway` with python-telegram-bot."""

    def __init__(self, bot: Bot) -> None:
        self._bot = bot
        self._forums: dict[int, bool] = {}

    async def send(self, delivery: Delivery, thread_id: int | None = None) -> int | None:
        """Make the call; an edit that has nothing left to do counts as done."""
        call = delivery.call
        if call.method not in METHODS:
            raise DeliveryRefused(f"{call.method} is not a call that we make")
        try:
            result = await self._call(delivery, thread_id)
        except DeliveryRefused as error:
            if call.method in MIRRORED and GONE.search(str(error)):
                raise MessageGone(str(error)) from error
            if ALREADY_DONE.search(str(error)) and not call.method.startswith(NEW_MESSAGES):
                return None
            raise
        return getattr(result, "message_id", None)

    async def send_album(self, delivery: Delivery, thread_id: int | None = None) -> list[int]:
        """Copy several messages as one album; the new messages' ids."""
        return [each.message_id for each in await self._call(delivery, thread_id)]

    async def reopen_topic(self, chat_id: int, thread_id: int) -> None:
        """Let everybody write there again."""
        await _translated(self._bot.reopen_forum_topic(chat_id, thread_id))

    async def _call(self, delivery: Delivery, thread_id: int | None) -> Any:  # noqa: ANN401 -- whatever Telegram returns
        params = _arguments(delivery.call.params)
        if delivery.call.method != "answer_callback_query":
            params["chat_id"] = delivery.chat_id
        if thread_id is not None:
            params["message_thread_id"] = thread_id
        return await _translated(getattr(self._bot, delivery.call.method)(**params))

    async def has_topics(self, chat_id: int) -> bool:
        """Whether the group is a forum; asked once."""
        if chat_id not in self._forums:
            chat = await _translated(self._bot.get_chat(chat_id))
            self._forums[chat_id] = bool(chat.is_forum)
        return self._forums[chat_id]

    async def delete_topic(self, chat_id: int, thread_id: int) -> None:
        """Take it away with all that is in it; `TopicGone` if it is not there."""
        await _translated(self._bot.delete_forum_topic(chat_id, thread_id))

    async def delete_message(self, chat_id: int, message_id: int) -> None:
        """Take it away; `MessageGone` if it is not there."""
        try:
            await _translated(self._bot.delete_message(chat_id, message_id))
        except DeliveryRefused as error:
            if NOT_THERE.search(str(error)):
                raise MessageGone(str(error)) from error
            raise

    async def create_topic(self, chat_id: int, title: str) -> int:
        """Open a forum topic; its thread id."""
        topic = await _translated(self._bot.create_forum_topic(chat_id, title[:TITLE_LIMIT]))
        return int(topic.message_thread_id)


def _arguments(params: Mapping[str, Any]) -> dict[str, Any]:
    """Parameters as python-telegram-bot wants them, from what JSON can hold."""
    arguments = dict(params)
    if keyboard := arguments.get("reply_markup"):
        arguments["reply_markup"] = InlineKeyboardMarkup.de_json(keyboard, None)
    if reply := arguments.get("reply_parameters"):
        arguments["reply_parameters"] = ReplyParameters(**reply)
    if signs := arguments.get("reaction"):
        arguments["reaction"] = [ReactionTypeEmoji(sign["emoji"]) for sign in signs]
    return arguments


async def _translated(call: Awaitable[Any]) -> Any:  # noqa: ANN401 -- whatever Telegram returns
    try:
        return await call
    except TelegramError as error:
        raise _fact(error) from error
    except (TimeoutError, OSError) as error:
        raise DeliveryPostponed(f"no connection: {type(error).__name__}", unsure=True) from error


def _fact(error: TelegramError) -> DeliveryError:
    """What an error of Telegram means for a delivery."""
    match error:
        case RetryAfter(retry_after=seconds):
            return DeliveryPostponed("too many messages", retry_after=_seconds(seconds))
        case ChatMigrated(new_chat_id=new):
            return ChatMoved(new)
        case Forbidden():
            return DeliveryRefused(error.message, unreachable=True)
        case BadRequest():
            return _impossible(error.message)
    is_unsure = not isinstance(error.__cause__, NEVER_LEFT)
    return DeliveryPostponed(f"{type(error).__name__}: {error.message}", unsure=is_unsure)


def _impossible(reason: str) -> DeliveryError:
    """What can't be done as it was asked."""
    if TOPIC_GONE.search(reason):
        return TopicGone(reason)
    if TOPIC_SHUT.search(reason):
        return TopicShut(reason)
    return DeliveryRefused(reason, unreachable=bool(MUTE.search(reason)))


def _seconds(span: float | timedelta) -> float:
    return span.total_seconds() if isinstance(span, timedelta) else float(span)
