"""Fetches a feed over HTTP: politely, within limits, and without ever raising.

The address is the operator's; where it leads is not, so redirects stay on its host.
"""

import asyncio
from dataclasses import dataclass
from urllib.parse import urljoin

import httpx

from bot.news.feed import LARGEST_FEED

PATIENCE = 20.0  # seconds for all of it, however slowly bytes trickle
TIMEOUT = httpx.Timeout(10.0, connect=5.0)
MOST_REDIRECTS = 3
LONGEST_VALIDATOR = 500  # characters
HEADERS = {
    "User-Agent": "Beledci/0.1 (news of the office)",
    "Accept": "application/atom+xml, application/rss+xml, application/xml;q=0.9, */*;q=0.1",
    "Accept-Encoding": "identity",  # what is packed could be any size
}


@dataclass(frozen=True)
class Validators:
    """What a server gave us to ask whether anything has changed."""

    etag: str = ""
    last_modified: str = ""


@dataclass(frozen=True)
class Fetched:
    """A feed's bytes, and what to ask with next time."""

    data: bytes
    validators: Validators


@dataclass(frozen=True)
class NotModified:
    """Nothing has changed since."""


@dataclass(frozen=True)
class NotFetched:
    """Why there is nothing; for the log, without anything that the server wrote."""

    reason: str


Outcome = Fetched | NotModified | NotFetched


class _Refused(Exception):
    """The answer is not what one can read."""


class FeedFetcher:
    """Asks for one feed; the client is closed by whoever made it."""

    def __init__(self, client: httpx.AsyncClient, address: str, patience: float = PATIENCE) -> None:
        self._client, self._address, self._patience = client, address, patience

    async def fetch(self, known: Validators) -> Outcome:
        """The feed, unless it is as it was, or can't be had."""
        try:
            async with asyncio.timeout(self._patience):
                return await self._follow(known)
        except TimeoutError:
            return NotFetched("took too long")
        except _Refused as refused:
            return NotFetched(str(refused))
        except (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError, ValueError, OSError) as error:
            return NotFetched(type(error).__name__)

    async def _follow(self, known: Validators) -> Outcome:
        address = self._address
        for _ in range(MOST_REDIRECTS + 1):
            found = await self._ask(address, known)
            if not isinstance(found, str):
                return found
            address = found
        raise _Refused("leads from one address to another without end")

    async def _ask(self, address: str, known: Validators) -> Fetched | NotModified | str:
        """The feed, or the address where it is now."""
        headers = {**HEADERS, **_conditions(known)}
        request = self._client.build_request("GET", address, headers=headers, timeout=TIMEOUT)
        response = await self._client.send(request, stream=True, follow_redirects=False)
        try:
            if response.status_code == httpx.codes.NOT_MODIFIED:
                return NotModified()
            if response.has_redirect_location:
                return _next_address(address, response.headers["Location"])
            if response.status_code != httpx.codes.OK:
                raise _Refused(f"status {response.status_code}")
            return Fetched(await _body(response), _validators(response))
        finally:
            await response.aclose()


async def _body(response: httpx.Response) -> bytes:
    """All of it, or `_Refused` as soon as it is too large."""
    if response.headers.get("Content-Encoding", "identity").lower() not in {"", "identity"}:
        raise _Refused("is packed, though we asked for it as it is")
    data = bytearray()
    async for chunk in response.aiter_bytes():
        data += chunk
        if len(data) > LARGEST_FEED:
            raise _Refused(f"is over {LARGEST_FEED} bytes")
    return bytes(data)


def _next_address(address: str, location: str) -> str:
    """Where a redirect leads: on the same host, and no less safe."""
    target = urljoin(address, location)
    here, there = httpx.URL(address), httpx.URL(target)
    is_same = _host(here) == _host(there) and there.port in {None, here.port}
    is_safe = there.scheme == "https" or (there.scheme == "http" and here.scheme == "http")
    if not is_same or not is_safe or there.userinfo:
        raise _Refused("leads to another host")
    return target


def _host(url: httpx.URL) -> str:
    return url.host.lower().removeprefix("www.")


def _conditions(known: Validators) -> dict[str, str]:
    given = {"If-None-Match": known.etag, "If-Modified-Since": known.last_modified}
    return {name: value for name, value in given.items() if value}


def _validators(response: httpx.Response) -> Validators:
    return Validators(_header(response, "ETag"), _header(response, "Last-Modified"))


def _header(response: httpx.Response, name: str) -> str:
    """A header that can be sent back; empty if it is odd."""
    value = response.headers.get(name, "")
    is_plain = value.isascii() and value.isprintable() and len(value) <= LONGEST_VALIDATOR
    return value if is_plain else ""
