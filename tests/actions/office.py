"""The whole of the actions on fakes, and the people of the stories.

Ada asks in English, Bo in Russian and has blocked the bot before, Chidi answers for the office.
"""

from actions.answering import Answering
from actions.content.knowledge_base import KnowledgeBase
from actions.content.registry import Locale, Registry, Topic
from actions.conversing import Conversing, Heard
from actions.delivering import Delivering
from actions.domain.decision import Thresholds
from actions.domain.delivery import Delivery, DeliveryState
from actions.domain.interpretation import Entity, EntityKind
from actions.domain.person import Person
from actions.domain.ticket import Ticket
from actions.handing_off import HandingOff
from actions.library import Library
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

    def __init__(self, staff_chat: int | None = STAFF) -> None:
        self.clock, self.workroom = FakeClock(), FakeWorkroom()
        self.interpreter, self.gateway = FakeInterpreter(), FakeGateway()
        self.library = Library(KnowledgeBase.of(REGISTRY, ENTRIES))
        self.answering = Answering(self.interpreter, self.library, Thresholds())
        words, staff_words = FakePresenter(), FakeStaffPresenter()
        self._words, self._staff_words = words, staff_words
        self.handing_off = HandingOff(self.library, words, staff_words, staff_chat)
        self.delivering = Delivering(self.workroom, self.gateway, staff_words, self.clock)
        self._updates = 0

    @property
    def work(self) -> FakeWork:
        """What was committed."""
        return self.workroom.work

    @property
    def deliveries(self) -> list[Delivery]:
        return list(self.work.deliveries.stored.values())

    @property
    def states(self) -> list[DeliveryState]:
        return [delivery.state for delivery in self.deliveries]

    def moves_to(self, staff_chat: int | None) -> None:
        """The operator names another staff group, or none."""
        self.handing_off = HandingOff(self.library, self._words, self._staff_words, staff_chat)

    async def hears(self, person: Person, text: str = "", *, attachment: bool = False) -> None:
        """A message arrives, and what it leads to is committed."""
        self._updates += 1
        conversing = Conversing(self.workroom, self.answering, self.handing_off, self._words, "en")
        heard = Heard(person, text, 9000 + self._updates, has_attachment=attachment)
        effect = await conversing.hear(heard)
        async with self.workroom() as work:
            await effect(Outbox(work, f"update:{self._updates}", self.clock()))

    def told(self, chat_id: int) -> list[str]:
        """What is on its way to a chat, or arrived there."""
        return [what_was_said(each) for each in self.deliveries if each.chat_id == chat_id]

    def ticket(self, number: int = 1) -> Ticket:
        return self.work.tickets.stored[number]

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
