"""What Telegram shows of the bot before anybody writes."""

from dataclasses import dataclass, field

import pytest
from telegram import Bot

from bot.telegram.handlers.commands import COMMANDS
from bot.telegram.handlers.staff_commands import STAFF_COMMANDS
from bot.telegram.introduction import introduce, introduce_to_staff
from tests.builders import FORUM
from tests.fakes import FakeWorkroom
from tests.telegram.offline import OfflineTelegram, offline_bot
from tests.telegram.sample import phrasebook

SETTING = ("setMyCommands", "setMyDescription", "setMyShortDescription")


@dataclass
class Starts:
    """One start after the other, on the same database."""

    telegram: OfflineTelegram
    workroom: FakeWorkroom = field(default_factory=FakeWorkroom)

    async def start(self) -> list[str]:
        """Introduce the bot; which methods were called."""
        before = len(self.telegram.calls)
        async with offline_bot(self.telegram) as bot:
            await self.introduce(bot)
        return [name for name, _ in self.telegram.calls[before:] if name in SETTING]

    async def introduce(self, bot: Bot) -> None:
        """All of it."""
        await introduce(bot, phrasebook(), "en", self.workroom)
        await introduce_to_staff(bot, phrasebook()["az"], [FORUM.id], self.workroom)


@pytest.fixture
def starts(telegram: OfflineTelegram) -> Starts:
    """Nothing is shown yet."""
    return Starts(telegram)


async def test_commands_are_shown_in_every_language_and_to_everybody_else(starts: Starts) -> None:
    await starts.start()

    *shown, _ = starts.telegram.params_of("setMyCommands")
    assert {each.get("language_code") for each in shown} == {None, *phrasebook().locales}
    for each in shown:
        assert [command["command"] for command in each["commands"]] == list(COMMANDS)
        assert all(3 <= len(command["description"]) <= 256 for command in each["commands"])
        assert each["scope"] == {"type": "all_private_chats"}


async def test_commands_of_staff_are_shown_in_their_group_only(starts: Starts) -> None:
    await starts.start()

    *_, shown = starts.telegram.params_of("setMyCommands")
    assert [command["command"] for command in shown["commands"]] == list(STAFF_COMMANDS)
    assert shown["scope"] == {"type": "chat", "chat_id": FORUM.id}


@pytest.mark.parametrize(
    ("method", "name", "most"),
    [
        ("setMyDescription", "description", 512),
        ("setMyShortDescription", "short_description", 120),
    ],
)
async def test_descriptions_are_shown_in_every_language(
    starts: Starts, method: str, name: str, most: int
) -> None:
    await starts.start()

    shown = starts.telegram.params_of(method)
    assert {each.get("language_code") for each in shown} == {None, *phrasebook().locales}
    assert all(10 <= len(each[name]) <= most for each in shown)


async def test_what_is_shown_already_is_not_set_again(starts: Starts) -> None:
    assert len(await starts.start()) == 3 * (len(phrasebook().locales) + 1) + 1
    assert await starts.start() == []


async def test_only_words_that_changed_are_set(starts: Starts) -> None:
    await starts.start()
    async with starts.workroom() as work:
        await work.introductions.save("123456:description:az", "what it said last year")

    assert await starts.start() == ["setMyDescription"]


@pytest.mark.parametrize("method", SETTING)
async def test_what_telegram_refuses_stops_nothing_and_is_tried_at_the_next_start(
    starts: Starts, method: str, capsys: pytest.CaptureFixture[str]
) -> None:
    starts.telegram.refuse(method, 400, "Bad Request: what a word")

    await starts.start()

    assert "introduction_refused" in capsys.readouterr().out
    assert await starts.start() == [method]
