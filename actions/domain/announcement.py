"""One text from staff to many students, from its first words to its last delivery.

    draft → previewed → confirmed → sending → done
      ↑________|____________|          ↓
      (every change)                stopped

Nothing is sent that was not looked at as it is: a change takes preview and confirmation back.
Above `TWO_PAIRS_OF_EYES` recipients whoever confirms is not whoever wrote it.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from typing import Any

from actions.domain.audience import Audience
from actions.errors import AnnouncementError, NotYourOwn

TWO_PAIRS_OF_EYES = 200  # recipients; more need a second person
TEXT_LIMIT = 3000  # characters of one language, so that head and buttons fit, too
CAPTION_LIMIT = 900  # characters below a picture or document

UNCONFIRMED: dict[str, Any] = {"confirmed_by": None, "confirmed_at": None}


class AnnouncementState(StrEnum):
    """How far it has come."""

    DRAFT = "draft"
    PREVIEWED = "previewed"
    CONFIRMED = "confirmed"  # waits for its time, or for the next free moment
    SENDING = "sending"
    STOPPED = "stopped"  # by a person: who has it keeps it, nobody else gets it
    DONE = "done"


EDITABLE = frozenset(
    {AnnouncementState.DRAFT, AnnouncementState.PREVIEWED, AnnouncementState.CONFIRMED}
)
OVER = frozenset({AnnouncementState.STOPPED, AnnouncementState.DONE})


@dataclass(frozen=True)
class Attachment:
    """A picture or document that goes with every language; Telegram keeps the file."""

    kind: str  # "photo" or "document"
    file_id: str


@dataclass(frozen=True)
class Announcement:
    """What staff write; every step gives a new value."""

    id: int  # 0 until it is stored
    author: int  # Telegram id of whoever wrote it last
    audience: Audience
    created_at: datetime
    texts: Mapping[str, str] = field(default_factory=dict)  # locale → the small Markdown
    attachment: Attachment | None = None
    fallback: str | None = None  # locale for those who read none of the texts; None: they get none
    state: AnnouncementState = AnnouncementState.DRAFT
    send_at: datetime | None = None  # None: at once
    previewed_for: int = 0  # recipients whom the preview counted
    confirmed_by: int | None = None
    confirmed_at: datetime | None = None
    ended_at: datetime | None = None
    source: str = ""  # key of the news item that it was made from
    chat_id: int = 0  # the staff group in which it is written
    board_id: int | None = None  # the message there that shows how far it has come

    @property
    def limit(self) -> int:
        """How many characters each text may have."""
        return CAPTION_LIMIT if self.attachment else TEXT_LIMIT

    @property
    def is_over(self) -> bool:
        """Whether nothing more will be sent."""
        return self.state in OVER

    def missing(self, locales: Collection[str]) -> list[str]:
        """The languages in which nobody has written it."""
        return sorted(set(locales) - set(self.texts))

    def problems(self) -> list["AnnouncementProblem"]:
        """Why it can't be previewed or sent; nothing if it can."""
        found = [] if self.texts else [AnnouncementProblem.NO_TEXT]
        if not self.audience.topics:
            found.append(AnnouncementProblem.NO_TOPIC)
        if any(len(text) > self.limit for text in self.texts.values()):
            found.append(AnnouncementProblem.TOO_LONG)
        if self.fallback is not None and self.fallback not in self.texts:
            found.append(AnnouncementProblem.NO_FALLBACK_TEXT)
        return found

    def written(self, locale: str, text: str, by: int) -> "Announcement":
        """The same with a text in one language; an empty one takes it out."""
        texts = {code: each for code, each in self.texts.items() if code != locale}
        if text.strip():
            texts[locale] = text.strip()
        return replace(self._as_draft(by), texts=texts)

    def with_attachment(self, attachment: Attachment | None, by: int) -> "Announcement":
        """The same with another picture or document, or none."""
        return replace(self._as_draft(by), attachment=attachment)

    def for_audience(
        self, audience: Audience, by: int, fallback: str | None = None
    ) -> "Announcement":
        """The same for other people."""
        return replace(self._as_draft(by), audience=audience, fallback=fallback)

    def scheduled(self, send_at: datetime | None, by: int) -> "Announcement":
        """The same at another time; None for at once."""
        return replace(self._as_draft(by), send_at=send_at)

    def previewed(self, recipients: int) -> "Announcement":
        """The same after staff saw it as students will, for so many of them."""
        self._check(EDITABLE)
        if problems := self.problems():
            raise AnnouncementError(f"can't be previewed: {', '.join(problems)}")
        state = AnnouncementState.PREVIEWED
        return replace(self, **UNCONFIRMED, state=state, previewed_for=recipients)

    def confirmed(self, by: int, now: datetime) -> "Announcement":
        """The same, to be sent; `NotYourOwn` if a second person must say so."""
        self._check({AnnouncementState.PREVIEWED})
        if self.previewed_for == 0:
            raise AnnouncementError("nobody would get it")
        if needs_second_person(self.previewed_for) and by == self.author:
            raise NotYourOwn(self.previewed_for)
        return replace(self, state=AnnouncementState.CONFIRMED, confirmed_by=by, confirmed_at=now)

    def is_due(self, now: datetime) -> bool:
        """Whether its time has come."""
        is_time = self.send_at is None or self.send_at <= now
        return self.state is AnnouncementState.CONFIRMED and is_time

    def may_go_to(self, recipients: int) -> bool:
        """Whether a confirmation still holds, should so many get it when its time has come."""
        if self.confirmed_by is None:
            return False
        return self.confirmed_by != self.author or not needs_second_person(recipients)

    def started(self, recipients: int) -> "Announcement":
        """The same while deliveries go out; starting twice is starting once."""
        if self.state is AnnouncementState.SENDING:
            return self
        self._check({AnnouncementState.CONFIRMED})
        if not self.may_go_to(recipients):
            raise NotYourOwn(recipients)
        return replace(self, state=AnnouncementState.SENDING)

    def stopped(self, now: datetime) -> "Announcement":
        """The same, never to be sent to anybody else; stopping twice is stopping once."""
        if self.state is AnnouncementState.STOPPED:
            return self
        self._check({AnnouncementState.CONFIRMED, AnnouncementState.SENDING})
        return replace(self, state=AnnouncementState.STOPPED, ended_at=now)

    def finished(self, progress: "Progress", now: datetime) -> "Announcement":
        """The same, done, as soon as nothing waits."""
        if self.state is not AnnouncementState.SENDING or progress.waiting:
            return self
        return replace(self, state=AnnouncementState.DONE, ended_at=now)

    def cause(self, person_id: int) -> str:
        """What makes one delivery of it: the same twice is one."""
        return f"announcement:{self.id}:{person_id}"

    def _as_draft(self, by: int) -> "Announcement":
        self._check(EDITABLE)
        state = AnnouncementState.DRAFT
        return replace(self, **UNCONFIRMED, state=state, author=by, previewed_for=0)

    def _check(self, states: Collection[AnnouncementState]) -> None:
        if self.state not in states:
            raise AnnouncementError(f"announcement {self.id} is {self.state}")


class AnnouncementProblem(StrEnum):
    """Why an announcement can't be sent as it is."""

    NO_TEXT = "no_text"
    NO_TOPIC = "no_topic"
    TOO_LONG = "too_long"
    NO_FALLBACK_TEXT = "no_fallback_text"


@dataclass(frozen=True)
class Progress:
    """What became of its deliveries."""

    waiting: int = 0
    sent: int = 0
    unreachable: int = 0  # blocked the bot, or are gone
    failed: int = 0  # a person must look
    withdrawn: int = 0  # not sent, because it was stopped

    @property
    def total(self) -> int:
        """All of them."""
        return self.waiting + self.sent + self.unreachable + self.failed + self.withdrawn

    @property
    def percent(self) -> int:
        """How many of a hundred are no longer on their way; rounded down, so 100 means all."""
        return 100 if not self.total else (self.total - self.waiting) * 100 // self.total


def needs_second_person(recipients: int) -> bool:
    """Whether whoever wrote it may not confirm it alone."""
    return recipients > TWO_PAIRS_OF_EYES
