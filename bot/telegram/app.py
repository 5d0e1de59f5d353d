"""python-telegram-bot's application, with the types that we do not use left open."""

from typing import Any

from telegram.ext import Application, filters

App = Application[Any, Any, Any, Any, Any, Any]

PRIVATE = filters.ChatType.PRIVATE & filters.UpdateType.MESSAGE  # not what was edited
