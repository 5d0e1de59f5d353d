"""An answer for one person on one day: facts, variants, and what is asked."""

from dataclasses import replace
from datetime import date

import pytest

from actions.content.circumstances import Circumstances, Condition, Level, Role, Stage
from actions.content.countries import COUNTRIES
from actions.content.knowledge_base import Found, KnowledgeBase
from actions.content.registry import Registry
from actions.content.variants import Variant
from actions.domain.delivery import Call
from actions.domain.occasion import Occasion
from actions.library import Library
from bot.telegram.choosing import CODES, MOST_COUNTRIES, WORDS
from bot.telegram.presenter import Presenter
from tests.facts.office import FACTS, GROUPS, TODAY
from tests.telegram.sample import APPLY, LOCALES, TOPICS, phrasebook
from tests.telegram.shown import buttons_of, data_of, text_of

EN = phrasebook()["en"]
REGISTER = replace(
    APPLY,
    id="migration/registration",
    body="Register within {term}. Duty: {duty}. Heard: {heard}.",
    checked_on=date(2026, 10, 1),
    related=(),
)
STUDY = replace(
    APPLY,
    body="Send your papers.",
    related=(),
    variants=(
        Variant(Condition(level=(Level.PHD,)), "level: phd", "Send a research plan."),
        Variant(Condition(citizenship=("cis",)), "citizenship: cis", "No legalisation."),
        Variant(Condition(role=(Role.TEACHER,)), "role: teacher", "Send your CV."),
    ),
)
PLAIN = replace(APPLY, related=())


def answer(entry: object, locale: str = "en", whose: Circumstances | None = None) -> list[Call]:
    assert isinstance(entry, type(APPLY))
    kb = KnowledgeBase.of(Registry("en", "az", LOCALES, TOPICS), (entry,), FACTS, GROUPS)
    show = Presenter(Library(kb), phrasebook())
    return show.answer(Found(entry), locale, Occasion(TODAY, whose or Circumstances()))


def labels(calls: list[Call]) -> list[str]:
    return [each["text"] for each in buttons_of(calls)]


def test_what_is_not_sure_is_named_and_a_person_offered_first() -> None:
    calls = answer(REGISTER)
    text = text_of(calls)

    assert "Register within 15 days. Duty: (must be confirmed)." in text
    assert "40" not in text.replace("2026", "")
    assert "Ask here: (012) 919" in text
    assert labels(calls)[0] == EN("ask_person")
    assert labels(calls).count(EN("ask_person")) == 1


def test_elsewhere_the_admission_is_asked() -> None:
    text = text_of(answer(replace(REGISTER, id="life/register")))

    assert "Ask here: iro@beu.edu.az" in text


def test_secondary_sources_are_told_once() -> None:
    text = text_of(answer(replace(REGISTER, body="{heard}, {heard}")))

    assert text.count(EN("secondary_note")) == 1
    assert EN("secondary_note") not in text_of(answer(PLAIN))


def test_the_day_is_that_of_the_oldest_check() -> None:
    assert "10 September 2026" in text_of(answer(REGISTER))
    assert "1 October 2026" in text_of(answer(replace(REGISTER, body="Register.")))


def test_where_nobody_knows_the_general_answer_is_given_and_asked() -> None:
    calls = answer(STUDY)

    assert text_of(calls).startswith("Send your papers.")
    assert EN("which_applies") in text_of(calls)
    assert labels(calls)[:4] == ["Kazakhstan", "Uzbekistan", "PhD", "Teacher"]
    assert data_of(calls)[:4] == [f"c:en:{STUDY.id}:{code}" for code in ("KZ", "UZ", "p", "t")]


def test_countries_are_named_in_the_language_of_the_person() -> None:
    assert labels(answer(STUDY, "ru"))[:2] == ["Казахстан", "Узбекистан"]
    assert labels(answer(STUDY, "az"))[:2] == ["Qazaxıstan", "Özbəkistan"]


def test_the_answer_for_somebody_says_for_whom_it_is() -> None:
    calls = answer(STUDY, whose=Circumstances("KZ", role=Role.STUDENT))

    assert text_of(calls).startswith("This is the answer for: Kazakhstan\n\nNo legalisation.")
    assert labels(calls)[:2] == ["PhD", EN("not_my_case")]


def test_a_fact_chosen_for_somebody_says_so_too() -> None:
    calls = answer(REGISTER, whose=Circumstances("KZ"))

    assert "This is the answer for: Kazakhstan" in text_of(calls)
    assert "Register within 30 days." in text_of(calls)


def test_a_case_that_the_answer_tells_itself_is_not_asked_for() -> None:
    told = replace(REGISTER, body="{term}; citizens of Kazakhstan: {term:KZ}")

    assert f"c:en:{REGISTER.id}:KZ" in data_of(answer(REGISTER))
    assert f"c:en:{REGISTER.id}:KZ" not in data_of(answer(told))
    assert EN("which_applies") not in text_of(answer(told))


def test_what_is_only_mentioned_is_no_reason_to_ask_but_fits_whoever_is_known() -> None:
    mentioned = replace(REGISTER, body="There are two houses.\n\nRegister within {term}.")

    assert EN("which_applies") not in text_of(answer(mentioned))
    assert "Register within 15 days." in text_of(answer(mentioned))
    assert "Register within 30 days." in text_of(answer(mentioned, whose=Circumstances("KZ")))


def test_a_stage_is_asked_for_and_the_answer_for_it_shown() -> None:
    only = Condition(stage=(Stage.ADMITTED, Stage.GRADUATE))
    entry = replace(PLAIN, variants=(Variant(only, "stage: admitted, graduate", "Sign it."),))

    assert labels(answer(entry))[:2] == ["Admitted", "Graduated"]
    assert data_of(answer(entry))[:2] == [f"c:en:{entry.id}:{code}" for code in "dg"]
    shown = answer(entry, whose=Circumstances(stage=Stage.GRADUATE))
    assert text_of(shown).startswith("This is the answer for: Graduated\n\nSign it.")
    assert data_of(shown)[0] == f"c:en:{entry.id}:-"


def test_every_word_has_a_button_of_its_own() -> None:
    assert set(CODES) == {*Level, *Role, *Stage}
    assert len(WORDS) == len(CODES)
    assert all(len(code) == 1 for code in WORDS)


def test_who_is_none_of_those_gets_the_general_answer_and_no_more_questions() -> None:
    calls = answer(STUDY, whose=Circumstances("DE", Level.MASTER, Role.STUDENT))

    assert text_of(calls).startswith("Send your papers.")
    assert EN("which_applies") not in text_of(calls)
    assert not [data for data in data_of(calls) if data.startswith("c:")]


def test_an_answer_for_everybody_asks_nothing() -> None:
    assert EN("which_applies") not in text_of(answer(PLAIN))


def test_more_countries_than_there_is_room_for_are_asked_in_words() -> None:
    many = tuple(sorted(COUNTRIES)[: MOST_COUNTRIES + 1])
    entry = replace(STUDY, variants=(Variant(Condition(many), "", "Other."),))

    calls = answer(entry)

    assert EN("which_citizenship") in text_of(calls)
    assert not [data for data in data_of(calls) if data.startswith("c:")]


@pytest.mark.parametrize("locale", sorted(LOCALES))
def test_the_longest_id_fits_on_every_button(locale: str) -> None:
    entry = replace(STUDY, id="admission/" + "x" * 46)

    calls = answer(entry, locale, Circumstances(level=Level.PHD))

    assert all(len(data.encode()) <= 64 for data in data_of(calls))


def test_a_stale_translation_is_not_shown_but_said_to_be_stale() -> None:
    kb = KnowledgeBase.of(Registry("en", "az", LOCALES, TOPICS), (PLAIN,))
    russian = replace(PLAIN, locale="ru", body="Старое.", questions=("Как подать?",))
    show = Presenter(Library(kb), phrasebook())

    calls = show.answer(Found(PLAIN, is_fallback=True, stale=russian), "ru", Occasion(TODAY))

    note = phrasebook()["ru"]("stale_note", wanted="Русский", given="English")
    assert text_of(calls).startswith(note)
    assert "Старое" not in text_of(calls)
