"""What staff write in their group, and whom it reaches."""

from dataclasses import replace

from telegram import Update

from actions.domain.deed import Verb
from actions.domain.delivery import CARD, Delivery
from actions.domain.letter import Copy
from actions.domain.ticket import TicketState
from actions.domain.turn import Speaker
from tests.builders import (
    ADA,
    BO,
    CHIDI,
    FORUM,
    GROUP,
    THREAD,
    command,
    document,
    message,
    photo,
    text,
    topic_event,
)
from tests.builders import staff_reply as written
from tests.double.html import parse_html
from tests.double.text import typed
from tests.telegram.offline import BOT, OfflineTelegram
from tests.telegram.sample import phrasebook
from tests.telegram.stage import Stage

AZ, EN = phrasebook()["az"], phrasebook()["en"]
SIGNATURE = "<b>Reply from the office</b>"


async def ask(stage: Stage) -> Delivery:
    """Bo's question is posted in the forum, in a topic of its own; the card that was posted."""
    await stage.hears(text("Can I bring my cat?", person=BO))
    await stage.delivers()
    [card] = [one for one in stage.sent_to(FORUM.id) if one.call.method == CARD]
    assert stage.work.tickets.stored[1].thread_id == THREAD
    return card


def replies(stage: Stage) -> list[str]:
    """What Bo read from the office."""
    texts = [each for each in stage.texts_to(BO.id) if each.startswith(SIGNATURE)]
    return [each.partition("\n\n")[2] for each in texts]


async def test_what_is_written_in_a_tickets_topic_reaches_the_student(stage: Stage) -> None:
    await ask(stage)

    await stage.hears(written("Yes, <until> May."))

    assert replies(stage) == ["Yes, &lt;until&gt; May."]
    assert stage.work.tickets.stored[1].state is TicketState.STAFF
    assert stage.work.turns.said[-1].speaker is Speaker.STAFF


async def test_it_is_enough_to_write_in_the_topic_whoever_writes(stage: Stage) -> None:
    await ask(stage)

    await stage.hears(written("One.", person=CHIDI))
    await stage.hears(written("Two.", person=ADA))

    assert replies(stage) == ["One.", "Two."]


async def test_an_answer_to_the_card_reaches_the_student_where_there_are_no_topics(
    stage: Stage,
) -> None:
    card = await ask(stage)

    await stage.hears(_answer_to(card.message_id))

    assert replies(stage) == ["Until May."]


async def test_any_part_of_an_album_can_be_answered(stage: Stage) -> None:
    await ask(stage)
    async with stage.workroom() as work:
        [letter] = await work.letters.of_ticket(1)
        await work.letters.add_copy(Copy(letter.id, 1, FORUM.id, 1, message_id=812))

    await stage.hears(_answer_to(812))

    assert replies(stage) == ["Until May."]


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


async def test_a_document_from_staff_is_copied_with_the_signature(stage: Stage) -> None:
    await ask(stage)
    paper = document("the form", person=CHIDI, chat=FORUM, thread=THREAD)

    await stage.hears(paper)

    assert paper.message
    copy = stage.sent_to(BO.id)[-1]
    assert copy.call.params["caption"].startswith(SIGNATURE)
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

    assert replies(stage) == ["Until <b>May</b> &amp; not later"]


async def test_what_staff_write_is_marked_as_queued_and_then_as_delivered(stage: Stage) -> None:
    await ask(stage)
    reply = written("Yes.")
    await stage.hears(reply)
    assert reply.message
    before = stage.reactions(reply.message.message_id)

    await stage.delivers()

    assert before == ["👀"]
    assert stage.reactions(reply.message.message_id) == ["👀", "👌"]


async def test_what_staff_change_is_changed_for_the_student(stage: Stage) -> None:
    await ask(stage)
    reply = written("Until May.")
    await stage.hears(reply)
    await stage.delivers()

    await stage.hears(edit_of(reply, "Until June."))

    [edit] = [d.call for d in stage.sent_to(BO.id) if d.call.method == "edit_message_text"]
    assert edit.params["text"].endswith("\n\nUntil June.")


async def test_a_sent_reply_cannot_become_a_note(stage: Stage) -> None:
    await ask(stage)
    reply = written("Until May.")
    await stage.hears(reply)

    await stage.hears(edit_of(reply, "// until May?"))

    assert "edit_message_text" not in [d.call.method for d in stage.sent_to(BO.id)]
    assert stage.texts_to(FORUM.id)[-1] == AZ("note_too_late", number=1)


async def test_who_makes_a_note_a_reply_is_told_once_that_it_was_not_sent(stage: Stage) -> None:
    await ask(stage)
    note = written("// Until May?")
    await stage.hears(note)
    before = len(stage.texts_to(FORUM.id)), stage.texts_to(BO.id)

    for later, words in enumerate(("// Until June?", "Until June.", "Until June!")):
        await stage.hears(edit_of(note, words, later))

    [told] = stage.texts_to(FORUM.id)[before[0] :]
    assert parse_html(told).text == AZ("note_not_sent", number=1).replace("**", "")
    assert stage.texts_to(BO.id) == before[1]


async def test_a_command_that_is_changed_into_words_is_not_sent_and_that_is_said(
    stage: Stage,
) -> None:
    await ask(stage)
    asked = command("mine", person=CHIDI, chat=FORUM, thread=THREAD, bot=stage.bot)
    await stage.hears(asked)
    before = stage.texts_to(BO.id)

    await stage.hears(edit_of(asked, "Until June."))

    told = stage.texts_to(FORUM.id)[-1]
    assert parse_html(told).text == AZ("note_not_sent", number=1).replace("**", "")
    assert stage.texts_to(BO.id) == before


async def test_what_is_changed_outside_of_tickets_or_by_others_is_left_alone(
    stage: Stage, telegram: OfflineTelegram
) -> None:
    await ask(stage)
    talk = written("// Lunch?", thread=0)
    note = written("// Until May?")
    for each in (talk, note):
        await stage.hears(each)
    before = stage.texts_to(FORUM.id)

    telegram.outsiders = {CHIDI.id}
    await stage.hears(edit_of(note, "Until June."))
    telegram.outsiders = set()
    await stage.hears(edit_of(talk, "Lunch!"))

    assert stage.texts_to(FORUM.id) == before


async def test_what_a_student_changes_is_changed_on_the_card(stage: Stage) -> None:
    question = text("Can I bring my cat?", person=BO)
    await stage.hears(question)

    await stage.hears(edit_of(question, "Can I bring two cats?"))

    assert stage.work.tickets.stored[1].question == "Can I bring two cats?"


async def test_who_does_not_belong_to_the_group_is_told_that_nothing_was_sent(
    stage: Stage, telegram: OfflineTelegram
) -> None:
    await ask(stage)
    telegram.outsiders = {CHIDI.id}

    await stage.hears(written("Yes."))

    assert replies(stage) == []
    assert stage.texts_to(FORUM.id)[-1].startswith("Siz bu qrupun işçisi kimi qeyd olunmamısınız")
    assert stage.work.deeds.done[-1].verb is Verb.REFUSED


async def test_an_anonymous_administrator_speaks_for_the_office(stage: Stage) -> None:
    await ask(stage)
    body = message({"text": "Yes."}, person=CHIDI, chat=FORUM, thread=THREAD)
    body["from"] = {"id": 1087968824, "is_bot": True, "first_name": "Group"}
    body["sender_chat"] = FORUM.json()

    await stage.hears(Update.de_json({"update_id": 5, "message": body}, None))

    assert replies(stage) == ["Yes."]


async def test_another_bot_in_the_group_does_not(stage: Stage) -> None:
    await ask(stage)
    body = message({"text": "Buy now."}, person=CHIDI, chat=FORUM, thread=THREAD)
    body["from"] = {"id": 77, "is_bot": True, "first_name": "Ads"}

    await stage.hears(Update.de_json({"update_id": 5, "message": body}, None))

    assert replies(stage) == []


async def test_what_is_written_where_the_ticket_no_longer_is_is_said_not_to_be_sent(
    stage: Stage,
) -> None:
    await ask(stage)
    moved = replace(stage.work.tickets.stored[1], thread_id=THREAD + 9)
    stage.work.tickets.stored[1] = moved

    await stage.hears(written("Yes."))

    assert replies(stage) == []
    assert stage.texts_to(FORUM.id)[-1].startswith("№ 1 artıq burada deyil")


async def test_a_topic_closed_by_hand_closes_its_ticket(stage: Stage) -> None:
    await ask(stage)

    await stage.hears(topic_event("forum_topic_closed"))
    closed = stage.work.tickets.stored[1].state
    await stage.hears(topic_event("forum_topic_reopened"))

    assert closed is TicketState.CLOSED
    assert stage.work.tickets.stored[1].state is TicketState.WAITING


async def test_a_topic_that_we_opened_without_learning_of_it_is_adopted(stage: Stage) -> None:
    await stage.hears(text("Can I bring my cat?", person=BO))

    await stage.hears(our_topic("🟢 #1 Bo · en", 90))

    assert stage.work.tickets.stored[1].thread_id == 90


async def test_a_second_topic_of_one_ticket_is_deleted(stage: Stage) -> None:
    await ask(stage)

    await stage.hears(our_topic("🟢 #1 Bo · en", 90))

    calls = [one.call for one in stage.sent_to(FORUM.id)]
    [gone] = [call for call in calls if call.method == "delete_forum_topic"]
    assert gone.params == {"message_thread_id": 90}
    assert stage.work.tickets.stored[1].thread_id == THREAD


async def test_without_a_staff_group_no_group_speaks_for_the_office(lonely_stage: Stage) -> None:
    await lonely_stage.hears(text("Can I bring my cat?", person=BO))
    before = len(lonely_stage.sent_to(BO.id))

    await lonely_stage.hears(written("Yes."))

    assert len(lonely_stage.sent_to(BO.id)) == before


def _answer_to(message_id: int | None) -> Update:
    card = message(typed("No. 1"), person=CHIDI, chat=FORUM, message_id=message_id or 0)
    return text("Until May.", person=CHIDI, chat=FORUM, reply_to=card)


def edit_of(update: Update, words: str, later: int = 0) -> Update:
    assert update.message
    body = update.message.to_dict() | {"text": words, "edit_date": 1_790_000_060}
    body.pop("entities", None)  # those of the former words
    number = update.update_id + 50_000 + later
    return Update.de_json({"update_id": number, "edited_message": body}, None)


def our_topic(name: str, thread: int) -> Update:
    body = message({"forum_topic_created": {"name": name, "icon_color": 7322096}}, chat=FORUM)
    ours = {"id": BOT["id"], "is_bot": True, "first_name": "Bələdçi"}
    body |= {"from": ours, "message_thread_id": thread, "is_topic_message": True}
    return Update.de_json({"update_id": 60_000 + thread, "message": body}, None)


async def test_an_album_with_a_note_below_it_stays_among_staff(stage: Stage) -> None:
    await ask(stage)
    before = len(await stage.work.letters.of_ticket(1))
    here = {"person": CHIDI, "chat": FORUM, "thread": THREAD, "album": "7"}

    for caption in ("// internal", "", ""):
        await stage.hears(photo(caption, **here))  # type: ignore[arg-type]
    assert len(await stage.work.letters.of_ticket(1)) == before
    await stage.hears(photo("", **here | {"album": "8"}))  # type: ignore[arg-type]

    assert len(await stage.work.letters.of_ticket(1)) == before + 1
