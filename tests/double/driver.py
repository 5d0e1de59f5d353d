"""The double in the hands of a test."""

from copy import deepcopy
from typing import Self, TypedDict, Unpack

from tests.double.clock import Clock
from tests.double.doings import Doings
from tests.double.flood import Flood
from tests.double.journal import Audit, Call, Violation
from tests.double.population import Chat, Person, Standing
from tests.double.server import Server
from tests.double.shapes import BOT, Json
from tests.double.world import World

TOKEN = "123456:DOUBLE"
TIMEOUT = 20.0  # seconds to wait for a bot


class About(TypedDict, total=False):
    """What may be known of a person."""

    last_name: str
    username: str
    language_code: str
    started: bool
    deactivated: bool


class Kind(TypedDict, total=False):
    """What a group may be like; a supergroup that the bot runs, unless said otherwise."""

    kind: str
    is_forum: bool
    standing: Standing
    rights: frozenset[str]
    staff: list[Person]


class TelegramDouble(Doings):
    """A Telegram of one bot; what people do and what takes time is awaited."""

    def __init__(
        self, *, token: str = TOKEN, port: int = 0, flood: float = 0, clock: Clock | None = None
    ) -> None:
        self.token, self.port = token, port
        self.world, self.flood = World(clock or Clock()), Flood(flood)
        self._server = Server(self.world, token, self.flood)
        self.faults = self._server.faults

    async def __aenter__(self) -> Self:
        self.port = await self._server.start(self.port)
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._server.stop()

    def allow_inline(self) -> None:
        """Tell BotFather: /setinline."""
        self.world.bot["supports_inline_queries"] = True

    @property
    def base_url(self) -> str:
        """Where methods are called; the token follows at once."""
        return f"http://127.0.0.1:{self.port}/bot"

    @property
    def base_file_url(self) -> str:
        """Where files are downloaded; the token follows at once."""
        return f"http://127.0.0.1:{self.port}/file/bot"

    def person(self, person_id: int, first_name: str, **about: Unpack[About]) -> Person:
        """Somebody new, who may be written to."""
        person = Person(person_id, first_name, **about)
        self.world.admit(person)
        return person

    def group(self, chat_id: int, title: str, **kind: Unpack[Kind]) -> Chat:
        """A new group."""
        chat = Chat(chat_id, title=title, **kind)
        if chat.kind == "group":
            chat.ids = self.world.private_ids
        self.world.chats[chat_id] = chat
        return chat

    def advance(self, seconds: float) -> None:
        """Let time pass at once."""
        self.world.clock.advance(seconds)
        self.world.changes.tell()

    def messages(self, chat: Chat | Person, thread: int | None = None) -> list[Json]:
        """Everything that stands in a chat, or in one of its topics."""
        found = self.world.chats[chat.id].messages.values()
        return [
            deepcopy(m) for m in found if thread is None or m.get("message_thread_id") == thread
        ]

    def from_bot(
        self, chat: Chat | Person, contains: str = "", *, thread: int | None = None, after: int = 0
    ) -> list[Json]:
        """What the bot wrote there, after a message id."""
        return [
            message
            for message in self.messages(chat, thread)
            if message["from"]["id"] == BOT["id"]
            and message["message_id"] > after
            and contains in str(message.get("text", message.get("caption", "")))
        ]

    async def wait_for(
        self,
        chat: Chat | Person,
        contains: str = "",
        *,
        count: int = 1,
        thread: int | None = None,
        after: int = 0,
        timeout: float = TIMEOUT,  # noqa: ASYNC109 -- its failure shows what was there instead
    ) -> list[Json]:
        """What the bot wrote there, as soon as it wrote that much."""

        def found() -> list[Json]:
            return self.from_bot(chat, contains, thread=thread, after=after)

        if not await self.world.changes.until(lambda: len(found()) >= count, timeout):
            there = [m.get("text", sorted(m)) for m in self.from_bot(chat, thread=thread)]
            raise AssertionError(f"{len(found())} of {count} with {contains!r}; there is {there}")
        return found()

    async def wait_for_call(
        self,
        method: str,
        *,
        count: int = 1,
        timeout: float = TIMEOUT,  # noqa: ASYNC109 -- as above
    ) -> list[Call]:
        """The calls of a method, as soon as there are so many."""
        if not await self.world.changes.until(lambda: len(self.calls(method)) >= count, timeout):
            raise AssertionError(f"{len(self.calls(method))} of {count} calls of {method}")
        return self.calls(method)

    async def settled(self, timeout: float = TIMEOUT) -> None:  # noqa: ASYNC109 -- as above
        """Wait until the bot has confirmed every update and answered every button."""

        def is_settled() -> bool:
            return not len(self.world.updates) and not self.unanswered_callbacks

        if not await self.world.changes.until(is_settled, timeout):
            waiting, turning = len(self.world.updates), len(self.unanswered_callbacks)
            raise AssertionError(f"{waiting} updates unconfirmed, {turning} buttons unanswered")

    def calls(self, method: str | None = None) -> list[Call]:
        """What the bot called, in order."""
        return [call for call in self._server.journal.calls if method in (None, call.method)]

    @property
    def violations(self) -> list[Violation]:
        """Calls that no bot should make."""
        return self._server.journal.violations

    @property
    def unanswered_callbacks(self) -> list[str]:
        """The data of pressed buttons that turn until somebody answers."""
        return [query.data for query in self.world.queries.values() if not query.answers]

    def audit(self) -> Audit:
        """All that was wrong; false, if nothing was."""
        return Audit(
            violations=list(self.violations),
            unanswered_callbacks=self.unanswered_callbacks,
            answered_twice=list(self.world.answered_twice),
            ignored_retry_after=self.flood.ignored,
            bugs=list(self._server.journal.bugs),
        )
