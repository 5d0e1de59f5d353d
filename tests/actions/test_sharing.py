"""One answer goes to everybody who asked the same, each in their language, each once."""

from dataclasses import replace

import pytest

from actions.domain.batch import Batch
from actions.domain.delivery import CARD, DeliveryState
from actions.domain.interpretation import Candidate, Guess, Interpretation
from actions.domain.person import Awaiting, Person
from actions.forgetting import forget
from tests.actions.office import ADA, BO, CHIDI, DORMITORY, TUITION, Office

EVE = Person(13, "Eve", language_code="en")
DAN = Person(14, "Dan", language_code="en")


def half_sure(intent: str, locale: str) -> Interpretation:
    return Interpretation((Candidate(intent, 0.6),), (Guess(locale, 0.9),), similarity=0.1)


@pytest.fixture
async def asked() -> Office:
    """Ada, Bo and Eve ask the same in two languages; Dan asks something else."""
    office = Office()
    asking = (
        (ADA, "fees pls", TUITION, "en"),
        (BO, "сколько платить", TUITION, "ru"),
        (EVE, "cost of a year", TUITION, "en"),
        (DAN, "where do I sleep", DORMITORY, "en"),
    )
    for person, text, intent, locale in asking:
        office.interpreter.taught[text] = half_sure(intent, locale)
        async with office.workroom() as work:
            await work.people.save(replace(person, awaiting=Awaiting.FOR_STAFF, last_locale=locale))
        await office.hears(person, text)
    return office


async def begun(office: Office, number: int = 1) -> Batch:
    async with office.unit() as outbox:
        batch = await office.parts.sharing.begin(outbox, office.ticket(number))
    assert batch
    return batch


async def sent(office: Office, batch: Batch) -> int:
    async with office.unit() as outbox:
        stored = await outbox.work.batches.get(batch.id)
        chosen = replace(batch, done_at=stored.done_at if stored else None)
        return await office.parts.sharing.send(outbox, chosen, CHIDI)


async def test_open_questions_that_mean_the_same_are_found_in_any_language(asked: Office) -> None:
    batch = await begun(asked)

    assert batch.members == (1, 2, 3)
    assert batch.entries == (TUITION,)


async def test_each_gets_the_answer_in_their_own_language_and_once(asked: Office) -> None:
    batch = (await begun(asked)).choosing(entry_id=TUITION)

    assert [await sent(asked, batch), await sent(asked, batch)] == [3, 0]

    for person, locale in ((ADA, "en"), (BO, "ru"), (EVE, "en")):
        assert asked.told(person.id).count(f"entry {locale} {TUITION}") == 1
    assert not [said for said in asked.told(DAN.id) if said.startswith("entry")]


async def test_whoever_was_answered_meanwhile_gets_nothing_more(asked: Office) -> None:
    batch = (await begun(asked)).choosing(entry_id=TUITION)
    await asked.replies("Come by.", ticket=2)
    async with asked.unit() as outbox:
        await asked.tending.close(outbox, asked.ticket(3), CHIDI)

    assert await sent(asked, batch) == 1
    assert f"entry ru {TUITION}" not in asked.told(BO.id)


async def test_who_was_taken_off_the_list_is_left_out(asked: Office) -> None:
    batch = (await begun(asked)).choosing(entry_id=TUITION).without(3)

    assert await sent(asked, batch) == 2
    assert f"entry en {TUITION}" not in asked.told(EVE.id)


async def test_a_reply_of_staff_goes_to_the_others_as_it_is(asked: Office) -> None:
    await asked.replies("It is <b>2,500</b> manat.", ticket=1, html="It is <b>2,500</b> manat.")
    batch = await begun(asked)
    assert batch.members == (2, 3)  # the first has it
    async with asked.workroom() as work:
        letter = await asked.parts.sharing.last_reply(work, 1)
    assert letter

    assert await sent(asked, batch.choosing(letter_id=letter.id)) == 2

    for person, locale in ((ADA, "en"), (BO, "ru"), (EVE, "en")):
        replies = [said for said in asked.told(person.id) if said.startswith(f"reply {locale}")]
        assert replies == [f"reply {locale} It is <b>2,500</b> manat."]


async def test_whoever_has_the_reply_does_not_get_it_twice(asked: Office) -> None:
    await asked.replies("Write to the dean.")
    async with asked.unit() as outbox:
        letter = await asked.parts.sharing.last_reply(outbox.work, 1)
    assert letter
    asked.interpreter.taught["and then?"] = half_sure(TUITION, "en")
    await asked.hears(ADA, "and then?")
    before = asked.told(ADA.id)

    assert await sent(asked, (await begun(asked)).choosing(letter_id=letter.id)) == 2

    assert asked.told(ADA.id) == before


async def test_nothing_is_sent_before_it_is_chosen(asked: Office) -> None:
    assert await sent(asked, await begun(asked)) == 0


async def test_a_question_like_no_other_has_no_group(asked: Office) -> None:
    async with asked.unit() as outbox:
        assert await asked.parts.sharing.begin(outbox, asked.ticket(4)) is None


def due_cards(office: Office) -> list[int]:
    """The tickets of which the card is about to be written anew."""
    due = [each for each in office.deliveries if each.state is DeliveryState.DUE]
    return sorted(each.ticket_id or 0 for each in due if each.call.method == CARD)


async def test_the_others_cards_are_counted_anew_when_one_of_the_same_joins(
    asked: Office,
) -> None:
    await asked.attempt_all()
    fay = Person(15, "Fay", awaiting=Awaiting.FOR_STAFF)
    asked.interpreter.taught["what does it cost"] = half_sure(TUITION, "en")
    asked.work.people.stored[fay.id] = fay

    await asked.hears(fay, "what does it cost")

    assert due_cards(asked) == [1, 2, 3, 5]  # not Dan's: he asked something else


async def test_the_others_cards_are_counted_anew_when_one_of_the_same_is_over(
    asked: Office,
) -> None:
    await asked.attempt_all()
    await asked.replies("It is free.", ticket=1)
    answered = due_cards(asked)
    await asked.attempt_all()
    async with asked.unit() as outbox:
        await asked.tending.close(outbox, asked.ticket(2), CHIDI)

    assert answered == [1, 2, 3]
    assert due_cards(asked) == [2, 3]


async def test_a_second_reply_changes_nobody_else_s_card(asked: Office) -> None:
    await asked.replies("It is free.", ticket=1)
    await asked.attempt_all()

    await asked.replies("And the books, too.", ticket=1)

    assert due_cards(asked) == []


async def test_a_ticket_without_a_card_gets_none_because_others_joined(asked: Office) -> None:
    await asked.attempt_all()
    asked.work.tickets.stored[2] = replace(asked.ticket(2), card_id=None)

    await asked.replies("It is free.", ticket=1)

    assert due_cards(asked) == [1, 3]


async def test_the_others_cards_are_counted_anew_when_who_asked_is_forgotten(
    asked: Office,
) -> None:
    await asked.attempt_all()

    async with asked.unit() as outbox:
        await forget(outbox, ADA.id, "en", asked.parts.showing)

    assert due_cards(asked) == [2, 3]
