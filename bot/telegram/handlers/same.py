"""Hears `/same`, and the taps with which staff answer everybody who asked the same."""

from collections.abc import Mapping, Sequence

from telegram import Message

from actions.content.roles import Role
from actions.domain.batch import Batch
from actions.domain.deed import Actor
from actions.domain.delivery import Call, Priority
from actions.domain.ticket import Ticket
from actions.office import Office
from actions.outbox import Outbox
from bot.telegram.buttons import NOTHING, StaffTap, button, number_of
from bot.telegram.handlers.staff import ticket_of
from bot.telegram.handlers.staff_commands import listing_of
from bot.telegram.handlers.staff_touch import Reaction, StaffTouch, Toast
from bot.telegram.menu_words import in_rows
from bot.telegram.rendering.messages import GAP
from bot.telegram.rendering.runs import Run
from bot.telegram.staff_lists import StaffLists

IN_A_ROW = 5  # buttons that take a ticket off the list
LINE = Run("\n")

Rows = list[list[dict[str, str]]]


class SameQuestions:
    """A list, a choice, a confirmation; what was sent is never sent again."""

    def __init__(self, office: Office, lists: StaffLists) -> None:
        self._office, self._sharing, self._lists = office, office.sharing, lists

    @property
    def reactions(self) -> Mapping[StaffTap, Reaction]:
        """To taps."""
        return {
            StaffTap.SAME: self.on_card,
            StaffTap.SAME_DROP: self.on_drop,
            StaffTap.SAME_ENTRY: self.on_entry,
            StaffTap.SAME_REPLY: self.on_reply,
            StaffTap.SAME_BACK: self.on_back,
            StaffTap.SAME_YES: self.on_yes,
        }

    async def on_same(
        self, message: Message, _arguments: str, _actor: Actor, outbox: Outbox
    ) -> None:
        """What means the same as the ticket in whose topic it was asked."""
        ticket = await ticket_of(message, outbox.work)
        if ticket is None:
            await outbox.post(message.chat.id, self._lists.answer(message, "no_ticket_here"))
            return
        batch = await self._sharing.begin(outbox, ticket)
        if batch is None:
            await outbox.post(message.chat.id, self._lists.answer(message, "same_none"))
            return
        runs, rows = await self._listed(outbox, batch)
        await outbox.post(
            message.chat.id, self._lists.below(message, runs, rows), ticket_id=ticket.id
        )

    async def on_card(self, touch: StaffTouch, outbox: Outbox) -> Toast:
        """The same, from the ticket's card."""
        batch = await self._sharing.begin(outbox, touch.ticket)
        if batch is None:
            return "same_none", {}
        runs, rows = await self._listed(outbox, batch)
        chat_id = touch.ticket.chat_id or 0
        calls = self._lists.listed(runs, rows)
        await outbox.post(chat_id, calls, Priority.STAFF, touch.ticket.id)
        return None

    async def on_drop(self, touch: StaffTouch, outbox: Outbox) -> Toast:
        """One of the tickets does not fit."""
        batch = await self._batch(touch, outbox)
        if batch is None:
            return "tap_too_old", {}
        batch = batch.without(number_of(touch.more, NOTHING))
        await outbox.work.batches.save(batch)
        await self._show(touch, outbox, *await self._listed(outbox, batch))
        return None

    async def on_entry(self, touch: StaffTouch, outbox: Outbox) -> Toast:
        """An approved answer, if they are sure."""
        batch, place = await self._batch(touch, outbox), number_of(touch.more, NOTHING)
        if batch is None or place >= len(batch.entries):
            return "tap_too_old", {}
        return await self._ask(touch, outbox, batch.choosing(entry_id=batch.entries[place]))

    async def on_reply(self, touch: StaffTouch, outbox: Outbox) -> Toast:
        """What staff wrote last on the ticket, if they are sure."""
        batch = await self._batch(touch, outbox)
        letter = batch and await self._sharing.last_reply(outbox.work, batch.ticket_id)
        if batch is None or letter is None:
            return "tap_too_old", {}
        return await self._ask(touch, outbox, batch.choosing(letter_id=letter.id))

    async def on_back(self, touch: StaffTouch, outbox: Outbox) -> Toast:
        """The list as it was."""
        batch = await self._batch(touch, outbox)
        if batch is None:
            return "tap_too_old", {}
        await outbox.work.batches.save(batch.choosing())
        await self._show(touch, outbox, *await self._listed(outbox, batch))
        return None

    async def on_yes(self, touch: StaffTouch, outbox: Outbox) -> Toast:
        """All of them get it now, once."""
        batch = await self._batch(touch, outbox)
        if batch is None or not batch.is_chosen:
            return "tap_sent_before", {}
        if touch.actor.role < Role.EDITOR:
            return "editors_only", {}
        tickets = await self._sharing.tickets(outbox.work, batch)
        count = await self._sharing.send(outbox, batch, touch.actor)
        numbers = " ".join(f"#{ticket.id}" for ticket in tickets)
        voice = self._lists.voice(touch.ticket.desk)
        head = voice.say("same_done", by=touch.actor.name, count=count)
        title = await self._title(outbox, batch, touch.ticket)
        await self._show(touch, outbox, [*title, GAP, *head, Run(f" {numbers}")], [])
        return ("tap_sent" if count else "same_nobody"), {}

    async def _ask(self, touch: StaffTouch, outbox: Outbox, batch: Batch) -> Toast:
        tickets = await self._sharing.tickets(outbox.work, batch)
        if not tickets:
            return "same_nobody", {}
        await outbox.work.batches.save(batch)
        voice = self._lists.voice(touch.ticket.desk)
        runs = [*await self._title(outbox, batch, touch.ticket), GAP]
        runs += voice.say("same_sure", count=len(tickets))
        runs += [LINE, Run(" ".join(f"#{each.id} ({each.locale})" for each in tickets))]
        row = [
            button(voice.label("button_same_yes"), StaffTap.SAME_YES, str(batch.id)),
            button(voice.label("button_back"), StaffTap.SAME_BACK, str(batch.id)),
        ]
        await self._show(touch, outbox, runs, [row])
        return None

    async def _title(self, outbox: Outbox, batch: Batch, ticket: Ticket) -> list[Run]:
        """What goes out, as staff can read it."""
        voice, kb = self._lists.voice(ticket.desk), self._lists.kb
        if batch.entry_id is not None:
            found = kb.find(batch.entry_id, voice.locale.code)
            return [Run(found.entry.title if found else batch.entry_id, ("b",))]
        letter = await outbox.work.letters.get(batch.letter_id or 0)
        words = letter.written.text if letter else ""
        return [*voice.say("same_yours"), LINE, Run(words[:1000], ("blockquote",))]

    async def _listed(self, outbox: Outbox, batch: Batch) -> tuple[Sequence[Run], Rows]:
        tickets = await self._sharing.tickets(outbox.work, batch)
        listing = await listing_of(outbox.work, tickets)
        runs = self._lists.same(listing, outbox.now)
        voice, kb, number = self._lists.voice(), self._lists.kb, str(batch.id)
        drops = [button(f"✖ #{t.id}", StaffTap.SAME_DROP, number, str(t.id)) for t in tickets]
        rows = in_rows(drops, IN_A_ROW)
        for place, entry_id in enumerate(batch.entries):
            if found := kb.find(entry_id, voice.locale.code):
                label = voice.label("button_same_entry", title=found.entry.title)
                rows.append([button(label, StaffTap.SAME_ENTRY, number, str(place))])
        if await self._sharing.last_reply(outbox.work, batch.ticket_id):
            rows.append([button(voice.label("button_same_reply"), StaffTap.SAME_REPLY, number)])
        return runs, rows if tickets else []

    async def _show(
        self, touch: StaffTouch, outbox: Outbox, runs: Sequence[Run], rows: Rows
    ) -> None:
        [call] = self._lists.listed(runs, rows)
        params = {"reply_markup": None, **call.params, "message_id": touch.message_id}
        change = [Call("edit_message_text", params)]
        await outbox.post(touch.ticket.chat_id or 0, change, Priority.MENU)

    async def _batch(self, touch: StaffTouch, outbox: Outbox) -> Batch | None:
        """The one that the button names, if it began on this very ticket and is not sent yet."""
        batch = await outbox.work.batches.get(number_of(touch.argument, NOTHING))
        if batch is None or batch.ticket_id != touch.ticket.id or batch.done_at:
            return None
        return batch
