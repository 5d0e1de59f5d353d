"""Rasa as a child process: started, watched, restarted, and put away at the end."""

import asyncio
import contextlib
import secrets
import socket
import time
from asyncio.subprocess import DEVNULL, PIPE, Process
from pathlib import Path

import structlog

from actions.errors import ModelUnavailable
from bot.nlu.environment import environment_of, python_of
from bot.nlu.models import Model
from bot.processes import end

LOOPBACK = "127.0.0.1"
READY = b'"ready"'
PATIENCE = 30.0  # seconds that a question waits for a server that is starting
LONGEST_PAUSE = 60.0  # seconds between two starts
HEALTHY = 60.0  # seconds after which a server counts as well
log = structlog.get_logger()


class RasaServer:
    """Keeps one Rasa running on loopback, with a token that nobody else knows."""

    def __init__(
        self, project: Path, model: Model, log_file: Path, token: str | None = None
    ) -> None:
        self._project, self._model, self._log_file = project, model, log_file
        self._token = token or secrets.token_urlsafe(32)
        self._port = 0
        self._ready = asyncio.Event()
        self._process: Process | None = None
        self._keeper: asyncio.Task[None] | None = None

    @property
    def pid(self) -> int | None:
        """The child's process id."""
        return self._process.pid if self._process else None

    @property
    def model(self) -> Model:
        """What is served, or will be as soon as it is loaded."""
        return self._model

    def start(self) -> None:
        """Begin to keep it running."""
        python_of(self._project)
        self._keeper = asyncio.create_task(self._keep())

    async def stop(self) -> None:
        """End it, and wait until it is gone."""
        if self._keeper:
            self._keeper.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._keeper

    async def where(self) -> tuple[str, str | None]:
        """Address and token, once it is ready; raises `ModelUnavailable`."""
        try:
            async with asyncio.timeout(PATIENCE):
                await self._ready.wait()
        except TimeoutError as error:
            raise ModelUnavailable(f"Rasa is not running; see {self._log_file}") from error
        return f"http://{LOOPBACK}:{self._port}", self._token

    async def use(self, model: Model) -> None:
        """Serve another model from now on; questions wait until it is loaded."""
        self._model = model
        if self._process and self._process.returncode is None:
            self._process.terminate()

    async def _keep(self) -> None:
        pause = 1.0
        while True:
            started, served = time.monotonic(), self._model
            try:
                code = await self._run_once()
            except (OSError, ModelUnavailable) as error:
                log.error("rasa_not_started", reason=str(error))
                code = -1
            if self._model != served:
                continue  # it was ended for another one
            pause = 1.0 if time.monotonic() - started > HEALTHY else min(pause * 2, LONGEST_PAUSE)
            log.warning("rasa_ended", code=code, restart_in=pause, log=str(self._log_file))
            await asyncio.sleep(pause)

    async def _run_once(self) -> int:
        """Run it until it ends; its exit code."""
        self._port = free_port()
        self._log_file.parent.mkdir(parents=True, exist_ok=True)
        with self._log_file.open("ab") as log_file:
            self._process = await asyncio.create_subprocess_exec(
                str(python_of(self._project)),
                *("-m", "bot.nlu.rasa.serve", "--model", str(self._model.path)),
                *("--host", LOOPBACK, "--port", str(self._port)),
                cwd=self._project,
                env=environment_of(self._project, RASA_TOKEN=self._token),
                stdin=DEVNULL,
                stdout=PIPE,
                stderr=log_file,
            )
        try:
            await self._announce(self._process)
            return await self._process.wait()
        finally:
            self._ready.clear()
            await end(self._process)

    async def _announce(self, process: Process) -> None:
        """Read what it prints, so that it never blocks; the ready line is for us."""
        while process.stdout and (line := await _line_of(process.stdout)):
            if READY in line:
                self._ready.set()
                log.info("rasa_ready", pid=process.pid)


async def _line_of(stream: asyncio.StreamReader) -> bytes:
    """The next line; empty at the end."""
    try:
        return await stream.readline()
    except ValueError:
        return b"a line longer than asyncio keeps"


def free_port() -> int:
    """A port of this machine that nobody listens on."""
    with socket.socket() as probe:
        probe.bind((LOOPBACK, 0))
        return int(probe.getsockname()[1])
