"""Making drafts of news: nothing of what a site says is sent by itself."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from actions.domain.announcement import Announcement
from actions.domain.audience import Audience
from actions.domain.news import FeedMemory, NewsItem, proposals
from actions.library import Library
from actions.outbox import Outbox
from actions.ports import AnnouncementPresenter, Work
from actions.staffing import Staffing

ABOUT_US = "university"  # the topic that news are about, until staff say otherwise
NOBODY = 0  # who wrote what a site said, until somebody of the staff looks at it
TOLD_AFTER = 2  # looks in a row that came to nothing: one alone is no news


class Proposing:
    """Writes drafts for the staff group, and tells it once that there is trouble."""

    def __init__(
        self, library: Library, presenter: AnnouncementPresenter, staffing: Staffing
    ) -> None:
        self._library, self._presenter, self._staffing = library, presenter, staffing

    async def propose(
        self, work: Work, feed: FeedMemory, items: Sequence[NewsItem], now: datetime
    ) -> bool:
        """Drafts of what nobody has seen; False if some of it waits for the next look."""
        keys = [key for item in items for key in item.keys]
        seen = await work.feeds.seen(keys) if feed.was_read else None
        found = proposals(items, seen)
        for item in found.items:
            await self._draft(work, item, now)
        await work.feeds.remember(found.remember, now)
        everything = found.remember | (seen or frozenset())
        return all(set(item.keys) & everything for item in items)

    async def _draft(self, work: Work, item: NewsItem, now: datetime) -> None:
        chat_id, locale = await self._chat(work), self._library.kb.staff_locale
        if chat_id is None:
            return
        topics = frozenset({ABOUT_US} & {topic.id for topic in self._library.kb.topics()})
        text = {locale: self._presenter.news_text(item)}
        draft = Announcement(NOBODY, NOBODY, Audience(topics), now, text, source=item.keys[0])
        draft = await work.announcements.add(replace(draft, chat_id=chat_id))
        outbox = Outbox(work, f"draft:{draft.id}:news", now)
        await outbox.post(chat_id, [self._presenter.announcement_board(draft)])

    async def not_read(
        self, work: Work, feed: FeedMemory, reason: str, now: datetime
    ) -> FeedMemory:
        """One more look came to nothing; staff are told once, until it works again."""
        feed = replace(feed, failures=feed.failures + 1)
        await work.feeds.save(feed)
        chat_id = await self._chat(work)
        if feed.failures == TOLD_AFTER and chat_id is not None:
            outbox = Outbox(work, f"feed:{feed.address}:{now.isoformat()}", now)
            await outbox.post(chat_id, self._presenter.feed_trouble(feed.address, reason))
        return feed

    async def _chat(self, work: Work) -> int | None:
        return next(iter(await self._staffing.chats(work.moves)), None)
