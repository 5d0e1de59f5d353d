"""Last days and reminders, in every language and direction."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from actions.content.circumstances import NOTHING_KNOWN
from actions.content.deadline_rules import Milestone
from actions.content.loader import load_knowledge
from actions.domain.deadline import Dates, Deadline, deadlines_for
from actions.domain.working_days import WorkingDays
from bot.config import PROJECT
from bot.i18n import Phrasebook
from bot.telegram.deadline_words import DeadlineWords
from bot.telegram.rendering.messages import Voice
from bot.telegram.rendering.runs import MESSAGE_LIMIT, Run, length, to_html
from tests.double.html import parse_html

KB, _ = load_knowledge(PROJECT / "knowledge")
BOOK = Phrasebook.load()
LOCALES = sorted(KB.locales)
TODAY = date(2026, 10, 5)
IN_ENGLISH = """\
Your deadlines

Register again at the new address
Last day: Friday, 9 October 2026 (4 days left)
Term: 5 working days, counted from: move to a new address, 3 October 2026

Apply for the temporary residence permit
Last day: Friday, 13 November 2026 (39 days left)
Term: 30 days before: end of the allowed stay, 13 December 2026

Your allowed stay ends
Last day: Sunday, 13 December 2026 (69 days left)
Offices are closed on that day. The last working day: Friday, 11 December 2026

Give the university a copy of the residence permit
Last day: Monday, 14 December 2026 (70 days left)
Term: 90 days, counted from: admission to full-time study, 15 September 2026

Already past

Register at your place of stay
Last day: 30 September 2026
Not done yet? Do it at once, and ask: (012) 919

Must be confirmed

Register the IMEI of the phone that you brought
The term is not confirmed. Ask: iro.admission@beu.edu.az

If you tell me these days, I can work out more: \
end of the residence permit · expiry of the passport.

Part of this comes from secondary sources, not from the authority that decides.

The day from which a term runs is not counted. “Working days” leave out weekends and public \
holidays. No source was found that moves a last day from a rest day, so act on the working day \
before. Check before you rely on it."""
DATES: Dates = {
    Milestone.ARRIVED: date(2026, 9, 15),
    Milestone.ENROLLED: date(2026, 9, 15),
    Milestone.STAY: date(2026, 12, 13),
    Milestone.MOVED: date(2026, 10, 3),
}


def words(locale: str, today: date = TODAY) -> DeadlineWords:
    return DeadlineWords(KB, Voice(BOOK[locale], KB.locales[locale]), today)


def found(dates: Dates = DATES, today: date = TODAY) -> list[Deadline]:
    return deadlines_for(KB.basis, dates, NOTHING_KNOWN, today, WorkingDays())


def one(rule: str, dates: Dates = DATES, today: date = TODAY) -> Deadline:
    return next(each for each in found(dates, today) if each.rule == rule)


def shown(runs: list[Run]) -> str:
    return parse_html(to_html(runs)).text


def test_deadlines_are_told_in_their_order_with_days_and_reasons() -> None:
    text = shown(words("en").overview(found(), [Milestone.PERMIT, Milestone.PASSPORT]))

    assert text == IN_ENGLISH


@pytest.mark.parametrize("locale", LOCALES)
def test_every_language_tells_all_of_it_in_one_message(locale: str) -> None:
    speaking = words(locale)
    runs = speaking.overview(found(), list(Milestone))
    text = shown(runs)

    assert length(runs) <= MESSAGE_LIMIT
    assert text.count("\n\n") == 11
    assert not {"{", "}", "_", "*"} & set(text)
    assert ".." not in text
    assert "  " not in text
    isolated = text.replace("\u2068", "").replace("\u2069", "")
    for each in found():
        assert speaking.title(each) in isolated


@pytest.mark.parametrize("locale", ["fa", "ar"])
def test_latin_words_keep_their_direction_among_words_from_right_to_left(locale: str) -> None:
    text = shown(words(locale).overview(found()))

    assert "\u2068IMEI\u2069" in text
    assert "\u2068(012) 919\u2069" in text
    assert text.count("\u2068") == text.count("\u2069")


def test_persian_days_have_persian_digits() -> None:
    text = shown(words("fa").overview([one("stay_ends")]))

    assert "۱۳ دسامبر ۲۰۲۶" in text
    assert "۶۹ روز مانده" in text
    assert not set("0123456789") & set(text)


@pytest.mark.parametrize(
    ("locale", "left"),
    [
        ("ru", {1: "остался 1 день", 2: "осталось 2 дня", 5: "осталось 5 дней", 0: "сегодня"}),
        ("ru", {21: "остался 21 день", 11: "осталось 11 дней", 13: "осталось 13 дней"}),
        ("ar", {1: "بقي يوم واحد", 2: "بقي يومان", 3: "بقي 3 أيام", 11: "بقي 11 يومًا", 0: "اليوم"}),
        ("fr", {1: "plus que 1 jour", 2: "encore 2 jours", 0: "aujourd’hui"}),
        ("en", {1: "1 day left", 2: "2 days left", 0: "today"}),
        ("az", {1: "1 gün qalır", 7: "7 gün qalır", 0: "bu gün"}),
        ("tr", {1: "1 gün kaldı", 7: "7 gün kaldı", 0: "bugün"}),
        ("fa", {1: "۱ روز مانده", 7: "۷ روز مانده", 0: "امروز"}),
    ],
)
def test_days_are_counted_in_the_right_form(locale: str, left: dict[int, str]) -> None:
    for days, expected in left.items():
        today = date(2026, 12, 13) - timedelta(days=days)
        text = shown(words(locale, today).overview([one("stay_ends", DATES, today)]))

        assert f"({expected})" in text


def test_without_deadlines_that_is_said_and_what_would_help() -> None:
    text = shown(words("en").overview([], [Milestone.ARRIVED]))

    assert text == (
        "From what I know I can't work out any deadline.\n\n"
        "If you tell me these days, I can work out more: arrival in Azerbaijan."
    )


def test_on_the_eve_of_a_closed_last_day_nobody_is_sent_to_yesterday() -> None:
    saturday = date(2026, 12, 12)

    text = shown(words("en", saturday).overview([one("stay_ends", DATES, saturday)]))

    assert "Offices are closed until then." in text
    assert "11 December" not in text


@pytest.mark.parametrize("locale", LOCALES)
def test_a_reminder_says_what_when_and_how_to_stop_it(locale: str) -> None:
    text = shown(words(locale).reminder(one("permit_apply")))

    assert words(locale).title(one("permit_apply")) in text
    assert "/pause" in text
    assert "/stop" in text
    assert len(text.split("\n\n")) == 3


def test_a_reminder_from_secondary_sources_says_so() -> None:
    text = shown(words("en").reminder(one("residence_proof")))

    assert "secondary sources" in text


def test_a_contact_that_is_not_sure_is_not_named() -> None:
    nobody = replace(KB, facts={})
    speaking = DeadlineWords(nobody, Voice(BOOK["en"], KB.locales["en"]), TODAY)

    text = shown(speaking.overview([one("registration")]))

    assert "ask: International office" in text
    assert "919" not in text


def test_a_rule_that_is_gone_is_called_by_its_name() -> None:
    gone = replace(one("permit_apply"), rule="gone_rule")

    assert "gone_rule" in shown(words("en").overview([gone]))


def test_a_calendar_gets_the_last_working_day() -> None:
    entry = words("ru").calendar_entry(one("stay_ends"))

    assert entry
    assert (entry.uid, entry.starts) == ("deadline-stay_ends", date(2026, 12, 11))
    assert entry.title == "Заканчивается разрешённый срок пребывания"
    assert words("ru").calendar_entry(one("phone_imei")) is None
