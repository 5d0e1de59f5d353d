"""/stop ends everything that comes unasked, and nothing else."""

import pytest

from tests.builders import ADA, BO, command, press, text
from tests.telegram.sample import phrasebook, sure_of
from tests.telegram.stage import Stage

TOPICS = ("admission", "life")


@pytest.fixture
async def stopped(stage: Stage) -> Stage:
    """Ada and Bo wanted reminders and announcements; Bo does not any more."""
    for person in (ADA, BO):
        await stage.hears(press("dr:en:y", person=person))
        for topic in TOPICS:
            await stage.hears(press(f"v:{topic}", person=person))
    await stage.hears(command("stop", person=BO, bot=stage.bot))
    return stage


async def test_reminders_and_announcements_end_for_who_says_so(stopped: Stage) -> None:
    assert stopped.work.stays.stored[BO.id].is_stopped
    assert await stopped.work.subscriptions.of(BO.id) == frozenset()

    assert not stopped.work.stays.stored[ADA.id].is_stopped
    assert await stopped.work.subscriptions.of(ADA.id) == frozenset(TOPICS)


async def test_twice_is_once_and_who_wanted_nothing_is_told_the_same(stage: Stage) -> None:
    for _ in range(2):
        await stage.hears(command("stop", person=BO, bot=stage.bot))

    once, again = stage.texts_to(BO.id)
    assert once == again
    assert stage.work.stays.stored[BO.id].is_stopped


@pytest.mark.parametrize("locale", sorted(phrasebook().locales))
async def test_it_says_how_to_have_them_again_in_every_language(stage: Stage, locale: str) -> None:
    await stage.hears(press(f"l:{locale}", person=BO))

    await stage.hears(command("stop", person=BO, bot=stage.bot))

    assert "/resume" in stage.texts_to(BO.id)[-1]
    assert "/subscriptions" in stage.texts_to(BO.id)[-1]


async def test_both_can_be_taken_up_again(stopped: Stage) -> None:
    await stopped.hears(command("resume", person=BO, bot=stopped.bot))
    await stopped.hears(press("v:life", person=BO))

    assert not stopped.work.stays.stored[BO.id].is_stopped
    assert await stopped.work.subscriptions.of(BO.id) == {"life"}


async def test_who_is_in_danger_is_helped_all_the_same(stopped: Stage) -> None:
    stopped.interpreter.taught["the police took me"] = sure_of("urgent")

    await stopped.hears(text("the police took me", person=BO))

    assert stopped.work.tickets.stored[1].urgent
