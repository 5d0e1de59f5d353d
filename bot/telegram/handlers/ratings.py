"""Hears how a student found the office's help."""

from collections.abc import Mapping

from actions.domain.delivery import Call
from actions.outbox import Outbox
from actions.rating import Rated, RatingTickets
from bot.telegram.buttons import Tap, number_of
from bot.telegram.handlers.touch import Reaction, Touch
from bot.telegram.presenter import Presenter


class RatingTaps:
    """A number from 1 to 5, and whether they want to add a word."""

    def __init__(self, rating: RatingTickets, presenter: Presenter) -> None:
        self._rating, self._presenter = rating, presenter

    @property
    def reactions(self) -> Mapping[Tap, Reaction]:
        """One for each verb."""
        return {Tap.RATE: self.on_rate, Tap.ADD_WORD: self.on_add_word}

    async def on_rate(self, touch: Touch, outbox: Outbox) -> str | None:
        """Keep it once; the buttons go."""
        ticket_id, score = number_of(touch.tapped.argument(0)), number_of(touch.tapped.argument(1))
        came = await self._rating.rate(outbox, touch.person, ticket_id, score)
        if came is not Rated.TOO_OLD and touch.message_id is not None:
            ticket = await outbox.work.tickets.get(ticket_id)
            below = self._presenter.below(ticket) if ticket else None
            params = {"message_id": touch.message_id, "reply_markup": below}
            await outbox.post(touch.person.id, [Call("edit_message_reply_markup", params)])
        return None if came is Rated.THANKS else came  # thanks come as a message

    async def on_add_word(self, touch: Touch, outbox: Outbox) -> str | None:
        """The next message is that word."""
        ticket_id = number_of(touch.tapped.argument(0))
        if not await self._rating.ask_for_word(outbox, touch.person, ticket_id):
            return "too_old"
        await outbox.post(touch.person.id, self._presenter.simple("rating_word_now", touch.locale))
        return None
