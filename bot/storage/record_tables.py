"""The tables of what is counted: what became of messages, and what was missing in answers."""

from sqlalchemy import Column, Index, Table

from actions.domain.exchange import Outcome
from actions.domain.feedback import Missing
from bot.storage.columns import AnyText, Id, Moment, Names, one_of
from bot.storage.tables import metadata

exchanges = Table(
    "exchanges",
    metadata,
    Column("id", Id, primary_key=True),
    Column("person_id", Id, nullable=False),
    Column("at", Moment, nullable=False),
    Column("locale", AnyText, nullable=False),
    Column("outcome", one_of(Outcome), nullable=False),
    Column("entries", Names, nullable=False),
    Column("ticket_id", Id),
    sqlite_autoincrement=True,
)

complaints = Table(
    "complaints",
    metadata,
    Column("person_id", Id, primary_key=True, autoincrement=False),
    Column("message_id", Id, primary_key=True, autoincrement=False),
    Column("entry_id", AnyText, nullable=False),
    Column("locale", AnyText, nullable=False),
    Column("given_at", Moment, nullable=False),
    Column("missing", one_of(Missing)),
    Column("word", AnyText, nullable=False),
    Column("delivery_id", Id),
)

Index("exchanges_of_person", exchanges.c.person_id)
Index("exchanges_at", exchanges.c.at)
Index("complaints_given", complaints.c.given_at)
