"""A person writes, and gets an answer, a question back, or a human being."""

from dataclasses import replace

import pytest

from actions.content.circumstances import Circumstances
from actions.conversing import Conversing, Heard
from actions.domain.interpretation import Candidate, Guess, Interpretation
from actions.domain.letter import Written
from actions.domain.person import Awaiting, Person
from actions.domain.ticket import TicketState
from actions.domain.turn import Speaker
from tests.actions.office import (
    ADA,
    BO,
    CHIDI,
    DORMITORY,
    OTHER,
    OWN,
    STAFF,
    TODAY,
    TUITION,
    Office,
)
from tests.actions.test_complaining import complain
from tests.doubles import FakePresenter


def conversation(office: Office, person: Person = ADA) -> list[tuple[Speaker, str]]:
    said = office.work.turns.said
    return [(turn.speaker, turn.text) for turn in said if turn.person_id == person.id]


async def test_a_question_is_answered(office: Office) -> None:
    office.interpreter.teach("how much", TUITION)

    await office.hears(ADA, "how much")

    assert office.told(ADA.id) == [f"answer en {TUITION} {TODAY}"]
    assert office.told(STAFF) == []


async def test_who_writes_a_language_that_we_lack_is_told_once(office: Office) -> None:
    office.interpreter.teach("wie viel", TUITION, locale="de")
    office.interpreter.teach("und wo", DORMITORY, locale="de")
    office.interpreter.teach("how much", TUITION, locale="en")

    for text in ("wie viel", "und wo", "how much", "wie viel"):
        await office.hears(ADA, text)

    answers = [f"answer en {entry} {TODAY}" for entry in (TUITION, DORMITORY, TUITION, TUITION)]
    note = "unspoken en de"
    assert office.told(ADA.id) == [note, *answers[:3], note, answers[3]]


async def test_what_was_asked_and_shown_is_kept_for_whoever_takes_over(office: Office) -> None:
    office.interpreter.teach("how much", TUITION)

    await office.hears(ADA, "how much")

    assert conversation(office) == [
        (Speaker.PERSON, "how much"),
        (Speaker.ASSISTANT, TUITION),
    ]


async def test_a_torn_assistant_asks_back(office: Office) -> None:
    office.interpreter.taught["how much"] = Interpretation(
        (Candidate(TUITION, 0.5), Candidate(DORMITORY, 0.3)), (Guess("en", 1),)
    )

    await office.hears(ADA, "how much")

    assert office.told(ADA.id) == [f"clarify en {TUITION} {DORMITORY}"]
    assert conversation(office)[-1] == (Speaker.ASSISTANT, f"{TUITION} {DORMITORY}")


async def test_what_may_be_asked_besides_is_offered_below_the_answer(office: Office) -> None:
    office.interpreter.taught["how much is it, any room for me"] = Interpretation(
        (Candidate(TUITION, 0.95), Candidate(DORMITORY, 0.04)), (Guess("en", 1),)
    )
    office.interpreter.teach("how much is it", TUITION)
    office.interpreter.taught["any room for me"] = Interpretation(
        (Candidate(DORMITORY, 0.5), Candidate("out_of_scope", 0.48), Candidate(TUITION, 0.02)),
        (Guess("en", 1),),
    )

    await office.hears(ADA, "how much is it, any room for me")

    answer, offer = office.told(ADA.id)
    assert answer.startswith(f"answer en {TUITION}")
    assert offer == f"perhaps_asked en {DORMITORY}"
    assert conversation(office)[-1] == (Speaker.ASSISTANT, TUITION)  # what was shown


@pytest.mark.parametrize(
    ("intent", "words"),
    [("thanks", "courtesy en thanks"), ("out_of_scope", "declined en out_of_scope")],
)
async def test_what_is_no_question_gets_a_kind_word(
    office: Office, intent: str, words: str
) -> None:
    office.interpreter.teach("well", intent)

    await office.hears(ADA, "well")

    assert office.told(ADA.id) == [words]
    assert office.work.tickets.stored == {}


async def test_an_unsure_assistant_passes_the_question_on(office: Office) -> None:
    await office.hears(ADA, "can I bring my cat")

    assert office.told(STAFF) == ["card can I bring my cat Ada"]
    assert office.told(ADA.id) == ["handed_off en 1"]


async def test_staff_see_what_was_said_before_but_not_the_question_twice(office: Office) -> None:
    office.interpreter.teach("how much", TUITION)
    await office.hears(ADA, "how much")
    office.clock.passes(seconds=1)
    await office.hears(ADA, "and for my cat")

    await office.attempt_all()

    assert (STAFF, f"card and for my cat Ada how much {TUITION}", None) in office.gateway.sent


async def test_a_silent_model_is_said_honestly_and_the_question_is_kept(office: Office) -> None:
    office.interpreter.is_silent = True

    await office.hears(BO, "сколько стоит")

    assert office.told(BO.id) == ["unavailable ru"]
    assert conversation(office, BO) == [(Speaker.PERSON, "сколько стоит")]
    assert office.work.tickets.stored == {}


async def test_a_language_spoken_is_remembered_for_the_next_message(office: Office) -> None:
    office.interpreter.teach("сколько стоит", TUITION, locale="ru")
    await office.hears(ADA, "сколько стоит")

    await office.hears(ADA, "???")

    assert office.told(ADA.id)[-1] == "declined ru unreadable"


async def test_a_message_that_was_not_understood_changes_no_language(office: Office) -> None:
    await office.hears(ADA, "???")

    assert office.work.people.stored[ADA.id].last_locale is None


async def test_a_chosen_language_is_not_forgotten_by_a_message(office: Office) -> None:
    office.work.people.stored[ADA.id] = replace(ADA, chosen_locale="az")

    await office.hears(ADA, "???")

    assert office.told(ADA.id) == ["declined az unreadable"]
    assert office.work.people.stored[ADA.id].chosen_locale == "az"


@pytest.mark.parametrize(
    ("tag", "locale"), [("ru-RU", "ru"), ("az-raw", "az"), ("de", "en"), (None, "en")]
)
async def test_a_sticker_is_answered_in_a_language_that_we_speak(
    office: Office, tag: str | None, locale: str
) -> None:
    await office.hears(replace(ADA, language_code=tag))

    assert office.told(ADA.id) == [f"unsupported {locale}"]


async def test_who_blocked_us_and_writes_again_can_be_reached(office: Office) -> None:
    office.work.people.stored[BO.id] = replace(BO, unreachable_since=office.clock())

    await office.hears(BO, "???")

    assert office.work.people.stored[BO.id].unreachable_since is None


async def test_people_do_not_see_each_other_s_conversations(office: Office) -> None:
    await office.hears(ADA, "my passport was stolen")

    await office.hears(BO, "can I bring my cat")

    assert office.told(STAFF)[-1] == "card can I bring my cat Bo"


@pytest.fixture
def writing(office: Office) -> Office:
    """Ada tapped “write to the office”."""
    office.work.people.stored[ADA.id] = replace(ADA, awaiting=Awaiting.FOR_STAFF)
    return office


async def test_what_is_written_for_staff_reaches_them_whatever_it_says(writing: Office) -> None:
    writing.interpreter.teach("how much", TUITION)

    await writing.hears(ADA, "how much")

    assert writing.told(STAFF) == ["card how much Ada"]
    assert writing.told(ADA.id) == ["handed_off en 1"]  # the assistant decided nothing
    assert writing.ticket().suggested == (TUITION,)  # but staff see what it may be about


@pytest.mark.parametrize(
    "awaiting", [Awaiting.FOR_STAFF, Awaiting.RATING_WORD, Awaiting.MISSING_WORD]
)
async def test_in_danger_nobody_is_kept_at_what_they_were_asked_for(
    office: Office, awaiting: Awaiting
) -> None:
    office.interpreter.teach("how much", TUITION)
    await office.hears(ADA, "how much")
    await complain(office)
    office.work.people.stored[ADA.id] = replace(ADA, awaiting=awaiting)
    office.interpreter.teach("the police took me", "urgent")

    await office.hears(ADA, "the police took me")

    assert "emergency en" in office.told(ADA.id)
    assert office.ticket().urgent
    assert office.work.people.stored[ADA.id].awaiting is Awaiting.QUESTION


async def test_who_waits_for_a_person_is_asked_nothing_back(office: Office) -> None:
    await office.hears(ADA, "can I bring my cat")
    office.interpreter.taught["how much"] = Interpretation(
        (Candidate(TUITION, 0.5), Candidate(DORMITORY, 0.3)), (Guess("en", 1),)
    )

    await office.hears(ADA, "how much")
    await office.a_moment_passes()

    assert not [said for said in office.told(ADA.id) if said.startswith("clarify")]
    assert any("how much" in said for said in office.told(STAFF))


async def test_only_one_message_is_for_staff_alone(writing: Office) -> None:
    writing.interpreter.teach("how much", TUITION)
    await writing.hears(ADA, "please look at my case")

    await writing.hears(ADA, "how much")

    assert writing.told(ADA.id)[-1] == f"answer en {TUITION} {TODAY}"


async def test_a_picture_for_staff_is_copied_to_them(writing: Office) -> None:
    picture = await writing.hears(ADA, "", attachment=True)
    await writing.a_moment_passes()

    assert writing.told(STAFF) == ["card 📎 Ada", "copy_message"]
    assert writing.messages[-1].call.params == {"message_id": picture.message_id}
    assert conversation(writing) == []


async def test_a_picture_with_a_caption_is_not_reduced_to_it(writing: Office) -> None:
    await writing.hears(ADA, "is this the right paper?", attachment=True)
    await writing.a_moment_passes()

    assert writing.told(STAFF) == ["card is this the right paper? Ada", "copy_message"]


async def test_a_question_below_a_picture_is_handed_off_with_it(office: Office) -> None:
    await office.hears(ADA, "is this the right paper?", attachment=True)
    await office.a_moment_passes()

    assert office.told(STAFF) == ["card is this the right paper? Ada", "copy_message"]


async def test_a_ticket_is_in_a_language_that_we_speak(office: Office) -> None:
    office.work.people.stored[BO.id] = replace(
        BO, language_code="ru-raw", awaiting=Awaiting.FOR_STAFF
    )

    await office.hears(replace(BO, language_code="ru-raw"), "please look at my case")

    assert office.ticket().locale == "ru"


async def test_what_people_say_about_themselves_is_remembered(office: Office) -> None:
    office.interpreter.teach("I am from Kazakhstan, how much", TUITION, entities=[OWN])
    office.interpreter.teach("and a room", DORMITORY)

    await office.hears(ADA, "I am from Kazakhstan, how much")
    await office.hears(ADA, "and a room")

    assert office.work.people.stored[ADA.id].circumstances == Circumstances("KZ")
    assert office.told(ADA.id) == [
        f"answer en {TUITION} {TODAY} KZ",
        f"answer en {DORMITORY} {TODAY} KZ",
    ]


async def test_what_people_ask_for_others_is_answered_and_not_remembered(office: Office) -> None:
    office.interpreter.teach("and for Turks", TUITION, entities=[OTHER])

    await office.hears(ADA, "and for Turks")

    assert office.told(ADA.id) == [f"answer en {TUITION} {TODAY} TR"]
    assert office.work.people.stored[ADA.id].circumstances.is_unknown


async def test_while_a_person_speaks_the_assistant_is_silent(office: Office) -> None:
    await office.hears(ADA, "can I bring my cat")
    await office.replies("Which cat?")
    before = office.told(ADA.id)
    office.interpreter.teach("how much", TUITION)
    office.interpreter.teach("thanks a lot", "thanks")

    for words in ("how much", "thanks a lot", "???", ""):
        await office.hears(ADA, words)
    await office.a_moment_passes()

    assert office.told(ADA.id) == before
    assert office.told(STAFF)[-2:] == ["addition 1 how much thanks a lot ???", "copy_message"]


async def test_in_danger_the_assistant_speaks_even_then(office: Office) -> None:
    await office.hears(ADA, "can I bring my cat")
    await office.replies("Which cat?")
    office.interpreter.teach("the police took me", "urgent")

    await office.hears(ADA, "the police took me")

    assert office.told(ADA.id)[-1] == "emergency en"
    assert office.ticket().urgent


async def test_who_takes_over_while_the_assistant_thinks_is_not_interrupted(
    office: Office,
) -> None:
    await office.hears(ADA, "can I bring my cat")
    office.interpreter.teach("how much", TUITION)
    conversing = Conversing(
        office.workroom,
        office.answering,
        office.handing_off,
        FakePresenter(),
        "en",
        rating=office.parts.rating,
        complaining=office.parts.complaining,
        clock=office.clock,
    )
    heard = Heard(ADA, Written(ADA.id, 9500, ADA.id, text="how much", html="how much"))
    effect = await conversing.hear(heard)
    await office.replies("I am here.")
    before = office.told(ADA.id)

    async with office.unit() as outbox:
        await effect(outbox)

    assert office.told(ADA.id) == before


async def test_while_staff_are_waited_for_the_assistant_helps(office: Office) -> None:
    await office.hears(ADA, "can I bring my cat")
    office.interpreter.teach("how much", TUITION)

    await office.hears(ADA, "how much")

    assert office.told(ADA.id)[-1] == f"answer en {TUITION} {TODAY}"
    assert office.ticket().state is TicketState.WAITING


async def test_what_would_be_declined_is_more_of_the_matter_in_hand(office: Office) -> None:
    await office.hears(ADA, "can I bring my cat")
    office.interpreter.teach("it is black", "out_of_scope")

    await office.hears(ADA, "it is black")
    await office.a_moment_passes()

    assert office.told(STAFF)[-1] == "addition 1 it is black"


async def test_a_file_goes_to_those_who_can_look_at_it_whatever_stands_below(
    office: Office,
) -> None:
    await office.hears(ADA, "can I bring my cat")
    office.interpreter.teach("how much", TUITION)

    await office.hears(ADA, "how much", attachment=True, album="7")
    await office.hears(ADA, "", attachment=True, album="7")
    await office.a_moment_passes()

    assert office.told(STAFF)[-1] == "copy_messages"


async def test_an_answer_to_the_office_goes_to_the_office(office: Office) -> None:
    await office.hears(ADA, "can I bring my cat")
    await office.replies("Which cat?")
    await office.a_moment_passes(hours=3)  # the claim is over
    await office.attempt_all()
    [asked] = [d for d in office.messages if d.call.params.get("text") == "reply en Which cat?"]
    office.interpreter.teach("thanks", "thanks")

    await office.hears(ADA, "thanks", answers=asked.message_id)
    await office.a_moment_passes()

    assert office.told(STAFF)[-1] == "addition 1 thanks"
    assert office.ticket().state is TicketState.WAITING


async def test_after_closing_the_assistant_speaks_again(office: Office) -> None:
    await office.hears(ADA, "can I bring my cat")
    async with office.unit() as outbox:
        await office.tending.close(outbox, office.ticket(), CHIDI)
    office.interpreter.teach("how much", TUITION)

    await office.hears(ADA, "how much")

    assert office.told(ADA.id)[-1] == f"answer en {TUITION} {TODAY}"
    assert office.ticket().state is TicketState.CLOSED


async def test_what_the_assistant_cannot_answer_after_closing_reopens(office: Office) -> None:
    await office.hears(ADA, "can I bring my cat")
    async with office.unit() as outbox:
        await office.tending.close(outbox, office.ticket(), CHIDI)

    await office.hears(ADA, "one more thing about the cat")

    assert office.ticket().state is TicketState.WAITING


async def test_who_is_banned_is_answered_no_more_but_told_whom_to_call(office: Office) -> None:
    office.work.people.stored[ADA.id] = replace(ADA, banned_at=office.clock(), ban_reason="spam")
    office.interpreter.teach("the police took me", "urgent")

    await office.hears(ADA, "can I bring my cat")
    await office.hears(ADA)
    await office.hears(ADA, "the police took me")

    assert office.told(ADA.id) == ["banned en", "banned en", "emergency en", "banned en"]
    assert office.work.tickets.stored == {}


@pytest.mark.parametrize(
    ("captions", "said"),
    [
        (["fees", "", ""], [f"answer en {TUITION} 2026-11-23"]),
        (["", "fees", ""], ["unsupported en", f"answer en {TUITION} 2026-11-23"]),
    ],
)
async def test_of_an_album_the_caption_is_answered_and_no_picture_complained_of(
    office: Office, captions: list[str], said: list[str]
) -> None:
    office.interpreter.teach("fees", TUITION)

    for caption in captions:
        await office.hears(ADA, caption, attachment=True, album="one")

    assert office.told(ADA.id) == said


@pytest.mark.parametrize("is_banned", [False, True])
async def test_an_album_that_nobody_can_read_gets_one_sentence(
    office: Office, *, is_banned: bool
) -> None:
    if is_banned:
        office.work.people.stored[ADA.id] = replace(ADA, banned_at=office.clock())

    for _ in range(3):
        await office.hears(ADA, attachment=True, album="one")
    await office.hears(ADA, attachment=True, album="two")

    sentence = "banned en" if is_banned else "unsupported en"
    assert office.told(ADA.id) == [sentence, sentence]
