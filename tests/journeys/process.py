"""The bot as a process of its own, which a test may end gently or not at all gently."""

import asyncio
import os
import signal
import sys
from asyncio.subprocess import DEVNULL, Process
from collections.abc import Mapping
from pathlib import Path
from typing import Self

from bot.config import NAMES, PROJECT

PATIENCE = 60.0  # seconds to start or to stop, on a busy machine


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
        with self._log.open("ab") as log:
            self.process = await asyncio.create_subprocess_exec(
                *(sys.executable, "-m", "bot", "run", *self._options),
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
