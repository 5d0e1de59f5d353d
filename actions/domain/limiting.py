"""How much one person may send before we ask for patience, and that we ask only once."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

KNOWN = 10_000  # people after whom the idle ones are dropped


class Kind(StrEnum):
    """What is counted apart."""

    MESSAGE = "message"
    FILE = "file"
    TAP = "tap"
    INLINE = "inline"  # what is typed behind our name in other chats
    GROUP = "group"  # what strangers' groups want of us


class Verdict(StrEnum):
    """What to do with one more."""

    ADMIT = "admit"
    TELL = "tell"  # too much: say so
    DROP = "drop"  # too much, and they know


@dataclass(frozen=True)
class Allowance:
    """So many at once, and one more after each span."""

    burst: int
    span: timedelta


# Far more than anybody types or photographs in earnest; an album counts once for each picture.
ALLOWANCES = {
    Kind.MESSAGE: Allowance(20, timedelta(seconds=3)),
    Kind.FILE: Allowance(30, timedelta(seconds=20)),
    Kind.TAP: Allowance(30, timedelta(seconds=1)),
    Kind.INLINE: Allowance(30, timedelta(seconds=1)),
    Kind.GROUP: Allowance(3, timedelta(minutes=10)),
}


@dataclass
class _Bucket:
    left: float
    at: datetime
    is_told: bool = False


@dataclass
class Limiter:
    """Counts by when things were sent: what piled up while we were away is no flood."""

    _buckets: dict[tuple[int, Kind], _Bucket] = field(default_factory=dict)

    def verdict(self, sender_id: int, kind: Kind, at: datetime) -> Verdict:
        """Whether one more is admitted; told once, until the sender has paused for a while."""
        self._forget_idle(at)
        allowed = ALLOWANCES[kind]
        bucket = self._buckets.setdefault((sender_id, kind), _Bucket(allowed.burst, at))
        passed = max(at - bucket.at, timedelta(0)) / allowed.span
        bucket.left = min(float(allowed.burst), bucket.left + passed)
        bucket.at = max(at, bucket.at)
        if bucket.left >= allowed.burst / 2:
            bucket.is_told = False
        if bucket.left >= 1:
            bucket.left -= 1
            return Verdict.ADMIT
        if bucket.is_told:
            return Verdict.DROP
        bucket.is_told = True
        return Verdict.TELL

    def _forget_idle(self, at: datetime) -> None:
        if len(self._buckets) <= KNOWN:
            return
        for key, bucket in list(self._buckets.items()):
            allowed = ALLOWANCES[key[1]]
            if at - bucket.at >= allowed.span * allowed.burst:
                del self._buckets[key]
