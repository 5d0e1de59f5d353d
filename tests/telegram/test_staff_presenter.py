"""What staff see, in the language of the office."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from actions.domain.decision import Reason
from actions.domain.delivery import Call
from actions.domain.person import Person
from actions.domain.ticket import Ticket
from actions.domain.turn import Speaker, Turn
from tests.double.html import Parsed, parse_html
from tests.telegram.sample import phrasebook, staff_presenter

NOON = datetime(2026, 10, 5, 12, tzinfo=UTC)
AZ = phrasebook()["az"]
ADA = Person(11, "Ada Lovelace", "ada")
TICKET = Ticket(7, 11, "admission", "Can I bring my cat?", "ru", Reason.NO_ENTRY, NOON, NOON)


def card(ticket: Ticket = TICKET, person: Person = ADA, *before: Turn) -> list[Parsed]:
    """A ticket's card, as Telegram shows it."""
    return parsed(staff_presenter().ticket_card(ticket, person, before))


def parsed(calls: list[Call]) -> list[Parsed]:
    """Messages as Telegram shows them."""
    return [parse_html(call.params["text"]) for call in calls]


def test_a_card_says_who_asks_what_and_in_which_language() -> None:
    [shown] = card()

    assert "7" in shown.text
    assert "Ada Lovelace (@ada)" in shown.text
    assert "Русский" in shown.text
    assert "Qəbul" in shown.text
    [quote] = [each for each in shown.entities if each["type"] == "blockquote"]
    start = quote["offset"]
    assert shown.text[start : start + quote["length"]] == "Can I bring my cat?"


@pytest.mark.parametrize("reason", Reason)
def test_every_reason_has_words(reason: Reason) -> None:
    [shown] = card(replace(TICKET, reason=reason))

    assert "reason_" not in shown.text


def test_only_an_urgent_card_says_so() -> None:
    [calm], [urgent] = card(), card(replace(TICKET, urgent=True))

    mark = AZ("ticket_urgent").strip("*")
    assert urgent.text.splitlines()[0] == mark
    assert mark not in calm.text


def test_a_desk_that_is_no_topic_is_the_office() -> None:
    [shown] = card(replace(TICKET, desk="office"))

    assert AZ("desk_office") in shown.text


@pytest.mark.parametrize("name", ["<b>Bobby</b>", "**Bobby**", "[x](https://evil.example)", "{0}"])
def test_a_hostile_name_is_shown_as_it_is(name: str) -> None:
    [shown] = card(TICKET, Person(12, name))

    assert name in shown.text
    assert "text_link" not in {each["type"] for each in shown.entities}


def test_a_question_is_quoted_with_its_markup() -> None:
    question = "<i>How</i> **do** I\n\n- apply & `pay`?"

    [shown] = card(replace(TICKET, question=question))

    assert question in shown.text


def test_a_name_that_turns_the_direction_around_turns_nothing_after_it() -> None:
    [shown] = card(TICKET, Person(12, "Bo\u202e\u2067"))

    assert "\u202e" not in shown.text
    assert shown.text.count("\u2067") <= shown.text.count("\u2069")


def test_what_was_said_before_is_shown_by_speaker() -> None:
    before = (
        Turn(11, Speaker.PERSON, "hello <there>", NOON),
        Turn(11, Speaker.ASSISTANT, "admission/how-to-apply admission/gone", NOON),
        Turn(11, Speaker.STAFF, "x" * 900, NOON),
    )

    [shown] = card(TICKET, ADA, *before)

    lines = shown.text.splitlines()
    assert any(line.endswith("hello <there>") for line in lines)
    assert any(line.endswith("Necə müraciət edim?, admission/gone") for line in lines)
    assert any(line.endswith("x" * 300) and "x" * 301 not in line for line in lines)


def test_without_anything_before_nothing_is_announced() -> None:
    [with_before] = card(TICKET, ADA, Turn(11, Speaker.PERSON, "hello", NOON))
    [without] = card()

    assert with_before.text.count("\n\n") == without.text.count("\n\n") + 1


def test_the_longest_question_is_quoted_whole() -> None:
    question = "😀" * 4096

    shown = card(replace(TICKET, question=question))

    assert len(shown) == 2
    assert "".join(each.text for each in shown).count("😀") == 4096
    assert all(each.length <= 4096 for each in shown)


def test_more_from_the_student_names_the_ticket() -> None:
    [shown] = parsed(staff_presenter().ticket_addition(TICKET, "And a <dog>?"))

    assert "7" in shown.text
    assert shown.text.endswith("\nAnd a <dog>?")


def test_a_reply_that_did_not_arrive_is_reported_with_telegrams_reason() -> None:
    reason = "Forbidden: bot was *blocked* by the <user>"

    [shown] = parsed(staff_presenter().not_delivered(TICKET, reason))

    assert reason in shown.text


def test_a_topic_is_named_by_number_person_and_language() -> None:
    urgent = replace(TICKET, urgent=True)

    assert staff_presenter().ticket_title(TICKET, ADA) == "🟢 #7 Ada Lovelace · ru"
    assert staff_presenter().ticket_title(urgent, ADA).startswith("🔴 #7")


def test_a_topics_name_fits_however_long_the_persons_is() -> None:
    assert len(staff_presenter().ticket_title(TICKET, Person(12, "ə" * 128))) < 128
