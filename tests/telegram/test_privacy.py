"""What people see of their own data, and how they have it deleted."""

import pytest

from actions.domain.erasure import Erasure, Receipt, Trace
from tests.builders import ADA, BO, FORUM, command, press, text
from tests.double.html import parse_html
from tests.telegram.sample import phrasebook, presenter, staff_presenter
from tests.telegram.stage import Stage
from tests.telegram.test_staff import our_topic
from tests.virtual_time import NOON

LOCALES = ("az", "en", "ru", "tr", "fa", "ar")
NASTY = '<script>alert("x")</script> & "quotes"'


def words(calls: list[object]) -> str:
    return " ".join(str(getattr(call, "params", {}).get("text", "")) for call in calls)


@pytest.mark.parametrize("locale", LOCALES)
def test_the_policy_names_who_reads_how_long_and_how_to_delete(locale: str) -> None:
    said = words([*presenter().privacy(locale)])

    assert "/mydata" in said
    assert "/forget" in said
    digits = phrasebook()[locale]("promise_place", place=90)
    assert digits.split()[-1].strip(".") in said
    parse_html(said)


@pytest.mark.parametrize("locale", LOCALES)
def test_the_page_is_in_the_person_s_language_and_runs_no_script(locale: str) -> None:
    rows = {"turns": [{"text": NASTY, "said_at": "2026-11-23"}], "people": []}

    page = presenter().my_data_page(rows, locale)

    assert f'lang="{locale}"' in page
    assert f'dir="{"rtl" if locale in ("fa", "ar") else "ltr"}"' in page
    assert "<script" not in page
    assert "&lt;script&gt;" in page
    assert phrasebook()[locale]("data_turns") in page
    assert phrasebook()[locale]("data_empty") in page


def test_the_receipt_says_what_was_not_deleted_and_why() -> None:
    clean = words([*presenter().forgotten(Receipt(12, 1), "en")])
    some = Receipt(12, 1, 3, "it is <old>", topics=4, topics_left=2)
    partly = words([*presenter().forgotten(some, "en")])

    assert "Not deleted" not in clean
    assert "other" in clean
    assert "topics with all that was in them: 4, single messages: 1" in partly
    assert "topics: 2, messages: 3" in partly
    assert "it is &lt;old&gt;" in partly


def test_staff_are_led_to_what_they_must_delete_by_hand() -> None:
    erasure = Erasure(Trace(-1001234, None, (5, 6)), NOON).came_out(0, 2, "too old")
    said = words([*staff_presenter().delete_by_hand(erasure)])

    assert "https://t.me/c/1234/5" in said
    assert "too old" in said


async def test_forget_asks_first_and_no_means_no(stage: Stage) -> None:
    await stage.hears(text("Can I bring my cat?", person=BO))
    await stage.hears(command("forget", person=BO, bot=stage.bot))
    assert stage.buttons_to(BO.id) == ["f:yes", "f:no"]

    await stage.hears(press("f:no", person=BO))

    assert BO.id in stage.work.people.stored
    assert stage.texts_to(BO.id)[-1] == phrasebook()["en"]("forget_kept")


async def test_yes_deletes_once_and_nobody_else(stage: Stage) -> None:
    for person in (ADA, BO):
        await stage.hears(text("Can I bring my cat?", person=person))
    await stage.hears(command("forget", person=BO, bot=stage.bot))

    await stage.hears(press("f:yes", person=BO))
    await stage.hears(press("f:yes", person=BO))

    assert len(stage.work.erasures.wishes) == 1
    assert {t.person_id for t in stage.work.tickets.stored.values()} == {ADA.id}
    sent = {delivery.call.method for delivery in stage.sent_to(BO.id)}
    assert sent == {"answer_callback_query", "edit_message_reply_markup"}


@pytest.mark.parametrize("data", ["f", "f:", "f:YES", f"f:{BO.id}", "f:yes?"])
async def test_a_forged_wish_deletes_nothing(stage: Stage, data: str) -> None:
    await stage.hears(text("Can I bring my cat?", person=BO))
    await stage.hears(press(data, person=BO))

    assert BO.id in stage.work.people.stored


async def test_nobody_forgets_others_from_a_group(stage: Stage) -> None:
    await stage.hears(text("Can I bring my cat?", person=BO))
    await stage.hears(press("f:yes", person=BO, chat=FORUM))
    await stage.hears(press("f:yes", person=ADA))

    assert BO.id in stage.work.people.stored


async def test_mydata_sends_two_files_of_nobody_else(stage: Stage) -> None:
    await stage.hears(text("ADAS SECRET", person=ADA))
    await stage.hears(command("mydata", person=BO, bot=stage.bot))

    exports = [d.call.params["form"] for d in stage.sent_to(BO.id) if d.call.method == "export"]
    assert exports == ["html", "json"]
    assert not [d for d in stage.sent_to(ADA.id) if d.call.method == "export"]


async def test_a_topic_that_comes_too_late_is_taken_away_again(stage: Stage) -> None:
    await stage.hears(our_topic("🟢 #99 Bo · en", 77))

    assert [e.trace for e in stage.work.erasures.stored.values()] == [Trace(FORUM.id, 77)]
