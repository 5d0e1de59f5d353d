"""What Telegram shows of the bot before anybody writes: its commands, in every language."""

from collections.abc import Iterable

import structlog
from telegram import Bot, BotCommand, BotCommandScopeAllPrivateChats, BotCommandScopeChat
from telegram.error import TelegramError

from bot.i18n import Phrasebook
from bot.telegram.handlers.commands import COMMANDS
from bot.telegram.handlers.staff_commands import STAFF_COMMANDS

log = structlog.get_logger()


async def introduce_to_staff(
    bot: Bot, phrasebook: Phrasebook, locale: str, chats: Iterable[int]
) -> None:
    """Set the commands of staff, which nobody sees outside of their groups."""
    words = phrasebook[locale]
    commands = [BotCommand(name, words(f"staff_command_{name}")) for name in STAFF_COMMANDS]
    for chat_id in chats:
        try:
            await bot.set_my_commands(commands, BotCommandScopeChat(chat_id))
        except TelegramError as error:
            log.warning("staff_commands_not_set", staff_chat_id=chat_id, reason=error.message)


async def introduce(bot: Bot, phrasebook: Phrasebook, default: str) -> None:
    """Set the commands; if Telegram refuses, everything else works all the same."""
    scope = BotCommandScopeAllPrivateChats()
    try:
        for locale in phrasebook.locales:
            words = phrasebook[locale]
            commands = [BotCommand(name, words(f"command_{name}")) for name in COMMANDS]
            code = None if locale == default else locale
            await bot.set_my_commands(commands, scope, language_code=code)
    except TelegramError as error:
        log.warning("commands_not_set", reason=error.message)
