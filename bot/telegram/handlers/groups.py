"""Hears what happens around messages: groups we are added to, people who block us, moved groups."""

from collections.abc import Callable
from dataclasses import replace

import structlog
from telegram import ChatMember, ChatMemberUpdated, Update
from telegram.ext import ChatMemberHandler, MessageHandler, TypeHandler, filters

from actions.conversing import Effect
from actions.domain.limiting import Kind, Limiter, Verdict
from actions.domain.locale_choice import best_match
from actions.office import Office
from actions.outbox import Outbox
from bot.telegram.app import App
from bot.telegram.people import person_of
from bot.telegram.presenter import Presenter
from bot.telegram.unit import Units, ignore

log = structlog.get_logger()
GONE = {ChatMember.BANNED, ChatMember.LEFT}


class GroupHandlers:
    """Polite silence in other groups, and book-keeping."""

    def __init__(
        self, presenter: Presenter, office: Office, private_link: Callable[[], str]
    ) -> None:
        self._presenter, self._office = presenter, office
        self._private_link, self._limiter = private_link, Limiter()

    def register(self, app: App, units: Units) -> None:
        """Hear them; commands in groups are heard by `StaffCommands`, which ask us if need be."""
        moved = filters.StatusUpdate.MIGRATE
        app.add_handler(MessageHandler(moved, units.callback(self.on_moved)))
        membership = ChatMemberHandler.MY_CHAT_MEMBER
        app.add_handler(ChatMemberHandler(units.callback(self.on_membership), membership))

    def register_last(self, app: App, units: Units) -> None:
        """Nothing stays in the inbox for want of a handler."""
        app.add_handler(TypeHandler(Update, units.callback(ignore)))

    async def on_command(self, update: Update) -> Effect:
        """A command in a group that is not the staff's: say where we answer."""

        async def effect(outbox: Outbox) -> None:
            chat = update.effective_chat
            if chat is not None and not await self._is_staff(chat.id, outbox):
                await self._say_where(chat.id, update, outbox)

        return effect

    async def on_membership(self, update: Update) -> Effect:
        """Somebody blocked or unblocked us, or added us to a group."""

        async def effect(outbox: Outbox) -> None:
            change = update.my_chat_member
            if change is None:
                return
            if change.chat.type == change.chat.PRIVATE:
                await self._on_person(change, outbox)
            else:
                await self._on_group(change, update, outbox)

        return effect

    async def _on_person(self, change: ChatMemberUpdated, outbox: Outbox) -> None:
        """Their tickets show whether they can be reached."""
        seen = person_of(change.from_user)
        person = seen.remembering(await outbox.work.people.get(seen.id))
        since = outbox.now if change.new_chat_member.status in GONE else None
        await outbox.work.people.save(replace(person, unreachable_since=since))
        ticket = await outbox.work.tickets.latest_of(person.id)
        if ticket and ticket.is_open:
            await self._office.showing.card(outbox, ticket)

    async def _on_group(self, change: ChatMemberUpdated, update: Update, outbox: Outbox) -> None:
        gone = change.new_chat_member.status in GONE
        chat_id = change.chat.id
        if await self._is_staff(chat_id, outbox):
            await self._on_staff_group(chat_id, outbox, gone=gone)
        elif not gone and change.old_chat_member.status in GONE:
            log.info("joined_group", staff_chat_id=chat_id, title=change.chat.title)
            if change.chat.type != change.chat.CHANNEL:
                await self._say_where(chat_id, update, outbox)

    async def _on_staff_group(self, chat_id: int, outbox: Outbox, *, gone: bool) -> None:
        """Everything for staff waits while we are out, and goes as soon as we are back."""
        if gone:
            log.error("out_of_staff_group", staff_chat_id=chat_id)
            recording = self._office.recording()
            reason = "the bot was removed from the group"
            await recording.staff_unreachable(outbox.work, chat_id, reason, outbox.now)
        elif await outbox.work.outages.end(chat_id):
            await outbox.work.deliveries.hurry(chat_id)

    async def _is_staff(self, chat_id: int, outbox: Outbox) -> bool:
        return await self._office.staffing.is_staff(chat_id, outbox.work.moves)

    async def on_moved(self, update: Update) -> Effect:
        """A group became a supergroup: both groups tell; once is enough."""

        async def effect(outbox: Outbox) -> None:
            message = update.effective_message
            if message is None:
                return
            old = message.migrate_from_chat_id or message.chat.id
            new = message.migrate_to_chat_id or message.chat.id
            if old != new:
                await outbox.work.moves.record(old, new)
                await outbox.work.deliveries.move_chat(old, new)
                await outbox.work.tickets.move_chat(old, new)
                await outbox.work.announcements.move_chat(old, new)
                await self._office.moving.group_moved(outbox, new)

        return effect

    async def _say_where(self, chat_id: int, update: Update, outbox: Outbox) -> None:
        """Not again and again: a stranger's group could keep us busy for hours."""
        if self._limiter.verdict(chat_id, Kind.GROUP, outbox.now) is not Verdict.ADMIT:
            return
        kb = self._presenter.kb
        tag = update.effective_user.language_code if update.effective_user else None
        locale = best_match(tag, kb.locales) or kb.default_locale
        link = self._private_link()
        await outbox.post(chat_id, self._presenter.simple("group_notice", locale, link=link))
