"""A message that could not be processed still reaches a person."""

from actions.domain.decision import Reason
from actions.domain.interpretation import Interpretation
from tests.builders import BO, FORUM, GROUP, photo, press, text
from tests.telegram.sample import phrasebook
from tests.telegram.stage import Stage

EN = phrasebook()["en"]


class Broken(dict[str, Interpretation]):
    """A model whose answers make the program fail."""

    def get(self, key: str, _default: object = None) -> Interpretation:
        raise ZeroDivisionError(key)


async def test_a_question_that_fails_becomes_a_ticket_and_the_student_is_told(
    stage: Stage,
) -> None:
    stage.interpreter.taught = Broken()

    await stage.hears(text("Can I bring my cat?", person=BO))

    [ticket] = stage.work.tickets.stored.values()
    assert (ticket.question, ticket.reason) == ("Can I bring my cat?", Reason.FAILED)
    assert stage.texts_to(BO.id) == [EN("failed", number=1)]
    assert "Can I bring my cat?" in stage.texts_to(FORUM.id)[0]
    assert set(stage.work.inbox.states.values()) == {"failed"}


async def test_without_staff_the_student_is_given_the_contact(lonely_stage: Stage) -> None:
    lonely_stage.interpreter.taught = Broken()

    await lonely_stage.hears(text("Can I bring my cat?", person=BO))

    assert "office@example.edu" in lonely_stage.texts_to(BO.id)[0]


async def test_a_picture_that_fails_is_rescued_with_its_caption(stage: Stage) -> None:
    stage.interpreter.taught = Broken()

    await stage.hears(photo("what is this form", person=BO))

    assert stage.work.tickets.stored[1].question == "what is this form"


async def test_a_tap_that_fails_is_marked_and_bothers_nobody(stage: Stage) -> None:
    async def fail(*_: object) -> None:
        raise ZeroDivisionError

    stage.work.turns.last = fail  # type: ignore[method-assign, assignment]

    await stage.hears(press("p", person=BO))

    assert set(stage.work.inbox.states.values()) == {"failed"}
    assert stage.work.tickets.stored == {}


async def test_what_fails_in_a_group_bothers_no_student(stage: Stage) -> None:
    async def fail(*_: object) -> int:
        raise ZeroDivisionError

    stage.work.moves.current = fail  # type: ignore[method-assign, assignment]

    await stage.hears(text("hello", person=BO, chat=GROUP))

    assert set(stage.work.inbox.states.values()) == {"failed"}
    assert stage.work.deliveries.stored == {}
