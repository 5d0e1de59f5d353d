"""What became of messages, and what people missed in answers."""

import sqlalchemy as sa
from alembic import op

revision = "0041"
down_revision = "0040"

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """From thumbs alone."""
    op.create_table(
        "exchanges",
        sa.Column("id", ID, nullable=False),
        sa.Column("person_id", ID, nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("locale", sa.Text(), nullable=False),
        sa.Column("outcome", sa.String(20), nullable=False),
        sa.Column("entries", sa.Text(), nullable=False),
        sa.Column("ticket_id", ID),
        sa.PrimaryKeyConstraint("id", name="exchanges_pk"),
        sqlite_autoincrement=True,
    )
    op.create_index("exchanges_of_person", "exchanges", ["person_id"])
    op.create_index("exchanges_at", "exchanges", ["at"])
    op.create_table(
        "complaints",
        sa.Column("person_id", ID, autoincrement=False, nullable=False),
        sa.Column("message_id", ID, autoincrement=False, nullable=False),
        sa.Column("entry_id", sa.Text(), nullable=False),
        sa.Column("locale", sa.Text(), nullable=False),
        sa.Column("given_at", MOMENT, nullable=False),
        sa.Column("missing", sa.String(20)),
        sa.Column("word", sa.Text(), nullable=False),
        sa.Column("delivery_id", ID),
        sa.PrimaryKeyConstraint("person_id", "message_id", name="complaints_pk"),
    )
    op.create_index("complaints_given", "complaints", ["given_at"])
