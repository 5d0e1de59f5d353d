"""A queue whose `put()` commits: python-telegram-bot then tells Telegram that updates arrived.

Its Updater (and its webhook handler) await `update_queue.put(update)` *before* they confirm
an update, so this is the one place where nothing can be lost in between.
"""

import asyncio
import json
from datetime import datetime
from typing import Any

from telegram import Update
from telegram.error import TelegramError

from actions.errors import StorageUnusable
from actions.ports import Clock, InboxItem, Workroom

NO_CHAT = 0


class DurableQueue(asyncio.Queue[object]):
    """Keeps each update in the inbox, once, before it is processed."""

    def __init__(self, workroom: Workroom, clock: Clock) -> None:
        super().__init__()
        self._workroom, self._clock = workroom, clock

    async def put(self, item: object) -> None:
        """Commit, then queue; what was kept before is dropped.

        What somebody types in other chats is not ours to keep, and of no use a minute later.
        """
        if not isinstance(item, Update) or item.inline_query or await self._is_new(item):
            await super().put(item)

    def put_again(self, update: Update) -> None:
        """Queue what is in the inbox already, after a restart."""
        super().put_nowait(update)

    async def _is_new(self, update: Update) -> bool:
        try:
            async with self._workroom() as work:
                return await work.inbox.put(inbox_item(update, self._clock()))
        except StorageUnusable as error:
            # The Updater tries again after Telegram's errors; any other would end it for good.
            raise TelegramError(f"the inbox can't be written: {error}") from error


def inbox_item(update: Update, now: datetime) -> InboxItem:
    """An update as it is kept."""
    chat = update.effective_chat
    chat_id = chat.id if chat else NO_CHAT
    body = json.loads(json.dumps(update.to_dict(), default=_as_json))
    return InboxItem(update.update_id, chat_id, body, now)


def _as_json(value: Any) -> object:  # noqa: ANN401 -- whatever python-telegram-bot left in it
    """The date of a message that nobody can see any more is left as it is."""
    return int(value.timestamp()) if isinstance(value, datetime) else str(value)
