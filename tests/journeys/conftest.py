"""One model and one Rasa server for all journeys; a Telegram and a database for each."""

import os
import subprocess
import sys
from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

import pytest
import pytest_asyncio

from bench.place import rasa as served
from bot.config import NAMES, PROJECT
from tests.double import Chat, Person, TelegramDouble
from tests.journeys.process import PATIENCE, BotProcess, ForkedBot

MODELS_HOME = PROJECT / "var"  # the default: what `make setup` trained is not trained again


def clean_environment(**settings: str) -> dict[str, str]:
    """The environment without anybody's own settings."""
    inherited = {key: value for key, value in os.environ.items() if key not in NAMES}
    return {**inherited, **settings}


@pytest.fixture(scope="session")
def model() -> Path:
    """The real model, trained as `bot train` trains it."""
    command = [sys.executable, "-m", "bot", "train"]
    environment = clean_environment(BOT_HOME=str(MODELS_HOME))
    done = subprocess.run(command, cwd=PROJECT, env=environment, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
    return max((MODELS_HOME / "models").glob("*.tar.gz"), key=lambda path: path.stat().st_mtime)


@pytest.fixture(scope="session")
def rasa(model: Path) -> Iterator[dict[str, str]]:
    """A real Rasa server with that model, as the settings that lead to it."""
    assert model.is_file()
    with served() as (settings, _):
        yield settings


@dataclass
class Office:
    """One bot at work, with a Telegram around it and a staff group that is a forum."""

    telegram: TelegramDouble
    bot: BotProcess
    staff: Chat
    chidi: Person  # works at the office
    _people: Iterator[int] = field(default_factory=lambda: count(100))

    def newcomer(self, name: str, language: str) -> Person:
        """Somebody who never wrote before, with a Telegram in this language."""
        return self.telegram.person(next(self._people), name, language_code=language)


def settings_for(telegram: TelegramDouble, rasa: dict[str, str]) -> dict[str, str]:
    """What a bot is told: this Telegram, that Rasa."""
    base_url = telegram.base_url.removesuffix("/bot")
    return {
        "TELEGRAM_TOKEN": telegram.token,
        "TELEGRAM_BASE_URL": base_url,
        "TELEGRAM_FLOOD_LIMITS": "off",  # the double has none, unless a journey is about them
        **rasa,
    }


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def running_office(
    rasa: dict[str, str], tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[Office]:
    """The office on an ordinary day, shared by journeys in which nothing breaks."""
    async with TelegramDouble() as telegram:
        chidi = telegram.person(21, "Chidi", language_code="en")
        staff = telegram.group(-1001, "Staff", is_forum=True, staff=[chidi])
        settings = {**settings_for(telegram, rasa), "STAFF_CHAT_ID": str(staff.id)}
        async with ForkedBot(tmp_path_factory.mktemp("office"), settings) as bot:
            await telegram.wait_for_call("setMyCommands", timeout=PATIENCE)
            yield Office(telegram, bot, staff, chidi)
        assert "Traceback" not in bot.log


@pytest_asyncio.fixture(loop_scope="session")
async def office(running_office: Office) -> AsyncIterator[Office]:
    """The same office; Telegram must have nothing to complain of after each journey."""
    yield running_office
    await running_office.telegram.settled()
    assert not running_office.telegram.audit(), running_office.telegram.audit()


@pytest_asyncio.fixture(loop_scope="session")
async def telegram() -> AsyncIterator[TelegramDouble]:
    """A Telegram of its own, for a journey on which something breaks."""
    async with TelegramDouble() as double:
        yield double


@pytest.fixture
def chidi(telegram: TelegramDouble) -> Person:
    """Works at the office."""
    return telegram.person(21, "Chidi")


@pytest.fixture
def staff(telegram: TelegramDouble, chidi: Person) -> Chat:
    """The group of the office, a forum."""
    return telegram.group(-1001, "Staff", is_forum=True, staff=[chidi])


@pytest.fixture
def ada(telegram: TelegramDouble) -> Person:
    """A student."""
    return telegram.person(31, "Ada", language_code="en")


MakeBot = Callable[..., BotProcess]


@pytest.fixture
def make_command(tmp_path: Path, telegram: TelegramDouble, rasa: dict[str, str]) -> MakeBot:
    """A bot with these settings and others, in a home of its own, begun as people begin it."""
    return _maker(BotProcess, tmp_path, settings_for(telegram, rasa))


@pytest.fixture
def make_bot(tmp_path: Path, telegram: TelegramDouble, rasa: dict[str, str]) -> MakeBot:
    """The same, begun faster."""
    return _maker(ForkedBot, tmp_path, settings_for(telegram, rasa))


def _maker(kind: type[BotProcess], home: Path, settings: dict[str, str]) -> MakeBot:
    def make(*options: str, **more: str) -> BotProcess:
        return kind(home, {**settings, **more}, *options)

    return make
