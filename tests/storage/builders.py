"""Values with reasonable defaults, and the people of the stories."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

from actions.domain.decision import Reason
from actions.domain.delivery import Call, Delivery
from actions.domain.letter import Letter, Side, Written
from actions.domain.ticket import Ticket
from actions.domain.turn import Speaker, Turn
from actions.ports import InboxItem, Work, Workroom

ADA, BO = 7_000_000_001, 7_000_000_002  # more than 32 bits, as Telegram's are
DESK = -1_001_234_567_890  # the staff's group
NOW = datetime(2026, 11, 23, 12, 30, 15, 123456, tzinfo=UTC)
SECOND = timedelta(seconds=1)


def update(update_id: int, chat_id: int = ADA) -> InboxItem:
    return InboxItem(update_id, chat_id, {"message": {"text": "Hello"}}, NOW)


def ticket(person_id: int = ADA, **fields: Any) -> Ticket:  # noqa: ANN401 -- its other fields
    told = {"desk": "fees", "question": "Can I pay later?", "locale": "en"}
    when = {"opened_at": NOW, "changed_at": NOW}
    return Ticket(0, person_id, reason=Reason.UNSURE, **(told | when | fields))


def delivery(cause: str, chat_id: int = ADA, **fields: Any) -> Delivery:  # noqa: ANN401
    call = Call("send_message", {"text": "Yes, until May."})
    return Delivery(chat_id, call, cause, NOW, **fields)


def letter(ticket_id: int, **fields: Any) -> Letter:  # noqa: ANN401 -- its other fields
    names = fields.keys() & Written.__dataclass_fields__
    said: dict[str, Any] = {"chat_id": ADA, "message_id": 5, "author_id": ADA, "text": "Cat?"}
    said |= {"html": "Cat?"} | {name: fields.pop(name) for name in names}
    told: dict[str, Any] = {"side": Side.STUDENT, "written_at": NOW} | fields
    return Letter(0, ticket_id, written=Written(**said), **told)


def turn(text: str, person_id: int = ADA, said_at: datetime = NOW) -> Turn:
    return Turn(person_id, Speaker.PERSON, text, said_at)


@asynccontextmanager
async def undone(workroom: Workroom) -> AsyncIterator[Work]:
    """A unit of work that leaves nothing behind."""
    try:
        async with workroom() as work:
            yield work
            raise _Undone  # noqa: TRY301 -- the way to make a unit of work roll back
    except _Undone:
        pass


class _Undone(Exception):  # not an error: the end of an example
    """So far, and no further."""
