"""What students get for a command."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from actions.domain.person import Awaiting
from actions.forgetting import KEPT
from tests.builders import ADA, BO, GROUP, command, edited
from tests.double import Person
from tests.telegram.sample import LOCALES, phrasebook
from tests.telegram.stage import Stage

LEYLA = Person(13, "Leyla", language_code="az-AZ")


def greeting(locale: str) -> str:
    """How the welcome begins."""
    return phrasebook()[locale]("welcome").split()[0]


async def test_start_greets_in_the_language_of_the_app(stage: Stage) -> None:
    await stage.hears(command("start", person=LEYLA, bot=stage.bot))

    [text] = stage.texts_to(LEYLA.id)
    assert text.startswith(greeting("az"))
    assert "t:az:admission" in stage.buttons_to(LEYLA.id)
    assert "l:az" in stage.buttons_to(LEYLA.id)


async def test_who_speaks_a_language_that_we_do_not_is_greeted_in_the_default(
    stage: Stage,
) -> None:
    await stage.hears(command("start", person=ADA, bot=stage.bot))

    assert stage.texts_to(ADA.id)[0].startswith(greeting("en"))


async def test_a_link_to_start_chooses_a_language_for_good(stage: Stage) -> None:
    await stage.hears(command("start", "lang_tr", person=BO, bot=stage.bot))
    await stage.hears(command("help", person=BO, bot=stage.bot))

    assert stage.work.people.stored[BO.id].chosen_locale == "tr"
    assert stage.texts_to(BO.id)[1].startswith(phrasebook()["tr"]("help").splitlines()[0])


FORGED = (
    "lang_xx",
    "lang_",
    "e_admission_gone",
    "e_",
    "t_gone",
    "t_a/b",
    "<b>",
    "ref_42",
    "x" * 64,
)


@pytest.mark.parametrize("payload", FORGED)
async def test_a_link_that_says_something_else_greets_all_the_same(
    stage: Stage, payload: str
) -> None:
    await stage.hears(command("start", payload, person=BO, bot=stage.bot))

    assert stage.work.people.stored[BO.id].chosen_locale is None
    assert stage.texts_to(BO.id)[0].startswith(greeting("en"))


async def test_language_offers_all_of_them(stage: Stage) -> None:
    await stage.hears(command("language", person=BO, bot=stage.bot))

    assert stage.buttons_to(BO.id) == [f"l:{code}" for code in LOCALES]


async def test_privacy_says_how_long_words_are_kept(stage: Stage) -> None:
    await stage.hears(command("privacy", person=BO, bot=stage.bot))

    assert f" {KEPT.days} " in stage.texts_to(BO.id)[0]


async def test_cancel_leaves_what_was_begun(stage: Stage) -> None:
    await stage.hears(command("start", person=BO, bot=stage.bot))
    await _write_to_staff(stage)

    await stage.hears(command("cancel", person=BO, bot=stage.bot))
    await stage.hears(command("cancel", person=BO, bot=stage.bot))

    words = phrasebook()["en"]
    assert stage.texts_to(BO.id)[1:] == [words("cancelled"), words("nothing_to_cancel")]
    assert stage.work.people.stored[BO.id].awaiting is Awaiting.QUESTION


async def test_any_other_command_leaves_it_as_well(stage: Stage) -> None:
    await stage.hears(command("start", person=BO, bot=stage.bot))
    await _write_to_staff(stage)

    await stage.hears(command("help", person=BO, bot=stage.bot))

    assert stage.work.people.stored[BO.id].awaiting is Awaiting.QUESTION


async def _write_to_staff(stage: Stage) -> None:
    async with stage.workroom() as work:
        known = await work.people.get(BO.id)
        assert known
        await work.people.save(replace(known, awaiting=Awaiting.FOR_STAFF))


async def test_an_unknown_command_never_reaches_the_model(stage: Stage) -> None:
    await stage.hears(command("Handoff", person=BO, bot=stage.bot))

    assert "/Handoff" in stage.texts_to(BO.id)[0]
    assert stage.interpreter.asked == []


async def test_a_command_for_another_bot_is_answered_as_unknown(stage: Stage) -> None:
    await stage.hears(command("start@other_bot", person=BO, bot=stage.bot))

    assert "/start@other_bot" in stage.texts_to(BO.id)[0]


async def test_a_command_with_our_name_is_ours(stage: Stage) -> None:
    await stage.hears(command("start@beledci_bot", person=BO, bot=stage.bot))

    assert stage.texts_to(BO.id)[0].startswith(greeting("en"))


async def test_a_command_that_is_edited_later_is_not_given_again(stage: Stage) -> None:
    await stage.hears(edited("/start", person=BO, bot=stage.bot))

    assert stage.sent_to(BO.id) == []
    assert set(stage.work.inbox.states.values()) == {"done"}


async def test_a_command_in_a_group_is_told_where_to_go(stage: Stage) -> None:
    await stage.hears(command("start", person=BO, chat=GROUP, bot=stage.bot))

    assert "https://t.me/beledci_bot" in stage.texts_to(GROUP.id)[0]
    assert stage.sent_to(BO.id) == []


@pytest.mark.parametrize("name", ["start", "status"])
async def test_who_is_banned_is_told_so_by_commands_too(stage: Stage, name: str) -> None:
    await stage.hears(command("help", person=BO, bot=stage.bot))
    known = stage.work.people.stored[BO.id]
    stage.work.people.stored[BO.id] = replace(known, banned_at=datetime.now(UTC))

    await stage.hears(command(name, person=BO, bot=stage.bot))

    told, en = stage.texts_to(BO.id)[-1], phrasebook()["en"]
    assert told.startswith(en("banned"))
    assert told.endswith(en("banned_can"))
