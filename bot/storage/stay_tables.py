"""The tables of people's own days, and of what they were reminded of."""

from sqlalchemy import Boolean, Column, Date, Index, SmallInteger, Table, text

from actions.content.deadline_rules import Milestone
from bot.storage.columns import AnyText, Id, Moment, Names, one_of
from bot.storage.tables import metadata

stays = Table(
    "stays",
    metadata,
    Column("person_id", Id, primary_key=True, autoincrement=False),
    Column("paused_until", Moment),
    Column("is_stopped", Boolean, nullable=False),
    Column("skipped", Names, nullable=False),
    Column("is_asked", Boolean, nullable=False),
    Column("is_asking", Boolean, nullable=False),
    Column("look_at", Moment),
)

days = Table(
    "days",
    metadata,
    Column("person_id", Id, primary_key=True, autoincrement=False),
    Column("milestone", one_of(Milestone), primary_key=True),
    Column("day", Date, nullable=False),
    Column("told_at", Moment, nullable=False),
)

done = Table(
    "done",
    metadata,
    Column("person_id", Id, primary_key=True, autoincrement=False),
    Column("rule", AnyText, primary_key=True),
    Column("due", Date, primary_key=True),
)

reminders = Table(
    "reminders",
    metadata,
    Column("key", AnyText, primary_key=True),
    Column("person_id", Id, nullable=False),
    Column("rule", AnyText, nullable=False),
    Column("due", Date, nullable=False),
    Column("days_before", SmallInteger, nullable=False),
    Column("sent_at", Moment, nullable=False),
)

Index(
    "stays_look",
    stays.c.look_at,
    sqlite_where=text("look_at IS NOT NULL"),
    postgresql_where=text("look_at IS NOT NULL"),
)
Index("reminders_of_person", reminders.c.person_id)
