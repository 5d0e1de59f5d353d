"""Times and texts mean the same in either database."""

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.exc import StatementError

from bot.storage.columns import storable
from bot.storage.database import Database
from tests.storage.builders import ADA, turn


@given(st.text())
def test_any_text_can_be_made_storable_and_is_then_left_alone(text: str) -> None:
    stored = storable(text)

    assert stored.encode().decode() == stored
    assert "\0" not in stored
    assert storable(stored) == stored


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")))
def test_a_text_that_can_be_stored_is_kept_as_it_is(text: str) -> None:
    assert storable(text) == text


async def test_a_message_survives_what_no_database_can_hold(database: Database) -> None:
    async with database.workroom() as work:
        await work.turns.add(turn("half an emoji \ud83d, nothing \0, a whole one \U0001f600"))

        (kept,) = await work.turns.last(ADA, 1)
        assert kept.text == "half an emoji \ufffd, nothing \ufffd, a whole one \U0001f600"


async def test_a_time_without_a_zone_is_refused(database: Database) -> None:
    naive = datetime(2026, 11, 23, 12, 30)  # noqa: DTZ001 -- that is the point
    with pytest.raises(StatementError, match="has no time zone"):
        async with database.workroom() as work:
            await work.turns.add(turn("Hello", said_at=naive))
