"""The text of a call as its message has it: without markup, trimmed, within limits."""

import re

from tests.double.html import Parsed, parse_html
from tests.double.refusal import bad
from tests.double.shapes import Json, utf16

TEXT_LIMIT = 4096  # characters after parsing
CAPTION_LIMIT = 1024
QUOTE_LIMIT = 1024
BLANK = " \t\r\n\v\0"
FOUND_IN_TEXT = {
    "bot_command": re.compile(r"(?<![^\s(])/[A-Za-z0-9_]{1,64}(?:@\w{3,32})?"),
    "url": re.compile(r"https?://[^\s<>]*[^\s<>.,;:!?)\]]"),
    "email": re.compile(r"(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+"),
    "mention": re.compile(r"(?<![\w.@/])@[A-Za-z]\w{3,31}"),
    "hashtag": re.compile(r"(?<!\w)#\w*[^\W\d]\w*"),
}


def read_text(params: Json) -> Json:
    """A message's text; it must not be empty."""
    if not params["text"]:
        raise bad("message text is empty", "length")
    parsed = _read(params["text"], params.get("parse_mode"), params.get("entities"))
    if not parsed.text:
        raise bad("text must be non-empty", "length")
    if parsed.length > TEXT_LIMIT:
        raise bad("message is too long", "length")
    return _content("text", "entities", parsed)


def read_caption(params: Json) -> Json:
    """What stands below a file; nothing, if there is none."""
    entities = params.get("caption_entities")
    parsed = _read(params.get("caption", ""), params.get("parse_mode"), entities)
    if parsed.length > CAPTION_LIMIT:
        raise bad("message caption is too long", "length")
    return _content("caption", "caption_entities", parsed) if parsed.text else {}


def read_quote(reply: Json) -> str:
    """The words of another message that a reply quotes."""
    parsed = _read(reply["quote"], reply.get("quote_parse_mode"), reply.get("quote_entities"))
    if parsed.length > QUOTE_LIMIT:
        raise bad("quote is too long", "length")
    return parsed.text


def typed(text: str) -> Json:
    """The text of somebody who typed it."""
    return _content("text", "entities", Parsed(text, entities_in(text)))


def entities_in(text: str) -> list[Json]:
    """What Telegram finds in a text by itself: commands, links, names."""
    found = [
        {"type": kind, "offset": utf16(text[: match.start()]), "length": utf16(match[0])}
        for kind, pattern in FOUND_IN_TEXT.items()
        for match in pattern.finditer(text)
    ]
    return _without_overlap([], found)


def _read(source: str, mode: str | None, entities: list[Json] | None) -> Parsed:
    if mode and mode.lower() != "html":
        raise bad(f"unsupported parse_mode {mode!r}", "parse_mode")
    parsed = parse_html(source) if mode else Parsed(source, entities or [])
    for entity in parsed.entities:
        if entity["offset"] + entity["length"] > utf16(parsed.text):
            raise bad("ENTITY_BOUNDS_INVALID", "entities")
    parsed = _trimmed(parsed)
    return Parsed(parsed.text, _without_overlap(parsed.entities, entities_in(parsed.text)))


def _trimmed(parsed: Parsed) -> Parsed:
    """The same without blanks around it, and with the entities in step."""
    text = parsed.text.rstrip(BLANK)
    cut = len(text) - len(text.lstrip(BLANK))  # blanks are one code unit each
    text, size = text[cut:], utf16(text) - cut
    entities = []
    for entity in parsed.entities:
        start = max(entity["offset"] - cut, 0)
        end = min(entity["offset"] + entity["length"] - cut, size)
        if end > start:
            entities.append({**entity, "offset": start, "length": end - start})
    return Parsed(text, entities)


def _without_overlap(kept: list[Json], found: list[Json]) -> list[Json]:
    result = list(kept)
    for entity in found:
        if not any(_overlap(entity, other) for other in result):
            result.append(entity)
    return sorted(result, key=lambda entity: (entity["offset"], -entity["length"]))


def _overlap(one: Json, other: Json) -> bool:
    first, second = sorted((one, other), key=lambda entity: int(entity["offset"]))
    return int(first["offset"] + first["length"]) > int(second["offset"])


def _content(name: str, entities_name: str, parsed: Parsed) -> Json:
    return {name: parsed.text} | ({entities_name: parsed.entities} if parsed.entities else {})
