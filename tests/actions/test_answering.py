"""From a message to a decision."""

import pytest

from actions.answering import Considered, Question
from actions.content.circumstances import Circumstances, Level
from actions.content.knowledge_base import KnowledgeBase
from actions.domain.decision import (
    Answer,
    Chitchat,
    Clarify,
    Courtesy,
    Decline,
    HandOff,
    Reason,
    Refusal,
)
from actions.domain.interpretation import Candidate, Guess, Interpretation
from tests.actions.office import DORMITORY, ENTRIES, FOR_SOME, OTHER, OWN, REGISTRY, TUITION, Office
from tests.content_reading.files import entry_text, parsed


def shown(considered: Considered) -> list[tuple[str, str, bool]]:
    return [(each.entry.id, each.entry.locale, each.is_fallback) for each in considered.found]


async def test_a_question_is_answered_in_its_own_language(office: Office) -> None:
    office.interpreter.teach("сколько стоит", TUITION, 0.94, "ru")

    considered = await office.answering.consider(Question("сколько стоит", "en"))

    assert considered.decision == Answer((TUITION,))
    assert considered.locale == "ru"
    assert shown(considered) == [(TUITION, "ru", False)]
    assert considered.confidence == 0.94


async def test_what_is_not_translated_comes_in_the_default_language(office: Office) -> None:
    office.interpreter.teach("общежитие", DORMITORY, locale="ru")

    considered = await office.answering.consider(Question("общежитие"))

    assert considered.locale == "ru"
    assert shown(considered) == [(DORMITORY, "en", True)]


async def test_what_is_offered_can_be_shown(office: Office) -> None:
    office.interpreter.taught["how much"] = Interpretation(
        (Candidate(TUITION, 0.5), Candidate(DORMITORY, 0.3)), (Guess("en", 1),)
    )

    considered = await office.answering.consider(Question("how much"))

    assert considered.decision == Clarify((TUITION, DORMITORY))
    assert [each.entry.id for each in considered.found] == [TUITION, DORMITORY]


async def test_a_courtesy_shows_no_entry(office: Office) -> None:
    office.interpreter.teach("thanks", "thanks")

    considered = await office.answering.consider(Question("thanks"))

    assert considered.decision == Chitchat(Courtesy.THANKS)
    assert considered.found == ()


async def test_a_silent_model_is_a_reason_to_hand_off(office: Office) -> None:
    office.interpreter.is_silent = True

    considered = await office.answering.consider(Question("how much", "ru-RU"))

    assert considered == Considered(HandOff(Reason.UNAVAILABLE), "ru")
    assert considered.confidence == 0


@pytest.mark.parametrize("text", ["", "?!", "😀" * 4096, "\u202e\u202e", "7"])
async def test_what_holds_no_words_is_declined_without_asking_the_model(
    office: Office, text: str
) -> None:
    considered = await office.answering.consider(Question(text, "az-AZ"))

    assert considered == Considered(Decline(Refusal.UNREADABLE), "az")
    assert office.interpreter.asked == []


@pytest.mark.parametrize("prior", [None, "de", ""])
async def test_who_speaks_nothing_that_we_do_gets_the_default_language(
    office: Office, prior: str | None
) -> None:
    assert (await office.answering.consider(Question("?", prior))).locale == "en"


async def test_the_model_gets_the_words_without_what_is_invisible(office: Office) -> None:
    await office.answering.consider(Question(" how\u202e much\0 "))

    assert office.interpreter.asked == ["how much"]


async def test_a_book_is_cut_before_the_model_sees_it(office: Office) -> None:
    await office.answering.consider(Question("word " * 25_000))

    assert [len(text) for text in office.interpreter.asked] == [4096]


async def test_an_entry_taken_away_a_moment_ago_is_handed_off(office: Office) -> None:
    office.interpreter.teach("how much", TUITION)
    office.library.swap(KnowledgeBase.of(REGISTRY, ENTRIES[2:]))

    considered = await office.answering.consider(Question("how much"))

    assert considered.decision == HandOff(Reason.UNSURE, "fees")
    assert considered.found == ()


async def test_a_corrected_answer_is_given_from_the_next_question_on(office: Office) -> None:
    office.interpreter.teach("how much", TUITION)
    before = await office.answering.consider(Question("how much"))

    office.library.swap(KnowledgeBase.of(REGISTRY, ENTRIES[1:]))
    after = await office.answering.consider(Question("how much"))

    assert shown(before) == [(TUITION, "en", False)]
    assert shown(after) == [(TUITION, "ru", True)]


@pytest.mark.parametrize(("tag", "locale"), [("az-AZ", "az"), ("de", None), (None, None)])
def test_a_tag_of_an_app_is_one_of_our_languages_or_none(
    office: Office, tag: str | None, locale: str | None
) -> None:
    assert office.answering.served(tag) == locale


async def test_an_earlier_message_tells_whose_question_it_is(office: Office) -> None:
    office.library.swap(KnowledgeBase.of(REGISTRY, (FOR_SOME,)))
    office.interpreter.teach("how much", TUITION)
    office.interpreter.teach("Kazakhstan", "greeting", entities=[OWN])
    office.interpreter.teach("my friend is from Turkey", "greeting", entities=[OTHER])

    earlier = ("my friend is from Turkey", "Kazakhstan", "well")
    considered = await office.answering.consider(Question("how much", earlier=earlier))

    assert considered.whose == Circumstances("KZ")
    assert considered.told.is_unknown
    assert office.interpreter.asked[-2:] == ["well", "Kazakhstan"]


async def test_earlier_messages_are_not_read_where_nothing_depends_on_them(office: Office) -> None:
    office.interpreter.teach("how much", TUITION)

    await office.answering.consider(Question("how much", earlier=("Kazakhstan",)))

    assert office.interpreter.asked == ["how much"]


async def test_the_message_counts_more_than_what_was_told_before(office: Office) -> None:
    office.interpreter.teach("how much for Turks", TUITION, entities=[OTHER])
    known = Circumstances("KZ", Level.PHD)

    considered = await office.answering.consider(Question("how much for Turks", whose=known))

    assert considered.whose == Circumstances("TR", Level.PHD)


async def test_another_language_of_the_person_comes_before_the_default(office: Office) -> None:
    russian = parsed(entry_text(), "knowledge/ru/life/dormitory.md")
    office.library.swap(KnowledgeBase.of(REGISTRY, (*ENTRIES, russian)))
    office.interpreter.teach("yataqxana", DORMITORY, locale="az")

    considered = await office.answering.consider(
        Question("yataqxana", other_locales=("de", "az", "ru-RU"))
    )

    assert shown(considered) == [(DORMITORY, "ru", True)]
