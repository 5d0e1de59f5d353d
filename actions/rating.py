"""Asking how the office's help was, once it is over."""

from dataclasses import replace
from enum import StrEnum

from actions.domain.delivery import Priority
from actions.domain.person import Awaiting, Person
from actions.domain.rating import LONGEST_WORD, SCORES, Rating
from actions.outbox import Outbox
from actions.ports import Presenter, StaffPresenter


class Rated(StrEnum):
    """What came of a tap on a number."""

    THANKS = "rating_thanks"
    BEFORE = "rating_before"
    TOO_OLD = "too_old"


class RatingTickets:
    """Each ticket once, by the student who asked; everything in the unit of work it is given."""

    def __init__(self, presenter: Presenter, staff_presenter: StaffPresenter) -> None:
        self._presenter, self._staff_presenter = presenter, staff_presenter

    async def rate(self, outbox: Outbox, person: Person, ticket_id: int, score: int) -> Rated:
        """Keep the number, and offer to add a word."""
        ticket = await outbox.work.tickets.get(ticket_id)
        is_theirs = ticket is not None and ticket.person_id == person.id
        if ticket is None or not is_theirs or ticket.is_open or score not in SCORES:
            return Rated.TOO_OLD  # also if it was reopened meanwhile
        rating = Rating(ticket.id, person.id, score, outbox.now)
        if not await outbox.work.ratings.add(rating):
            return Rated.BEFORE
        await outbox.post(person.id, self._presenter.rated(ticket, score))
        return Rated.THANKS

    async def ask_for_word(self, outbox: Outbox, person: Person, ticket_id: int) -> bool:
        """The next message is what they want to add; False if it is too late for that."""
        rating = await outbox.work.ratings.last_of(person.id)
        if rating is None or rating.ticket_id != ticket_id or rating.word:
            return False
        await outbox.work.people.save(replace(person, awaiting=Awaiting.RATING_WORD))
        return True

    async def take_word(self, outbox: Outbox, person: Person, text: str) -> bool:
        """Keep it, and show it to staff; False if nothing was asked for, or it has no words."""
        await outbox.work.people.save(replace(person, awaiting=Awaiting.QUESTION))
        rating = await outbox.work.ratings.last_of(person.id)
        word = text.strip()[:LONGEST_WORD]
        if rating is None or not word:
            return False
        if not await outbox.work.ratings.add_word(rating.ticket_id, word):
            return False
        ticket = await outbox.work.tickets.get(rating.ticket_id)
        if ticket is None:
            return False
        await outbox.post(person.id, self._presenter.rating_word_kept(ticket))
        if ticket.chat_id is not None:
            shown = self._staff_presenter.rating_word(ticket, rating.score, word)
            await outbox.post(ticket.chat_id, shown, Priority.STAFF, ticket.id)
        return True
