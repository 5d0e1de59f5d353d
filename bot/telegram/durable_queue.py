"""A queue whose `put()` commits: python-telegram-bot then tells Telegram that updates arrived.

Its Updater (and its webhook handler) await `update_queue.put(update)` *before* they confirm
an update, so this is the one place where nothing can be lost in between.
"""

import asyncio
from datetime import datetime

from telegram import Update

from actions.ports import Clock, InboxItem, Workroom

NO_CHAT = 0


class DurableQueue(asyncio.Queue[object]):
    """Keeps each update in the inbox, once, before it is processed."""

    def __init__(self, workroom: Workroom, clock: Clock) -> None:
        super().__init__()
        self._workroom, self._clock = workroom, clock

    async def put(self, item: object) -> None:
        """Commit, then queue; what was kept before is dropped."""
        if isinstance(item, Update):
            async with self._workroom() as work:
                if not await work.inbox.put(inbox_item(item, self._clock())):
                    return
        await super().put(item)

    def put_again(self, update: Update) -> None:
        """Queue what is in the inbox already, after a restart."""
        super().put_nowait(update)


def inbox_item(update: Update, now: datetime) -> InboxItem:
    """An update as it is kept."""
    chat = update.effective_chat
    chat_id = chat.id if chat else NO_CHAT
    return InboxItem(update.update_id, chat_id, update.to_dict(), now)
