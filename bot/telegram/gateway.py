"""The one door to Telegram: makes calls, and turns its errors into ours."""

import re
from collections.abc import Awaitable, Mapping
from datetime import timedelta
from typing import Any

from telegram import Bot, InlineKeyboardMarkup, ReplyParameters
from telegram.error import BadRequest, ChatMigrated, Forbidden, RetryAfter, TelegramError

from actions.domain.delivery import Delivery
from actions.errors import (
    ChatMoved,
    DeliveryError,
    DeliveryPostponed,
    DeliveryRefused,
    TopicGone,
)

METHODS = frozenset(
    {
        "send_message",
        "copy_message",
        "answer_callback_query",
        "edit_message_text",
        "edit_message_reply_markup",
    }
)
TITLE_LIMIT = 128  # characters in a forum topic's name
TOPIC_GONE = re.compile(r"message thread not found|topic_id_invalid|topic_deleted", re.IGNORECASE)
ALREADY_DONE = re.compile(
    r"message is not modified|query is too old|query id is invalid"
    r"|message to edit not found|message can't be edited|message_id_invalid",
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
        params = _arguments(call.params)
        if call.method != "answer_callback_query":
            params["chat_id"] = delivery.chat_id
        if thread_id is not None:
            params["message_thread_id"] = thread_id
        try:
            result = await _translated(getattr(self._bot, call.method)(**params))
        except DeliveryRefused as error:
            if ALREADY_DONE.search(str(error)) and not call.method.startswith(("send", "copy")):
                return None
            raise
        return getattr(result, "message_id", None)

    async def has_topics(self, chat_id: int) -> bool:
        """Whether the group is a forum; asked once."""
        if chat_id not in self._forums:
            chat = await _translated(self._bot.get_chat(chat_id))
            self._forums[chat_id] = bool(chat.is_forum)
        return self._forums[chat_id]

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
    return arguments


async def _translated(call: Awaitable[Any]) -> Any:  # noqa: ANN401 -- whatever Telegram returns
    try:
        return await call
    except TelegramError as error:
        raise _fact(error) from error
    except (TimeoutError, OSError) as error:
        raise DeliveryPostponed(f"no connection: {type(error).__name__}") from error


def _fact(error: TelegramError) -> DeliveryError:
    """What an error of Telegram means for a delivery."""
    match error:
        case RetryAfter(retry_after=seconds):
            return DeliveryPostponed("too many messages", retry_after=_seconds(seconds))
        case ChatMigrated(new_chat_id=new):
            return ChatMoved(new)
        case Forbidden():
            return DeliveryRefused(error.message, unreachable=True)
        case BadRequest() if TOPIC_GONE.search(error.message):
            return TopicGone(error.message)
        case BadRequest():
            return DeliveryRefused(
                error.message, unreachable="chat not found" in error.message.lower()
            )
    return DeliveryPostponed(f"{type(error).__name__}: {error.message}")


def _seconds(span: float | timedelta) -> float:
    return span.total_seconds() if isinstance(span, timedelta) else float(span)
