"""What people asked in some time and what became of it: numbers, and nobody's name."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from math import ceil

from actions.domain.exchange import QUESTIONS, Exchange, Outcome
from actions.domain.feedback import Complaint, Feedback, Missing
from actions.domain.grouping import LONGEST, Group, grouped
from actions.domain.interval import Share
from actions.domain.masking import masked
from actions.domain.office_hours import OfficeHours
from actions.domain.rating import Rating, Tally
from actions.domain.record import Handled, Wait
from actions.domain.resolution import GOOD, Resolution, resolution

QUANTILE = 0.8  # four of five
NO_TIME = timedelta(0)


@dataclass(frozen=True)
class Facts:
    """Everything since some moment, as it is stored."""

    exchanges: Sequence[Exchange] = ()
    thumbs: Sequence[Feedback] = ()
    complaints: Sequence[Complaint] = ()
    ratings: Sequence[Rating] = ()
    handled: Sequence[Handled] = ()
    waits: Sequence[Wait] = ()
    first_replies: Sequence[tuple[datetime, datetime]] = ()  # asked, first answered by a person


@dataclass(frozen=True)
class Period:
    """What is counted, and when it is looked at: later is known more of it."""

    since: datetime
    until: datetime
    now: datetime

    def has(self, at: datetime) -> bool:
        """Whether something happened in it."""
        return self.since <= at < self.until


@dataclass(frozen=True)
class LocaleLine:
    """One language."""

    locale: str
    questions: int
    answered: Share  # of the questions
    helpful: Share  # 👍 of all thumbs
    resolved: Share  # confirmed or assumed, of the answers that can be judged


@dataclass(frozen=True)
class EntryLine:
    """An answer that did not help, and what was missing in it."""

    entry_id: str
    count: int
    missing: Counter[Missing]
    words: tuple[tuple[str, str], ...] = ()  # (locale, what somebody wrote), masked


@dataclass(frozen=True)
class Spread:
    """How long people waited, in working time."""

    count: int = 0
    median: timedelta = NO_TIME
    most: timedelta = NO_TIME  # four of five waited no longer


@dataclass(frozen=True)
class Report:
    """Everything that is told."""

    period: Period
    people: int
    outcomes: Counter[Outcome]
    days: tuple[tuple[date, Counter[Outcome]], ...]
    locales: tuple[LocaleLine, ...]
    resolutions: Counter[Resolution]  # of answers; a person's help that was rated well: confirmed
    helpful: Share
    ratings: Tally
    first_reply: Spread
    promises: Share
    topics: tuple[tuple[str, int], ...]
    complaints: tuple[EntryLine, ...]
    unanswered: tuple[Group, ...]

    @property
    def questions(self) -> int:
        """How many there were in words."""
        return sum(self.outcomes[outcome] for outcome in QUESTIONS)

    def share(self, outcome: Outcome) -> Share:
        """What part of them came out so."""
        return Share(self.outcomes[outcome], self.questions)


def report(facts: Facts, period: Period, hours: OfficeHours) -> Report:
    """Count it."""
    here = [each for each in facts.exchanges if period.has(each.at)]
    thumbs = [each for each in facts.thumbs if period.has(each.given_at)]
    ratings = [each.score for each in facts.ratings if period.has(each.given_at)]
    judged = _judged(facts, period)
    resolutions = Counter(how for _, how in judged)
    resolutions[Resolution.CONFIRMED] += sum(score >= GOOD for score in ratings)
    resolutions[Resolution.UNRESOLVED] += sum(score < GOOD for score in ratings)
    replies = [hours.between(a, b) for a, b in facts.first_replies if period.has(a)]
    complaints = [each for each in facts.complaints if period.has(each.given_at)]
    kept = [wait.is_kept(period.now) for wait in facts.waits if period.has(wait.since)]
    return Report(
        period,
        people=len({each.person_id for each in here}),
        outcomes=Counter(each.outcome for each in here),
        days=_days(here, period, hours),
        locales=_locales(here, thumbs, judged),
        resolutions=resolutions,
        helpful=Share(sum(vote.helpful for vote in thumbs), len(thumbs)),
        ratings=Tally(len(ratings), sum(ratings) / len(ratings) if ratings else 0.0),
        first_reply=spread(replies),
        promises=Share(kept.count(True), len(kept) - kept.count(None)),
        topics=_topics(here),
        complaints=_complaints(complaints),
        unanswered=tuple(grouped(each for each in facts.handled if period.has(each.asked_at))),
    )


def spread(spans: Sequence[timedelta]) -> Spread:
    """The median, and what four of five do not exceed; both were really observed."""
    if not spans:
        return Spread()
    ordered = sorted(spans)
    return Spread(len(ordered), _quantile(ordered, 0.5), _quantile(ordered, QUANTILE))


def _quantile(ordered: Sequence[timedelta], part: float) -> timedelta:
    return ordered[ceil(part * len(ordered)) - 1]


def _judged(facts: Facts, period: Period) -> list[tuple[Exchange, Resolution]]:
    by_person = defaultdict(list)
    for each in facts.exchanges:
        by_person[each.person_id].append(each)
    votes = defaultdict(list)
    for vote in facts.thumbs:
        votes[vote.person_id].append(vote)
    return [
        (each, resolution(each, theirs, votes[person], period.now))
        for person, theirs in by_person.items()
        for each in theirs
        if each.is_answer and period.has(each.at)
    ]


def _days(
    here: Iterable[Exchange], period: Period, hours: OfficeHours
) -> tuple[tuple[date, Counter[Outcome]], ...]:
    """Every day of the period in the office's time, also those on which nobody asked."""
    first = period.since.astimezone(hours.zone).date()
    last = (period.until - timedelta(microseconds=1)).astimezone(hours.zone).date()
    days: dict[date, Counter[Outcome]] = {
        first + timedelta(days=n): Counter() for n in range((last - first).days + 1)
    }
    for each in here:
        days[each.at.astimezone(hours.zone).date()][each.outcome] += 1
    return tuple(days.items())


def _locales(
    here: Sequence[Exchange],
    thumbs: Sequence[Feedback],
    judged: Sequence[tuple[Exchange, Resolution]],
) -> tuple[LocaleLine, ...]:
    questions = Counter(each.locale for each in here if each.is_question)
    answered = Counter(each.locale for each in here if each.outcome is Outcome.ANSWERED)
    votes = Counter(vote.locale for vote in thumbs)
    helpful = Counter(vote.locale for vote in thumbs if vote.helpful)
    fates = Counter((each.locale, how) for each, how in judged)
    names = sorted({*questions, *votes}, key=lambda name: (-questions[name], name))
    return tuple(
        LocaleLine(
            name,
            questions[name],
            Share(answered[name], questions[name]),
            Share(helpful[name], votes[name]),
            _resolved(fates, name),
        )
        for name in names
    )


def _resolved(fates: Counter[tuple[str, Resolution]], name: str) -> Share:
    good = fates[name, Resolution.CONFIRMED] + fates[name, Resolution.ASSUMED]
    return Share(good, good + fates[name, Resolution.UNRESOLVED])


def _topics(here: Iterable[Exchange]) -> tuple[tuple[str, int], ...]:
    """Topics of answers that somebody got, the busiest first; a question counts once for each."""
    counted = Counter(topic for each in here if each.is_answer for topic in sorted(each.topics))
    return tuple(counted.most_common())


def _complaints(complaints: Iterable[Complaint]) -> tuple[EntryLine, ...]:
    by_entry = defaultdict(list)
    for each in complaints:
        by_entry[each.entry_id].append(each)
    lines = [_entry_line(entry_id, those) for entry_id, those in by_entry.items()]
    return tuple(sorted(lines, key=lambda line: (-line.count, line.entry_id)))


def _entry_line(entry_id: str, those: Sequence[Complaint]) -> EntryLine:
    missing = Counter(each.missing for each in those if each.missing)
    words = ((each.locale, " ".join(masked(each.word).split())[:LONGEST]) for each in those)
    told = tuple(dict.fromkeys(each for each in words if each[1]))
    return EntryLine(entry_id, len(those), missing, told)
