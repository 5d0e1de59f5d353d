"""The tables of what is kept besides conversations: promises and ratings."""

from sqlalchemy import Boolean, Column, ForeignKey, Index, SmallInteger, Table, text

from bot.storage.columns import AnyText, Id, Moment
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
