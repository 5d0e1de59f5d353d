"""What staff get when they ask: the queue, their own tickets, statistics, what was found."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from telegram import Message

from actions.content.canned import Canned
from actions.content.entry import Entry
from actions.content.knowledge_base import KnowledgeBase
from actions.domain.delivery import Call
from actions.domain.exchange import Outcome
from actions.domain.ledger import Ledger
from actions.domain.masking import masked
from actions.domain.rating import Tally
from actions.domain.report import Report
from actions.domain.resolution import Resolution
from actions.domain.ticket import Ticket
from actions.library import Library
from bot.i18n import Phrasebook
from bot.telegram.buttons import StaffTap, button, keyboard
from bot.telegram.rendering.markdown import to_runs
from bot.telegram.rendering.messages import GAP, Voice, html_message
from bot.telegram.rendering.runs import Run, link_tag, split, to_html
from bot.telegram.staff_presenter import TicketPresenter

LINE = Run("\n")
LISTED = 20  # tickets of a list
FOUND = 5  # entries and tickets of a search
CAMPAIGNS = 5  # links of which the followers are counted
SHOWN = 60  # characters of a question in a list
SUPERGROUP = "-100"


@dataclass(frozen=True)
class Listing:
    """The tickets of a list, with the names of who asked."""

    tickets: Sequence[Ticket]
    names: Mapping[int, str]
    found: Mapping[int, str] = field(default_factory=dict)  # ticket → words, not of its question


@dataclass(frozen=True)
class Numbers:
    """What `/stats` counts."""

    waiting: int
    held: int
    deeds: Mapping[str, int]  # of the last seven days
    ledger: Ledger
    ratings: Tally = field(default_factory=Tally)  # of the last seven days
    origins: Mapping[str, int] = field(default_factory=dict)  # campaign → people


class StaffLists(TicketPresenter):
    """The words of answers to staff's own commands."""

    def __init__(self, library: Library, phrasebook: Phrasebook) -> None:
        super().__init__(library, phrasebook)

    @property
    def kb(self) -> KnowledgeBase:
        """Today's knowledge base."""
        return self._library.kb

    def answer(self, message: Message, words: str, /, **values: object) -> list[Call]:
        """A message of the catalogue, below what it answers."""
        return self.below(message, self.voice().say(words, **values))

    def below(
        self, message: Message, runs: Sequence[Run], rows: Sequence[list[dict[str, str]]] = ()
    ) -> list[Call]:
        """One message in the same topic, that answers another."""
        call = html_message(to_html(split(runs)[0]), keyboard(rows) if rows else None)
        reply = {"message_id": message.message_id, "allow_sending_without_reply": True}
        place: dict[str, object] = {"reply_parameters": reply}
        if message.is_topic_message and message.message_thread_id:
            place["message_thread_id"] = message.message_thread_id
        return [Call(call.method, {**call.params, **place})]

    def queue(self, listing: Listing, numbers: Numbers, now: datetime) -> list[Run]:
        """What waits, the longest first, and what did not arrive."""
        voice = self.voice()
        runs = voice.say("queue_head", count=len(listing.tickets))
        runs += self._lines(voice, listing, now)
        if numbers.ledger.in_trouble:
            runs += [GAP, *self._ledger(voice, numbers.ledger)]
        return runs

    def mine(self, listing: Listing, now: datetime) -> list[Run]:
        """What somebody has claimed."""
        voice = self.voice()
        head = voice.say("mine_head", count=len(listing.tickets))
        return [*head, *self._lines(voice, listing, now)]

    def same(self, listing: Listing, now: datetime) -> list[Run]:
        """Tickets whose questions mean the same."""
        voice = self.voice()
        if not listing.tickets:
            return voice.say("same_nobody")
        return [
            *voice.say("same_head", count=len(listing.tickets)),
            *self._lines(voice, listing, now, len(listing.tickets)),
        ]

    def listed(self, runs: Sequence[Run], rows: Sequence[list[dict[str, str]]] = ()) -> list[Call]:
        """One message of its own."""
        return [html_message(to_html(split(runs)[0]), keyboard(rows) if rows else None)]

    def stats(self, numbers: Numbers, report: Report) -> list[Run]:
        """Counts, and nobody's name."""
        voice = self.voice()
        deeds = numbers.deeds
        done = {
            "replies": deeds.get("reply", 0),
            "entries": deeds.get("send_entry", 0) + deeds.get("send_canned", 0),
            "closed": deeds.get("close", 0) + deeds.get("not_for_us", 0),
            "expired": deeds.get("expire", 0),
        }
        now = voice.say("stats_now", waiting=numbers.waiting, held=numbers.held)
        week = voice.say("stats_week", **done)
        runs = [*now, LINE, *week, LINE, *self._ratings(voice, numbers.ratings)]
        runs += self._origins(voice, numbers.origins)
        runs += [GAP, *self._assistant(voice, report)]
        return [*runs, GAP, *self._ledger(voice, numbers.ledger)]

    def _origins(self, voice: Voice, origins: Mapping[str, int]) -> list[Run]:
        """By which links people came; the most followed first."""
        best = sorted(origins.items(), key=lambda pair: (-pair[1], pair[0]))[:CAMPAIGNS]
        named = ", ".join(f"{name} {voice.words.in_digits(str(count))}" for name, count in best)
        return [LINE, *voice.say("stats_origins", named=named)] if named else []

    def found(
        self, entries: Sequence[Entry], listing: Listing, now: datetime
    ) -> tuple[list[Run], list[list[dict[str, str]]]]:
        """Entries with a button each, and tickets."""
        voice = self.voice()
        if not entries and not listing.tickets:
            return voice.say("found_nothing"), []
        runs = voice.say("found_head")
        for entry in entries:  # also where no button can send them
            runs += [LINE, Run(f"• {entry.title} ({entry.id})")]
        rows = [[button(entry.title, StaffTap.SEND, entry.id)] for entry in entries]
        return [*runs, *self._lines(voice, listing, now)], rows

    def canned(self) -> list[Run]:
        """All canned replies, by the name that one types."""
        voice, known = self.voice(), self.kb.registry.canned
        if not known:
            return voice.say("canned_none")
        runs = voice.say("canned_head")
        for name, each in known.items():
            runs += [LINE, Run(f"/c {name}", ("code",)), Run(f" – {each.title}")]
        return runs

    def canned_words(self, canned: Canned, ticket: Ticket, name: str) -> list[Run]:
        """What the student would read, with everything filled in."""
        return self._filled(canned, ticket, name, ticket.locale)

    def _filled(self, canned: Canned, ticket: Ticket, name: str, locale: str) -> list[Run]:
        desk = self.kb.desk(ticket.desk).name(locale, self.kb.default_locale)
        text = canned.text(locale, self.kb.default_locale)
        values = {"name": _plain(name), "number": ticket.id, "desk": _plain(desk)}
        return to_runs(text.format(**values))

    def canned_preview(
        self, message: Message, canned: Canned, ticket: Ticket, name: str
    ) -> list[Call]:
        """The words in both languages, and a button that sends them."""
        voice = self.voice(ticket.desk)
        words, staff = (
            "".join(run.text for run in self._filled(canned, ticket, name, locale))
            for locale in (ticket.locale, voice.locale.code)
        )
        runs = [*voice.say("canned_preview", title=canned.title), LINE]
        runs += [Run(words, ("blockquote",)), LINE, Run(staff, ("blockquote expandable",))]
        send = [button(voice.label("button_send_this"), StaffTap.CANNED, canned.name)]
        return self.below(message, runs, [send])

    def _lines(
        self, voice: Voice, listing: Listing, now: datetime, most: int = LISTED
    ) -> list[Run]:
        runs: list[Run] = []
        for ticket in listing.tickets[:most]:
            minutes = int((now - (ticket.owed_since or ticket.changed_at)).total_seconds() // 60)
            name = listing.names.get(ticket.person_id, "")
            place = place_of(ticket)
            tags = (link_tag(place),) if place else ("b",)
            mark = "🔴 " if ticket.urgent else ""
            runs += [LINE, Run(f"{mark}#{ticket.id}", tags), Run(f" {name} · {ticket.locale} · ")]
            runs += voice.say("waits_for", hours=minutes // 60, minutes=minutes % 60)
            words = listing.found.get(ticket.id, ticket.question)
            runs += [Run(f" · {' '.join(words.split())[:SHOWN]}")]
        return runs

    def _assistant(self, voice: Voice, report: Report) -> list[Run]:
        counts = {
            "questions": report.questions,
            "answered": report.outcomes[Outcome.ANSWERED],
            "handed": report.outcomes[Outcome.HANDED_OFF],
            "up": report.helpful.count,
            "down": report.helpful.of - report.helpful.count,
        }
        how = {str(each): report.resolutions[each] for each in Resolution}
        return [*voice.say("stats_assistant", **counts), LINE, *voice.say("stats_resolved", **how)]

    def _ratings(self, voice: Voice, ratings: Tally) -> list[Run]:
        average = f"{ratings.average:.1f}" if ratings.count else "–"
        return voice.say("stats_ratings", count=ratings.count, average=average)

    def _ledger(self, voice: Voice, ledger: Ledger) -> list[Run]:
        counts = {
            "due": ledger.due,
            "sent": ledger.sent,
            "refused": ledger.refused,
            "failed": ledger.failed,
            "repeated": ledger.repeated,
        }
        runs = voice.say("ledger", **counts)
        for error in ledger.errors:
            runs += [LINE, Run(masked(error)[:SHOWN], ("i",))]
        return runs


def place_of(ticket: Ticket) -> str | None:
    """The address of a ticket's topic or card, for whoever is in the group."""
    chat = str(ticket.chat_id or "")
    message = ticket.thread_id or ticket.card_id
    if not chat.startswith(SUPERGROUP) or message is None:
        return None
    return f"https://t.me/c/{chat.removeprefix(SUPERGROUP)}/{message}"


def _plain(value: str) -> str:
    """A name that the small Markdown leaves as it is."""
    return "".join(f"\\{c}" if c in "\\`*_[]<>#" else c for c in value)
