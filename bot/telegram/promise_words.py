"""What students get about their wait for a person, and after it."""

from datetime import datetime

from actions.domain.delivery import Call
from actions.domain.promise import Outlook
from actions.domain.rating import SCORES
from actions.domain.ticket import Ticket, TicketState
from bot.telegram.buttons import Tap, button, keyboard
from bot.telegram.office_words import OfficeWords
from bot.telegram.rendering.messages import GAP, messages
from bot.telegram.rendering.runs import Run

LINE = Run("\n")
STANDING = {
    TicketState.WAITING: "status_waiting",
    TicketState.STAFF: "status_staff",
    TicketState.ASSISTANT: "status_answered",
    TicketState.CLOSED: "status_nothing",
}


class PromiseWords(OfficeWords):
    """The part of `Presenter` that speaks of time."""

    def handed_off(self, ticket: Ticket, outlook: Outlook | None = None) -> list[Call]:
        """Somebody of the office will reply, and by when."""
        message = "handed_off_urgent" if ticket.urgent else "handed_off"
        runs = self.head(message, ticket)
        if outlook:
            runs = [*runs, GAP, *self._when(ticket, outlook)]
        return messages(runs, self.below(ticket))

    def promised_again(self, ticket: Ticket, outlook: Outlook) -> list[Call]:
        """It takes longer than was said."""
        voice = self.voice(ticket.locale)
        moment = self._moment(ticket, outlook.due_at)
        runs = voice.say("promise_again", number=ticket.id, moment=moment)
        runs = [*runs, LINE, *voice.say("promise_place", place=outlook.place)]
        return messages(runs, self.below(ticket))

    def standing(self, ticket: Ticket | None, outlook: Outlook | None, locale: str) -> list[Call]:
        """Where somebody's question stands."""
        if ticket is None or not ticket.is_open:
            return messages(self.voice(locale).say("status_nothing"))
        message = STANDING[ticket.state]
        if ticket.state is TicketState.STAFF and ticket.owed_since is None:
            message = "status_answered"
        if ticket.chat_id is None:
            message = "status_closed"
        runs = self.voice(locale).say(message, number=ticket.id)
        if outlook:
            runs = [*runs, GAP, *self._when(ticket, outlook)]
        if outlook and ticket.state is TicketState.WAITING:  # whoever has a person is in no queue
            runs = [*runs, LINE, *self.voice(locale).say("promise_place", place=outlook.place)]
        return messages(runs, self.below(ticket))

    def ticket_closed(self, ticket: Ticket) -> list[Call]:
        """The office closed the matter, and asks how it was."""
        runs = [*self.head("ticket_closed", ticket), GAP]
        runs += self.voice(ticket.locale).say("rate_us")
        numbers = [button(str(score), Tap.RATE, str(ticket.id), str(score)) for score in SCORES]
        below = self.below(ticket)["inline_keyboard"]
        return messages(runs, keyboard([numbers, *below]))

    def rated(self, ticket: Ticket, score: int) -> list[Call]:
        """Thanks for a number, and offers to add a word."""
        voice = self.voice(ticket.locale)
        more = [button(voice.label("add_word"), Tap.ADD_WORD, str(ticket.id))]
        return messages(voice.say("rated", score=score), keyboard([more]))

    def rating_word_kept(self, ticket: Ticket) -> list[Call]:
        """Thanks for the word."""
        return messages(self.voice(ticket.locale).say("rating_word_kept"))

    def _when(self, ticket: Ticket, outlook: Outlook) -> list[Run]:
        voice, runs = self.voice(ticket.locale), list[Run]()
        if outlook.opens_at:
            opens = self._moment(ticket, outlook.opens_at)
            runs = [*voice.say("promise_opens", moment=opens), Run(" ")]
        due = self._moment(ticket, outlook.due_at)
        return [*runs, *voice.say("promise_by", moment=due)]

    def _moment(self, ticket: Ticket, moment: datetime) -> str:
        zone = self.kb.registry.hours.timezone
        return self.voice(ticket.locale).words.moment(moment, zone)
