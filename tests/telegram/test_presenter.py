"""What students see: words, sources, buttons."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from actions.content.circumstances import Circumstances, Role
from actions.content.deadline_rules import Milestone
from actions.domain.decision import Courtesy, Reason, Refusal
from actions.domain.delivery import Call
from actions.domain.erasure import Receipt
from actions.domain.letter import Letter, Side, Written
from actions.domain.occasion import Occasion
from actions.domain.person import Person
from actions.domain.popularity import NOTHING_ASKED
from actions.domain.profile import Trait
from actions.domain.stay import Stay
from actions.domain.ticket import Ticket
from bot.telegram.office_words import CAPTION_LIMIT
from bot.telegram.presenter import Presenter
from bot.telegram.rendering.runs import MESSAGE_LIMIT
from tests.double.html import parse_html
from tests.telegram.sample import (
    APPLY,
    CONTACTS,
    DEADLINES,
    HOURS,
    LOCALES,
    MIGRATION,
    found,
    knowledge,
    phrasebook,
    presenter,
)
from tests.telegram.shown import buttons_of, data_of, text_of

TODAY = date(2026, 10, 5)
NOW = Occasion(TODAY)
NOON = datetime(2026, 10, 5, 12, tzinfo=UTC)
TICKET = Ticket(7, 11, "admission", "How?", "en", Reason.UNSURE, NOON, NOON)
EN = phrasebook()["en"]
TOLD = Person(11, "Ada", citizenship="KZ", role=Role.STUDENT)
STAY = Stay(11, {Milestone.PERMIT: TODAY})
SIGNATURE = EN("reply_from_office", number=7).replace("*", "")
REPLY = Written(
    -1001, 55, 21, text="Until May & no later.", html="Until <b>May</b> &amp; no later."
)
PICTURE = Written(-1001, 55, 21, kind="photo")
PLACE = Written(-1001, 55, 21, kind="location")


def letter(written: Written = REPLY) -> Letter:
    """What staff wrote, as it is kept."""
    return Letter(5, 7, Side.STAFF, written, NOON)


@pytest.mark.parametrize("locale", sorted(LOCALES))
def test_everything_a_student_can_see_is_valid_and_fits(locale: str) -> None:
    calls = list(_everything(presenter(), locale))

    assert len(calls) >= 20
    for call in calls:
        parsed = parse_html(call.params["text"])
        assert 0 < parsed.length <= MESSAGE_LIMIT
        assert "{" not in parsed.text
    for each in buttons_of(calls):
        assert each["text"].strip()
        assert len(each["callback_data"].encode()) <= 64


def _everything(show: Presenter, locale: str) -> Iterable[Call]:
    ticket = replace(TICKET, locale=locale)
    yield from show.unspoken("de", locale)
    yield from [*show.welcome(locale), *show.languages(locale), *show.topics(locale)]
    yield from [*show.topic("admission", locale), *show.answer(found(), locale, NOW)]
    yield from [*show.profile(TOLD, STAY, locale), *show.delete_profile_sure(locale)]
    yield from [call for trait in Trait for call in show.trait(TOLD, trait, locale)]
    yield from [*show.which(Trait.CITIZENSHIP, ("KP", "KR"), locale)]
    yield from show.country_not_found(locale)
    yield from [*show.browsed(found(), locale, NOW, NOTHING_ASKED)]
    yield from [*show.answer(found(DEADLINES, is_fallback=True), locale, NOW)]
    yield from [*show.clarify([found(), found(DEADLINES)], locale)]
    yield from [*show.perhaps_asked([found(DEADLINES)], locale)]
    yield from [call for each in Courtesy for call in show.courtesy(each, locale)]
    yield from [call for each in Refusal for call in show.declined(each, locale)]
    yield from [*show.unsupported(locale), *show.unavailable(locale), *show.failed(ticket)]
    yield from [*show.handed_off(ticket), *show.handed_off(replace(ticket, urgent=True))]
    yield from [*show.in_an_emergency(locale, TODAY), *show.left_with_contact(ticket, TODAY)]
    yield from show.office_letter(ticket, [letter()])
    yield from show.contact(found(CONTACTS), locale, TODAY)


def test_the_welcome_offers_topics_and_languages() -> None:
    data = data_of(presenter().welcome("az"))

    assert data[:3] == ["t:az:admission", "t:az:migration", "t:az:university"]
    assert data[3:] == [f"l:{code}" for code in LOCALES]


def test_languages_are_offered_by_their_own_names() -> None:
    names = [each["text"] for each in buttons_of(presenter().languages("en"))]

    assert names == [locale.name for locale in LOCALES.values()]


def test_a_topic_shows_each_of_its_entries_once_and_the_way_back() -> None:
    calls = presenter().topic("admission", "az")

    assert data_of(calls) == [
        "b:az:admission/deadlines",
        "b:az:admission/how-to-apply",
        "m:az",
    ]
    assert [each["text"] for each in buttons_of(calls)][:2] == [
        "When is the deadline?",
        "Necə müraciət edim?",
    ]
    assert text_of(calls).startswith("Qəbul")


def test_to_clarify_is_to_offer_questions_and_none_of_them() -> None:
    calls = presenter().clarify([found(), found(DEADLINES)], "en")

    assert [each["text"] for each in buttons_of(calls)] == [
        "How do I apply?",
        "When is the deadline?",
        EN("none_of_these"),
    ]


def test_what_may_be_asked_besides_is_offered_if_there_is_something() -> None:
    calls = presenter().perhaps_asked([found(DEADLINES)], "en")

    assert text_of(calls) == "Did you ask this, too?"
    assert [each["text"] for each in buttons_of(calls)] == [
        "When is the deadline?",
        EN("none_of_these"),
    ]
    assert presenter().perhaps_asked([], "en") == []


def test_only_a_greeting_is_returned_with_the_topics() -> None:
    boards = {each: data_of(presenter().courtesy(each, "en")) for each in Courtesy}

    assert [each for each, data in boards.items() if data] == [Courtesy.GREETING]


def test_when_the_model_is_silent_topics_and_a_person_are_not() -> None:
    assert data_of(presenter().unavailable("en"))[-1] == "p"
    assert "t:en:admission" in data_of(presenter().unavailable("en"))


def test_a_handoff_names_the_tickets_number() -> None:
    urgent = replace(TICKET, urgent=True)
    assert "7" in text_of(presenter().handed_off(TICKET))
    assert text_of(presenter().handed_off(urgent)) != text_of(presenter().handed_off(TICKET))
    assert data_of(presenter().handed_off(TICKET)) == ["w"]


def test_without_staff_the_student_is_left_with_the_offices_contact() -> None:
    assert "office@example.edu" in text_of(presenter().left_with_contact(TICKET, TODAY))


def test_without_an_entry_on_contacts_there_is_still_a_message() -> None:
    calls = presenter(knowledge(APPLY)).left_with_contact(TICKET, TODAY)

    assert text_of(calls) == EN("contact_instead", number=7)
    assert presenter(knowledge(APPLY)).in_an_emergency("en", TODAY) == []


def test_in_an_emergency_the_approved_entry_speaks() -> None:
    assert text_of(presenter().in_an_emergency("en", TODAY)) == MIGRATION.body


def test_a_reply_of_staff_is_signed_and_keeps_its_formatting() -> None:
    [call] = presenter().office_letter(TICKET, [letter()])

    assert call.params["text"].endswith("\n\nUntil <b>May</b> &amp; no later.")
    assert text_of([call]).startswith(SIGNATURE)
    assert data_of([call]) == ["w"]


def test_a_picture_from_staff_is_signed_in_its_caption() -> None:
    [copy] = presenter().office_letter(
        TICKET, [letter(replace(PICTURE, text="a", html="<i>a</i>"))]
    )

    assert copy.method == "copy_message"
    assert (copy.params["from_chat_id"], copy.params["message_id"]) == (-1001, 55)
    assert parse_html(copy.params["caption"]).text == f"{SIGNATURE}\n\na"
    assert data_of([copy]) == ["w"]


def test_what_has_no_caption_is_announced_and_copied() -> None:
    head, copy = presenter().office_letter(TICKET, [letter(PLACE)])

    assert text_of([head]) == SIGNATURE
    assert copy.method == "copy_message"
    assert "caption" not in copy.params
    assert data_of([copy]) == ["w"]


def test_an_album_is_announced_and_copied_as_one() -> None:
    parts = [letter(replace(PICTURE, message_id=n, album="7")) for n in (55, 56)]

    head, copy = presenter().office_letter(TICKET, parts)

    assert text_of([head]) == SIGNATURE
    assert copy.method == "copy_messages"
    assert copy.params == {"from_chat_id": -1001, "message_ids": [55, 56]}


@pytest.mark.parametrize(
    ("kind", "limit", "fitting"),
    [("text", MESSAGE_LIMIT, "send_message"), ("photo", CAPTION_LIMIT, "copy_message")],
)
def test_a_reply_that_leaves_no_room_for_the_signature_is_copied_below_it(
    kind: str, limit: int, fitting: str
) -> None:
    room = limit - len(f"{SIGNATURE}\n\n")
    fits, too_long = (
        letter(replace(REPLY, kind=kind, text=words, html=words))
        for words in ("x" * room, "x" * (room + 1))
    )

    [signed] = presenter().office_letter(TICKET, [fits])
    copied = presenter().office_letter(TICKET, [too_long])

    assert signed.method == fitting
    assert [call.method for call in copied] == ["send_message", "copy_message"]
    assert "caption" not in copied[1].params


def test_a_corrected_reply_keeps_signature_and_button() -> None:
    call = presenter().office_letter_edited(TICKET, letter())

    assert call
    assert call.method == "edit_message_text"
    assert text_of([call]).startswith(SIGNATURE)
    assert data_of([call]) == ["w"]


def test_a_corrected_caption_is_changed_below_its_picture() -> None:
    picture = letter(replace(PICTURE, text="b", html="b"))
    part = letter(replace(PICTURE, text="b", html="b", album="7"))

    alone, of_album = (presenter().office_letter_edited(TICKET, each) for each in (picture, part))

    assert alone
    assert of_album
    assert parse_html(alone.params["caption"]).text == f"{SIGNATURE}\n\nb"
    assert of_album.params["caption"] == "b"
    assert presenter().office_letter_edited(TICKET, letter(PLACE)) is None


def test_what_cannot_be_changed_is_said_to_be_corrected() -> None:
    head, copy = presenter().office_corrects(TICKET, letter(PLACE))

    assert text_of([head]) == EN("office_corrects", number=7).replace("*", "")
    assert copy.method == "copy_message"


def test_an_approved_answer_is_signed_and_not_rated() -> None:
    [call] = presenter().office_entry(TICKET, found(), NOW)

    assert text_of([call]).startswith(SIGNATURE)
    assert "Apply online" in text_of([call])
    assert data_of([call]) == ["w"]


def test_what_staff_send_is_the_answer_for_this_student_and_may_be_changed() -> None:
    as_teacher = Occasion(TODAY, Circumstances(role=Role.TEACHER))

    [general] = presenter().office_entry(TICKET, found(HOURS), NOW)
    [own] = presenter().office_entry(TICKET, found(HOURS), as_teacher)

    assert "Come in the morning." in text_of([general])
    assert "Come at noon." in text_of([own])
    assert data_of([general]) == [f"c:en:{HOURS.id}:t", "w"]
    assert data_of([own]) == [f"c:en:{HOURS.id}:-", "w"]


def test_what_the_office_decides_names_the_ticket_and_leaves_a_way_back() -> None:
    for calls in (presenter().ticket_closed(TICKET), presenter().not_for_us(TICKET)):
        assert "7" in text_of(calls)
        assert data_of(calls)[-1] == "w"


@pytest.mark.parametrize("locale", LOCALES)
def test_who_is_banned_is_told_whom_to_turn_to_and_what_still_works(locale: str) -> None:
    for calls in (presenter().banned(locale, TODAY), presenter().welcome_banned(locale, TODAY)):
        told = text_of(calls)

        assert "office@example.edu" in told
        assert all(command in told for command in ("/menu", "/mydata", "/forget"))
    assert f"t:{locale}:admission" in data_of(presenter().welcome_banned(locale, TODAY))


@pytest.mark.parametrize("locale", LOCALES)
def test_a_receipt_promises_no_new_beginning_to_who_is_banned(locale: str) -> None:
    said = phrasebook()[locale]
    [free] = presenter().forgotten(Receipt(3), locale)
    [banned] = presenter().forgotten(Receipt(3, is_banned=True), locale)

    assert said("forgotten_anew") in text_of([free])
    assert said("forgotten_anew") not in text_of([banned])
    assert "ID" in text_of([banned])


@pytest.mark.parametrize(
    ("code", "name"), [("de", "German"), ("zh", "Chinese"), ("kk", "Kazakh"), ("xx", "xx")]
)
def test_a_language_that_we_lack_is_called_by_its_name(code: str, name: str) -> None:
    [call] = presenter().unspoken(code, "en")

    assert f"({name})" in text_of([call])
