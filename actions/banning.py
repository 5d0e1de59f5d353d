"""Who is banned, as far as a staff group may know, and lifting it, also where no topic is left."""

from dataclasses import dataclass, replace
from datetime import datetime

from actions.domain.deed import Actor, Deed, Verb
from actions.domain.person import Person
from actions.domain.ticket import Ticket
from actions.outbox import Outbox
from actions.ports import Work
from actions.showing import Showing
from actions.staffing import Staffing


@dataclass(frozen=True)
class Ban:
    """Somebody whom nobody answers."""

    person: Person
    since: datetime
    by: str = ""  # who banned them; nothing, if nobody knows any more

    @property
    def key(self) -> str:
        """Tells this ban from a later one of the same person."""
        return str(int(self.since.timestamp()))


class Banning:
    """Everything in the unit of work it is given."""

    def __init__(self, staffing: Staffing, showing: Showing) -> None:
        self._staffing, self._showing = staffing, showing

    async def known_at(self, work: Work, chat_id: int) -> list[Ban]:
        """Those banned in this group, the latest first; the main desk has those of no group."""
        found = []
        for person in await work.people.banned():
            if person.banned_at is None:
                continue
            deed = await work.deeds.done_at(person.banned_at, Verb.BAN)
            if await self._home_of(work, deed) == chat_id:
                found.append(Ban(person, person.banned_at, deed.actor if deed else ""))
        return found

    async def lift(
        self, outbox: Outbox, chat_id: int, person_id: int, key: str, actor: Actor
    ) -> Ban | None:
        """They are answered again; None if this group knows of no such ban."""
        known = await self.known_at(outbox.work, chat_id)
        ban = next((b for b in known if (b.person.id, b.key) == (person_id, key)), None)
        if ban is None:
            return None
        latest = await outbox.work.tickets.latest_of(person_id)
        await self._free(outbox, ban.person, latest, chat_id, actor)
        return ban

    async def unban(self, outbox: Outbox, ticket: Ticket, actor: Actor) -> None:
        """Whoever wrote this ticket is answered again."""
        person = await outbox.work.people.get(ticket.person_id)
        await self._free(outbox, person, ticket, ticket.chat_id, actor)

    async def _free(
        self,
        outbox: Outbox,
        person: Person | None,
        ticket: Ticket | None,
        chat_id: int | None,
        actor: Actor,
    ) -> None:
        if person:
            await outbox.work.people.save(replace(person, banned_at=None, ban_reason=""))
        number = ticket.id if ticket else None
        deed = Deed(outbox.now, Verb.UNBAN, chat_id, actor.id, actor.name, number)
        await outbox.work.deeds.add(deed)
        if ticket and ticket.card_id:
            await self._showing.card(outbox, ticket)

    async def _home_of(self, work: Work, deed: Deed | None) -> int | None:
        """The group that knows of a ban."""
        if deed and deed.chat_id is not None:
            chat_id = await work.moves.current(deed.chat_id)
            if await self._staffing.is_staff(chat_id, work.moves):
                return chat_id
        return await self._staffing.chat_of(self._staffing.main_desk, work.moves)
