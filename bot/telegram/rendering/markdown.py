"""The small Markdown that editors write, as runs that Telegram can show."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from markdown_it import MarkdownIt
from markdown_it.token import Token

from bot.telegram.rendering.runs import Run, link_tag

# Paragraphs, lists, quotes, bold, italic, code and links; everything else is text or a problem.
PARSER = MarkdownIt("zero").enable(
    ["list", "blockquote", "emphasis", "link", "autolink", "backticks", "newline", "escape"]
)
TAGS = {"strong": "b", "em": "i"}
# Code and addresses, in which every sign may stand.
LEFT_ALONE = re.compile(
    r"`[^`]*`|\]\((?:<[^<>]*>|(?:[^\s()<>]|\([^\s()<>]*\))*)\)"
    r"|(?:https?://|mailto:|tel:|www\.)[^\s<>]*",
    re.IGNORECASE,
)
# What other programs understand within a line, and students would see as it was written.
ELSEWHERE = (
    (re.compile(r"</?(?!\w+:|[^\s<>]+@)[a-z]+[^\s<>]*>?|<!--", re.IGNORECASE), "HTML"),
    (re.compile(r"&(?:[a-z]{2,8}|#\d{2,6});", re.IGNORECASE), "HTML"),
    (re.compile(r"~~|\|\||==(?=\w)"), "struck, hidden or marked text"),
    (re.compile(r"\[\^\w+\]"), "a footnote"),
)
COMPLETE = re.compile(r"(?:https?://|mailto:|tel:|tg://).", re.IGNORECASE)
BULLET = "• "
INDENT = "   "


def to_runs(markdown: str) -> list[Run]:
    """A text in the small Markdown, ready to be shown."""
    writer = _Writer()
    for token in PARSER.parse(markdown):
        writer.block(token)
    return writer.runs


def addresses(markdown: str) -> Iterator[str]:
    """Where its links lead."""
    for token in PARSER.parse(markdown):
        for child in token.children or ():
            if child.type == "link_open":
                yield str(child.attrs.get("href", ""))


def unsupported(markdown: str) -> Iterator[tuple[int, str]]:
    """Lines that look like formatting which Telegram has not: (line from 0, what it is)."""
    for number, line in enumerate(markdown.splitlines()):
        stripped = line.strip()
        if stripped.startswith("#") and stripped.lstrip("#").startswith(" "):
            yield number, "a heading; write **bold** instead"
        elif stripped.startswith(("|", "![")):
            yield number, "a table or picture; write a list or a link instead"
        elif stripped.startswith("<") and stripped.endswith(">") and "://" not in stripped:
            yield number, "HTML; write Markdown instead"
        elif stripped.startswith("=="):
            yield (
                number,
                "a rule; a variant begins with three signs: `=== level: phd`",
            )
        elif found := _of_elsewhere(LEFT_ALONE.sub(" ", stripped)):
            yield number, found


def _of_elsewhere(line: str) -> str:
    for pattern, name in ELSEWHERE:
        if found := pattern.search(line):
            return f"{name} (“{found[0]}”); write the words alone, or **bold**"
    return ""


@dataclass
class _List:
    """Where we are in a list."""

    ordered: bool
    number: int


@dataclass
class _Writer:
    """Walks the tokens of a text and writes runs."""

    runs: list[Run] = field(default_factory=list)
    lists: list[_List] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    fresh_item: bool = False

    def block(self, token: Token) -> None:
        """One token of the block level."""
        match token.type:
            case "bullet_list_open" | "ordered_list_open":
                start = int(token.attrs.get("start", 1))
                self._gap("\n" if self.lists else "\n\n")
                self.lists.append(_List(token.type == "ordered_list_open", start))
            case "bullet_list_close" | "ordered_list_close":
                self.lists.pop()
                self.fresh_item = False
            case "list_item_open":
                self._item()
            case "paragraph_open":
                self._paragraph()
            case "blockquote_open":
                self._gap("\n\n")
                self.tags.append("blockquote")
            case "blockquote_close":
                self.tags.pop()
            case "inline":
                for child in token.children or ():
                    self._inline(child)

    def _item(self) -> None:
        current = self.lists[-1]
        self._gap("\n")
        mark = f"{current.number}. " if current.ordered else BULLET
        current.number += 1
        self._write(INDENT * (len(self.lists) - 1) + mark)
        self.fresh_item = True

    def _paragraph(self) -> None:
        if not self.fresh_item:
            self._gap("\n" if self.lists else "\n\n")
        self.fresh_item = False

    def _inline(self, token: Token) -> None:
        match token.type:
            case "text":
                self._write(token.content)
            case "softbreak" | "hardbreak":
                self._write("\n")
            case "code_inline":
                self._write(token.content, "code")
            case "link_open":
                self.tags.append(self._link(str(token.attrs.get("href", ""))))
            case "strong_open" | "em_open":
                self.tags.append(TAGS[token.type.removesuffix("_open")])
            case "link_close" | "strong_close" | "em_close":
                self.tags.pop()

    def _link(self, address: str) -> str:
        """The tag of a link; Telegram knows none within a page, so such words are words."""
        return link_tag(address) if COMPLETE.match(address) else ""

    def _gap(self, wanted: str) -> None:
        if not self.runs:
            return
        written = "".join(run.text for run in self.runs[-3:])
        present = len(written) - len(written.rstrip("\n"))
        if present < len(wanted):
            self._write("\n" * (len(wanted) - present))

    def _write(self, text: str, *inner: str) -> None:
        tags = filter(None, (*self.tags, *inner))
        self.runs.append(Run(text, tuple(dict.fromkeys(tags))))  # Telegram nests none in itself
