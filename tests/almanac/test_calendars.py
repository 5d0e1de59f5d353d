"""Files for a calendar, read again by the library that others use."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import example, given, settings
from hypothesis import strategies as st
from icalendar import Calendar, Event

from bot.calendars import CalendarEntry, calendar_file

BAKU = ZoneInfo("Asia/Baku")
MADE = datetime(2026, 11, 23, 12, tzinfo=UTC)
SEMINAR = CalendarEntry(
    "event-seminar",
    "Seminar",
    datetime(2027, 3, 1, 14),  # noqa: DTZ001 -- as the clock at its place shows it
    datetime(2027, 3, 1, 16),  # noqa: DTZ001
    "About\neverything",
    "Room 1, Khirdalan",
    "https://beu.edu.az/s?a=1&b=2",
)


def read(data: bytes) -> Event:
    (event,) = Calendar.from_ical(data).walk("VEVENT")
    assert isinstance(event, Event)
    return event


def test_an_event_with_its_hours_is_at_the_same_moment_everywhere() -> None:
    event = read(calendar_file(SEMINAR, BAKU, MADE))

    assert event.decoded("dtstart") == datetime(2027, 3, 1, 10, tzinfo=UTC)
    assert event.decoded("dtend") == datetime(2027, 3, 1, 12, tzinfo=UTC)
    assert str(event["location"]) == "Room 1, Khirdalan"
    assert str(event["description"]) == "About\neverything"
    assert str(event["url"]) == "https://beu.edu.az/s?a=1&b=2"


def test_a_last_day_is_a_whole_day_on_which_nobody_is_busy() -> None:
    event = read(calendar_file(CalendarEntry("d", "Apply", date(2027, 3, 1)), BAKU, MADE))

    assert event.decoded("dtstart") == date(2027, 3, 1)
    assert event.decoded("dtend") == date(2027, 3, 2)
    assert str(event["transp"]) == "TRANSPARENT"


def test_a_calendar_reminds_a_day_before() -> None:
    (alarm,) = read(calendar_file(SEMINAR, BAKU, MADE)).walk("VALARM")

    assert alarm.decoded("trigger") == -timedelta(days=1)


def test_the_same_event_keeps_its_name_in_the_calendar() -> None:
    first, second = (read(calendar_file(SEMINAR, BAKU, MADE + timedelta(days=n))) for n in range(2))

    assert str(first["uid"]) == str(second["uid"]) == "event-seminar@beu.edu.az"


@settings(max_examples=50)
@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc"]), min_size=1, max_size=200))
@example("\\N")
def test_no_words_break_out_of_their_line(title: str) -> None:
    data = calendar_file(
        CalendarEntry("x", f"{title}\nEND:VCALENDAR", date(2027, 3, 1)), BAKU, MADE
    )

    written = title.replace("\\N", "\n")  # the library takes "\\N" in a text as a new line already
    assert str(read(data)["summary"]).replace("\r\n", "\n") == f"{written}\nEND:VCALENDAR"
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
