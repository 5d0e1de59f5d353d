"""Calls of the Bot API that say something in one language."""

from collections.abc import Iterable, Mapping
from typing import Any

from actions.content.registry import Locale
from actions.domain.delivery import Call
from bot.facts.plain import plain
from bot.i18n import Words
from bot.telegram.rendering.bidi import isolate
from bot.telegram.rendering.markdown import to_runs
from bot.telegram.rendering.runs import Run, split, to_html

GAP = Run("\n\n")


class Voice:
    """One language: its words, and the direction in which they run."""

    def __init__(self, words: Words, locale: Locale) -> None:
        self.words, self.locale = words, locale

    def say(self, message: str, /, **values: object) -> list[Run]:
        """A message of the catalogue; it may hold the small Markdown, its values may not."""
        text = self.words(message, **{name: _plain(value) for name, value in values.items()})
        return self.directed(to_runs(text))

    def label(self, message: str, /, **values: object) -> str:
        """A message of the catalogue, for a button."""
        return self.words(message, **values)

    def directed(self, runs: Iterable[Run]) -> list[Run]:
        """Runs with Latin fragments isolated where the language runs from right to left."""
        return isolate(runs) if self.locale.is_rtl else list(runs)


def messages(runs: Iterable[Run], keyboard: Mapping[str, Any] | None = None) -> list[Call]:
    """One or more messages; the keyboard hangs below the last one."""
    parts = split(runs)
    calls = [_message(to_html(part)) for part in parts[:-1]]
    return [*calls, _message(to_html(parts[-1]), keyboard)] if parts else []


def _message(text: str, keyboard: Mapping[str, Any] | None = None) -> Call:
    params: dict[str, Any] = {"text": text, "parse_mode": "HTML"}
    if keyboard:
        params["reply_markup"] = keyboard
    return Call("send_message", params)


def html_message(text: str, keyboard: Mapping[str, Any] | None = None) -> Call:
    """One message whose HTML is made already and fits."""
    return _message(text, keyboard)


def _plain(value: object) -> object:
    """A value that the small Markdown leaves as it is; a number gets the language's own digits."""
    return value if isinstance(value, int) else plain(str(value))
