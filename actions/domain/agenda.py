"""Which events are still to come, and which of them somebody asks for."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from actions.content.events import Event, EventKind, day_of
from actions.content.facts import Certainty

MONTHS_AHEAD = 24  # so many buttons one event may cause at most


@dataclass(frozen=True)
class Wanted:
    """Which events somebody asks for; None and empty ask for nothing."""

    year: int | None = None
    month: int | None = None
    kinds: frozenset[EventKind] = frozenset()
    language: str | None = None


def upcoming_events(
    events: Iterable[Event], today: date, wanted: Wanted | None = None
) -> list[Event]:
    """Those that are not over, and confirmed; whatever begins first comes first."""
    asked = wanted or Wanted()
    found = [each for each in events if is_shown(each, today) and _fits(each, asked)]
    return sorted(found, key=lambda event: (event.first_day, event.id))


def is_shown(event: Event, today: date) -> bool:
    """Whether students may see it: confirmed, and not over."""
    return event.certainty is not Certainty.TO_CONFIRM and event.last_day >= today


def can_register(event: Event, today: date) -> bool:
    """Whether one may still register; without a last day until it begins."""
    until = day_of(event.register_until) if event.register_until else event.first_day
    return bool(event.link) and until >= today


def months_of(events: Iterable[Event], today: date) -> list[tuple[int, int]]:
    """The months in which something takes place from now on, each as (year, month), in order."""
    shown = [each for each in events if is_shown(each, today)]
    return sorted({month for each in shown for month in _months(each, today)})


def _fits(event: Event, asked: Wanted) -> bool:
    return (
        (not asked.kinds or event.kind in asked.kinds)
        and (asked.language is None or asked.language in event.languages)
        and (asked.year is None or event.first_day.year <= asked.year <= event.last_day.year)
        and (asked.month is None or _is_in_month(event, asked))
    )


def _is_in_month(event: Event, asked: Wanted) -> bool:
    """A month without a year is one of any year."""
    if asked.year is None or asked.month is None:
        return any(month == asked.month for _, month in _months(event, event.first_day))
    first, last = event.first_day, event.last_day
    return (first.year, first.month) <= (asked.year, asked.month) <= (last.year, last.month)


def _months(event: Event, since: date) -> list[tuple[int, int]]:
    """The months that it touches from a day on; of a very long one those of two years."""
    first, last = max(event.first_day, since), event.last_day
    start, end = first.year * 12 + first.month - 1, last.year * 12 + last.month - 1
    found = range(start, min(end + 1, start + MONTHS_AHEAD))
    return [(number // 12, number % 12 + 1) for number in found]
