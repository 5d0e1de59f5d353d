"""One form for all spellings of a text."""

import pytest

from bot.nlu.rasa.text import MOST_LETTERS, has_words, normal_form, without_command


@pytest.mark.parametrize(
    ("written", "normal"),
    [
        ("  How   much\n is it? ", "How much is it?"),
        ("Ｈｏｗ ｍｕｃｈ", "How much"),
        ("\u202eabc\u202c", "abc"),
        ("vi\u200bsa", "visa"),
        ("سـلام", "سلام"),
        ("مُحَمَّد", "محمد"),
        ("pleeeeease", "please".replace("ea", "eea")),
        ("www.beu.edu.az", "www.beu.edu.az"),
        ("10000 manat", "10000 manat"),
        ("۱۵ روز ١٥", "15 روز 15"),
        ("a\x00b", "a b"),
        ("", ""),
    ],
)
def test_what_reads_alike_becomes_alike(written: str, normal: str) -> None:
    assert normal_form(written) == normal


def test_persian_letters_from_an_arabic_keyboard_are_persian() -> None:
    assert normal_form("ويزاي تحصيلي كجا", "fa") == "ویزای تحصیلی کجا"


def test_persian_plurals_are_the_same_with_and_without_the_joiner() -> None:
    assert normal_form("می\u200cخواهم", "fa") == normal_form("می خواهم", "fa")


def test_arabic_keeps_its_hamza_and_its_ta_marbuta() -> None:
    assert normal_form("أريد تأشيرة", "ar") == "أريد تأشيرة"


def test_long_texts_are_cut() -> None:
    assert len(normal_form("ab " * 5000)) <= MOST_LETTERS


@pytest.mark.parametrize("text", ["", "?", "😀😀", " . ", "\u200b", "👍🏽!"])
def test_signs_alone_are_no_words(text: str) -> None:
    assert not has_words(normal_form(text))


@pytest.mark.parametrize("text", ["ok", "1", "да", "你好"])
def test_letters_and_digits_are_words(text: str) -> None:
    assert has_words(text)


@pytest.mark.parametrize("text", ["/urgent", "  /urgent", "/ /urgent", "//urgent", "\u00a0/urgent"])
def test_no_message_can_name_an_intent(text: str) -> None:
    assert without_command(text) == "urgent"


def test_a_slash_inside_stays() -> None:
    assert without_command("and/or") == "and/or"
