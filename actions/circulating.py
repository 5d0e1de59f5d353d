"""Carrying announcements to everybody who gets them, a few at a time.

What was done is in the database alone: whoever is enlisted has one turn, and their delivery is
stored together with the note that they had it. A restart goes on where the last commit ended.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from actions.announcing import Announcing
from actions.domain.announcement import Announcement, AnnouncementState, Progress
from actions.domain.audience import Reading
from actions.domain.delivery import Call, Delivery, Priority
from actions.outbox import Outbox
from actions.ports import AnnouncementPresenter, Clock, Work, Workroom

AHEAD = 40  # deliveries of one announcement that are ready to leave
AT_ONCE = 20  # people in one unit of work, so that nobody else waits for it for long
LOOK_AGAIN = timedelta(seconds=0.5)  # while one is on its way
SHOW_AGAIN = timedelta(seconds=10)  # a group may get 20 messages a minute, edits included


@dataclass(frozen=True)
class _Shown:
    at: datetime
    progress: Progress


class Circulating:
    """Starts what is due, feeds the queue of deliveries, and shows staff how far it has come."""

    def __init__(
        self,
        workroom: Workroom,
        announcing: Announcing,
        presenter: AnnouncementPresenter,
        clock: Clock,
    ) -> None:
        self._workroom, self._announcing = workroom, announcing
        self._presenter, self._clock = presenter, clock
        self._shown: dict[int, _Shown] = {}

    async def run_once(self) -> int:
        """One step for each announcement that is going; how many deliveries that made."""
        async with self._workroom() as work:
            going = [each.id for each in await work.announcements.going()]
        made = 0
        for announcement_id in going:
            async with self._workroom() as work:
                made += await self._step(work, announcement_id)
        return made

    async def next_due(self) -> datetime | None:
        """When there is something to do; None if there is nothing."""
        now = self._clock()
        async with self._workroom() as work:
            going = await work.announcements.going()
        moments = [
            now + LOOK_AGAIN if each.state is AnnouncementState.SENDING else each.send_at or now
            for each in going
        ]
        return min(moments, default=None)

    async def _step(self, work: Work, announcement_id: int) -> int:
        announcement, now = await work.announcements.get(announcement_id), self._clock()
        if announcement is None:
            return 0
        if announcement.is_due(now):
            return await self._start(work, announcement, now)
        if announcement.state is not AnnouncementState.SENDING:
            return 0
        made = await self._feed(work, announcement, now)
        return made + await self._show(work, announcement, now)

    async def _start(self, work: Work, announcement: Announcement, now: datetime) -> int:
        """Who gets it is settled now, once; unless they have become more than was confirmed."""
        found = await self._announcing.recipients(work, announcement)
        outbox = Outbox(work, f"announced:{announcement.id}:{now.isoformat()}", now)
        if not announcement.may_go_to(found.count):
            seen = announcement.previewed(found.count)
            await work.announcements.save(seen)
            words = self._presenter.announcement_unconfirmed(seen)
            await outbox.post(announcement.chat_id, words, Priority.STAFF)
            return 1
        await work.announcements.enlist(announcement.id, found.readings)
        await work.announcements.save(announcement.started(found.count))
        return found.count

    async def _feed(self, work: Work, announcement: Announcement, now: datetime) -> int:
        room = AHEAD - await work.announcements.on_their_way(announcement.id)
        if room < AHEAD - AT_ONCE:
            return 0
        turns = await work.announcements.next_recipients(announcement.id, min(room, AT_ONCE))
        for reading in turns:
            await self._take_turn(work, announcement, reading, now)
        return len(turns)

    async def _take_turn(
        self, work: Work, announcement: Announcement, reading: Reading, now: datetime
    ) -> None:
        """Much may have changed since it began: who went, or had enough, gets nothing."""
        person = await work.people.get(reading.person_id)
        topics = await work.subscriptions.of(reading.person_id)
        is_gone = person is None or person.unreachable_since is not None
        is_wanted = bool(topics & announcement.audience.topics)
        if person is None or is_gone or person.banned_at or not is_wanted:
            register = work.announcements
            await register.passed_over(announcement.id, reading.person_id, unreachable=is_gone)
            return
        call = self._presenter.announcement(announcement, reading, person)
        cause = announcement.cause(person.id)
        delivery = Delivery(person.id, call, cause, now, priority=Priority.ANNOUNCEMENT)
        await work.deliveries.add(delivery)
        if stored := await work.deliveries.by_cause(cause):
            await work.announcements.queued(announcement.id, person.id, stored.id)

    async def _show(self, work: Work, announcement: Announcement, now: datetime) -> int:
        """Staff see it in the message with which they confirmed it."""
        progress = await work.announcements.progress(announcement.id)
        current = announcement.finished(progress, now)
        outbox = Outbox(work, f"progress:{announcement.id}:{now.isoformat()}", now)
        if current.is_over:
            await work.announcements.save(current)
            self._shown.pop(announcement.id, None)
        elif not self._is_news(announcement.id, progress, now):
            return 0
        if announcement.board_id is not None:
            await outbox.post(announcement.chat_id, [self._board(current, progress)], Priority.MENU)
        if current.is_over:
            words = self._presenter.announcement_over(current, progress)
            await outbox.post(announcement.chat_id, words, Priority.STAFF)
        return 1

    def _is_news(self, announcement_id: int, progress: Progress, now: datetime) -> bool:
        shown = self._shown.get(announcement_id)
        if shown and (progress == shown.progress or now - shown.at < SHOW_AGAIN):
            return False
        self._shown[announcement_id] = _Shown(now, progress)
        return True

    def _board(self, announcement: Announcement, progress: Progress) -> Call:
        call = self._presenter.announcement_board(announcement, progress)
        params = {"reply_markup": None, **call.params, "message_id": announcement.board_id}
        return Call("edit_message_text", params)
