"""What taps of staff do, and that nobody else can tap them."""

from dataclasses import replace

import pytest
from telegram import Update

from actions.domain.deed import Verb
from actions.domain.ticket import TicketState
from bot.telegram.buttons import StaffTap
from tests.builders import BO, CHIDI, DANA, FORUM, GROUP, THREAD, press, text
from tests.builders import staff_reply as written
from tests.double import Person
from tests.telegram.offline import OfflineTelegram
from tests.telegram.sample import APPLY, FEES_CHAT, phrasebook, sure_of
from tests.telegram.stage import Stage

AZ = phrasebook()["az"]
EVE = Person(66, "Eve", language_code="en")
QUESTION = "Can I bring my cat?"


@pytest.fixture
async def asked(stage: Stage) -> Stage:
    """Bo has asked, and his card is in the forum."""
    unsure = sure_of(APPLY.id)
    half = tuple(replace(each, confidence=0.015) for each in unsure.ranking)
    stage.interpreter.taught[QUESTION] = replace(unsure, ranking=half)
    await stage.hears(text(QUESTION, person=BO))
    await stage.delivers()
    return stage


def tap(stage: Stage, data: str, person: Person = CHIDI) -> Update:
    """Somebody taps a button on the card."""
    card = stage.work.tickets.stored[1].card_id
    return press(data, person=person, chat=FORUM, thread=THREAD, message_id=card or 0)


def state(stage: Stage) -> TicketState:
    return stage.work.tickets.stored[1].state


async def test_the_card_offers_the_answers_that_come_nearest(asked: Stage) -> None:
    assert asked.work.tickets.stored[1].suggested == (APPLY.id,)
    assert asked.buttons_to(FORUM.id) == [f"ss:{APPLY.id}", "sc", "sp", "sn", "sx"]


async def test_one_of_two_who_tap_has_the_ticket_and_the_other_is_told_who(asked: Stage) -> None:
    await asked.hears(tap(asked, "sc"))
    await asked.hears(tap(asked, "sc", DANA))

    assert asked.work.tickets.stored[1].claimed_by == CHIDI.id
    assert asked.toasts() == [AZ("tap_claimed"), AZ("tap_taken", name="Chidi")]


async def test_an_answer_is_sent_in_the_students_language(asked: Stage) -> None:
    await asked.hears(tap(asked, f"ss:{APPLY.id}"))

    assert "Apply <b>online</b>" in asked.texts_to(BO.id)[-1]
    assert state(asked) is TicketState.STAFF
    assert asked.toasts() == [AZ("tap_sent")]


@pytest.mark.parametrize("verb", StaffTap)
@pytest.mark.parametrize("who", [EVE, BO])
async def test_who_is_not_in_the_group_can_do_nothing(
    asked: Stage, telegram: OfflineTelegram, verb: StaffTap, who: Person
) -> None:
    telegram.outsiders = {EVE.id, BO.id}
    before = asked.work.tickets.stored[1], len(asked.sent_to(BO.id))

    await asked.hears(tap(asked, f"{verb}:{APPLY.id}", who))

    sent = [d for d in asked.sent_to(BO.id) if d.call.method != "answer_callback_query"]
    assert (asked.work.tickets.stored[1], len(sent)) == before
    assert asked.toasts() == [AZ("tap_not_yours")]
    assert asked.work.deeds.done[-1].verb is Verb.REFUSED


@pytest.mark.parametrize("verb", StaffTap)
async def test_guessed_data_in_a_private_chat_does_nothing(asked: Stage, verb: StaffTap) -> None:
    before = asked.work.tickets.stored[1]

    await asked.hears(press(f"{verb}:1", person=BO))

    assert asked.work.tickets.stored[1] == before
    assert asked.toasts() == [AZ("tap_not_yours")]


async def test_guessed_data_in_another_group_does_nothing(asked: Stage) -> None:
    card = asked.work.tickets.stored[1].card_id or 0

    await asked.hears(press("sc", person=CHIDI, chat=GROUP, message_id=card))

    assert state(asked) is TicketState.WAITING
    assert asked.toasts() == [AZ("tap_not_yours")]


async def test_a_button_on_a_message_of_no_ticket_is_too_old(asked: Stage) -> None:
    await asked.hears(press("sc", person=CHIDI, chat=FORUM, message_id=4711))

    assert state(asked) is TicketState.WAITING
    assert asked.toasts() == [AZ("tap_too_old")]


@pytest.mark.parametrize("data", ["ss:admission/gone", "ss", "sd:gone", "sm:99", "sm:x", "sk:gone"])
async def test_guessed_arguments_change_nothing(asked: Stage, data: str) -> None:
    before = asked.work.tickets.stored[1]

    await asked.hears(tap(asked, data))

    assert asked.work.tickets.stored[1] == before
    assert asked.toasts() == [AZ("tap_too_old")]


async def test_passing_on_offers_the_other_desks_and_known_colleagues(asked: Stage) -> None:
    await asked.hears(tap(asked, "sb", DANA))
    await asked.hears(tap(asked, "sc", DANA))
    await asked.hears(tap(asked, "sc", CHIDI))
    await asked.hears(written("// who?", person=CHIDI))
    await asked.hears(tap(asked, "sr", CHIDI))
    await asked.hears(tap(asked, "sp"))

    offered = asked.sent_to(FORUM.id)[-1].call
    assert offered.method == "edit_message_reply_markup"
    rows = offered.params["reply_markup"]["inline_keyboard"]
    data = [each["callback_data"] for row in rows for each in row]
    assert data == ["sd:fees", "sd:office", f"sm:{CHIDI.id}", f"sm:{DANA.id}", "sb"]


async def test_a_colleague_to_whom_a_ticket_is_passed_is_told(asked: Stage) -> None:
    await asked.hears(tap(asked, "sc", DANA))
    await asked.hears(tap(asked, "sr", DANA))

    await asked.hears(tap(asked, f"sm:{DANA.id}"))

    assert asked.work.tickets.stored[1].claimed_by == DANA.id
    assert f"tg://user?id={DANA.id}" in asked.texts_to(FORUM.id)[-1]


async def test_who_loses_a_ticket_to_a_colleague_s_tap_is_told_by_whom(asked: Stage) -> None:
    await asked.hears(tap(asked, "sc", DANA))
    before = len(asked.texts_to(FORUM.id))

    await asked.hears(tap(asked, "sr", CHIDI))

    told = asked.texts_to(FORUM.id)[before:]
    assert AZ("ticket_released", number=1, by="Chidi") in told[-1]
    assert f'<a href="tg://user?id={DANA.id}">Dana</a>' in told[-1]
    assert asked.sent_to(FORUM.id)[-1].ticket_id == 1


async def test_who_gives_back_their_own_ticket_needs_no_word(asked: Stage) -> None:
    await asked.hears(tap(asked, "sc", DANA))
    await asked.hears(tap(asked, "sr", DANA))
    await asked.hears(tap(asked, "sr", CHIDI))

    assert not any("tg://user" in each for each in asked.texts_to(FORUM.id))


async def test_a_ticket_passed_to_another_group_is_shown_there(asked: Stage) -> None:
    await asked.hears(tap(asked, "sd:fees"))

    assert asked.work.tickets.stored[1].chat_id == FEES_CHAT
    assert QUESTION in asked.texts_to(FEES_CHAT)[0]
    await asked.hears(tap(asked, "sc"))
    assert asked.toasts()[-1] == AZ("tap_too_old")


async def test_a_ticket_passed_within_the_group_says_to_which_desk(asked: Stage) -> None:
    await asked.hears(tap(asked, "sd:office"))

    assert asked.work.tickets.stored[1].desk == "office"
    assert asked.texts_to(FORUM.id)[-1].endswith("<b>Ofis</b>")


@pytest.mark.parametrize(("data", "words"), [("sx", "ticket_closed"), ("sn", "not_for_us")])
async def test_closing_tells_the_student_and_can_be_taken_back(
    asked: Stage, data: str, words: str
) -> None:
    await asked.hears(tap(asked, data))
    closed = state(asked)
    await asked.hears(tap(asked, "sc"))
    await asked.hears(tap(asked, "so"))

    assert phrasebook()["en"](words, number=1).split(".")[0] in asked.texts_to(BO.id)[-1]
    assert (closed, state(asked)) == (TicketState.CLOSED, TicketState.WAITING)
    assert AZ("tap_closed") in asked.toasts()


async def test_what_did_not_arrive_can_be_sent_again(
    asked: Stage, telegram: OfflineTelegram
) -> None:
    telegram.refuse("sendMessage", 403, "Forbidden: bot was blocked by the user")
    await asked.hears(written("Yes."))
    await asked.delivers()

    await asked.hears(tap(asked, "st"))

    assert asked.toasts()[-1] == AZ("tap_again", count=1)
