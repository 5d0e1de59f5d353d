"""A student is told when to expect a person, again if it takes longer, and staff are reminded."""

from datetime import timedelta

import pytest

from actions.content.desks import Desk, Desks, Member
from actions.content.roles import Role
from actions.domain.promise import FEWEST
from tests.actions.office import ADA, BO, CHIDI, DANA, STAFF, Office

MEMBERS = (Member(21, "Chidi", Role.ADMINISTRATOR), Member(22, "Dana"))
DESKS = Desks({"office": Desk("office", members=MEMBERS)}, claim=timedelta(days=2))
HOUR = timedelta(hours=1)


@pytest.fixture
def office() -> Office:
    """It is Monday, noon in London and four in the afternoon in Baku."""
    return Office(desks=DESKS)


async def ask(office: Office) -> None:
    await office.hears(ADA, "can I bring my cat")


def overdue(office: Office) -> list[str]:
    return [said for said in office.told(STAFF) if said.startswith("overdue")]


async def test_whoever_is_passed_on_hears_by_when_a_person_answers(office: Office) -> None:
    await ask(office)

    [outlook] = office.words.outlooks
    assert office.baku(outlook.due_at) == "Tue 16:00"  # one hour today, five tomorrow
    assert (outlook.place, outlook.opens_at) == (1, None)


async def test_out_of_hours_they_hear_when_the_office_opens(office: Office) -> None:
    office.clock.passes(hours=3)  # seven in the evening
    await ask(office)

    [outlook] = office.words.outlooks
    assert outlook.opens_at
    assert office.baku(outlook.opens_at) == "Tue 10:00"
    assert office.baku(outlook.due_at) == "Tue 17:00"


async def test_what_was_observed_is_what_is_promised(office: Office) -> None:
    for number in range(FEWEST):
        await office.hears(BO, f"may I bring dog {number}")
        office.clock.passes(minutes=3)
        await office.replies("Yes.", ticket=number + 1)
        async with office.unit() as outbox:
            await office.tending.close(outbox, office.ticket(number + 1), CHIDI)
        office.clock.passes(days=4)  # later, a question is a new matter

    office.words.outlooks.clear()
    await ask(office)

    [outlook] = office.words.outlooks
    assert outlook.opens_at  # it is a Saturday by now
    assert outlook.due_at - outlook.opens_at <= HOUR


async def test_asking_more_changes_no_promise(office: Office) -> None:
    await ask(office)
    office.clock.passes(hours=18)
    await office.hears(ADA, "and my dog, too")

    first, second = office.words.outlooks
    assert first.due_at == second.due_at


async def test_before_a_promise_is_missed_the_student_is_told_again_once(office: Office) -> None:
    await ask(office)
    for _ in range(40):
        await office.a_moment_passes(hours=1)

    assert [said for said in office.told(ADA.id) if "again" in said] == ["promised_again en 1"]
    first, second = office.words.outlooks
    assert second.due_at > first.due_at


async def test_overdue_tickets_climb_from_the_claimer_to_the_desk_to_the_head(
    office: Office,
) -> None:
    await ask(office)
    async with office.unit() as outbox:
        await office.tending.claim(outbox, office.ticket(), DANA)
    for _ in range(60):
        await office.a_moment_passes(hours=1)

    assert [said.split()[2] for said in overdue(office)] == ["CLAIMER", "DESK", "HEAD"]


async def test_what_nobody_has_begins_with_the_desk(office: Office) -> None:
    await ask(office)
    for _ in range(60):
        await office.a_moment_passes(hours=1)

    assert [said.split()[2] for said in overdue(office)] == ["DESK", "HEAD"]


async def test_a_reply_ends_the_wait(office: Office) -> None:
    await ask(office)
    await office.replies("Yes, it may come.")
    for _ in range(40):
        await office.a_moment_passes(hours=1)

    assert overdue(office) == []
    assert "promised_again en 1" not in office.told(ADA.id)
    assert office.work.promises.stored[1].next_at is None


async def test_a_clock_that_jumps_forgets_nothing_and_says_nothing_twice(office: Office) -> None:
    await ask(office)
    office.clock.passes(days=30)
    for _ in range(5):
        await office.minding.run_once()

    assert [said.split()[2] for said in overdue(office)] == ["DESK", "HEAD"]
    assert office.told(ADA.id).count("promised_again en 1") == 1


async def test_a_second_wait_gets_a_promise_of_its_own(office: Office) -> None:
    await ask(office)
    await office.replies("Which cat?")
    async with office.unit() as outbox:
        await office.tending.release(outbox, office.ticket(), CHIDI)
    office.clock.passes(hours=20)
    await office.hears(ADA, "a black one, can it come")

    first, second = office.words.outlooks
    assert first.due_at < second.due_at


async def test_without_a_staff_group_nothing_is_promised() -> None:
    office = Office(staff_chat=None)
    await ask(office)

    assert office.words.outlooks == []
    assert office.work.promises.stored == {}
