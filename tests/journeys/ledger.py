"""What a bot has written down of its deliveries, as seen from outside."""

import sqlite3
from pathlib import Path

from tests.double import TelegramDouble


def states(home: Path) -> dict[str, int]:
    """How many messages are in which state, those that came in and are not done with included."""
    database = sqlite3.connect(home / "database" / "beledci.sqlite3")
    query = "SELECT state, count(*) FROM deliveries WHERE priority < 4 GROUP BY state"
    found = dict(database.execute(query).fetchall())
    [(waiting,)] = database.execute("SELECT count(*) FROM letters WHERE post_at IS NOT NULL")
    [(unread,)] = database.execute("SELECT count(*) FROM inbox WHERE state = 'waiting'")
    database.close()
    more = {"waiting": waiting, "unread": unread}
    return {**found, **{state: count for state, count in more.items() if count}}


async def not_sent(telegram: TelegramDouble, home: Path) -> dict[str, int]:
    """What is not delivered, as soon as nothing more is to be done, or at last."""

    def left() -> dict[str, int]:
        return {state: count for state, count in states(home).items() if state != "sent"}

    for _ in range(300):  # the last commit changes nothing that Telegram could tell of
        if await telegram.world.changes.until(lambda: not left(), 0.2):
            break
    return left()
