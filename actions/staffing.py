"""Which group answers for which desk, and who may do what there."""

from datetime import timedelta

from actions.content.desks import Desk, Member
from actions.content.roles import Role
from actions.library import Library
from actions.ports import Moves


class Staffing:
    """Reads `desks.yml` as it is now; a group that moved is known under its new number."""

    def __init__(self, library: Library, common_chat: int | None) -> None:
        self._library, self._common_chat = library, common_chat

    @property
    def main_desk(self) -> str:
        """Whose group hears what concerns the whole office."""
        return self._library.kb.desk_of(None)

    @property
    def claim(self) -> timedelta:
        """How long a claim lasts."""
        return self._library.kb.desks.claim

    async def chat_of(self, desk_id: str, moves: Moves) -> int | None:
        """The group of a desk; None if nobody is on duty."""
        chat = self._library.kb.desk(desk_id).chat or self._common_chat
        return None if chat is None else await moves.current(chat)

    async def chats(self, moves: Moves) -> list[int]:
        """Every staff group, each once."""
        desks = self._library.kb.desks.by_id.values()
        written = [self._common_chat, *(desk.chat for desk in desks)]
        known = [await moves.current(chat) for chat in written if chat is not None]
        return list(dict.fromkeys(known))

    async def is_staff(self, chat_id: int | None, moves: Moves) -> bool:
        """Whether this is a staff group."""
        return chat_id in await self.chats(moves)

    async def desks_at(self, chat_id: int, moves: Moves) -> list[Desk]:
        """The desks that answer in a group."""
        desks = self._library.kb.desks.by_id.values()
        return [desk for desk in desks if await self.chat_of(desk.id, moves) == chat_id]

    async def members_at(self, chat_id: int, moves: Moves) -> list[Member]:
        """Whom `desks.yml` lists for a group, each once, with the most that they may do."""
        best: dict[int, Member] = {}
        for desk in await self.desks_at(chat_id, moves):
            for member in desk.members:
                known = best.get(member.id)
                if known is None or member.role > known.role:
                    best[member.id] = member
        return list(best.values())

    async def role_of(self, person_id: int, chat_id: int, moves: Moves) -> Role | None:
        """What somebody in the group may do; None: nothing.

        Where nobody is listed, everybody in the group may do everything.
        """
        listed = await self.members_at(chat_id, moves)
        if not listed:
            return Role.ADMINISTRATOR if await self.is_staff(chat_id, moves) else None
        return next((member.role for member in listed if member.id == person_id), None)
