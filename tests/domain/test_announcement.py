"""Nothing is sent that nobody looked at, and to many only what two have looked at."""

from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actions.domain.announcement import (
    CAPTION_LIMIT,
    TEXT_LIMIT,
    TWO_PAIRS_OF_EYES,
    Announcement,
    AnnouncementProblem,
    AnnouncementState,
    Attachment,
    Progress,
)
from actions.domain.audience import Audience
from actions.errors import AnnouncementError, NotYourOwn

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
LEYLA, MURAD = 11, 12
NEWS = Audience(frozenset({"events"}))
DRAFT = Announcement(7, LEYLA, NEWS, NOW).written("en", "Hello", LEYLA)
PREVIEWED = DRAFT.previewed(10)
CONFIRMED = PREVIEWED.confirmed(LEYLA, NOW)
SENDING = CONFIRMED.started(10)
MANY = TWO_PAIRS_OF_EYES + 1


def test_a_draft_is_seen_confirmed_sent_and_done() -> None:
    done = SENDING.finished(Progress(sent=9, unreachable=1), NOW)

    states = [each.state for each in (DRAFT, PREVIEWED, CONFIRMED, SENDING, done)]
    assert states == ["draft", "previewed", "confirmed", "sending", "done"]
    assert done.is_over
    assert done.ended_at == NOW


def test_it_is_not_done_while_anything_waits() -> None:
    assert SENDING.finished(Progress(waiting=1, sent=9), NOW) == SENDING


def test_languages_that_nobody_wrote_are_named() -> None:
    assert DRAFT.missing(["az", "en", "fa"]) == ["az", "fa"]
    assert DRAFT.written("en", " ", LEYLA).missing(["en"]) == ["en"]


@pytest.mark.parametrize(
    "change",
    [
        lambda one: one.written("az", "Salam", MURAD),
        lambda one: one.for_audience(NEWS, MURAD),
        lambda one: one.scheduled(NOW, MURAD),
        lambda one: one.with_attachment(Attachment("photo", "x"), MURAD),
    ],
    ids=["text", "audience", "time", "attachment"],
)
def test_a_change_takes_preview_and_confirmation_back(
    change: Callable[[Announcement], Announcement],
) -> None:
    changed = change(CONFIRMED)

    assert changed.state is AnnouncementState.DRAFT
    assert (changed.confirmed_by, changed.confirmed_at, changed.previewed_for) == (None, None, 0)
    assert changed.author == MURAD
    with pytest.raises(AnnouncementError):
        change(SENDING)


def test_many_recipients_need_a_second_person() -> None:
    few, many = DRAFT.previewed(TWO_PAIRS_OF_EYES), DRAFT.previewed(MANY)

    assert few.confirmed(LEYLA, NOW).confirmed_by == LEYLA
    assert many.confirmed(MURAD, NOW).confirmed_by == MURAD
    with pytest.raises(NotYourOwn) as refused:
        many.confirmed(LEYLA, NOW)
    assert refused.value.recipients == MANY


def test_whoever_changed_it_last_is_who_may_not_confirm_it_alone() -> None:
    changed = DRAFT.written("az", "Salam", MURAD).previewed(MANY)

    assert changed.confirmed(LEYLA, NOW)
    with pytest.raises(NotYourOwn):
        changed.confirmed(MURAD, NOW)


def test_an_audience_that_grew_until_its_time_needs_the_second_person_then() -> None:
    with pytest.raises(NotYourOwn):
        CONFIRMED.started(MANY)
    assert DRAFT.previewed(10).confirmed(MURAD, NOW).started(MANY)


@pytest.mark.parametrize(
    ("announcement", "problem"),
    [
        (Announcement(7, LEYLA, NEWS, NOW), AnnouncementProblem.NO_TEXT),
        (DRAFT.for_audience(Audience(frozenset()), LEYLA), AnnouncementProblem.NO_TOPIC),
        (DRAFT.written("az", "x" * (TEXT_LIMIT + 1), LEYLA), AnnouncementProblem.TOO_LONG),
        (
            DRAFT.written("az", "x" * (CAPTION_LIMIT + 1), LEYLA).with_attachment(
                Attachment("document", "x"), LEYLA
            ),
            AnnouncementProblem.TOO_LONG,
        ),
        (DRAFT.for_audience(NEWS, LEYLA, "fa"), AnnouncementProblem.NO_FALLBACK_TEXT),
    ],
    ids=["no text", "no topic", "too long", "too long below a document", "no fallback text"],
)
def test_what_cannot_be_sent_is_not_previewed(
    announcement: Announcement, problem: AnnouncementProblem
) -> None:
    assert announcement.problems() == [problem]
    with pytest.raises(AnnouncementError, match=problem):
        announcement.previewed(10)


def test_what_nobody_would_get_is_not_confirmed() -> None:
    with pytest.raises(AnnouncementError, match="nobody"):
        DRAFT.previewed(0).confirmed(LEYLA, NOW)


def test_it_waits_for_its_time() -> None:
    later = DRAFT.scheduled(NOW + timedelta(hours=1), LEYLA).previewed(5).confirmed(LEYLA, NOW)

    assert not later.is_due(NOW)
    assert later.is_due(NOW + timedelta(hours=1))
    assert CONFIRMED.is_due(NOW)
    assert not SENDING.is_due(NOW)


def test_it_can_be_stopped_before_and_while_it_is_sent() -> None:
    assert CONFIRMED.stopped(NOW).state is AnnouncementState.STOPPED
    stopped = SENDING.stopped(NOW)

    assert stopped.stopped(NOW + timedelta(hours=1)) == stopped
    assert stopped.finished(Progress(sent=3), NOW) == stopped
    for again in (stopped, SENDING.finished(Progress(sent=1), NOW)):
        with pytest.raises(AnnouncementError):
            again.previewed(5)
        with pytest.raises(AnnouncementError):
            again.started(5)
    with pytest.raises(AnnouncementError):
        DRAFT.stopped(NOW)


def test_starting_twice_is_starting_once() -> None:
    assert SENDING.started(10) == SENDING


def test_a_delivery_has_one_cause_for_each_person() -> None:
    assert SENDING.cause(1) == "announcement:7:1"
    assert SENDING.cause(1) != SENDING.cause(2)


def test_progress_is_all_only_when_nothing_waits() -> None:
    assert Progress().percent == 100
    assert Progress(waiting=1, sent=1999).percent == 99
    assert Progress(sent=1900, unreachable=100).percent == 100
    assert Progress(2, 3, 1, 1, 1).total == 8


STEPS: dict[str, Callable[[Announcement, int, int], Announcement]] = {
    "write": lambda one, who, _: one.written("en", f"by {who}", who),
    "preview": lambda one, _, count: one.previewed(count),
    "confirm": lambda one, who, _: one.confirmed(who, NOW),
    "start": lambda one, _, count: one.started(count),
    "stop": lambda one, *_: one.stopped(NOW),
    "finish": lambda one, *_: one.finished(Progress(sent=1), NOW),
}
steps = st.tuples(
    st.sampled_from([*STEPS]), st.sampled_from([LEYLA, MURAD]), st.sampled_from([0, 5, MANY])
)


@given(st.lists(steps, max_size=25))
def test_whatever_staff_do_only_what_was_seen_and_confirmed_is_sent(
    done: list[tuple[str, int, int]],
) -> None:
    one, seen = DRAFT, dict[str, str]()
    for name, who, count in done:
        before = one
        with suppress(AnnouncementError):
            one = STEPS[name](one, who, count)
        if name == "preview" and one is not before:
            seen = dict(one.texts)
        if one.state is AnnouncementState.SENDING:
            assert one.texts == seen
            assert one.confirmed_by is not None
        if one.state is AnnouncementState.SENDING and one.previewed_for > TWO_PAIRS_OF_EYES:
            assert one.confirmed_by != one.author
        if before.is_over:
            assert one == before
