"""The tables of what is kept besides conversations: promises, ratings, wishes and so on."""

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    SmallInteger,
    Table,
    text,
)

from actions.domain.erasure import ErasureState
from bot.storage.columns import AnyText, Id, Moment, one_of
from bot.storage.tables import metadata, tickets

promises = Table(
    "promises",
    metadata,
    Column("ticket_id", Id, ForeignKey(tickets.c.id), primary_key=True, autoincrement=False),
    Column("owed_since", Moment, nullable=False),
    Column("due_at", Moment, nullable=False),
    Column("first_due_at", Moment, nullable=False),
    Column("warn_at", Moment, nullable=False),
    Column("renewed", Boolean, nullable=False),
    Column("step", SmallInteger, nullable=False),
    Column("next_at", Moment),
)

ratings = Table(
    "ratings",
    metadata,
    Column("ticket_id", Id, ForeignKey(tickets.c.id), primary_key=True, autoincrement=False),
    Column("person_id", Id, nullable=False),
    Column("score", SmallInteger, nullable=False),
    Column("given_at", Moment, nullable=False),
    Column("word", AnyText, nullable=False),
)

wishes = Table(
    "wishes",
    metadata,
    Column("id", Id, primary_key=True),
    Column("person_id", Id, nullable=False),
    Column("locale", AnyText, nullable=False),
    Column("asked_at", Moment, nullable=False),
    Column("rows", Integer, nullable=False),
    sqlite_autoincrement=True,
)

erasures = Table(
    "erasures",
    metadata,
    Column("id", Id, primary_key=True),
    Column("request_id", Id, ForeignKey(wishes.c.id)),
    Column("asked_at", Moment, nullable=False),
    Column("chat_id", Id, nullable=False),
    Column("thread_id", Id),
    Column("message_ids", JSON, nullable=False),
    Column("state", one_of(ErasureState), nullable=False),
    Column("not_before", Moment),
    Column("attempts", Integer, nullable=False),
    Column("removed", Integer, nullable=False),
    Column("left", Integer, nullable=False),
    Column("reason", AnyText, nullable=False),
    sqlite_autoincrement=True,
)

meanings = Table(
    "meanings",
    metadata,
    Column("ticket_id", Id, ForeignKey(tickets.c.id), primary_key=True, autoincrement=False),
    Column("ranking", JSON, nullable=False),
)

batches = Table(
    "batches",
    metadata,
    Column("id", Id, primary_key=True),
    Column("ticket_id", Id, nullable=False),
    Column("made_at", Moment, nullable=False),
    Column("members", JSON, nullable=False),
    Column("entries", JSON, nullable=False),
    Column("entry_id", AnyText),
    Column("letter_id", Id),
    Column("done_at", Moment),
    sqlite_autoincrement=True,
)

introductions = Table(
    "introductions",
    metadata,
    Column("place", AnyText, primary_key=True),
    Column("digest", AnyText, nullable=False),
)

Index(
    "promises_next",
    promises.c.next_at,
    sqlite_where=text("next_at IS NOT NULL"),
    postgresql_where=text("next_at IS NOT NULL"),
)
Index("ratings_of_person", ratings.c.person_id, ratings.c.given_at)
Index("ratings_given", ratings.c.given_at)
Index(
    "tickets_owed",
    tickets.c.desk,
    tickets.c.owed_since,
    sqlite_where=text("owed_since IS NOT NULL"),
    postgresql_where=text("owed_since IS NOT NULL"),
)
Index(
    "erasures_due",
    erasures.c.id,
    sqlite_where=text("state = 'due'"),
    postgresql_where=text("state = 'due'"),
)
Index("erasures_of_wish", erasures.c.request_id)
Index("wishes_of_person", wishes.c.person_id)
Index(
    "tickets_owed_since",
    tickets.c.owed_since,
    sqlite_where=text("owed_since IS NOT NULL"),
    postgresql_where=text("owed_since IS NOT NULL"),
)
