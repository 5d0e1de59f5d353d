"""New items become drafts, once; trouble is told once; nothing is sent."""

from datetime import UTC, datetime, timedelta

import httpx

from actions.domain.announcement import Announcement
from actions.domain.news import NewsItem
from actions.library import Library
from actions.proposing import Proposing
from actions.staffing import Staffing
from bot.news.fetcher import FeedFetcher
from bot.news.watching import INTERVAL, SOON, FeedWatch
from bot.telegram.announcement_board import AnnouncementBoard
from tests.builders import FORUM
from tests.fakes import FakeWorkroom
from tests.telegram.sample import knowledge, phrasebook

NOW = datetime(2026, 11, 23, tzinfo=UTC)
ADDRESS = "https://site.example/rss"


class Site:
    """A feed with these items, the newest first; None: it is broken."""

    def __init__(self) -> None:
        self.items: list[str] | None = []
        self.requests: list[httpx.Request] = []
        self.workroom, self.woken = FakeWorkroom(), 0
        self.watch = self.watching()

    def watching(self) -> FeedWatch:
        """The bot, started again."""
        client = httpx.AsyncClient(transport=httpx.MockTransport(self._answer))
        library = Library(knowledge())
        board = AnnouncementBoard(library, phrasebook())
        proposing = Proposing(library, board, Staffing(library, FORUM.id))
        return FeedWatch(
            ADDRESS,
            FeedFetcher(client, ADDRESS),
            proposing,
            workroom=self.workroom,
            clock=lambda: NOW + len(self.requests) * timedelta(minutes=15),
            wake_sender=self._wake,
            read=self._read,
        )

    def _answer(self, request: httpx.Request) -> httpx.Response:
        self.requests.append(request)
        if self.items is None:
            return httpx.Response(500)
        tag = f'"{"-".join(self.items)}"'
        if request.headers.get("If-None-Match") == tag:
            return httpx.Response(304)
        return httpx.Response(200, content=b"<rss/>", headers={"ETag": tag})

    async def _read(self, _data: bytes) -> list[NewsItem]:
        return [NewsItem((each,), each.title(), link="") for each in self.items or ()]

    def _wake(self) -> None:
        self.woken += 1

    @property
    def _stored(self) -> list[Announcement]:
        return list(self.workroom.work.announcements.stored.values())

    @property
    def drafts(self) -> list[str]:
        return [text for each in self._stored for text in each.texts.values()]

    @property
    def said(self) -> list[str]:
        deliveries = self.workroom.work.deliveries.stored.values()
        assert {each.chat_id for each in deliveries} <= {FORUM.id}
        return [each.call.params["text"] for each in deliveries]


async def test_of_a_new_feed_only_the_newest_is_proposed_and_then_whatever_is_new() -> None:
    site = Site()
    site.items = ["three", "two", "one"]
    assert await site.watch.look() == INTERVAL
    assert site.drafts == ["**Three**"]
    await site.watch.look()
    site.items = ["four", "three", "two", "one"]
    await site.watching().look()

    assert site.drafts == ["**Three**", "**Four**"]
    assert len(site.said) == 2


async def test_many_at_once_come_a_few_at_a_time_and_none_is_left_out() -> None:
    site = Site()
    site.items = ["old"]
    await site.watch.look()
    site.items = [f"n{n}" for n in range(7, 0, -1)] + ["old"]
    for _ in range(4):
        await site.watch.look()

    assert site.drafts[1:] == [f"**N{n}**" for n in range(1, 8)]


async def test_staff_are_told_of_trouble_once_until_it_is_over() -> None:
    site = Site()
    site.items = None
    assert await site.watch.look() == SOON
    assert site.said == []
    for _ in range(3):
        assert await site.watching().look() == INTERVAL
    assert len(site.said) == 1
    assert "site.example" in site.said[0]
    site.items = ["one"]
    await site.watch.look()
    site.items = []
    for _ in range(3):
        await site.watch.look()

    assert [text for text in site.said if "site.example" in text] == [site.said[0], site.said[-1]]
