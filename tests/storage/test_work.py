"""A unit of work happens whole or not at all, and never beside another one."""

import asyncio

import pytest

from actions.domain.person import Person
from actions.errors import StorageUnusable
from actions.ports import Workroom
from bot.storage.database import Database
from tests.storage.builders import ADA, NOW, delivery, ticket, turn, update
from tests.storage.other_process import UNITS, count_up
from tests.storage.test_crash import other_process


async def test_an_exception_undoes_everything(workroom: Workroom) -> None:
    with pytest.raises(ZeroDivisionError):
        await _everything_and_a_mistake(workroom)

    async with workroom() as work:
        assert await work.inbox.waiting() == []
        assert await work.people.get(ADA) is None
        assert await work.tickets.latest_of(ADA) is None
        assert await work.deliveries.heads(NOW) == []
        assert await work.turns.last(ADA, 9) == []
        assert await work.moves.current(1) == 1


async def _everything_and_a_mistake(workroom: Workroom) -> None:
    async with workroom() as work:
        await work.inbox.put(update(1))
        await work.people.save(Person(ADA, "Ada"))
        ours = await work.tickets.add(ticket())
        await work.deliveries.add(delivery("a1", ticket_id=ours.id))
        await work.turns.add(turn("one"))
        await work.moves.record(1, 2)
        raise ZeroDivisionError


async def test_what_one_unit_reads_no_other_changes_meanwhile(workroom: Workroom) -> None:
    await asyncio.gather(*(count_up(workroom) for _ in range(UNITS)))

    async with workroom() as work:
        assert await work.people.get(ADA) == Person(ADA, str(UNITS))


async def test_two_processes_lose_nothing_to_each_other(url: str, database: Database) -> None:
    with other_process("count", url) as process:
        assert process.stdout
        assert process.stdout.readline() == "ready\n"
        await asyncio.gather(*(count_up(database.workroom) for _ in range(UNITS)))
        assert await asyncio.to_thread(process.wait) == 0

    async with database.workroom() as work:
        assert await work.people.get(ADA) == Person(ADA, str(2 * UNITS))


async def test_a_cancelled_unit_leaves_nothing_and_stands_in_nobodys_way(
    workroom: Workroom,
) -> None:
    entered = asyncio.Event()

    async def never_ends() -> None:
        async with workroom() as work:
            await work.people.save(Person(ADA, "Ada"))
            entered.set()
            await asyncio.Event().wait()

    inside = asyncio.create_task(never_ends())
    await entered.wait()
    queued = [asyncio.create_task(count_up(workroom)) for _ in range(9)]
    await asyncio.sleep(0)
    for task in (inside, *queued):
        task.cancel()
    await asyncio.gather(inside, *queued, return_exceptions=True)

    async with workroom() as work:
        assert await work.people.get(ADA) is None


async def test_a_unit_cancelled_at_any_moment_is_whole_or_not_there(database: Database) -> None:
    for steps in range(0, 80, 2):
        pair = (2 * steps, 2 * steps + 1)
        task = asyncio.create_task(_save(database.workroom, pair))
        for _ in range(steps):
            await asyncio.sleep(0)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)

        async with database.workroom() as work:
            found = [await work.people.get(person_id) is not None for person_id in pair]
        assert found in ([True, True], [False, False])


async def _save(workroom: Workroom, person_ids: tuple[int, ...]) -> None:
    async with workroom() as work:
        for person_id in person_ids:
            await work.people.save(Person(person_id, "Ada"))


async def test_a_delivery_needs_the_ticket_that_it_names(workroom: Workroom) -> None:
    with pytest.raises(Exception, match=r"ticket|FOREIGN KEY"):
        async with workroom() as work:
            await work.deliveries.add(delivery("a1", ticket_id=1))

    async with workroom() as work:
        assert await work.deliveries.heads(NOW) == []


async def test_a_closed_database_is_not_opened_again(database: Database) -> None:
    await database.close()

    with pytest.raises(StorageUnusable, match="is closed"):
        async with database.workroom():
            pass
