"""What the model made of questions, and answers that go to several people at once."""

import sqlalchemy as sa
from alembic import op

revision = "0032"
down_revision = "0031"

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """From questions of which only the answers were compared."""
    op.create_table(
        "meanings",
        sa.Column("ticket_id", ID, autoincrement=False, nullable=False),
        sa.Column("ranking", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("ticket_id", name="meanings_pk"),
        sa.ForeignKeyConstraint(["ticket_id"], ["tickets.id"], name="meanings_ticket_id_fk"),
    )
    op.create_table(
        "batches",
        sa.Column("id", ID, nullable=False),
        sa.Column("ticket_id", ID, nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.Column("members", sa.JSON(), nullable=False),
        sa.Column("entries", sa.JSON(), nullable=False),
        sa.Column("entry_id", sa.Text()),
        sa.Column("letter_id", ID),
        sa.Column("done_at", MOMENT),
        sa.PrimaryKeyConstraint("id", name="batches_pk"),
        sqlite_autoincrement=True,
    )
    owed = sa.text("owed_since IS NOT NULL")
    op.create_index(
        "tickets_owed_since", "tickets", ["owed_since"], sqlite_where=owed, postgresql_where=owed
    )
