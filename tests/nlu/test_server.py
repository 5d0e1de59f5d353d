"""Rasa as a child: started, watched, started again, and gone at the end."""

import asyncio
import contextlib
import json
import os
import signal
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from structlog.testing import capture_logs

from actions.errors import ModelUnavailable
from bot.nlu.models import Model
from bot.nlu.server import RasaServer
from tests.nlu.project import install, make_project

SERVES = """
runs = pathlib.Path("runs")
runs.mkdir(exist_ok=True)
(runs / str(os.getpid())).write_text(json.dumps({"argv": sys.argv, "env": dict(os.environ)}))
say(stage="loading")
say(stage="ready", seconds=0.1)
time.sleep(60)
"""


def model(project: Path, name: str = "abc") -> Model:
    """A model that the child is told of, and never opens."""
    return Model(project / "models" / f"{name}.tar.gz", frozenset())


@asynccontextmanager
async def serving(
    folder: Path, program: str = SERVES, token: str | None = None
) -> AsyncIterator[RasaServer]:
    """A server that was started, and is stopped in the end."""
    project = make_project(folder, program)
    server = RasaServer(project, model(project), folder / "logs" / "rasa.log", token)
    server.start()
    try:
        yield server
    finally:
        await server.stop()


async def ready(server: RasaServer, other_than: int | None = None) -> int:
    """The id of the child, once it is ready; on this loop, no pause takes any time."""
    await until(lambda: server.pid != other_than and server._ready.is_set())
    assert server.pid
    return server.pid


async def until(happens: Callable[[], bool]) -> None:
    """Let the child work until then; ten seconds of real time are too long for anything here."""
    began = time.monotonic()
    while not happens():
        assert time.monotonic() - began < 10, "it never happened"
        await asyncio.sleep(0.01)


def told(folder: Path, pid: int) -> dict[str, Any]:
    """The arguments and the environment that a child got."""
    found: dict[str, Any] = json.loads((folder / "runs" / str(pid)).read_text("utf-8"))
    return found


def is_alive(pid: int) -> bool:
    """Whether a process of that number is there."""
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, 0)
        return True
    return False


async def test_once_it_is_ready_it_can_be_asked_on_loopback_with_a_token(tmp_path: Path) -> None:
    async with serving(tmp_path) as server:
        pid = await ready(server)
        url, token = await server.where()

        argv = told(tmp_path, pid)["argv"]
        assert url == f"http://127.0.0.1:{argv[argv.index('--port') + 1]}"
        assert argv[argv.index("--host") + 1] == "127.0.0.1"
        assert argv[argv.index("--model") + 1] == str(model(tmp_path).path)
        assert token
        assert len(token) >= 32


async def test_the_token_is_not_on_the_command_line(tmp_path: Path) -> None:
    async with serving(tmp_path) as server:
        pid = await ready(server)
        _, token = await server.where()

        assert token
        assert not any(token in argument for argument in told(tmp_path, pid)["argv"])
        assert told(tmp_path, pid)["env"]["RASA_TOKEN"] == token


async def test_each_server_has_a_token_of_its_own_unless_one_is_given(tmp_path: Path) -> None:
    servers = [RasaServer(tmp_path, model(tmp_path), tmp_path / "log") for _ in range(2)]
    given = RasaServer(tmp_path, model(tmp_path), tmp_path / "log", "given")

    assert servers[0]._token != servers[1]._token
    assert given._token == "given"


async def test_a_child_that_is_killed_is_started_again(tmp_path: Path) -> None:
    async with serving(tmp_path) as server:
        first = await ready(server)
        _, token = await server.where()

        os.kill(first, signal.SIGKILL)
        second = await ready(server, other_than=first)

        assert second != first
        assert (await server.where())[1] == token
        assert not is_alive(first)


async def test_a_child_that_always_ends_is_started_more_and_more_seldom(tmp_path: Path) -> None:
    with capture_logs() as said:
        async with serving(tmp_path, "sys.exit(3)"):
            await until(lambda: len(said) >= 8)

    assert {line["code"] for line in said} == {3}
    assert [line["restart_in"] for line in said[:8]] == [2, 4, 8, 16, 32, 60, 60, 60]


async def test_after_stopping_no_child_is_left(tmp_path: Path) -> None:
    async with serving(tmp_path) as server:
        pid = await ready(server)

    assert not is_alive(pid)


async def test_a_child_that_will_not_end_is_killed(tmp_path: Path) -> None:
    program = "signal.signal(signal.SIGTERM, signal.SIG_IGN)\n" + SERVES
    async with serving(tmp_path, program) as server:
        pid = await ready(server)

    assert not is_alive(pid)


async def test_a_server_that_was_never_started_can_be_stopped(tmp_path: Path) -> None:
    await RasaServer(tmp_path, model(tmp_path), tmp_path / "log").stop()


async def test_another_model_is_served_from_then_on(tmp_path: Path) -> None:
    async with serving(tmp_path) as server:
        first = await ready(server)

        with capture_logs() as logs:
            await server.use(model(tmp_path, "newer"))
            second = await ready(server, other_than=first)

        assert not [each for each in logs if each["log_level"] == "warning"]  # it is as it should
        assert str(model(tmp_path, "newer").path) in told(tmp_path, second)["argv"]


async def test_a_child_that_is_never_ready_is_unavailable_and_says_where_to_look(
    tmp_path: Path,
) -> None:
    async with serving(tmp_path, "time.sleep(60)") as server:
        with pytest.raises(ModelUnavailable, match=r"rasa\.log"):
            await server.where()


async def test_what_the_child_complains_of_stands_in_its_log(tmp_path: Path) -> None:
    program = "print('no module named rasa', file=sys.stderr, flush=True)\n" + SERVES
    async with serving(tmp_path, program) as server:
        await ready(server)

    assert "no module named rasa" in (tmp_path / "logs" / "rasa.log").read_text()


async def test_a_child_that_talks_much_is_listened_to(tmp_path: Path) -> None:
    program = "print('x' * 1_000_000, flush=True)\n" + SERVES + "\n"
    chatter = program.replace("time.sleep(60)", "print('y' * 1_000_000, flush=True)\n") + SERVES
    async with serving(tmp_path, chatter) as server:
        pid = await ready(server)
        await until((tmp_path / "runs" / str(pid)).exists)

        assert is_alive(pid)
        assert server.pid == pid


async def test_without_rasas_python_nothing_is_started(tmp_path: Path) -> None:
    server = RasaServer(tmp_path, model(tmp_path), tmp_path / "log")

    with pytest.raises(ModelUnavailable, match="make setup"):
        server.start()


async def test_a_set_up_that_is_repeated_while_it_serves_is_waited_for(tmp_path: Path) -> None:
    with capture_logs() as said:
        async with serving(tmp_path) as server:
            first = await ready(server)
            (tmp_path / ".venv-nlu" / "bin" / "python").unlink()
            os.kill(first, signal.SIGKILL)
            await until(lambda: "rasa_not_started" in {line["event"] for line in said})

            install(tmp_path, SERVES)

            assert await ready(server, other_than=first) != first


async def test_rasa_gets_none_of_the_bots_secrets(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TELEGRAM_TOKEN", "a secret")
    monkeypatch.setenv("DATABASE_URL", "a secret")

    async with serving(tmp_path) as server:
        pid = await ready(server)

    assert "a secret" not in told(tmp_path, pid)["env"].values()
