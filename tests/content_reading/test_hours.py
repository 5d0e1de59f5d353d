"""What an editor writes in `office_hours.yml` is read, and what is wrong is named with its line."""

from datetime import UTC, date, datetime, time
from pathlib import Path

import pytest

from actions.content.hours import HOURS, read_hours
from actions.content.week import WORKDAYS, Hours
from bot.config import PROJECT
from bot.public_holidays import hours_problems, is_public_holiday, office_hours


def written(tmp_path: Path, text: str) -> Path:
    path = tmp_path / HOURS
    path.write_text(text, "utf-8")
    return path


def test_a_week_with_breaks_and_free_days_is_read(tmp_path: Path) -> None:
    path = written(tmp_path, "week:\n  monday: 9:00-12:30, 13:00–18:00\n  saturday: 10:00-12:00\n")

    hours, problems = read_hours(path)

    assert problems == []
    assert hours.week == {
        0: ((time(9), time(12, 30)), (time(13), time(18))),
        5: ((time(10), time(12)),),
    }


def test_without_the_file_the_office_works_as_usual(tmp_path: Path) -> None:
    assert read_hours(tmp_path / HOURS) == (Hours(), [])


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("week:\n  monday: ten to five\n", "`monday:` must be times in order"),
        ("week:\n  monday: 14:00-17:00, 10:00-13:00\n", "`monday:` must be times in order"),
        ("week:\n  monday: 17:00-10:00\n", "`monday:` must be times in order"),
        ("week:\n  monday: 25:00-26:00\n", "`monday:` must be times in order"),
        ("week:\n  moonday: 10:00-13:00\n", "`moonday:` is no day"),
        ("week: {}\n", "`week:` has no hours"),
        ("country: Azerbaijan\n", "`country:` must be two letters"),
        ("timezone: Baku time\n", "`timezone:` must be a name"),
        ("closed: [tomorrow]\n", "`closed:` must be a list of days"),
        ("holidays: AZ\n", "`holidays:` is not known here"),
        ("- a list\n", "expected lines"),
    ],
)
def test_a_mistake_is_named_at_its_line(tmp_path: Path, text: str, said: str) -> None:
    hours, problems = read_hours(written(tmp_path, text))

    assert [problem for problem in problems if said in problem.message]
    assert all(problem.is_error for problem in problems)
    assert hours.week  # never an office that is always closed
    assert hours.timezone == "Asia/Baku"


def test_days_that_are_named_are_read(tmp_path: Path) -> None:
    text = "week: {monday: '10:00-13:00'}\nopen: [2027-03-08]"

    hours, problems = read_hours(written(tmp_path, text))

    assert (hours.open, problems) == (frozenset({date(2027, 3, 8)}), [])


def test_the_shipped_hours_are_those_that_are_known() -> None:
    hours, problems = read_hours(PROJECT / "knowledge" / HOURS)

    assert problems == []
    assert list(hours_problems(hours, PROJECT / "knowledge")) == []
    assert (hours.week, hours.country) == (WORKDAYS, "AZ")


@pytest.mark.parametrize(
    ("day", "is_free"),
    [
        (date(2026, 3, 20), True),  # Novruz
        (date(2026, 11, 9), True),  # Flag Day
        (date(2026, 11, 10), True),  # Monday's substitute for a Sunday
        (date(2026, 11, 23), False),
        (date(2027, 1, 20), True),
    ],
)
def test_public_holidays_of_azerbaijan_are_known(day: date, is_free: bool) -> None:  # noqa: FBT001
    assert is_public_holiday("AZ", day) is is_free


def test_on_a_holiday_nobody_is_there() -> None:
    office = office_hours(Hours(country="AZ"))
    noon_in_baku = 8  # UTC

    assert not office.is_open(datetime(2026, 11, 9, noon_in_baku, tzinfo=UTC))
    assert office.is_open(datetime(2026, 11, 11, noon_in_baku, tzinfo=UTC))


def test_a_country_or_zone_that_nobody_knows_is_named(tmp_path: Path) -> None:
    written(tmp_path, "country: QQ\ntimezone: Asia/Nowhere\n")

    found = [p.message for p in hours_problems(Hours("Asia/Nowhere", country="QQ"), tmp_path)]

    assert len(found) == 2
    assert "QQ" in found[0]
    assert "Asia/Nowhere" in found[1]
