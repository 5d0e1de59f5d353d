"""Logs as the bot writes them, for as long as a block lasts."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager

import structlog

from bot.logs import configure_logs

QUIET = ("httpx", "httpcore", "telegram", "alembic")


@contextmanager
def logged(level: str) -> Iterator[None]:
    """Configure logs on whatever stands for stderr now; afterwards all is as before."""
    before = {name: logging.getLogger(name).level for name in QUIET}
    configure_logs(level)
    try:
        yield
    finally:
        structlog.reset_defaults()
        for name, number in before.items():
            logging.getLogger(name).setLevel(number)
