"""Files for calendars, as calls of the Bot API."""

from actions.domain.delivery import Call
from bot.calendars import SUFFIX, CalendarEntry


def calendar_call(entry: CalendarEntry, content: bytes, caption: str) -> Call:
    """Sends the file; its text is kept until it went out, since JSON holds no bytes."""
    document = {"name": f"{entry.uid}{SUFFIX}", "text": content.decode()}
    return Call("send_document", {"document": document, "caption": caption})
