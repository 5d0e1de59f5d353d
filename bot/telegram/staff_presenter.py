"""Finds the words for what staff get, in the language of their desk."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from actions.content.desks import Member
from actions.content.registry import Locale
from actions.domain.delivery import Call
from actions.domain.erasure import Erasure
from actions.domain.feedback import Complaint
from actions.domain.letter import ENTRY, Letter, Side
from actions.domain.person import Person
from actions.domain.promise import Step
from actions.domain.report import Report
from actions.domain.ticket import Ticket, TicketState
from actions.library import Library
from actions.ports import CardView
from bot.i18n import Phrasebook
from bot.reports.words import ReportWords
from bot.telegram.digest_words import digest_calls, drawn
from bot.telegram.feedback_words import missing_runs
from bot.telegram.overdue_words import overdue_runs, places_of, rating_runs
from bot.telegram.rendering.messages import Voice, messages
from bot.telegram.rendering.runs import Run, link_tag
from bot.telegram.ticket_card import QUESTION_SHOWN, TicketCard

LINE = Run("\n")
LONGEST_NAME = 40
MARKS = {
    TicketState.WAITING: "🟢",
    TicketState.STAFF: "🟡",
    TicketState.ASSISTANT: "🔵",
    TicketState.CLOSED: "⚫",
}


class TicketPresenter:
    """Implements `ports.StaffPresenter`."""

    def __init__(self, library: Library, phrasebook: Phrasebook) -> None:
        self._library, self._phrasebook = library, phrasebook

    def ticket_title(self, ticket: Ticket, person: Person) -> str:
        """The name of a ticket's forum topic: state, number, name and language."""
        is_red = ticket.urgent and ticket.state is TicketState.WAITING
        mark = "🔴" if is_red else MARKS[ticket.state]
        return f"{mark} #{ticket.id} {person.name[:LONGEST_NAME]} · {ticket.locale}"

    def card(self, view: CardView) -> Call:
        """What staff see first, kept up to date: one message."""
        voice = self.voice(view.ticket.desk)
        return TicketCard(self._library.kb, voice, self._phrasebook).call(view)

    def card_rest(self, ticket: Ticket) -> list[Call]:
        """The whole question, if the card can't hold it."""
        if len(ticket.question) <= QUESTION_SHOWN:
            return []
        head = self.voice(ticket.desk).say("ticket_whole", number=ticket.id)
        return messages([*head, LINE, _quoted(ticket.question)])

    def ticket_addition(self, ticket: Ticket, letters: Sequence[Letter]) -> list[Call]:
        """What the person wrote later: texts in one message, anything else copied as it is."""
        written = [letter.written for letter in letters]
        ids = [each.message_id for each in written]
        if not written[0].is_text:
            source = {"from_chat_id": written[0].chat_id}
            if len(ids) > 1:
                return [Call("copy_messages", {**source, "message_ids": ids})]
            return [Call("copy_message", {**source, "message_id": ids[0]})]
        voice = self.voice(ticket.desk)
        head = voice.say("ticket_more", number=ticket.id)
        if any(letter.edited_at for letter in letters):
            head = [*head, Run(" "), *voice.say("ticket_edited")]
        texts = "\n".join(each.text for each in written)
        return messages([*head, LINE, _quoted(texts)])

    def ticket_correction(self, ticket: Ticket) -> list[Call]:
        """Announces what the person changed, where it can't be changed in its place."""
        return messages(self.voice(ticket.desk).say("ticket_corrected", number=ticket.id))

    def history(self, ticket: Ticket, letters: Sequence[Letter]) -> list[Call]:
        """What was written before in a topic that is gone."""
        voice = self.voice(ticket.desk)
        runs = voice.say("ticket_history", number=ticket.id)
        for letter in letters:
            speaker = "speaker_person" if letter.side is Side.STUDENT else "speaker_staff"
            label = voice.label(speaker)
            words = self._words(letter)
            runs += [LINE, Run(f"{label}: ", ("i",)), Run(words)]
        return messages(runs)

    def not_delivered(self, ticket: Ticket, reason: str) -> list[Call]:
        """A reply did not arrive."""
        voice = self.voice(ticket.desk)
        return messages(voice.say("not_delivered", number=ticket.id, reason=reason))

    def group_unreachable(self, chat_id: int, reason: str) -> list[Call]:
        """For administrators, in private: staff can't be reached."""
        group = str(chat_id)  # not a number that is written in anybody's own digits
        return messages(self.voice().say("group_unreachable", group=group, reason=reason))

    def overdue(
        self, ticket: Ticket, step: Step, members: Sequence[Member], late: timedelta
    ) -> list[Call]:
        """Somebody has waited longer than they were told; `late` is working time."""
        return messages(overdue_runs(self.voice(ticket.desk), ticket, step, members, late))

    def delete_by_hand(self, erasure: Erasure) -> list[Call]:
        """Asks for what Telegram would not let us do."""
        counts = {"topics": erasure.topics_left, "left": erasure.left}
        runs = self.voice().say("delete_by_hand", **counts, reason=erasure.reason)
        for place in places_of(erasure.trace):
            runs += [Run(" "), Run(place, (link_tag(place),))]
        return messages(runs)

    def rating_word(self, ticket: Ticket, score: int, word: str) -> list[Call]:
        """What a student added to their rating."""
        return messages(rating_runs(self.voice(ticket.desk), ticket, score, word))

    def digest(self, report: Report) -> list[Call]:
        """What people asked in a week: a picture, and words."""
        voice = self.voice()
        return digest_calls(report, ReportWords(voice.words, self._library.kb), voice)

    def drawn(self, params: Mapping[str, Any]) -> Call:
        """The call that sends a picture, from the numbers that were kept for it."""
        return drawn(params)

    def missing_word(self, complaint: Complaint) -> list[Call]:
        """What somebody missed in an answer, for whoever can change it."""
        desk = self._library.kb.desk_of(complaint.entry_id)
        voice = self.voice(desk)
        found = self._library.kb.find(complaint.entry_id, voice.locale.code)
        title = found.title if found else complaint.entry_id
        return messages(missing_runs(voice, complaint, title))

    def passed_to(self, ticket: Ticket, to: str, member_id: int | None, by: str) -> list[Call]:
        """Tells a colleague or a desk, who may not be looking."""
        words = self.voice(ticket.desk).say("ticket_passed", number=ticket.id, by=by)
        return messages([*words, Run(" "), _named(to, member_id)])

    def released_from(self, ticket: Ticket, owner: str, member_id: int, by: str) -> list[Call]:
        """Tells a colleague that somebody else gave back what was theirs."""
        words = self.voice(ticket.desk).say("ticket_released", number=ticket.id, by=by)
        return messages([*words, Run(" "), _named(owner, member_id)])

    def voice(self, desk: str | None = None) -> Voice:
        """The language of a desk's staff, or of all staff."""
        kb = self._library.kb
        code = (kb.desk(desk).language if desk else None) or kb.staff_locale
        locale = kb.locales.get(code) or Locale(code, code)
        return Voice(self._phrasebook[locale.code], locale)

    def _words(self, letter: Letter) -> str:
        written = letter.written
        if written.kind == ENTRY:
            found = self._library.kb.find(written.text, self._library.kb.staff_locale)
            return found.title if found else written.text
        return written.text if written.is_text else f"📎 {written.text}".strip()


def _named(name: str, member_id: int | None) -> Run:
    """A name; of a person, so that Telegram tells them. Groups and desks have no such number."""
    is_person = member_id is not None and member_id > 0
    return Run(name, (f'a href="tg://user?id={member_id}"',) if is_person else ("b",))


def _quoted(text: str) -> Run:
    return Run(text, ("blockquote",))
