"""What happened and the bot has not yet confirmed to have heard of."""

from collections import deque
from copy import deepcopy
from itertools import count, islice

from tests.double.changes import Changes
from tests.double.shapes import Json

ONLY_IF_ASKED = {"message_reaction", "message_reaction_count", "chat_member"}
MOST = 100  # updates in one answer


class UpdateQueue:
    """Gives an update again and again until a higher offset confirms it."""

    def __init__(self, changes: Changes) -> None:
        self.allowed: frozenset[str] = frozenset()  # empty: all but the exceptional
        self.confirmed = 0  # the last update that is confirmed
        self._changes, self._waiting, self._ids = changes, deque[Json](), count(100001)

    def __len__(self) -> int:
        return len(self._waiting)

    def push(self, kind: str, body: Json) -> None:
        """Tell the bot, as things are now."""
        wanted = kind in self.allowed if self.allowed else kind not in ONLY_IF_ASKED
        if wanted:
            self._waiting.append({"update_id": next(self._ids), kind: deepcopy(body)})
            self._changes.tell()

    def take(self, offset: int, limit: int) -> list[Json]:
        """What waits from an offset on; all before it is confirmed."""
        keep = -offset if offset < 0 else len(self._waiting)
        while self._waiting and (
            self._waiting[0]["update_id"] < offset or len(self._waiting) > keep
        ):
            self.confirmed = self._waiting.popleft()["update_id"]
            self._changes.tell()
        return list(islice(self._waiting, max(1, min(limit, MOST))))

    def clear(self) -> None:
        """Forget what waits."""
        self._waiting.clear()
        self._changes.tell()
