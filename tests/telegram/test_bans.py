"""Who is banned can be seen, and freed, when their topic is long gone."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from actions.banning import Ban
from actions.content.desks import Desk, Desks, Member
from actions.content.roles import Role
from actions.domain.deed import Verb
from actions.domain.person import Person as TelegramUser
from bot.telegram.ban_words import ban_list
from bot.telegram.rendering.messages import Voice
from bot.telegram.rendering.runs import split
from tests.builders import ADA, BO, CHIDI, DANA, FORUM, THREAD, command, press, text
from tests.double import Chat, Person
from tests.telegram.sample import FEES_CHAT, phrasebook
from tests.telegram.stage import Stage

AZ = phrasebook()["az"]
FEES = Chat(FEES_CHAT, title="Fees", staff=[CHIDI, DANA])


@pytest.fixture
async def banned(stage: Stage) -> Stage:
    """Chidi has banned Bo, who had everything about him deleted since."""
    await stage.hears(text("Can I bring my cat?", person=BO))
    await stage.delivers()
    await stage.hears(
        command("ban", "insults", person=CHIDI, chat=FORUM, thread=THREAD, bot=stage.bot)
    )
    stage.work.tickets.threads.clear()
    stage.work.tickets.stored.clear()
    stage.work.deliveries.stored.clear()
    person = stage.work.people.stored[BO.id]
    stage.work.people.stored[BO.id] = replace(person, name="", username=None, ban_reason="")
    return stage


async def ask(stage: Stage, chat: Chat = FORUM) -> str:
    """Chidi asks who is banned; the answer."""
    await stage.hears(command("banned", person=CHIDI, chat=chat, bot=stage.bot))
    return stage.texts_to(chat.id)[-1]


async def tap(stage: Stage, data: str, person: Person = CHIDI, chat: Chat = FORUM) -> str:
    """Somebody taps a button of such a list; the toast."""
    await stage.hears(press(data, person=person, chat=chat))
    return stage.toasts()[-1]


def lift(stage: Stage) -> str:
    [button] = [each for each in stage.buttons_to(FORUM.id) if each.startswith("bu:")]
    return button


async def test_the_list_says_who_why_and_by_whom(stage: Stage) -> None:
    await stage.hears(text("Can I bring my cat?", person=BO))
    await stage.delivers()
    await stage.hears(
        command("ban", "insults", person=CHIDI, chat=FORUM, thread=THREAD, bot=stage.bot)
    )

    answer = await ask(stage)

    assert all(word in answer for word in ("Bo", "@bo_asks", "insults", "Chidi"))


async def test_a_ban_can_be_lifted_when_the_ticket_is_gone(banned: Stage) -> None:
    answer = await ask(banned)
    toast = await tap(banned, lift(banned))

    assert AZ("banned_nameless") in answer
    assert "Chidi" in answer
    assert toast == AZ("unbanned_done")
    assert banned.work.people.stored[BO.id].banned_at is None
    deed = banned.work.deeds.done[-1]
    assert (deed.verb, deed.actor, deed.chat_id) == (Verb.UNBAN, "Chidi", FORUM.id)
    assert banned.texts_to(FORUM.id)[-1] == AZ("banned_nobody")


async def test_nobody_banned_is_said(stage: Stage) -> None:
    assert await ask(stage) == AZ("banned_nobody")


async def test_another_group_neither_sees_nor_lifts_it(banned: Stage) -> None:
    await ask(banned)
    forged = lift(banned)

    answer = await ask(banned, FEES)
    toast = await tap(banned, forged, chat=FEES)

    assert answer == AZ("banned_nobody")
    assert toast == AZ("unbanned_before")
    assert banned.work.people.stored[BO.id].banned_at is not None


async def test_an_old_button_does_not_lift_a_later_ban(banned: Stage) -> None:
    await ask(banned)
    old = lift(banned)
    person = banned.work.people.stored[BO.id]
    assert person.banned_at
    later = person.banned_at.replace(year=person.banned_at.year + 1)
    banned.work.people.stored[BO.id] = replace(person, banned_at=later)

    await tap(banned, old)

    assert banned.work.people.stored[BO.id].banned_at == later


@pytest.mark.parametrize("data", ["bu", "bu:x:y", f"bu:{BO.id}", f"bu:{ADA.id}:1", "bl:-1", "bl:9"])
async def test_a_guessed_button_frees_nobody(banned: Stage, data: str) -> None:
    await tap(banned, data)

    assert banned.work.people.stored[BO.id].banned_at is not None


async def test_only_administrators_see_and_lift_bans(banned: Stage) -> None:
    await ask(banned)
    button, kb = lift(banned), banned._lists.kb
    chidi = Member(CHIDI.id, "Chidi", Role.EDITOR)
    desk = Desk("office", members=(chidi, Member(DANA.id, "Dana", Role.ADMINISTRATOR)))
    registry = replace(kb.registry, desks=Desks({"office": desk}))
    banned._lists._library.swap(replace(kb, registry=registry))

    answers = [await ask(banned), await tap(banned, button), await tap(banned, "bl:0")]
    banned._lists._library.swap(kb)

    assert answers == [AZ("administrators_only")] * 3
    assert banned.work.people.stored[BO.id].banned_at is not None


async def test_many_are_shown_page_by_page(banned: Stage) -> None:
    person = banned.work.people.stored[BO.id]
    for number in range(100, 125):
        banned.work.people.stored[number] = replace(person, id=number, name=f"P{number}")

    await ask(banned)
    first = banned.buttons_to(FORUM.id)
    await tap(banned, "bl:2")
    last = banned.buttons_to(FORUM.id)

    assert (len(first), first[-1]) == (11, "bl:1")
    assert (len(last), last[-1]) == (7, "bl:1")


async def test_a_page_of_the_longest_names_and_reasons_has_a_line_for_each_button(
    stage: Stage,
) -> None:
    since = datetime(2026, 9, 23, tzinfo=UTC)
    longest = TelegramUser(1, "N" * 129, "u" * 32, banned_at=since, ban_reason="r" * 999)
    bans = [Ban(longest, since, "B" * 129)] * 10

    for code, locale in stage._lists.kb.locales.items():
        runs, _ = ban_list(Voice(phrasebook()[code], locale), bans, 0, "Asia/Baku")
        assert len(split(runs)) == 1
