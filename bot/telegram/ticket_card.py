"""A ticket's card: everything about it in one message, with all that can be done."""

from collections.abc import Iterator, Mapping
from typing import Any

from actions.content.knowledge_base import Found, KnowledgeBase
from actions.content.registry import Locale
from actions.domain.delivery import Call
from actions.domain.ledger import Ledger
from actions.domain.locale_choice import served_locales
from actions.domain.occasion import Occasion
from actions.domain.person import Person
from actions.domain.ticket import Ticket, TicketState
from actions.domain.turn import Speaker, Turn
from actions.ports import CardView
from bot.i18n import Phrasebook
from bot.telegram.answers import Shown
from bot.telegram.buttons import StaffTap, button, keyboard
from bot.telegram.choosing import names_of
from bot.telegram.rendering.messages import GAP, Voice, html_message
from bot.telegram.rendering.runs import Run, split, to_html

LINE = Run("\n")
QUESTION_SHOWN = 1000  # characters; a longer question follows the card
LINE_SHOWN = 150  # of an earlier message
ANSWER_SHOWN = 400  # of an answer that may be sent
FOLDED = ("blockquote expandable",)


class TicketCard:
    """Writes cards in one language of staff."""

    def __init__(self, kb: KnowledgeBase, voice: Voice, phrasebook: Phrasebook) -> None:
        self._kb, self._voice, self._phrasebook = kb, voice, phrasebook

    def call(self, view: CardView) -> Call:
        """The card as one message."""
        ticket = view.ticket
        runs = [*self._head(view), GAP, *self._question(ticket), *self._before(view)]
        runs += self._suggestions(view)
        if view.ledger.in_trouble:
            runs += [GAP, *self._trouble(view.ledger)]
        runs += [GAP, *self._voice.say("ticket_hint")]
        return html_message(to_html(split(runs)[0]), self._keyboard(view))

    def _head(self, view: CardView) -> list[Run]:
        ticket, person, say = view.ticket, view.person, self._voice.say
        name = person.name + (f" (@{person.username})" if person.username else "")
        spoken = self._kb.locales.get(ticket.locale)
        language = spoken.name if spoken else ticket.locale
        runs = [*say("ticket_urgent"), LINE] if ticket.urgent else []
        runs += say("ticket_head", number=ticket.id, name=name, language=language)
        if whose := names_of(person.circumstances, self._voice.words):
            runs += [LINE, Run(whose)]
        reason = self._voice.label(f"reason_{ticket.reason}")
        runs += [LINE, *say("ticket_desk", desk=self._desk(ticket.desk), reason=reason)]
        runs += [LINE, *self._state(view)]
        if person.banned_at:
            runs += [LINE, *say("card_banned", reason=person.ban_reason)]
        elif person.unreachable_since:
            runs += [LINE, *say("card_unreachable")]
        return runs

    def _state(self, view: CardView) -> list[Run]:
        ticket, say = view.ticket, self._voice.say
        if ticket.state is TicketState.STAFF:
            return say("card_staff", name=view.owner or "–")
        return say(f"card_{ticket.state}")

    def _question(self, ticket: Ticket) -> list[Run]:
        words = ticket.question[:QUESTION_SHOWN]
        more = "…" if len(ticket.question) > QUESTION_SHOWN else ""
        return [Run(words + more, ("blockquote",))]

    def _before(self, view: CardView) -> list[Run]:
        if not view.before:
            return []
        runs = [GAP, *self._voice.say("ticket_before"), LINE]
        lines = [
            f"{self._voice.label(f'speaker_{t.speaker}')}: {self._line(t)}" for t in view.before
        ]
        return [*runs, Run("\n".join(lines), FOLDED)]

    def _line(self, turn: Turn) -> str:
        if (
            turn.speaker is not Speaker.PERSON
            and turn.text.replace(" ", "")
            and self._is_entries(turn)
        ):
            return ", ".join(map(self._title, turn.text.split()))
        return " ".join(turn.text.split())[:LINE_SHOWN]

    def _is_entries(self, turn: Turn) -> bool:
        """The assistant says nothing but entries; staff may have chosen one."""
        return turn.speaker is Speaker.ASSISTANT or turn.text in self._kb.ids

    def _suggestions(self, view: CardView) -> Iterator[Run]:
        """Titles that staff can read, with what the student would get."""
        for number, found in enumerate(self._found(view), 1):
            yield GAP if number == 1 else LINE
            yield Run(f"{number}. {self._title(found.entry.id)}", ("b",))
            yield LINE
            words = "".join(run.text for run in self._answer(found, view))
            more = "…" if len(words) > ANSWER_SHOWN else ""
            yield Run(words[:ANSWER_SHOWN] + more, FOLDED)

    def _found(self, view: CardView) -> list[Found]:
        ticket, person = view.ticket, view.person
        found = (entry_for(self._kb, entry_id, ticket, person) for entry_id in ticket.suggested)
        return [each for each in found if each]

    def _answer(self, found: Found, view: CardView) -> list[Run]:
        """The bare answer, as this student would get it today."""
        voice, own = self._voice_of(view.ticket.locale), self._voice_of(found.entry.locale)
        occasion = Occasion(view.today, view.person.circumstances)
        return Shown(self._kb, found, voice, own, occasion).body

    def _voice_of(self, locale: str) -> Voice:
        known = self._kb.locales.get(locale) or Locale(locale, locale)
        return Voice(self._phrasebook[locale], known)

    def _title(self, entry_id: str) -> str:
        found = self._kb.find(entry_id, self._voice.locale.code)
        return found.title if found else entry_id

    def _trouble(self, ledger: Ledger) -> list[Run]:
        say, runs = self._voice.say, list[Run]()
        counts = {
            "card_refused": ledger.refused,
            "card_failed": ledger.failed,
            "card_repeated": ledger.repeated,
        }
        for message, count in counts.items():
            if count:
                runs += [*([LINE] if runs else []), *say(message, count=count)]
        for error in ledger.errors:
            runs += [LINE, Run(error[:LINE_SHOWN], ("i",))]
        return runs

    def _desk(self, desk_id: str) -> str:
        desk = self._kb.desk(desk_id)
        if not desk.names:
            return self._voice.label("desk_office")
        return desk.name(self._voice.locale.code, self._kb.default_locale)

    def _keyboard(self, view: CardView) -> Mapping[str, Any]:
        ticket, label = view.ticket, self._voice.label
        if not ticket.is_open:
            return keyboard([[button(label("button_reopen"), StaffTap.REOPEN)], self._again(view)])
        send = [
            button(label("button_send", number=number), StaffTap.SEND, found.entry.id)
            for number, found in enumerate(self._found(view), 1)
        ]
        claim = button(label("button_claim"), StaffTap.CLAIM)
        if ticket.state is TicketState.STAFF:
            claim = button(label("button_release"), StaffTap.RELEASE)
        second = [claim, button(label("button_pass"), StaffTap.HAND_ON)]
        third = [
            button(label("button_not_for_us"), StaffTap.NOT_FOR_US),
            button(label("button_close"), StaffTap.CLOSE),
        ]
        return keyboard([send, second, third, self._same(view), self._again(view)])

    def _same(self, view: CardView) -> list[dict[str, str]]:
        if not view.alike:
            return []
        return [button(self._voice.label("button_same", count=view.alike), StaffTap.SAME)]

    def _again(self, view: CardView) -> list[dict[str, str]]:
        if not (view.ledger.refused or view.ledger.failed):
            return []
        return [button(self._voice.label("button_try_again"), StaffTap.TRY_AGAIN)]


def entry_for(
    kb: KnowledgeBase, entry_id: str, ticket: Ticket, person: Person | None
) -> Found | None:
    """An entry in the language of a ticket, else in another that the student knows."""
    others = served_locales(person.known_locales, kb.locales) if person else ()
    return kb.find(entry_id, ticket.locale, *others)
