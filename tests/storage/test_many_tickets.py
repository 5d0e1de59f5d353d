"""With 10,000 open tickets, what happens at every message still takes moments."""

import time
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import timedelta
from pathlib import Path

import pytest
import pytest_asyncio
from sqlalchemy import insert

from actions.domain.letter import Side
from actions.domain.ticket import TicketState
from actions.ports import Work
from bot.storage import tables
from bot.storage.database import Database, open_database
from bot.storage.register_tables import promises
from bot.storage.tickets import _values
from tests.storage.builders import ADA, DESK, NOW, ticket

MANY = 10_000
A_MOMENT = 0.25  # seconds, on a machine that does other things as well
SECOND = timedelta(seconds=1)

AT_EVERY_MESSAGE: dict[str, Callable[[Work], Awaitable[object]]] = {
    "latest_of": lambda work: work.tickets.latest_of(ADA + 777),
    "in_thread": lambda work: work.tickets.in_thread(DESK, 777),
    "waiting": lambda work: work.tickets.in_state(TicketState.WAITING),
    "expired": lambda work: work.tickets.expired(NOW),
    "place": lambda work: work.promises.place(ticket(owed_since=NOW + MANY * SECOND)),
    "due": lambda work: work.promises.due(NOW),
    "next_due": lambda work: work.promises.next_due(),
    "first_replies": lambda work: work.promises.first_replies(NOW, 200),
    "heads": lambda work: work.deliveries.heads(NOW),
    "next_delivery": lambda work: work.deliveries.next_due(NOW),
    "ledger": lambda work: work.deliveries.ledger(777),
    "letters": lambda work: work.letters.waiting(777, Side.STUDENT),
    "in_groups": lambda work: work.traces.in_groups(ADA + 777),
}


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def crowded(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Database]:
    """A real file, with as many people, tickets and deliveries that wait."""
    path: Path = tmp_path_factory.mktemp("crowd") / "beledci.db"
    database = await open_database(f"sqlite:///{path}")
    asked = [
        _values(ticket(ADA + n, chat_id=DESK, owed_since=NOW + n * SECOND)) for n in range(MANY)
    ]
    waiting = [
        {
            "chat_id": ADA + number,
            "method": "send_message",
            "params": {"text": "soon"},
            "cause": f"{number}",
            "created_at": NOW,
            "priority": 1,
            "ticket_id": number,
            "state": "due",
            "attempts": 0,
            "in_flight": False,
            "repeated": False,
        }
        for number in range(1, MANY + 1)
    ]
    told = [
        dict.fromkeys(("owed_since", "due_at", "first_due_at", "warn_at", "next_at"), NOW + SECOND)
        | {"ticket_id": number, "renewed": False, "step": 0}
        for number in range(1, MANY + 1)
    ]
    threads = [
        {"chat_id": DESK, "thread_id": number, "ticket_id": number} for number in range(1, MANY)
    ]
    async with database._unit() as connection:
        for table, rows in (
            (tables.tickets, asked),
            (tables.deliveries, waiting),
            (tables.topics, threads),
            (promises, told),
        ):
            await connection.execute(insert(table), rows)
    yield database
    await database.close()


@pytest.mark.asyncio(loop_scope="module")
@pytest.mark.parametrize("name", AT_EVERY_MESSAGE)
async def test_with_ten_thousand_tickets_it_takes_a_moment(crowded: Database, name: str) -> None:
    took = []
    for _ in range(3):
        async with crowded.workroom() as work:
            began = time.perf_counter()
            await AT_EVERY_MESSAGE[name](work)
            took.append(time.perf_counter() - began)

    assert min(took) < A_MOMENT, took
