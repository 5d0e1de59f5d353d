"""One answer for several tickets: proposed, chosen, confirmed, and sent once."""

from dataclasses import dataclass, replace
from datetime import datetime


@dataclass(frozen=True)
class Batch:
    """What staff are about to send, and to whom."""

    ticket_id: int  # from which it began
    made_at: datetime
    members: tuple[int, ...]  # the tickets that get it
    entries: tuple[str, ...] = ()  # answers that may be chosen
    id: int = 0  # 0 until it is stored
    entry_id: str | None = None  # the answer that was chosen
    letter_id: int | None = None  # or the reply of staff
    done_at: datetime | None = None

    @property
    def is_chosen(self) -> bool:
        """Whether it is known what to send."""
        return self.entry_id is not None or self.letter_id is not None

    def without(self, ticket_id: int) -> "Batch":
        """The same without one of the tickets."""
        return replace(self, members=tuple(each for each in self.members if each != ticket_id))

    def choosing(self, *, entry_id: str | None = None, letter_id: int | None = None) -> "Batch":
        """The same with something to send, or nothing yet."""
        return replace(self, entry_id=entry_id, letter_id=letter_id)
