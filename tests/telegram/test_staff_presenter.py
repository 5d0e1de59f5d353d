"""What staff see, in the language of the office."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from actions.content.circumstances import Role, Stage
from actions.domain.decision import Reason
from actions.domain.delivery import Call
from actions.domain.ledger import Ledger
from actions.domain.letter import Letter, Side, Written
from actions.domain.person import Person
from actions.domain.ticket import Ticket, TicketState
from actions.domain.turn import Speaker, Turn
from actions.ports import CardView
from tests.double.html import Parsed, parse_html
from tests.telegram.sample import APPLY, HOURS, knowledge, phrasebook, staff_presenter
from tests.telegram.shown import data_of

NOON = datetime(2026, 10, 5, 12, tzinfo=UTC)
TODAY = NOON.date()
AZ = phrasebook()["az"]
ADA = Person(11, "Ada Lovelace", "ada")
TICKET = Ticket(7, 11, "admission", "Can I bring my cat?", "ru", Reason.NO_ENTRY, NOON, NOON)


def card(ticket: Ticket = TICKET, person: Person = ADA, *before: Turn) -> list[Parsed]:
    """A ticket's card, as Telegram shows it."""
    return parsed([staff_presenter().card(CardView(ticket, person, TODAY, before))])


def view(ticket: Ticket = TICKET, **more: Any) -> Call:  # noqa: ANN401 -- fields of the view
    """A card with its buttons."""
    return staff_presenter().card(CardView(ticket, more.pop("person", ADA), TODAY, **more))


def letter(text: str, **more: Any) -> Letter:  # noqa: ANN401 -- fields of `Written`
    """What Ada wrote, as it is kept."""
    return Letter(1, 7, Side.STUDENT, Written(11, 5, 11, text=text, html=text, **more), NOON)


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
    start, text = 2 * quote["offset"], shown.text.encode("utf-16-le")
    quoted = text[start : start + 2 * quote["length"]].decode("utf-16-le")
    assert quoted == "Can I bring my cat?"


@pytest.mark.parametrize("reason", Reason)
def test_every_reason_has_words(reason: Reason) -> None:
    [shown] = card(replace(TICKET, reason=reason))

    assert "reason_" not in shown.text


def test_only_an_urgent_card_says_so() -> None:
    [calm], [urgent] = card(), card(replace(TICKET, urgent=True))

    mark = AZ("ticket_urgent").strip("*")
    assert urgent.text.splitlines()[0] == mark
    assert mark not in calm.text


def test_a_desk_bears_its_name_and_one_that_is_gone_is_the_office() -> None:
    [named], [nameless] = card(replace(TICKET, desk="office")), card(replace(TICKET, desk="gone"))

    assert "Ofis" in named.text
    assert AZ("desk_office") in nameless.text


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
    assert any(line.endswith("x" * 150) and "x" * 151 not in line for line in lines)


def test_without_anything_before_nothing_is_announced() -> None:
    [with_before] = card(TICKET, ADA, Turn(11, Speaker.PERSON, "hello", NOON))
    [without] = card()

    assert with_before.text.count("\n\n") == without.text.count("\n\n") + 1


def test_a_question_that_no_card_can_hold_follows_it_whole() -> None:
    question = "😀" * 4096
    ticket = replace(TICKET, question=question)

    [shown] = card(ticket)
    rest = parsed(staff_presenter().card_rest(ticket))

    assert shown.text.count("😀") == 1000
    assert "".join(each.text for each in rest).count("😀") == 4096
    assert all(each.length <= 4096 for each in rest)
    assert staff_presenter().card_rest(TICKET) == []


def test_the_fullest_card_is_one_message() -> None:
    turns = [Turn(11, Speaker.PERSON, "<" * 900, NOON)] * 6
    long = [replace(APPLY, id=f"a/{n}", questions=("?" * 60,), body="&" * 3000) for n in "123"]
    ticket = replace(TICKET, question="<" * 4096, suggested=("a/1", "a/2", "a/3"), urgent=True)
    ledger = Ledger(refused=9, failed=9, repeated=9, errors=("<" * 999,) * 3)
    person = Person(11, "A" * 128, "a" * 32, banned_at=NOON, ban_reason="spam")
    show = staff_presenter(knowledge(*long))

    call = show.card(CardView(ticket, person, TODAY, turns, ledger, "Chidi"))

    assert parse_html(call.params["text"]).length <= 4096


def test_suggestions_are_titled_for_staff_and_worded_for_the_student() -> None:
    ticket = replace(TICKET, locale="fa", suggested=(APPLY.id, "admission/gone"))

    call = view(ticket)

    [shown] = parsed([call])
    assert "1. Necə müraciət edim?" in shown.text
    assert "به \u2068beu.edu.az/en\u2069 بروید." in shown.text
    kinds = {each["type"] for each in shown.entities}
    assert "expandable_blockquote" in kinds
    assert data_of([call])[0] == f"ss:{APPLY.id}"


def test_a_card_says_what_is_known_of_a_student_and_suggests_what_is_right_for_them() -> None:
    teacher = replace(ADA, citizenship="KZ", role=Role.TEACHER, stage=Stage.GRADUATE)
    ticket = replace(TICKET, locale="en", suggested=(HOURS.id,))

    [unknown], [known] = card(ticket), card(ticket, teacher)

    assert "Qazaxıstan" not in unknown.text
    assert "Come in the morning." in unknown.text
    assert f"Qazaxıstan · {AZ('role_teacher')} · {AZ('stage_graduate')}" in known.text
    assert "Come at noon." in known.text


def test_a_card_offers_what_can_be_done_with_its_ticket() -> None:
    held = replace(TICKET, state=TicketState.STAFF, claimed_by=21)
    closed = replace(TICKET, state=TicketState.CLOSED)

    assert data_of([view()]) == ["sc", "sp", "sn", "sx"]
    assert data_of([view(held)]) == ["sr", "sp", "sn", "sx"]
    assert data_of([view(closed)]) == ["so"]
    assert data_of([view(ledger=Ledger(failed=1))])[-1] == "st"


@pytest.mark.parametrize("state", TicketState)
def test_a_card_says_whose_turn_it_is(state: TicketState) -> None:
    [shown] = parsed([view(replace(TICKET, state=state), owner="Chidi")])

    assert ("Chidi" in shown.text) == (state is TicketState.STAFF)
    assert "card_" not in shown.text


def test_a_card_says_what_did_not_arrive_and_why() -> None:
    ledger = Ledger(refused=1, failed=2, repeated=3, errors=("bot was blocked",))

    [shown] = parsed([view(ledger=ledger)])

    for words in ("card_refused", "card_failed", "card_repeated"):
        count = {"card_refused": 1, "card_failed": 2, "card_repeated": 3}[words]
        assert AZ(words, count=count) in shown.text
    assert "bot was blocked" in shown.text


def test_a_card_says_who_is_banned_or_out_of_reach() -> None:
    [banned] = parsed([view(person=replace(ADA, banned_at=NOON, ban_reason="spam"))])
    [gone] = parsed([view(person=replace(ADA, unreachable_since=NOON))])

    assert AZ("card_banned", reason="spam") in banned.text
    assert AZ("card_unreachable") in gone.text


def test_a_desk_is_spoken_to_in_its_own_language() -> None:
    [shown] = card(replace(TICKET, desk="fees"))

    assert phrasebook()["en"]("card_waiting") in shown.text


def test_more_from_the_student_names_the_ticket() -> None:
    [shown] = parsed(staff_presenter().ticket_addition(TICKET, [letter("And a <dog>?")]))

    assert "7" in shown.text
    assert shown.text.endswith("\nAnd a <dog>?")


def test_several_lines_are_one_post_and_say_if_one_was_changed() -> None:
    lines = [letter("one"), letter("two").edited(letter("2").written, NOON)]

    [shown] = parsed(staff_presenter().ticket_addition(TICKET, lines))

    assert shown.text.endswith("\none\n2")
    assert AZ("ticket_edited").strip("*") in shown.text


def test_files_of_the_student_are_copied_as_they_are() -> None:
    picture = letter("", kind="photo")

    [copy] = staff_presenter().ticket_addition(TICKET, [picture])
    [album] = staff_presenter().ticket_addition(TICKET, [picture, picture])

    assert copy == Call("copy_message", {"from_chat_id": 11, "message_id": 5})
    assert album == Call("copy_messages", {"from_chat_id": 11, "message_ids": [5, 5]})


def test_the_history_of_a_ticket_names_who_wrote_and_what_is_a_file() -> None:
    staffs = replace(letter("Which?"), side=Side.STAFF)
    entry = replace(letter(APPLY.id, kind="entry"), side=Side.STAFF)

    [shown] = parsed(
        staff_presenter().history(
            TICKET, [letter("Cat?"), letter("x", kind="photo"), staffs, entry]
        )
    )

    student, office = AZ("speaker_person"), AZ("speaker_staff")
    assert shown.text.splitlines()[1:] == [
        f"{student}: Cat?",
        f"{student}: 📎 x",
        f"{office}: Which?",
        f"{office}: Necə müraciət edim?",
    ]


def test_a_colleague_is_named_so_that_telegram_tells_them() -> None:
    [call] = staff_presenter().passed_to(TICKET, "Dana", 22, "Chidi")

    [entity] = [e for e in parse_html(call.params["text"]).entities if e["type"] != "bold"]
    assert entity["user"]["id"] == 22 if "user" in entity else "22" in str(entity)
    assert "Chidi" in parse_html(call.params["text"]).text


def test_administrators_are_told_which_group_is_out_of_reach() -> None:
    [shown] = parsed(staff_presenter().group_unreachable(-1001, "bot was kicked"))

    assert "-1001" in shown.text
    assert "bot was kicked" in shown.text


def test_a_reply_that_did_not_arrive_is_reported_with_telegrams_reason() -> None:
    reason = "Forbidden: bot was *blocked* by the <user>"

    [shown] = parsed(staff_presenter().not_delivered(TICKET, reason))

    assert reason in shown.text


def test_a_topic_is_named_by_number_person_and_language() -> None:
    urgent = replace(TICKET, urgent=True)

    assert staff_presenter().ticket_title(TICKET, ADA) == "🟢 #7 Ada Lovelace · ru"
    assert staff_presenter().ticket_title(urgent, ADA).startswith("🔴 #7")
    marks = [staff_presenter().ticket_title(replace(urgent, state=s), ADA)[0] for s in TicketState]
    assert marks == ["🔴", "🟡", "🔵", "⚫"]


def test_a_topics_name_fits_however_long_the_persons_is() -> None:
    assert len(staff_presenter().ticket_title(TICKET, Person(12, "ə" * 128))) < 128
