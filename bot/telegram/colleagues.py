"""Who of those in a group is staff, and what they may do there."""

from datetime import datetime, timedelta

from telegram import Bot, Chat, ChatMember, User
from telegram.error import BadRequest, Forbidden

from actions.domain.deed import Actor
from actions.ports import Clock, Workroom
from actions.staffing import Staffing

TRUSTED_FOR = timedelta(minutes=5)  # then Telegram is asked again
OUTSIDE = frozenset({ChatMember.LEFT, ChatMember.BANNED})
MOST_KNOWN = 10_000  # answers of Telegram that are remembered


class Colleagues:
    """Asks Telegram who belongs to a group, and `desks.yml` what they may do."""

    def __init__(self, bot: Bot, staffing: Staffing, workroom: Workroom, clock: Clock) -> None:
        self._bot, self._staffing = bot, staffing
        self._workroom, self._clock = workroom, clock
        self._inside: dict[tuple[int, int], datetime] = {}  # known until

    async def is_staff_chat(self, chat_id: int) -> bool:
        """Whether this is a staff group."""
        async with self._workroom() as work:
            return await self._staffing.is_staff(chat_id, work.moves)

    async def actor(self, chat: Chat, user: User | None, speaker: Chat | None) -> Actor | None:
        """Somebody who may act there; None: nobody who may.

        An administrator who is anonymous speaks as the group itself.
        """
        is_anonymous = speaker is not None and speaker.id == chat.id
        who = speaker.id if is_anonymous and speaker else user.id if user else 0
        name = (user.full_name if user and not is_anonymous else chat.title) or str(who)
        if user is None or not (is_anonymous or await self._is_inside(chat.id, user)):
            return None
        async with self._workroom() as work:
            role = await self._staffing.role_of(who, chat.id, work.moves)
            listed = await self._staffing.members_at(chat.id, work.moves)
        if is_anonymous and listed:
            role = role or min(member.role for member in listed)
        names = {member.id: member.name for member in listed}
        return Actor(who, names.get(who, name), role) if role else None

    async def _is_inside(self, chat_id: int, user: User) -> bool:
        if user.is_bot:
            return False
        key, now = (chat_id, user.id), self._clock()
        if self._inside.get(key, now) > now:
            return True
        try:
            member = await self._bot.get_chat_member(chat_id, user.id)
        except (BadRequest, Forbidden):
            return False  # nobody Telegram knows there; what may pass by itself is raised
        if member.status in OUTSIDE or not getattr(member, "is_member", True):
            return False
        if len(self._inside) > MOST_KNOWN:
            self._inside.clear()
        self._inside[key] = now + TRUSTED_FOR
        return True
