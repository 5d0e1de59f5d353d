"""The line that says who says so, and when somebody last looked."""

from datetime import date
from urllib.parse import urlsplit

from bot.telegram.rendering.messages import Voice
from bot.telegram.rendering.runs import Run, link_tag

MARKER = "\u0000"  # where the link belongs


def source_line(voice: Voice, address: str, checked_on: date) -> list[Run]:
    """In italics, with a link and the day of the oldest check."""
    text = voice.words("source", source=MARKER, date=voice.words.date(checked_on))
    before, _, after = text.partition(MARKER)
    host = urlsplit(address).hostname or address
    link = Run(host.removeprefix("www."), ("i", link_tag(address)))
    return voice.directed([Run(before, ("i",)), link, Run(after, ("i",))])
