"""Staff answer everybody who asked the same: a list, a choice, a confirmation."""

from dataclasses import replace

import pytest

from actions.content.roles import Role
from actions.domain.deed import Actor
from bot.telegram.handlers.same import SameQuestions
from bot.telegram.handlers.staff_touch import StaffTouch
from tests.builders import ADA, BO, CHIDI, FORUM, command, press, text
from tests.double import Person
from tests.telegram.sample import APPLY, phrasebook, sure_of
from tests.telegram.stage import Stage

EVE = Person(66, "Eve", language_code="az")
AZ = phrasebook()["az"]


@pytest.fixture
async def asked(stage: Stage) -> Stage:
    """Ada, Bo and Eve ask nearly the same, and their cards are in the forum."""
    for person, words in ((ADA, "how to get in"), (BO, "applying?"), (EVE, "qebul")):
        unsure = sure_of(APPLY.id, "az" if person is EVE else "en")
        half = tuple(replace(each, confidence=0.6) for each in unsure.ranking)
        stage.interpreter.taught[words] = replace(unsure, ranking=half)
        await stage.hears(press("w", person=person))
        await stage.hears(text(words, person=person))
        await stage.delivers()
    return stage


def thread(stage: Stage, number: int = 1) -> int:
    return stage.work.tickets.stored[number].thread_id or 0


async def listed(stage: Stage) -> int:
    """`/same` in the first topic; the number of the message that lists them."""
    await stage.hears(
        command("same", person=CHIDI, chat=FORUM, thread=thread(stage), bot=stage.bot)
    )
    await stage.delivers()
    lists = [d for d in stage.sent_to(FORUM.id) if "gd:1:1" in str(d.call.params)]
    return lists[-1].message_id or 0


async def tap(stage: Stage, data: str, message: int, person: Person = CHIDI) -> None:
    press_it = press(data, person=person, chat=FORUM, thread=thread(stage), message_id=message)
    await stage.hears(press_it)
    await stage.delivers()


def answers(stage: Stage, person: Person) -> list[str]:
    entries = ("Apply online", "Onlayn", "beu.edu.az")
    return [said for said in stage.texts_to(person.id) if any(word in said for word in entries)]


async def test_the_list_names_them_all_and_offers_the_answer(asked: Stage) -> None:
    await listed(asked)

    assert sorted(asked.buttons_to(FORUM.id)) == ["gd:1:1", "gd:1:2", "gd:1:3", "ge:1:0"]


async def test_after_a_confirmation_each_gets_it_once_in_their_language(asked: Stage) -> None:
    message = await listed(asked)
    before = {person.id: len(asked.texts_to(person.id)) for person in (ADA, BO, EVE)}
    await tap(asked, "ge:1:0", message)
    assert {p: len(asked.texts_to(p)) for p in before} == before  # nothing yet
    await tap(asked, "gy:1", message)
    await tap(asked, "gy:1", message)

    assert {p: len(asked.texts_to(p)) - count for p, count in before.items()} == {
        ADA.id: 1,
        BO.id: 1,
        EVE.id: 1,
    }
    assert "Onlayn." in asked.texts_to(EVE.id)[-1]
    assert all(ticket.owed_since is None for ticket in asked.work.tickets.stored.values())


async def test_who_does_not_fit_is_taken_off(asked: Stage) -> None:
    message = await listed(asked)
    before = len(asked.texts_to(BO.id))
    await tap(asked, "gd:1:2", message)
    await tap(asked, "ge:1:0", message)
    await tap(asked, "gy:1", message)

    assert len(asked.texts_to(BO.id)) == before


async def test_the_card_shows_how_many_ask_the_same(asked: Stage) -> None:
    cards = [str(d.call.params) for d in asked.sent_to(FORUM.id)]
    assert not any(AZ("button_same", count=9) in card for card in cards)
    await tap(asked, "ga", asked.work.tickets.stored[3].card_id or 0)

    assert any(button.startswith("gd:1:") for button in asked.buttons_to(FORUM.id))


@pytest.mark.parametrize(
    "data", ["gy:1", "gy:99", "ge:1:7", "ge:x:0", "gd:1", "gr:1", "gb:77", "gy"]
)
async def test_forged_and_stale_taps_send_nothing(asked: Stage, data: str) -> None:
    message = await listed(asked)
    before = {person.id: len(asked.texts_to(person.id)) for person in (ADA, BO, EVE)}
    await tap(asked, data, message)

    assert {p: len(asked.texts_to(p)) for p in before} == before


async def test_a_batch_of_another_ticket_can_t_be_sent_from_here(asked: Stage) -> None:
    message = await listed(asked)
    await tap(asked, "ge:1:0", message)
    before = len(asked.texts_to(BO.id))
    await tap(asked, "gy:1", asked.work.tickets.stored[2].card_id or 0)

    assert len(asked.texts_to(BO.id)) == before


async def test_students_can_t_tap_it(asked: Stage) -> None:
    message = await listed(asked)
    await tap(asked, "ge:1:0", message)
    before = len(asked.texts_to(BO.id))
    await asked.hears(press("gy:1", person=BO))

    assert len(asked.texts_to(BO.id)) <= before + 1  # the toast
    assert not asked.work.batches.stored[1].done_at


@pytest.mark.parametrize(("role", "count"), [(Role.MEMBER, 0), (Role.EDITOR, 3)])
async def test_only_editors_confirm_what_many_get(asked: Stage, role: Role, count: int) -> None:
    async with asked.unit_of_staff() as (outbox, office, lists):
        same = SameQuestions(office, lists)
        first = await outbox.work.tickets.get(1)
        assert first
        batch = await office.sharing.begin(outbox, first)
        assert batch
        await outbox.work.batches.save(batch.choosing(entry_id=APPLY.id))
        touch = StaffTouch(first, Actor(CHIDI.id, "Chidi", role), str(batch.id), 5)
        toast = await same.on_yes(touch, outbox)

    assert toast == (("tap_sent" if count else "editors_only"), {})
    sent = [a for a in asked.work.letters.stored.values() if a.written.kind == "entry"]
    assert len(sent) == count
