"""One message on its way out, and what Telegram made of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import IntEnum, StrEnum
from typing import Any


class Priority(IntEnum):
    """Who goes first when not everything can go at once."""

    BUTTON = 0  # the tap that a person waits for
    PERSON = 1
    STAFF = 2
    NOTICE = 3
    SIGN = 4  # a reaction, a pin, a topic's name: no message
    CARD = 5  # what changed on a card that stands: it may wait for messages
    MENU = 6  # other buttons, for a colleague with a finger on the screen: not behind messages
    ANNOUNCEMENT = 7  # to many at once: nobody who talks with us waits for it


PICTURE = "picture"  # neither: numbers, drawn when their turn comes
CARD = "card"  # no method of the Bot API: a ticket's card, written when its turn comes
# What does not wait behind the messages of its chat, nor hold them up.
LANES = frozenset(
    {Priority.BUTTON, Priority.SIGN, Priority.CARD, Priority.MENU, Priority.ANNOUNCEMENT}
)


class DeliveryState(StrEnum):
    """How far it has come."""

    DUE = "due"  # on its way
    SENT = "sent"  # arrived
    REFUSED = "refused"  # whoever should get it has blocked the bot, or is gone
    FAILED = "failed"  # given up, visibly: a person must look


@dataclass(frozen=True)
class Call:
    """A method of the Bot API with its parameters, `chat_id` aside."""

    method: str  # python-telegram-bot's name, such as "send_message"
    params: Mapping[str, Any] = field(default_factory=dict)  # what JSON can hold


@dataclass(frozen=True)
class Delivery:
    """A call that must happen, kept until it did."""

    chat_id: int  # where to; of a tap: where it happened
    call: Call
    cause: str  # unique: the same cause twice is one delivery
    created_at: datetime
    id: int = 0  # 0 until it is stored
    priority: Priority = Priority.PERSON
    ticket_id: int | None = None
    state: DeliveryState = DeliveryState.DUE
    attempts: int = 0
    not_before: datetime | None = None
    sent_at: datetime | None = None
    message_id: int | None = None  # of the message that came into being
    error: str | None = None
    in_flight: bool = False  # an attempt began, and nobody knows how it ended
    repeated: bool = False  # tried again after such an attempt: its reader may have it twice

    @property
    def lane(self) -> Priority | None:
        """What it queues with in its chat; None: with all messages."""
        return self.priority if self.priority in LANES else None

    @property
    def is_message(self) -> bool:
        """Whether somebody in a conversation waits for its words."""
        return self.lane is None and self.call.method != CARD
