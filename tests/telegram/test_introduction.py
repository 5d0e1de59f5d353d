"""What Telegram shows of the bot before anybody writes."""

import pytest

from bot.telegram.handlers.commands import COMMANDS
from bot.telegram.introduction import introduce
from tests.telegram.offline import OfflineTelegram, offline_bot
from tests.telegram.sample import phrasebook


async def test_the_commands_are_shown_in_every_language(telegram: OfflineTelegram) -> None:
    await introduce(offline_bot(telegram), phrasebook(), "en")

    shown = telegram.params_of("setMyCommands")
    assert {each.get("language_code") for each in shown} == {None, *phrasebook().locales} - {"en"}
    for each in shown:
        assert [command["command"] for command in each["commands"]] == list(COMMANDS)
        assert all(3 <= len(command["description"]) <= 256 for command in each["commands"])
        assert each["scope"] == {"type": "all_private_chats"}


async def test_a_telegram_that_refuses_them_stops_nothing(
    telegram: OfflineTelegram, capsys: pytest.CaptureFixture[str]
) -> None:
    telegram.refuse("setMyCommands", 400, "Bad Request: BOT_COMMAND_INVALID")

    await introduce(offline_bot(telegram), phrasebook(), "en")

    assert "commands_not_set" in capsys.readouterr().out
