"""Hears the commands of staff in their groups; anywhere else they are nobody's."""

from bisect import bisect_right
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta

from telegram import Message, Update
from telegram.ext import MessageHandler, filters

from actions.content.numerals import folded
from actions.content.roles import Role
from actions.conversing import Effect
from actions.domain.deed import Actor
from actions.domain.ticket import Ticket, TicketState
from actions.office import Office
from actions.outbox import Outbox
from actions.ports import Work
from actions.searching import Searching
from bot.telegram.app import App
from bot.telegram.colleagues import Colleagues
from bot.telegram.handlers.staff import ticket_of
from bot.telegram.staff_lists import FOUND, Listing, Numbers, StaffLists
from bot.telegram.unit import Handle, Units, nothing

BANS = ("ban", "unban", "banned")
STAFF_COMMANDS = ("queue", "mine", "same", "c", "find", "announce", "stats", *BANS)
WEEK = timedelta(days=7)
SEARCHED = 1000  # tickets, the newest
BEFORE = 20  # characters that are shown before what was found

Reaction = Callable[[Message, str, Actor, Outbox], Awaitable[None]]


class StaffCommands:
    """`/queue`, `/mine`, `/c`, `/find`, `/stats`, `/ban`, `/unban`; `more` are heard elsewhere."""

    def __init__(
        self,
        office: Office,
        lists: StaffLists,
        colleagues: Colleagues,
        elsewhere: Handle,
        *,
        searching: Searching,
        more: Mapping[str, Reaction] | None = None,
    ) -> None:
        self._office, self._lists, self._colleagues = office, lists, colleagues
        self._elsewhere = elsewhere  # hears commands in groups that are not the staff's
        self._searching, self._more = searching, dict(more or {})

    def register(self, app: App, units: Units) -> None:
        """Hear every command in a group."""
        groups = filters.ChatType.GROUPS & filters.UpdateType.MESSAGE & filters.COMMAND
        app.add_handler(MessageHandler(groups, units.callback(self.on_command)))

    async def on_command(self, update: Update) -> Effect:
        """What staff asked for; a command that is not ours may be another bot's."""
        message = update.message
        if message is None or not await self._colleagues.is_staff_chat(message.chat.id):
            return await self._elsewhere(update)
        command, _, arguments = (message.text or "").partition(" ")
        name = command.removeprefix("/").partition("@")[0].lower()
        if name not in STAFF_COMMANDS:
            return nothing
        actor = await self._colleagues.actor(message.chat, message.from_user, message.sender_chat)
        react: Reaction = self._more.get(name) or getattr(self, f"on_{name}")

        async def effect(outbox: Outbox) -> None:
            if actor is None:
                await self._say(outbox, message, "not_listed", number=0)
            else:
                await react(message, arguments.strip(), actor, outbox)

        return effect

    async def on_queue(
        self, message: Message, _arguments: str, _actor: Actor, outbox: Outbox
    ) -> None:
        """What waits in this group, danger first."""
        waiting = await outbox.work.tickets.in_state(TicketState.WAITING)
        here = [ticket for ticket in waiting if ticket.chat_id == message.chat.id]
        here.sort(key=lambda ticket: not ticket.urgent)  # danger first, else as long as they wait
        listing = await listing_of(outbox.work, here)
        runs = self._lists.queue(listing, await _numbers(outbox), outbox.now)
        await outbox.post(message.chat.id, self._lists.below(message, runs))

    async def on_mine(
        self, message: Message, _arguments: str, actor: Actor, outbox: Outbox
    ) -> None:
        """What they have claimed."""
        listing = await listing_of(outbox.work, await outbox.work.tickets.of_member(actor.id))
        runs = self._lists.mine(listing, outbox.now)
        await outbox.post(message.chat.id, self._lists.below(message, runs))

    async def on_stats(
        self, message: Message, _arguments: str, _actor: Actor, outbox: Outbox
    ) -> None:
        """Counts."""
        week = await self._office.reporting.last_days(outbox.work, outbox.now, WEEK.days)
        runs = self._lists.stats(await _numbers(outbox), week)
        await outbox.post(message.chat.id, self._lists.below(message, runs))

    async def on_c(self, message: Message, arguments: str, _actor: Actor, outbox: Outbox) -> None:
        """A canned reply, to be looked at before it is sent; all of them, without a name."""
        canned = self._lists.kb.registry.canned.get(arguments.lower())
        ticket = await ticket_of(message, outbox.work)
        if canned is None:
            await outbox.post(message.chat.id, self._lists.below(message, self._lists.canned()))
        elif ticket is None:
            await self._say(outbox, message, "no_ticket_here")
        else:
            person = await outbox.work.people.get(ticket.person_id)
            name = person.name if person else ""
            calls = self._lists.canned_preview(message, canned, ticket, name)
            await outbox.post(message.chat.id, calls, ticket_id=ticket.id)

    async def on_find(
        self, message: Message, arguments: str, _actor: Actor, outbox: Outbox
    ) -> None:
        """Entries, and this group's tickets, with these words in the question or a letter."""
        if not arguments:
            await self._say(outbox, message, "find_what")
            return
        listing = await _with_words(outbox.work, message.chat.id, arguments)
        ticket = await ticket_of(message, outbox.work)
        kb = self._lists.kb
        ids = (await self._searching.index()).find(arguments, answers=True)
        shown = (kb.find(entry_id, kb.staff_locale) for entry_id in ids)
        entries = [each.entry for each in shown if each][:FOUND]
        runs, rows = self._lists.found(entries, listing, outbox.now)
        calls = self._lists.below(message, runs, rows if ticket else [])
        await outbox.post(message.chat.id, calls, ticket_id=ticket.id if ticket else None)

    async def on_ban(self, message: Message, arguments: str, actor: Actor, outbox: Outbox) -> None:
        """Whoever wrote this ticket is answered no more; the reason is kept."""
        ticket = await self._for_ban(message, actor, outbox)
        if ticket and not arguments:
            await self._say(outbox, message, "ban_why")
        elif ticket:
            await self._office.tending.ban(outbox, ticket, actor, arguments)
            await self._say(outbox, message, "banned_done")

    async def on_unban(
        self, message: Message, _arguments: str, actor: Actor, outbox: Outbox
    ) -> None:
        """They are answered again."""
        if ticket := await self._for_ban(message, actor, outbox):
            await self._office.banning.unban(outbox, ticket, actor)
            await self._say(outbox, message, "unbanned_done")

    async def _for_ban(self, message: Message, actor: Actor, outbox: Outbox) -> Ticket | None:
        if actor.role < Role.ADMINISTRATOR:
            await self._say(outbox, message, "administrators_only")
            return None
        ticket = await ticket_of(message, outbox.work)
        if ticket is None:
            await self._say(outbox, message, "no_ticket_here")
        return ticket

    async def _say(self, outbox: Outbox, message: Message, words: str, **values: object) -> None:
        await outbox.post(message.chat.id, self._lists.answer(message, words, **values))


async def _with_words(work: Work, chat_id: int, wanted: str) -> Listing:
    """The newest tickets that a group has, and in which all of these words were written at once."""
    words = folded(wanted).split()
    here = [t for t in await work.tickets.recent(SEARCHED) if t.chat_id == chat_id]
    written = await work.letters.words_on([ticket.id for ticket in here])
    letters = {number: text for number, text in written if _has(words, text)}  # the latest of each
    asked = {ticket.id for ticket in here if _has(words, ticket.question)}
    with_words = [ticket for ticket in here if ticket.id in asked or ticket.id in letters]
    listing = await listing_of(work, with_words[:FOUND])
    shown = {n: _around(words, text) for n, text in letters.items() if n not in asked}
    return replace(listing, found=shown)


def _has(words: Sequence[str], text: str) -> bool:
    same = folded(text)
    return all(word in same for word in words)


def _around(words: Sequence[str], text: str) -> str:
    """A long text from a little before the first of the words on."""
    same = folded(text)
    start = max(min(same.find(word) for word in words) - BEFORE, 0)
    # A folded text may be longer or shorter: the longest beginning that folds to what is before.
    place = bisect_right(range(len(text)), start, key=lambda end: len(folded(text[:end]))) - 1
    return text if place <= 0 else f"…{text[place:]}"


async def listing_of(work: Work, tickets: Sequence[Ticket]) -> Listing:
    """Tickets with the names of who asked."""
    names = {}
    for ticket in tickets:
        person = await work.people.get(ticket.person_id)
        names[ticket.person_id] = person.name if person else ""
    return Listing(tickets, names)


async def _numbers(outbox: Outbox) -> Numbers:
    work = outbox.work
    return Numbers(
        len(await work.tickets.in_state(TicketState.WAITING)),
        len(await work.tickets.in_state(TicketState.STAFF)),
        await work.deeds.tally(outbox.now - WEEK),
        await work.deliveries.ledger(),
        await work.ratings.tally(outbox.now - WEEK),
        await work.people.origins(),
    )
