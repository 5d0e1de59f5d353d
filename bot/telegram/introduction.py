"""What Telegram shows of the bot before anybody writes: commands and descriptions, per language.

Telegram keeps them; they are set again only when our words have changed since, and what it refuses
is tried at the next start.
"""

import hashlib
import json
from collections.abc import Awaitable, Callable, Iterable, Iterator
from dataclasses import dataclass

import structlog
from telegram import Bot, BotCommand, BotCommandScopeAllPrivateChats, BotCommandScopeChat
from telegram.error import TelegramError

from actions.ports import Workroom
from bot.i18n import Phrasebook, Words
from bot.telegram.handlers.commands import COMMANDS
from bot.telegram.handlers.staff_commands import STAFF_COMMANDS

LANGUAGE = 2  # letters: Telegram shows words to those whose app speaks an ISO 639-1 language
log = structlog.get_logger()


@dataclass(frozen=True)
class Showing:
    """One thing that Telegram shows."""

    place: str  # such as "commands:private:az"
    words: tuple[str, ...]
    ask: Callable[[], Awaitable[bool]]  # Telegram to show it

    @property
    def digest(self) -> str:
        """What tells these words from others."""
        written = json.dumps(self.words, ensure_ascii=False)
        return hashlib.sha256(written.encode()).hexdigest()


async def introduce(bot: Bot, phrasebook: Phrasebook, default: str, workroom: Workroom) -> None:
    """Show commands and descriptions in every language; the default's to everybody else."""
    codes = {locale: locale for locale in phrasebook.locales if len(locale) == LANGUAGE}
    showings = [
        showing
        for code, locale in {**codes, "": default}.items()
        for showing in _of_language(bot, phrasebook[locale], code)
    ]
    await _show_all(showings, bot, workroom)


async def introduce_to_staff(
    bot: Bot, words: Words, chats: Iterable[int], workroom: Workroom
) -> None:
    """Show the commands of staff, which nobody sees outside of their groups."""
    await _show_all((_of_staff(bot, words, chat) for chat in chats), bot, workroom)


def _of_language(bot: Bot, words: Words, code: str) -> Iterator[Showing]:
    """All that one language's people see; no code: those whose language we do not speak."""
    commands = {name: words(f"command_{name}") for name in COMMANDS}
    scope = BotCommandScopeAllPrivateChats()
    yield Showing(
        f"commands:private:{code}",
        (*commands.keys(), *commands.values()),
        lambda: bot.set_my_commands(_listed(commands), scope, language_code=code or None),
    )
    about, short = words("bot_description"), words("bot_short_description")
    yield Showing(
        f"description:{code}",
        (about,),
        lambda: bot.set_my_description(about, language_code=code or None),
    )
    yield Showing(
        f"short_description:{code}",
        (short,),
        lambda: bot.set_my_short_description(short, language_code=code or None),
    )


def _of_staff(bot: Bot, words: Words, chat_id: int) -> Showing:
    commands = {name: words(f"staff_command_{name}") for name in STAFF_COMMANDS}
    return Showing(
        f"commands:{chat_id}:",
        (*commands.keys(), *commands.values()),
        lambda: bot.set_my_commands(_listed(commands), BotCommandScopeChat(chat_id)),
    )


def _listed(commands: dict[str, str]) -> list[BotCommand]:
    return [BotCommand(name, description) for name, description in commands.items()]


async def _show_all(showings: Iterable[Showing], bot: Bot, workroom: Workroom) -> None:
    """A process that dies on the way shows all of it again: the same words harm nobody."""
    places = {f"{bot.id}:{showing.place}": showing for showing in showings}
    async with workroom() as work:
        shown = {place: await work.introductions.get(place) for place in places}
    new = {place: each for place, each in places.items() if shown[place] != each.digest}
    accepted = [place for place, each in new.items() if await _is_accepted(each)]
    if accepted:
        async with workroom() as work:
            for place in accepted:
                await work.introductions.save(place, places[place].digest)
        log.info("introduced", places=len(accepted))


async def _is_accepted(showing: Showing) -> bool:
    """Whatever goes wrong, everything else works all the same."""
    try:
        return await showing.ask()
    except TelegramError as error:
        log.warning("introduction_refused", place=showing.place, reason=error.message)
        return False
