"""What a staff member wrote on a ticket."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Reply:
    """A text with formatting, or something to be copied as it is."""

    chat_id: int  # where staff wrote it
    message_id: int
    text: str = ""  # plain; empty: a picture, a document, a voice message
    html: str = ""  # the same with formatting
