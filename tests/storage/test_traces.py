"""Nothing of a person is left in the database once they are forgotten; others lose nothing."""

import json
from dataclasses import replace
from datetime import date, timedelta

from sqlalchemy import text

from actions.content.circumstances import Role, Stage
from actions.content.deadline_rules import Milestone
from actions.domain.announcement import Announcement
from actions.domain.audience import Audience, Reading
from actions.domain.deed import Deed, Verb
from actions.domain.delivery import Call
from actions.domain.erasure import Erasure, ErasureState, Receipt, Trace, Wish
from actions.domain.exchange import Exchange, Outcome
from actions.domain.feedback import Complaint, Feedback
from actions.domain.letter import Copy, Side
from actions.domain.person import Person
from actions.domain.promise import Promise
from actions.domain.rating import Rating
from actions.domain.reminder import Reminder
from actions.domain.stay import Stay, newcomer
from actions.domain.ticket import TicketState
from actions.ports import InboxItem, Work, Workroom
from bot.storage.database import Database
from bot.storage.tables import metadata
from tests.storage.builders import ADA, BO, DESK, NOW, delivery, letter, ticket, turn

SECRET = "xyzzy"  # stands in everything that Ada leaves behind
HOUR = timedelta(hours=1)
ARRIVED = date(2026, 9, 1)


async def live(work: Work, person_id: int, words: str) -> int:
    """Somebody asks, gets a reply, and rates it; their ticket's number."""
    person = Person(person_id, words, username=words, came_from=words, stage=Stage.GRADUATING)
    await work.people.save(person)
    stay = Stay(person_id, done=frozenset({(words, ARRIVED)})).telling(
        Milestone.ARRIVED, ARRIVED, NOW
    )
    await work.stays.save(stay, NOW)
    await work.stays.remember(person_id, Reminder(words, ARRIVED, 1, NOW), NOW)
    await work.turns.add(turn(words, person_id))
    asked = ticket(person_id, question=words, chat_id=DESK, thread_id=5, owed_since=NOW)
    number = (await work.tickets.add(asked)).id
    await work.tickets.keep_thread(DESK, 5 + number, number)
    for chat in (person_id, DESK):
        call = Call("send_message", {"text": words})
        sent = replace(delivery(f"{person_id}:{chat}", chat, ticket_id=number), call=call)
        await work.deliveries.add(sent)
    ours = await work.deliveries.of_ticket(number, DESK)
    await work.deliveries.sent(ours[0].id, NOW, 70 + number)
    written = await work.letters.add(
        letter(number, text=words, chat_id=person_id, author_id=person_id, file="f")
    )
    reply = letter(
        number, side=Side.STAFF, text=words, chat_id=DESK, author_id=9, message_id=90 + number
    )
    await work.letters.add(replace(reply, written=replace(reply.written, file="g")))
    await work.letters.add_copy(Copy(written.id, ours[0].id, DESK, 0, 80 + number))
    await work.promises.save(Promise(number, NOW, NOW, NOW, NOW))
    await work.ratings.add(Rating(number, person_id, 5, NOW, words))
    await work.feedback.add(Feedback(person_id, "a/b", "en", True, NOW))  # noqa: FBT003
    call = Call("send_message", {"text": words})
    await work.deliveries.add(replace(delivery(f"{person_id}:word", DESK), call=call))
    shown = await work.deliveries.by_cause(f"{person_id}:word")
    assert shown
    await work.deliveries.sent(shown.id, NOW, 60 + number)
    missed = Complaint(person_id, 5, "a/b", "en", NOW, word=words, delivery_id=shown.id)
    await work.complaints.save(missed)
    await work.records.add(Exchange(person_id, NOW, "en", Outcome.ANSWERED, ("a/b",)))
    await work.deeds.add(Deed(NOW, Verb.BAN, DESK, 1, "Chidi", number, words))
    await work.subscriptions.begin(person_id, words, NOW)
    audience = Audience(frozenset({"fees"}))
    news = await work.announcements.add(Announcement(0, 9, audience, NOW, {"en": "News"}))
    await work.announcements.enlist(news.id, [Reading(person_id, "en")])
    await work.inbox.put(InboxItem(person_id, person_id, {"text": words}, NOW))
    await work.inbox.give_up(person_id, words)
    return number


async def everything(database: Database) -> str:
    """All rows of all tables, as text."""
    async with database._unit() as connection:
        rows = [
            tuple(row)
            for table in metadata.sorted_tables
            for row in await connection.execute(text(f"SELECT * FROM {table.name}"))  # noqa: S608
        ]
    return repr(rows)


async def test_nothing_is_left_of_whoever_is_forgotten(database: Database) -> None:
    async with database.workroom() as work:
        await live(work, ADA, SECRET)
        await live(work, BO, "hello")
    before = await everything(database)
    assert str(ADA) in before
    assert SECRET in before

    async with database.workroom() as work:
        assert await work.traces.erase(ADA) == 21
    after = await everything(database)

    assert str(ADA) not in after.replace(f"({ADA}, 0,", "")  # the update's own number stays
    assert SECRET not in after
    assert after.count("hello") == before.count("hello")


async def test_of_whoever_is_banned_only_that_stays(database: Database) -> None:
    told = Person(ADA, SECRET, citizenship="KZ", role=Role.STUDENT, stage=Stage.APPLICANT)
    async with database.workroom() as work:
        await work.people.save(replace(told, banned_at=NOW, ban_reason=SECRET))
        await work.traces.erase(ADA)

        assert await work.people.get(ADA) == Person(ADA, "", banned_at=NOW)


async def test_the_update_that_asks_for_it_is_still_processed(database: Database) -> None:
    async with database.workroom() as work:
        await work.inbox.put(InboxItem(1, ADA, {"text": "/forget"}, NOW))
        await work.traces.erase(ADA)
        await work.inbox.done(1)

        assert await work.inbox.put(InboxItem(1, ADA, {}, NOW)) is False


async def test_everything_is_exported_but_who_of_the_staff_it_was(database: Database) -> None:
    async with database.workroom() as work:
        number = await live(work, ADA, SECRET)
        claimed = await work.tickets.get(number)
        assert claimed
        await work.tickets.save(replace(claimed, claimed_by=4711, claimed_until=NOW))
        rows = await work.traces.of(ADA)

    written = json.dumps(rows)
    assert written.count(SECRET) >= 8
    assert "4711" not in written
    assert rows["people"][0]["name"] == SECRET
    assert rows["people"][0]["stage"] == "graduating"
    assert rows["days"][0]["day"] == "2026-09-01"
    assert rows["days"][0]["milestone"] == "arrived_on"
    assert {"stays", "done", "reminders"} <= rows.keys()
    assert rows["turns"][0]["said_at"].startswith("2026-11-23T12:30")


async def test_a_group_s_copies_are_found_in_every_topic(database: Database) -> None:
    async with database.workroom() as work:
        number = await live(work, ADA, SECRET)
        traces = await work.traces.in_groups(ADA)

    by_thread = {trace.thread_id: trace.message_ids for trace in traces}
    assert by_thread.keys() == {5, 5 + number, None}
    assert by_thread[None] == (60 + number,)
    assert set(by_thread[5]) == {70 + number, 80 + number, 90 + number}


async def test_old_files_are_named_once(database: Database) -> None:
    async with database.workroom() as work:
        number = await live(work, ADA, SECRET)
        assert await work.traces.old_files(NOW + HOUR) == []  # the ticket is open
        asked = await work.tickets.get(number)
        assert asked
        await work.tickets.save(replace(asked, state=TicketState.CLOSED))

        [trace] = await work.traces.old_files(NOW + HOUR)
        assert (trace.chat_id, set(trace.message_ids)) == (DESK, {80 + number, 90 + number})
        assert await work.traces.old_files(NOW + HOUR) == []


async def test_old_topics_are_named_once(database: Database) -> None:
    async with database.workroom() as work:
        number = await live(work, ADA, SECRET)
        asked = await work.tickets.get(number)
        assert asked
        await work.tickets.save(replace(asked, state=TicketState.CLOSED))

        assert await work.traces.old_topics(NOW) == []
        old = await work.traces.old_topics(NOW + HOUR)
        assert {trace.thread_id for trace in old} == {5, 5 + number, None}
        [words] = [trace for trace in old if trace.thread_id is None]
        assert words.message_ids == (60 + number,)
        assert await work.traces.old_topics(NOW + HOUR) == []
        assert await work.tickets.in_thread(DESK, 5 + number) is None


async def test_people_are_idle_when_nothing_was_sent_and_nothing_is_open(
    workroom: Workroom,
) -> None:
    async with workroom() as work:
        for person_id in (ADA, BO):
            await work.people.save(Person(person_id, "?"))
        await work.deliveries.add(delivery("a", BO))

        assert await work.traces.idle_since(NOW) == [ADA]
        await work.tickets.add(ticket(ADA))
        assert await work.traces.idle_since(NOW) == []
        assert await work.traces.idle_since(NOW + HOUR) == [BO]
        audience = Audience(frozenset({"fees"}))
        news = await work.announcements.add(Announcement(0, 9, audience, NOW, {"en": "News"}))
        await work.announcements.enlist(news.id, [Reading(BO, "en")])
        assert await work.traces.idle_since(NOW + HOUR) == []


async def test_who_waits_for_a_reminder_is_not_idle(workroom: Workroom) -> None:
    async with workroom() as work:
        await work.people.save(Person(ADA, "?"))
        await work.stays.save(newcomer(ADA), NOW + 400 * 24 * HOUR)

        assert await work.traces.idle_since(NOW) == []
        await work.stays.save(newcomer(ADA), None)
        assert await work.traces.idle_since(NOW) == [ADA]


async def test_a_wish_is_fulfilled_when_all_its_parts_are_done(workroom: Workroom) -> None:
    async with workroom() as work:
        wish = await work.erasures.wish(Wish(ADA, "en", NOW, 7))
        assert await work.erasures.wishes_of(ADA) == [wish]
        for thread in (5, 6):
            erasure = Erasure(Trace(DESK, thread, (1, 2)), NOW, request_id=wish.id)
            await work.erasures.add(erasure)
        first, second = await work.erasures.due(NOW)
        await work.erasures.save(first.came_out(1, 0, ""))
        assert await work.erasures.fulfilled() == []
        await work.erasures.save(replace(second, not_before=NOW + HOUR, attempts=1))
        assert await work.erasures.due(NOW) == []
        assert await work.erasures.next_due() == NOW + HOUR
        await work.erasures.save(second.came_out(1, 1, "too old"))

        assert await work.erasures.fulfilled() == [(wish, Receipt(7, 1, 1, "too old", 1, 1))]
        await work.erasures.received(wish)
        assert await work.erasures.wishes_of(ADA) == []
        assert await work.erasures.next_due() is None


async def test_an_erasure_comes_back_as_it_was(workroom: Workroom) -> None:
    async with workroom() as work:
        await work.erasures.add(Erasure(Trace(DESK, None, (3, 4)), NOW))
        [stored] = await work.erasures.due(NOW)

        assert stored == Erasure(Trace(DESK, None, (3, 4)), NOW, id=stored.id)
        assert stored.state is ErasureState.DUE


async def test_numbers_of_old_updates_go(workroom: Workroom) -> None:
    async with workroom() as work:
        for number in (1, 2):
            await work.inbox.put(InboxItem(number, ADA, {"a": 1}, NOW))
        await work.inbox.done(1)

        assert await work.traces.drop_updates(NOW) == 0
        assert await work.traces.drop_updates(NOW + HOUR) == 1
        assert [item.update_id for item in await work.inbox.waiting()] == [2]
