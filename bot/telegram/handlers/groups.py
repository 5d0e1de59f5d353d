"""Hears what happens around messages: groups we are added to, people who block us, moved groups."""

from collections.abc import Callable
from dataclasses import replace

import structlog
from telegram import ChatMember, Update
from telegram.ext import ChatMemberHandler, MessageHandler, TypeHandler, filters

from actions.conversing import Effect
from actions.domain.locale_choice import best_match
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
        self, presenter: Presenter, staff_chat: int | None, private_link: Callable[[], str]
    ) -> None:
        self._presenter, self._staff_chat = presenter, staff_chat
        self._private_link = private_link

    def register(self, app: App, units: Units) -> None:
        """Hear them; last of all, whatever nobody else heard is done with."""
        groups = filters.ChatType.GROUPS & filters.UpdateType.MESSAGE
        moved = filters.StatusUpdate.MIGRATE
        app.add_handler(MessageHandler(moved, units.callback(self.on_moved)))
        app.add_handler(MessageHandler(groups & filters.COMMAND, units.callback(self.on_command)))
        membership = ChatMemberHandler.MY_CHAT_MEMBER
        app.add_handler(ChatMemberHandler(units.callback(self.on_membership), membership))

    def register_last(self, app: App, units: Units) -> None:
        """Nothing stays in the inbox for want of a handler."""
        app.add_handler(TypeHandler(Update, units.callback(ignore)))

    async def on_command(self, update: Update) -> Effect:
        """A command in a group that is not the staff's: say where we answer."""

        async def effect(outbox: Outbox) -> None:
            chat = update.effective_chat
            staff = self._staff_chat and await outbox.work.moves.current(self._staff_chat)
            if chat is not None and chat.id != staff:
                await self._say_where(chat.id, update, outbox)

        return effect

    async def on_membership(self, update: Update) -> Effect:
        """Somebody blocked or unblocked us, or added us to a group."""

        async def effect(outbox: Outbox) -> None:
            change = update.my_chat_member
            if change is None:
                return
            gone = change.new_chat_member.status in GONE
            if change.chat.type == change.chat.PRIVATE:
                seen = person_of(change.from_user)
                person = seen.remembering(await outbox.work.people.get(seen.id))
                since = outbox.now if gone else None
                await outbox.work.people.save(replace(person, unreachable_since=since))
            elif not gone and change.old_chat_member.status in GONE:
                log.info("joined_group", staff_chat_id=change.chat.id, title=change.chat.title)
                staff = self._staff_chat and await outbox.work.moves.current(self._staff_chat)
                if change.chat.id != staff and change.chat.type != change.chat.CHANNEL:
                    await self._say_where(change.chat.id, update, outbox)

        return effect

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

        return effect

    async def _say_where(self, chat_id: int, update: Update, outbox: Outbox) -> None:
        kb = self._presenter.kb
        tag = update.effective_user.language_code if update.effective_user else None
        locale = best_match(tag, kb.locales) or kb.default_locale
        link = self._private_link()
        await outbox.post(chat_id, self._presenter.simple("group_notice", locale, link=link))
