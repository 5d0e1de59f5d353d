"""What somebody missed is asked for once, and never swallows a question."""

from dataclasses import replace

import pytest

from actions.domain.exchange import Outcome
from actions.domain.feedback import Complaint
from actions.domain.person import Awaiting
from actions.forgetting import forget
from tests.actions.office import ADA, STAFF, TUITION, Office


async def complain(office: Office, message_id: int = 5) -> bool:
    async with office.unit() as outbox:
        complaint = Complaint(ADA.id, message_id, TUITION, "en", outbox.now)
        return await office.parts.complaining.begin(outbox.work, complaint)


async def wants_to_write(office: Office, message_id: int = 5) -> bool:
    async with office.unit() as outbox:
        return await office.parts.complaining.ask_for_word(outbox, ADA, message_id)


@pytest.fixture
def office() -> Office:
    return Office()


async def test_only_the_next_message_within_a_while_is_taken_for_it(office: Office) -> None:
    await complain(office)
    assert await wants_to_write(office)
    office.clock.passes(minutes=14)
    await office.hears(ADA, "no word on instalments")
    await office.hears(ADA, "can I bring my cat")

    assert office.work.complaints.stored[ADA.id, 5].word == "no word on instalments"
    assert f"missing_word {TUITION} no word on instalments" in office.told(STAFF)
    asked = ["no word on instalments", "can I bring my cat"]
    assert office.interpreter.asked == asked  # read for calls for help, and kept as a word
    assert office.told(ADA.id).count("missing_word_kept en") == 1
    assert not await wants_to_write(office)


async def test_after_a_while_it_is_a_question_again(office: Office) -> None:
    await complain(office)
    await wants_to_write(office)
    office.clock.passes(minutes=16)
    await office.hears(ADA, "can I bring my cat")

    assert office.interpreter.asked == ["can I bring my cat"]
    assert office.work.complaints.stored[ADA.id, 5].word == ""
    assert office.work.people.stored[ADA.id].awaiting is Awaiting.QUESTION


async def test_who_is_banned_writes_nothing_to_staff(office: Office) -> None:
    await complain(office)
    async with office.unit() as outbox:
        banned = replace(ADA, banned_at=outbox.now)
        assert not await office.parts.complaining.ask_for_word(outbox, banned, 5)


async def test_without_a_staff_group_it_is_kept_all_the_same() -> None:
    office = Office(staff_chat=None)
    await complain(office)
    await wants_to_write(office)
    await office.hears(ADA, "no word on instalments")

    assert office.work.complaints.stored[ADA.id, 5].word == "no word on instalments"


@pytest.mark.parametrize(("minutes", "is_second"), [(0, True), (30, True), (31, False)])
async def test_a_second_one_soon_after_is_about_the_same_question(
    office: Office,
    minutes: int,
    is_second: bool,  # noqa: FBT001
) -> None:
    assert not await complain(office)
    office.clock.passes(minutes=minutes)

    assert await complain(office, message_id=6) is is_second


async def test_what_became_of_each_message_is_written_down(office: Office) -> None:
    office.interpreter.teach("how much", TUITION)
    office.interpreter.teach("hello", "greeting")
    for said in ("how much", "hello", "can I bring my cat", "and my dog"):
        await office.hears(ADA, said)
        office.clock.passes(seconds=1)
    banned = replace(office.work.people.stored[ADA.id], banned_at=office.clock())
    office.work.people.stored[ADA.id] = banned
    await office.hears(ADA, "how much")

    assert [(each.outcome, each.entries) for each in office.work.records.stored] == [
        (Outcome.ANSWERED, (TUITION,)),
        (Outcome.COURTESY, ()),
        (Outcome.HANDED_OFF, ()),
        (Outcome.CONTINUED, ()),
    ]


async def test_whoever_is_forgotten_takes_their_words_from_the_group_along(office: Office) -> None:
    await complain(office)
    await wants_to_write(office)
    await office.hears(ADA, "no word on instalments")
    await office.attempt_all()
    async with office.unit() as outbox:
        await forget(outbox, ADA.id, "en", office.parts.showing)

    [erasure] = office.work.erasures.stored.values()
    assert erasure.trace.chat_id == STAFF
    assert "no word on instalments" not in str(vars(office.work.deliveries))
    assert office.work.complaints.stored == {}
