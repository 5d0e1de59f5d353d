"""The menu: one message, whichever way somebody takes through it."""

from dataclasses import replace
from datetime import date

import pytest

from actions.content.checks.references import LONGEST_ID
from actions.content.circumstances import Condition
from actions.content.variants import Variant
from actions.domain.delivery import Call
from actions.domain.occasion import Occasion
from actions.domain.popularity import Popularity
from bot.telegram.menu_words import PAGE
from tests.builders import BO, command, press
from tests.double import Person
from tests.telegram.sample import (
    APPLY,
    DEADLINES,
    LOCALES,
    found,
    knowledge,
    phrasebook,
    presenter,
)
from tests.telegram.shown import data_of, text_of
from tests.telegram.stage import Stage

ENTRY = "admission/how-to-apply"
FOR_SOME = "university/office-hours"  # another answer for teachers
REZA = Person(16, "Reza", language_code="fa")
MANY = [replace(DEADLINES, id=f"life/q{n:02}", questions=(f"Question {n:02}?",)) for n in range(20)]


def edits(stage: Stage) -> list[Call]:
    """How the menu was changed."""
    calls = [one.call for one in stage.sent_to(BO.id)]
    return [call for call in calls if call.method == "edit_message_text"]


def sent(stage: Stage) -> list[Call]:
    """What was sent besides."""
    return [o.call for o in stage.sent_to(BO.id) if o.call.method == "send_message"]


async def test_the_whole_way_down_and_up_is_one_message(stage: Stage) -> None:
    way = ("m:en", "t:en:admission", f"b:en:{ENTRY}", "t:en:admission:0", "m:en")
    for data in way:
        await stage.hears(press(data, person=BO, message_id=77))

    assert sent(stage) == []
    assert [call.params["message_id"] for call in edits(stage)] == [77] * len(way)


async def test_an_answer_of_the_menu_leads_back_and_on_inside_the_menu(stage: Stage) -> None:
    await stage.hears(press(f"b:en:{ENTRY}", person=BO))

    assert stage.texts_to(BO.id)[0].startswith("Apply <b>online</b>")
    assert stage.buttons_to(BO.id) == [
        *(f"y:en:{ENTRY}:m", f"n:en:{ENTRY}:m"),
        *("b:en:admission/deadlines", "p", "t:en:admission:0"),
    ]
    assert [turn.text for turn in stage.work.turns.said] == [ENTRY]


async def test_a_rated_answer_of_the_menu_keeps_the_way_back(stage: Stage) -> None:
    await stage.hears(press(f"y:en:{ENTRY}:m", person=BO))

    assert stage.buttons_to(BO.id) == ["b:en:admission/deadlines", "p", "t:en:admission:0"]


async def test_what_applies_to_somebody_is_shown_in_place(stage: Stage) -> None:
    await stage.hears(press(f"c:en:{FOR_SOME}:t:m", person=BO))

    assert sent(stage) == []
    assert "Come at noon." in stage.texts_to(BO.id)[0]
    assert f"c:en:{FOR_SOME}:-:m" in stage.buttons_to(BO.id)


async def test_what_is_asked_most_comes_first(stage: Stage) -> None:
    await stage.hears(press(f"e:en:{ENTRY}", person=BO))
    await stage.hears(press("t:en:admission", person=BO))

    assert stage.buttons_to(BO.id)[:2] == [f"b:en:{ENTRY}", "b:en:admission/deadlines"]


async def test_what_is_missing_in_a_language_is_on_its_menu_all_the_same(stage: Stage) -> None:
    await stage.hears(press("t:fa:admission", person=REZA))

    assert set(stage.buttons_to(REZA.id)) >= {"b:fa:admission/deadlines", f"b:fa:{ENTRY}"}
    await stage.hears(press("b:fa:admission/deadlines", person=REZA))
    assert "Until 1 May." in stage.texts_to(REZA.id)[-1]


async def test_menu_shows_the_topics(stage: Stage) -> None:
    await stage.hears(command("menu", person=BO, bot=stage.bot))

    assert stage.buttons_to(BO.id)[0] == "t:en:admission"


@pytest.mark.parametrize("locale", LOCALES)
def test_many_questions_are_shown_page_by_page(locale: str) -> None:
    show = presenter(knowledge(*MANY))
    pages = [data_of(show.topic("life", locale, page=page)) for page in range(3)]

    questions = [[d for d in data if d.startswith("b:")] for data in pages]
    assert [len(page) for page in questions] == [PAGE, PAGE, 20 - 2 * PAGE]
    assert [d for page in questions for d in page] == [f"b:{locale}:{e.id}" for e in MANY]
    assert [d for d in pages[0] if d.startswith("t:")] == [f"t:{locale}:life:1"]
    assert [d for d in pages[1] if d.startswith("t:")] == [
        f"t:{locale}:life:0",
        f"t:{locale}:life:2",
    ]


def test_a_page_that_is_no_longer_there_is_the_last_one() -> None:
    show = presenter(knowledge(*MANY))

    assert show.topic("life", "en", page=99) == show.topic("life", "en", page=2)


def test_the_way_back_leads_to_the_page_one_came_from() -> None:
    show = presenter(knowledge(*MANY))
    popularity = Popularity({"life/q19": 5})

    assert show.way_back("life/q19", "en", popularity)[0]["callback_data"] == "t:en:life:0"
    assert show.way_back("life/q18", "en", popularity)[0]["callback_data"] == "t:en:life:2"


@pytest.mark.parametrize("locale", LOCALES)
def test_pages_are_counted_in_the_language_s_own_digits(locale: str) -> None:
    words = phrasebook()[locale]

    assert words.in_digits("3") in text_of(presenter(knowledge(*MANY)).topic("life", locale))


def test_the_longest_name_of_an_entry_fits_every_button() -> None:
    long_id = f"life/{'x' * (LONGEST_ID - len('life/'))}"
    variant = Variant(Condition(citizenship=("KZ",)), "citizenship: KZ", "Not for you.")
    entry = replace(APPLY, id=long_id, related=(), variants=(variant,))

    show = presenter(knowledge(entry))
    calls = show.browsed(found(entry), "en", Occasion(date(2026, 9, 1)), Popularity())
    assert f"c:en:{long_id}:KZ:m" in data_of(calls)
    assert f"b:en:{long_id}" in data_of(show.topic("life", "en"))
