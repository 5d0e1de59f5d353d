"""What became of messages is kept, counted and forgotten, and so is what was missing."""

from dataclasses import replace
from datetime import timedelta

from actions.domain.decision import Reason
from actions.domain.deed import Deed, Verb
from actions.domain.exchange import Exchange, Outcome
from actions.domain.feedback import Complaint, Feedback, Missing
from actions.domain.promise import Promise
from actions.domain.rating import Rating
from actions.domain.record import Handled, Wait
from actions.ports import Workroom
from tests.storage.builders import ADA, BO, DESK, NOW, ticket

HOUR = timedelta(hours=1)
ASKED = Exchange(ADA, NOW, "en", Outcome.CLARIFIED, ("a/b", "a/c"), 7)
COMPLAINT = Complaint(ADA, 5, "a/b", "en", NOW)


async def test_exchanges_come_back_in_order(workroom: Workroom) -> None:
    later = replace(ASKED, at=NOW + HOUR, outcome=Outcome.PASSED_ON, entries=(), ticket_id=None)
    async with workroom() as work:
        await work.records.add(ASKED)
        await work.records.add(later)

    async with workroom() as work:
        assert await work.records.exchanges(NOW) == [ASKED, later]
        assert await work.records.exchanges(NOW + HOUR) == [later]


async def test_a_message_has_one_complaint(workroom: Workroom) -> None:
    told = replace(COMPLAINT, missing=Missing.UNCLEAR, word="what is a permit?")
    newer = replace(COMPLAINT, message_id=4, given_at=NOW + HOUR)
    async with workroom() as work:
        assert await work.complaints.last_of(ADA) is None
        for each in (COMPLAINT, newer, told):
            await work.complaints.save(each)

    async with workroom() as work:
        assert await work.complaints.get(ADA, 5) == told
        assert await work.complaints.get(BO, 5) is None
        assert await work.complaints.last_of(ADA) == newer
        assert await work.records.complaints(NOW) == [told, newer]


async def test_thumbs_and_ratings_are_found_by_their_moment(workroom: Workroom) -> None:
    thumb = Feedback(ADA, "a/b", "en", helpful=False, given_at=NOW)
    async with workroom() as work:
        number = (await work.tickets.add(ticket())).id
        await work.feedback.add(thumb)
        await work.ratings.add(Rating(number, ADA, 4, NOW))

        assert await work.records.thumbs(NOW) == [thumb]
        assert await work.records.ratings(NOW) == [Rating(number, ADA, 4, NOW)]
        assert await work.records.thumbs(NOW + HOUR) == []
        assert await work.records.ratings(NOW + HOUR) == []


async def test_tickets_are_told_with_their_meaning(workroom: Workroom) -> None:
    async with workroom() as work:
        await work.tickets.add(ticket(opened_at=NOW - HOUR))
        plain = (await work.tickets.add(ticket(locale="az", question="Niyə?"))).id
        known = (await work.tickets.add(ticket())).id
        await work.meanings.save(known, {"a/b": 0.5})

        assert await work.records.handled(NOW) == [
            Handled(plain, NOW, "az", Reason.UNSURE, "Niyə?", {}),
            Handled(known, NOW, "en", Reason.UNSURE, "Can I pay later?", {"a/b": 0.5}),
        ]


async def test_a_wait_ends_with_the_first_word_of_a_person(workroom: Workroom) -> None:
    async with workroom() as work:
        answered = (await work.tickets.add(ticket())).id
        waiting = (await work.tickets.add(ticket())).id
        for number in (answered, waiting):
            await work.promises.save(Promise(number, NOW, NOW + HOUR, NOW + HOUR, NOW))
        for hours, verb in ((-1, Verb.REPLY), (1, Verb.CLAIM), (2, Verb.CLOSE), (3, Verb.REPLY)):
            await work.deeds.add(Deed(NOW + hours * HOUR, verb, DESK, 1, "C", answered))

        found = await work.records.waits(NOW)
        assert await work.records.waits(NOW + HOUR) == []
    assert sorted(found, key=lambda wait: wait.answered_at is None) == [
        Wait(NOW, NOW + HOUR, NOW + 2 * HOUR),
        Wait(NOW, NOW + HOUR),
    ]


async def test_both_are_forgotten_in_time(workroom: Workroom) -> None:
    async with workroom() as work:
        await work.records.add(ASKED)
        await work.complaints.save(COMPLAINT)

        assert await work.forget_before(NOW) == 0
        assert await work.forget_before(NOW + HOUR) == 2
        assert await work.records.exchanges(NOW) == []
        assert await work.complaints.last_of(ADA) is None
