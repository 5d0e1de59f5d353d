"""What questions mean, and what goes to several people, is kept as it was."""

from dataclasses import replace
from datetime import timedelta

from actions.domain.batch import Batch
from actions.ports import Workroom
from tests.storage.builders import ADA, BO, NOW, ticket

HOUR = timedelta(hours=1)
VISA = {"migration/study-visa": 0.62}


async def test_the_first_meaning_of_a_ticket_stays(workroom: Workroom) -> None:
    async with workroom() as work:
        number = (await work.tickets.add(ticket())).id
        await work.meanings.save(number, VISA)
        await work.meanings.save(number, {"life/dormitory": 1.0})

        assert await work.meanings.of(number) == VISA
        assert await work.meanings.of(number + 1) == {}


async def test_only_what_others_wait_for_is_compared_the_longest_wait_first(
    workroom: Workroom,
) -> None:
    async with workroom() as work:
        late = await work.tickets.add(ticket(owed_since=NOW + HOUR))
        early = await work.tickets.add(ticket(owed_since=NOW))
        answered = await work.tickets.add(ticket())
        own = await work.tickets.add(ticket(BO, owed_since=NOW))
        for each in (late, early, answered, own):
            await work.meanings.save(each.id, VISA)
        await work.tickets.add(ticket(owed_since=NOW))  # nobody knows what it means

        assert await work.meanings.of_open(BO) == [(early.id, VISA), (late.id, VISA)]
        assert await work.meanings.of_open(BO, limit=1) == [(early.id, VISA)]
        assert [number for number, _ in await work.meanings.of_open(ADA)] == [own.id]


async def test_a_batch_comes_back_as_it_was(workroom: Workroom) -> None:
    async with workroom() as work:
        batch = await work.batches.add(Batch(1, NOW, (1, 2), ("a/b",)))
        done = replace(batch.without(2).choosing(entry_id="a/b"), done_at=NOW)
        assert await work.batches.get(batch.id) == batch
        await work.batches.save(done)

    async with workroom() as work:
        assert await work.batches.get(batch.id) == done
        assert await work.batches.get(batch.id + 1) is None
