"""A conversation's last lines are there in order."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from actions.domain.turn import Speaker, Turn
from actions.ports import Workroom
from bot.storage.database import Database
from tests.storage.builders import ADA, BO, NOW, turn, undone
from tests.storage.strategies import PROPERTY, ids, moments, texts


async def test_the_newest_lines_come_oldest_first(workroom: Workroom) -> None:
    async with workroom() as work:
        for text in ("one", "two", "three"):
            await work.turns.add(turn(text))
            await work.turns.add(turn("not Ada's", BO))

        assert await work.turns.last(ADA, 2) == [turn("two"), turn("three")]
        assert await work.turns.last(ADA, 9) == [turn("one"), turn("two"), turn("three")]
        assert await work.turns.last(ADA, 0) == []


async def test_each_entry_is_counted_as_often_as_it_was_shown(workroom: Workroom) -> None:
    async with workroom() as work:
        for text in ("fees/amount life/chess", "fees/amount", "fees/amount"):
            await work.turns.add(Turn(BO, Speaker.ASSISTANT, text, NOW))
        await work.turns.add(Turn(ADA, Speaker.PERSON, "life/chess", NOW))

        assert await work.turns.tally(NOW) == {"fees/amount": 3, "life/chess": 1}
        assert await work.turns.tally(NOW + timedelta(hours=1)) == {}


@PROPERTY
@given(st.builds(Turn, ids, st.sampled_from(Speaker), texts, moments))
async def test_any_line_comes_back_as_it_was(database: Database, line: Turn) -> None:
    async with undone(database.workroom) as work:
        await work.turns.add(line)

        assert await work.turns.last(line.person_id, 1) == [line]
