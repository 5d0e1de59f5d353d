"""A sender at work, and a Telegram that takes its time."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime

from actions.domain.delivery import Call, Delivery, Priority
from bot.telegram.sender import Sender
from tests.fakes import FakeWorkroom
from tests.telegram.sample import office
from tests.virtual_time import clock


class FakeGateway:
    """Telegram, which takes its time; `sent` is what arrived when."""

    def __init__(self, seconds: float = 0.05) -> None:
        self.seconds = seconds
        self.sent: list[tuple[datetime, int, str]] = []
        self.errors: dict[str, list[Exception]] = {}
        self.on_the_wire = Counter[int]()
        self.most_at_once = 0

    async def send(self, delivery: Delivery, thread_id: int | None = None) -> int:  # noqa: ARG002
        """It arrives, or fails as a test wants it to."""
        began, words = clock(), delivery.call.params["text"]
        self.on_the_wire[delivery.chat_id] += 1
        self.most_at_once = max(self.most_at_once, self.on_the_wire.total())
        try:
            await asyncio.sleep(self.seconds)
            if errors := self.errors.get(words):
                raise errors.pop(0)
        finally:
            self.on_the_wire[delivery.chat_id] -= 1
        self.sent.append((began, delivery.chat_id, words))
        return len(self.sent)

    async def send_album(self, delivery: Delivery, thread_id: int | None = None) -> list[int]:
        """An album takes as long as a message."""
        return [await self.send(delivery, thread_id)]

    async def reopen_topic(self, chat_id: int, thread_id: int) -> None:
        """Nobody asks for it here."""
        raise AssertionError((chat_id, thread_id))

    async def has_topics(self, chat_id: int) -> bool:  # noqa: ARG002
        """None has any."""
        return False

    async def delete_topic(self, chat_id: int, thread_id: int) -> None:
        """Nobody asks for it here."""
        raise AssertionError((chat_id, thread_id))

    async def delete_message(self, chat_id: int, message_id: int) -> None:
        """Nobody asks for it here."""
        raise AssertionError((chat_id, message_id))

    async def create_topic(self, chat_id: int, title: str) -> int:
        """Nobody asks for it here."""
        raise AssertionError((chat_id, title))

    def words_to(self, chat_id: int) -> list[str]:
        """What arrived there, in order."""
        return [words for _, chat, words in self.sent if chat == chat_id]

    def moments(self, chat_id: int | None = None) -> list[datetime]:
        """When it was sent."""
        return [moment for moment, chat, _ in self.sent if chat_id in (chat, None)]


class Post:
    """A sender at work, and what it works on."""

    def __init__(self, gateway: FakeGateway | None = None) -> None:
        self.workroom, self.gateway = FakeWorkroom(), gateway or FakeGateway()
        self.sender = self._hired()
        self._count = 0

    def _hired(self) -> Sender:
        delivering = office().delivering(self.workroom, self.gateway, clock)
        return Sender(self.workroom, delivering, clock)

    async def write(self, chat_id: int, *words: str, priority: Priority = Priority.PERSON) -> None:
        """Something must go out."""
        async with self.workroom() as work:
            for each in words:
                self._count += 1
                call = Call("send_message", {"text": each})
                cause = f"update:{self._count}:0"
                await work.deliveries.add(
                    Delivery(chat_id, call, cause, clock(), priority=priority)
                )
        self.sender.wake()

    @asynccontextmanager
    async def open(self) -> AsyncIterator[None]:
        """The sender works for as long as the block lasts; a new one each time."""
        self.sender = self._hired()
        task = asyncio.create_task(self.sender.run())
        await asyncio.sleep(0)
        try:
            yield
        finally:
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)

    async def states(self) -> dict[str, int]:
        """How many are in which state."""
        async with self.workroom() as work:
            return {
                state: count for state, count in (await work.deliveries.count()).items() if count
            }
