"""The shipped knowledge, with an event that does not exist."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from actions.content.events import Event, EventKind
from actions.content.facts import Certainty, Source
from actions.content.facts_values import Texts
from actions.content.knowledge_base import KnowledgeBase
from actions.content.loader import load_knowledge
from bot.config import PROJECT

BAKU = ZoneInfo("Asia/Baku")
SHIPPED, _ = load_knowledge(PROJECT / "knowledge")


def today() -> date:
    """Where students live."""
    return datetime.now(BAKU).date()


def in_days(days: int) -> date:
    """A day before or after today."""
    return today() + timedelta(days=days)


def knowing(*events: Event) -> KnowledgeBase:
    """The shipped knowledge with these events."""
    almanac = replace(SHIPPED.almanac, events={each.id: each for each in events})
    return replace(SHIPPED, almanac=almanac)


def seminar(name: str, starts: date) -> Event:
    """An event that nobody announced."""
    source = Source("BEU", "https://beu.edu.az/en")
    titles = Texts({}, f"The {name} seminar")
    return Event(name, EventKind.SEMINAR, titles, starts, source, Certainty.OFFICIAL, today())
