"""Hears what staff reply to the questions about an announcement: texts, files, times, countries."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace

from telegram import Message

from actions.content.roles import Role
from actions.content.week import BAKU
from actions.domain.announcement import Announcement, Attachment
from actions.domain.deed import Actor
from actions.domain.typed_moment import read_moment
from actions.errors import AnnouncementError
from actions.library import Library
from actions.outbox import Outbox
from actions.ports import Work
from bot.i18n import Phrasebook
from bot.telegram.announcement_board import AnnouncementBoard
from bot.telegram.handlers.announcements import ASK, DRAFT, AnnouncementHandlers, place_of
from bot.telegram.typed_countries import read_countries
from bot.telegram.typed_markdown import markdown_of

NONE = frozenset({"-", "–", "—"})  # takes away what was there

Read = Callable[["_Reply", Outbox], Awaitable[Announcement | None]]


@dataclass(frozen=True)
class _Reply:
    """What somebody sent in reply to a question about an announcement."""

    announcement: Announcement
    what: str  # was asked for
    message: Message
    actor: Actor

    @property
    def words(self) -> str:
        """As they were typed."""
        return (self.message.text or self.message.caption or "").strip()


class Drafting:
    """One reply, one change; the draft is shown anew below it."""

    def __init__(
        self,
        library: Library,
        phrasebook: Phrasebook,
        board: AnnouncementBoard,
        handlers: AnnouncementHandlers,
    ) -> None:
        self._library, self._phrasebook = library, phrasebook
        self._board, self._handlers = board, handlers

    async def on_message(self, message: Message, actor: Actor | None, outbox: Outbox) -> bool:
        """Take it, if it answers one of our questions."""
        asked = await _asked(message, outbox.work)
        if asked is None:
            return False
        if actor is None or actor.role < Role.EDITOR:
            await self._say(message, outbox, "editors_only")
            return True
        announcement, what = asked
        try:
            changed = await self._changed(_Reply(announcement, what, message, actor), outbox)
        except AnnouncementError:
            await self._say(message, outbox, "announce_not_now")
            return True
        if changed:
            await outbox.work.announcements.save(changed)
            await self._handlers.show_board(outbox, changed, place_of(message))
        return True

    async def _changed(self, reply: _Reply, outbox: Outbox) -> Announcement | None:
        if reply.what in self._library.kb.locales:
            return self._with_text(reply)
        known: dict[str, Read] = {
            "file": self._with_file,
            "when": self._with_moment,
            "who": self._with_citizenship,
        }
        read = known.get(reply.what)
        if read is None:  # a reply to the draft itself
            await self._say(reply.message, outbox, "announce_reply_where")
            return None
        return await read(reply, outbox)

    def _with_text(self, reply: _Reply) -> Announcement:
        """Words in one language; what comes with them is attached to all."""
        text = "" if reply.words in NONE else markdown_of(reply.message)
        changed = reply.announcement.written(reply.what, text, reply.actor.id)
        attached = _attachment(reply.message)
        return changed.with_attachment(attached, reply.actor.id) if attached else changed

    async def _with_file(self, reply: _Reply, outbox: Outbox) -> Announcement | None:
        attached = _attachment(reply.message)
        if attached is None and reply.words not in NONE:
            await self._say(reply.message, outbox, "announce_file_wrong")
            return None
        return reply.announcement.with_attachment(attached, reply.actor.id)

    async def _with_moment(self, reply: _Reply, outbox: Outbox) -> Announcement | None:
        if reply.words in NONE:
            return reply.announcement.scheduled(None, reply.actor.id)
        moment = read_moment(reply.words, outbox.now, BAKU)
        if moment is None:
            await self._say(reply.message, outbox, "announce_when_wrong")
            return None
        return reply.announcement.scheduled(moment, reply.actor.id)

    async def _with_citizenship(self, reply: _Reply, outbox: Outbox) -> Announcement | None:
        kb, words = self._library.kb, "" if reply.words in NONE else reply.words
        languages = [self._phrasebook[code] for code in kb.locales]
        countries, strange = read_countries(words, kb.members, languages)
        if strange:
            unknown = ", ".join(strange)
            await self._say(reply.message, outbox, "announce_country_wrong", strange=unknown)
            return None
        audience = reply.announcement.audience
        condition = replace(audience.condition, citizenship=countries)
        audience = replace(audience, condition=condition)
        by, fallback = reply.actor.id, reply.announcement.fallback
        return reply.announcement.for_audience(audience, by, fallback)

    async def _say(self, message: Message, outbox: Outbox, words: str, **values: object) -> None:
        [call] = self._board.announcement_said(words, **values)
        reply = {"message_id": message.message_id, "allow_sending_without_reply": True}
        place = place_of(message)
        thread = {"message_thread_id": place.thread_id} if place.thread_id else {}
        params = {**call.params, **thread, "reply_parameters": reply}
        await outbox.post(place.chat_id, [replace(call, params=params)])


async def _asked(message: Message, work: Work) -> tuple[Announcement, str] | None:
    """The announcement and the question that a message replies to; told by our own message."""
    replied = message.reply_to_message
    if replied is None:
        return None
    delivery = await work.deliveries.by_message(message.chat.id, replied.message_id)
    cause = delivery.cause.split(":") if delivery else []
    if cause[:1] != [DRAFT]:
        return None
    announcement = await work.announcements.get(int(cause[1]))
    if announcement is None or announcement.chat_id != message.chat.id:
        return None
    return announcement, cause[3] if cause[2] == ASK else ""


def _attachment(message: Message) -> Attachment | None:
    if message.photo:
        return Attachment("photo", message.photo[-1].file_id)
    return Attachment("document", message.document.file_id) if message.document else None
