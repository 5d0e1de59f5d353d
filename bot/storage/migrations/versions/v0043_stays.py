"""People's own days, and what they were reminded of."""

import sqlalchemy as sa
from alembic import op

revision = "0043"
down_revision = "0042"

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Nobody has told a day yet."""
    op.create_table(
        "stays",
        sa.Column("person_id", ID, nullable=False, autoincrement=False),
        sa.Column("paused_until", MOMENT),
        sa.Column("is_stopped", sa.Boolean(), nullable=False),
        sa.Column("skipped", sa.Text(), nullable=False),
        sa.Column("is_asked", sa.Boolean(), nullable=False),
        sa.Column("is_asking", sa.Boolean(), nullable=False),
        sa.Column("look_at", MOMENT),
        sa.PrimaryKeyConstraint("person_id", name="stays_pk"),
    )
    op.create_table(
        "days",
        sa.Column("person_id", ID, nullable=False, autoincrement=False),
        sa.Column("milestone", sa.String(20), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("told_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("person_id", "milestone", name="days_pk"),
    )
    op.create_table(
        "done",
        sa.Column("person_id", ID, nullable=False, autoincrement=False),
        sa.Column("rule", sa.Text(), nullable=False),
        sa.Column("due", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("person_id", "rule", "due", name="done_pk"),
    )
    op.create_table(
        "reminders",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("person_id", ID, nullable=False),
        sa.Column("rule", sa.Text(), nullable=False),
        sa.Column("due", sa.Date(), nullable=False),
        sa.Column("days_before", sa.SmallInteger(), nullable=False),
        sa.Column("sent_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("key", name="reminders_pk"),
    )
    is_planned = sa.text("look_at IS NOT NULL")
    op.create_index(
        "stays_look", "stays", ["look_at"], sqlite_where=is_planned, postgresql_where=is_planned
    )
    op.create_index("reminders_of_person", "reminders", ["person_id"])
