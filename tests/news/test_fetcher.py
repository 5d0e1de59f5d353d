"""A feed is asked for politely, within limits, and a bad server harms nothing."""

import asyncio
from collections.abc import AsyncIterator, Callable

import httpx
import pytest

from bot.news.feed import LARGEST_FEED
from bot.news.fetcher import (
    FeedFetcher,
    Fetched,
    NotFetched,
    NotModified,
    Outcome,
    Validators,
)

ADDRESS = "https://beu.edu.az/feed"
NONE = Validators()
Handler = Callable[[httpx.Request], httpx.Response]


async def fetch(handler: Handler, known: Validators = NONE, address: str = ADDRESS) -> Outcome:
    async with httpx.AsyncClient(transport=httpx.MockTransport(handler)) as client:
        return await FeedFetcher(client, address, patience=0.5).fetch(known)


async def test_a_feed_comes_with_what_to_ask_with_next_time() -> None:
    given = {"ETag": '"1"', "Last-Modified": "Mon, 02 Nov 2026 08:00:00 GMT"}

    found = await fetch(lambda _: httpx.Response(200, content=b"<rss/>", headers=given))

    assert found == Fetched(b"<rss/>", Validators('"1"', "Mon, 02 Nov 2026 08:00:00 GMT"))


async def test_the_server_is_asked_whether_anything_has_changed() -> None:
    asked: list[httpx.Headers] = []

    def answer(request: httpx.Request) -> httpx.Response:
        asked.append(request.headers)
        return httpx.Response(304)

    assert await fetch(answer, Validators('"1"', "yesterday")) == NotModified()
    assert asked[0]["If-None-Match"] == '"1"'
    assert asked[0]["If-Modified-Since"] == "yesterday"
    assert asked[0]["Accept-Encoding"] == "identity"


async def test_without_anything_known_nothing_is_asked() -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        assert "If-None-Match" not in request.headers
        return httpx.Response(200, content=b"x")

    assert await fetch(answer) == Fetched(b"x", NONE)


@pytest.mark.parametrize("status", [204, 404, 410, 500, 503])
async def test_other_answers_are_told(status: int) -> None:
    assert await fetch(lambda _: httpx.Response(status)) == NotFetched(f"status {status}")


def moved(to: str) -> Handler:
    def answer(request: httpx.Request) -> httpx.Response:
        if str(request.url) == ADDRESS:
            return httpx.Response(301, headers={"Location": to})
        return httpx.Response(200, content=b"moved")

    return answer


@pytest.mark.parametrize(
    "to", ["/news/feed", "https://www.beu.edu.az/feed", "https://beu.edu.az/x"]
)
async def test_a_feed_may_move_on_its_host(to: str) -> None:
    assert await fetch(moved(to)) == Fetched(b"moved", NONE)


@pytest.mark.parametrize(
    "to",
    [
        "https://evil.example/feed",
        "http://beu.edu.az/feed2",
        "https://127.0.0.1/",
        "https://beu.edu.az:8443/",
        "https://user@beu.edu.az/x",
        "file:///etc/passwd",
        "https://beu.edu.az.evil.example/",
        "//[::1]/",
    ],
)
async def test_it_leads_nowhere_else(to: str) -> None:
    assert await fetch(moved(to)) == NotFetched("leads to another host")


async def test_a_loop_of_redirects_ends() -> None:
    found = await fetch(lambda _: httpx.Response(302, headers={"Location": "/feed"}))

    assert found == NotFetched("leads from one address to another without end")


async def test_a_huge_feed_is_given_up() -> None:
    async def endless() -> AsyncIterator[bytes]:
        while True:
            yield b"x" * 65_536

    found = await fetch(lambda _: httpx.Response(200, content=endless()))

    assert found == NotFetched(f"is over {LARGEST_FEED} bytes")


async def test_packed_answers_are_refused_unread() -> None:
    found = await fetch(lambda _: httpx.Response(200, headers={"Content-Encoding": "gzip"}))

    assert isinstance(found, NotFetched)


async def test_a_server_that_trickles_is_given_up() -> None:
    async def trickle() -> AsyncIterator[bytes]:
        yield b"<"
        await asyncio.Event().wait()

    async with httpx.AsyncClient(
        transport=httpx.MockTransport(lambda _: httpx.Response(200, content=trickle()))
    ) as client:
        found = await FeedFetcher(client, ADDRESS, patience=0.02).fetch(NONE)

    assert found == NotFetched("took too long")


@pytest.mark.parametrize(
    "error", [httpx.ConnectError("x"), httpx.ReadTimeout("x"), httpx.RemoteProtocolError("x")]
)
async def test_an_unreachable_server_is_told(error: httpx.HTTPError) -> None:
    def answer(_: httpx.Request) -> httpx.Response:
        raise error

    assert await fetch(answer) == NotFetched(type(error).__name__)


@pytest.mark.parametrize("address", ["", "feed", "ftp://beu.edu.az/", "https://", "http://[::"])
async def test_an_odd_address_is_told(address: str) -> None:
    def answer(_: httpx.Request) -> httpx.Response:
        raise httpx.UnsupportedProtocol("no such scheme")

    assert isinstance(await fetch(answer, address=address), NotFetched)


async def test_an_odd_header_is_not_sent_back() -> None:
    for etag in ("x" * 600, "ё"):
        found = await fetch(
            lambda _, etag=etag: httpx.Response(  # type: ignore[misc]
                200, content=b"x", headers=[(b"ETag", etag.encode())]
            )
        )

        assert found == Fetched(b"x", NONE)
