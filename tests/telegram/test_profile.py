"""What people tell of themselves: all of it voluntary, to change, and to delete."""

from datetime import date

import pytest

from actions.content.circumstances import Circumstances, Level, Role
from actions.content.circumstances import Stage as StudyStage
from actions.content.deadline_rules import Milestone
from actions.domain.interpretation import Entity, EntityKind, Interpretation
from actions.domain.person import Awaiting, Person
from actions.domain.profile import Trait
from actions.domain.stay import Stay, newcomer
from bot.telegram.profile_words import CODES
from tests.builders import BO, command, photo, press, text
from tests.telegram.sample import LOCALES, phrasebook, presenter, sure_of
from tests.telegram.shown import text_of
from tests.telegram.stage import Stage

EN = phrasebook()["en"]


def bo(stage: Stage) -> Person:
    """As he is remembered."""
    return stage.work.people.stored[BO.id]


async def test_profile_shows_everything_with_why_it_is_asked(stage: Stage) -> None:
    await stage.hears(command("profile", person=BO, bot=stage.bot))

    [shown] = stage.texts_to(BO.id)
    for trait in Trait:
        assert EN(f"trait_{trait}") in shown
        assert EN(f"why_{trait}") in shown
    assert shown.count(EN("profile_unknown")) == len(Trait) + len(Milestone)
    assert stage.buttons_to(BO.id) == [*(f"k:en:{code}" for code in CODES.values()), "dl:en:d"]


@pytest.mark.parametrize(
    ("said", "trait", "value"),
    [
        ("c:KZ", "citizenship", "KZ"),
        ("l:master", "level", Level.MASTER),
        ("r:teacher", "role", Role.TEACHER),
        ("s:graduating", "stage", StudyStage.GRADUATING),
        ("g:tr", "chosen_locale", "tr"),
    ],
)
async def test_a_tap_is_kept_and_another_one_deletes_it(
    stage: Stage, said: str, trait: str, value: object
) -> None:
    await stage.hears(press(f"k:en:{said}", person=BO))
    assert getattr(bo(stage), trait) == value

    await stage.hears(press(f"k:en:{said[0]}:-", person=BO))
    assert getattr(bo(stage), trait) is None
    spoken = phrasebook()["tr" if value == "tr" else "en"]
    assert stage.toasts() == [EN("profile_saved"), spoken("profile_deleted")]


@pytest.mark.parametrize(
    "data",
    [
        *("k:en:c:XX", "k:en:c:kz", "k:en:l:king", "k:en:r:king", "k:en:s:king", "k:en:g:xx"),
        *("k:en:a:2026-09-01", "k:en:z", "k:en", "k", "q:en:everything", "k:en:name:Eve"),
    ],
)
async def test_a_forged_button_changes_nothing(stage: Stage, data: str) -> None:
    await stage.hears(press("k:en:c:KZ", person=BO))
    before = bo(stage)

    await stage.hears(press(data, person=BO))

    assert bo(stage) == before
    assert stage.toasts()[-1] == EN("too_old")


async def test_what_is_typed_is_kept_and_the_model_is_not_asked(stage: Stage) -> None:
    await stage.hears(press("k:en:c", person=BO))
    await stage.hears(text("Казахстан", person=BO))

    assert bo(stage).citizenship == "KZ"
    assert bo(stage).awaiting is Awaiting.QUESTION
    assert stage.interpreter.asked == []
    assert EN("profile_kept").split()[0].strip("*.") in stage.texts_to(BO.id)[-1]


async def test_a_people_s_name_is_recognised_by_the_model(stage: Stage) -> None:
    kazakh = Entity(EntityKind.CITIZENSHIP, "KZ")
    stage.interpreter.taught["i am a Kazakh"] = Interpretation((), (), entities=(kazakh,))

    await stage.hears(press("k:en:c", person=BO))
    await stage.hears(text("i am a Kazakh", person=BO))

    assert bo(stage).citizenship == "KZ"
    assert stage.work.tickets.stored == {}


async def test_what_can_not_be_meant_is_asked_once_more(stage: Stage) -> None:
    await stage.hears(press("k:en:c", person=BO))
    await stage.hears(text("Narnia", person=BO))

    assert stage.texts_to(BO.id)[-1] == EN("country_not_found")
    assert stage.work.tickets.stored == {}
    assert bo(stage).awaiting is Awaiting.CITIZENSHIP


async def test_a_question_in_between_is_answered_and_a_cry_for_help_is_heard(
    stage: Stage,
) -> None:
    stage.interpreter.taught["How do I apply?"] = sure_of("admission/how-to-apply")
    stage.interpreter.taught["the police took me, help"] = sure_of("urgent")
    await stage.hears(press("k:en:c", person=BO))
    await stage.hears(text("How do I apply?", person=BO))
    assert stage.texts_to(BO.id)[-1].startswith("Apply <b>online</b>")
    assert bo(stage).awaiting is Awaiting.QUESTION

    await stage.hears(press("k:en:c", person=BO))
    await stage.hears(text("the police took me, help", person=BO))
    [ticket] = stage.work.tickets.stored.values()
    assert ticket.urgent


async def test_what_is_meant_for_staff_still_reaches_them(stage: Stage) -> None:
    stage.interpreter.taught["a person please"] = sure_of("handoff")
    await stage.hears(text("a person please", person=BO))
    await stage.hears(press("k:en:c", person=BO))
    await stage.hears(text("thank you, one more thing", person=BO))

    letters = [each.written.text for each in stage.work.letters.stored.values()]
    assert "thank you, one more thing" in letters
    assert EN("country_not_found") not in stage.texts_to(BO.id)


@pytest.mark.parametrize("leave", ["skip", "cancel"])
async def test_nothing_must_be_told(stage: Stage, leave: str) -> None:
    await stage.hears(press("k:en:c", person=BO))
    if leave == "skip":
        await stage.hears(press("q:en", person=BO))
    else:
        await stage.hears(command("cancel", person=BO, bot=stage.bot))

    assert bo(stage).awaiting is Awaiting.QUESTION
    assert bo(stage).citizenship is None


async def test_a_picture_is_no_answer_and_no_ticket(stage: Stage) -> None:
    await stage.hears(press("k:en:c", person=BO))
    await stage.hears(photo(person=BO))

    assert stage.work.tickets.stored == {}
    assert bo(stage).citizenship is None


async def test_all_of_it_is_deleted_after_a_yes(stage: Stage) -> None:
    await stage.hears(press("dd:en:a:2026-09-01", person=BO))
    for said in ("c:KZ", "l:phd", "s:applicant", "g:tr"):
        await stage.hears(press(f"k:en:{said}", person=BO))
    await stage.hears(press("q:en:all", person=BO))
    told = Circumstances("KZ", Level.PHD, stage=StudyStage.APPLICANT)
    assert bo(stage).circumstances == told

    await stage.hears(press("q:en:yes", person=BO))

    assert all(getattr(bo(stage), trait) is None for trait in Trait)
    assert stage.work.stays.stored[BO.id] == newcomer(BO.id)


async def test_every_stage_can_be_tapped_or_skipped(stage: Stage) -> None:
    await stage.hears(press("k:en:s", person=BO))

    offered = [f"k:en:s:{each}" for each in StudyStage]
    assert stage.buttons_to(BO.id)[-len(offered) - 1 :] == [*offered, "q:en"]
    assert bo(stage).stage is None


@pytest.mark.parametrize("locale", LOCALES)
def test_what_is_known_is_shown_as_one_writes_it_there(locale: str) -> None:
    graduating = StudyStage.GRADUATING
    person = Person(1, "Bo", citizenship="TR", level=Level.MASTER, stage=graduating)
    stay = Stay(1, {Milestone.ARRIVED: date(2026, 9, 1)})
    words = phrasebook()[locale]

    shown = text_of(presenter().profile(person, stay, locale))
    assert words.date(date(2026, 9, 1)).split()[1] in shown
    assert words("level_master") in shown
    assert words("stage_graduating") in shown
