"""Days that people told come back as they were, and nothing is called to mind twice."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from actions.content.deadline_rules import Milestone
from actions.domain.reminder import Reminder
from actions.domain.stay import Stay, newcomer
from actions.ports import Workroom
from bot.storage.database import Database
from tests.storage.builders import ADA, BO, NOW, undone
from tests.storage.strategies import PROPERTY, ids, moments, texts

HOUR = timedelta(hours=1)
DUE = date(2026, 12, 1)
days = st.dictionaries(st.sampled_from(Milestone), st.dates())
stays = st.builds(
    lambda told, at, **rest: Stay(dates=told, told_at=dict.fromkeys(told, at), **rest),
    days,
    moments,
    person_id=ids,
    paused_until=st.none() | moments,
    is_stopped=st.booleans(),
    done=st.frozensets(st.tuples(texts.filter(bool), st.dates()), max_size=3),
    skipped=st.frozensets(st.sampled_from(Milestone)),
    is_asked=st.booleans(),
    is_asking=st.booleans(),
)


@PROPERTY
@given(stays)
async def test_any_stay_comes_back_as_it_was(database: Database, stay: Stay) -> None:
    async with undone(database.workroom) as work:
        await work.stays.save(newcomer(stay.person_id), NOW)
        await work.stays.save(stay, None)

        assert await work.stays.get(stay.person_id) == stay


async def test_what_must_be_looked_at_comes_in_its_order(workroom: Workroom) -> None:
    async with workroom() as work:
        await work.stays.save(Stay(ADA), NOW + HOUR)
        await work.stays.save(Stay(BO), NOW)
        await work.stays.save(Stay(7), None)

        assert await work.stays.next_due() == NOW
        assert [stay.person_id for stay in await work.stays.due(NOW)] == [BO]
        assert [stay.person_id for stay in await work.stays.due(NOW + HOUR)] == [BO, ADA]
        assert await work.stays.get(8) is None


async def test_nobody_is_reminded_twice(workroom: Workroom) -> None:
    week, day = (Reminder("visa", DUE, before, NOW) for before in (7, 1))
    async with workroom() as work:
        assert await work.stays.remember(ADA, week, NOW)
        assert await work.stays.remember(ADA, day, NOW)
        assert not await work.stays.remember(ADA, week, NOW + HOUR)
        assert await work.stays.remember(BO, week, NOW)

        assert await work.stays.sent(ADA) == {("visa", DUE): frozenset({1, 7})}
