"""What calls of the Bot API show."""

from collections.abc import Iterable
from typing import Any

from actions.domain.delivery import Call
from tests.double.html import parse_html


def text_of(calls: Iterable[Call]) -> str:
    """What can be read, as Telegram shows it."""
    return "\n---\n".join(parse_html(call.params["text"]).text for call in calls)


def buttons_of(calls: Iterable[Call]) -> list[dict[str, str]]:
    """Every button, in order."""
    boards: list[dict[str, Any]] = [call.params.get("reply_markup", {}) for call in calls]
    return [each for board in boards for row in board.get("inline_keyboard", ()) for each in row]


def data_of(calls: Iterable[Call]) -> list[str]:
    """What every button would say back."""
    return [each["callback_data"] for each in buttons_of(calls)]
