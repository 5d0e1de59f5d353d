"""Finds the words for what staff get, in the language of the office."""

from collections.abc import Sequence

from actions.content.registry import Locale
from actions.domain.delivery import Call
from actions.domain.person import Person
from actions.domain.ticket import Ticket
from actions.domain.turn import Speaker, Turn
from actions.library import Library
from bot.i18n import Phrasebook
from bot.telegram.rendering.messages import GAP, Voice, messages
from bot.telegram.rendering.runs import Run

LINE = Run("\n")
LONGEST_LINE = 300  # characters of an earlier message that staff are shown
LONGEST_NAME = 40


class TicketPresenter:
    """Implements `ports.StaffPresenter`."""

    def __init__(self, library: Library, phrasebook: Phrasebook) -> None:
        self._library, self._phrasebook = library, phrasebook

    def ticket_title(self, ticket: Ticket, person: Person) -> str:
        """The name of a ticket's forum topic: number, name and language."""
        mark = "🔴" if ticket.urgent else "🟢"
        return f"{mark} #{ticket.id} {person.name[:LONGEST_NAME]} · {ticket.locale}"

    def ticket_card(self, ticket: Ticket, person: Person, before: Sequence[Turn]) -> list[Call]:
        """Who asks what, in the original, and what was said before."""
        voice = self._voice()
        name = person.name + (f" (@{person.username})" if person.username else "")
        language = self._locale(ticket.locale).name
        runs = [*voice.say("ticket_urgent"), LINE] if ticket.urgent else []
        runs += voice.say("ticket_head", number=ticket.id, name=name, language=language)
        reason = voice.label(f"reason_{ticket.reason}")
        runs += [LINE, *voice.say("ticket_desk", desk=self._desk(ticket.desk), reason=reason)]
        runs += [GAP, _quoted(ticket.question), *self._before(voice, before)]
        return messages([*runs, GAP, *voice.say("ticket_hint")])

    def ticket_addition(self, ticket: Ticket, text: str) -> list[Call]:
        """What the person wrote later."""
        head = self._voice().say("ticket_more", number=ticket.id)
        return messages([*head, LINE, _quoted(text)])

    def not_delivered(self, ticket: Ticket, reason: str) -> list[Call]:
        """A reply did not arrive."""
        return messages(self._voice().say("not_delivered", number=ticket.id, reason=reason))

    def _before(self, voice: Voice, before: Sequence[Turn]) -> list[Run]:
        if not before:
            return []
        runs = [GAP, *voice.say("ticket_before")]
        for turn in before:
            speaker = voice.label(f"speaker_{turn.speaker}")
            runs += [LINE, Run(f"{speaker}: ", ("i",)), Run(self._line(turn))]
        return runs

    def _line(self, turn: Turn) -> str:
        if turn.speaker is Speaker.ASSISTANT:
            return ", ".join(map(self._entry_title, turn.text.split()))
        return turn.text[:LONGEST_LINE]

    def _entry_title(self, entry_id: str) -> str:
        found = self._library.kb.find(entry_id, self._library.kb.staff_locale)
        return found.title if found else entry_id

    def _desk(self, desk: str) -> str:
        """A desk by the name of its topic; the office has none of its own."""
        kb = self._library.kb
        topic = kb.topic(desk)
        if topic is None:
            return self._voice().label("desk_office")
        return topic.name(kb.staff_locale, kb.default_locale)

    def _voice(self) -> Voice:
        locale = self._locale(self._library.kb.staff_locale)
        return Voice(self._phrasebook[locale.code], locale)

    def _locale(self, code: str) -> Locale:
        return self._library.kb.locales.get(code) or Locale(code, code)


def _quoted(text: str) -> Run:
    return Run(text, ("blockquote",))
