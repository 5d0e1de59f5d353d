"""Draws conversation.png: three students and the office, in the words the bot really says.

Every bubble and button comes from the trained model and the bot's own presenters; only what
the people write, and their names, are made up. Run it in the repository root after `make setup`:

    apt-get install chromium pngquant fonts-noto-core fonts-noto-color-emoji
    .venv/bin/python docs/pictures/render.py
"""
# ruff: noqa: INP001 -- a script, not a package

import asyncio
import html
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from actions.answering import Answering, Considered, Question
from actions.domain.decision import Answer, Clarify, HandOff
from actions.domain.delivery import Call
from actions.domain.letter import Letter, Side, Written
from actions.domain.occasion import Occasion
from actions.domain.person import Person
from actions.domain.ticket import Ticket
from actions.ports import CardView
from bot.bootstrap import understanding, workshop
from bot.config import PROJECT, Settings
from bot.i18n import Phrasebook
from bot.telegram.presenter import Presenter
from bot.telegram.staff_presenter import TicketPresenter

HERE = Path(__file__).parent
PICTURE = HERE / "conversation.png"
STYLE = HERE / "conversation.css"
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
FLAGS = (
    *("--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars"),
    *("--window-size=1340,1362", "--force-device-scale-factor=1.5", f"--screenshot={PICTURE}"),
)
COLOURS = "128"

AMINA = Person(1, "Amina Yusuf", language_code="en")
NIMA = Person(2, "Nima Rahimi", language_code="fa")
TICKET_NUMBER = 17
STAFF_CHAT, STAFF_MEMBER = -1001, 21
WORK = "Hi! Am I allowed to work next to my studies?"
PAPERS = "which documents do i need"
ROOM = "سلام، برای دانشجوی خارجی خوابگاه هست؟"
LOST_CARD = "کارت دانشجویی‌ام را گم کرده‌ام، با چه کسی صحبت کنم؟"
FROM_STAFF = "سلام نیما! در کدام دانشکده درس می‌خوانی؟"


@dataclass(frozen=True)
class Bubble:
    """One message on the screen."""

    text: str  # Telegram's HTML
    is_own: bool = False  # whether the phone's owner wrote it
    buttons: Sequence[Sequence[str]] = ()


@dataclass(frozen=True)
class Phone:
    """One person's view."""

    title: str
    subtitle: str
    bubbles: Sequence[Bubble]


class Stage:
    """Plays the scenes with the assistant itself."""

    def __init__(
        self, answering: Answering, presenter: Presenter, staff_presenter: TicketPresenter
    ) -> None:
        self._answering, self._presenter = answering, presenter
        self._staff_presenter = staff_presenter

    async def phones(self) -> list[Phone]:
        """What each of them sees."""
        amina = [*await self._asked(AMINA, WORK), *await self._asked(AMINA, PAPERS)]
        nima = [*await self._asked(NIMA, ROOM), *await self._asked(NIMA, LOST_CARD)]
        ticket = await self._ticket()
        words, now = html.escape(FROM_STAFF), datetime.now(UTC)
        written = Written(STAFF_CHAT, 1, STAFF_MEMBER, text=FROM_STAFF, html=words)
        letter = Letter(1, ticket.id, Side.STAFF, written, now)
        nima += _shown(self._presenter.office_letter(ticket, [letter]))
        card = _shown([self._staff_presenter.card(CardView(ticket, NIMA, now.date()))])
        topic = self._staff_presenter.ticket_title(ticket, NIMA)
        leyla = [Bubble("/start", is_own=True), *_shown(self._presenter.welcome("az"))]
        return [
            Phone("Bələdçi", "bot", amina),
            Phone("Bələdçi", "bot", nima),
            Phone("Bələdçi", "bot", leyla),
            Phone(topic, "International office", [*card, Bubble(words, is_own=True)]),
        ]

    async def _asked(self, person: Person, text: str) -> list[Bubble]:
        considered = await self._considered(person, text)
        return [Bubble(html.escape(text), is_own=True), *_shown(await self._words(considered))]

    async def _considered(self, person: Person, text: str) -> Considered:
        return await self._answering.consider(Question(text, person.language_code))

    async def _words(self, considered: Considered) -> list[Call]:
        locale = considered.locale
        occasion = Occasion(datetime.now(UTC).date(), considered.whose)
        match considered.decision:
            case Answer():
                shown = (self._presenter.answer(f, locale, occasion) for f in considered.found)
                return [call for calls in shown for call in calls]
            case Clarify():
                return self._presenter.clarify(considered.found, locale)
            case HandOff():
                return self._presenter.handed_off(await self._ticket())
        raise SystemExit(f"the scene needs other words: {considered.decision}")

    async def _ticket(self) -> Ticket:
        considered = await self._considered(NIMA, LOST_CARD)
        if not isinstance(considered.decision, HandOff):
            raise SystemExit(f"no hand-off, but {considered.decision}: choose another question")
        reason, now = considered.decision.reason, datetime.now(UTC)
        desk = self._presenter.kb.desk_of(considered.decision.topic)
        locale = considered.locale
        ticket = Ticket(TICKET_NUMBER, NIMA.id, desk, LOST_CARD, locale, reason, now, now)
        return replace(ticket, suggested=considered.candidates[:1])  # the picture has room for one


def main() -> None:
    """Play the scenes, write the page, photograph it."""
    browser = next(filter(None, map(shutil.which, BROWSERS)), None)
    shrink = shutil.which("pngquant")
    if browser is None or shrink is None:
        raise SystemExit("Chromium and pngquant are needed; install them first")
    page = _page(asyncio.run(_play()))
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "conversation.html"
        source.write_text(page, "utf-8")
        _call(browser, *FLAGS, f"--user-data-dir={folder}/profile", source.as_uri())
    _call(shrink, "--force", "--output", str(PICTURE), COLOURS, str(PICTURE))
    print(f"{PICTURE.name}: {PICTURE.stat().st_size // 1024} kB", file=sys.stderr)


async def _play() -> list[Phone]:
    shop = workshop(Settings(), PROJECT)
    phrasebook = Phrasebook.load(shop.library.kb.default_locale)
    presenter = Presenter(shop.library, phrasebook)
    async with understanding(shop, lambda _step: None) as answering:
        return await Stage(answering, presenter, TicketPresenter(shop.library, phrasebook)).phones()


def _call(*command: str) -> None:
    subprocess.run(command, check=True, capture_output=True)  # noqa: S603 -- our own words


def _shown(calls: Iterable[Call]) -> list[Bubble]:
    """Calls of the Bot API as Telegram would show them."""
    bubbles = []
    for call in calls:
        rows = call.params.get("reply_markup", {}).get("inline_keyboard", ())
        buttons = [[each["text"] for each in row] for row in rows]
        bubbles.append(Bubble(call.params["text"], buttons=buttons))
    return bubbles


def _page(phones: Iterable[Phone]) -> str:
    first, second, *others = map(_phone, phones)
    body = f"{first}{second}<aside>{''.join(others)}</aside>"
    style = STYLE.read_text("utf-8")
    return f'<!doctype html><meta charset="utf-8"><style>{style}</style><main>{body}</main>'


def _phone(phone: Phone) -> str:
    bubbles = "".join(map(_bubble, phone.bubbles))
    head = f"<b>{html.escape(phone.title)}</b><span>{html.escape(phone.subtitle)}</span>"
    return f"<section><header><i></i><div>{head}</div></header><div>{bubbles}</div></section>"


def _bubble(bubble: Bubble) -> str:
    side = "own" if bubble.is_own else "other"
    text = bubble.text.replace("</blockquote>\n", "</blockquote>")  # it ends its own line
    rows = "".join(
        "<div>" + "".join(f"<button>{html.escape(text)}</button>" for text in row) + "</div>"
        for row in bubble.buttons
    )
    return f'<article class="{side}"><div dir="auto">{text}</div><nav>{rows}</nav></article>'


if __name__ == "__main__":
    main()
