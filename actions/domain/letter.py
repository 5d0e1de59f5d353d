"""A message that a student and the office exchange on a ticket, and how several travel as one."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum
from itertools import groupby

BURST = timedelta(seconds=2.5)  # what a student writes within it is one post for staff
ALBUM = timedelta(seconds=1.5)  # the parts of an album arrive one by one, within moments
LONGEST_WAIT = timedelta(seconds=8)  # whoever goes on writing is not waited for longer
SHOWN = -1
ENTRY = "entry"  # the kind of a letter that is an approved answer; its text is the entry's id
CAPTIONED = frozenset({"photo", "video", "document", "audio", "animation", "voice"})


class Side(StrEnum):
    """Who wrote it."""

    STUDENT = "student"
    STAFF = "staff"


@dataclass(frozen=True)
class Written:
    """A message as somebody wrote it."""

    chat_id: int
    message_id: int | None  # None: it has no message of its own, such as an entry that staff chose
    author_id: int
    kind: str = "text"  # Telegram's word for what it is: photo, voice, location, …
    text: str = field(default="", repr=False)  # or the caption; plain
    html: str = field(default="", repr=False)  # the same with formatting
    album: str | None = None  # what the parts of an album share
    answers: int | None = None  # the message of the same chat that it replies to
    quote: str | None = field(default=None, repr=False)  # the words of it that are meant
    file: str | None = None  # tells one file from another

    @property
    def is_text(self) -> bool:
        """Whether it is nothing but words."""
        return self.kind == "text"

    @property
    def has_caption(self) -> bool:
        """Whether words may stand below it."""
        return self.kind in CAPTIONED

    @property
    def is_plain(self) -> bool:
        """Whether its words have no formatting."""
        return "<" not in self.html


@dataclass(frozen=True)
class Letter:
    """One message on a ticket, kept with what became of it."""

    id: int  # 0 until it is stored
    ticket_id: int
    side: Side
    written: Written
    written_at: datetime
    edited_at: datetime | None = None
    post_at: datetime | None = None  # when it goes on; None: it went

    def edited(self, written: Written, now: datetime) -> "Letter":
        """The same letter with other words."""
        news = replace(
            self.written,
            kind=written.kind,
            text=written.text,
            html=written.html,
            file=written.file,
        )
        return replace(self, written=news, edited_at=now)


@dataclass(frozen=True)
class Copy:
    """What a letter, or its part in a message, became for its reader."""

    letter_id: int
    delivery_id: int
    chat_id: int
    place: int = 0  # in an album; `SHOWN`: among others, so that it can't be edited there
    message_id: int | None = None  # None: not sent yet


def wait_for(side: Side, written: Written) -> timedelta:
    """How long a letter waits for others that belong to it."""
    if side is Side.STUDENT:
        return BURST
    return ALBUM if written.album else timedelta(0)


def post_moment(waiting: Sequence[Letter], side: Side, written: Written, now: datetime) -> datetime:
    """When a new letter goes, and with it those that wait already: order is kept."""
    moment = now + wait_for(side, written)
    if not waiting:
        return moment
    latest = max(moment, *(letter.post_at or moment for letter in waiting))
    return min(latest, waiting[0].written_at + LONGEST_WAIT)


def parcels(letters: Iterable[Letter]) -> list[tuple[Letter, ...]]:
    """Letters of one side, in order, by what goes together: a student's texts, an album, or one."""
    return [tuple(group) for _, group in groupby(letters, key=_Belonging())]


class _Belonging:
    """Gives neighbours the same key if they go together."""

    def __init__(self) -> None:
        self._count = 0

    def __call__(self, letter: Letter) -> object:
        written = letter.written
        if written.album:
            return "album", written.album
        if letter.side is Side.STUDENT and written.is_text and written.answers is None:
            return "texts"
        self._count += 1
        return "alone", self._count
