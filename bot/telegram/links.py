"""Links into the bot: `https://t.me/<bot>?start=<payload>`, and what a payload leads to."""

import re
from dataclasses import dataclass
from enum import StrEnum

from telegram import Bot
from telegram.error import InvalidToken, TelegramError

from actions.content.knowledge_base import KnowledgeBase
from actions.errors import TelegramUnusable
from bot.config import Settings

PAYLOAD = re.compile(r"[A-Za-z0-9_-]{1,64}", re.ASCII)  # what Telegram lets through
USERNAME = re.compile(r"[A-Za-z][A-Za-z0-9_]{3,31}", re.ASCII)


class Goal(StrEnum):
    """What a link leads to; how its payload begins."""

    LANGUAGE = "lang_"
    TOPIC = "t_"
    ENTRY = "e_"
    CAMPAIGN = "c_"  # the greeting; it is remembered where somebody came from


@dataclass(frozen=True)
class Destination:
    """Where a link leads."""

    goal: Goal
    name: str  # a locale's code, a topic's or an entry's id, a campaign's name


def payload_of(destination: Destination) -> str:
    """What stands behind `?start=`; no id holds an underscore where it may be a slash."""
    return f"{destination.goal}{destination.name.replace('/', '_')}"


def read_payload(payload: str, kb: KnowledgeBase) -> Destination | None:
    """Where a payload leads; None for what is forged, or no longer there."""
    if not PAYLOAD.fullmatch(payload):
        return None
    for goal in Goal:
        name = payload.removeprefix(goal)
        if name and name != payload:
            return _found(goal, name, kb)
    return None


def destination_of(name: str, kb: KnowledgeBase) -> Destination | None:
    """What the id of an entry or topic, or the code of a language, leads to."""
    if name in kb.ids:
        return Destination(Goal.ENTRY, name)
    if kb.topic(name):
        return Destination(Goal.TOPIC, name)
    return Destination(Goal.LANGUAGE, name) if name in kb.locales else None


def address(username: str, destination: Destination) -> str:
    """The whole link; raises `ValueError` if Telegram would not let it through."""
    payload = payload_of(destination)
    if not PAYLOAD.fullmatch(payload):
        raise ValueError(payload)
    return f"https://t.me/{username}?start={payload}"


async def username_of(settings: Settings) -> str:
    """How the bot is called on Telegram; raises `TelegramUnusable`."""
    if settings.telegram_token is None:
        raise TelegramUnusable("TELEGRAM_TOKEN is not set; name the bot: --bot beledci_bot")
    try:
        async with Bot(settings.telegram_token, f"{settings.telegram_base_url}/bot") as bot:
            return bot.username
    except InvalidToken as error:
        raise TelegramUnusable("Telegram does not accept TELEGRAM_TOKEN") from error
    except TelegramError as error:
        reason = f"Telegram can't be reached ({error.message}); name the bot: --bot beledci_bot"
        raise TelegramUnusable(reason) from error


def _found(goal: Goal, name: str, kb: KnowledgeBase) -> Destination | None:
    match goal:
        case Goal.LANGUAGE if name in kb.locales:
            return Destination(goal, name)
        case Goal.TOPIC if kb.topic(name):
            return Destination(goal, name)
        case Goal.CAMPAIGN:
            return Destination(goal, name)
        case Goal.ENTRY:
            ids = (i for i in kb.ids if i.replace("/", "_") == name)
            return next((Destination(goal, i) for i in ids), None)
    return None
