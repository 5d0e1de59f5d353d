"""The week of the office, as a value."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time

Span = tuple[time, time]  # from, until
BAKU = "Asia/Baku"
MORNING, AFTERNOON = (time(10), time(13)), (time(14), time(17))
WORKDAYS: Mapping[int, tuple[Span, ...]] = dict.fromkeys(range(5), (MORNING, AFTERNOON))


@dataclass(frozen=True)
class Hours:
    """When somebody answers; weekdays count from 0, Monday."""

    timezone: str = BAKU
    week: Mapping[int, tuple[Span, ...]] = field(default_factory=lambda: WORKDAYS)
    country: str | None = None  # whose public holidays are kept
    closed: frozenset[date] = frozenset()
    open: frozenset[date] = frozenset()
