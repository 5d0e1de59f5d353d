"""What must go out is written down with what caused it."""

from actions.domain.delivery import Priority
from actions.outbox import Outbox
from tests.actions.office import ADA, BO, Office
from tests.doubles import NOON, said


async def test_calls_are_numbered_in_their_order(office: Office) -> None:
    async with office.workroom() as work:
        outbox = Outbox(work, "update:7", NOON)
        await outbox.post(ADA.id, [said("one"), said("two")])
        await outbox.post(BO.id, [said("three")], Priority.NOTICE)

    assert [(d.cause, d.chat_id, d.priority) for d in office.deliveries] == [
        ("update:7:0", ADA.id, Priority.PERSON),
        ("update:7:1", ADA.id, Priority.PERSON),
        ("update:7:2", BO.id, Priority.NOTICE),
    ]
    assert {d.created_at for d in office.deliveries} == {NOON}


async def test_the_same_cause_twice_is_one_delivery(office: Office) -> None:
    for _ in range(2):
        async with office.workroom() as work:
            await Outbox(work, "update:7", NOON).post(ADA.id, [said("one"), said("two")])

    assert office.told(ADA.id) == ["one", "two"]


async def test_another_cause_with_the_same_words_is_another_delivery(office: Office) -> None:
    for update in (7, 8):
        async with office.workroom() as work:
            await Outbox(work, f"update:{update}", NOON).post(ADA.id, [said("one")])

    assert office.told(ADA.id) == ["one", "one"]
