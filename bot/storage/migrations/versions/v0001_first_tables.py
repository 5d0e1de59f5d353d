"""Create the first tables."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)
WORD = sa.String(20)


def upgrade() -> None:
    """From nothing."""
    _create_inbox()
    _create_people()
    _create_tickets()
    _create_deliveries()
    _create_turns()
    _create_feedback()
    _create_moves()


def _create_inbox() -> None:
    op.create_table(
        "inbox",
        sa.Column("update_id", ID, autoincrement=False, nullable=False),
        sa.Column("chat_id", ID, nullable=False),
        sa.Column("body", sa.JSON(), nullable=False),
        sa.Column("received_at", MOMENT, nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("state", WORD, nullable=False),
        sa.Column("error", sa.Text()),
        sa.PrimaryKeyConstraint("update_id", name="inbox_pk"),
    )
    _index("inbox_waiting", "inbox", "update_id", only="state = 'waiting'")
    _index("inbox_failed", "inbox", "update_id", only="state = 'failed'")


def _create_people() -> None:
    op.create_table(
        "people",
        sa.Column("id", ID, autoincrement=False, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("username", sa.Text()),
        sa.Column("language_code", sa.Text()),
        sa.Column("chosen_locale", sa.Text()),
        sa.Column("last_locale", sa.Text()),
        sa.Column("awaiting", WORD, nullable=False),
        sa.Column("unreachable_since", MOMENT),
        sa.Column("first_seen", MOMENT),
        sa.PrimaryKeyConstraint("id", name="people_pk"),
    )


def _create_tickets() -> None:
    op.create_table(
        "tickets",
        sa.Column("id", ID, nullable=False),
        sa.Column("person_id", ID, nullable=False),
        sa.Column("desk", sa.Text(), nullable=False),
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column("locale", sa.Text(), nullable=False),
        sa.Column("reason", WORD, nullable=False),
        sa.Column("opened_at", MOMENT, nullable=False),
        sa.Column("changed_at", MOMENT, nullable=False),
        sa.Column("urgent", sa.Boolean(), nullable=False),
        sa.Column("state", WORD, nullable=False),
        sa.Column("chat_id", ID),
        sa.Column("thread_id", ID),
        sa.PrimaryKeyConstraint("id", name="tickets_pk"),
        sqlite_autoincrement=True,
    )
    _index("tickets_of_person", "tickets", "person_id", "id")
    _index("tickets_in_thread", "tickets", "chat_id", "thread_id", only="thread_id IS NOT NULL")


def _create_deliveries() -> None:
    op.create_table(
        "deliveries",
        sa.Column("id", ID, nullable=False),
        sa.Column("chat_id", ID, nullable=False),
        sa.Column("method", sa.Text(), nullable=False),
        sa.Column("params", sa.JSON(), nullable=False),
        sa.Column("cause", sa.Text(), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("priority", sa.SmallInteger(), nullable=False),
        sa.Column("ticket_id", ID),
        sa.Column("state", WORD, nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("not_before", MOMENT),
        sa.Column("sent_at", MOMENT),
        sa.Column("message_id", ID),
        sa.Column("error", sa.Text()),
        sa.PrimaryKeyConstraint("id", name="deliveries_pk"),
        sa.UniqueConstraint("cause", name="deliveries_cause_key"),
        sa.ForeignKeyConstraint(["ticket_id"], ["tickets.id"], name="deliveries_ticket_id_fk"),
        sqlite_autoincrement=True,
    )
    _index("deliveries_due", "deliveries", "chat_id", "priority", "id", only="state = 'due'")
    _index("deliveries_sent", "deliveries", "sent_at", "id", only="state = 'sent'")
    _index(
        "deliveries_message", "deliveries", "chat_id", "message_id", only="message_id IS NOT NULL"
    )


def _create_turns() -> None:
    op.create_table(
        "turns",
        sa.Column("id", ID, nullable=False),
        sa.Column("person_id", ID, nullable=False),
        sa.Column("speaker", WORD, nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("said_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="turns_pk"),
        sqlite_autoincrement=True,
    )
    _index("turns_of_person", "turns", "person_id", "id")
    _index("turns_said_at", "turns", "said_at")


def _create_feedback() -> None:
    op.create_table(
        "feedback",
        sa.Column("entry_id", sa.Text(), nullable=False),
        sa.Column("locale", sa.Text(), nullable=False),
        sa.Column("person_id", ID, autoincrement=False, nullable=False),
        sa.Column("helpful", sa.Boolean(), nullable=False),
        sa.Column("given_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("entry_id", "locale", "person_id", name="feedback_pk"),
    )


def _create_moves() -> None:
    op.create_table(
        "moves",
        sa.Column("old", ID, autoincrement=False, nullable=False),
        sa.Column("new", ID, nullable=False),
        sa.PrimaryKeyConstraint("old", name="moves_pk"),
    )


def _index(name: str, table: str, *columns: str, only: str | None = None) -> None:
    where = sa.text(only) if only else None
    op.create_index(name, table, list(columns), sqlite_where=where, postgresql_where=where)
