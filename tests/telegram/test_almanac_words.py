"""Events, partners and drafts of news, in every language and direction."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from actions.content.events import Event, EventKind
from actions.content.facts import Certainty, Source
from actions.content.facts_values import Texts
from actions.content.loader import load_knowledge
from actions.domain.announcement import TEXT_LIMIT
from actions.domain.news import NewsItem
from actions.domain.partnership import current_partners
from bot.config import PROJECT
from bot.i18n import Phrasebook
from bot.telegram.almanac_words import AlmanacWords
from bot.telegram.news_words import draft_text
from bot.telegram.rendering.markdown import to_runs
from bot.telegram.rendering.messages import Voice
from bot.telegram.rendering.runs import MESSAGE_LIMIT, Run, length, to_html
from tests.double.html import parse_html

KB, _ = load_knowledge(PROJECT / "knowledge")
BOOK = Phrasebook.load()
LOCALES = sorted(KB.locales)
TODAY = date(2026, 11, 28)
EVENT = Event(
    "day",
    EventKind.INFORMATION_DAY,
    Texts({"en": "Erasmus+ *day*", "fa": "روز اراسموس پلاس"}),
    datetime(2027, 3, 1, 14),  # noqa: DTZ001 -- as its clock shows it
    Source("BEU", "https://www.beu.edu.az/en"),
    Certainty.OFFICIAL,
    date(2026, 11, 20),
    datetime(2027, 3, 1, 16, 30),  # noqa: DTZ001
    date(2027, 2, 20),
    place=Texts({"en": "Main hall"}),
    languages=("az", "en"),
    link="https://beu.edu.az/s?a=1&b=2",
)


def words(locale: str, today: date = TODAY) -> AlmanacWords:
    return AlmanacWords(KB, Voice(BOOK[locale], KB.locales[locale]), today)


def shown(runs: list[Run]) -> str:
    return parse_html(to_html(runs)).text


def test_an_event_is_told_with_its_hours_place_and_source() -> None:
    assert shown(words("en").event(EVENT)) == (
        "Erasmus+ *day*\n"
        "Information day: Monday, 1 March 2027, 14:00–16:30 (Baku time)\n"
        "Place: Main hall\n"
        "Language: Azerbaijani · English\n"
        "Registration until 20 February 2027: beu.edu.az/s?a=1&b=2\n\n"
        "Source: beu.edu.az, last checked on 20 November 2026. "
        "Rules change: check before you rely on it."
    )


def test_words_that_a_language_lacks_are_borrowed_and_labelled() -> None:
    in_russian = shown(words("ru").event(EVENT))
    in_persian = shown(words("fa").event(EVENT))

    assert "Erasmus+ *day* (English)" in in_russian
    assert "Место: Main hall (English)" in in_russian
    assert "روز اراسموس پلاس\n" in in_persian


def test_after_the_last_day_of_registration_nobody_is_sent_to_register() -> None:
    text = shown(words("en", date(2027, 2, 21)).event(EVENT))

    assert "Registration" not in text
    assert "More: beu.edu.az" in text


@pytest.mark.parametrize(
    ("starts", "ends", "expected"),
    [
        (date(2027, 3, 1), None, "Monday, 1 March 2027"),
        (date(2027, 3, 1), date(2027, 3, 1), "Monday, 1 March 2027"),
        (date(2027, 3, 1), date(2027, 3, 3), "Monday, 1 March 2027–Wednesday, 3 March 2027"),
        (datetime(2027, 3, 1, 9), None, "Monday, 1 March 2027, 09:00 (Baku time)"),  # noqa: DTZ001
    ],
)
def test_days_are_told_as_they_are_known(starts: date, ends: date | None, expected: str) -> None:
    assert words("en").when(replace(EVENT, starts=starts, ends=ends)) == expected


@pytest.mark.parametrize("locale", LOCALES)
def test_every_language_tells_events_and_partners(locale: str) -> None:
    speaking = words(locale)
    partners = current_partners(KB.almanac.partners.values(), TODAY)
    for runs in (speaking.events([EVENT, EVENT]), speaking.partners(partners)):
        text = shown(runs)

        assert length(runs) <= MESSAGE_LIMIT
        assert not {"{", "}", "_"} & set(text)
        assert ".." not in text
        assert text.count("\u2068") == text.count("\u2069")
    for nothing in (speaking.events([]), speaking.partners([])):
        assert shown(nothing)


def test_partners_are_told_with_country_programme_and_doubt() -> None:
    inha = shown(words("en").partner(KB.almanac.partners["inha"]))

    assert inha.startswith("Inha University, South Korea\nDual degree (as of 2025)\nFields: Comp")
    assert "Whether a foreign citizen can take a state-paid place is not known." in inha
    assert "secondary sources" in inha
    assert "unikal.az" in inha


def test_that_no_partner_is_known_is_not_told_as_there_being_none() -> None:
    text = shown(words("en").partners([]))

    assert "does not mean that there is none" in text
    assert "iro.admission@beu.edu.az" in text


def test_a_month_stands_on_a_button_in_every_language() -> None:
    months = {locale: words(locale).month(2027, 3) for locale in LOCALES}

    assert months["en"] == "March 2027"
    assert months["fa"].endswith("۲۰۲۷")
    assert all(3 < len(month) <= 30 for month in months.values())


def test_a_draft_of_news_holds_no_markup_of_strangers() -> None:
    item = NewsItem(("k",), "**Win** <b>now</b>", "[here](https://evil)", "https://beu.edu.az/1")

    runs = to_runs(draft_text(item))

    assert shown(runs) == "**Win** <b>now</b>\n\n[here](https://evil)\n\nhttps://beu.edu.az/1"
    assert {tag for run in runs for tag in run.tags} == {"b", 'a href="https://beu.edu.az/1"'}


def test_a_draft_fits_its_limit_and_leaves_out_what_is_missing() -> None:
    assert draft_text(NewsItem(("k",), "Title", "Title")) == "**Title**"
    assert len(draft_text(NewsItem(("k",), "T" * 200, "[" * 5000))) <= TEXT_LIMIT


def test_a_calendar_gets_an_event_in_the_person_s_language() -> None:
    entry = words("fa").calendar_entry(EVENT)

    assert (entry.uid, entry.title, entry.place) == ("event-day", "روز اراسموس پلاس", "Main hall")
    assert (entry.starts, entry.ends) == (EVENT.starts, EVENT.ends)
