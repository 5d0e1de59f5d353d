"""Who has a ticket, what was written on it, what became of it, and who did what."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0010"

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)
WORD = sa.String(20)


def upgrade() -> None:
    """From tickets that only staff's words moved."""
    _widen_tickets()
    _widen_deliveries()
    op.add_column("people", sa.Column("banned_at", MOMENT))
    op.add_column("people", sa.Column("ban_reason", sa.Text(), nullable=False, server_default=""))
    _create_topics()
    _create_letters()
    _create_copies()
    _create_deeds()
    _create_outages()


def _widen_tickets() -> None:
    for name, kind in (
        ("card_id", ID),
        ("claimed_by", ID),
        ("claimed_until", MOMENT),
        ("owed_since", MOMENT),
    ):
        op.add_column("tickets", sa.Column(name, kind))
    op.add_column("tickets", sa.Column("suggested", sa.Text(), nullable=False, server_default=""))
    op.execute("UPDATE tickets SET state = 'assistant' WHERE state = 'waiting'")
    op.execute("UPDATE tickets SET state = 'waiting', owed_since = changed_at WHERE state = 'open'")
    _index("tickets_in_state", "tickets", "state", "id")
    _index("tickets_claimed", "tickets", "claimed_until", only="state = 'staff'")
    _index("tickets_of_member", "tickets", "claimed_by", only="state = 'staff'")


def _widen_deliveries() -> None:
    for name in ("in_flight", "repeated"):
        no = sa.false()
        op.add_column(
            "deliveries", sa.Column(name, sa.Boolean(), nullable=False, server_default=no)
        )
    # An attempt that a crash cut short, before anybody marked it, is not known to have ended.
    op.execute("UPDATE deliveries SET in_flight = (attempts > 0) WHERE state = 'due'")
    _index("deliveries_of_ticket", "deliveries", "ticket_id", only="ticket_id IS NOT NULL")
    _index("deliveries_in_trouble", "deliveries", "id", only="state IN ('failed', 'refused')")
    _index("deliveries_repeated", "deliveries", "id", only="repeated")


def _create_topics() -> None:
    op.create_table(
        "topics",
        sa.Column("chat_id", ID, autoincrement=False, nullable=False),
        sa.Column("thread_id", ID, autoincrement=False, nullable=False),
        sa.Column("ticket_id", ID, nullable=False),
        sa.PrimaryKeyConstraint("chat_id", "thread_id", name="topics_pk"),
        sa.ForeignKeyConstraint(["ticket_id"], ["tickets.id"], name="topics_ticket_id_fk"),
    )
    op.execute(
        "INSERT INTO topics (chat_id, thread_id, ticket_id)"
        " SELECT chat_id, thread_id, max(id) FROM tickets"
        " WHERE chat_id IS NOT NULL AND thread_id IS NOT NULL GROUP BY chat_id, thread_id"
    )


def _create_letters() -> None:
    op.create_table(
        "letters",
        sa.Column("id", ID, nullable=False),
        sa.Column("ticket_id", ID, nullable=False),
        sa.Column("side", WORD, nullable=False),
        sa.Column("written_at", MOMENT, nullable=False),
        sa.Column("edited_at", MOMENT),
        sa.Column("post_at", MOMENT),
        sa.Column("chat_id", ID, nullable=False),
        sa.Column("message_id", ID),
        sa.Column("author_id", ID, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("html", sa.Text(), nullable=False),
        sa.Column("album", sa.Text()),
        sa.Column("answers", ID),
        sa.Column("quote", sa.Text()),
        sa.Column("file", sa.Text()),
        sa.PrimaryKeyConstraint("id", name="letters_pk"),
        sa.ForeignKeyConstraint(["ticket_id"], ["tickets.id"], name="letters_ticket_id_fk"),
        sqlite_autoincrement=True,
    )
    _index("letters_original", "letters", "chat_id", "message_id")
    _index("letters_of_ticket", "letters", "ticket_id", "id")
    _index("letters_waiting", "letters", "post_at", only="post_at IS NOT NULL")


def _create_copies() -> None:
    op.create_table(
        "copies",
        sa.Column("letter_id", ID, autoincrement=False, nullable=False),
        sa.Column("delivery_id", ID, autoincrement=False, nullable=False),
        sa.Column("chat_id", ID, nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("message_id", ID),
        sa.PrimaryKeyConstraint("letter_id", "delivery_id", name="copies_pk"),
        sa.ForeignKeyConstraint(["letter_id"], ["letters.id"], name="copies_letter_id_fk"),
        sa.ForeignKeyConstraint(["delivery_id"], ["deliveries.id"], name="copies_delivery_id_fk"),
    )
    _index("copies_message", "copies", "chat_id", "message_id")
    _index("copies_of_delivery", "copies", "delivery_id")


def _create_deeds() -> None:
    op.create_table(
        "deeds",
        sa.Column("id", ID, nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("verb", WORD, nullable=False),
        sa.Column("chat_id", ID),
        sa.Column("actor_id", ID),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("ticket_id", ID),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="deeds_pk"),
        sqlite_autoincrement=True,
    )
    _index("deeds_at", "deeds", "at")
    _index("deeds_of_ticket", "deeds", "ticket_id", "id")
    _index("deeds_at_desk", "deeds", "chat_id", "id")


def _create_outages() -> None:
    op.create_table(
        "outages",
        sa.Column("chat_id", ID, autoincrement=False, nullable=False),
        sa.Column("since", MOMENT, nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("chat_id", name="outages_pk"),
    )


def _index(name: str, table: str, *columns: str, only: str | None = None) -> None:
    where = sa.text(only) if only else None
    op.create_index(name, table, list(columns), sqlite_where=where, postgresql_where=where)
