"""Files that put an event or a last day into somebody's calendar (RFC 5545, by icalendar)."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, tzinfo

from icalendar import Alarm, Calendar, Event

PRODUCT = "-//Baku Engineering University//Beledci//EN"
DOMAIN = "beu.edu.az"  # behind the @ of what identifies an event
DAY_BEFORE = timedelta(days=1)
SUFFIX = ".ics"


@dataclass(frozen=True)
class CalendarEntry:
    """What stands in a calendar; moments are as a clock shows them, dates are whole days.

    The same `uid` replaces what was put there before, instead of doubling it.
    """

    uid: str
    title: str
    starts: date
    ends: date | None = None
    about: str = ""
    place: str = ""
    link: str = ""


def calendar_file(entry: CalendarEntry, zone: tzinfo, made_at: datetime) -> bytes:
    """One event with a reminder a day before; `zone` is where its clock hangs."""
    event = Event()
    event.add("uid", f"{entry.uid}@{DOMAIN}")
    event.add("dtstamp", made_at.astimezone(UTC))
    event.add("summary", entry.title)
    _add_time(event, entry.starts, entry.ends, zone)
    for name, text in _details(entry):
        event.add(name, text)
    event.add_component(_alarm(entry.title))
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add_component(event)
    return bytes(calendar.to_ical())


def _details(entry: CalendarEntry) -> list[tuple[str, str]]:
    given = (("description", entry.about), ("location", entry.place), ("url", entry.link))
    return [(name, text) for name, text in given if text]


def _add_time(event: Event, starts: date, ends: date | None, zone: tzinfo) -> None:
    """In UTC, which every calendar understands; a whole day ends where the next one begins."""
    if isinstance(starts, datetime):
        event.add("dtstart", starts.replace(tzinfo=zone).astimezone(UTC))
        if isinstance(ends, datetime):
            event.add("dtend", ends.replace(tzinfo=zone).astimezone(UTC))
        return
    event.add("dtstart", starts)
    event.add("dtend", (ends or starts) + timedelta(days=1))
    event.add("transp", "TRANSPARENT")  # nobody is busy all day long


def _alarm(title: str) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", title)
    alarm.add("trigger", -DAY_BEFORE)
    return alarm
