"""Serves a model by Rasa's own HTTP server: `python -m bot.nlu.rasa.serve`."""

# ruff: noqa: PLC0415 -- Rasa may be imported only after the stand-in for absent packages

import argparse
import logging
import os
import signal
import sys
import threading
import time
from pathlib import Path
from typing import Any

from bot.nlu.rasa import parsing, progress, surroundings

TOKEN = "RASA_TOKEN"  # noqa: S105 -- a variable's name; arguments stand in the process list
PARENT_CHECK = 1.0  # seconds
SETTLING = 0.1  # seconds
GRACE = 5.0  # seconds for what is being answered
SANIC_LOGS = ("sanic.root", "sanic.error", "sanic.access")
WARM_UP = "hello"


def main() -> int:
    """Serve until told to stop, or until whoever started the server is gone."""
    options = _options()
    if not options.model.is_file():
        print(f"there is no model at {options.model}; train one first", file=sys.stderr)
        return 1
    threading.Thread(target=_end_with, args=(options.parent,), daemon=True).start()
    progress.report_to(sys.stdout)
    surroundings.prepare()
    _serve(options.model, options.host, options.port)
    return 0


def _serve(model: Path, host: str, port: int) -> None:
    from rasa.server import create_app

    token = os.environ.get(TOKEN)
    app = create_app(auth_token=token, cors_origins=[])
    parsing.add_to(app, token)
    for name in SANIC_LOGS:  # stdout is for the line that says "ready"; refusals are answers
        logging.getLogger(name).setLevel(logging.CRITICAL)
    app.ctx.model, app.ctx.started = model, time.monotonic()
    app.register_listener(_load, "before_server_start")
    app.register_listener(_say_ready, "after_server_start")
    app.run(host=host, port=port, workers=1, access_log=False, debug=False, motd=False)


async def _load(app: Any, _loop: Any) -> None:
    """Load model and encoder before the port opens: the first student should not wait."""
    from rasa.core.agent import Agent

    app.ctx.agent = Agent.load(app.ctx.model)
    await app.ctx.agent.parse_message(WARM_UP)
    surroundings.give_back_memory()


async def _say_ready(app: Any, loop: Any) -> None:
    """Only once the loop runs for good: a signal that comes just before is lost in it."""
    seconds = round(time.monotonic() - app.ctx.started, 1)
    loop.call_later(SETTLING, lambda: progress.line(stage="ready", seconds=seconds))


def _end_with(parent: int) -> None:
    """A server whose starter died answers nobody: it would only hold the port."""
    while os.getppid() == parent:
        time.sleep(PARENT_CHECK)
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(GRACE)
    os._exit(1)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description="Serve a Rasa model over HTTP; the token is read from RASA_TOKEN."
    )
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=5005)
    parser.add_argument(
        "--parent",
        type=int,
        default=os.getppid(),
        metavar="PID",
        help="end with this process (default: the one that started the server)",
    )
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
