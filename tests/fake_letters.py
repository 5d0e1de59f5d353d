"""In-memory letters, deeds and outages that keep the promises of `actions.ports`."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from actions.domain.deed import Deed, Verb
from actions.domain.letter import ENTRY, Copy, Letter, Side


class FakeLetters:
    """Letters by number, and what carries them."""

    def __init__(self) -> None:
        self.stored: dict[int, Letter] = {}
        self.carried: list[Copy] = []

    async def add(self, letter: Letter) -> Letter:
        letter = replace(letter, id=len(self.stored) + 1)
        self.stored[letter.id] = letter
        return letter

    async def get(self, letter_id: int) -> Letter | None:
        return self.stored.get(letter_id)

    async def save(self, letter: Letter) -> None:
        if letter.id not in self.stored:
            raise LookupError(letter.id)
        self.stored[letter.id] = letter

    async def original(self, chat_id: int, message_id: int) -> Letter | None:
        here = [
            letter
            for letter in self.stored.values()
            if (letter.written.chat_id, letter.written.message_id) == (chat_id, message_id)
        ]
        return here[-1] if here else None

    async def copied_as(self, chat_id: int, message_id: int) -> list[Letter]:
        here = (chat_id, message_id)
        ids = {c.letter_id for c in self.carried if (c.chat_id, c.message_id) == here}
        return [self.stored[each] for each in sorted(ids)]

    async def waiting(self, ticket_id: int, side: Side) -> list[Letter]:
        theirs = (ticket_id, side)
        return [
            letter
            for letter in self.stored.values()
            if (letter.ticket_id, letter.side) == theirs and letter.post_at
        ]

    async def waiting_until(self, now: datetime) -> list[tuple[int, Side]]:
        found = [(a.ticket_id, a.side) for a in self.stored.values() if a.post_at]
        ready = [
            (a.ticket_id, a.side) for a in self.stored.values() if a.post_at and a.post_at <= now
        ]
        return [each for each in dict.fromkeys(found) if each in ready]

    async def next_post(self) -> datetime | None:
        return min((a.post_at for a in self.stored.values() if a.post_at), default=None)

    async def of_ticket(self, ticket_id: int, limit: int = 100) -> list[Letter]:
        return [a for a in self.stored.values() if a.ticket_id == ticket_id][-limit:]

    async def words_on(self, ticket_ids: Collection[int]) -> list[tuple[int, str]]:
        on_these = [a for a in self.stored.values() if a.ticket_id in ticket_ids]
        said = [(a.ticket_id, a.written) for a in on_these if a.written.kind != ENTRY]
        return [(ticket_id, written.text) for ticket_id, written in said if written.text]

    async def add_copy(self, copy: Copy) -> None:
        self.carried.append(copy)

    async def copies(self, letter_id: int) -> list[Copy]:
        theirs = [copy for copy in self.carried if copy.letter_id == letter_id]
        return sorted(theirs, key=lambda copy: copy.delivery_id)

    async def carried_by(self, delivery_id: int) -> list[tuple[Letter, Copy]]:
        carried = [copy for copy in self.carried if copy.delivery_id == delivery_id]
        ordered = sorted(carried, key=lambda copy: (copy.place, copy.letter_id))
        return [(self.stored[copy.letter_id], copy) for copy in ordered]

    async def arrived(self, delivery_id: int, message_ids: Sequence[int]) -> None:
        ids = dict(enumerate(message_ids))
        for number, copy in enumerate(self.carried):
            if copy.delivery_id == delivery_id:
                became = message_ids[0] if len(ids) == 1 else ids.get(copy.place)
                self.carried[number] = replace(copy, message_id=became)

    def move(self, old: int, new: int, chat_id: int) -> None:
        """A delivery has another number and chat."""
        self.carried = [
            replace(copy, delivery_id=new, chat_id=chat_id) if copy.delivery_id == old else copy
            for copy in self.carried
        ]

    def forget_before(self, moment: datetime) -> int:
        over = [a for a in self.stored.values() if a.written_at < moment and a.post_at is None]
        wordy = [a for a in over if a.written.text or a.written.html or a.written.quote is not None]
        for letter in wordy:
            empty = replace(letter.written, text="", html="", quote=None)
            self.stored[letter.id] = replace(letter, written=empty)
        return len(wordy)


class FakeDeeds:
    """Everything that was done, in order."""

    def __init__(self) -> None:
        self.done: list[Deed] = []

    async def add(self, deed: Deed) -> None:
        self.done.append(deed)

    async def last(self, count: int, ticket_id: int | None = None) -> list[Deed]:
        ours = [deed for deed in self.done if ticket_id in (None, deed.ticket_id)]
        return ours[::-1][:count]

    async def done_at(self, moment: datetime, verb: Verb) -> Deed | None:
        then = (deed for deed in self.done if (deed.at, deed.verb) == (moment, verb))
        return next(then, None)

    async def people_at(self, chat_id: int, count: int) -> list[tuple[int, str]]:
        ours = [d for d in self.done if d.chat_id == chat_id and d.verb is not Verb.REFUSED]
        seen = {deed.actor_id: deed.actor for deed in ours[::-1] if deed.actor_id is not None}
        return list(seen.items())[:count]

    async def tally(self, since: datetime) -> Mapping[str, int]:
        return dict(Counter(deed.verb.value for deed in self.done if deed.at >= since))


class FakeOutages:
    """Groups that can't be reached, and why."""

    def __init__(self) -> None:
        self.known: dict[int, tuple[datetime, str]] = {}

    async def begin(self, chat_id: int, since: datetime, reason: str) -> bool:
        is_new = chat_id not in self.known
        self.known.setdefault(chat_id, (since, reason))
        return is_new

    async def end(self, chat_id: int) -> bool:
        return self.known.pop(chat_id, None) is not None

    async def is_down(self, chat_id: int) -> bool:
        return chat_id in self.known

    async def all(self) -> list[tuple[int, str]]:
        ordered = sorted(self.known.items(), key=lambda item: item[1][0])
        return [(chat_id, reason) for chat_id, (_, reason) in ordered]
