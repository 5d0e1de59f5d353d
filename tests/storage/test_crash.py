"""A process killed in the middle of its work loses nothing that was done, and leaves no half."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bot.storage.database import Database, open_database
from tests.storage.builders import ADA, NOW

ROOT = Path(__file__).parents[2]
KILLS = (1, 2, 3, 10, 17, 24, 31, 40)  # after so many lines: odd ones are inside a unit of work
EVERYTHING = 100_000


@contextmanager
def other_process(verb: str, url: str) -> Iterator["subprocess.Popen[str]"]:
    """Another Python on the same database; killed at the end, if it still runs."""
    command = [sys.executable, "-m", "tests.storage.other_process", verb, url]
    with subprocess.Popen(
        command, cwd=ROOT, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as process:
        yield process
        process.kill()


async def test_what_is_committed_survives_and_nothing_is_half(bare_url: str) -> None:
    with other_process("write", bare_url) as process:
        reports = [_killed_after(lines, process) for lines in KILLS]
        assert process.stdin
        process.stdin.close()
        process.wait()

    reported = [report for lines in reports for report in lines]
    done = {int(report.removeprefix("done ")) for report in reported if report[0] == "d"}
    database = await open_database(bare_url)
    kept = await _kept_whole(database)
    await database.close()
    assert done <= kept
    # At most one unit of work for each kill was committed, but not reported any more.
    assert len(kept) <= len(done) + len(KILLS)
    assert kept == set(range(1, len(kept) + 1))


def _killed_after(lines: int, process: "subprocess.Popen[str]") -> list[str]:
    assert process.stdin
    assert process.stdout
    process.stdin.write("go\n")
    process.stdin.flush()
    pid = int(process.stdout.readline().removeprefix("pid "))
    heard = [process.stdout.readline().strip() for _ in range(lines)]
    os.kill(pid, signal.SIGKILL)
    while (line := process.stdout.readline().strip()) != "dead":
        heard.append(line)
    return heard


async def _kept_whole(database: Database) -> set[int]:
    """The numbers of the units of work that left something; each left everything."""
    async with database.workroom() as work:
        turns = {turn.text for turn in await work.turns.last(ADA, EVERYTHING)}
        deliveries = {head.cause: head for head in await work.deliveries.heads(NOW, EVERYTHING)}
        tickets = [await work.tickets.get(head.ticket_id or 0) for head in deliveries.values()]
        newest = await work.tickets.latest_of(ADA)
        assert newest
        assert newest.question == str(max(map(int, turns)))
    assert turns == set(deliveries) == {ticket.question for ticket in tickets if ticket}
    return set(map(int, turns))


async def test_the_lock_of_a_killed_bot_is_free(sqlite_url: str) -> None:
    with other_process("hold", sqlite_url) as process:
        assert process.stdout
        assert process.stdout.readline() == "held\n"
        process.kill()
        process.wait()

    database = await open_database(sqlite_url)
    await database.lock_instance()
    await database.close()
