"""What somebody wrote with Telegram's own formatting, in the small Markdown."""

from telegram import Message, MessageEntity

MARKS = {
    MessageEntity.BOLD: ("**", "**"),
    MessageEntity.ITALIC: ("*", "*"),
    MessageEntity.CODE: ("`", "`"),
}


def markdown_of(message: Message) -> str:
    """Its words or caption; of nested formatting the outermost counts."""
    text = message.text or message.caption or ""
    units = text.encode("utf-16-le")  # entities count in units of UTF-16
    written, done = [], 0
    for entity in sorted(message.entities or message.caption_entities, key=_first_and_longest):
        begin, end = 2 * entity.offset, 2 * (entity.offset + entity.length)
        marks = _marks(entity)
        inner = units[begin:end].decode("utf-16-le", "replace")
        if marks is None or begin < done or not inner.strip():
            continue
        written.append(units[done:begin].decode("utf-16-le", "replace"))
        written.append(_marked(inner, *marks))
        done = end
    return "".join((*written, units[done:].decode("utf-16-le", "replace")))


def _first_and_longest(entity: MessageEntity) -> tuple[int, int]:
    return entity.offset, -entity.length


def _marks(entity: MessageEntity) -> tuple[str, str] | None:
    if entity.type == MessageEntity.TEXT_LINK and entity.url:
        return "[", f"](<{entity.url}>)"
    return MARKS.get(entity.type)


def _marked(inner: str, before: str, after: str) -> str:
    """Marks stand at words, not at the blanks around them."""
    words = inner.strip()
    head, _, tail = inner.partition(words)
    return f"{head}{before}{words}{after}{tail}"
