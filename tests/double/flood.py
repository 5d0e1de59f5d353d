"""How fast a bot may send: 30 a second, one a second in a chat, 20 a minute in a group."""

import math
from collections import deque
from dataclasses import dataclass, field

OVERALL, PER_CHAT, BURST = 30, 1, 3
PER_GROUP, MINUTE = 20, 60.0
IN_FLIGHT = 0.2  # seconds in which calls to other chats may not yet know of a refusal
EVERYWHERE = 0
LIMITED = ("send", "copy", "editMessage")
UNLIMITED = {"sendChatAction"}


@dataclass
class _Bucket:
    """Fills at a rate, and never above its size."""

    rate: float
    size: float
    level: float
    filled_at: float

    def wait(self, now: float, count: int) -> float:
        self.level = min(self.size, self.level + (now - self.filled_at) * self.rate)
        self.filled_at = now
        return max(0.0, (min(count, self.size) - self.level) / self.rate)  # an album goes at last


@dataclass
class Flood:
    """Counts what is sent; `scale` makes the limits wider, 0 switches them off."""

    scale: float = 0
    refused: int = 0
    ignored: int = 0
    _buckets: dict[int, _Bucket] = field(default_factory=dict)
    _minutes: dict[int, deque[float]] = field(default_factory=dict)
    _bans: dict[int | str, tuple[float, float]] = field(default_factory=dict)

    def ban(self, where: int | str, seconds: int, now: float) -> None:
        """From now on, for so long, nothing may come."""
        self.refused += 1
        self._bans[where] = (now, now + seconds)

    def banned(self, where: int | str, now: float) -> int:
        """The seconds for which nothing may come yet; asking too early is remembered."""
        for scope in (EVERYWHERE, where):
            since, until = self._bans.get(scope, (0.0, 0.0))
            if now < until:
                self.ignored += scope != EVERYWHERE or now > since + IN_FLIGHT
                return math.ceil(until - now)
        return 0

    def take(self, chat_id: int, now: float, count: int = 1) -> int:
        """0 if so many more may be sent, or else the seconds to wait."""
        if not self.scale:
            return 0
        limit = self._wait_in_group if chat_id < 0 else self._wait_in_person
        everywhere = self._bucket(EVERYWHERE, now).wait(now, count)
        waits = {EVERYWHERE: everywhere, chat_id: limit(chat_id, now, count)}
        where, wait = max(waits.items(), key=lambda item: item[1])
        if wait > 0:
            self.ban(where, math.ceil(wait), now)
            return math.ceil(wait)
        for scope in waits.keys() & self._buckets.keys():
            self._buckets[scope].level -= count
        if chat_id < 0:
            self._minutes[chat_id].extend([now] * count)
        return 0

    def _wait_in_person(self, chat_id: int, now: float, count: int) -> float:
        return self._bucket(chat_id, now).wait(now, count)

    def _wait_in_group(self, chat_id: int, now: float, count: int) -> float:
        sent = self._minutes.setdefault(chat_id, deque())
        while sent and sent[0] <= now - MINUTE:
            sent.popleft()
        is_full = len(sent) + count > PER_GROUP * self.scale
        return sent[0] + MINUTE - now if is_full and sent else 0.0

    def _bucket(self, scope: int, now: float) -> _Bucket:
        if scope not in self._buckets:
            rate, size = (OVERALL, OVERALL) if scope == EVERYWHERE else (PER_CHAT, BURST)
            full = max(size * self.scale, 1)
            self._buckets[scope] = _Bucket(rate * self.scale, full, full, now)
        return self._buckets[scope]


def is_limited(method: str) -> bool:
    """Whether calls of the method count as sending."""
    return method.startswith(LIMITED) and method not in UNLIMITED
