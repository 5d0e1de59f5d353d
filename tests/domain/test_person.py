"""Who writes, and what we remember of them."""

from datetime import UTC, datetime

import pytest

from actions.domain.person import Awaiting, Person

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
BO = Person(12, "Bo", "bo_asks", language_code="en")


def test_a_stranger_is_as_telegram_shows_them() -> None:
    assert BO.remembering(None) == BO


def test_what_people_told_us_is_remembered_and_what_telegram_shows_is_news() -> None:
    known = Person(12, "Bob", "bob", "en", "ru", "az", Awaiting.FOR_STAFF, first_seen=NOON)

    assert Person(12, "Bo", None, "tr").remembering(known) == Person(
        12, "Bo", None, "tr", "ru", "az", Awaiting.FOR_STAFF, first_seen=NOON
    )


def test_who_writes_can_be_reached_again() -> None:
    known = Person(12, "Bo", unreachable_since=NOON)

    assert BO.remembering(known).unreachable_since is None


def test_a_language_that_telegram_no_longer_tells_is_kept() -> None:
    assert Person(12, "Bo").remembering(BO).language_code == "en"


@pytest.mark.parametrize(
    ("person", "locale"),
    [
        (Person(12, "Bo", None, "en", "ru", "az"), "ru"),
        (Person(12, "Bo", None, "en", None, "az"), "az"),
        (Person(12, "Bo", None, "en"), "en"),
        (Person(12, "Bo"), None),
    ],
)
def test_a_choice_counts_more_than_a_habit_and_that_more_than_the_app(
    person: Person, locale: str | None
) -> None:
    assert person.prior_locale == locale
