"""Words for people: catalogues read straight from the files that translators edit."""

from datetime import date
from pathlib import Path

import pytest

from bot.i18n import Phrasebook
from tests.content_reading.files import write

HEAD = 'msgid ""\nmsgstr "Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n\n'
IN_ENGLISH = f"""{HEAD}
msgid "hello"
msgstr "Hello, {{name}}!"

msgid "tickets"
msgid_plural "tickets_plural"
msgstr[0] "{{count}} ticket"
msgstr[1] "{{count}} tickets"
"""
IN_RUSSIAN = (
    'msgid ""\nmsgstr "Plural-Forms: nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && '
    'n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);\\n"\n\n'
    'msgid "tickets"\nmsgid_plural "tickets_plural"\n'
    'msgstr[0] "{count} вопрос"\nmsgstr[1] "{count} вопроса"\nmsgstr[2] "{count} вопросов"\n'
)
DAY = date(2026, 11, 23)


@pytest.fixture
def phrasebook(tmp_path: Path) -> Phrasebook:
    write(tmp_path / "en/LC_MESSAGES/messages.po", IN_ENGLISH)
    write(tmp_path / "ru/LC_MESSAGES/messages.po", IN_RUSSIAN)
    return Phrasebook.load("en", tmp_path)


def test_values_stand_in_their_places(phrasebook: Phrasebook) -> None:
    assert phrasebook["en"]("hello", name="Ada {Byron}") == "Hello, Ada {Byron}!"


def test_a_language_without_a_catalogue_borrows_the_default_s(phrasebook: Phrasebook) -> None:
    assert phrasebook["uk"]("hello", name="Ada") == "Hello, Ada!"
    assert phrasebook.locales == ["en", "ru"]


@pytest.mark.parametrize(
    ("count", "words"), [(1, "1 вопрос"), (3, "3 вопроса"), (5, "5 вопросов"), (21, "21 вопрос")]
)
def test_a_number_asks_for_its_form(phrasebook: Phrasebook, count: int, words: str) -> None:
    assert phrasebook["ru"].plural("tickets", count) == words


@pytest.mark.parametrize("broken", ["(n%0==1", "((n%10==1"])
def test_a_broken_rule_of_plurals_is_that_of_the_language(broken: str, tmp_path: Path) -> None:
    words = IN_RUSSIAN.replace("(n%10==1", broken)
    write(tmp_path / "ru/LC_MESSAGES/messages.po", words)

    russian = Phrasebook.load("ru", tmp_path)["ru"]

    said = [russian.plural("tickets", count) for count in (1, 2, 5)]
    assert said == ["1 вопрос", "2 вопроса", "5 вопросов"]


@pytest.mark.parametrize(
    ("locale", "day"),
    [
        ("az", "23 noyabr 2026"),
        ("en", "23 November 2026"),
        ("ru", "23 ноября 2026\u202fг."),
        ("tr", "23 Kasım 2026"),
    ],
)
def test_a_day_is_written_as_people_write_it(locale: str, day: str) -> None:
    assert Phrasebook.load()[locale].date(DAY).replace("\xa0", "\u202f") == day


@pytest.mark.parametrize("locale", Phrasebook.load().locales)
def test_every_language_knows_how_to_write_a_day(locale: str) -> None:
    assert Phrasebook.load()[locale].date(DAY).strip()


@pytest.mark.parametrize(("locale", "line"), [("az", "İcazə"), ("tr", "İcazə"), ("en", "Icazə")])
def test_a_line_begins_with_a_great_letter_of_its_language(locale: str, line: str) -> None:
    words = Phrasebook.load()[locale]

    assert words.capitalised("icazə") == line
    assert words.capitalised("") == ""
