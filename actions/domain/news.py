"""News from the office's own site, on their way to becoming announcements."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

AT_ONCE = 3  # drafts that staff get from one look at a feed


@dataclass(frozen=True)
class NewsItem:
    """One item of a feed, as plain text."""

    keys: tuple[str, ...]  # what tells it from others: digests of its id and of its link
    title: str
    excerpt: str = ""
    link: str = ""  # empty, or a complete web address
    published: datetime | None = None  # in UTC


@dataclass(frozen=True)
class FeedMemory:
    """What the last look at a feed left behind."""

    address: str
    etag: str = ""
    last_modified: str = ""
    failures: int = 0  # looks in a row that came to nothing
    was_read: bool = False  # at least once: its old items count as seen


@dataclass(frozen=True)
class Proposals:
    """What staff are asked about, and what is not spoken of again."""

    items: tuple[NewsItem, ...]
    remember: frozenset[str]  # keys


def proposals(
    items: Iterable[NewsItem], seen: Collection[str] | None, at_once: int = AT_ONCE
) -> Proposals:
    """The items that nobody has seen, the oldest first.

    `seen` is None at the very first look: then only the newest item is proposed, and all others
    count as seen. What is more than `at_once` waits for the next look.
    """
    fresh = [item for item in items if not set(item.keys) & set(seen or ())]
    if seen is None:
        return Proposals(tuple(fresh[:1]), _keys(fresh))
    chosen = list(reversed(fresh))[:at_once]
    return Proposals(tuple(chosen), _keys(chosen))


def _keys(items: Iterable[NewsItem]) -> frozenset[str]:
    return frozenset(key for item in items for key in item.keys)
