"""What staff write in their group, and whom it reaches."""

from dataclasses import replace

from telegram import Update

from actions.domain.delivery import Delivery
from actions.domain.ticket import TicketState
from actions.domain.turn import Speaker
from tests.builders import ADA, BO, CHIDI, FORUM, GROUP, THREAD, document, message, photo, text
from tests.builders import staff_reply as written
from tests.double.text import typed
from tests.telegram.stage import Stage
from tests.virtual_time import clock


async def ask(stage: Stage) -> Delivery:
    """Bo's question is posted in the forum, in a topic of its own; the card that was posted."""
    await stage.hears(text("Can I bring my cat?", person=BO))
    [card] = stage.sent_to(FORUM.id)
    async with stage.workroom() as work:
        ticket = await work.tickets.get(1)
        assert ticket
        await work.tickets.save(replace(ticket, thread_id=THREAD))
        for one in (card, *stage.sent_to(BO.id)):
            await work.deliveries.sent(one.id, clock(), 500 + one.id)
    return stage.work.deliveries.stored[card.id]


async def test_what_is_written_in_a_tickets_topic_reaches_the_student(stage: Stage) -> None:
    await ask(stage)

    await stage.hears(written("Yes, <until> May."))

    reply = stage.texts_to(BO.id)[-1]
    assert reply.endswith("\n\nYes, &lt;until&gt; May.")
    assert stage.work.tickets.stored[1].state is TicketState.WAITING
    assert stage.work.turns.said[-1].speaker is Speaker.STAFF


async def test_it_is_enough_to_write_in_the_topic_whoever_writes(stage: Stage) -> None:
    await ask(stage)

    await stage.hears(written("One.", person=CHIDI))
    await stage.hears(written("Two.", person=ADA))

    assert [each.partition("\n\n")[2] for each in stage.texts_to(BO.id)[-2:]] == ["One.", "Two."]


async def test_an_answer_to_the_card_reaches_the_student_where_there_are_no_topics(
    stage: Stage,
) -> None:
    card = await ask(stage)

    await stage.hears(_answer_to(card.message_id))

    assert stage.texts_to(BO.id)[-1].endswith("Until May.")


async def test_an_answer_to_anything_else_is_talk_among_colleagues(stage: Stage) -> None:
    await ask(stage)
    before = len(stage.sent_to(BO.id))

    await stage.hears(_answer_to(999))
    await stage.hears(text("Who takes this one?", person=CHIDI, chat=FORUM))

    assert len(stage.sent_to(BO.id)) == before


async def test_a_note_stays_among_staff(stage: Stage) -> None:
    await ask(stage)
    before = len(stage.sent_to(BO.id))

    await stage.hears(written("// does anybody know this?"))
    await stage.hears(photo("// look at this", person=CHIDI, chat=FORUM, thread=THREAD))

    assert len(stage.sent_to(BO.id)) == before


async def test_a_command_in_a_topic_is_no_reply(stage: Stage) -> None:
    await ask(stage)
    before = len(stage.sent_to(BO.id))

    await stage.hears(written("/start", bot=stage.bot))

    assert len(stage.sent_to(BO.id)) == before


async def test_what_is_written_in_another_group_reaches_nobody(stage: Stage) -> None:
    await ask(stage)
    before = len(stage.sent_to(BO.id))

    await stage.hears(written("Yes.", chat=GROUP, thread=THREAD))

    assert len(stage.sent_to(BO.id)) == before


async def test_a_topic_of_no_ticket_is_left_alone(stage: Stage) -> None:
    await ask(stage)
    before = len(stage.sent_to(BO.id))

    await stage.hears(written("Lunch?", thread=THREAD + 1))

    assert len(stage.sent_to(BO.id)) == before


async def test_a_document_from_staff_is_copied_below_the_signature(stage: Stage) -> None:
    await ask(stage)
    paper = document("the form", person=CHIDI, chat=FORUM, thread=THREAD)

    await stage.hears(paper)

    assert paper.message
    head, copy = stage.sent_to(BO.id)[-2:]
    assert head.call.method == "send_message"
    assert copy.call.method == "copy_message"
    assert copy.call.params["from_chat_id"] == FORUM.id
    assert copy.call.params["message_id"] == paper.message.message_id
    assert copy.ticket_id == 1


async def test_formatting_of_staff_arrives(stage: Stage) -> None:
    await ask(stage)
    body = message(
        {
            "text": "Until May & not later",
            "entities": [{"type": "bold", "offset": 6, "length": 3}],
        },
        person=CHIDI,
        chat=FORUM,
        thread=THREAD,
    )

    await stage.hears(Update.de_json({"update_id": 4, "message": body}, None))

    assert stage.texts_to(BO.id)[-1].endswith("Until <b>May</b> &amp; not later")


async def test_without_a_staff_group_no_group_speaks_for_the_office(lonely_stage: Stage) -> None:
    await lonely_stage.hears(text("Can I bring my cat?", person=BO))
    before = len(lonely_stage.sent_to(BO.id))

    await lonely_stage.hears(written("Yes."))

    assert len(lonely_stage.sent_to(BO.id)) == before


def _answer_to(message_id: int | None) -> Update:
    card = message(typed("No. 1"), person=CHIDI, chat=FORUM, message_id=message_id or 0)
    return text("Until May.", person=CHIDI, chat=FORUM, reply_to=card)
