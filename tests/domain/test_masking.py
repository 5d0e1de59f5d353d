"""Personal data is hidden, and what is none stays readable."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actions.domain.masking import HIDDEN, masked


@pytest.mark.parametrize(
    "secret",
    [
        "ada.lovelace+visa@example.co.uk",
        "AA1234567",
        "aze 12345678",
        "C-01234567",
        "MYI 1234567",
        "АА 1234567",
        "5ZX4K2P",
        "7G1H2J3",
        "+994 50 123 45 67",
        "(050) 123-45-67",
        "00994501234567",
        "+90 (212) 555 01 02",
    ],
)
def test_personal_data_is_hidden(secret: str) -> None:
    assert masked(f"mine is {secret}, thanks") == f"mine is {HIDDEN}, thanks"


@pytest.mark.parametrize(
    "harmless",
    [
        "2026-11-23T12:30:15.123456Z",
        "ticket 1042 of 17",
        "Forbidden: bot was blocked by the user",
        "migration/trp-documents, 0.94",
        "handing_off.py:123 < unit.py:71",
        "PARTICIPANT_ID_INVALID",
        "STARTED",
        "in 2027/2028",
        "http://127.0.0.1:5005/model/parse",
    ],
)
def test_what_is_none_stays_readable(harmless: str) -> None:
    assert masked(harmless) == harmless


@given(st.text(max_size=60))
def test_masking_twice_is_masking_once(text: str) -> None:
    assert masked(masked(text)) == masked(text)
