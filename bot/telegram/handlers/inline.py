"""Hears `@bot words` in any chat, and offers approved answers to share; remembers nothing."""

import asyncio
from collections.abc import Callable, Iterable
from typing import Any

import structlog
from telegram import InlineQuery, InlineQueryResultsButton, Update
from telegram.error import TelegramError
from telegram.ext import InlineQueryHandler

from actions.answering import Answering, Question
from actions.content.knowledge_base import Found
from actions.domain.decision import Answer, Clarify
from actions.domain.limiting import Kind, Limiter, Verdict
from actions.domain.locale_choice import served_locales
from actions.domain.occasion import Occasion
from actions.domain.person import Person
from actions.domain.text import cleaned, is_readable
from actions.favouring import Favouring
from actions.ports import Clock, Workroom
from actions.searching import Searching
from bot.telegram.app import App
from bot.telegram.people import person_of
from bot.telegram.presenter import Presenter
from bot.telegram.shared import article

MOST = 20  # results
LONGEST = 256  # characters of a query
KEPT = 30  # seconds that Telegram may give the same results to the same person
PAUSE = 0.15  # seconds in which somebody who types has typed on
START = "inline"  # leads to the greeting
log = structlog.get_logger()


class InlineQueries:
    """Answers the last query of each person; what they typed on the way there is dropped."""

    def __init__(
        self,
        presenter: Presenter,
        answering: Answering,
        favouring: Favouring,
        workroom: Workroom,
        *,
        clock: Clock,
        username: Callable[[], str],
        searching: Searching,
    ) -> None:
        self._presenter, self._answering, self._favouring = presenter, answering, favouring
        self._workroom, self._clock, self._username = workroom, clock, username
        self._limiter, self._latest = Limiter(), dict[int, str]()
        self._searching = searching

    def register(self, app: App) -> None:
        """Hear them; they are in no unit of work, since nothing of them is kept."""
        app.add_handler(InlineQueryHandler(self._on_update))

    async def _on_update(self, update: Update, _context: Any) -> None:  # noqa: ANN401 -- not used
        if query := update.inline_query:
            try:
                await self.on_query(query)
            except TelegramError as error:
                log.warning("inline_not_answered", reason=error.message)
            except Exception as error:  # noqa: BLE001 -- nothing is lost, and there is no second try
                log.error("inline_stumbled", error=type(error).__name__)

    async def on_query(self, query: InlineQuery) -> None:
        """Offer what fits; who types on, or too much, is not answered."""
        person_id, now = query.from_user.id, self._clock()
        if self._limiter.verdict(person_id, Kind.INLINE, now) is not Verdict.ADMIT:
            return
        self._latest[person_id] = query.id
        await asyncio.sleep(PAUSE)
        if self._latest.get(person_id) != query.id:
            return
        del self._latest[person_id]
        async with self._workroom() as work:
            known = await work.people.get(person_id)
            popularity = await self._favouring.popularity(work, now)
        person = person_of(query.from_user).remembering(known)
        text = cleaned(query.query[:LONGEST])
        locale = self._answering.served(person.prior_locale) or self._presenter.kb.default_locale
        if text:
            locale, ids = await self._meant(text, person, locale)
        else:
            ids = popularity.sorted(self._presenter.kb.ids)
        found = [] if person.banned_at else self._found(ids, locale, person)
        await self._answer(query, found, locale)

    async def _meant(self, text: str, person: Person, home: str) -> tuple[str, list[str]]:
        """What a query is about, best first: as a question, then by its words."""
        ids, locale, candidates = list[str](), home, tuple[str, ...]()
        if is_readable(text):
            considered = await self._answering.consider(Question(text, person.prior_locale))
            locale, candidates = considered.locale, considered.candidates
            if isinstance(considered.decision, Answer | Clarify):
                ids += considered.decision.entry_ids
        ids += (await self._searching.index()).find(text)
        return locale, ids or list(candidates[:3])

    def _found(self, ids: Iterable[str], locale: str, person: Person) -> list[Found]:
        kb = self._presenter.kb
        others = served_locales(person.known_locales, kb.locales)
        found = (kb.find(entry_id, locale, *others) for entry_id in dict.fromkeys(ids))
        return [each for each in found if each][:MOST]

    async def _answer(self, query: InlineQuery, found: list[Found], locale: str) -> None:
        occasion, username = Occasion(self._clock().date()), self._username()
        results = [article(f, locale, occasion, self._presenter, username) for f in found]
        label = self._presenter.voice(locale).label("share_ask")
        await query.answer(
            results,
            cache_time=KEPT,
            is_personal=True,  # each in their own language
            button=None if results else InlineQueryResultsButton(label, start_parameter=START),
        )
