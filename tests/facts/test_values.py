"""A value is written as people of each language write it."""

import pytest

from actions.content.facts import AsOf
from actions.content.facts_values import (
    Texts,
    Value,
    amount,
    contact,
    day,
    day_of_year,
    duration,
    link,
    number,
    percent,
)
from bot.facts.plain import plain
from bot.facts.values import address, with_time, written
from tests.facts.office import known
from tests.telegram.sample import phrasebook

LINK = "[evisa.gov.az/en](<https://www.evisa.gov.az/en/>)"
ORDER = ("en", "az", "ru", "tr", "fa", "ar")


def in_all(value: Value | None) -> list[str]:
    texts = [written(known(value), phrasebook()[locale]) for locale in ORDER]
    invisible = str.maketrans({"\u00a0": " ", "\u202f": " ", "\u200e": ""})
    return [text.translate(invisible) for text in texts]


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (number("9000"), ["9,000", "9.000", "9 000", "9.000", "۹٬۰۰۰", "9,000"]),
        (number("3.0"), ["3.0", "3,0", "3,0", "3,0", "۳٫۰", "3.0"]),
        (number("8..12"), ["8–12", "8–12", "8–12", "8–12", "۸ تا ۱۲", "8 إلى 12"]),
        (number("30 ECTS"), ["30 ECTS"] * 4 + ["۳۰ ECTS", "30 ECTS"]),
        (percent("50..70"), ["50–70%", "50–70%", "50–70 %", "%50–70", "۵۰ تا ۷۰٪", "50 إلى 70%"]),
        (amount("40 AZN"), ["40 AZN"] * 4 + ["۴۰ منات", "40 مانات"]),
        (amount("0.30 USD"), ["0.30 USD", *["0,30 USD"] * 3, "۰٫۳۰ USD", "0.30 USD"]),
        (
            day("2016-11-08"),
            [
                "8 November 2016",
                "8 noyabr 2016",
                "8 ноября 2016 г.",
                "8 Kasım 2016",
                "۸ نوامبر ۲۰۱۶",
                "8 نوفمبر 2016",
            ],
        ),
        (
            day_of_year("09-15"),
            ["15 September", "15 sentyabr", "15 сентября", "15 Eylül", "۱۵ سپتامبر", "15 سبتمبر"],
        ),
        (Texts({}, "2023"), ["2023"] * 4 + ["۲۰۲۳", "2023"]),
        (Texts({}, "B2"), ["B2"] * 6),
        (Texts({"en": "ten", "ru": "десять"}), ["ten", "ten", "десять", "ten", "ten", "ten"]),
        (contact("(012) 919"), ["(012) 919"] * 6),
        (
            link("https://www.evisa.gov.az/en/"),
            [LINK] * 6,
        ),
    ],
)
def test_a_value_is_written_in_six_languages(value: Value, expected: list[str]) -> None:
    texts = [written(value, phrasebook()[locale], "en") for locale in ORDER]
    invisible = str.maketrans({"\u00a0": " ", "\u202f": " ", "\u200e": ""})

    assert [text.translate(invisible) for text in texts] == expected


@pytest.mark.parametrize(
    ("written_as", "expected"),
    [
        ("1 day", ["1 day", "1 gün", "1 день", "1 gün", "۱ روز", "يوم"]),
        ("2 days", ["2 days", "2 gün", "2 дня", "2 gün", "۲ روز", "يومان"]),
        ("5 days", ["5 days", "5 gün", "5 дней", "5 gün", "۵ روز", "5 أيام"]),
        ("21 days", ["21 days", "21 gün", "21 день", "21 gün", "۲۱ روز", "21 يومًا"]),
        ("100 days", ["100 days", "100 gün", "100 дней", "100 gün", "۱۰۰ روز", "100 يوم"]),
        ("3 hours", ["3 hours", "3 saat", "3 часа", "3 saat", "۳ ساعت", "3 ساعات"]),
        ("2 weeks", ["2 weeks", "2 həftə", "2 недели", "2 hafta", "۲ هفته", "أسبوعان"]),
        (
            "1..2 weeks",
            ["1–2 weeks", "1–2 həftə", "1–2 недели", "1–2 hafta", "۱ تا ۲ هفته", "1 إلى 2 أسابيع"],
        ),
        (
            "3..12 months",
            ["3–12 months", "3–12 ay", "3–12 месяцев", "3–12 ay", "۳ تا ۱۲ ماه", "3 إلى 12 شهرًا"],
        ),
        ("5 years", ["5 years", "5 il", "5 лет", "5 yıl", "۵ سال", "5 سنوات"]),
        (
            "1 working_day",
            [
                "1 working day",
                "1 iş günü",
                "1 рабочий день",
                "1 iş günü",
                "۱ روز کاری",
                "يوم عمل واحد",
            ],
        ),
        (
            "2 working_days",
            ["2 working days", "2 iş günü", "2 рабочих дня", "2 iş günü", "۲ روز کاری", "يوما عمل"],
        ),
        (
            "5 working_days",
            [
                "5 working days",
                "5 iş günü",
                "5 рабочих дней",
                "5 iş günü",
                "۵ روز کاری",
                "5 أيام عمل",
            ],
        ),
        (
            "1..2 working_days",
            [
                "1–2 working days",
                "1–2 iş günü",
                "1–2 рабочих дня",
                "1–2 iş günü",
                "۱ تا ۲ روز کاری",
                "1 إلى 2 أيام عمل",
            ],
        ),
        (
            "10..20 working_days",
            [
                "10–20 working days",
                "10–20 iş günü",
                "10–20 рабочих дней",
                "10–20 iş günü",
                "۱۰ تا ۲۰ روز کاری",
                "10 إلى 20 يوم عمل",
            ],
        ),
    ],
)
def test_a_duration_has_the_form_that_its_number_asks_for(
    written_as: str, expected: list[str]
) -> None:
    assert in_all(duration(written_as)) == expected


def test_a_value_can_say_of_which_time_it_is() -> None:
    def of(locale: str, as_of: AsOf) -> str:
        return with_time("27", as_of, phrasebook()[locale])

    assert of("en", AsOf(2022, 9)) == "27 (as of September 2022)"
    assert of("fa", AsOf(2018)) == "27 (مربوط به ۲۰۱۸)"
    assert with_time("27", None, phrasebook()["en"]) == "27"


def test_nothing_in_a_value_is_markup() -> None:
    text = Texts({}, "*all* [of]\n_it_ `is` <b>plain</b> \u202eback")

    assert written(text, phrasebook()["en"]) == plain("*all* [of] _it_ `is` <b>plain</b> back")
    assert plain("a_b*c") == r"a\_b\*c"


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (link("https://evisa.gov.az/?a=1"), "https://evisa.gov.az/?a=1"),
        (contact("iro@beu.edu.az"), "mailto:iro@beu.edu.az"),
        (contact("+994 (12) 349-99-98"), "tel:+994123499998"),
        (number("7"), ""),
    ],
)
def test_what_can_be_opened_has_an_address(value: Value, expected: str) -> None:
    assert address(value) == expected
