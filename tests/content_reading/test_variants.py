"""An answer may be another for some; the best fit is chosen."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actions.content.circumstances import (
    NOTHING_KNOWN,
    Circumstances,
    Condition,
    Level,
    Role,
    Stage,
    best_fit,
)
from actions.content.countries import COUNTRIES
from tests.content_reading.files import HEAD, entry_text, parsed
from tests.content_reading.test_reader import problems_of

ANSWER = """\
A year costs **2500 AZN**.

=== level: phd
A year costs **3000 AZN**.

- Ask twice.

=== citizenship: KZ, cis; level: phd
A year is **free**.
"""
MEMBERS = {"cis": frozenset(("KZ", "UZ")), "near": frozenset(("TR", "IR", "GE"))}


def answer_for(whose: Circumstances) -> str:
    variant = parsed(entry_text(body=ANSWER)).variant_for(whose, MEMBERS)
    return variant.body.split("\n")[0] if variant else "general"


def test_each_part_of_an_answer_is_read() -> None:
    entry = parsed(entry_text(body=ANSWER))

    assert entry.body == "A year costs **2500 AZN**."
    assert [each.heading for each in entry.variants] == [
        "level: phd",
        "citizenship: KZ, cis; level: phd",
    ]
    assert entry.variants[0].body == "A year costs **3000 AZN**.\n\n- Ask twice."
    assert entry.variants[1].condition == Condition(("KZ", "cis"), (Level.PHD,))
    assert [line for line, _ in entry.texts] == [8, 11, 16]
    assert [entry.text.split("\n")[line - 1] for line, _ in entry.texts] == [
        text.split("\n")[0] for _, text in entry.texts
    ]


@pytest.mark.parametrize(
    ("whose", "expected"),
    [
        (NOTHING_KNOWN, "general"),
        (Circumstances(level=Level.MASTER), "general"),
        (Circumstances(level=Level.PHD), "A year costs **3000 AZN**."),
        (Circumstances("TR", Level.PHD), "A year costs **3000 AZN**."),
        (Circumstances("KZ", Level.PHD), "A year is **free**."),
        (Circumstances("UZ", Level.PHD, Role.STUDENT), "A year is **free**."),
        (Circumstances("KZ"), "general"),
    ],
)
def test_most_conditions_win(whose: Circumstances, expected: str) -> None:
    assert answer_for(whose) == expected


def test_a_country_by_its_name_wins_over_its_group() -> None:
    by_group, by_name = Condition(citizenship=("cis",)), Condition(citizenship=("KZ",))

    chosen = best_fit([(by_group, "group"), (by_name, "name")], Circumstances("KZ"), MEMBERS)

    assert chosen == "name"


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("All.\n\n===\nSome.\n", "10: the condition is missing"),
        ("All.\n\n=== level: dr\nSome.\n", "10: “dr” is no level"),
        ("All.\n\n=== stage: new\nSome.\n", "10: “new” is no stage"),
        ("All.\n\n=== age: 18\nSome.\n", "10: `age:` is no condition"),
        ("All.\n\n=== level: phd\n\n=== level: master\nSome.\n", "10: the answer of this variant"),
        ("All.\n=== level: phd\nA\n=== level: phd\nB\n", "11: this variant stands here twice"),
        ("All.\n=== level: phd; level: master\nA\n", "9: `level:` stands here twice"),
        ("=== level: phd\nSome.\n", "8: the general answer is missing"),
        ("Pay {a fee} now.\n", "8: { and } stand only around the name of a fact"),
        ("All.\n\nUse }.\n", "10: { and } stand only around"),
    ],
)
def test_a_mistake_in_the_answer_is_named_at_its_line(body: str, expected: str) -> None:
    assert problems_of(entry_text(body=body))[0].startswith(expected)


def test_a_placeholder_in_the_head_is_named() -> None:
    head = HEAD.replace("tuition fee", "is it {tuition_fee}?")

    assert problems_of(entry_text(head)) == [
        "4: {tuition_fee} can stand in the answer only; write the words themselves"
    ]


def test_what_somebody_says_now_counts_more_than_what_is_known() -> None:
    known = Circumstances("KZ", Level.MASTER)

    assert Circumstances(level=Level.PHD).or_else(known) == Circumstances("KZ", Level.PHD)
    assert known.having("teacher") == Circumstances("KZ", Level.MASTER, Role.TEACHER)
    assert known.having("admitted").stage is Stage.ADMITTED
    assert Circumstances(stage=Stage.STUDYING).or_else(known).level is Level.MASTER
    assert known.having("TR").having("nonsense") == Circumstances("TR", Level.MASTER)


countries = st.sampled_from(("KZ", "TR", "UZ", "DE")) | st.none()
people = st.builds(
    Circumstances,
    countries,
    st.sampled_from(Level) | st.none(),
    st.sampled_from(Role) | st.none(),
    st.sampled_from(Stage) | st.none(),
)
conditions = st.builds(
    Condition,
    st.lists(st.sampled_from(("KZ", "TR", "cis", "near")), unique=True).map(tuple),
    st.lists(st.sampled_from(Level), unique=True).map(tuple),
    st.lists(st.sampled_from(Role), unique=True).map(tuple),
    st.lists(st.sampled_from(Stage), unique=True).map(tuple),
).filter(lambda condition: condition.words)


def test_a_variant_for_stages_is_for_who_told_one_of_them() -> None:
    entry = parsed(entry_text(body="All.\n\n=== stage: applicant, admitted\nSome.\n"))
    [variant] = entry.variants

    assert variant.condition == Condition(stage=(Stage.APPLICANT, Stage.ADMITTED))
    assert entry.variant_for(Circumstances(stage=Stage.ADMITTED), {}) == variant
    assert entry.variant_for(Circumstances(stage=Stage.STUDYING), {}) is None
    assert entry.variant_for(NOTHING_KNOWN, {}) is None


def test_no_word_means_two_things() -> None:
    words = [*COUNTRIES, *Level, *Role, *Stage]

    assert len(words) == len(set(words))


@given(st.lists(conditions, max_size=6), people)
def test_what_is_chosen_fits_and_nothing_that_fits_asks_for_more(
    choices: list[Condition], whose: Circumstances
) -> None:
    chosen = best_fit([(each, each) for each in choices], whose, MEMBERS)
    fitting = [each for each in choices if each.fits(whose, MEMBERS)]

    assert (chosen is None) == (not fitting)
    if chosen:
        assert chosen in fitting
        assert all(each.weight(whose) <= chosen.weight(whose) for each in fitting)


def test_the_countries_are_those_that_babel_knows() -> None:
    from babel import Locale  # noqa: PLC0415 -- content itself may not know Babel

    names = map(str, Locale("en").territories)
    territories = {code for code in names if len(code) == 2 and code.isalpha()}

    assert territories >= COUNTRIES
    # What Babel names besides: unions, outlying islands, made-up locales.
    besides = "AC CP CQ DG EA EU EZ IC QO TA UN XA XB ZZ"
    assert " ".join(sorted(territories - COUNTRIES)) == besides
