"""A strict double of Telegram's Bot API, small enough to be read, with people who use it."""

from tests.double.clock import Clock
from tests.double.driver import TelegramDouble
from tests.double.population import ALL_RIGHTS, Chat, Person, Standing

__all__ = ["ALL_RIGHTS", "Chat", "Clock", "Person", "Standing", "TelegramDouble"]
