"""A group is found again wherever it moved."""

import pytest

from actions.ports import Workroom


async def test_a_chat_that_never_moved_is_where_it_was(workroom: Workroom) -> None:
    async with workroom() as work:
        await work.moves.record(1, 2)

        assert await work.moves.current(3) == 3


@pytest.mark.parametrize("moves", [[(1, 2), (2, 3)], [(2, 3), (1, 2)]], ids=["forth", "late"])
async def test_any_number_of_moves_is_followed(
    workroom: Workroom, moves: list[tuple[int, int]]
) -> None:
    async with workroom() as work:
        for old, new in moves:
            await work.moves.record(old, new)

    async with workroom() as work:
        assert [await work.moves.current(chat) for chat in (1, 2, 3)] == [3, 3, 3]


async def test_the_last_word_counts(workroom: Workroom) -> None:
    async with workroom() as work:
        await work.moves.record(1, 2)
        await work.moves.record(1, 4)

        assert await work.moves.current(1) == 4


async def test_a_circle_ends(workroom: Workroom) -> None:
    async with workroom() as work:
        await work.moves.record(1, 1)
        await work.moves.record(2, 3)
        await work.moves.record(3, 2)

        assert await work.moves.current(1) == 1
        assert await work.moves.current(2) in {2, 3}
