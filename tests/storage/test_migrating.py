"""What was kept by earlier versions is kept by this one."""

import sqlite3
from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, create_engine

from actions.domain.ticket import TicketState
from bot.storage.database import open_database
from tests.storage.builders import ADA, DESK

FIRST = """
INSERT INTO tickets (id, person_id, desk, question, locale, reason, opened_at, changed_at, urgent,
    state, chat_id, thread_id) VALUES
    (1, {ada}, 'fees', 'Cat?', 'en', 'unsure', '2026-11-01', '2026-11-02', 0, 'open', {desk}, 5),
    (2, {ada}, 'fees', 'Dog?', 'en', 'unsure', '2026-11-01', '2026-11-02', 0, 'waiting', {desk}, 6);
INSERT INTO people (id, name, awaiting) VALUES ({ada}, 'Ada', 'question');
INSERT INTO deliveries (id, chat_id, method, params, cause, created_at, priority, state, attempts)
    VALUES (1, {ada}, 'send_message', '{{}}', 'a', '2026-11-01', 1, 'due', 1),
           (2, {ada}, 'send_message', '{{}}', 'b', '2026-11-01', 1, 'due', 0);
"""


def of_the_first_version(path: Path) -> None:
    config = Config()
    config.set_main_option("script_location", "bot.storage:migrations")
    engine = create_engine(f"sqlite:///{path}")
    with engine.begin() as connection:
        _upgrade(connection, config)
    engine.dispose()
    database = sqlite3.connect(path)
    database.executescript(FIRST.format(ada=ADA, desk=DESK))
    database.close()


def _upgrade(connection: Connection, config: Config) -> None:
    config.attributes["connection"] = connection
    command.upgrade(config, "0001")


async def test_tickets_of_the_first_version_keep_whose_turn_it_is(tmp_path: Path) -> None:
    of_the_first_version(tmp_path / "old.db")
    database = await open_database(f"sqlite:///{tmp_path}/old.db")
    async with database.workroom() as work:
        owed, answered = (
            await work.tickets.in_thread(DESK, 5),
            await work.tickets.in_thread(DESK, 6),
        )
        person = await work.people.get(ADA)
        flights = [found.in_flight for n in (1, 2) if (found := await work.deliveries.get(n))]
    await database.close()

    assert owed
    assert answered
    assert (owed.state, owed.owed_since) == (TicketState.WAITING, owed.changed_at)
    assert (answered.state, answered.owed_since) == (TicketState.ASSISTANT, None)
    assert person
    assert person.banned_at is None
    assert person.stage is None
    assert flights == [True, False]
