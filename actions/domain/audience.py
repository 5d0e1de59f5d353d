"""For whom an announcement is: subscribers of its topics, narrowed by what is known of them."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from actions.content.circumstances import EVERYBODY, Condition, Members
from actions.domain.locale_choice import served_locales
from actions.domain.person import Person


@dataclass(frozen=True)
class Subscriber:
    """A person with the topics of which they want to hear."""

    person: Person
    topics: frozenset[str]
    left: frozenset[str] = frozenset()  # topics that they have said no to

    @property
    def is_reachable(self) -> bool:
        """Whether a message may be sent to them at all."""
        return self.person.unreachable_since is None and self.person.banned_at is None

    def reads(self, locales: Collection[str]) -> tuple[str, ...]:
        """Which of these languages they are known to read, the likeliest first."""
        return tuple(served_locales(self.person.known_locales, locales))


@dataclass(frozen=True)
class Audience:
    """Whom staff chose; a condition that asks for nothing is for everybody."""

    topics: frozenset[str]  # who subscribes to one of these
    condition: Condition = EVERYBODY
    locales: frozenset[str] = frozenset()  # only who reads one of these; empty: everybody

    def includes(self, subscriber: Subscriber, members: Members) -> bool:
        """Whether it is for this person; what nobody knows of them does not fit a condition."""
        wanted = (subscriber.topics - subscriber.left) & self.topics
        is_reader = not self.locales or bool(subscriber.reads(self.locales))
        fits = self.condition.fits(subscriber.person.circumstances, members)
        return subscriber.is_reachable and bool(wanted) and is_reader and fits


@dataclass(frozen=True)
class Reading:
    """The text that one recipient gets."""

    person_id: int
    locale: str  # of the text
    is_fallback: bool = False  # it is in none of their languages, and says so


@dataclass(frozen=True)
class Recipients:
    """Who gets an announcement in which language, and who gets none."""

    readings: tuple[Reading, ...]
    unread: tuple[int, ...] = ()  # people who read none of its languages, and get nothing

    @property
    def count(self) -> int:
        """How many get it."""
        return len(self.readings)

    @property
    def by_locale(self) -> Mapping[str, int]:
        """How many get each language, borrowed ones included."""
        counts: dict[str, int] = {}
        for each in self.readings:
            counts[each.locale] = counts.get(each.locale, 0) + 1
        return dict(sorted(counts.items()))

    @property
    def fallbacks(self) -> int:
        """How many get a language that is not theirs."""
        return sum(each.is_fallback for each in self.readings)


def recipients_of(
    audience: Audience,
    subscribers: Iterable[Subscriber],
    written: Collection[str],
    members: Members,
    fallback: str | None = None,
) -> Recipients:
    """Who reads what, each person once, in order of their ids.

    `written` are the locales of the text; `fallback` is the one for those who read none of them,
    None if they get nothing.
    """
    chosen = {
        each.person.id: _reading(each, written, fallback)
        for each in subscribers
        if audience.includes(each, members)
    }
    readings = tuple(each for _, each in sorted(chosen.items()) if each)
    return Recipients(readings, tuple(sorted(key for key, each in chosen.items() if not each)))


def _reading(who: Subscriber, written: Collection[str], fallback: str | None) -> Reading | None:
    """Their likeliest language that the text has, else the fallback."""
    if own := who.reads(written):
        return Reading(who.person.id, own[0])
    if fallback is None or fallback not in written:
        return None
    return Reading(who.person.id, fallback, is_fallback=True)
