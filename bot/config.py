"""Settings: read once, at the door; refused whole; secrets never shown."""

import difflib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from dotenv.parser import parse_stream

from actions.errors import InvalidSettings

PROJECT = Path(__file__).resolve().parents[1]  # where config.yml, knowledge/ and nlu_data/ lie
OFFICIAL_BASE_URL = "https://api.telegram.org"
LOG_LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR")
TOKEN = re.compile(r"\d{3,}:[A-Za-z0-9_-]{4,}")
DATABASE = re.compile(r"(?:sqlite|postgres|postgresql)(?:\+\w+)?://", re.IGNORECASE)
RATE = re.compile(r"[1-9]\d{0,2}|1000")
NAMES = (
    "TELEGRAM_TOKEN",
    "TELEGRAM_BASE_URL",
    "TELEGRAM_FLOOD_LIMITS",
    "STAFF_CHAT_ID",
    "DATABASE_URL",
    "BOT_HOME",
    "RASA_URL",
    "RASA_TOKEN",
    "WRONG_ANSWERS",
    "LOG_LEVEL",
    "MESSAGES_PER_SECOND",
    "WEEKLY_DIGEST",
    "NEWS_FEED_URL",
)
SWITCH = {"on": True, "off": False}
FEWEST_WRONG, MOST_WRONG = 1, 10  # percent; the model measures no others
LIKE_OURS = 0.88  # how similar a name must be to be taken for a slip of ours


@dataclass(frozen=True)
class Settings:
    """Everything that a deployment may set; `.env.example` says what each is for."""

    telegram_token: str | None = field(default=None, repr=False)
    telegram_base_url: str = OFFICIAL_BASE_URL
    telegram_flood_limits: bool = True
    staff_chat_id: int | None = None
    database_url: str = field(default="", repr=False)  # empty: SQLite in BOT_HOME
    bot_home: Path = PROJECT / "var"
    rasa_url: str | None = None
    rasa_token: str | None = field(default=None, repr=False)
    wrong_answers: float = 3.0  # percent of all answers, at most
    log_level: str = "INFO"
    messages_per_second: int = 25  # to all chats together; Telegram allows 30 to most bots
    weekly_digest: bool = True  # to the staff group, what people asked
    news_feed_url: str | None = field(
        default=None, repr=False
    )  # RSS or Atom; its items become drafts of announcements

    @classmethod
    def from_env(cls, env: Mapping[str, str], env_file: Path | None = None) -> "Settings":
        """Read the environment over an `.env` file; every problem is named at once."""
        written, unreadable = _read_file(env_file)
        given = {**written, **{name: env[name] for name in NAMES if name in env}}
        values = {name: value.strip() for name, value in given.items() if value.strip()}
        problems = [*unreadable, *_unknown(written, env_file), *_slips(env), *_wrong(values)]
        if problems:
            raise InvalidSettings(problems)
        return cls(**_fields(values))

    @property
    def database(self) -> str:
        """The address of the database."""
        return self.database_url or f"sqlite:///{self.bot_home / 'database' / 'beledci.sqlite3'}"


def _fields(values: Mapping[str, str]) -> dict[str, Any]:
    fields: dict[str, Any] = {name.lower(): value for name, value in values.items()}
    if "STAFF_CHAT_ID" in values:
        fields["staff_chat_id"] = int(values["STAFF_CHAT_ID"])
    if "WRONG_ANSWERS" in values:
        fields["wrong_answers"] = float(values["WRONG_ANSWERS"])
    if "TELEGRAM_FLOOD_LIMITS" in values:
        fields["telegram_flood_limits"] = SWITCH[values["TELEGRAM_FLOOD_LIMITS"].lower()]
    if "WEEKLY_DIGEST" in values:
        fields["weekly_digest"] = SWITCH[values["WEEKLY_DIGEST"].lower()]
    if "MESSAGES_PER_SECOND" in values:
        fields["messages_per_second"] = int(values["MESSAGES_PER_SECOND"])
    if "BOT_HOME" in values:
        fields["bot_home"] = Path(values["BOT_HOME"]).expanduser().resolve()
    if "TELEGRAM_BASE_URL" in values:
        url = values["TELEGRAM_BASE_URL"].rstrip("/")
        fields["telegram_base_url"] = url.removesuffix("/bot").rstrip("/")
    if "LOG_LEVEL" in values:
        fields["log_level"] = values["LOG_LEVEL"].upper()
    return fields


def _read_file(path: Path | None) -> tuple[dict[str, str], list[str]]:
    """The settings written there, and the lines that are none."""
    if path is None or not path.exists():
        return {}, []
    try:
        with path.open(encoding="utf-8-sig") as file:
            lines = list(parse_stream(file))
    except (OSError, UnicodeDecodeError) as error:
        raise InvalidSettings([f"{path} can't be read: {error}"]) from error
    wrong = [f"{path}:{line.original.line}: expected NAME=value" for line in lines if line.error]
    return {line.key: line.value or "" for line in lines if line.key}, wrong


def _unknown(written: Mapping[str, str], path: Path | None) -> Iterator[str]:
    for name in written:
        if name not in NAMES:
            guess = _closest(name, cutoff=0.6)
            hint = f"did you mean {guess}?" if guess else f"known are {', '.join(NAMES)}"
            yield f"{path}: {name} is not a setting; {hint}"


def _slips(env: Mapping[str, str]) -> Iterator[str]:
    """Names in the environment that are ours but for a letter."""
    for name in env:
        if name not in NAMES and (guess := _closest(name, cutoff=LIKE_OURS)):
            yield f"{name} is not a setting; did you mean {guess}?"


def _closest(name: str, cutoff: float) -> str | None:
    return next(iter(difflib.get_close_matches(name.upper(), NAMES, n=1, cutoff=cutoff)), None)


def _wrong(values: Mapping[str, str]) -> Iterator[str]:
    token = values.get("TELEGRAM_TOKEN")
    if token and not TOKEN.fullmatch(token):
        yield ("TELEGRAM_TOKEN is no bot token: such as 123456789:AAE…, it comes from @BotFather")
    for name in ("TELEGRAM_BASE_URL", "RASA_URL", "NEWS_FEED_URL"):
        if name in values and not _is_web_address(values[name]):
            yield f"{name} must be an address such as http://127.0.0.1:8081, not {values[name]!r}"
    yield from _wrong_switch(values)
    staff = values.get("STAFF_CHAT_ID")
    if staff and not re.fullmatch(r"-\d{1,19}", staff):
        yield f"STAFF_CHAT_ID must be a group's number such as -1001234567890, not {staff!r}"
    wrong = values.get("WRONG_ANSWERS", "3")
    if not (re.fullmatch(r"\d{1,2}(\.\d+)?", wrong) and FEWEST_WRONG <= float(wrong) <= MOST_WRONG):
        yield f"WRONG_ANSWERS must be a number of percent from 1 to 10, not {wrong!r}"
    level = values.get("LOG_LEVEL")
    if level and level.upper() not in LOG_LEVELS:
        yield f"LOG_LEVEL must be one of {', '.join(LOG_LEVELS)}, not {level!r}"
    if not RATE.fullmatch(values.get("MESSAGES_PER_SECOND", "25")):
        yield "MESSAGES_PER_SECOND must be a whole number from 1 to 1000, such as 25"
    if "DATABASE_URL" in values and not DATABASE.match(values["DATABASE_URL"].strip()):
        yield "DATABASE_URL must be an address such as postgresql://user:password@host/name"


def _wrong_switch(values: Mapping[str, str]) -> Iterator[str]:
    limits = values.get("TELEGRAM_FLOOD_LIMITS", "on")
    if limits.lower() not in SWITCH:
        yield f"TELEGRAM_FLOOD_LIMITS must be on or off, not {limits!r}"
    elif not SWITCH[limits.lower()] and "TELEGRAM_BASE_URL" not in values:
        yield "TELEGRAM_FLOOD_LIMITS can be off only with a TELEGRAM_BASE_URL of your own"
    digest = values.get("WEEKLY_DIGEST", "on")
    if digest.lower() not in SWITCH:
        yield f"WEEKLY_DIGEST must be on or off, not {digest!r}"


def _is_web_address(text: str) -> bool:
    try:
        parts = urlsplit(text)
        return parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False
