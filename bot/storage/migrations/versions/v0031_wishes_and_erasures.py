"""Who wants to be forgotten, and what must be taken away from staff groups."""

import sqlalchemy as sa
from alembic import op

revision = "0031"
down_revision = "0030"

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """From a database that forgot only what was old."""
    op.create_table(
        "wishes",
        sa.Column("id", ID, nullable=False),
        sa.Column("person_id", ID, nullable=False),
        sa.Column("locale", sa.Text(), nullable=False),
        sa.Column("asked_at", MOMENT, nullable=False),
        sa.Column("rows", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="wishes_pk"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "erasures",
        sa.Column("id", ID, nullable=False),
        sa.Column("request_id", ID),
        sa.Column("asked_at", MOMENT, nullable=False),
        sa.Column("chat_id", ID, nullable=False),
        sa.Column("thread_id", ID),
        sa.Column("message_ids", sa.JSON(), nullable=False),
        sa.Column("state", sa.String(20), nullable=False),
        sa.Column("not_before", MOMENT),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("removed", sa.Integer(), nullable=False),
        sa.Column("left", sa.Integer(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="erasures_pk"),
        sa.ForeignKeyConstraint(["request_id"], ["wishes.id"], name="erasures_request_id_fk"),
        sqlite_autoincrement=True,
    )
    due = sa.text("state = 'due'")
    op.create_index("erasures_due", "erasures", ["id"], sqlite_where=due, postgresql_where=due)
    op.create_index("erasures_of_wish", "erasures", ["request_id"])
    op.create_index("wishes_of_person", "wishes", ["person_id"])
