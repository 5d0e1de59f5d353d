"""Links into the bot: where they lead, and that nobody can do harm with one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actions.content.loader import load_knowledge
from actions.domain.person import Awaiting
from bot.config import PROJECT
from bot.telegram.links import Destination, Goal, address, destination_of, payload_of, read_payload
from tests.builders import BO, command, press
from tests.telegram.sample import knowledge, phrasebook
from tests.telegram.stage import Stage

ENTRY = "admission/how-to-apply"
KB = knowledge()


@pytest.mark.parametrize(
    ("name", "payload"),
    [
        (ENTRY, "e_admission_how-to-apply"),
        ("migration", "t_migration"),
        ("az", "lang_az"),
    ],
)
def test_a_link_leads_where_it_was_made_for(name: str, payload: str) -> None:
    goes_to = destination_of(name, KB)

    assert goes_to
    assert payload_of(goes_to) == payload
    assert read_payload(payload, KB) == goes_to


def test_every_entry_topic_and_language_has_a_link_of_its_own() -> None:
    kb, _ = load_knowledge(PROJECT / "knowledge")
    names = [*kb.ids, *kb.registry.topics, *kb.locales]
    goals = [goes_to for name in names if (goes_to := destination_of(name, kb))]
    links = {address("beledci_bot", goes_to) for goes_to in goals}

    assert len(links) == len(goals) == len(names)
    assert [read_payload(link.partition("=")[2], kb) for link in links]


def test_a_name_that_telegram_would_not_let_through_gets_no_link() -> None:
    for name in ("x" * 63, "spring fair", "ярмарка", "a&b"):
        with pytest.raises(ValueError, match="c_"):
            address("beledci_bot", Destination(Goal.CAMPAIGN, name))


@given(st.text(max_size=80))
def test_whatever_stands_in_a_link_nothing_fails(payload: str) -> None:
    goes_to = read_payload(payload, KB)

    assert goes_to is None or payload_of(goes_to) == payload


async def test_a_link_to_an_answer_shows_it_inside_the_menu(stage: Stage) -> None:
    await stage.hears(command("start", "e_admission_how-to-apply", person=BO, bot=stage.bot))

    assert stage.texts_to(BO.id)[0].startswith("Apply <b>online</b>")
    assert stage.buttons_to(BO.id)[-1] == "t:en:admission:0"


async def test_a_link_to_a_topic_shows_its_questions(stage: Stage) -> None:
    await stage.hears(command("start", "t_admission", person=BO, bot=stage.bot))

    assert stage.buttons_to(BO.id)[0] == "b:en:admission/deadlines"


async def test_where_somebody_came_from_is_kept_at_the_first_contact_only(stage: Stage) -> None:
    await stage.hears(command("start", "c_fair-2026", person=BO, bot=stage.bot))
    await stage.hears(command("start", "c_other", person=BO, bot=stage.bot))

    assert stage.work.people.stored[BO.id].came_from == "fair-2026"
    assert stage.texts_to(BO.id)[0].startswith(phrasebook()["en"]("welcome").split()[0])
    assert await stage.work.people.origins() == {"fair-2026": 1}


async def test_who_was_here_before_came_from_nowhere(stage: Stage) -> None:
    await stage.hears(press("m:en", person=BO))
    await stage.hears(command("start", "c_fair-2026", person=BO, bot=stage.bot))

    assert stage.work.people.stored[BO.id].came_from is None


async def test_a_link_leaves_what_was_begun(stage: Stage) -> None:
    await stage.hears(press("w", person=BO))
    await stage.hears(command("start", "t_admission", person=BO, bot=stage.bot))

    assert stage.work.people.stored[BO.id].awaiting is Awaiting.QUESTION
