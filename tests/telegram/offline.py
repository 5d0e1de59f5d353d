"""What stands where python-telegram-bot would speak HTTP."""

import asyncio
import json
from collections import defaultdict, deque
from dataclasses import dataclass, field
from typing import Any

from telegram.ext import ExtBot
from telegram.request import BaseRequest, RequestData

Json = dict[str, Any]
BOT: Json = {"id": 123456, "is_bot": True, "first_name": "Bələdçi", "username": "beledci_bot"}
TOPIC: Json = {"message_thread_id": 40, "icon_color": 7322096}
GIFTS = (
    "unlimited_gifts",
    "limited_gifts",
    "unique_gifts",
    "premium_subscription",
    "gifts_from_channels",
)
GROUP: Json = {
    "type": "supergroup",
    "accent_color_id": 0,
    "max_reaction_count": 1,
    "accepted_gift_types": dict.fromkeys(GIFTS, False),
}
TOKEN = "123456:AAE-offline-token-of-nobody"


@dataclass
class OfflineTelegram(BaseRequest):
    """Answers as Telegram would, or as a test wants it to; `calls` is what it was asked."""

    calls: list[tuple[str, Json]] = field(default_factory=list)
    updates: list[Json] = field(default_factory=list)  # until they are confirmed
    forum: bool = True
    outsiders: set[object] = field(default_factory=set)  # ids of those who are in no group
    _refusals: dict[str, deque[tuple[int, bytes] | Exception]] = field(
        default_factory=lambda: defaultdict(deque)
    )

    def refuse(self, method: str, code: int, description: str, **parameters: int) -> None:
        """The next call of this method fails as the Bot API documents."""
        body = {"ok": False, "error_code": code, "description": description}
        if parameters:
            body["parameters"] = parameters
        self.answer_with(method, code, json.dumps(body).encode())

    def answer_with(self, method: str, code: int, body: bytes) -> None:
        """The next call of this method gets these bytes."""
        self._refusals[method].append((code, body))

    def fail(self, method: str, error: Exception) -> None:
        """The next call of this method gets no answer at all."""
        self._refusals[method].append(error)

    def params_of(self, method: str) -> list[Json]:
        """What this method was called with, each time."""
        return [params for name, params in self.calls if name == method]

    @property
    def read_timeout(self) -> float:
        """Some number of seconds."""
        return 1.0

    async def initialize(self) -> None:
        """Nothing to open."""

    async def shutdown(self) -> None:
        """Nothing to close."""

    async def do_request(
        self,
        url: str,
        method: str,  # noqa: ARG002 -- always POST
        request_data: RequestData | None = None,
        *_timeouts: object,
        **_more_timeouts: object,
    ) -> tuple[int, bytes]:
        """What Telegram says to a call."""
        name = url.rpartition("/")[2]
        params = request_data.parameters if request_data else {}
        self.calls.append((name, params))
        if waiting := self._refusals[name]:
            answer = waiting.popleft()
            if isinstance(answer, Exception):
                raise answer
            return answer
        if name == "getUpdates":
            await self._wait_for_updates(params)
        body = {"ok": True, "result": self._result(name, params)}
        return 200, json.dumps(body).encode()

    async def _wait_for_updates(self, params: Json) -> None:
        confirmed = params.get("offset", 0)
        self.updates = [each for each in self.updates if each["update_id"] >= confirmed]
        if not self.updates:
            await asyncio.sleep(params.get("timeout", 0))

    def _result(self, name: str, params: Json) -> object:
        chat_id = params.get("chat_id")
        results: dict[str, object] = {
            "getUpdates": self.updates,
            "getMe": BOT,
            "sendMessage": {**self._new_message(), "date": 0, "chat": _private(chat_id)},
            "sendPhoto": {**self._new_message(), "date": 0, "chat": _private(chat_id)},
            "copyMessage": self._new_message(),
            "getChat": {**GROUP, "id": chat_id, "is_forum": self.forum},
            "getChatMember": self._member(params),
            "copyMessages": [{"message_id": 900 + n} for n in params.get("message_ids", ())],
            "createForumTopic": {**TOPIC, "name": params.get("name")},
        }
        return results.get(name, True)

    def _member(self, params: Json) -> Json:
        user_id = params.get("user_id")
        status = "left" if user_id in self.outsiders else "member"
        return {"status": status, "user": {"id": user_id, "is_bot": False, "first_name": "X"}}

    def _new_message(self) -> Json:
        return {"message_id": 700 + len(self.calls)}


def _private(chat_id: object) -> Json:
    return {"id": chat_id, "type": "private"}


def offline_bot(telegram: OfflineTelegram) -> ExtBot[None]:
    """A real bot that talks to `telegram`."""
    return ExtBot(TOKEN, request=telegram, get_updates_request=telegram)
