"""Hears taps on the menu: it stays one message, whichever way somebody takes through it."""

from collections.abc import Mapping
from dataclasses import replace

from actions.content.knowledge_base import Found
from actions.domain.delivery import Call
from actions.domain.locale_choice import served_locales
from actions.domain.occasion import Occasion
from actions.domain.person import Person
from actions.domain.turn import Speaker, Turn
from actions.favouring import Favouring
from actions.outbox import Outbox
from bot.telegram.buttons import Tap
from bot.telegram.handlers.touch import Reaction, Touch, show_in_place
from bot.telegram.presenter import Presenter

HIGHEST_PAGE = 99


class Menu:
    """Topics, pages of questions, answers, and the way back from each."""

    def __init__(self, presenter: Presenter, favouring: Favouring) -> None:
        self._presenter, self._favouring = presenter, favouring

    @property
    def reactions(self) -> Mapping[Tap, Reaction]:
        """To taps."""
        return {
            Tap.TOPICS: self.on_topics,
            Tap.TOPIC: self.on_topic,
            Tap.BROWSE: self.on_browse,
        }

    async def on_topics(self, touch: Touch, outbox: Outbox) -> str | None:
        """Show the topics."""
        await show_in_place(touch, self._presenter.topics(touch.locale), outbox)
        return None

    async def on_topic(self, touch: Touch, outbox: Outbox) -> str | None:
        """Show a page of a topic."""
        topic, page = touch.tapped.argument(1), _page(touch.tapped.argument(2))
        if self._presenter.kb.topic(topic) is None or page is None:
            return "too_old"
        calls = await self.topic(topic, touch.person, touch.locale, outbox, page)
        await show_in_place(touch, calls, outbox)
        return None

    async def on_browse(self, touch: Touch, outbox: Outbox) -> str | None:
        """Show an answer, with the way back."""
        kb = self._presenter.kb
        others = served_locales(touch.person.known_locales, kb.locales)
        found = kb.find(touch.tapped.argument(1), touch.locale, *others)
        if found is None:
            return "too_old"
        calls = await self.opened(found, touch.person, touch.locale, outbox)
        await show_in_place(touch, calls, outbox)
        return None

    async def topic(
        self, topic_id: str, person: Person, locale: str, outbox: Outbox, page: int = 0
    ) -> list[Call]:
        """A page of a topic, as its message."""
        popularity = await self._favouring.popularity(outbox.work, outbox.now)
        others = served_locales(person.known_locales, self._presenter.kb.locales)
        return self._presenter.topic(topic_id, locale, popularity, page, others)

    async def opened(self, found: Found, person: Person, locale: str, outbox: Outbox) -> list[Call]:
        """An answer inside the menu, as its messages; it is remembered that it was shown."""
        await outbox.work.people.save(replace(person, last_locale=locale))
        turn = Turn(person.id, Speaker.ASSISTANT, found.entry.id, outbox.now)
        await outbox.work.turns.add(turn)
        popularity = await self._favouring.popularity(outbox.work, outbox.now)
        occasion = Occasion(outbox.now.date(), person.circumstances)
        return self._presenter.browsed(found, locale, occasion, popularity)

    async def rated_keyboard(
        self, found: Found, locale: str, occasion: Occasion, outbox: Outbox
    ) -> dict[str, object]:
        """What hangs below an answer of the menu once it was rated."""
        popularity = await self._favouring.popularity(outbox.work, outbox.now)
        return self._presenter.browsed_keyboard(found, locale, occasion, popularity)


def _page(text: str) -> int | None:
    """A page's number, from 0; None if it is none."""
    if not text:
        return 0
    is_number = text.isascii() and text.isdigit() and len(text) <= len(str(HIGHEST_PAGE))
    return int(text) if is_number else None
