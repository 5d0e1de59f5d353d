"""What the office knows besides answers: rules of deadlines, events, partner universities."""

from dataclasses import dataclass, field

from actions.content.deadline_rules import Rules
from actions.content.events import Events
from actions.content.partners import Partners


@dataclass(frozen=True)
class Almanac:
    """Read together with the entries, and replaced together with them."""

    rules: Rules = field(default_factory=dict)
    events: Events = field(default_factory=dict)
    partners: Partners = field(default_factory=dict)
