"""Who and where: the people, the groups and the topics of a small Telegram."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import count

from tests.double.shapes import Json

ALL_RIGHTS = frozenset(
    {"can_manage_chat", "can_manage_topics", "can_pin_messages", "can_delete_messages"}
)


class Standing(StrEnum):
    """What the bot is in a group."""

    ADMINISTRATOR = "administrator"
    MEMBER = "member"
    RESTRICTED = "restricted"  # it may read, and not write
    LEFT = "left"
    KICKED = "kicked"


@dataclass
class Person:
    """Somebody with an account."""

    id: int
    first_name: str
    last_name: str | None = None
    username: str | None = None
    language_code: str | None = None
    started: bool = True  # has written to the bot, or may be written to
    blocked: bool = False
    deactivated: bool = False

    def names(self) -> Json:
        """The names that are given."""
        keys = ("first_name", "last_name", "username")
        return {key: name for key in keys if (name := getattr(self, key))}

    def user(self) -> Json:
        """A User object."""
        language = {"language_code": self.language_code} if self.language_code else {}
        return {"id": self.id, "is_bot": False, **self.names(), **language}


@dataclass
class Topic:
    """A thread of a forum."""

    name: str
    icon: str | None = None
    closed: bool = False


@dataclass
class Chat:
    """A private chat or a group, with all that was written in it."""

    id: int
    kind: str = "supergroup"
    title: str = ""
    person: Person | None = None
    is_forum: bool = False
    standing: Standing = Standing.ADMINISTRATOR
    rights: frozenset[str] = ALL_RIGHTS
    staff: list[Person] = field(default_factory=list)
    ids: Iterator[int] = field(default_factory=lambda: count(2))
    topics: dict[int, Topic] = field(default_factory=dict)
    messages: dict[int, Json] = field(default_factory=dict)
    reactions: dict[int, list[Json]] = field(default_factory=dict)
    pinned: list[int] = field(default_factory=list)
    migrated_to: int | None = None

    def json(self) -> Json:
        """A Chat object."""
        if self.person:
            return {"id": self.id, "type": self.kind, **self.person.names()}
        forum = {"is_forum": True} if self.is_forum else {}
        return {"id": self.id, "type": self.kind, "title": self.title, **forum}

    def may(self, right: str) -> bool:
        """Whether the bot has a right here."""
        if self.person:
            return right != "can_manage_topics"
        return self.standing is Standing.ADMINISTRATOR and right in self.rights
