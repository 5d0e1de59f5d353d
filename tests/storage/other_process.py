"""A second process on the same database, as the tests need one: `count`, `write` or `hold`."""

import asyncio
import os
import sys
from dataclasses import replace

from actions.domain.person import Person
from actions.ports import Workroom
from bot.storage.database import open_database
from tests.storage.builders import ADA, delivery, ticket, turn

UNITS = 64


def say(line: str) -> None:
    """Tell the test; in one piece, for the next moment may be the last."""
    os.write(sys.stdout.fileno(), f"{line}\n".encode())


async def count_up(workroom: Workroom) -> None:
    """Add one to Ada's name, by reading and writing it."""
    async with workroom() as work:
        ada = await work.people.get(ADA) or Person(ADA, "0")
        await work.people.save(replace(ada, name=str(int(ada.name) + 1)))


async def write_one(workroom: Workroom, number: int) -> None:
    """A unit of work of three facts that belong together."""
    async with workroom() as work:
        ours = await work.tickets.add(ticket(question=str(number)))
        say(f"in {number}")
        await work.deliveries.add(delivery(str(number), chat_id=number, ticket_id=ours.id))
        await work.turns.add(turn(str(number)))


async def count(url: str) -> None:
    database = await open_database(url)
    say("ready")
    await asyncio.gather(*(count_up(database.workroom) for _ in range(UNITS)))
    await database.close()


async def write(url: str) -> None:
    """Write on and on, from where the last one was killed."""
    database = await open_database(url)
    async with database.workroom() as work:
        last = await work.turns.last(ADA, 1)
    number = int(last[0].text) if last else 0
    while True:
        number += 1
        await write_one(database.workroom, number)
        say(f"done {number}")


async def hold(url: str) -> None:
    """Be the bot."""
    database = await open_database(url)
    await database.lock_instance()
    say("held")
    await asyncio.Event().wait()


def fork_for_each_line(url: str) -> None:
    """A writer for each line that is read: a fork starts at once, a new Python does not."""
    for _ in sys.stdin:
        pid = os.fork()
        if pid == 0:
            say(f"pid {os.getpid()}")
            asyncio.run(write(url))
        os.waitpid(pid, 0)
        say("dead")


if __name__ == "__main__":
    verb, url = sys.argv[1:]
    if verb == "write":
        fork_for_each_line(url)
    else:
        asyncio.run({"count": count, "hold": hold}[verb](url))
