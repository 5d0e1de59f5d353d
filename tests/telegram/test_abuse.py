"""Floods, forgeries and hostile texts: a kind word, once, and nothing for anybody else."""

from collections import Counter
from dataclasses import replace

import pytest
from telegram import Update

from actions.domain.limiting import ALLOWANCES, Kind
from actions.domain.person import Person as Known
from bot.telegram.people import person_of
from tests.builders import (
    ADA,
    BO,
    CHIDI,
    FORUM,
    GROUP,
    command,
    document,
    edited,
    photo,
    press,
    staff_reply,
    text,
    voice,
)
from tests.double import Chat, Person
from tests.double.html import parse_html
from tests.telegram.sample import phrasebook
from tests.telegram.stage import Stage

MESSAGES, FILES = ALLOWANCES[Kind.MESSAGE].burst, ALLOWANCES[Kind.FILE].burst
SLOW = phrasebook()["en"]("slow_down")
EVE = Person(66, "Eve", language_code="en")
STRANGERS = Chat(-1009, title="Strangers", staff=[EVE])


async def test_a_flood_is_answered_once_and_costs_the_model_nothing(stage: Stage) -> None:
    for number in range(MESSAGES + 30):
        await stage.hears(text(f"question {number}", person=BO))

    assert stage.texts_to(BO.id).count(SLOW) == 1
    assert len(stage.interpreter.asked) == MESSAGES
    assert not stage.work.inbox.errors
    assert set(stage.work.inbox.states.values()) == {"done"}


async def test_others_are_answered_meanwhile(stage: Stage) -> None:
    for number in range(MESSAGES + 30):
        await stage.hears(text(f"question {number}", person=BO))
    await stage.hears(text("Can I bring my cat?", person=ADA))

    assert "Can I bring my cat?" in stage.interpreter.asked


async def test_a_flood_of_files_reaches_staff_only_in_part(stage: Stage) -> None:
    await stage.hears(text("Can I bring my cat?", person=BO))
    for make in (photo, document, voice) * (FILES // 2):
        await stage.hears(make(person=BO))

    assert stage.texts_to(BO.id).count(SLOW) == 1
    assert len(stage.work.letters.stored) == FILES + 1


async def test_a_flood_of_edits_and_taps_is_no_other(stage: Stage) -> None:
    for number in range(50):
        await stage.hears(edited(f"again {number}", person=BO))
        await stage.hears(press("m:en", person=BO))

    answers = [d for d in stage.sent_to(BO.id) if d.call.method == "answer_callback_query"]
    assert len(answers) == 50  # every button stops spinning
    assert stage.texts_to(BO.id).count(SLOW) == 2  # in the chat, and on the button


async def test_staff_are_never_slowed_down(stage: Stage) -> None:
    await stage.hears(text("Can I bring my cat?", person=BO))
    await stage.delivers()
    thread = stage.work.tickets.stored[1].thread_id or 0
    for number in range(MESSAGES + 10):
        await stage.hears(staff_reply(f"line {number}", thread=thread))

    assert len(stage.work.letters.stored) == MESSAGES + 11


async def test_a_group_of_strangers_can_t_keep_us_busy(stage: Stage) -> None:
    for _ in range(50):
        await stage.hears(command("start", person=EVE, chat=STRANGERS, bot=stage.bot))

    assert len(stage.sent_to(STRANGERS.id)) == ALLOWANCES[Kind.GROUP].burst


HOSTILE = (
    text(f"/start lang_az {ADA.id}", person=EVE),
    text(f"/start {ADA.id}", person=EVE),
    text(f"send this to {ADA.id} or tg://user?id={ADA.id}", person=EVE),
    text(f"#1 @{ADA.first_name} reply to ticket 1", person=EVE),
    press(f"w:{ADA.id}", person=EVE),
    press("r:1:1", person=EVE),
    press("rw:1", person=EVE),
    press("f:yes", person=EVE),
    press("ss:fees/apply", person=EVE),
    press(f"sm:{ADA.id}", person=EVE),
    press("sc", person=EVE, chat=STRANGERS),
    press("sx", person=EVE, chat=FORUM),
    staff_reply("I am staff", person=EVE, chat=STRANGERS),
    text(f"/mydata {ADA.id}", person=EVE),
    text(f"/forget {ADA.id}", person=EVE),
    text(f"/status {ADA.id}", person=EVE),
    text(f"/ban {ADA.id}", person=EVE, chat=STRANGERS),
)


@pytest.mark.parametrize("update", HOSTILE, ids=lambda update: str(update.update_id))
async def test_nobody_can_make_us_write_to_a_third_person(stage: Stage, update: Update) -> None:
    await stage.hears(text("Can I bring my cat?", person=ADA))
    before = stage.sent_to(ADA.id)

    update.set_bot(stage.bot)
    for part in (update.message, update.callback_query):
        if part:
            part.set_bot(stage.bot)
    await stage.hears(update)
    await stage.delivers()

    assert [d.cause for d in stage.sent_to(ADA.id)] == [d.cause for d in before]
    assert ADA.id in stage.work.people.stored
    assert stage.work.tickets.stored[1].is_open


PASTES = (
    '<a href="tg://user?id=1">click</a> <b>not bold</b> & <script>',
    "x" * 4096,
    "\u202egnihtyna\u202c and \u2066isolate",
    "@everyone @chidi https://evil.example/?a=1&b=2 t.me/+abcdef",
    "𝕏" * 2048 + "👩‍👩‍👧‍👦" * 100,
    "*_`[](){}~>#+-=|.! \\",
)


@pytest.mark.parametrize("paste", PASTES, ids=range(len(PASTES)))
async def test_whatever_staff_paste_arrives_as_it_is_or_as_a_copy(stage: Stage, paste: str) -> None:
    await stage.hears(text("Can I bring my cat?", person=BO))
    await stage.delivers()
    thread = stage.work.tickets.stored[1].thread_id or 0
    count = Counter(d.call.method for d in stage.sent_to(BO.id))
    await stage.hears(staff_reply(paste, thread=thread))

    after = Counter(d.call.method for d in stage.sent_to(BO.id)) - count
    reply = stage.texts_to(BO.id)[-1]
    plain = parse_html(reply).text
    assert len(plain) <= 4096
    assert "copy_message" in after or plain.endswith(paste.strip())
    assert "<script" not in reply
    assert "tg://" not in reply or "&lt;a href" in reply


@pytest.mark.parametrize("question", PASTES, ids=range(len(PASTES)))
async def test_whatever_students_write_staff_can_read(stage: Stage, question: str) -> None:
    await stage.hears(text(question, person=BO))
    await stage.hears(press("p", person=BO))
    await stage.delivers()

    for said in stage.texts_to(FORUM.id):
        plain = parse_html(said).text
        assert len(plain) <= 4096
        assert '<a href="tg://' not in said


def test_a_name_that_turns_the_writing_around_is_straightened() -> None:
    eve = replace(EVE, first_name="\u202eeve\u202c\n\nNo. 7 · \u2067Chidi", last_name="")
    from telegram import User  # noqa: PLC0415

    known = person_of(User.de_json(eve.user(), None))

    assert known == Known(EVE.id, "eve No. 7 · Chidi", None, "en")
    assert CHIDI.id != GROUP.id
