"""Numbers are found in any digits and words, and nothing else is taken for one."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as some

from actions.content.checks.agreement import is_claim
from actions.content.numerals import NO_NUMERALS, Numerals, read_numerals
from actions.content.quantities import Kind, quantities
from bot.config import PROJECT
from tests.content_reading.files import write

SHIPPED, _ = read_numerals(PROJECT / "knowledge", ("az", "en", "ru", "tr", "fa", "ar"))


def said(text: str, locale: str = "en") -> list[tuple[Kind, str, str]]:
    return [(one.kind, one.value, one.unit) for one in quantities(text, SHIPPED[locale])]


@pytest.mark.parametrize(
    ("locale", "text", "value", "unit"),
    [
        ("en", "within 15 days", "15", "days"),
        ("en", "a 15-day term", "15", "days"),
        ("en", "**fifteen** days", "15", "days"),
        ("en", "twenty five weeks", "25", "weeks"),
        ("en", "twenty-five years", "25", "years"),
        ("en", "5 working days", "5", "working_days"),
        ("en", "2,500 AZN", "2500", "AZN"),
        ("en", "€ 1 200", "1200", "EUR"),
        ("en", "5.50 manats", "5.5", "AZN"),
        ("en", "70%", "70", "percent"),
        ("az", "on beş gün ərzində", "15", "days"),
        ("az", "15 günlük müddət", "15", "days"),
        ("az", "iyirmi beş manat", "25", "AZN"),
        ("tr", "on beş iş günü", "15", "working_days"),
        ("ru", "пятнадцати дней", "15", "days"),
        ("ru", "двадцать пять рублей", "25", ""),
        ("ru", "5 рабочих дней", "5", "working_days"),
        ("fa", "ظرف ۱۵ روز", "15", "days"),
        ("fa", "پانزده روز", "15", "days"),
        ("fa", "بیست و پنج هفته", "25", "weeks"),
        ("ar", "خلال ١٥ يومًا", "15", "days"),
        ("ar", "خمسة عشر يومًا", "15", "days"),
        ("ar", "خمسة وعشرون يومًا", "25", "days"),
        ("ar", "لستة أشهر", "6", "months"),
    ],
)
def test_a_number_is_found_with_what_it_counts(
    locale: str, text: str, value: str, unit: str
) -> None:
    assert said(text, locale) == [(Kind.NUMBER, value, unit)]


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("call (012) 349 99 98.", Kind.PHONE, "0123499998"),
        ("call +994 12 349 99 98", Kind.PHONE, "994123499998"),
        ("به (۰۱۲) ۹۱۹ زنگ بزنید", Kind.PHONE, "012919"),
        ("write to IRO.Admission@beu.edu.az.", Kind.EMAIL, "iro.admission@beu.edu.az"),
        ("[a page](https://beu.edu.az/en/page/8)", Kind.ADDRESS, "beu.edu.az/en/page/8"),
        ("see evisa.gov.az, please", Kind.ADDRESS, "evisa.gov.az"),
        ("at 10:30", Kind.TIME, "10:30"),
        ("level B2 is enough", Kind.CODE, "b2"),
    ],
)
def test_what_is_no_number_is_known_for_what_it_is(text: str, kind: Kind, value: str) -> None:
    assert [(one.kind, one.value) for one in quantities(text, SHIPPED["en"])] == [(kind, value)]


def test_both_numbers_of_a_range_count_the_same() -> None:
    assert said("300–400 AZN") == [(Kind.NUMBER, "300", "AZN"), (Kind.NUMBER, "400", "AZN")]


@pytest.mark.parametrize(
    ("locale", "text"),
    [
        ("en", "8 September 2026"),
        ("en", "08.09.2026"),
        ("az", "2026-cı il sentyabrın 8-i"),
        ("ru", "8 сентября 2026 года"),
        ("fa", "۸ سپتامبر ۲۰۲۶"),
        ("ar", "8 سبتمبر 2026"),
    ],
)
def test_a_date_is_the_same_in_every_language(locale: str, text: str) -> None:
    assert {(kind, value) for kind, value, _ in said(text, locale)} == {
        (Kind.NUMBER, "8"),
        (Kind.MONTH, "9"),
        (Kind.NUMBER, "2026"),
    }


@pytest.mark.parametrize(
    ("locale", "text"),
    [
        ("en", "1. First, you may come.\n2. Then go."),
        ("en", "{registration_term:KZ} and {fee_2026}"),
        ("az", "bunun üçün gəlin"),
        ("tr", "masanın altında"),
        ("ar", "لست متأكدا"),
    ],
)
def test_what_only_looks_like_a_number_is_no_claim(locale: str, text: str) -> None:
    assert [one for one in quantities(text, SHIPPED[locale]) if is_claim(one)] == []


def test_a_calendar_year_counts_nothing() -> None:
    assert said("в 2026 году", "ru") == [(Kind.NUMBER, "2026", "")]


@given(some.text())
def test_any_text_can_be_read(text: str) -> None:
    for numerals in (NO_NUMERALS, *SHIPPED.values()):
        for one in quantities(text, numerals):
            assert 0 <= one.line <= text.count("\n")


def test_a_language_without_the_file_is_compared_by_digits(tmp_path: Path) -> None:
    found, problems = read_numerals(tmp_path, ["fr"])

    assert found.get("fr", Numerals()) == NO_NUMERALS
    assert [str(problem).partition(": ")[2] for problem in problems] == [
        "warning: is missing; write how numbers are called in fr, as in another language"
    ]


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ("words:\n  three: 3\nunits: {days: day}\nmonths: {1: May}\n", 2, "`three:` must be a num"),
        ("words: {3: three}\nunits: {days: day}\nmonth: {1: May}\n", 3, "`month:` is none of wor"),
        ("words: {}\nunits: {days: day}\nmonths: {1: May}\n", 1, "`words:` is empty"),
        ("words: {3: three}\n", 1, "`units:` is missing"),
        ("words: [", 2, "is not valid YAML here"),
    ],
)
def test_a_mistake_in_the_file_is_named(text: str, line: int, says: str, tmp_path: Path) -> None:
    write(tmp_path / "fr" / "numbers.yml", text)

    _, problems = read_numerals(tmp_path, ["fr"])

    assert (problems[0].line, problems[0].message[: len(says)]) == (line, says)
