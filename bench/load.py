"""Measures the real bot process: `python -m bench.load --help`."""

import argparse
import asyncio
import contextlib
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random

from bench import report
from bench.place import echo_bot, our_bot, postgresql, rasa
from bench.processes import cpu_of
from bench.soak import Account, Soak, sqlite_in, unfinished
from bench.traffic import Waited, all_at_once, one_after_another, questions
from tests.double import TelegramDouble

PARTS = ("speed", "latency", "soak")
DATABASES = ("sqlite", "postgresql")
FAST = {"MESSAGES_PER_SECOND": "1000"}  # the double's limits are off, so ours are, too
WARM_UP = 10  # messages before the clock starts


def main() -> int:
    """0 if everything is accounted for."""
    options = _options()
    with rasa() as (settings, _):
        return asyncio.run(_measure(options, settings))


async def _measure(options: argparse.Namespace, settings: dict[str, str]) -> int:
    random = Random(options.seed)
    parts = options.part or PARTS
    if "speed" in parts:
        _show(options, "speed", report.speed_table(*await _speed(options, settings, random)))
    if "latency" in parts:
        _show(options, "latency", report.latency_table(await _latency(options, settings, random)))
    if "soak" not in parts:
        return 0
    rows = [await _soak(options, settings, random, each) for each in _chosen(options)]
    _show(options, "soak", report.soak_table(rows))
    missing = [what for _, account, left in rows for what in (*account.missing, *left)]
    for what in missing:
        print(f"unaccounted for: {what}", file=sys.stderr)
    return 1 if missing else 0


async def _speed(
    options: argparse.Namespace, settings: dict[str, str], random: Random
) -> tuple[list[report.Speed], report.Speed]:
    texts = random.choices(questions(), k=options.messages)
    async with TelegramDouble() as telegram:
        with echo_bot(telegram) as bot:
            await telegram.wait_for_call("deleteWebhook", timeout=60)
            echo = await _timed("minimal echo, python-telegram-bot", telegram, bot.pid, texts)
    ours = []
    for name in _chosen(options):
        with _database(name) as (home, url):
            async with TelegramDouble() as telegram:
                more = {**settings, **FAST, "DATABASE_URL": url}
                async with our_bot(telegram, more, home) as bot:
                    assert bot.process
                    ours.append(await _timed(f"Bələdçi, {name}", telegram, bot.process.pid, texts))
    return ours, echo


async def _timed(
    name: str, telegram: TelegramDouble, pid: int, texts: Sequence[str]
) -> report.Speed:
    await all_at_once(telegram, texts[:WARM_UP])
    used = cpu_of(pid)
    seconds = await all_at_once(telegram, texts)
    return report.Speed(name, len(texts), seconds, cpu_of(pid) - used)


async def _latency(
    options: argparse.Namespace, settings: dict[str, str], random: Random
) -> list[tuple[str, float, Waited]]:
    rows = []
    for name in _chosen(options):
        with _database(name) as (home, url):
            async with TelegramDouble() as telegram:
                more = {**settings, **FAST, "DATABASE_URL": url}
                async with our_bot(telegram, more, home):
                    await all_at_once(telegram, questions()[:WARM_UP])
                    for rate in options.rates:
                        texts = random.choices(questions(), k=int(rate * options.seconds))
                        waited = await one_after_another(telegram, texts, rate, random)
                        rows.append((f"Bələdçi, {name}", rate, waited))
    return rows


async def _soak(
    options: argparse.Namespace, settings: dict[str, str], random: Random, name: str
) -> tuple[str, Account, list[str]]:
    with _database(name) as (home, url):
        async with TelegramDouble() as telegram:
            chidi = telegram.person(21, "Chidi")
            staff = telegram.group(-1001, "Staff", is_forum=True, staff=[chidi])
            more = {**settings, "DATABASE_URL": url, "STAFF_CHAT_ID": str(staff.id)}
            async with our_bot(telegram, more, home) as bot:
                soak = Soak(telegram, bot, staff, url or sqlite_in(home), random)
                account = await soak.run(options.soak, options.kills)
        left = await unfinished(url or sqlite_in(home))
    return f"Bələdçi, {name}", account, left


@contextlib.contextmanager
def _database(name: str) -> Iterator[tuple[Path, str]]:
    """A home, and a URL; an empty one is SQLite in that home."""
    with contextlib.ExitStack() as stack:
        home = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="beledci-")))
        yield home, stack.enter_context(postgresql()) if name == "postgresql" else ""


def _chosen(options: argparse.Namespace) -> Sequence[str]:
    return options.database or DATABASES


def _show(options: argparse.Namespace, name: str, table: str) -> None:
    print(f"\n{name}\n\n{table}\n")
    if options.write:
        report.write(name, table)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Measure the bot against the tests' Telegram.")
    add = parser.add_argument
    add("--part", action="append", choices=PARTS, help="what to measure (default: everything)")
    add("--database", action="append", choices=DATABASES, help="(default: both)")
    add("--messages", type=int, default=300, help="of people who all write at once")
    add("--rates", type=float, nargs="+", default=[2.0, 8.0], help="questions a second")
    add("--seconds", type=float, default=15.0, help="of each rate")
    add("--soak", type=float, default=60.0, help="seconds of traffic with kills and faults")
    add("--kills", type=int, default=5, help="during that time, at most")
    add("--seed", type=int, default=7, help="of everything random")
    add("--write", action="store_true", help="write docs/reference/benchmarks.md")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
