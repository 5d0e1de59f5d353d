"""A report says the same in every language, for terminal, page and group, and names nobody."""

import re

import pytest

from bot.reports.page import DAYS, LOCALES, page
from bot.reports.text import text_lines
from bot.reports.words import ReportWords
from tests.double.html import parse_html
from tests.reports.sample import NAMES, SECRET, a_week, no_week
from tests.telegram.sample import LOCALES as LANGUAGES
from tests.telegram.sample import knowledge, phrasebook, staff_presenter

EVERY = [*LANGUAGES, "fr"]


def words(locale: str) -> ReportWords:
    return ReportWords(phrasebook()[locale], knowledge())


def text(locale: str) -> str:
    return "\n".join(text_lines(a_week(), words(locale)))


@pytest.mark.parametrize("locale", EVERY)
def test_everything_is_told_in_every_language_without_a_name(locale: str) -> None:
    said, own = text(locale), phrasebook()[locale]

    for heading in ("resolved", "satisfaction", "waiting", "languages", "topics", "unanswered"):
        assert own(f"report_{heading}") in said
    assert own("missing_wrong") in said
    assert SECRET not in said
    assert not [name for name in NAMES if str(name) in said]
    assert not re.search(r"[{}]|report_|outcome_", said)


def test_numbers_stand_where_they_belong() -> None:
    lines = text("en").splitlines()

    assert lines[:6] == [
        "Report: 16 November 2026 – 23 November 2026",
        "Questions: 5, people: 2",
        "🟩 2 answered (40%)",
        "🟨 1 asked what is meant (20%)",
        "🟦 1 passed to a person (20%)",
        "⬜ 1 not for the office (20%)",
    ]
    told = "\n".join(lines)
    assert "Confirmed (👍, or a rating of 4 or 5): 1" in told
    assert "Assumed (no complaint and no further question within 24 hours): 1" in told
    assert "Not settled: 1" in told
    assert "Share of 👍: 0% (0%–79%), of 1" in told
    assert "Half within 1 h 30 min, four of five within 1 h 30 min (working time), of 1" in told
    assert "Promised time kept: 100% (21%–100%), of 1" in told
    assert "Azərbaycanca: Questions 2 · Answered 50% (9%–91%)" in told
    assert "1 · fa 1 · closest: How do I apply?" in told
    assert "fa: “گربه •••”" in told
    assert "1 · How do I apply? · It is wrong 1" in told
    assert "en: “my passport is ••• <b>”" in told


def test_persian_has_its_own_digits() -> None:
    assert not re.search(r"[0-9]", text("fa").replace("•••", ""))


def test_of_nothing_it_says_so_and_no_more() -> None:
    assert [*text_lines(no_week(), words("en"))][1:] == [
        "",
        "Nobody asked anything in this time.",
    ]


@pytest.mark.parametrize("locale", LANGUAGES)
def test_a_page_is_whole_and_escapes_what_people_wrote(locale: str) -> None:
    shown = page(a_week(), words(locale), LANGUAGES[locale])

    assert f'dir="{"rtl" if LANGUAGES[locale].is_rtl else "ltr"}"' in shown
    assert {DAYS, LOCALES} == set(re.findall(r'src="([^"]+)"', shown))
    assert "••• &lt;b&gt;" in shown
    assert SECRET not in shown
    assert shown.count("<section>") == shown.count("</section>")


def test_the_group_gets_one_picture_and_words_that_telegram_takes() -> None:
    photo, *rest = staff_presenter().digest(a_week())
    sent = staff_presenter().drawn(photo.params)

    assert sent.method == "send_photo"
    assert sent.params["photo"].startswith(b"\x89PNG")
    assert len(parse_html(sent.params["caption"]).text) <= 1024
    [message] = rest
    plain = parse_html(message.params["text"]).text
    assert "Necə müraciət edim?" in plain
    assert SECRET not in plain
