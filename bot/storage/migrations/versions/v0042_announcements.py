"""Who wants to hear of which topic, what staff announced to whom, and what feeds said."""

import sqlalchemy as sa
from alembic import op

revision = "0042"
down_revision = "0041"

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """From a bot that spoke only when it was spoken to."""
    op.create_table(
        "subscriptions",
        sa.Column("person_id", ID, autoincrement=False, nullable=False),
        sa.Column("topic", sa.Text(), nullable=False),
        sa.Column("since", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("person_id", "topic", name="subscriptions_pk"),
    )
    op.create_index("subscriptions_of_topic", "subscriptions", ["topic", "person_id"])
    op.create_table(
        "announcements",
        sa.Column("id", ID, nullable=False),
        sa.Column("author", ID, nullable=False),
        sa.Column("topics", sa.Text(), nullable=False),
        sa.Column("condition", sa.JSON(), nullable=False),
        sa.Column("locales", sa.Text(), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("texts", sa.JSON(), nullable=False),
        sa.Column("attachment_kind", sa.Text()),
        sa.Column("attachment_file", sa.Text()),
        sa.Column("fallback", sa.Text()),
        sa.Column("state", sa.String(20), nullable=False),
        sa.Column("send_at", MOMENT),
        sa.Column("previewed_for", sa.Integer(), nullable=False),
        sa.Column("confirmed_by", ID),
        sa.Column("confirmed_at", MOMENT),
        sa.Column("ended_at", MOMENT),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("chat_id", ID, nullable=False),
        sa.Column("board_id", ID),
        sa.PrimaryKeyConstraint("id", name="announcements_pk"),
        sqlite_autoincrement=True,
    )
    op.create_index("announcements_in_state", "announcements", ["state", "id"])
    op.create_table(
        "recipients",
        sa.Column("announcement_id", ID, autoincrement=False, nullable=False),
        sa.Column("person_id", ID, autoincrement=False, nullable=False),
        sa.Column("locale", sa.Text(), nullable=False),
        sa.Column("is_fallback", sa.Boolean(), nullable=False),
        sa.Column("state", sa.String(20), nullable=False),
        sa.Column("delivery_id", ID),
        sa.PrimaryKeyConstraint("announcement_id", "person_id", name="recipients_pk"),
        sa.ForeignKeyConstraint(
            ["announcement_id"], ["announcements.id"], name="recipients_announcement_id_fk"
        ),
    )
    op.create_index("recipients_in_state", "recipients", ["announcement_id", "state", "person_id"])
    op.create_index("recipients_of_person", "recipients", ["person_id"])
    op.create_table(
        "feeds",
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("etag", sa.Text(), nullable=False),
        sa.Column("last_modified", sa.Text(), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("was_read", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("address", name="feeds_pk"),
    )
    op.create_table(
        "news",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("seen_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("key", name="news_pk"),
    )
