"""Each person has one opinion on an entry in a locale: the last."""

from actions.domain.feedback import Feedback
from actions.ports import Workroom
from tests.storage.builders import ADA, BO, NOW

FEES, VISA = "admission/tuition-fees", "migration/study-visa"


async def test_opinions_are_tallied_over_people_and_locales(workroom: Workroom) -> None:
    async with workroom() as work:
        nobody = await work.feedback.tally(FEES)
        await work.feedback.add(Feedback(ADA, FEES, "en", helpful=True, given_at=NOW))
        await work.feedback.add(Feedback(ADA, FEES, "de", helpful=False, given_at=NOW))
        await work.feedback.add(Feedback(BO, FEES, "en", helpful=True, given_at=NOW))
        await work.feedback.add(Feedback(BO, VISA, "en", helpful=False, given_at=NOW))

    async with workroom() as work:
        assert nobody == (0, 0)
        assert await work.feedback.tally(FEES) == (2, 1)
        assert await work.feedback.tally(VISA) == (0, 1)


async def test_a_changed_mind_replaces_the_opinion(workroom: Workroom) -> None:
    async with workroom() as work:
        await work.feedback.add(Feedback(ADA, FEES, "en", helpful=True, given_at=NOW))
        await work.feedback.add(Feedback(ADA, FEES, "en", helpful=False, given_at=NOW))

        assert await work.feedback.tally(FEES) == (0, 1)
