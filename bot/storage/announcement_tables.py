"""The tables of announcements: who wants them, what they say, who gets them; and feeds."""

from enum import StrEnum

from sqlalchemy import JSON, Boolean, Column, ForeignKey, Index, Integer, Table

from actions.domain.announcement import AnnouncementState
from bot.storage.columns import AnyText, Id, Moment, Names, one_of
from bot.storage.tables import metadata


class RecipientState(StrEnum):
    """How far one person's copy has come; once it is queued, its delivery tells the rest."""

    WAITING = "waiting"
    QUEUED = "queued"
    UNREACHABLE = "unreachable"  # blocked us before it was their turn
    WITHDRAWN = "withdrawn"  # it was stopped, or they did not want it any more


subscriptions = Table(
    "subscriptions",
    metadata,
    Column("person_id", Id, primary_key=True, autoincrement=False),
    Column("topic", AnyText, primary_key=True),
    Column("since", Moment, nullable=False),
)

announcements = Table(
    "announcements",
    metadata,
    Column("id", Id, primary_key=True),
    Column("author", Id, nullable=False),
    Column("topics", Names, nullable=False),
    Column("condition", JSON, nullable=False),
    Column("locales", Names, nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("texts", JSON, nullable=False),
    Column("attachment_kind", AnyText),
    Column("attachment_file", AnyText),
    Column("fallback", AnyText),
    Column("state", one_of(AnnouncementState), nullable=False),
    Column("send_at", Moment),
    Column("previewed_for", Integer, nullable=False),
    Column("confirmed_by", Id),
    Column("confirmed_at", Moment),
    Column("ended_at", Moment),
    Column("source", AnyText, nullable=False),
    Column("chat_id", Id, nullable=False),
    Column("board_id", Id),
    sqlite_autoincrement=True,  # a number seen by people is never given twice
)

recipients = Table(
    "recipients",
    metadata,
    Column(
        "announcement_id",
        Id,
        ForeignKey(announcements.c.id),
        primary_key=True,
        autoincrement=False,
    ),
    Column("person_id", Id, primary_key=True, autoincrement=False),
    Column("locale", AnyText, nullable=False),
    Column("is_fallback", Boolean, nullable=False),
    Column("state", one_of(RecipientState), nullable=False),
    Column("delivery_id", Id),
)

feeds = Table(
    "feeds",
    metadata,
    Column("address", AnyText, primary_key=True),
    Column("etag", AnyText, nullable=False),
    Column("last_modified", AnyText, nullable=False),
    Column("failures", Integer, nullable=False),
    Column("was_read", Boolean, nullable=False),
)

news = Table(
    "news",
    metadata,
    Column("key", AnyText, primary_key=True),
    Column("seen_at", Moment, nullable=False),
)

Index("subscriptions_of_topic", subscriptions.c.topic, subscriptions.c.person_id)
Index("announcements_in_state", announcements.c.state, announcements.c.id)
Index(
    "recipients_in_state",
    recipients.c.announcement_id,
    recipients.c.state,
    recipients.c.person_id,
)
Index("recipients_of_person", recipients.c.person_id)
