"""Structured logs: events with keys; never a token, never a person's words at the default level."""

import logging
import re
import sys

import structlog
from structlog.typing import EventDict

from actions.domain.masking import masked

TOKEN = re.compile(r"\d{3,}:[A-Za-z0-9_-]{20,}")  # in an address, "bot" stands right before it
OUR_OWN = frozenset({"timestamp", "level", "event"})  # nothing in these comes from outside
PASSWORD = re.compile(r"(?<=://)([^:/@\s]*):\S+@")


def for_conversation(level: str) -> str:
    """The level where logs stand between what is said: warnings, or less if less is wanted."""
    known = logging.getLevelNamesMapping()
    return max(level, "WARNING", key=known.__getitem__)


def configure_logs(level: str) -> None:
    """Log to stderr; the libraries that write addresses with tokens in them keep quiet."""
    number = logging.getLevelNamesMapping()[level]
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            _without_secrets,
            structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty())
            if sys.stderr.isatty()
            else structlog.processors.LogfmtRenderer(key_order=["timestamp", "level", "event"]),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(number),
        # Asked each time: standard error may be another one by then, as in tests of commands.
        logger_factory=lambda *_: structlog.PrintLogger(sys.stderr),
        cache_logger_on_first_use=False,
    )
    logging.basicConfig(level=logging.WARNING, stream=sys.stderr, format="%(name)s: %(message)s")
    for name in ("httpx", "httpcore", "telegram", "alembic"):
        logging.getLogger(name).setLevel(logging.CRITICAL)


def _without_secrets(_logger: object, _method: str, event: EventDict) -> EventDict:
    return {key: _masked(key, value) for key, value in event.items()}


def _masked(key: str, value: object) -> object:
    """Without tokens and passwords; without anybody's passport, phone or e-mail."""
    if value is None or isinstance(value, bool | int | float):
        return value
    shown = PASSWORD.sub(r"\1:***@", TOKEN.sub("<token>", str(value)))
    return shown if key in OUR_OWN else masked(shown)
