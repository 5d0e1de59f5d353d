"""A moment as people type it, in the time of a place."""

import re
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

DAY_FIRST = re.compile(r"(?:(\d{1,2})\.(\d{1,2})(?:\.(\d{4}))?\.?[ ,]+)?(\d{1,2})[:.](\d{2})")
YEAR_FIRST = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})[ T,]+(\d{1,2})[:.](\d{2})")


def read_moment(text: str, now: datetime, zone: str) -> datetime | None:
    """What “30.11.2026 10:00”, “2026-11-30 10:00” or “10:00” means; None if nothing.

    Without a year, the next such day is meant; without a day, the next such time. What is over by
    then, or exists in no calendar, means nothing. Digits may be those of any script.
    """
    here = ZoneInfo(zone)
    today = now.astimezone(here).date()
    words = " ".join(text.split())
    try:
        if found := YEAR_FIRST.fullmatch(words):
            year, month, day, hour, minute = map(int, found.groups())
            days = [date(year, month, day)]
        elif found := DAY_FIRST.fullmatch(words):
            hour, minute = int(found[4]), int(found[5])
            days = _days(found, today)
        else:
            return None
        moments = [datetime.combine(each, time(hour, minute), here) for each in days]
    except ValueError:
        return None
    return next((each for each in moments if each > now), None)


def _days(found: re.Match[str], today: date) -> list[date]:
    if found[1] is None:
        return [today, today + timedelta(days=1)]
    day, month = int(found[1]), int(found[2])
    if found[3]:
        return [date(int(found[3]), month, day)]
    return [date(today.year, month, day), date(today.year + 1, month, day)]
