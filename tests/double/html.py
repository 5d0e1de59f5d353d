"""Telegram's HTML: what is left of it when the tags are read, or why it cannot be read."""

import re
from dataclasses import dataclass, field
from html import unescape

from tests.double.refusal import Refusal, bad
from tests.double.shapes import Json, utf16

KINDS = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "span": "spoiler",
    "tg-spoiler": "spoiler",
    "tg-emoji": "custom_emoji",
    "a": "text_link",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
}
PLAIN = re.compile(r"[^<&]+")
CHARACTER = re.compile(r"&(?:lt|gt|amp|quot|#\d{1,7}|#x[0-9a-fA-F]{1,6});")
ATTRIBUTE = r"""\s+([^\s=>/"']+)(?:\s*=\s*("[^"]*"|'[^']*'|[\w.-]+))?"""
START = re.compile(rf"<([^\s>/]+)((?:{ATTRIBUTE})*)\s*>")
END = re.compile(r"</([^\s>]*)\s*>")
LINK = re.compile(r"(?:(?:https?|tg|ton|tonsite)://|mailto:|tel:)\S+|[\w-]+(?:\.[\w-]+)+\S*")
SURROGATES = range(0xD800, 0xE000)
REPLACEMENT = "\ufffd"  # what stands for a number that is no character
MOST_ENTITIES = 100  # Telegram leaves the rest unformatted


@dataclass(frozen=True)
class Parsed:
    """A text without its tags, and what they said of it."""

    text: str
    entities: list[Json]

    @property
    def length(self) -> int:
        """What counts against Telegram's limits: code points."""
        return len(self.text)


def parse_html(source: str) -> Parsed:
    """The text that Telegram would show; a refusal if it would show none, or another one."""
    reader = _Reader(source)
    while reader.at < len(source):
        reader.step()
    if reader.stack:
        missing = reader.stack[-1].tag
        raise _unreadable(f'Can\'t find end tag corresponding to start tag "{missing}"')
    if len(reader.entities) > MOST_ENTITIES:
        raise bad("too many entities", "entities")
    entities = sorted(reader.entities, key=lambda entity: (entity["offset"], -entity["length"]))
    return Parsed("".join(reader.text), entities)


@dataclass
class _Element:
    tag: str
    attributes: dict[str, str]
    offset: int
    language: str = ""


@dataclass
class _Reader:
    source: str
    at: int = 0
    offset: int = 0  # in UTF-16 code units
    text: list[str] = field(default_factory=list)
    stack: list[_Element] = field(default_factory=list)
    entities: list[Json] = field(default_factory=list)

    def step(self) -> None:
        """Read one piece: a text, a character, or a tag."""
        for pattern, read in READERS:
            if found := pattern.match(self.source, self.at):
                read(self, found)
                self.at = found.end()
                return
        raise self.unreadable_here()

    def add(self, text: str) -> None:
        self.text.append(text)
        self.offset += utf16(text)

    def where(self) -> str:
        return f"at byte offset {len(self.source[: self.at].encode())}"

    def unreadable_here(self) -> Refusal:
        if self.source[self.at] == "&":
            return _unreadable(f"Unsupported character reference {self.where()}")
        name = re.split(r"[\s>]", self.source[self.at + 1 :], maxsplit=1)[0]
        if name.startswith("/"):
            return _unreadable(f"Unclosed end tag {self.where()}")
        if name.lower() not in KINDS and ">" in self.source[self.at :]:
            return _unreadable(f'Unsupported start tag "{name}" {self.where()}')
        return _unreadable(f"Unclosed start tag {self.where()}")


def _plain(reader: _Reader, found: re.Match[str]) -> None:
    reader.add(found[0])


def _character(reader: _Reader, found: re.Match[str]) -> None:
    character = unescape(found[0])
    if not character or ord(character[0]) in SURROGATES or character == REPLACEMENT:
        raise _unreadable(f"Text contains invalid Unicode characters {reader.where()}")
    reader.add(character)


def _start(reader: _Reader, found: re.Match[str]) -> None:
    tag = found[1].lower()
    if tag not in KINDS:
        raise _unreadable(f'Unsupported start tag "{tag}" {reader.where()}')
    pairs = re.findall(ATTRIBUTE, found[2])
    attributes = {name.lower(): unescape(value.strip("\"'")) for name, value in pairs}
    if tag == "span" and attributes.get("class") != "tg-spoiler":
        raise _unreadable(f'Tag "span" must have class "tg-spoiler" {reader.where()}')
    _check_nesting(tag, [element.tag for element in reader.stack])
    reader.stack.append(_Element(tag, attributes, reader.offset))


def _check_nesting(tag: str, around: list[str]) -> None:
    """What Telegram would quietly take apart is refused here."""
    language = tag == "code" and around[-1:] == ["pre"]
    forbidden = {"pre", "code", "blockquote"} if tag == "blockquote" else {"pre", "code"}
    if forbidden & set(around) and not language:
        raise _unreadable(f'Tag "{tag}" can\'t stand inside "{around[-1]}"', "nesting")


def _end(reader: _Reader, found: re.Match[str]) -> None:
    if not reader.stack:
        raise _unreadable(f"Unexpected end tag {reader.where()}")
    element = reader.stack.pop()
    if found[1] and found[1].lower() != element.tag:
        tags = f'expected "</{element.tag}>", found "</{found[1]}>"'
        raise _unreadable(f"Unmatched end tag {reader.where()}, {tags}")
    around = reader.stack[-1] if reader.stack else None
    if around and around.tag == "pre":
        around.language = element.attributes.get("class", "").removeprefix("language-")
    elif reader.offset > element.offset:
        reader.entities.append(_entity(reader, element))


def _entity(reader: _Reader, element: _Element) -> Json:
    entity: Json = {
        "type": KINDS[element.tag],
        "offset": element.offset,
        "length": reader.offset - element.offset,
    }
    if element.tag == "a":
        entity["url"] = element.attributes.get("href", "")
        if not LINK.fullmatch(entity["url"]):
            raise bad(f"Telegram would drop the link to {entity['url']!r}", "link")
    elif element.tag == "tg-emoji":
        entity["custom_emoji_id"] = element.attributes.get("emoji-id", "")
        if not entity["custom_emoji_id"].isdigit():
            raise bad("invalid custom emoji identifier specified", "html")
    elif element.tag == "blockquote" and "expandable" in element.attributes:
        entity["type"] = "expandable_blockquote"
    elif element.language:
        entity["language"] = element.language
    return entity


READERS = ((PLAIN, _plain), (CHARACTER, _character), (END, _end), (START, _start))


def _unreadable(reason: str, rule: str = "html") -> Refusal:
    return bad(f"can't parse entities: {reason}", rule)
