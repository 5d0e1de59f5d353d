"""Stands at the door: who sends too much is asked, once, to wait."""

from collections.abc import Callable
from datetime import datetime

from telegram import Message, Update

from actions.conversing import Effect
from actions.domain.delivery import Call, Priority
from actions.domain.limiting import Kind, Limiter, Verdict
from actions.domain.locale_choice import best_match
from actions.outbox import Outbox
from actions.ports import Clock
from bot.telegram.people import person_of
from bot.telegram.presenter import Presenter
from bot.telegram.unit import Handle, ignore

FILES = ("photo", "document", "video", "audio", "voice", "video_note", "animation", "sticker")
WORDS = "slow_down"


class Guard:
    """Looks at private chats only; groups of staff are trusted."""

    def __init__(self, presenter: Presenter, clock: Clock) -> None:
        self._presenter, self._clock, self._limiter = presenter, clock, Limiter()

    def instead(self, update: Update) -> Handle | None:
        """What to do with an update instead of its handler; None: let it pass."""
        if update.callback_query:
            return self._after(update, Kind.TAP, self._clock(), self._on_tap)
        message = update.message or update.edited_message
        chat, user = update.effective_chat, update.effective_user
        if message is None or chat is None or user is None or chat.id != user.id:
            return None
        at = message.edit_date or message.date
        return self._after(update, _kind(message), at, self._on_message)

    def _after(
        self, update: Update, kind: Kind, at: datetime, tell: Callable[[Update], Effect]
    ) -> Handle | None:
        user = update.effective_user
        if user is None:
            return None
        match self._limiter.verdict(user.id, kind, at):
            case Verdict.ADMIT:
                return None
            case Verdict.TELL:
                return _saying(tell)
            case Verdict.DROP:
                return _saying(self._on_silent_tap) if kind is Kind.TAP else ignore

    def _on_message(self, update: Update) -> Effect:
        async def effect(outbox: Outbox) -> None:
            user = update.effective_user
            if user is None:
                return
            person = person_of(user).remembering(await outbox.work.people.get(user.id))
            locale = self._locale(person.prior_locale)
            await outbox.post(user.id, self._presenter.simple(WORDS, locale))

        return effect

    def _on_tap(self, update: Update) -> Effect:
        return self._answering(update, is_silent=False)

    def _on_silent_tap(self, update: Update) -> Effect:
        return self._answering(update, is_silent=True)

    def _answering(self, update: Update, *, is_silent: bool) -> Effect:
        """The button stops spinning in any case."""

        async def effect(outbox: Outbox) -> None:
            query = update.callback_query
            if query is None:
                return
            params = {"callback_query_id": query.id}
            if not is_silent:
                locale = self._locale(query.from_user.language_code)
                params["text"] = self._presenter.voice(locale).label(WORDS)
            answer = [Call("answer_callback_query", params)]
            await outbox.post(query.from_user.id, answer, Priority.BUTTON)

        return effect

    def _locale(self, tag: str | None) -> str:
        kb = self._presenter.kb
        return best_match(tag, kb.locales) or kb.default_locale


def _saying(tell: Callable[[Update], Effect]) -> Handle:
    async def handle(update: Update) -> Effect:
        return tell(update)

    return handle


def _kind(message: Message) -> Kind:
    return Kind.FILE if any(getattr(message, name, None) for name in FILES) else Kind.MESSAGE
