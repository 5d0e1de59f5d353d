"""By when students were told that a person answers, and how they found it."""

import sqlalchemy as sa
from alembic import op

revision = "0030"
down_revision = "0020"

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """From tickets that nobody was promised anything about."""
    op.create_table(
        "promises",
        sa.Column("ticket_id", ID, autoincrement=False, nullable=False),
        sa.Column("owed_since", MOMENT, nullable=False),
        sa.Column("due_at", MOMENT, nullable=False),
        sa.Column("first_due_at", MOMENT, nullable=False),
        sa.Column("warn_at", MOMENT, nullable=False),
        sa.Column("renewed", sa.Boolean(), nullable=False),
        sa.Column("step", sa.SmallInteger(), nullable=False),
        sa.Column("next_at", MOMENT),
        sa.PrimaryKeyConstraint("ticket_id", name="promises_pk"),
        sa.ForeignKeyConstraint(["ticket_id"], ["tickets.id"], name="promises_ticket_id_fk"),
    )
    op.create_table(
        "ratings",
        sa.Column("ticket_id", ID, autoincrement=False, nullable=False),
        sa.Column("person_id", ID, nullable=False),
        sa.Column("score", sa.SmallInteger(), nullable=False),
        sa.Column("given_at", MOMENT, nullable=False),
        sa.Column("word", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("ticket_id", name="ratings_pk"),
        sa.ForeignKeyConstraint(["ticket_id"], ["tickets.id"], name="ratings_ticket_id_fk"),
    )
    _index("promises_next", "promises", "next_at", only="next_at IS NOT NULL")
    _index("ratings_of_person", "ratings", "person_id", "given_at")
    _index("ratings_given", "ratings", "given_at")
    _index("tickets_owed", "tickets", "desk", "owed_since", only="owed_since IS NOT NULL")


def _index(name: str, table: str, *columns: str, only: str | None = None) -> None:
    where = sa.text(only) if only else None
    op.create_index(name, table, list(columns), sqlite_where=where, postgresql_where=where)
