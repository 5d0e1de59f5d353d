"""Remembering for a while what is asked most: counting is too slow for every tap."""

from datetime import datetime, timedelta

from actions.domain.popularity import Popularity
from actions.library import Library
from actions.ports import Work

COUNTED = timedelta(days=30)
FRESH = timedelta(minutes=30)  # so long, a menu does not change while somebody turns its pages


class Favouring:
    """Counts anew from time to time."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._counted_at: datetime | None = None
        self._asked: dict[str, int] = {}

    async def popularity(self, work: Work, now: datetime) -> Popularity:
        """What is asked most, as of a moment ago."""
        if self._counted_at is None or now - self._counted_at >= FRESH:
            self._asked = dict(await work.turns.tally(now - COUNTED))
            self._counted_at = now
        return Popularity(self._asked, self._library.kb.registry.first)
