"""Facts come into their places, and what is not sure is never shown."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actions.content.circumstances import NOTHING_KNOWN, Circumstances, Condition
from actions.content.facts import Certainty
from actions.content.facts_values import day
from actions.content.knowledge_base import KnowledgeBase
from actions.content.registry import Registry
from actions.domain.occasion import Occasion
from bot.facts.filling import Filled, fill
from tests.facts.office import CHECKED, FACTS, GROUPS, TODAY, known
from tests.telegram.sample import LOCALES, phrasebook

KB = KnowledgeBase.of(Registry("en", "az", LOCALES, {}), (), FACTS, GROUPS)
KAZAKH = Circumstances("KZ")


def filled(
    markdown: str, locale: str = "en", whose: Circumstances = NOTHING_KNOWN, today: date = TODAY
) -> Filled:
    return fill(markdown, KB, phrasebook()[locale], Occasion(today, whose))


def test_a_fact_is_written_in_the_language_of_the_answer() -> None:
    assert filled("More than **{term}**.").text == "More than **15 days**."
    assert filled("**{term}**-dən çox.", "az").text == "**15 gün**-dən çox."


def test_a_fact_follows_the_persons_circumstances() -> None:
    found = filled("Within {term}.", whose=KAZAKH)

    assert found.text == "Within 30 days."
    assert found.applied == (Condition(citizenship=("KZ",)),)
    assert filled("Within {term}.").applied == ()


def test_an_answer_can_name_a_case_itself() -> None:
    assert filled("{term}; Kazakhstan: {term:KZ}").text == "15 days; Kazakhstan: 30 days"


@pytest.mark.parametrize("place", ["{duty}", "{season}", "{nobody_wrote_it}"])
def test_what_must_be_confirmed_is_not_shown(place: str) -> None:
    found = filled(f"State duty: {place}.")

    assert found.text == "State duty: (must be confirmed)."
    assert found.is_withheld
    assert found.shown == ()


def test_a_fact_is_shown_on_its_last_day_and_not_on_the_next() -> None:
    assert filled("{season}", today=date(2026, 11, 22)).text == "7"
    assert filled("{season}", today=date(2026, 11, 23)).text == "(must be confirmed)"


def test_a_value_says_of_which_time_it_is() -> None:
    assert filled("Students: {students}").text == "Students: 9,000 (as of September 2022)"


def test_a_fact_can_be_the_address_of_a_link() -> None:
    assert filled("[The form]({form})").text == "[The form](<https://evisa.gov.az/en/>)"
    assert filled("[write]({admission_email})").text == "[write](<mailto:iro@beu.edu.az>)"
    assert filled("[the term]({term})").text == "the term 15 days"
    assert filled("[the fee]({duty})").text == "the fee (must be confirmed)"


def test_what_was_used_is_told() -> None:
    found = filled("{term} or {heard}")

    assert [fact.name for fact in found.shown] == ["term", "heard"]
    assert found.is_secondary
    assert not filled("{term}").is_secondary
    assert found.oldest(date(2026, 11, 1)) == CHECKED
    assert found.oldest(date(2026, 1, 1)) == date(2026, 1, 1)


def test_a_sentence_ends_with_one_point() -> None:
    founded = replace(FACTS["term"], name="founded", value=known(day("2016-11-08")), cases=())
    kb = KnowledgeBase.of(KB.registry, (), {"founded": founded})

    text = fill("Основан {founded}. Дальше.", kb, phrasebook()["ru"], Occasion(TODAY)).text

    assert text == "Основан 8 ноября 2016\u202fг. Дальше."


@given(st.text(max_size=30), st.sampled_from(sorted(LOCALES)))
def test_what_holds_no_placeholder_stays_as_it_is(text: str, locale: str) -> None:
    bare = text.replace("{", "(").replace("}", ")")

    assert filled(bare, locale).text == bare


@given(
    st.lists(st.sampled_from([*FACTS, "gone"]), max_size=6),
    st.sampled_from(sorted(LOCALES)),
    st.dates(date(2020, 1, 1), date(2100, 1, 1)),
)
def test_whatever_is_shown_is_current_and_no_brace_is_left(
    names: list[str], locale: str, today: date
) -> None:
    found = filled(" ".join(f"{{{name}}}" for name in names), locale, today=today)

    assert "{" not in found.text
    assert all(fact.is_current(today) for fact in found.shown)
    assert not any(fact.certainty is Certainty.TO_CONFIRM for fact in found.shown)
    assert found.is_withheld == (len(found.shown) < len(names))
