"""Turns the bytes of an RSS or Atom feed into news; nothing in them makes it raise.

Entities are not expanded, and no address in the feed is opened: feedparser takes declarations
out before it reads. It may still be slow over nonsense, so it runs apart: `bot.news.apart`.
"""

import calendar
import hashlib
import re
import time
import unicodedata
from collections.abc import Iterator
from datetime import UTC, datetime
from html.parser import HTMLParser
from io import BytesIO
from typing import Any

import feedparser

from actions.content.web_address import is_web_address
from actions.domain.news import NewsItem

LARGEST_FEED = 512 * 1024  # bytes
MOST_ITEMS = 50  # of one feed, the newest first
TITLE_LIMIT = 200  # characters
EXCERPT_LIMIT = 600  # characters
LONGEST_LINK = 1000  # characters
LONGEST_HTML = 20_000  # characters of an item's text that are looked at
KEY_LENGTH = 32  # hexadecimal digits
HIDDEN = frozenset({"script", "style", "template", "head", "title"})
BLOCKS = frozenset({"p", "br", "div", "li", "tr", "h1", "h2", "h3", "h4", "blockquote"})
JOINERS = "\u200c\u200d"
UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})  # Unicode's categories
BLANKS = re.compile(r"\s+")


def read_feed(data: bytes) -> list[NewsItem]:
    """The items of a feed, the newest first, each once; none of what is no feed."""
    try:
        # A stream: bytes alone could be taken for the name of a file, and be opened.
        found = feedparser.parse(BytesIO(data[:LARGEST_FEED]))
        entries = list(found.get("entries", ()))[:MOST_ITEMS]
    except Exception:  # noqa: BLE001 -- a parser of everything raises anything
        return []
    items = (item for entry in entries if (item := _item(entry)))
    return _newest_first(_each_once(items))


def _item(entry: Any) -> NewsItem | None:  # noqa: ANN401 -- feedparser's own dictionary
    try:
        link = _link(_text(entry, "link"))
        title = plain_text(_text(entry, "title"), TITLE_LIMIT)
        excerpt = plain_text(_body(entry), EXCERPT_LIMIT)
        identity = _text(entry, "id") or link or title
        published = _moment(entry)
    except Exception:  # noqa: BLE001 -- one odd item must not hide the others
        return None
    if not title and not excerpt:
        return None
    keys = dict.fromkeys(_digest(each) for each in (identity or excerpt, link) if each)
    return NewsItem(tuple(keys), title or _cut(excerpt, TITLE_LIMIT), excerpt, link, published)


def plain_text(html: str, limit: int) -> str:
    """The words of some HTML on one line, cut between words."""
    words = _Words()
    try:
        words.feed(html[:LONGEST_HTML])
        words.close()
    except Exception:  # noqa: BLE001 -- half a tag at the cut
        words.parts.append("")
    text = "".join(words.parts)
    visible = "".join(char for char in text if char.isspace() or _is_visible(char))
    return _cut(BLANKS.sub(" ", visible).strip(), limit)


class _Words(HTMLParser):
    """Keeps the text of a page, and nothing that browsers hide."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        """Blocks begin on a new line."""
        self._hidden += tag in HIDDEN
        if tag in BLOCKS:
            self.parts.append(" ")

    def handle_endtag(self, tag: str) -> None:
        """And end there."""
        self._hidden = max(0, self._hidden - (tag in HIDDEN))
        if tag in BLOCKS:
            self.parts.append(" ")

    def handle_data(self, data: str) -> None:
        """Words."""
        if not self._hidden:
            self.parts.append(data)


def _body(entry: Any) -> str:  # noqa: ANN401 -- feedparser's own dictionary
    summary = _text(entry, "summary")
    if summary:
        return summary
    contents = entry.get("content") or ()
    return next((_text(each, "value") for each in contents), "")


def _text(entry: Any, key: str) -> str:  # noqa: ANN401 -- feedparser's own dictionary
    value = entry.get(key)
    return value if isinstance(value, str) else ""


def _link(text: str) -> str:
    address = text.strip()
    return address if len(address) <= LONGEST_LINK and is_web_address(address) else ""


def _moment(entry: Any) -> datetime | None:  # noqa: ANN401 -- feedparser's own dictionary
    found = entry.get("published_parsed") or entry.get("updated_parsed")
    if not isinstance(found, time.struct_time):
        return None
    try:
        return datetime.fromtimestamp(calendar.timegm(found), UTC)
    except (OverflowError, ValueError, OSError):
        return None


def _is_visible(char: str) -> bool:
    """No control signs, and none that turn the direction of writing; joiners are letters' own."""
    return char in "\u200c\u200d" or unicodedata.category(char) not in {
        "Cc",
        "Cf",
        "Cs",
        "Co",
        "Cn",
    }


def _cut(text: str, limit: int) -> str:
    if len(text) <= limit:
        return text
    begun = text[: limit - 1]
    return (begun.rpartition(" ")[0] or begun).rstrip(" ,.;:") + "…"


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:KEY_LENGTH]


def _each_once(items: Iterator[NewsItem]) -> list[NewsItem]:
    seen: set[str] = set()
    found = []
    for item in items:
        if not seen & set(item.keys):
            found.append(item)
        seen.update(item.keys)
    return found


def _newest_first(items: list[NewsItem]) -> list[NewsItem]:
    """By their dates, if all have one; else in the order of the feed, where the newest is first."""
    dated = [(item.published, item) for item in items if item.published]
    if len(dated) < len(items):
        return items
    return [item for _, item in sorted(dated, key=lambda pair: pair[0], reverse=True)]
