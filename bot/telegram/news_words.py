"""The first draft of an announcement, made of an item of news."""

from actions.domain.announcement import TEXT_LIMIT
from actions.domain.news import NewsItem
from bot.facts.plain import plain


def draft_text(item: NewsItem) -> str:
    """Its words in the small Markdown, for staff to correct; nothing in them is markup."""
    title = f"**{plain(item.title)}**" if item.title.strip() else ""
    excerpt = "" if item.excerpt == item.title else plain(item.excerpt)
    link = f"<{item.link}>" if item.link else ""
    return "\n\n".join(filter(None, (title, excerpt, link)))[:TEXT_LIMIT]
