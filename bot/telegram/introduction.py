"""What Telegram shows of the bot before anybody writes: its commands, in every language."""

import structlog
from telegram import Bot, BotCommand, BotCommandScopeAllPrivateChats
from telegram.error import TelegramError

from bot.i18n import Phrasebook
from bot.telegram.handlers.commands import COMMANDS

log = structlog.get_logger()


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
