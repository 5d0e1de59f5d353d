"""Writes what was measured into docs/reference/benchmarks.md, between its two marks."""

import os
import platform
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from bench.soak import Account
from bench.traffic import Waited
from bot.config import PROJECT

SOAK_HEAD = (
    "",
    "seconds",
    "kills",
    "faults",
    "questions",
    "handed off",
    "replies",
    "missing",
    "unfinished",
    "arrived twice",
    "memory MB: first, most, last",
)
PAGE = PROJECT / "docs" / "reference" / "benchmarks.md"


@dataclass(frozen=True)
class Speed:
    """Everybody at once: how long, and what it cost."""

    name: str
    messages: int
    seconds: float
    cpu: float  # of the bot's own process

    @property
    def per_second(self) -> float:
        """Messages answered each second."""
        return self.messages / self.seconds


def speed_table(ours: Sequence[Speed], echo: Speed) -> str:
    """Throughput, and the ratio to the echo."""
    lines = [
        "| | messages | seconds | messages/s | CPU ms a message | ratio |",
        "|---|---|---|---|---|---|",
    ]
    for speed in (echo, *ours):
        ratio = speed.per_second / echo.per_second
        lines.append(
            f"| {speed.name} | {speed.messages} | {speed.seconds:.1f} | {speed.per_second:.1f} "
            f"| {1000 * speed.cpu / speed.messages:.1f} | {ratio:.2f} |"
        )
    return "\n".join(lines)


def latency_table(rows: Sequence[tuple[str, float, Waited]]) -> str:
    """How long people wait."""
    lines = [
        "| | questions/s | answered | unanswered | p50 s | p95 s | longest s |",
        "|---|---|---|---|---|---|---|",
    ]
    for name, per_second, waited in rows:
        longest = max(waited.seconds, default=0.0)
        lines.append(
            f"| {name} | {per_second:g} | {len(waited.seconds)} | {waited.unanswered} "
            f"| {waited.quantile(0.5):.2f} | {waited.quantile(0.95):.2f} | {longest:.2f} |"
        )
    return "\n".join(lines)


def soak_table(rows: Sequence[tuple[str, Account, Sequence[str]]]) -> str:
    """What became of every message."""
    lines = [f"| {' | '.join(SOAK_HEAD)} |", f"|{'---|' * len(SOAK_HEAD)}"]
    for name, account, unfinished in rows:
        used = account.memory or [0.0]
        memory = f"{used[0]:.0f}, {max(used):.0f}, {used[-1]:.0f}"
        lines.append(
            f"| {name} | {account.seconds:.0f} | {account.kills} | {account.faults} "
            f"| {account.questions} | {account.handoffs} | {account.replies} "
            f"| {len(account.missing)} | {len(unfinished)} | {account.repeats} | {memory} |"
        )
    return "\n".join(lines)


def write(name: str, body: str) -> None:
    """Replace one section; nothing else of the page is touched."""
    begin, end = f"<!-- {name}: written by `make bench` -->", f"<!-- end of {name} -->"
    page = PAGE.read_text("utf-8")
    before, found, rest = page.partition(begin)
    _, closed, after = rest.partition(end)
    if not found or not closed:
        raise SystemExit(f"{PAGE} has no place for {name}; it must have {begin} and {end}")
    PAGE.write_text(f"{before}{begin}\n{body}\n\n{_when()}\n{end}{after}", "utf-8")


def _when() -> str:
    day = datetime.now(UTC).date()
    cores, load = os.cpu_count(), os.getloadavg()[0]
    python = platform.python_version()
    return f"*{day}, {cores} cores at load {load:.1f}, Python {python}.*"
