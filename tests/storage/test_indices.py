"""What is asked often is answered from an index, however much is remembered."""

from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from sqlalchemy import Connection, event

from actions.domain.letter import Side
from actions.domain.ticket import TicketState
from actions.ports import Work
from bot.storage.database import Database
from bot.storage.sqlite import SqliteBackend
from bot.storage.url import read_url
from tests.storage.builders import ADA, DESK, NOW, ticket

OFTEN: dict[str, Callable[[Work], Awaitable[object]]] = {
    "waiting": lambda work: work.inbox.waiting(),
    "failed": lambda work: work.inbox.failed(),
    "person": lambda work: work.people.get(ADA),
    "latest_of": lambda work: work.tickets.latest_of(ADA),
    "in_thread": lambda work: work.tickets.in_thread(DESK, 5),
    "in_state": lambda work: work.tickets.in_state(TicketState.WAITING),
    "of_member": lambda work: work.tickets.of_member(ADA),
    "expired": lambda work: work.tickets.expired(NOW),
    "next_expiry": lambda work: work.tickets.next_expiry(),
    "of_ticket": lambda work: work.deliveries.of_ticket(1),
    "ledger": lambda work: work.deliveries.ledger(1),
    "by_cause": lambda work: work.deliveries.by_cause("update:1:0"),
    "original": lambda work: work.letters.original(ADA, 5),
    "copied_as": lambda work: work.letters.copied_as(DESK, 5),
    "waiting_letters": lambda work: work.letters.waiting(1, Side.STAFF),
    "waiting_until": lambda work: work.letters.waiting_until(NOW),
    "next_post": lambda work: work.letters.next_post(),
    "letters_of_ticket": lambda work: work.letters.of_ticket(1),
    "carried_by": lambda work: work.letters.carried_by(1),
    "deeds_of_ticket": lambda work: work.deeds.last(5, 1),
    "people_at": lambda work: work.deeds.people_at(DESK, 5),
    "deeds_since": lambda work: work.deeds.tally(NOW),
    "before": lambda work: work.turns.before(ADA, NOW, 9),
    "is_down": lambda work: work.outages.is_down(DESK),
    "heads": lambda work: work.deliveries.heads(NOW),
    "next_due": lambda work: work.deliveries.next_due(NOW),
    "sent_since": lambda work: work.deliveries.sent_since(NOW),
    "by_message": lambda work: work.deliveries.by_message(ADA, 100),
    "last": lambda work: work.turns.last(ADA, 9),
    "tally": lambda work: work.feedback.tally("admission/tuition-fees"),
    "promise": lambda work: work.promises.get(1),
    "promises_due": lambda work: work.promises.due(NOW),
    "next_promise": lambda work: work.promises.next_due(),
    "place": lambda work: work.promises.place(ticket(owed_since=NOW)),
    "first_replies": lambda work: work.promises.first_replies(NOW, 9),
    "last_rating": lambda work: work.ratings.last_of(ADA),
    "ratings": lambda work: work.ratings.tally(NOW),
    "complaint": lambda work: work.complaints.last_of(ADA),
    "exchanges": lambda work: work.records.exchanges(NOW),
    "complaints": lambda work: work.records.complaints(NOW),
    "subscriptions": lambda work: work.subscriptions.of(ADA),
    "subscribers": lambda work: work.subscriptions.to(["fees"]),
    "going": lambda work: work.announcements.going(),
    "next_recipients": lambda work: work.announcements.next_recipients(1, 9),
    "on_their_way": lambda work: work.announcements.on_their_way(1),
    "progress": lambda work: work.announcements.progress(1),
    "feed": lambda work: work.feeds.get("https://a"),
    "news": lambda work: work.feeds.seen(["k"]),
    "current": lambda work: work.moves.current(DESK),
}


@pytest.mark.parametrize("name", OFTEN)
async def test_no_table_is_read_from_end_to_end(sqlite_url: str, name: str) -> None:
    backend = SqliteBackend(read_url(sqlite_url))
    database = Database(backend)
    await database.start()
    asked: list[tuple[str, Any]] = []

    @event.listens_for(backend.engine.sync_engine, "before_cursor_execute")
    def note(_: Connection, __: object, statement: str, parameters: object, *___: object) -> None:
        asked.append((statement, parameters))

    async with database.workroom() as work:
        await OFTEN[name](work)
    async with backend.engine.connect() as connection:
        for statement, parameters in [one for one in asked if one[0].startswith("SELECT")]:
            plan = await connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters)
            steps = [row.detail for row in plan]
            assert not [step for step in steps if step.startswith("SCAN") and "INDEX" not in step]
    await database.close()
