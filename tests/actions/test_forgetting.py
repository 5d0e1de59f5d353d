"""What people said is kept no longer than `/privacy` promises."""

from actions.domain.turn import Speaker, Turn
from actions.forgetting import KEPT, Forgetting
from tests.actions.office import ADA, Office


async def say(office: Office, text: str) -> None:
    async with office.workroom() as work:
        await work.turns.add(Turn(ADA.id, Speaker.PERSON, text, office.clock()))


async def test_what_is_older_than_promised_is_forgotten_and_nothing_else(office: Office) -> None:
    await say(office, "old")
    office.clock.passes(seconds=1)
    await say(office, "young")
    office.clock.passes(seconds=KEPT.total_seconds())

    forgotten = await Forgetting(office.workroom, office.clock).run_once()

    assert forgotten == 1
    assert [turn.text for turn in office.work.turns.said] == ["young"]


async def test_a_question_that_nobody_answered_in_time_loses_its_words_but_not_its_ticket(
    office: Office,
) -> None:
    await office.hears(ADA, "can I bring my cat")
    await office.attempt_all()
    office.clock.passes(seconds=KEPT.total_seconds() + 1)

    await Forgetting(office.workroom, office.clock).run_once()

    assert office.ticket().question == ""
    assert office.work.turns.said == []
    assert not any(delivery.call.params for delivery in office.deliveries)


async def test_what_is_still_on_its_way_keeps_its_words(office: Office) -> None:
    await office.hears(ADA, "can I bring my cat")
    office.clock.passes(seconds=KEPT.total_seconds() + 1)

    await Forgetting(office.workroom, office.clock).run_once()

    assert office.told(ADA.id) == ["handed_off en 1"]
