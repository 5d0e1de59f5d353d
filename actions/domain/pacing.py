"""How fast messages may leave: Telegram's published limits.

Source: Telegram Bot FAQ, "My bot is hitting limits": about 30 messages a second overall,
one a second in one chat, 20 a minute in one group.
"""

from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta


@dataclass(frozen=True)
class Limit:
    """At most `count` messages within `span`."""

    count: int
    span: timedelta


# A little under what is published, since the server's clock is not ours.
OVERALL = Limit(25, timedelta(seconds=1))
PER_CHAT = Limit(1, timedelta(seconds=1.05))
PER_GROUP = Limit(18, timedelta(minutes=1))
LONGEST_SPAN = PER_GROUP.span
EVERYWHERE = 0


@dataclass
class Pace:
    """What left when, and so when the next message may leave.

    Unlimited, only the patience that a server asks for is kept.
    """

    overall: Limit = OVERALL
    unlimited: bool = False
    _sent: dict[int, deque[datetime]] = field(default_factory=dict)
    _paused: dict[int, datetime] = field(default_factory=dict)

    def remember(self, sent: Iterable[tuple[int, datetime]]) -> None:
        """Messages that left before we began to count."""
        for chat_id, moment in sent:
            self.left(chat_id, moment)

    def left(self, chat_id: int, moment: datetime) -> None:
        """A message leaves for a chat."""
        for key in (EVERYWHERE, chat_id):
            moments = self._sent.setdefault(key, deque())
            moments.append(moment)
            while moments and moment - moments[0] > LONGEST_SPAN:
                moments.popleft()

    def arrived(self, chat_id: int, moment: datetime, count: int = 1) -> None:
        """So many messages came to their end: the server may count their seconds from here."""
        if not self.unlimited:
            self.pause(chat_id, moment + PER_CHAT.span * count)

    def pause(self, chat_id: int, until: datetime) -> None:
        """Telegram asked for patience in this chat."""
        self._paused[chat_id] = max(until, self._paused.get(chat_id, until))

    def free_at(self, chat_id: int, now: datetime, count: int = 1) -> datetime:
        """From when on so many messages may leave for a chat; `now` or earlier means at once."""
        moments = [self._paused.get(chat_id, now)]
        if self.unlimited:
            return max(now, *moments)
        moments.append(self._free(EVERYWHERE, self.overall, now, count))
        moments.append(self._free(chat_id, PER_CHAT, now, count))
        if chat_id < 0:  # groups have negative ids
            moments.append(self._free(chat_id, PER_GROUP, now, count))
        return max(moments)

    def forget_idle(self, now: datetime) -> None:
        """Drop chats whose past no longer matters."""
        for chat_id, moments in list(self._sent.items()):
            if not moments or now - moments[-1] > LONGEST_SPAN:
                del self._sent[chat_id]
        self._paused = {chat: until for chat, until in self._paused.items() if until > now}

    def _free(self, key: int, limit: Limit, now: datetime, count: int) -> datetime:
        moments = self._sent.get(key, ())
        room = max(limit.count - count, 0)  # of those that left, so many may be recent
        if len(moments) <= room:
            return now
        return max(now, moments[-room - 1] + limit.span)
