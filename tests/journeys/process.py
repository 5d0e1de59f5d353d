"""The bot as a process of its own, which a test may end gently or not at all gently."""

import asyncio
import os
import signal
import sys
from asyncio.subprocess import DEVNULL
from collections.abc import Mapping
from multiprocessing import get_context
from pathlib import Path
from typing import Protocol, Self

from bot.cli import main
from bot.config import NAMES, PROJECT

PATIENCE = 60.0  # seconds to start or to stop, on a busy machine


FORKS = get_context("forkserver")
FORKS.set_forkserver_preload(["bot.cli"])


class Process(Protocol):
    """What is done with a process here."""

    @property
    def pid(self) -> int: ...
    @property
    def returncode(self) -> int | None: ...
    def send_signal(self, signal: int, /) -> None: ...
    def kill(self) -> None: ...
    async def wait(self) -> int: ...


class BotProcess:
    """`bot run` with its own BOT_HOME; what it logs is kept in a file."""

    def __init__(self, home: Path, settings: Mapping[str, str], *options: str) -> None:
        self._options = options
        inherited = {key: value for key, value in os.environ.items() if key not in NAMES}
        self._env = {**inherited, "BOT_HOME": str(home), "LANG": "C.UTF-8", **settings}
        self.home, self._log = home, home / "bot.log"
        self.process: Process | None = None

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(self, *_: object) -> None:
        if self.process and self.process.returncode is None:
            await self.stop()

    async def start(self) -> None:
        """Begin; it hears soon after."""
        self.process = await self._begin(["run", *self._options])

    async def _begin(self, arguments: list[str]) -> Process:
        with self._log.open("ab") as log:
            return await asyncio.create_subprocess_exec(
                *(sys.executable, "-m", "bot", *arguments),
                cwd=PROJECT,
                env=self._env,
                stdin=DEVNULL,
                stdout=log,
                stderr=log,
            )

    async def kill(self) -> None:
        """SIGKILL: nothing can be put away."""
        assert self.process
        self.process.kill()
        await self.process.wait()

    async def stop(self) -> int:
        """SIGTERM; its exit code."""
        assert self.process
        if self.process.returncode is None:
            self.process.send_signal(signal.SIGTERM)
        return await asyncio.wait_for(self.process.wait(), PATIENCE)

    async def ended(self) -> int:
        """Wait until it ends by itself; its exit code."""
        assert self.process
        return await asyncio.wait_for(self.process.wait(), PATIENCE)

    async def logs(self, words: str) -> str:
        """Wait until it has logged these words."""
        async with asyncio.timeout(PATIENCE):
            while words not in self.log:
                assert self.process, self.log
                assert self.process.returncode is None, self.log
                await asyncio.sleep(0.05)  # a file tells nobody that it grew
        return self.log

    @property
    def log(self) -> str:
        """Everything that it printed so far."""
        return self._log.read_text("utf-8", "replace")


class ForkedBot(BotProcess):
    """The same, with its modules loaded already: half the time to start."""

    async def _begin(self, arguments: list[str]) -> Process:
        self._log.touch()
        return Forked(arguments, self._env, self._log)


class Forked:
    """A process that was forked after the imports, and behaves as any other from then on."""

    def __init__(self, arguments: list[str], env: Mapping[str, str], log: Path) -> None:
        self._process = FORKS.Process(target=_run, args=(arguments, dict(env), log))
        self._process.start()

    @property
    def pid(self) -> int:
        """Its number."""
        assert self._process.pid
        return self._process.pid

    @property
    def returncode(self) -> int | None:
        """Its exit code, as soon as it has ended."""
        return self._process.exitcode

    def send_signal(self, signal: int, /) -> None:
        """Tell it something."""
        os.kill(self.pid, signal)

    def kill(self) -> None:
        """SIGKILL."""
        self._process.kill()

    async def wait(self) -> int:
        """Wait until it has ended; its exit code."""
        await asyncio.to_thread(self._process.join)
        assert self._process.exitcode is not None
        return self._process.exitcode


def _run(arguments: list[str], env: Mapping[str, str], log: Path) -> None:
    """In the new process: the command line, as `python -m bot` begins it."""
    os.environ.clear()
    os.environ.update(env)
    os.chdir(PROJECT)
    where = os.open(log, os.O_WRONLY | os.O_APPEND)
    for stream in (1, 2):
        os.dup2(where, stream)
    sys.argv = ["bot", *arguments]
    main()
