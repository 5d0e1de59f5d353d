"""Updates of Telegram, each kept until it is processed."""

from datetime import datetime
from typing import Any

from sqlalchemy import Update, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from actions.ports import InboxItem
from bot.storage.columns import has_words
from bot.storage.inserting import insert_once
from bot.storage.tables import InboxState, inbox

FIELDS = (inbox.c.update_id, inbox.c.chat_id, inbox.c.body, inbox.c.received_at, inbox.c.attempts)


class SqlInbox:
    """Implements `ports.Inbox` inside one unit of work."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def put(self, item: InboxItem) -> bool:
        """Keep it; False if this `update_id` was kept before."""
        values = vars(item) | {"body": dict(item.body), "state": InboxState.WAITING}
        return await insert_once(self._connection, inbox.c.update_id, values)

    async def waiting(self) -> list[InboxItem]:
        """Everything neither done nor given up, in order of `update_id`."""
        return await self._in_state(InboxState.WAITING)

    async def done(self, update_id: int) -> None:
        """Remember that it came, but no longer what it said."""
        await self._change(update_id, state=InboxState.DONE, body={}, error=None)

    async def stumbled(self, update_id: int, error: str) -> int:
        """Processing failed once more; how often it has by now."""
        return await self._change(update_id, attempts=inbox.c.attempts + 1, error=error)

    async def give_up(self, update_id: int, error: str) -> None:
        """It failed too often: kept, marked as failed."""
        await self._change(update_id, state=InboxState.FAILED, error=error)

    async def failed(self) -> list[InboxItem]:
        """What was given up, in order of `update_id`."""
        return await self._in_state(InboxState.FAILED)

    async def forget_before(self, moment: datetime) -> int:
        """Empty what was given up earlier; what still waits must be processed first."""
        is_over = (inbox.c.received_at < moment, inbox.c.state != InboxState.WAITING)
        forgotten = update(inbox).where(*is_over, has_words(inbox.c.body))
        emptied = forgotten.values(body={}, error=None)  # an error may quote the message
        return (await self._connection.execute(emptied)).rowcount

    async def _in_state(self, state: InboxState) -> list[InboxItem]:
        query = select(*FIELDS).where(inbox.c.state == state).order_by(inbox.c.update_id)
        return [InboxItem(**row) for row in (await self._connection.execute(query)).mappings()]

    async def _change(self, update_id: int, **values: Any) -> int:  # noqa: ANN401 -- a column's
        attempts = await self._connection.scalar(_changed(update_id, values))
        if attempts is None:
            message = f"update {update_id} was never kept"
            raise LookupError(message)
        return int(attempts)


def _changed(update_id: int, values: dict[str, Any]) -> Update:
    changed = update(inbox).where(inbox.c.update_id == update_id).values(**values)
    return changed.returning(inbox.c.attempts)
