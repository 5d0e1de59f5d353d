"""Hears what was missing in an answer."""

from collections.abc import Mapping

from actions.complaining import Complaining
from actions.domain.delivery import Call
from actions.domain.feedback import Missing
from actions.outbox import Outbox
from bot.telegram.buttons import Tap, number_of
from bot.telegram.handlers.touch import Reaction, Touch
from bot.telegram.presenter import Presenter


class ComplaintTaps:
    """A reason, or the wish to write it."""

    def __init__(self, complaining: Complaining, presenter: Presenter) -> None:
        self._complaining, self._presenter = complaining, presenter

    @property
    def reactions(self) -> Mapping[Tap, Reaction]:
        """One for the verb."""
        return {Tap.MISSING: self.on_missing}

    async def on_missing(self, touch: Touch, outbox: Outbox) -> str | None:
        """Keep the reason, and leave the other two ways open; without one, ask for words."""
        message_id = number_of(touch.tapped.argument(1))
        reason = touch.tapped.argument(2)
        if not reason:
            return await self._on_write(touch, outbox, message_id)
        if reason not in set(Missing):
            return "too_old"
        missing = Missing(reason)
        if not await self._complaining.say(outbox.work, touch.person, message_id, missing):
            return "too_old"
        if touch.message_id is not None:
            below = self._presenter.below_missing(touch.locale, message_id)
            params = {"message_id": touch.message_id, "reply_markup": below}
            await outbox.post(touch.person.id, [Call("edit_message_reply_markup", params)])
        return "feedback_thanks"

    async def _on_write(self, touch: Touch, outbox: Outbox, message_id: int) -> str | None:
        if not await self._complaining.ask_for_word(outbox, touch.person, message_id):
            return "too_old"
        now = self._presenter.simple("missing_word_now", touch.locale)
        await outbox.post(touch.person.id, now)
        return None
