"""What a new user meets when something is not as it should be: a sentence, and no traceback."""

import os
import shutil
import signal
from datetime import date
from pathlib import Path

import pytest

from actions.content.loader import load_knowledge
from bot.config import PROJECT
from bot.soundness import CONTENT, Soundness, state_of
from tests.content_checks.small_project import change, entry_path, make_project
from tests.double import TelegramDouble
from tests.journeys.conftest import MODELS_HOME, MakeBot
from tests.journeys.process import PATIENCE, BotProcess

pytestmark = [pytest.mark.journey, pytest.mark.asyncio(loop_scope="session")]


async def ends_with(bot: BotProcess, words: str) -> int:
    """Start it, and wait until it ends with these words; its exit code."""
    await bot.start()
    code = await bot.ended()
    assert words in bot.log
    assert "Traceback" not in bot.log
    return code


async def test_a_wrong_token_is_a_sentence(make_command: MakeBot) -> None:
    assert await ends_with(make_command(TELEGRAM_TOKEN="123456:WRONGTOKEN"), "@BotFather") == 1


async def test_a_missing_token_is_a_sentence(make_command: MakeBot) -> None:
    assert await ends_with(make_command(TELEGRAM_TOKEN=""), "TELEGRAM_TOKEN is missing") == 2


async def test_every_wrong_setting_is_named_at_once(make_bot: MakeBot) -> None:
    bot = make_bot(STAFF_CHAT_ID="our group", LOG_LEVEL="LOUD")

    assert await ends_with(bot, "STAFF_CHAT_ID") == 2
    assert "LOG_LEVEL" in bot.log


async def test_an_unreachable_telegram_is_waited_for(
    make_command: MakeBot, telegram: TelegramDouble
) -> None:
    async with make_command(TELEGRAM_BASE_URL="http://127.0.0.1:9") as bot:
        await bot.logs("telegram_unreachable")
        assert await bot.stop() == 0

    assert "Traceback" not in bot.log
    assert telegram.token not in bot.log


async def test_a_second_bot_on_the_same_database_is_refused(
    make_command: MakeBot, telegram: TelegramDouble
) -> None:
    async with make_command():
        await telegram.wait_for_call("setMyCommands", timeout=PATIENCE)
        assert await ends_with(make_command(), "another bot process") == 1


async def test_a_second_bot_on_the_same_token_goes(
    make_bot: MakeBot, telegram: TelegramDouble
) -> None:
    telegram.faults.fail("getUpdates", 409, description="Conflict: other", times=3)

    assert await ends_with(make_bot(), "another program is using this TELEGRAM_TOKEN") == 1


async def test_a_corrupt_database_is_a_sentence(make_bot: MakeBot, tmp_path: Path) -> None:
    folder = tmp_path / "database"
    folder.mkdir()
    (folder / "beledci.sqlite3").write_bytes(b"this is no database" * 1000)

    assert await ends_with(make_bot(), str(folder / "beledci.sqlite3")) == 1


async def test_a_broken_knowledge_file_is_named_with_its_line(
    make_bot: MakeBot, tmp_path: Path
) -> None:
    project = make_project(tmp_path / "project")
    change(entry_path(project, "en"), "source: ", "sauce: ")

    bot = make_bot("--project", str(project))

    assert await ends_with(bot, "chess.md:") == 1
    assert "`source:` is missing" in bot.log


async def test_a_changed_answer_is_live_within_seconds_and_a_broken_one_never(
    make_bot: MakeBot, telegram: TelegramDouble, tmp_path: Path
) -> None:
    project = make_project(tmp_path / "project")
    ada = telegram.person(31, "Ada", language_code="en")
    entry = entry_path(project, "en")
    async with make_bot("--project", str(project)) as bot:
        await telegram.wait_for_call("setMyCommands", timeout=PATIENCE)
        change(entry, "Yes, join", "New since today: join")
        await bot.logs("knowledge_taken_over")
        await telegram.say(ada, "/start")
        [hello] = await telegram.wait_for(ada)
        await telegram.press(ada, hello, data="t:en:life")
        [topic] = await telegram.wait_for(ada, "Life")
        await telegram.press(ada, topic, data="b:en:life/chess")
        [answer] = await telegram.wait_for(ada, "New since today")
        entry.write_text("nothing that anybody could read", "utf-8")
        await bot.logs("knowledge_not_taken_over")
        await telegram.say(ada, "/menu")
        [menu] = await telegram.wait_for(ada, after=answer["message_id"])
        await telegram.press(ada, menu, data="t:en:life")
        [topic] = await telegram.wait_for(ada, "Life", after=answer["message_id"])
        await telegram.press(ada, topic, data="b:en:life/chess")
        await telegram.wait_for(ada, "New since today", after=answer["message_id"])


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of what we ship."""
    folder = tmp_path / "project"
    for name in CONTENT:
        shutil.copytree(PROJECT / name, folder / name)
    read, _ = load_knowledge(folder / "knowledge")
    Soundness(folder).remember(state_of(folder, date.today()), read)  # noqa: DTZ011 -- as checks do
    shutil.copy(PROJECT / "config.yml", folder)
    (folder / ".venv-nlu").symlink_to(PROJECT / ".venv-nlu")
    return folder


async def test_a_misspelt_importer_is_refused_before_a_model_is_used(
    make_bot: MakeBot, project: Path
) -> None:
    config = project / "config.yml"
    config.write_text(config.read_text("utf-8").replace("KnowledgeImporter", "KnowlegeImporter"))

    bot = make_bot("--project", str(project), RASA_URL="")

    assert await ends_with(bot, "KnowlegeImporter") == 1


@pytest.mark.usefixtures("model")
async def test_the_bots_own_rasa_is_restarted_and_goes_with_it(
    make_command: MakeBot, telegram: TelegramDouble, tmp_path: Path
) -> None:
    (tmp_path / "models").symlink_to(MODELS_HOME / "models")
    ada = telegram.person(31, "Ada", language_code="en")
    async with make_command(RASA_URL="") as bot:
        log = await bot.logs("rasa_ready")
        child = int(log.partition("rasa_ready pid=")[2].split()[0])
        os.kill(child, signal.SIGKILL)
        await bot.logs("rasa_ended")
        await telegram.say(ada, "How do I extend my residence permit?")
        await telegram.wait_for(ada, "30 days before", timeout=PATIENCE)
        successor = int(bot.log.rpartition("rasa_ready pid=")[2].split()[0])
        await bot.stop()

    assert successor != child
    with pytest.raises(ProcessLookupError):
        os.kill(successor, 0)
