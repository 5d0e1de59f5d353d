"""What staff do with an announcement before and while it goes out."""

from dataclasses import replace

from actions.domain.announcement import Announcement, AnnouncementState
from actions.domain.audience import Audience, Recipients, recipients_of
from actions.domain.deed import Actor, Deed, Verb
from actions.library import Library
from actions.outbox import Outbox
from actions.ports import Work

DRAFTS = frozenset({AnnouncementState.DRAFT, AnnouncementState.PREVIEWED})


class Announcing:
    """Every step in the unit of work it is given; raises `AnnouncementError`s."""

    def __init__(self, library: Library) -> None:
        self._library = library

    async def begin(self, outbox: Outbox, chat_id: int, actor: Actor) -> Announcement:
        """An empty draft."""
        empty = Audience(frozenset())
        draft = Announcement(0, actor.id, empty, outbox.now, chat_id=chat_id)
        return await outbox.work.announcements.add(draft)

    async def recipients(self, work: Work, announcement: Announcement) -> Recipients:
        """Who would get it now, and in which language."""
        audience = announcement.audience
        subscribers = await work.subscriptions.to(audience.topics)
        members, written = self._library.kb.members, announcement.texts
        return recipients_of(audience, subscribers, written, members, announcement.fallback)

    async def preview(
        self, outbox: Outbox, announcement: Announcement, actor: Actor
    ) -> tuple[Announcement, Recipients]:
        """It is shown as it is, for so many people; what a site wrote is from now on theirs."""
        found = await self.recipients(outbox.work, announcement)
        author = announcement.author or actor.id
        seen = replace(announcement.previewed(found.count), author=author)
        await outbox.work.announcements.save(seen)
        return seen, found

    async def confirm(
        self, outbox: Outbox, announcement: Announcement, actor: Actor, board_id: int
    ) -> Announcement:
        """Send it when its time comes; `NotYourOwn` if a second person must say so."""
        confirmed = announcement.confirmed(actor.id, outbox.now)
        confirmed = replace(confirmed, board_id=board_id)
        await outbox.work.announcements.save(confirmed)
        await self._note(outbox, Verb.ANNOUNCE, confirmed, actor)
        return confirmed

    async def stop(self, outbox: Outbox, announcement: Announcement, actor: Actor) -> Announcement:
        """Nobody else gets it from this very moment on."""
        stopped = announcement.stopped(outbox.now)
        await outbox.work.announcements.save(stopped)
        await outbox.work.announcements.withdraw(announcement.id, outbox.now)
        await self._note(outbox, Verb.STOP, stopped, actor)
        return stopped

    async def discard(self, outbox: Outbox, announcement: Announcement) -> bool:
        """Give up a draft; False if it is more than one by now."""
        if announcement.state not in DRAFTS:
            return False
        await outbox.work.announcements.drop(announcement.id)
        return True

    async def _note(
        self, outbox: Outbox, verb: Verb, announcement: Announcement, actor: Actor
    ) -> None:
        chat_id, detail = announcement.chat_id, str(announcement.id)
        deed = Deed(outbox.now, verb, chat_id, actor.id, actor.name, detail=detail)
        await outbox.work.deeds.add(deed)
