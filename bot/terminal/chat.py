"""The same assistant as on Telegram, as a conversation in a terminal."""

import asyncio
import sys
from collections.abc import Callable
from datetime import UTC, datetime

from actions.answering import Answering, Considered, Question
from actions.content.circumstances import NOTHING_KNOWN, Circumstances
from actions.domain.decision import Answer, Chitchat, Clarify, Decline, HandOff
from actions.domain.delivery import Call
from actions.domain.locale_choice import best_match
from actions.domain.occasion import Occasion
from bot.telegram.buttons import Tap, Tapped
from bot.telegram.choosing import after_tap
from bot.telegram.presenter import CONTACTS, Presenter
from bot.terminal.plain_text import plain_text

FAREWELLS = {"/quit", "/exit", "/q"}
TO_AN_ENTRY = (Tap.ENTRY, Tap.BROWSE, Tap.CASE)
Write = Callable[[str], None]


class Chat:
    """Reads lines, shows messages; a number taps a button."""

    def __init__(self, answering: Answering, presenter: Presenter, locale: str | None) -> None:
        self._answering, self._presenter = answering, presenter
        kb = presenter.kb
        self._locale = best_match(locale, kb.locales) or kb.default_locale
        self._buttons: list[str] = []
        self._said: list[str] = []
        self._spoken = [self._locale]  # languages, the last one first
        self._whose = NOTHING_KNOWN

    async def run(self, write: Write = print) -> None:
        """Until the end of input, or /quit."""
        self._show(self._presenter.welcome(self._locale), write)
        while (line := await asyncio.to_thread(_read_line)) is not None:
            if line.strip().lower() in FAREWELLS:
                return
            if line.strip():
                self._show(await self._respond(line.strip()), write)

    async def _respond(self, line: str) -> list[Call]:
        if line.isdecimal() and 0 < int(line) <= len(self._buttons):
            return self._tap(Tapped.read(self._buttons[int(line) - 1]))
        if line.startswith("/"):
            return self._command(line.split(maxsplit=1)[0].removeprefix("/"))
        earlier = tuple(self._said[-5:])
        question = Question(line, self._locale, earlier, tuple(self._spoken), self._whose)
        considered = await self._answering.consider(question)
        self._said.append(line)
        self._spoken = [considered.locale, *self._spoken]
        self._whose = considered.told.or_else(self._whose)
        self._locale = considered.locale
        other = considered.unspoken
        note = self._presenter.unspoken(other, considered.locale) if other else []
        return [*note, *self._words_for(considered)]

    def _words_for(self, considered: Considered) -> list[Call]:
        show, locale = self._presenter, considered.locale
        match considered.decision:
            case Answer():
                occasion = _today(considered.whose)
                answers = (show.answer(each, locale, occasion) for each in considered.found)
                offered = show.perhaps_asked(considered.offered, locale)
                return [*(call for calls in answers for call in calls), *offered]
            case Clarify():
                return show.clarify(considered.found, locale)
            case Chitchat(courtesy):
                return show.courtesy(courtesy, locale)
            case Decline(refusal):
                return show.declined(refusal, locale)
        if considered.interpretation is None:
            return show.unavailable(locale)
        is_urgent = isinstance(considered.decision, HandOff) and considered.decision.is_urgent
        at_once = show.in_an_emergency(locale, _today().today) if is_urgent else []
        return [*at_once, *self._contact()]

    def _command(self, command: str) -> list[Call]:
        show, locale = self._presenter, self._locale
        match command:
            case "start":
                return show.welcome(locale)
            case "language":
                return show.languages(locale)
            case "help":
                return show.simple("help", locale)
        return show.simple("unknown_command", locale, command=f"/{command}")

    def _tap(self, tapped: Tapped | None) -> list[Call]:
        show, locale = self._presenter, self._locale
        match tapped.verb if tapped else None, tapped.argument(1) if tapped else "":
            case verb, entry_id if verb in TO_AN_ENTRY and (
                found := show.kb.find(entry_id, locale)
            ):
                if tapped and tapped.verb is Tap.CASE:
                    self._whose = after_tap(tapped.argument(2), self._whose, found.entry, show.kb)
                return show.answer(found, locale, _today(self._whose))
            case Tap.TOPIC, topic if tapped:
                return show.topic(topic, locale, page=int(tapped.argument(2) or 0))
            case Tap.TOPICS, _:
                return show.topics(locale)
            case Tap.LANGUAGE, _ if tapped:
                self._locale = tapped.argument(0)
                return show.welcome(self._locale)
            case ((Tap.HELPFUL | Tap.NOT_HELPFUL), _):
                return show.simple("feedback_thanks", locale)
        return self._contact()

    def _contact(self) -> list[Call]:
        """There is no staff behind a terminal: the office's contact stands in for them."""
        found = self._presenter.kb.find(CONTACTS, self._locale)
        return self._presenter.contact(found, self._locale, _today().today) if found else []

    def _show(self, calls: list[Call], write: Write) -> None:
        self._buttons = []
        for call in calls:
            write("\n" + plain_text(str(call.params["text"])))
            for row in call.params.get("reply_markup", {}).get("inline_keyboard", ()):
                for each in row:
                    self._buttons.append(each["callback_data"])
                    write(f"  [{len(self._buttons)}] {each['text']}")


def _today(whose: Circumstances = NOTHING_KNOWN) -> Occasion:
    return Occasion(datetime.now(UTC).date(), whose)


def _read_line() -> str | None:
    if sys.stdin.isatty():
        print("\n> ", end="", flush=True)
    line = sys.stdin.readline()
    return line or None
