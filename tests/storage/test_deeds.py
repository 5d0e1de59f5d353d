"""The audit log, and groups that can't be reached."""

from dataclasses import replace

from actions.domain.deed import Deed, Verb
from actions.ports import Workroom
from tests.storage.builders import ADA, BO, DESK, NOW, SECOND

CLAIM = Deed(NOW, Verb.CLAIM, DESK, ADA, "Ada", 1)


async def test_the_log_tells_the_newest_first(workroom: Workroom) -> None:
    closed = replace(CLAIM, verb=Verb.CLOSE, at=NOW + SECOND)
    async with workroom() as work:
        for deed in (CLAIM, replace(CLAIM, ticket_id=2), closed):
            await work.deeds.add(deed)

        assert await work.deeds.last(2, 1) == [closed, CLAIM]
        assert len(await work.deeds.last(9)) == 3


async def test_colleagues_are_known_by_what_they_did_in_a_group(workroom: Workroom) -> None:
    async with workroom() as work:
        await work.deeds.add(CLAIM)
        await work.deeds.add(replace(CLAIM, actor_id=BO, actor="Bo"))
        await work.deeds.add(replace(CLAIM, actor_id=99, actor="Eve", verb=Verb.REFUSED))
        await work.deeds.add(replace(CLAIM, actor_id=None, actor="", verb=Verb.EXPIRE))
        await work.deeds.add(replace(CLAIM, actor_id=98, actor="Dana", chat_id=DESK - 1))

        assert await work.deeds.people_at(DESK, 9) == [(BO, "Bo"), (ADA, "Ada")]
        assert await work.deeds.people_at(DESK, 1) == [(BO, "Bo")]


async def test_deeds_are_counted_since_a_moment(workroom: Workroom) -> None:
    async with workroom() as work:
        await work.deeds.add(replace(CLAIM, at=NOW - SECOND))
        await work.deeds.add(CLAIM)
        await work.deeds.add(replace(CLAIM, verb=Verb.CLOSE))

        assert await work.deeds.tally(NOW) == {"claim": 1, "close": 1}


async def test_an_outage_begins_and_ends_once(workroom: Workroom) -> None:
    async with workroom() as work:
        begun = [await work.outages.begin(DESK, NOW, "kicked") for _ in range(2)]
        known = await work.outages.all()
        is_down = await work.outages.is_down(DESK)
        ended = [await work.outages.end(DESK) for _ in range(2)]

        assert (begun, ended) == ([True, False], [True, False])
        assert (known, is_down) == ([(DESK, "kicked")], True)
        assert not await work.outages.is_down(DESK)


async def test_a_deed_is_found_by_its_moment(workroom: Workroom) -> None:
    ban = replace(CLAIM, verb=Verb.BAN)
    async with workroom() as work:
        for deed in (CLAIM, ban, replace(ban, at=NOW + SECOND, actor="Bo")):
            await work.deeds.add(deed)

        assert await work.deeds.done_at(NOW, Verb.BAN) == ban
        assert await work.deeds.done_at(NOW, Verb.UNBAN) is None
