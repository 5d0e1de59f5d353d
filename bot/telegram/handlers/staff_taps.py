"""Hears taps on the buttons of staff; who taps, and on which ticket, is never taken on trust."""

from collections.abc import Mapping

from telegram import CallbackQuery, MaybeInaccessibleMessage, Message, Update
from telegram.ext import CallbackQueryHandler

from actions.conversing import Effect
from actions.domain.deed import Actor, Deed, Verb
from actions.domain.delivery import CARD, Call, Priority
from actions.domain.letter import Written
from actions.domain.ticket import Ticket
from actions.errors import TicketClosed, TicketTaken
from actions.office import Office
from actions.outbox import Outbox
from actions.tending import was_just_sent
from bot.telegram.app import App
from bot.telegram.buttons import StaffTap, Tapped, button, keyboard
from bot.telegram.colleagues import Colleagues
from bot.telegram.handlers.staff import ticket_at
from bot.telegram.handlers.staff_touch import DeskReaction, DeskTouch, Reaction, StaffTouch, Toast
from bot.telegram.menu_words import in_rows
from bot.telegram.rendering.runs import to_html
from bot.telegram.staff_lists import StaffLists
from bot.telegram.ticket_card import entry_for
from bot.telegram.unit import Handle, Units

COLLEAGUES = 8  # who are offered when a ticket is passed on
TOAST_LIMIT = 200  # characters


class StaffTaps:
    """One reaction for each verb."""

    def __init__(
        self,
        office: Office,
        lists: StaffLists,
        colleagues: Colleagues,
        elsewhere: Handle,
        *,
        more: Mapping[StaffTap, Reaction] | None = None,
        without_ticket: Mapping[StaffTap, DeskReaction] | None = None,
    ) -> None:
        self._office, self._lists, self._colleagues = office, lists, colleagues
        self._elsewhere = elsewhere  # hears the taps of students
        self._without_ticket = dict(without_ticket or {})
        self._reactions: dict[StaffTap, Reaction] = {
            StaffTap.SEND: self.on_send,
            StaffTap.CLAIM: self.on_claim,
            StaffTap.RELEASE: self.on_release,
            StaffTap.HAND_ON: self.on_pass,
            StaffTap.TO_DESK: self.on_to_desk,
            StaffTap.TO_COLLEAGUE: self.on_to_colleague,
            StaffTap.BACK: self.on_back,
            StaffTap.NOT_FOR_US: self.on_not_for_us,
            StaffTap.CLOSE: self.on_close,
            StaffTap.REOPEN: self.on_reopen,
            StaffTap.TRY_AGAIN: self.on_try_again,
            StaffTap.CANNED: self.on_canned,
            **(more or {}),
        }

    def register(self, app: App, units: Units) -> None:
        """Hear every tap."""
        app.add_handler(CallbackQueryHandler(units.callback(self.on_tap)))

    async def on_tap(self, update: Update) -> Effect:
        """React, and stop the button from spinning."""
        query = update.callback_query
        if query is None:
            raise ValueError(f"update {update.update_id} is no tap")
        tapped = Tapped.read(query.data)
        if tapped is None or not isinstance(tapped.verb, StaffTap):
            return await self._elsewhere(update)
        actor = await self._actor(query)

        async def effect(outbox: Outbox) -> None:
            toast = await self._react(query, actor, outbox)
            params: dict[str, object] = {"callback_query_id": query.id}
            if toast:
                words, values = toast
                params["text"] = self._lists.voice().label(words, **values)[:TOAST_LIMIT]
            answer = [Call("answer_callback_query", params)]
            await outbox.post(query.from_user.id, answer, Priority.BUTTON)

        return effect

    async def _actor(self, query: CallbackQuery) -> Actor | None:
        chat = query.message.chat if query.message else None
        if chat is None or not await self._colleagues.is_staff_chat(chat.id):
            return None
        return await self._colleagues.actor(chat, query.from_user, None)

    async def _react(self, query: CallbackQuery, actor: Actor | None, outbox: Outbox) -> Toast:
        tapped, message = Tapped.read(query.data), query.message
        if actor is None:
            await self._note_refused(query, outbox)
            return "tap_not_yours", {}
        if message is None or tapped is None or not isinstance(tapped.verb, StaffTap):
            return "tap_too_old", {}
        if react := self._without_ticket.get(tapped.verb):
            return await react(_desk_touch(tapped, message, actor), outbox)
        return await self._on_ticket(tapped, message, actor, outbox)

    async def _on_ticket(
        self, tapped: Tapped, message: MaybeInaccessibleMessage, actor: Actor, outbox: Outbox
    ) -> Toast:
        if not isinstance(tapped.verb, StaffTap):
            return "tap_too_old", {}
        ticket = await ticket_at(message.chat.id, message.message_id, outbox.work)
        if ticket is None:
            return "tap_too_old", {}
        more = tapped.argument(1)
        touch = StaffTouch(ticket, actor, tapped.argument(0), message.message_id, more)
        try:
            return await self._reactions[tapped.verb](touch, outbox)
        except TicketTaken as taken:
            return "tap_taken", {"name": await self._name_of(outbox, ticket, taken.by)}
        except TicketClosed:
            return "tap_closed", {}

    async def _note_refused(self, query: CallbackQuery, outbox: Outbox) -> None:
        user, message = query.from_user, query.message
        chat_id = message.chat.id if message else None
        deed = Deed(outbox.now, Verb.REFUSED, chat_id, user.id, user.full_name)
        await outbox.work.deeds.add(deed)

    async def _name_of(self, outbox: Outbox, ticket: Ticket, member_id: int) -> str:
        known = await self._known(outbox, ticket)
        return known.get(member_id, str(member_id))

    async def _known(self, outbox: Outbox, ticket: Ticket) -> dict[int, str]:
        """Colleagues of a ticket's group: those listed, and those who acted there."""
        chat_id, work = ticket.chat_id or 0, outbox.work
        listed = await self._office.staffing.members_at(chat_id, work.moves)
        acted = await work.deeds.people_at(chat_id, COLLEAGUES)
        names = dict(acted) if not listed else {}
        return {**names, **{member.id: member.name for member in listed}}

    async def on_send(self, touch: StaffTouch, outbox: Outbox) -> Toast:
        """The student gets an approved answer."""
        person = await outbox.work.people.get(touch.ticket.person_id)
        found = entry_for(self._lists.kb, touch.argument, touch.ticket, person)
        if found is None:
            return "tap_too_old", {}
        tending = self._office.tending
        was_sent = await tending.send_entry(outbox, touch.ticket, touch.actor, found)
        return ("tap_sent" if was_sent else "tap_sent_before"), {}

    async def on_claim(self, touch: StaffTouch, outbox: Outbox) -> Toast:
        """It is theirs."""
        await self._office.tending.claim(outbox, touch.ticket, touch.actor)
        return "tap_claimed", {}

    async def on_release(self, touch: StaffTouch, outbox: Outbox) -> Toast:
        """It is nobody's again; whoever had it is told, unless they did it themselves."""
        ticket, owner = touch.ticket, touch.ticket.claimed_by
        await self._office.tending.release(outbox, ticket, touch.actor)
        if owner not in (None, touch.actor.id) and ticket.chat_id is not None:
            name = await self._name_of(outbox, ticket, owner or 0)
            told = self._lists.released_from(ticket, name, owner or 0, touch.actor.name)
            await outbox.post(ticket.chat_id, told, Priority.STAFF, ticket.id)
        return "tap_released", {}

    async def on_pass(self, touch: StaffTouch, outbox: Outbox) -> Toast:
        """To whom? The card's buttons ask."""
        touch.ticket.check_open()
        kb, locale = self._lists.kb, self._lists.voice(touch.ticket.desk).locale.code
        desks = [
            button(f"→ {desk.name(locale, kb.default_locale)}", StaffTap.TO_DESK, desk.id)
            for desk in kb.desks.by_id.values()
            if desk.id != touch.ticket.desk
        ]
        people = [
            button(name, StaffTap.TO_COLLEAGUE, str(member_id))
            for member_id, name in (await self._known(outbox, touch.ticket)).items()
            if member_id != touch.ticket.claimed_by and member_id > 0
        ]
        back = [button(self._lists.voice(touch.ticket.desk).label("button_back"), StaffTap.BACK)]
        rows = [*in_rows(desks, 2), *in_rows(people[:COLLEAGUES], 2), back]
        markup = {"message_id": touch.message_id, "reply_markup": keyboard(rows)}
        change = [Call("edit_message_reply_markup", markup)]
        await outbox.post(touch.ticket.chat_id or 0, change, Priority.MENU)
        return None

    async def on_to_desk(self, touch: StaffTouch, outbox: Outbox) -> Toast:
        """Another desk has it from now on."""
        desk = self._lists.kb.desks.by_id.get(touch.argument)
        if desk is None:
            return "tap_too_old", {}
        ticket = await self._office.tending.pass_to_desk(outbox, touch.ticket, touch.actor, desk.id)
        if ticket.chat_id == touch.ticket.chat_id:
            locale = self._lists.voice(desk.id).locale.code
            name = desk.name(locale, self._lists.kb.default_locale)
            await self._tell(outbox, ticket, name, None, touch.actor)
        return "tap_passed", {}

    async def on_to_colleague(self, touch: StaffTouch, outbox: Outbox) -> Toast:
        """A colleague has it from now on, if they belong to the group."""
        known = await self._known(outbox, touch.ticket)
        colleague = int(touch.argument) if touch.argument.isdecimal() else 0
        if colleague not in known:
            return "tap_too_old", {}
        to = Actor(colleague, known[colleague])
        await self._office.tending.pass_to(outbox, touch.ticket, touch.actor, to)
        await self._tell(outbox, touch.ticket, to.name, to.id, touch.actor)
        return "tap_passed", {}

    async def on_back(self, touch: StaffTouch, outbox: Outbox) -> Toast:
        """The card as it was."""
        back = [Call(CARD)]
        await outbox.post(touch.ticket.chat_id or 0, back, Priority.MENU, touch.ticket.id)
        return None

    async def on_not_for_us(self, touch: StaffTouch, outbox: Outbox) -> Toast:
        """The office can't help."""
        await self._office.tending.not_for_us(outbox, touch.ticket, touch.actor)
        return "tap_done", {}

    async def on_close(self, touch: StaffTouch, outbox: Outbox) -> Toast:
        """It is over."""
        await self._office.tending.close(outbox, touch.ticket, touch.actor)
        return "tap_done", {}

    async def on_reopen(self, touch: StaffTouch, outbox: Outbox) -> Toast:
        """It waits again."""
        await self._office.tending.reopen(outbox, touch.ticket, touch.actor)
        return "tap_done", {}

    async def on_try_again(self, touch: StaffTouch, outbox: Outbox) -> Toast:
        """What did not arrive is sent once more."""
        count = await self._office.tending.try_again(outbox, touch.ticket, touch.actor)
        return "tap_again", {"count": count}

    async def on_canned(self, touch: StaffTouch, outbox: Outbox) -> Toast:
        """The student gets a canned reply."""
        canned = self._lists.kb.registry.canned.get(touch.argument)
        person = await outbox.work.people.get(touch.ticket.person_id)
        if canned is None or person is None:
            return "tap_too_old", {}
        runs = self._lists.canned_words(canned, touch.ticket, person.name)
        words = "".join(run.text for run in runs)
        written = Written(
            touch.ticket.chat_id or 0, None, touch.actor.id, text=words, html=to_html(runs)
        )
        if await was_just_sent(outbox, touch.ticket, written):
            return "tap_sent_before", {}
        markup = {"message_id": touch.message_id, "reply_markup": None}
        used = [Call("edit_message_reply_markup", markup)]
        await outbox.post(touch.ticket.chat_id or 0, used, Priority.MENU)
        await self._office.corresponding.reply(outbox, touch.ticket, written, touch.actor)
        return "tap_sent", {}

    async def _tell(
        self, outbox: Outbox, ticket: Ticket, to: str, member_id: int | None, by: Actor
    ) -> None:
        words = self._lists.passed_to(ticket, to, member_id, by.name)
        if ticket.chat_id is not None:
            await outbox.post(ticket.chat_id, words, Priority.STAFF, ticket.id)


def _desk_touch(tapped: Tapped, message: MaybeInaccessibleMessage, actor: Actor) -> DeskTouch:
    thread_id = None
    if isinstance(message, Message) and message.is_topic_message:
        thread_id = message.message_thread_id
    return DeskTouch(tapped, actor, message.chat.id, thread_id, message.message_id)
