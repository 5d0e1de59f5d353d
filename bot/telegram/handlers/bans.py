"""Hears `/banned`, and the taps that lift a ban whose topic is long gone."""

from collections.abc import Mapping, Sequence

from telegram import Message

from actions.banning import Ban
from actions.content.roles import Role
from actions.domain.deed import Actor
from actions.domain.delivery import Call, Priority
from actions.office import Office
from actions.outbox import Outbox
from bot.telegram.ban_words import ban_list
from bot.telegram.buttons import StaffTap, number_of
from bot.telegram.handlers.staff_touch import DeskReaction, DeskTouch, Toast
from bot.telegram.menu_words import Row
from bot.telegram.rendering.runs import Run
from bot.telegram.staff_lists import StaffLists


class BanList:
    """For administrators only; each group sees, and lifts, the bans that were made in it."""

    def __init__(self, office: Office, lists: StaffLists) -> None:
        self._banning, self._lists = office.banning, lists

    @property
    def reactions(self) -> Mapping[StaffTap, DeskReaction]:
        """To taps."""
        return {StaffTap.BANNED: self.on_page, StaffTap.LIFT: self.on_lift}

    async def on_banned(
        self, message: Message, _arguments: str, actor: Actor, outbox: Outbox
    ) -> None:
        """Who is banned, why, since when and by whom."""
        if actor.role < Role.ADMINISTRATOR:
            refused = self._lists.answer(message, "administrators_only")
            await outbox.post(message.chat.id, refused)
            return
        runs, rows = self._shown(await self._banning.known_at(outbox.work, message.chat.id))
        await outbox.post(message.chat.id, self._lists.below(message, runs, rows))

    async def on_page(self, touch: DeskTouch, outbox: Outbox) -> Toast:
        """Others of them."""
        if touch.actor.role < Role.ADMINISTRATOR:
            return "administrators_only", {}
        await self._show(touch, outbox, number_of(touch.tapped.argument(0)))
        return None

    async def on_lift(self, touch: DeskTouch, outbox: Outbox) -> Toast:
        """They are answered again; what the button says is looked up, never trusted."""
        if touch.actor.role < Role.ADMINISTRATOR:
            return "administrators_only", {}
        person_id, key = number_of(touch.tapped.argument(0)), touch.tapped.argument(1)
        ban = await self._banning.lift(outbox, touch.chat_id, person_id, key, touch.actor)
        await self._show(touch, outbox, 0)
        return ("unbanned_done" if ban else "unbanned_before"), {}

    async def _show(self, touch: DeskTouch, outbox: Outbox, page: int) -> None:
        bans = await self._banning.known_at(outbox.work, touch.chat_id)
        [call] = self._lists.listed(*self._shown(bans, page))
        params = {"reply_markup": None, **call.params, "message_id": touch.message_id}
        await outbox.post(touch.chat_id, [Call("edit_message_text", params)], Priority.MENU)

    def _shown(self, bans: Sequence[Ban], page: int = 0) -> tuple[list[Run], list[Row]]:
        timezone = self._lists.kb.registry.hours.timezone
        return ban_list(self._lists.voice(), bans, page, timezone)
