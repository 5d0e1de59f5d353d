"""The tables; the values kept in them know nothing of it."""

from enum import StrEnum

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    SmallInteger,
    Table,
    text,
)

from actions.content.circumstances import Level, Role, Stage
from actions.domain.decision import Reason
from actions.domain.deed import Verb
from actions.domain.delivery import DeliveryState
from actions.domain.letter import Side
from actions.domain.person import Awaiting
from actions.domain.ticket import TicketState
from actions.domain.turn import Speaker
from bot.storage.columns import AnyText, Id, Moment, Names, one_of


class InboxState(StrEnum):
    """Not processed yet; processed; failed too often."""

    WAITING = "waiting"
    DONE = "done"
    FAILED = "failed"


metadata = MetaData(
    naming_convention={
        "pk": "%(table_name)s_pk",
        "fk": "%(table_name)s_%(column_0_name)s_fk",
        "uq": "%(table_name)s_%(column_0_name)s_key",
    }
)

inbox = Table(
    "inbox",
    metadata,
    Column("update_id", Id, primary_key=True, autoincrement=False),
    Column("chat_id", Id, nullable=False),
    Column("body", JSON, nullable=False),
    Column("received_at", Moment, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("state", one_of(InboxState), nullable=False),
    Column("error", AnyText),
)

people = Table(
    "people",
    metadata,
    Column("id", Id, primary_key=True, autoincrement=False),
    Column("name", AnyText, nullable=False),
    Column("username", AnyText),
    Column("language_code", AnyText),
    Column("chosen_locale", AnyText),
    Column("last_locale", AnyText),
    Column("awaiting", one_of(Awaiting), nullable=False),
    Column("unreachable_since", Moment),
    Column("first_seen", Moment),
    Column("citizenship", AnyText),
    Column("level", one_of(Level)),
    Column("role", one_of(Role)),
    Column("stage", one_of(Stage)),
    Column("banned_at", Moment),
    Column("ban_reason", AnyText, nullable=False),
    Column("came_from", AnyText),
)

tickets = Table(
    "tickets",
    metadata,
    Column("id", Id, primary_key=True),
    Column("person_id", Id, nullable=False),
    Column("desk", AnyText, nullable=False),
    Column("question", AnyText, nullable=False),
    Column("locale", AnyText, nullable=False),
    Column("reason", one_of(Reason), nullable=False),
    Column("opened_at", Moment, nullable=False),
    Column("changed_at", Moment, nullable=False),
    Column("urgent", Boolean, nullable=False),
    Column("state", one_of(TicketState), nullable=False),
    Column("chat_id", Id),
    Column("thread_id", Id),
    Column("card_id", Id),
    Column("claimed_by", Id),
    Column("claimed_until", Moment),
    Column("owed_since", Moment),
    Column("suggested", Names, nullable=False),
    sqlite_autoincrement=True,  # a number seen by people is never given twice
)

deliveries = Table(
    "deliveries",
    metadata,
    Column("id", Id, primary_key=True),
    Column("chat_id", Id, nullable=False),
    Column("method", AnyText, nullable=False),
    Column("params", JSON, nullable=False),
    Column("cause", AnyText, nullable=False, unique=True),
    Column("created_at", Moment, nullable=False),
    Column("priority", SmallInteger, nullable=False),
    Column("ticket_id", Id, ForeignKey(tickets.c.id)),
    Column("state", one_of(DeliveryState), nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("not_before", Moment),
    Column("sent_at", Moment),
    Column("message_id", Id),
    Column("error", AnyText),
    Column("in_flight", Boolean, nullable=False),
    Column("repeated", Boolean, nullable=False),
    sqlite_autoincrement=True,
)

topics = Table(
    "topics",
    metadata,
    Column("chat_id", Id, primary_key=True, autoincrement=False),
    Column("thread_id", Id, primary_key=True, autoincrement=False),
    Column("ticket_id", Id, ForeignKey(tickets.c.id), nullable=False),
)

letters = Table(
    "letters",
    metadata,
    Column("id", Id, primary_key=True),
    Column("ticket_id", Id, ForeignKey(tickets.c.id), nullable=False),
    Column("side", one_of(Side), nullable=False),
    Column("written_at", Moment, nullable=False),
    Column("edited_at", Moment),
    Column("post_at", Moment),
    Column("chat_id", Id, nullable=False),
    Column("message_id", Id),
    Column("author_id", Id, nullable=False),
    Column("kind", AnyText, nullable=False),
    Column("text", AnyText, nullable=False),
    Column("html", AnyText, nullable=False),
    Column("album", AnyText),
    Column("answers", Id),
    Column("quote", AnyText),
    Column("file", AnyText),
    sqlite_autoincrement=True,
)

copies = Table(
    "copies",
    metadata,
    Column("letter_id", Id, ForeignKey(letters.c.id), primary_key=True, autoincrement=False),
    Column("delivery_id", Id, ForeignKey(deliveries.c.id), primary_key=True, autoincrement=False),
    Column("chat_id", Id, nullable=False),
    Column("place", Integer, nullable=False),
    Column("message_id", Id),
)

deeds = Table(
    "deeds",
    metadata,
    Column("id", Id, primary_key=True),
    Column("at", Moment, nullable=False),
    Column("verb", one_of(Verb), nullable=False),
    Column("chat_id", Id),
    Column("actor_id", Id),
    Column("actor", AnyText, nullable=False),
    Column("ticket_id", Id),
    Column("detail", AnyText, nullable=False),
    sqlite_autoincrement=True,
)

outages = Table(
    "outages",
    metadata,
    Column("chat_id", Id, primary_key=True, autoincrement=False),
    Column("since", Moment, nullable=False),
    Column("reason", AnyText, nullable=False),
)

turns = Table(
    "turns",
    metadata,
    Column("id", Id, primary_key=True),
    Column("person_id", Id, nullable=False),
    Column("speaker", one_of(Speaker), nullable=False),
    Column("text", AnyText, nullable=False),
    Column("said_at", Moment, nullable=False),
    sqlite_autoincrement=True,  # the order of a conversation is the order of its numbers
)

feedback = Table(
    "feedback",
    metadata,
    Column("entry_id", AnyText, primary_key=True),  # first: an entry's tally is one stretch of it
    Column("locale", AnyText, primary_key=True),
    Column("person_id", Id, primary_key=True, autoincrement=False),
    Column("helpful", Boolean, nullable=False),
    Column("given_at", Moment, nullable=False),
)

moves = Table(
    "moves",
    metadata,
    Column("old", Id, primary_key=True, autoincrement=False),
    Column("new", Id, nullable=False),
)


def _index(name: str, *columns: Column[object], only: str | None = None) -> None:
    """An index of the rows that its query asks for, and no others."""
    where = text(only) if only else None
    Index(name, *columns, sqlite_where=where, postgresql_where=where)


_index("inbox_waiting", inbox.c.update_id, only="state = 'waiting'")
_index("inbox_failed", inbox.c.update_id, only="state = 'failed'")
_index("tickets_of_person", tickets.c.person_id, tickets.c.id)
_index("tickets_in_thread", tickets.c.chat_id, tickets.c.thread_id, only="thread_id IS NOT NULL")
_index(
    "deliveries_due",
    deliveries.c.chat_id,
    deliveries.c.priority,
    deliveries.c.id,
    only="state = 'due'",
)
_index("deliveries_sent", deliveries.c.sent_at, deliveries.c.id, only="state = 'sent'")
_index(
    "deliveries_message",
    deliveries.c.chat_id,
    deliveries.c.message_id,
    only="message_id IS NOT NULL",
)
_index("turns_of_person", turns.c.person_id, turns.c.id)
_index("turns_said_at", turns.c.said_at)
_index("tickets_in_state", tickets.c.state, tickets.c.id)
_index("tickets_claimed", tickets.c.claimed_until, only="state = 'staff'")
_index("tickets_of_member", tickets.c.claimed_by, only="state = 'staff'")
_index("deliveries_of_ticket", deliveries.c.ticket_id, only="ticket_id IS NOT NULL")
_index("deliveries_in_trouble", deliveries.c.id, only="state IN ('failed', 'refused')")
_index("deliveries_repeated", deliveries.c.id, only="repeated")
_index("letters_original", letters.c.chat_id, letters.c.message_id)
_index("letters_of_ticket", letters.c.ticket_id, letters.c.id)
_index("letters_waiting", letters.c.post_at, only="post_at IS NOT NULL")
_index("copies_message", copies.c.chat_id, copies.c.message_id)
_index("copies_of_delivery", copies.c.delivery_id)
_index("deeds_at", deeds.c.at)
_index("deeds_of_ticket", deeds.c.ticket_id, deeds.c.id)
_index("deeds_at_desk", deeds.c.chat_id, deeds.c.id)
