"""A conversation's last lines are there in order."""

from hypothesis import given
from hypothesis import strategies as st

from actions.domain.turn import Speaker, Turn
from actions.ports import Workroom
from bot.storage.database import Database
from tests.storage.builders import ADA, BO, turn, undone
from tests.storage.strategies import PROPERTY, ids, moments, texts


async def test_the_newest_lines_come_oldest_first(workroom: Workroom) -> None:
    async with workroom() as work:
        for text in ("one", "two", "three"):
            await work.turns.add(turn(text))
            await work.turns.add(turn("not Ada's", BO))

        assert await work.turns.last(ADA, 2) == [turn("two"), turn("three")]
        assert await work.turns.last(ADA, 9) == [turn("one"), turn("two"), turn("three")]
        assert await work.turns.last(ADA, 0) == []


@PROPERTY
@given(st.builds(Turn, ids, st.sampled_from(Speaker), texts, moments))
async def test_any_line_comes_back_as_it_was(database: Database, line: Turn) -> None:
    async with undone(database.workroom) as work:
        await work.turns.add(line)

        assert await work.turns.last(line.person_id, 1) == [line]
