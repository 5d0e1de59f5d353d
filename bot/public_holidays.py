"""Public holidays, from a calendar that others keep up to date: https://github.com/vacanza/holidays."""

from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import holidays

from actions.content.hours import HOURS
from actions.content.problem import Problem
from actions.content.week import Hours
from actions.content.yaml_file import problem_at
from actions.domain.office_hours import OfficeHours


def office_hours(hours: Hours) -> OfficeHours:
    """The office's time with the holidays of its country."""
    zone, country = ZoneInfo(hours.timezone), hours.country
    if country is None:
        return OfficeHours(hours, zone=zone)
    return OfficeHours(hours, lambda day: is_public_holiday(country, day), zone)


@cache
def is_public_holiday(country: str, day: date) -> bool:
    """Whether nobody works there on that day, substitute days included."""
    return day in _of_year(country, day.year)


@cache
def _of_year(country: str, year: int) -> frozenset[date]:
    return frozenset(holidays.country_holidays(country, years=year))


def hours_problems(hours: Hours, knowledge: Path) -> Iterator[Problem]:
    """A country or a time zone that no calendar knows."""
    path = knowledge / HOURS
    if hours.country and hours.country not in holidays.list_supported_countries():
        message = f"no calendar has holidays of {hours.country}; use a code such as AZ"
        yield problem_at(path, "country", message)
    try:
        ZoneInfo(hours.timezone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        message = f"there is no time zone {hours.timezone}; use a name such as Asia/Baku"
        yield problem_at(path, "timezone", message)
