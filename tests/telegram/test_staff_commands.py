"""What staff ask for with a command in their group."""

from dataclasses import replace

import pytest

from actions.content.desks import Desk, Desks, Member
from actions.content.roles import Role
from actions.domain.ticket import TicketState
from bot.telegram.handlers.staff_commands import STAFF_COMMANDS
from tests.builders import BO, CHIDI, DANA, FORUM, GROUP, THREAD, Details, command, press, text
from tests.builders import staff_reply as written
from tests.telegram.offline import OfflineTelegram
from tests.telegram.sample import FEES_CHAT, phrasebook
from tests.telegram.stage import Stage

AZ = phrasebook()["az"]


@pytest.fixture
async def asked(stage: Stage) -> Stage:
    """Bo has asked, and his card is in the forum."""
    await stage.hears(text("Can I bring my cat?", person=BO))
    await stage.delivers()
    return stage


async def ask(stage: Stage, name: str, words: str = "", *, thread: int | None = THREAD) -> str:
    """Chidi gives a command; the answer."""
    before = len(stage.texts_to(FORUM.id))
    details: Details = {"person": CHIDI, "chat": FORUM, "bot": stage.bot}
    if thread is not None:
        details["thread"] = thread
    await stage.hears(command(name, words, **details))
    return "\n---\n".join(stage.texts_to(FORUM.id)[before:])


async def test_the_queue_names_who_waits_and_how_long(asked: Stage) -> None:
    answer = await ask(asked, "queue")

    assert answer.startswith(f"<b>{AZ('queue_head', count=1).strip('*')}</b>")
    assert "#1" in answer
    assert "Bo" in answer
    assert "Can I bring my cat?" in answer


async def test_the_queue_says_what_did_not_arrive(asked: Stage, telegram: OfflineTelegram) -> None:
    telegram.refuse("sendMessage", 400, "Bad Request: message is too long")
    await asked.hears(written("Yes."))
    await asked.delivers()

    answer = await ask(asked, "queue")

    assert AZ("ledger", due=0, sent=2, refused=0, failed=1, repeated=0).split(":**")[1] in answer


async def test_a_ticket_in_a_list_leads_to_its_topic(asked: Stage) -> None:
    moved = replace(asked.work.tickets.stored[1], chat_id=-1001234)
    asked.work.tickets.stored[1] = replace(moved, state=TicketState.STAFF, claimed_by=CHIDI.id)

    assert "https://t.me/c/1234/40" in await ask(asked, "mine")


async def test_only_ones_own_tickets_are_mine(asked: Stage) -> None:
    before = await ask(asked, "mine")
    await asked.hears(written("Yes.", person=CHIDI))

    assert "#1" not in before
    assert "#1" in await ask(asked, "mine")


async def test_statistics_are_counts(asked: Stage) -> None:
    await asked.hears(written("Yes."))

    answer = await ask(asked, "stats", thread=None)

    assert AZ("stats_now", waiting=0, held=1).split(":**")[1] in answer
    assert AZ("stats_week", replies=1, entries=0, closed=0, expired=0).split(":**")[1] in answer
    counted = {"questions": 1, "answered": 0, "handed": 1, "up": 0, "down": 0}
    assert AZ("stats_assistant", **counted).split(":**")[1] in answer
    settled = dict.fromkeys(("confirmed", "assumed", "unresolved"), 0)
    assert AZ("stats_resolved", **settled).split(":**")[1] in answer
    assert "Bo" not in answer


async def test_canned_replies_are_listed_by_what_one_types(asked: Stage) -> None:
    assert "<code>/c by-email</code> – E-poçtla" in await ask(asked, "c")


async def test_a_canned_reply_is_shown_before_it_is_sent(asked: Stage) -> None:
    before = len(asked.sent_to(BO.id))

    answer = await ask(asked, "c", "by-email")

    assert "Hello Bo, write to us about 1: Office." in answer
    assert "Salam" in answer
    assert "{" not in answer
    assert asked.buttons_to(FORUM.id) == ["sk:by-email"]
    assert len(asked.sent_to(BO.id)) == before


async def test_a_canned_reply_reaches_the_student_filled_in(asked: Stage) -> None:
    await ask(asked, "c", "by-email")
    await asked.delivers()
    preview = asked.sent_to(FORUM.id)[-1]

    await asked.hears(
        press("sk:by-email", person=CHIDI, chat=FORUM, message_id=preview.message_id or 0)
    )

    assert asked.texts_to(BO.id)[-1].endswith("Hello Bo, write to <b>us</b> about 1: Office.")
    assert asked.work.tickets.stored[1].claimed_by == CHIDI.id


async def test_two_taps_on_a_canned_reply_send_it_once(asked: Stage) -> None:
    await ask(asked, "c", "by-email")
    await asked.delivers()
    preview = asked.sent_to(FORUM.id)[-1]

    for _ in range(2):
        await asked.hears(
            press("sk:by-email", person=CHIDI, chat=FORUM, message_id=preview.message_id or 0)
        )

    words = "Hello Bo, write to <b>us</b> about 1: Office."
    assert len([said for said in asked.texts_to(BO.id) if said.endswith(words)]) == 1


async def test_a_canned_reply_needs_a_ticket(asked: Stage) -> None:
    assert await ask(asked, "c", "by-email", thread=None) == AZ("no_ticket_here")


async def test_answers_are_found_and_can_be_sent(asked: Stage) -> None:
    answer = await ask(asked, "find", "APPLY online")

    assert asked.buttons_to(FORUM.id) == ["ss:admission/how-to-apply"]
    assert answer.startswith("<b>")


async def test_tickets_are_found_by_their_question(asked: Stage) -> None:
    assert "#1" in await ask(asked, "find", "CAT", thread=None)


async def test_tickets_are_found_by_what_either_side_wrote_later(asked: Stage) -> None:
    long_before = "I have been thinking about this for a while, and so: "
    await asked.hears(text(f"{long_before}her name is Murka", person=BO))
    await asked.hears(written("Bring her VACCINATION certificate."))

    theirs = await ask(asked, "find", "murka name", thread=None)
    ours = await ask(asked, "find", "vaccination", thread=None)

    assert "#1" in theirs
    assert "…" in theirs
    assert "her name is Murka" in theirs
    assert "Bring her VACCINATION" in ours
    assert await ask(asked, "find", "murka vaccination", thread=None) == AZ("found_nothing")


async def test_tickets_are_found_whatever_the_case_of_azerbaijani_letters(asked: Stage) -> None:
    await asked.hears(text(f"{'İ' * 30} deyirlər ki, yaxında İmtahan olacaq", person=BO))

    found = await ask(asked, "find", "imtahan", thread=None)

    assert "#1" in found
    assert "…eyirlər ki, yaxında İmtahan olacaq" in found
    assert "#1" in await ask(asked, "find", "İMTAHAN", thread=None)


async def test_letters_of_another_group_are_not_found(asked: Stage) -> None:
    await asked.hears(written("Bring her VACCINATION certificate."))
    asked.work.tickets.stored[1] = replace(asked.work.tickets.stored[1], chat_id=FEES_CHAT)

    assert await ask(asked, "find", "vaccination", thread=None) == AZ("found_nothing")


async def test_what_is_not_found_is_said(asked: Stage) -> None:
    assert await ask(asked, "find", "unicorn") == AZ("found_nothing")
    assert await ask(asked, "find") == AZ("find_what")


async def test_a_ban_needs_a_reason_and_can_be_lifted(asked: Stage) -> None:
    why = await ask(asked, "ban")
    await ask(asked, "ban", "insults")
    banned = asked.work.people.stored[BO.id]
    await ask(asked, "unban")

    assert why == AZ("ban_why")
    assert banned.ban_reason == "insults"
    assert asked.work.people.stored[BO.id].banned_at is None


async def test_only_administrators_ban(asked: Stage) -> None:
    chidi = Member(CHIDI.id, "Chidi")
    desk = Desk("office", members=(chidi, Member(DANA.id, "Dana", Role.ADMINISTRATOR)))
    kb = asked._lists.kb
    registry = replace(kb.registry, desks=Desks({"office": desk}))
    asked._lists._library.swap(replace(kb, registry=registry))

    answer = await ask(asked, "ban", "insults")
    asked._lists._library.swap(kb)

    assert answer == AZ("administrators_only")
    assert asked.work.people.stored[BO.id].banned_at is None


@pytest.mark.parametrize("name", STAFF_COMMANDS)
async def test_who_is_not_staff_is_refused(
    asked: Stage, telegram: OfflineTelegram, name: str
) -> None:
    telegram.outsiders = {CHIDI.id}

    answer = await ask(asked, name, "by-email")

    assert answer == AZ("not_listed", number=0).replace("**", "<b>", 1).replace("**", "</b>", 1)


async def test_a_command_of_another_bot_is_left_alone(asked: Stage) -> None:
    assert await ask(asked, "weather", "baku") == ""


async def test_in_other_groups_these_commands_are_nobodys(stage: Stage) -> None:
    await stage.hears(command("queue", person=BO, chat=GROUP, bot=stage.bot))

    [notice] = stage.texts_to(GROUP.id)
    assert "beledci_bot" in notice


async def test_in_private_they_are_unknown(stage: Stage) -> None:
    await stage.hears(command("queue", person=BO, bot=stage.bot))

    assert "/queue" in stage.texts_to(BO.id)[0]
