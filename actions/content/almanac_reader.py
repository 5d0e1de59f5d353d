"""Reading what the office knows besides answers."""

from collections.abc import Collection
from pathlib import Path

from actions.content.almanac import Almanac
from actions.content.deadline_rules_reader import read_deadline_rules
from actions.content.events_reader import read_events
from actions.content.partners_reader import read_partners
from actions.content.problem import Problem


def read_almanac(knowledge: Path, locales: Collection[str]) -> tuple[Almanac, list[Problem]]:
    """Read all of it; what can't be read is left out and named."""
    rules, wrong_rules = read_deadline_rules(knowledge, locales)
    events, wrong_events = read_events(knowledge, locales)
    partners, wrong_partners = read_partners(knowledge, locales)
    return Almanac(rules, events, partners), [*wrong_rules, *wrong_events, *wrong_partners]
