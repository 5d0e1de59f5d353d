"""The whole of the actions on fakes, and the people of the stories.

Ada asks in English, Bo in Russian and has blocked the bot before; Chidi and Dana answer.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from actions.answering import Answering
from actions.content.desks import Desks
from actions.content.knowledge_base import KnowledgeBase
from actions.content.registry import Locale, Registry, Topic
from actions.content.roles import Role
from actions.conversing import Conversing, Heard
from actions.domain.decision import Thresholds
from actions.domain.deed import Actor
from actions.domain.delivery import CARD, Delivery, DeliveryState, Priority
from actions.domain.interpretation import Entity, EntityKind
from actions.domain.letter import Written
from actions.domain.person import Person
from actions.domain.ticket import Ticket
from actions.library import Library
from actions.office import Office as Parts
from actions.outbox import Outbox
from tests.content_reading.files import HEAD, entry_text, parsed
from tests.doubles import (
    FakeClock,
    FakeGateway,
    FakeInterpreter,
    FakePresenter,
    FakeStaffPresenter,
    what_was_said,
)
from tests.fakes import FakeWork, FakeWorkroom

ADA = Person(11, "Ada", language_code="en")
BO = Person(12, "Bo", "bo_asks", language_code="ru")
CHIDI = Actor(21, "Chidi", Role.ADMINISTRATOR)
DANA = Actor(22, "Dana")
STAFF = -1001  # the group of Chidi and his colleagues
TODAY = "2026-11-23"
OWN = Entity(EntityKind.CITIZENSHIP, "KZ", is_self=True)  # “I am from Kazakhstan”
OTHER = Entity(EntityKind.CITIZENSHIP, "TR")  # “what about Turks”
TUITION, DORMITORY = "fees/tuition", "life/dormitory"

REGISTRY = Registry(
    "en",
    "az",
    {code: Locale(code, code) for code in ("az", "en", "ru")},
    {"fees": Topic("fees", "admission", {}), "life": Topic("life", "housing", {})},
)
ENTRIES = (
    parsed(entry_text(), "knowledge/en/fees/tuition.md"),
    parsed(entry_text(), "knowledge/ru/fees/tuition.md"),
    parsed(entry_text(HEAD), "knowledge/en/life/dormitory.md"),
)

FOR_SOME = parsed(
    entry_text(body="Pay.\n\n=== citizenship: KZ\nPay less.\n"), "knowledge/en/fees/tuition.md"
)


class Office:
    """Hears people, and keeps everything that it would have sent."""

    def __init__(self, staff_chat: int | None = STAFF, desks: Desks | None = None) -> None:
        self.clock, self.workroom = FakeClock(), FakeWorkroom()
        self.interpreter, self.gateway = FakeInterpreter(), FakeGateway()
        registry = replace(REGISTRY, desks=desks or Desks())
        self.library = Library(KnowledgeBase.of(registry, ENTRIES))
        self.answering = Answering(self.interpreter, self.library, Thresholds())
        self.words, self._staff_words = FakePresenter(), FakeStaffPresenter()
        self.moves_to(staff_chat)
        self._updates = 0

    @property
    def work(self) -> FakeWork:
        """What was committed."""
        return self.workroom.work

    @property
    def deliveries(self) -> list[Delivery]:
        return list(self.work.deliveries.stored.values())

    @property
    def messages(self) -> list[Delivery]:
        """The deliveries that are neither taps nor signs."""
        apart = (Priority.SIGN, Priority.BUTTON)
        return [delivery for delivery in self.deliveries if delivery.lane not in apart]

    @property
    def states(self) -> list[DeliveryState]:
        return [delivery.state for delivery in self.messages]

    def moves_to(self, staff_chat: int | None) -> None:
        """The operator names another staff group, or none."""
        self.parts = Parts.of(self.library, self.words, self._staff_words, staff_chat)
        self.handing_off, self.tending = self.parts.handing_off, self.parts.tending
        self.delivering = self.parts.delivering(self.workroom, self.gateway, self.clock)
        self.erasing = self.parts.erasing(self.workroom, self.gateway, self.clock)
        self.minding = self.parts.minding(self.workroom, self.clock)

    @asynccontextmanager
    async def unit(self) -> AsyncIterator[Outbox]:
        """A unit of work of its own."""
        self._updates += 1
        async with self.workroom() as work:
            yield Outbox(work, f"update:{self._updates}", self.clock())

    async def hears(
        self,
        person: Person,
        text: str = "",
        *,
        attachment: bool = False,
        **more: Any,  # noqa: ANN401 -- fields of `Written`
    ) -> Written:
        """A message arrives, and what it leads to is committed."""
        number = 9001 + self._updates
        kind = "photo" if attachment or not text else "text"
        written = Written(person.id, number, person.id, kind, text, text)
        written = replace(written, **more)
        conversing = Conversing(
            self.workroom,
            self.answering,
            self.handing_off,
            self.words,
            "en",
            rating=self.parts.rating,
            complaining=self.parts.complaining,
            clock=self.clock,
        )
        effect = await conversing.hear(Heard(person, written))
        async with self.unit() as outbox:
            await effect(outbox)
        return written

    async def replies(
        self,
        text: str = "",
        *,
        by: Actor = CHIDI,
        ticket: int = 1,
        **more: Any,  # noqa: ANN401 -- fields of `Written`
    ) -> Written:
        """Staff write to a student."""
        kind = "text" if text else "photo"
        written = Written(STAFF, 7001 + self._updates, by.id, kind, text, text)
        written = replace(written, **more)
        async with self.unit() as outbox:
            found = await outbox.work.tickets.get(ticket)
            assert found
            await self.parts.corresponding.reply(outbox, found, written, by)
        return written

    async def edits(self, written: Written, text: str, **more: Any) -> None:  # noqa: ANN401
        """Somebody changes what they wrote."""
        changed = replace(written, text=text, html=text, **more)
        async with self.unit() as outbox:
            await self.parts.correcting.correct(outbox, changed)

    async def a_moment_passes(self, **span: float) -> None:
        """What waits for others, or for its time, goes on."""
        self.clock.passes(**(span or {"seconds": 10}))
        await self.minding.run_once()

    def told(self, chat_id: int) -> list[str]:
        """What is on its way to a chat, or arrived there; signs are no words."""
        return [self._said(each) for each in self.messages if each.chat_id == chat_id]

    def _said(self, delivery: Delivery) -> str:
        if delivery.call.method != CARD or delivery.ticket_id is None:
            return what_was_said(delivery)
        ticket = self.ticket(delivery.ticket_id)
        person = self.work.people.stored.get(ticket.person_id) or Person(ticket.person_id, "")
        return f"card {ticket.question} {person.name}".strip()

    def baku(self, moment: datetime) -> str:
        """Weekday and time, as the office's clock shows them."""
        return moment.astimezone(ZoneInfo("Asia/Baku")).strftime("%a %H:%M")

    def ticket(self, number: int = 1) -> Ticket:
        return self.work.tickets.stored[number]

    def signs(self, message_id: int | None = None) -> list[str]:
        """The reactions that were asked for, on one message or on any."""
        asked = [each.call for each in self.deliveries]
        signs = [call.params for call in asked if call.method == "set_message_reaction"]
        wanted = [each for each in signs if message_id in (None, each["message_id"])]
        return [each["reaction"][0]["emoji"] for each in wanted]

    async def attempt(self) -> None:
        """Every delivery that may go now is attempted once."""
        async with self.workroom() as work:
            heads = await work.deliveries.heads(self.clock())
        for head in heads:
            await self.delivering.attempt(head)

    async def attempt_all(self) -> None:
        """The same until nothing may go."""
        async with self.workroom() as work:
            heads = await work.deliveries.heads(self.clock())
        while heads:
            await self.attempt()
            async with self.workroom() as work:
                heads = await work.deliveries.heads(self.clock())
