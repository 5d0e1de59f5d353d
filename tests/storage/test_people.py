"""People are remembered as they were last seen."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from actions.content.circumstances import Level, Role, Stage
from actions.domain.person import Awaiting, Person
from actions.ports import Workroom
from bot.storage.database import Database
from tests.storage.builders import ADA, BO, NOW, SECOND, undone
from tests.storage.strategies import PROPERTY, ids, moments, texts

maybe = st.none() | texts
people = st.builds(
    Person,
    id=ids,
    name=texts,
    username=maybe,
    language_code=maybe,
    chosen_locale=maybe,
    last_locale=maybe,
    awaiting=st.sampled_from(Awaiting),
    unreachable_since=st.none() | moments,
    first_seen=st.none() | moments,
    citizenship=st.none() | st.sampled_from(("KZ", "TR")),
    level=st.none() | st.sampled_from(Level),
    role=st.none() | st.sampled_from(Role),
    stage=st.none() | st.sampled_from(Stage),
    came_from=maybe,
)


async def test_nobody_is_there_who_never_wrote(workroom: Workroom) -> None:
    async with workroom() as work:
        await work.people.save(Person(ADA, "Ada"))

        assert await work.people.get(BO) is None


async def test_a_person_is_replaced_whole(workroom: Workroom) -> None:
    ada = Person(ADA, "Ada", username="ada", chosen_locale="de", first_seen=NOW)
    later = replace(ada, username=None, awaiting=Awaiting.FOR_STAFF, unreachable_since=NOW)
    async with workroom() as work:
        await work.people.save(Person(BO, "Bo"))
        await work.people.save(ada)
        await work.people.save(later)

    async with workroom() as work:
        assert await work.people.get(ADA) == later
        assert await work.people.get(BO) == Person(BO, "Bo")


@PROPERTY
@given(people)
async def test_anybody_comes_back_as_they_were(database: Database, person: Person) -> None:
    async with undone(database.workroom) as work:
        await work.people.save(person)

        assert await work.people.get(person.id) == person


async def test_people_are_counted_by_the_link_that_brought_them(workroom: Workroom) -> None:
    async with workroom() as work:
        await work.people.save(Person(ADA, "Ada", came_from="fair"))
        await work.people.save(Person(BO, "Bo"))

        assert await work.people.origins() == {"fair": 1}


async def test_who_is_banned_is_found_the_latest_first(workroom: Workroom) -> None:
    async with workroom() as work:
        for number, since in ((1, NOW), (2, None), (3, NOW + SECOND)):
            await work.people.save(Person(number, "Somebody", banned_at=since))

        assert [person.id for person in await work.people.banned()] == [3, 1]
