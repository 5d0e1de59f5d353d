"""What students get from the office: its letters, signed, and what it decided."""

from collections.abc import Mapping, Sequence
from typing import Any

from actions.content.knowledge_base import KnowledgeBase
from actions.content.registry import Locale
from actions.domain.delivery import Call
from actions.domain.letter import Letter, Written
from actions.domain.ticket import Ticket
from actions.library import Library
from bot.i18n import Phrasebook
from bot.telegram.buttons import Tap, button, keyboard
from bot.telegram.rendering.messages import Voice, html_message, messages
from bot.telegram.rendering.runs import MESSAGE_LIMIT, Run, length, to_html

CAPTION_LIMIT = 1024  # code points below a file, after parsing


class OfficeWords:
    """The part of `Presenter` that speaks for staff."""

    def __init__(self, library: Library, phrasebook: Phrasebook) -> None:
        self._library, self._phrasebook = library, phrasebook

    @property
    def kb(self) -> KnowledgeBase:
        """Today's knowledge base."""
        return self._library.kb

    def voice(self, locale: str) -> Voice:
        """A language's words and direction."""
        known = self.kb.locales.get(locale) or Locale(locale, locale)
        return Voice(self._phrasebook[locale], known)

    def head(self, message: str, ticket: Ticket) -> list[Run]:
        """A message of the catalogue about a ticket."""
        return self.voice(ticket.locale).say(message, number=ticket.id)

    def below(self, ticket: Ticket) -> Mapping[str, Any]:
        """The button that hangs below whatever comes from the office."""
        return keyboard([[self.write_button(ticket.locale)]])

    def write_button(self, locale: str) -> dict[str, str]:
        """The next message goes to the office."""
        return button(self.voice(locale).label("write_to_staff"), Tap.WRITE)

    def office_letter(self, ticket: Ticket, letters: Sequence[Letter]) -> list[Call]:
        """What staff wrote, signed as the office: one letter, or the parts of an album."""
        head = self.head("reply_from_office", ticket)
        if len(letters) > 1:
            ids = [letter.written.message_id for letter in letters]
            source = {"from_chat_id": letters[0].written.chat_id, "message_ids": ids}
            return [*messages(head), Call("copy_messages", source)]
        return self._signed(head, letters[0].written, self.below(ticket))

    def office_letter_edited(self, ticket: Ticket, letter: Letter) -> Call | None:
        """The call that changes it for the student; None if no call can."""
        head, written = self.head("reply_from_office", ticket), letter.written
        words = _under(head, written) or written.html
        looks = {"parse_mode": "HTML", "reply_markup": self.below(ticket)}
        if written.is_text:
            return Call("edit_message_text", {"text": words, **looks})
        if written.album:
            return Call("edit_message_caption", {"caption": written.html, "parse_mode": "HTML"})
        if written.has_caption:
            return Call("edit_message_caption", {"caption": words, **looks})
        return None

    def office_corrects(self, ticket: Ticket, letter: Letter) -> list[Call]:
        """What staff changed, once more, since it can't be changed in its place."""
        return self._signed(
            self.head("office_corrects", ticket), letter.written, self.below(ticket)
        )

    def not_for_us(self, ticket: Ticket) -> list[Call]:
        """The office can't help with this."""
        return messages(self.head("not_for_us", ticket), self.below(ticket))

    def _signed(self, head: list[Run], written: Written, below: Mapping[str, Any]) -> list[Call]:
        """The words under the signature where they fit, else the message copied below it."""
        words = _under(head, written)
        source = {"from_chat_id": written.chat_id, "message_id": written.message_id}
        if written.is_text and words:
            return [html_message(words, below)]
        if written.has_caption and words:
            caption = {"caption": words, "parse_mode": "HTML", "reply_markup": below}
            return [Call("copy_message", {**source, **caption})]
        return [*messages(head), Call("copy_message", {**source, "reply_markup": below})]


def _under(head: list[Run], written: Written) -> str | None:
    """Signature and words in one; None if that is too long."""
    limit = MESSAGE_LIMIT if written.is_text else CAPTION_LIMIT
    if length(head) + 2 + len(written.text) > limit:
        return None
    return f"{to_html(head)}\n\n{written.html}".strip()
