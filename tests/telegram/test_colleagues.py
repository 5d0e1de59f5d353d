"""Who is staff, as Telegram and `desks.yml` say."""

import asyncio
from dataclasses import replace

import pytest
from telegram import Chat, User
from telegram.error import NetworkError

from actions.content.desks import Desk, Desks, Member
from actions.content.roles import Role
from bot.telegram.colleagues import Colleagues
from tests.fakes import FakeWorkroom
from tests.telegram.offline import OfflineTelegram, offline_bot
from tests.telegram.sample import knowledge, office
from tests.virtual_time import clock

FORUM = Chat(-1001, "supergroup", title="Staff")
CHIDI, EVE = User(21, "Chidi", is_bot=False), User(66, "Eve", is_bot=False)


def colleagues(telegram: OfflineTelegram, *members: Member) -> Colleagues:
    """Of an office that lists these, or nobody."""
    kb = knowledge()
    desks = Desks({"office": Desk("office", members=members)})
    kb = replace(kb, registry=replace(kb.registry, desks=desks))
    staffing = office(FORUM.id, kb).staffing
    return Colleagues(offline_bot(telegram), staffing, FakeWorkroom(), clock)


async def test_without_a_list_everybody_in_the_group_may_do_everything(
    telegram: OfflineTelegram,
) -> None:
    telegram.outsiders = {EVE.id}
    ours = colleagues(telegram)

    chidi, eve = [await ours.actor(FORUM, user, None) for user in (CHIDI, EVE)]

    assert chidi
    assert (chidi.name, chidi.role) == ("Chidi", Role.ADMINISTRATOR)
    assert eve is None


async def test_with_a_list_only_those_on_it_may_act(telegram: OfflineTelegram) -> None:
    ours = colleagues(telegram, Member(CHIDI.id, "Chidi of Fees", Role.EDITOR))

    chidi, eve = [await ours.actor(FORUM, user, None) for user in (CHIDI, EVE)]

    assert chidi
    assert (chidi.name, chidi.role) == ("Chidi of Fees", Role.EDITOR)
    assert eve is None


async def test_who_is_listed_and_has_left_the_group_may_not(telegram: OfflineTelegram) -> None:
    telegram.outsiders = {CHIDI.id}
    ours = colleagues(telegram, Member(CHIDI.id, "Chidi"))

    assert await ours.actor(FORUM, CHIDI, None) is None


async def test_telegram_is_asked_again_after_a_while(telegram: OfflineTelegram) -> None:
    ours = colleagues(telegram)
    for _ in range(3):
        await ours.actor(FORUM, CHIDI, None)
    asked = len(telegram.params_of("getChatMember"))

    await asyncio.sleep(301)
    telegram.outsiders = {CHIDI.id}

    assert asked == 1
    assert await ours.actor(FORUM, CHIDI, None) is None


async def test_whom_telegram_does_not_know_may_not(telegram: OfflineTelegram) -> None:
    telegram.refuse("getChatMember", 400, "Bad Request: PARTICIPANT_ID_INVALID")

    assert await colleagues(telegram).actor(FORUM, EVE, None) is None


async def test_a_network_that_is_down_decides_nothing(telegram: OfflineTelegram) -> None:
    telegram.fail("getChatMember", NetworkError("down"))

    with pytest.raises(NetworkError):
        await colleagues(telegram).actor(FORUM, CHIDI, None)


async def test_an_anonymous_administrator_is_the_group_itself(telegram: OfflineTelegram) -> None:
    anonymous = User(1087968824, "Group", is_bot=True)

    actor = await colleagues(telegram).actor(FORUM, anonymous, FORUM)

    assert actor
    assert (actor.id, actor.name) == (FORUM.id, "Staff")


async def test_another_bot_may_not(telegram: OfflineTelegram) -> None:
    bot = User(77, "Ads", is_bot=True)

    assert await colleagues(telegram).actor(FORUM, bot, None) is None
