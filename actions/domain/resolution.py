"""Whether an answer settled the matter: said so by the person, or only assumed."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from enum import StrEnum

from actions.domain.exchange import Exchange, Outcome
from actions.domain.feedback import Feedback

JUDGED_AFTER = timedelta(hours=24)  # so long nobody may come back, for it to be assumed
GOOD = 4  # of 5: from this rating on, a person's help is confirmed

AGAIN = frozenset(
    {
        Outcome.CLARIFIED,
        Outcome.HANDED_OFF,
        Outcome.PASSED_ON,
        Outcome.CONTINUED,
        Outcome.DECLINED,
        Outcome.UNAVAILABLE,
    }
)


class Resolution(StrEnum):
    """How an answer came out."""

    CONFIRMED = "confirmed"  # 👍
    ASSUMED = "assumed"  # nobody complained, and nobody came back
    UNRESOLVED = "unresolved"
    TOO_EARLY = "too_early"  # a day has not passed yet


def resolution(
    answer: Exchange, later: Iterable[Exchange], votes: Iterable[Feedback], now: datetime
) -> Resolution:
    """How one answer came out.

    `later` and `votes` are the same person's. A thumb decides, whenever it was given after the
    answer. Without one, a day without a further question on it and without a person of the office
    is taken for success. To be careful rather than pleased, a message that was not answered counts
    as a further question whatever it was about: it may be the same one in other words.
    """
    thumbs = [v for v in votes if v.entry_id in answer.entries and v.given_at >= answer.at]
    if thumbs:
        last = max(thumbs, key=lambda vote: vote.given_at)
        return Resolution.CONFIRMED if last.helpful else Resolution.UNRESOLVED
    until = answer.at + JUDGED_AFTER
    soon = [each for each in later if answer.at < each.at < until]
    if any(_is_further(each, answer) for each in soon):
        return Resolution.UNRESOLVED
    return Resolution.ASSUMED if now >= until else Resolution.TOO_EARLY


def _is_further(later: Exchange, answer: Exchange) -> bool:
    """Whether somebody came back with the same matter."""
    if later.outcome in AGAIN:
        return True
    if not later.is_answer:
        return False
    is_the_same_shown_otherwise = later.outcome is Outcome.CHOSEN and set(later.entries) <= set(
        answer.entries
    )
    return not is_the_same_shown_otherwise and bool(later.topics & answer.topics)
