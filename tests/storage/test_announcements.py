"""Who wants what, what was announced and what became of it is kept, by every kind of store."""

from dataclasses import replace

from sqlalchemy import update

from actions.content.circumstances import Condition, Level, Role, Stage
from actions.domain.announcement import Announcement, AnnouncementState, Attachment, Progress
from actions.domain.audience import Audience, Reading
from actions.domain.delivery import Priority
from actions.domain.news import FeedMemory
from actions.domain.person import Person
from actions.ports import Work, Workroom
from bot.storage.announcement_tables import announcements
from bot.storage.database import Database
from tests.storage.builders import ADA, BO, DESK, NOW, SECOND, delivery

EVE = BO + 1
KAZAKHS = Condition(("KZ",), (Level.MASTER,), (Role.STUDENT,), (Stage.ADMITTED,))
DRAFT = Announcement(
    0,
    5,
    Audience(frozenset({"events", "life"}), KAZAKHS, frozenset({"az"})),
    NOW,
    {"az": "Salam", "fa": "سلام"},
    Attachment("photo", "AgAD"),
    "az",
    send_at=NOW,
    source="abc",
    chat_id=DESK,
    board_id=17,
)


async def sent_to(work: Work, number: int, *people: int) -> list[int]:
    """It is on its way to these; the numbers of the deliveries."""
    for person_id in people:
        cause = f"announcement:{number}:{person_id}"
        await work.deliveries.add(delivery(cause, person_id, priority=Priority.ANNOUNCEMENT))
        found = await work.deliveries.by_cause(cause)
        assert found
        await work.announcements.queued(number, person_id, found.id)
    found_all = [await work.deliveries.by_cause(f"announcement:{number}:{p}") for p in people]
    return [each.id for each in found_all if each]


async def test_topics_begin_and_end(workroom: Workroom) -> None:
    async with workroom() as work:
        for person_id in (BO, ADA):
            await work.people.save(Person(person_id, "X", chosen_locale="fa"))
        for topic in ("life", "events", "life"):
            await work.subscriptions.begin(ADA, topic, NOW)
        await work.subscriptions.begin(BO, "fees", NOW)
        await work.subscriptions.begin(EVE, "events", NOW)  # not known any more

    async with workroom() as work:
        [ada] = await work.subscriptions.to(["events"])
        assert (ada.person.id, ada.person.chosen_locale) == (ADA, "fa")
        assert ada.topics == {"life", "events"}
        assert [each.person.id for each in await work.subscriptions.to(["life", "fees"])] == [
            ADA,
            BO,
        ]
        await work.subscriptions.end(ADA, "life")
        assert await work.subscriptions.of(ADA) == {"events"}
        assert await work.subscriptions.of(7) == frozenset()


async def test_an_announcement_comes_back_as_it_was(workroom: Workroom) -> None:
    async with workroom() as work:
        one, other = await work.announcements.add(DRAFT), await work.announcements.add(DRAFT)
        assert one == replace(DRAFT, id=one.id)
        assert other.id != one.id

    async with workroom() as work:
        assert await work.announcements.get(one.id) == one
        await work.announcements.save(one.previewed(5).confirmed(5, NOW))
        assert [each.id for each in await work.announcements.going()] == [one.id]
        await work.announcements.drop(other.id)
        assert await work.announcements.get(other.id) is None
        await work.announcements.move_chat(DESK, -5)
        moved = await work.announcements.get(one.id)
        assert moved
        assert (moved.chat_id, moved.board_id) == (-5, None)
        assert moved.state is AnnouncementState.CONFIRMED


async def test_each_recipient_has_one_turn(workroom: Workroom) -> None:
    async with workroom() as work:
        number = (await work.announcements.add(DRAFT)).id
        readings = [Reading(ADA, "az"), Reading(BO, "fa", is_fallback=True), Reading(EVE, "az")]
        await work.announcements.enlist(number, reversed(readings))
        assert await work.announcements.next_recipients(number, 2) == readings[:2]
        assert await work.announcements.progress(number) == Progress(waiting=3)
        sent, refused = await sent_to(work, number, ADA, BO)
        assert await work.announcements.on_their_way(number) == 2
        await work.deliveries.sent(sent, NOW, 5)
        await work.deliveries.failed(refused, "blocked", refused=True)
        assert await work.announcements.on_their_way(number) == 0
        assert await work.announcements.next_recipients(number, 2) == readings[2:]
        await work.announcements.passed_over(number, EVE, unreachable=True)

        assert await work.announcements.next_recipients(number, 2) == []
        assert await work.announcements.progress(number) == Progress(sent=1, unreachable=2)


async def test_what_is_withdrawn_does_not_leave(workroom: Workroom) -> None:
    async with workroom() as work:
        number = (await work.announcements.add(DRAFT)).id
        people = (ADA, BO, EVE, EVE + 1, EVE + 2)
        await work.announcements.enlist(number, [Reading(each, "az") for each in people])
        sent, leaving, resting, lost = await sent_to(work, number, ADA, BO, EVE, EVE + 1)
        await work.deliveries.sent(sent, NOW, 5)
        for delivery_id in (leaving, lost):
            await work.deliveries.begin(delivery_id)
        await work.deliveries.postponed(lost, NOW + SECOND, "no connection", unsure=True)
        await work.announcements.withdraw(number, NOW)

        assert [await work.deliveries.get(each) for each in (resting, lost)] == [None, None]
        assert await work.deliveries.get(leaving)
        assert await work.announcements.next_recipients(number, 9) == []
        assert await work.announcements.progress(number) == Progress(1, 1, withdrawn=3)


async def test_a_feed_is_remembered(workroom: Workroom) -> None:
    async with workroom() as work:
        assert await work.feeds.get("https://a") == FeedMemory("https://a")
        known = FeedMemory("https://a", '"x"', "Monday", 2, was_read=True)
        await work.feeds.save(known)
        await work.feeds.remember({"k1", "k2"}, NOW)
        await work.feeds.remember({"k2"}, NOW)

    async with workroom() as work:
        assert await work.feeds.get("https://a") == known
        assert await work.feeds.seen(["k2", "k3"]) == {"k2"}


async def test_announcements_do_not_hold_up_a_conversation(workroom: Workroom) -> None:
    async with workroom() as work:
        await work.deliveries.add(delivery("news", priority=Priority.ANNOUNCEMENT))
        await work.deliveries.add(delivery("answer"))

        assert [each.cause for each in await work.deliveries.heads(NOW)] == ["answer", "news"]


async def test_conditions_from_before_there_were_stages_are_still_read(database: Database) -> None:
    async with database.workroom() as work:
        kept = await work.announcements.add(DRAFT)
    old = {"citizenship": ["KZ"], "level": ["master"], "role": ["student"]}
    async with database._unit() as connection:
        await connection.execute(update(announcements).values(condition=old))

    async with database.workroom() as work:
        found = await work.announcements.get(kept.id)

    assert found
    assert found.audience.condition == replace(KAZAKHS, stage=())
