"""What may go wrong between a bot and Telegram, to be arranged by a test."""

import asyncio
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypedDict, Unpack


class Kind(StrEnum):
    """What happens to a call."""

    ERROR = "error"  # refused with a code
    DROP = "drop"  # the connection is cut, and nothing is done
    LOSE_REPLY = "lose_reply"  # it is done, and then the connection is cut
    SLOW = "slow"  # it is done later


class Gate:
    """Holds a call back; a test may await that it `arrived`."""

    def __init__(self) -> None:
        self.arrived, self._opened = asyncio.Event(), asyncio.Event()

    def open(self) -> None:
        """Let it, and all that follow, go on."""
        self._opened.set()

    async def go_through(self) -> None:
        """Wait until it is open."""
        self.arrived.set()
        await self._opened.wait()


class When(TypedDict, total=False):
    """Which calls: in one chat, so many, after so many."""

    chat_id: int
    times: int
    skip: int


class Refusing(When, total=False):
    """With which words."""

    retry_after: int
    description: str


@dataclass
class Fault:
    """What happens to the next calls of a method, in one chat or in any."""

    kind: Kind
    method: str
    chat_id: int | None = None
    times: int = 1
    skip: int = 0
    code: int = 0
    retry_after: int = 0
    description: str = ""
    seconds: float = 0
    gate: Gate | None = None

    def meets(self, method: str, chat_id: object) -> bool:
        """Whether it is the turn of this call; a call that it lets pass is counted."""
        if self.times <= 0 or self.method not in (method, "*"):
            return False
        if self.chat_id is not None and self.chat_id != chat_id:
            return False
        if self.skip:
            self.skip -= 1
            return False
        self.times -= 1
        return True


@dataclass
class Faults:
    """The arranged faults; `method` may be "*", and `skip` lets so many calls pass before."""

    _arranged: list[Fault] = field(default_factory=list)

    def fail(self, method: str, code: int, **how: Unpack[Refusing]) -> Fault:
        """Refuse with 429 (and `retry_after`), 500, or 502, whose body is a web page."""
        return self._arrange(Fault(Kind.ERROR, method, code=code, **how))

    def drop(self, method: str, **when: Unpack[When]) -> Fault:
        """Cut the connection before anything is done."""
        return self._arrange(Fault(Kind.DROP, method, **when))

    def lose_reply(self, method: str, **when: Unpack[When]) -> Fault:
        """Do it, and cut the connection before saying so."""
        return self._arrange(Fault(Kind.LOSE_REPLY, method, **when))

    def slow(self, method: str, seconds: float, **when: Unpack[When]) -> Fault:
        """Do it after a while."""
        return self._arrange(Fault(Kind.SLOW, method, seconds=seconds, **when))

    def hold(self, method: str, **when: Unpack[When]) -> Gate:
        """Do it when the returned gate is opened."""
        gate = Gate()
        self._arrange(Fault(Kind.SLOW, method, gate=gate, **when))
        return gate

    def waits_for(self, method: str) -> bool:
        """Whether the next calls of a method meet a fault already."""
        return any(fault.method == method and fault.times > 0 for fault in self._arranged)

    def heal(self) -> None:
        """Nothing goes wrong any more, and what is held goes on."""
        for fault in self._arranged:
            if fault.gate:
                fault.gate.open()
        self._arranged.clear()

    def meet(self, method: str, chat_id: object) -> Fault | None:
        """The fault that this call meets."""
        return next((fault for fault in self._arranged if fault.meets(method, chat_id)), None)

    def _arrange(self, fault: Fault) -> Fault:
        self._arranged.append(fault)
        return fault
