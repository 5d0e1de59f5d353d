"""A student, teacher or anybody else who writes in private."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from actions.content.circumstances import Circumstances, Level, Role, Stage
from actions.content.deadline_rules import Milestone


class Awaiting(StrEnum):
    """What the person's next message is taken for."""

    QUESTION = "question"  # one for the assistant
    FOR_STAFF = "for_staff"  # one for a person of the office, whatever it says
    RATING_WORD = "rating_word"  # what they want to add to their rating
    MISSING_WORD = "missing_word"  # what they missed in an answer
    CITIZENSHIP = "citizenship"  # for their profile
    ARRIVED = Milestone.ARRIVED.value  # a day of their own
    ENROLLED = Milestone.ENROLLED.value
    STAY = Milestone.STAY.value
    PERMIT = Milestone.PERMIT.value
    PASSPORT = Milestone.PASSPORT.value
    MOVED = Milestone.MOVED.value


@dataclass(frozen=True)
class Person:
    """Who writes; `id` is Telegram's, and that of the private chat."""

    id: int
    name: str
    username: str | None = None
    language_code: str | None = None  # of the Telegram app
    chosen_locale: str | None = None  # by /language
    last_locale: str | None = None  # in which we last spoke
    awaiting: Awaiting = Awaiting.QUESTION
    unreachable_since: datetime | None = None
    first_seen: datetime | None = None
    citizenship: str | None = None  # what they told of themselves: ISO 3166-1, two letters
    level: Level | None = None
    role: Role | None = None
    stage: Stage | None = None
    banned_at: datetime | None = None  # nobody answers them since
    ban_reason: str = ""  # what staff wrote
    came_from: str | None = None  # the campaign whose link brought them here first

    @property
    def prior_locale(self) -> str | None:
        """The best guess at their language before they wrote."""
        return self.chosen_locale or self.last_locale or self.language_code

    @property
    def known_locales(self) -> tuple[str, ...]:
        """The languages that they are known to use, the likeliest first; not all are ours."""
        known = (self.chosen_locale, self.last_locale, self.language_code)
        return tuple(dict.fromkeys(filter(None, known)))

    @property
    def circumstances(self) -> Circumstances:
        """On what an answer to them may depend."""
        return Circumstances(self.citizenship, self.level, self.role, self.stage)

    def being(self, whose: Circumstances) -> "Person":
        """The same person in these circumstances."""
        return replace(self, **vars(whose))

    def remembering(self, known: "Person | None") -> "Person":
        """The person as Telegram shows them now, with what we remember of them."""
        if known is None:
            return self
        return replace(
            known,
            name=self.name,
            username=self.username,
            language_code=self.language_code or known.language_code,
            unreachable_since=None,
        )
