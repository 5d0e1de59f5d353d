"""Letters keep their order, their words, and what they became."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from actions.domain.letter import ENTRY, SHOWN, Copy, Letter, Side, Written
from actions.ports import Work, Workroom
from bot.storage.database import Database
from tests.storage.builders import ADA, DESK, NOW, SECOND, delivery, letter, ticket, undone
from tests.storage.strategies import PROPERTY, ids, moments, texts

letters = st.builds(
    Letter,
    id=st.just(0),
    ticket_id=st.just(0),
    side=st.sampled_from(Side),
    written_at=moments,
    edited_at=st.none() | moments,
    post_at=st.none() | moments,
    written=st.builds(
        Written,
        chat_id=ids,
        message_id=st.none() | ids,
        author_id=ids,
        kind=texts,
        text=texts,
        html=texts,
        album=st.none() | texts,
        answers=st.none() | ids,
        quote=st.none() | texts,
        file=st.none() | texts,
    ),
)


async def opened(work: Work) -> int:
    """A ticket's number."""
    return (await work.tickets.add(ticket())).id


async def carried(work: Work, *on_it: Letter) -> int:
    """The number of a delivery that carries these letters."""
    await work.deliveries.add(delivery("carrier", DESK))
    found = await work.deliveries.by_cause("carrier")
    assert found
    for place, each in enumerate(on_it):
        await work.letters.add_copy(Copy(each.id, found.id, DESK, place))
    return found.id


async def test_letters_wait_by_ticket_and_side_until_they_go(workroom: Workroom) -> None:
    async with workroom() as work:
        ours, other = await opened(work), await opened(work)
        first = await work.letters.add(letter(ours, post_at=NOW))
        second = await work.letters.add(letter(ours, post_at=NOW + SECOND))
        staffs = await work.letters.add(letter(ours, side=Side.STAFF, post_at=NOW + SECOND))
        await work.letters.add(letter(other))

        assert await work.letters.waiting(ours, Side.STUDENT) == [first, second]
        assert await work.letters.waiting(ours, Side.STAFF) == [staffs]
        assert await work.letters.waiting_until(NOW) == [(ours, Side.STUDENT)]
        assert await work.letters.next_post() == NOW
        await work.letters.save(replace(first, post_at=None))
        assert await work.letters.waiting(ours, Side.STUDENT) == [second]


async def test_a_letter_is_known_by_the_message_that_it_was(workroom: Workroom) -> None:
    async with workroom() as work:
        ours = await opened(work)
        kept = await work.letters.add(letter(ours, message_id=7))

        assert await work.letters.original(ADA, 7) == kept
        assert await work.letters.original(DESK, 7) is None
        assert await work.letters.get(kept.id) == kept
        assert await work.letters.get(kept.id + 1) is None


async def test_letters_are_known_by_the_message_that_they_became(workroom: Workroom) -> None:
    async with workroom() as work:
        ours = await opened(work)
        one, two = [await work.letters.add(letter(ours, message_id=n)) for n in (7, 8)]
        number = await carried(work, one, two)
        await work.letters.arrived(number, [100])

        assert await work.letters.copied_as(DESK, 100) == [one, two]
        assert await work.letters.copied_as(ADA, 100) == []


async def test_each_part_of_an_album_is_known_by_its_own_message(workroom: Workroom) -> None:
    async with workroom() as work:
        ours = await opened(work)
        parts = [await work.letters.add(letter(ours, message_id=n)) for n in (7, 8, 9)]
        number = await carried(work, *parts)
        await work.letters.arrived(number, [100, 101, 102])

        assert await work.letters.copied_as(DESK, 101) == [parts[1]]
        found = [copy for _, copy in await work.letters.carried_by(number)]
        assert [copy.message_id for copy in found] == [100, 101, 102]


async def test_a_letter_knows_everything_that_carries_it(workroom: Workroom) -> None:
    async with workroom() as work:
        ours = await opened(work)
        one = await work.letters.add(letter(ours))
        number = await carried(work, one)
        await work.deliveries.add(delivery("again", DESK))
        again = await work.deliveries.by_cause("again")
        assert again
        await work.letters.add_copy(Copy(one.id, again.id, DESK, SHOWN))

        copies = await work.letters.copies(one.id)
        assert [(copy.delivery_id, copy.place) for copy in copies] == [
            (number, 0),
            (again.id, SHOWN),
        ]


async def test_the_newest_letters_of_a_ticket_come_in_order(workroom: Workroom) -> None:
    async with workroom() as work:
        ours = await opened(work)
        kept = [await work.letters.add(letter(ours, message_id=n)) for n in range(5)]

        assert await work.letters.of_ticket(ours, 3) == kept[2:]


@PROPERTY
@given(letters)
async def test_any_letter_comes_back_as_it_was(database: Database, any_letter: Letter) -> None:
    async with undone(database.workroom) as work:
        ours = replace(any_letter, ticket_id=await opened(work))
        added = await work.letters.add(ours)
        changed = replace(ours, id=added.id, side=Side.STAFF)
        await work.letters.save(changed)

        assert added == replace(ours, id=added.id)
        assert await work.letters.get(added.id) == changed


async def test_the_words_on_tickets_are_told_without_entries(workroom: Workroom) -> None:
    async with workroom() as work:
        one, two, three = [await opened(work) for _ in range(3)]
        for number, words in ((one, "Cat?"), (two, "Dog?"), (one, "And a fish?"), (three, "Me?")):
            await work.letters.add(letter(number, text=words))
        await work.letters.add(letter(one, kind="photo", text=""))
        await work.letters.add(letter(two, kind=ENTRY, text="life/cats"))

        found = await work.letters.words_on([one, two])
        assert found == [(one, "Cat?"), (two, "Dog?"), (one, "And a fish?")]
        assert await work.letters.words_on([]) == []
