"""What a student sees of their wait, and how they rate the help."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from actions.content.desks import Member
from actions.content.roles import Role
from actions.domain.decision import Reason
from actions.domain.person import Awaiting
from actions.domain.promise import Outlook, Step
from actions.domain.ticket import Ticket, TicketState
from tests.builders import BO, command, press, text
from tests.telegram.sample import phrasebook, presenter, staff_presenter
from tests.telegram.stage import Stage

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
TICKET = Ticket(7, BO.id, "office", "?", "en", Reason.UNSURE, NOON, NOON, chat_id=-1001)
OUTLOOK = Outlook(NOON, 3, NOON - timedelta(hours=20))
LOCALES = ("az", "en", "ru", "tr", "fa", "ar")


def words(calls: list[object]) -> str:
    return " ".join(str(getattr(call, "params", {}).get("text", "")) for call in calls)


@pytest.mark.parametrize(
    ("locale", "day", "time"),
    [
        ("az", "23 noyabr 2026, bazar ertəsi", "16:00"),
        ("en", "Monday, 23 November 2026", "16:00 (Baku time)"),
        ("ru", "понедельник, 23 ноября 2026", "16:00 (время: Баку)"),
        ("tr", "23 Kasım 2026 Pazartesi", "16:00 (Bakü saatiyle)"),
        ("fa", "دوشنبه ۲۳ نوامبر ۲۰۲۶", "۱۶:۰۰ (به وقت باکو)"),
        ("ar", "الاثنين، 23 نوفمبر 2026", "16:00 (بتوقيت باكو)"),
    ],
)
def test_a_moment_is_written_as_people_write_it_in_the_time_of_baku(
    locale: str, day: str, time: str
) -> None:
    written = phrasebook()[locale].moment(NOON, "Asia/Baku")

    assert day in written
    assert time in written


@pytest.mark.parametrize("locale", LOCALES)
def test_whoever_waits_reads_when_the_office_opens_and_by_when_a_person_answers(
    locale: str,
) -> None:
    ticket = replace(TICKET, locale=locale)
    said = words([*presenter().handed_off(ticket, OUTLOOK)])

    for moment in (OUTLOOK.due_at, OUTLOOK.opens_at):
        assert moment
        assert phrasebook()[locale].moment(moment, "Asia/Baku")[:12] in said.replace("\u2068", "")


async def test_status_tells_place_and_promise(stage: Stage) -> None:
    await stage.hears(text("Can I bring my cat?", person=BO))
    await stage.hears(command("status", person=BO, bot=stage.bot))

    *_, told = stage.texts_to(BO.id)
    assert "Your question no. 1 waits for the office" in told
    assert "Your place in the queue: 1" in told
    assert "A person will answer by" in told


async def test_status_without_a_question_says_so(stage: Stage) -> None:
    await stage.hears(command("status", person=BO, bot=stage.bot))

    assert stage.texts_to(BO.id) == [phrasebook()["en"]("status_nothing")]


@pytest.mark.parametrize(
    ("state", "owed", "message"),
    [
        (TicketState.STAFF, True, "status_staff"),
        (TicketState.STAFF, False, "status_answered"),
        (TicketState.ASSISTANT, False, "status_answered"),
        (TicketState.CLOSED, False, "status_nothing"),
    ],
)
def test_status_names_whose_turn_it_is(state: TicketState, owed: bool, message: str) -> None:  # noqa: FBT001
    ticket = replace(TICKET, state=state, owed_since=NOON if owed else None)

    said = words([*presenter().standing(ticket, None, "en")])

    assert said == phrasebook()["en"](message, number=7)


async def closed(stage: Stage) -> None:
    """Bo's question was answered and closed."""
    await stage.hears(text("Can I bring my cat?", person=BO))
    async with stage.workroom() as work:
        ticket = await work.tickets.get(1)
        assert ticket
        await work.tickets.save(ticket.closed(NOON))


async def test_a_tap_on_a_number_is_kept_and_the_word_after_it_reaches_staff(
    stage: Stage,
) -> None:
    await closed(stage)
    await stage.hears(press("r:1:4", person=BO))
    assert stage.work.ratings.stored[1].score == 4

    await stage.hears(press("rw:1", person=BO))
    assert stage.work.people.stored[BO.id].awaiting is Awaiting.RATING_WORD
    await stage.hears(text("<b>kind</b> people", person=BO))

    assert stage.work.ratings.stored[1].word == "<b>kind</b> people"
    assert "&lt;b&gt;kind&lt;/b&gt; people" in stage.texts_to(-1001)[-1]


@pytest.mark.parametrize(
    "data",
    ["r", "r:", "r:1", "r:2:4", "r:1:9", "r:x:y", "r:-1:3", f"r:{9 * 10**30}:3", "rw:", "rw:1"],
)
async def test_forged_and_late_taps_are_harmless(stage: Stage, data: str) -> None:
    await closed(stage)
    await stage.hears(press(data, person=BO))

    assert stage.work.ratings.stored == {}
    [toast] = [d for d in stage.sent_to(BO.id) if d.call.method == "answer_callback_query"]
    assert toast.call.params["text"] == phrasebook()["en"]("too_old")


def test_whoever_is_reminded_is_named_so_that_telegram_tells_them() -> None:
    members = [Member(21, "Chidi", Role.ADMINISTRATOR), Member(22, "Dana <3")]
    late = timedelta(hours=7, minutes=5)
    ticket = replace(TICKET, claimed_by=22)
    said = {
        step: words([*staff_presenter().overdue(ticket, step, members, late)])
        for step in (Step.CLAIMER, Step.DESK, Step.HEAD)
    }

    assert [text.count("tg://user?id=21") for text in said.values()] == [0, 1, 1]
    assert [text.count("tg://user?id=22") for text in said.values()] == [1, 1, 0]
    assert "Dana &lt;3" in said[Step.DESK]
    assert "7" in said[Step.HEAD]
