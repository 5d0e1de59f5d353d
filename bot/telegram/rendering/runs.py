"""Text with its formatting, in pieces that can be cut anywhere and still be valid HTML."""

import html
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

MESSAGE_LIMIT = 4096  # code points of one Telegram message, after parsing


@dataclass(frozen=True)
class Run:
    """A stretch of text under the same tags, outermost first."""

    text: str
    tags: tuple[str, ...] = ()  # such as "b" or 'a href="https://…"'


def link_tag(address: str) -> str:
    """The tag of a link to an address."""
    return f'a href="{html.escape(address)}"'


def to_html(runs: Iterable[Run]) -> str:
    """All runs as one text; a tag that two neighbours share is opened once."""
    parts: list[str] = []
    open_tags: tuple[str, ...] = ()
    for run in (*(run for run in runs if run.text), Run("")):
        shared = _shared(open_tags, run.tags)
        parts += [f"</{tag.split()[0]}>" for tag in reversed(open_tags[shared:])]
        parts += [f"<{tag}>" for tag in run.tags[shared:]]
        parts.append(html.escape(run.text, quote=False))
        open_tags = run.tags
    return "".join(parts)


def _shared(one: tuple[str, ...], other: tuple[str, ...]) -> int:
    """How many of the outermost tags are the same."""
    return next(
        (n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b),
        min(len(one), len(other)),
    )


def length(runs: Iterable[Run]) -> int:
    """Code points after parsing, which is how Telegram counts."""
    return sum(len(run.text) for run in runs)


def split(runs: Iterable[Run], limit: int = MESSAGE_LIMIT) -> list[list[Run]]:
    """Messages of at most `limit` code points, cut at line ends or blanks where there are any."""
    messages: list[list[Run]] = []
    rest = _without_leading_space([run for run in runs if run.text])  # Telegram drops it as well
    while length(rest) > limit:
        head, rest = _cut(rest, _best_cut("".join(run.text for run in rest), limit))
        messages.append(head)
        rest = _without_leading_space(rest)
    return [*messages, rest] if rest else messages


def _best_cut(text: str, limit: int) -> int:
    for separator in ("\n\n", "\n", " "):
        position = text.rfind(separator, limit // 2, limit)
        if position > 0:
            return position
    return limit


def _cut(runs: list[Run], position: int) -> tuple[list[Run], list[Run]]:
    head: list[Run] = []
    tail: list[Run] = []
    for run in runs:
        room = max(0, position - length(head)) if not tail else 0
        head.extend(_nonempty(replace(run, text=run.text[:room])))
        tail.extend(_nonempty(replace(run, text=run.text[room:])))
    return head, tail


def _nonempty(run: Run) -> Iterator[Run]:
    if run.text:
        yield run


def _without_leading_space(runs: list[Run]) -> list[Run]:
    while runs and not runs[0].text.strip():
        runs = runs[1:]
    return [replace(runs[0], text=runs[0].text.lstrip()), *runs[1:]] if runs else []
