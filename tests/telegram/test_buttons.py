"""What stands on a button, and what it says back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.telegram.buttons import DATA_LIMIT, TEXT_LIMIT, Tap, Tapped, button, keyboard, shortened


@pytest.mark.parametrize("verb", Tap)
def test_what_a_button_says_is_read_back(verb: Tap) -> None:
    data = button("Show", verb, "az", "admission/how-to-apply")["callback_data"]

    assert Tapped.read(data) == Tapped(verb, ("az", "admission/how-to-apply"))


@pytest.mark.parametrize("data", [None, "", "?", "entry:az", "E:az", "old_button_2019", ":e", "ee"])
def test_a_button_of_somebody_else_is_not_ours(data: str | None) -> None:
    assert Tapped.read(data) is None


@given(st.text())
def test_reading_never_fails(data: str) -> None:
    tapped = Tapped.read(data)

    assert tapped is None or ":".join((tapped.verb, *tapped.arguments)) == data


def test_an_argument_that_is_missing_is_nothing() -> None:
    assert Tapped(Tap.ENTRY, ("az",)).argument(1) == ""


def test_telegram_allows_64_bytes_not_letters() -> None:
    fits = "ə" * ((DATA_LIMIT - 2) // 2)

    assert len(button("Show", Tap.ENTRY, fits)["callback_data"].encode()) == DATA_LIMIT
    with pytest.raises(ValueError, match="over 64 bytes"):
        button("Show", Tap.ENTRY, fits + "a")


def test_a_long_question_is_shortened_on_its_button() -> None:
    assert shortened("a" * TEXT_LIMIT) == "a" * TEXT_LIMIT
    assert shortened("a" * 60 + " bcd efgh") == "a" * 60 + " bc…"
    assert shortened("a" * 62 + " bcd") == "a" * 62 + "…"


def test_rows_without_buttons_are_left_out() -> None:
    one = button("A", Tap.PERSON)

    assert keyboard([[], [one], []]) == {"inline_keyboard": [[one]]}
