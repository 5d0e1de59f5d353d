"""What somebody of the office did, without any student's words."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from actions.content.roles import Role


class Verb(StrEnum):
    """What can be done."""

    CLAIM = "claim"
    RELEASE = "release"
    EXPIRE = "expire"  # nobody did: the time of a claim was over
    HAND_ON = "hand_on"
    REPLY = "reply"
    SEND_ENTRY = "send_entry"
    SEND_CANNED = "send_canned"
    NOT_FOR_US = "not_for_us"
    CLOSE = "close"
    REOPEN = "reopen"
    TRY_AGAIN = "try_again"
    BAN = "ban"
    UNBAN = "unban"
    ANNOUNCE = "announce"  # confirmed that it is sent
    STOP = "stop"  # of an announcement
    REFUSED = "refused"  # somebody wanted what they may not


@dataclass(frozen=True)
class Actor:
    """Somebody of the office at work."""

    id: int
    name: str
    role: Role = Role.MEMBER


@dataclass(frozen=True)
class Deed:
    """One line of the audit log."""

    at: datetime
    verb: Verb
    chat_id: int | None = None  # where
    actor_id: int | None = None  # None: time itself
    actor: str = ""
    ticket_id: int | None = None
    detail: str = ""  # a desk, a colleague, an entry, or a reason that staff gave
