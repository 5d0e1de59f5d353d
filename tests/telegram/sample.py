"""A small knowledge base, and what a model may understand of a question about it."""

from dataclasses import replace
from datetime import date
from functools import cache

from actions.content.canned import Canned
from actions.content.circumstances import Condition, Role
from actions.content.desks import Desk, Desks
from actions.content.entry import Entry
from actions.content.knowledge_base import Found, KnowledgeBase
from actions.content.registry import Locale, Registry, Topic
from actions.content.variants import Variant
from actions.domain.interpretation import Candidate, Guess, Interpretation
from actions.library import Library
from actions.office import Office
from bot.i18n import Phrasebook
from bot.telegram.presenter import Presenter
from bot.telegram.staff_presenter import TicketPresenter

NAMES = {
    "az": "Azərbaycanca",
    "en": "English",
    "ru": "Русский",
    "tr": "Türkçe",
    "fa": "فارسی",
    "ar": "العربية",
}
LOCALES = {code: Locale(code, name, code in {"fa", "ar"}) for code, name in NAMES.items()}
TOPICS = {
    "admission": Topic("admission", "admission", {"en": "Admission", "az": "Qəbul"}),
    "migration": Topic("migration", "migration", {"en": "Migration & stay"}),
    "university": Topic("university", "office", {"en": "The university"}),
    "life": Topic("life", "office", {"en": "Life"}),  # nothing is written about it yet
}
FEES_CHAT = -1003  # a desk with a group of its own
DESKS = Desks(
    {
        "admission": Desk("admission", {"en": "Admission", "az": "Qəbul"}),
        "fees": Desk("fees", {"en": "Fees"}, language="en", chat=FEES_CHAT),
        "office": Desk("office", {"en": "Office", "az": "Ofis"}),
    }
)
CANNED = {
    "by-email": Canned(
        "by-email",
        "E-poçtla",
        {"en": "Hello {name}, write to **us** about {number}: {desk}.", "az": "Salam {name}"},
    )
}
APPLY = Entry(
    id="admission/how-to-apply",
    locale="en",
    questions=("How do I apply?", "where to send my application"),
    body="Apply **online** by <1 May> at [the portal](https://apply.example/?a=1&b=2).",
    source="https://www.example.edu/admission?x=1&y=2",
    checked_on=date(2026, 9, 1),
    related=("admission/deadlines", "admission/gone"),
)
DEADLINES = Entry(
    id="admission/deadlines",
    locale="en",
    questions=("When is the deadline?",),
    body="Until 1 May.",
    source="https://example.edu/dates",
    checked_on=date(2026, 9, 1),
    valid_until=date(2026, 9, 30),
)
MIGRATION = replace(
    APPLY, id="migration/contacts", questions=("Whom to call?",), body="Call 919.", related=()
)
CONTACTS = replace(
    APPLY,
    id="university/contacts",
    questions=("Where is the office?",),
    body="Write to office@example.edu.",
    related=(),
)
HOURS = replace(
    APPLY,
    id="university/office-hours",
    questions=("When is the office open?",),
    body="Come in the morning.",
    related=(),
    variants=(Variant(Condition(role=(Role.TEACHER,)), "role: teacher", "Come at noon."),),
)
ENTRIES = (
    APPLY,
    replace(APPLY, locale="az", questions=("Necə müraciət edim?",), body="Onlayn."),
    replace(APPLY, locale="fa", questions=("چطور درخواست بدهم؟",), body="به beu.edu.az/en بروید."),
    DEADLINES,
    MIGRATION,
    CONTACTS,
    HOURS,
)


def knowledge(*entries: Entry) -> KnowledgeBase:
    """A knowledge base of these entries, in six languages; staff read Azerbaijani."""
    registry = Registry("en", "az", LOCALES, TOPICS, desks=DESKS, canned=CANNED)
    return KnowledgeBase.of(registry, entries or ENTRIES)


@cache
def phrasebook() -> Phrasebook:
    """The shipped words."""
    return Phrasebook.load("en")


def presenter(kb: KnowledgeBase | None = None) -> Presenter:
    """What students see."""
    return Presenter(Library(kb or knowledge()), phrasebook())


def staff_presenter(kb: KnowledgeBase | None = None) -> TicketPresenter:
    """What staff see."""
    return TicketPresenter(Library(kb or knowledge()), phrasebook())


def office(staff_chat: int | None = None, kb: KnowledgeBase | None = None) -> Office:
    """The parts that carry tickets, with the shipped words."""
    library = Library(kb or knowledge())
    return Office.of(library, presenter(kb), staff_presenter(kb), staff_chat)


def found(entry: Entry = APPLY, *, is_fallback: bool = False) -> Found:
    """An entry that was looked up."""
    return Found(entry, is_fallback)


def sure_of(intent: str, locale: str = "en") -> Interpretation:
    """The model has no doubt."""
    return Interpretation((Candidate(intent, 0.97),), (Guess(locale, 0.99),))


def torn_between(*intents: str, locale: str = "en") -> Interpretation:
    """The model knows it is one of these."""
    ranking = tuple(Candidate(intent, 0.9 / len(intents)) for intent in intents)
    return Interpretation(ranking, (Guess(locale, 0.99),))
