"""Staff write an announcement, look at it, send it; nobody else can, and nobody gets it twice."""

from dataclasses import replace

import pytest

from actions.domain.announcement import TWO_PAIRS_OF_EYES, AnnouncementState
from actions.domain.delivery import Priority
from actions.domain.person import Person
from tests.builders import ADA, BO, CHIDI, FORUM, command, message, photo, press, text
from tests.double import Person as Somebody
from tests.double.text import typed
from tests.telegram.offline import OfflineTelegram
from tests.telegram.sample import phrasebook
from tests.telegram.stage import Stage

EVE, MAX = Somebody(66, "Eve", language_code="az"), Somebody(67, "Max", language_code="fa")
AZ, EN, FA = (phrasebook()[code] for code in ("az", "en", "fa"))
BOARD = 1


@pytest.fixture
async def subscribed(stage: Stage) -> Stage:
    """Ada (en), Eve (az) and Max (fa) want to hear of admission; Bo does not."""
    for person in (ADA, EVE, MAX):
        await stage.hears(command("subscriptions", person=person, bot=stage.bot))
        await stage.hears(press("v:admission", person=person))
    await stage.hears(command("subscriptions", person=BO, bot=stage.bot))
    await stage.delivers()
    return stage


async def tap(stage: Stage, *what: str, person: Somebody = CHIDI) -> None:
    data = ":".join(("an", "1", *what))
    await stage.hears(press(data, person=person, chat=FORUM, message_id=BOARD))
    await stage.delivers()


async def reply(stage: Stage, words: str, person: Somebody = CHIDI) -> None:
    """To our last question."""
    asked = [d for d in stage.sent_to(FORUM.id) if ":ask:" in d.cause][-1]
    details = {"message_id": asked.message_id or 0, "chat": FORUM}
    question = message(typed("?"), **details)  # type: ignore[arg-type]
    await stage.hears(text(words, person=person, chat=FORUM, reply_to=question))
    await stage.delivers()


async def drafted(stage: Stage) -> None:
    """An announcement on admission, in English and Azerbaijani."""
    await stage.hears(command("announce", person=CHIDI, chat=FORUM, bot=stage.bot))
    await stage.delivers()
    await tap(stage, "t", "admission")
    for locale, words in (("en", "Apply **now**."), ("az", "İndi.")):
        await tap(stage, "ask", locale)
        await reply(stage, words)


async def confirmed(stage: Stage) -> None:
    """Looked at as it will be, and sent on its way."""
    await tap(stage, "preview")
    await tap(stage, "send")


async def sent(stage: Stage) -> None:
    """Everything that is going arrives."""
    while await stage.circulating.run_once():
        await stage.delivers()


def announced(stage: Stage, person: Somebody) -> list[str]:
    return [said for said in stage.texts_to(person.id) if said.startswith("📢")]


async def test_each_subscriber_gets_it_once_in_a_language_that_they_read(
    subscribed: Stage,
) -> None:
    await drafted(subscribed)
    await confirmed(subscribed)
    await sent(subscribed)
    await sent(subscribed)

    [to_ada], [to_eve] = announced(subscribed, ADA), announced(subscribed, EVE)
    assert "Apply <b>now</b>." in to_ada
    assert "İndi." in to_eve
    assert announced(subscribed, BO) == announced(subscribed, MAX) == []
    assert subscribed.work.announcements.stored[1].state is AnnouncementState.DONE
    assert AZ("announce_over", number=1) in subscribed.texts_to(FORUM.id)[-1]


async def test_the_preview_is_what_arrives(subscribed: Stage) -> None:
    await drafted(subscribed)
    await tap(subscribed, "fb")
    await confirmed(subscribed)
    await sent(subscribed)

    shown = [d.call for d in subscribed.sent_to(FORUM.id)]
    for person in (ADA, EVE):
        [arrived] = [
            d.call for d in subscribed.sent_to(person.id) if d.priority is Priority.ANNOUNCEMENT
        ]
        assert arrived in shown
    [to_max] = announced(subscribed, MAX)
    assert FA("announcement_fallback", language="").strip("*. ") in to_max


async def test_whoever_wrote_it_for_many_does_not_confirm_it(subscribed: Stage) -> None:
    for number in range(TWO_PAIRS_OF_EYES):
        person = Person(10_000 + number, "X", language_code="en")
        await subscribed.work.people.save(person)
        await subscribed.work.subscriptions.begin(person.id, "admission", subscribed._now())
    await drafted(subscribed)
    await confirmed(subscribed)
    assert subscribed.toasts()[-1] == AZ("announce_second_person", count=TWO_PAIRS_OF_EYES + 2)

    await tap(subscribed, "send", person=EVE)
    assert subscribed.work.announcements.stored[1].state is AnnouncementState.CONFIRMED


async def test_a_change_takes_the_preview_back(subscribed: Stage) -> None:
    await drafted(subscribed)
    await tap(subscribed, "preview")
    await tap(subscribed, "t", "life")
    await tap(subscribed, "send")

    assert subscribed.toasts()[-1] == AZ("announce_not_now")
    assert subscribed.work.announcements.stored[1].state is AnnouncementState.DRAFT


async def test_after_a_stop_nothing_more_leaves(subscribed: Stage) -> None:
    await drafted(subscribed)
    await confirmed(subscribed)
    for _ in range(2):
        await subscribed.circulating.run_once()  # what it made is not on the wire yet
    await tap(subscribed, "stop")
    await sent(subscribed)

    assert announced(subscribed, ADA) == announced(subscribed, EVE) == []
    assert (await subscribed.work.announcements.progress(1)).withdrawn == 2


async def test_who_blocked_us_is_counted_and_not_tried_again(
    telegram: OfflineTelegram, subscribed: Stage
) -> None:
    await drafted(subscribed)
    await confirmed(subscribed)
    telegram.refuse("sendMessage", 403, "Forbidden: bot was blocked by the user")
    await sent(subscribed)

    progress = await subscribed.work.announcements.progress(1)
    assert (progress.sent, progress.unreachable) == (1, 1)
    people = subscribed.work.people.stored
    assert [people[p.id].unreachable_since is not None for p in (ADA, EVE)].count(True) == 1


async def test_who_unsubscribed_meanwhile_gets_nothing(subscribed: Stage) -> None:
    await drafted(subscribed)
    await confirmed(subscribed)
    await subscribed.circulating.run_once()
    await subscribed.work.subscriptions.end(ADA.id, "admission")
    await sent(subscribed)

    assert announced(subscribed, ADA) == []
    assert len(announced(subscribed, EVE)) == 1


async def test_one_tap_below_it_unsubscribes_and_one_more_takes_that_back(
    subscribed: Stage,
) -> None:
    await drafted(subscribed)
    await confirmed(subscribed)
    await sent(subscribed)
    assert subscribed.buttons_to(ADA.id)[-1:] == ["u:1:0"]

    await subscribed.hears(press("u:1:0", person=ADA))
    assert await subscribed.work.subscriptions.of(ADA.id) == frozenset()
    assert subscribed.buttons_to(ADA.id) == ["u:1:1"]
    await subscribed.hears(press("u:1:1", person=ADA))
    assert await subscribed.work.subscriptions.of(ADA.id) == {"admission"}


async def test_outsiders_and_other_chats_change_nothing(
    telegram: OfflineTelegram, subscribed: Stage
) -> None:
    await drafted(subscribed)
    before = subscribed.work.announcements.stored[1]
    telegram.outsiders.add(BO.id)
    for what in (["preview"], ["t", "life"], ["drop"], ["send"], ["stop"]):
        await tap(subscribed, *what, person=BO)
        data = ":".join(("an", "1", *what))
        await subscribed.hears(press(data, person=ADA))
    await tap(subscribed, "ask", "ru")
    await reply(subscribed, "Взлом", person=BO)

    assert subscribed.work.announcements.stored[1] == before


@pytest.mark.parametrize(
    "data",
    [
        "an",
        "an:1",
        "an:x:send",
        "an:9:send",
        "an:1:l:king",
        "an:1:s:king",
        "an:1:t:x",
        "an:1:ask:x",
        "an:²:t",
    ],
)
async def test_odd_taps_are_answered(subscribed: Stage, data: str) -> None:
    await drafted(subscribed)
    await subscribed.hears(press(data, person=CHIDI, chat=FORUM, message_id=BOARD))

    assert subscribed.toasts()[-1] == AZ("tap_too_old")


async def test_audience_time_and_file_are_asked_for(subscribed: Stage) -> None:
    await drafted(subscribed)
    await tap(subscribed, "l", "master")
    await tap(subscribed, "s", "graduate")
    await tap(subscribed, "s", "graduating")
    await tap(subscribed, "s", "graduate")
    await tap(subscribed, "ask", "who")
    await reply(subscribed, "Türkiyə, kz, Narnia")
    assert "Narnia" in subscribed.texts_to(FORUM.id)[-1]
    await reply(subscribed, "Türkiyə, kz")
    await tap(subscribed, "ask", "when")
    await reply(subscribed, "01.02.2199 10:00")
    await tap(subscribed, "ask", "file")
    asked = subscribed.sent_to(FORUM.id)[-1]
    question = message(typed("?"), message_id=asked.message_id or 0, chat=FORUM)
    await subscribed.hears(photo(person=CHIDI, chat=FORUM, reply_to=question))

    draft = subscribed.work.announcements.stored[1]
    assert draft.audience.condition.citizenship == ("TR", "KZ")
    assert draft.audience.condition.level == ("master",)
    assert draft.audience.condition.stage == ("graduating",)
    assert draft.send_at
    assert draft.send_at.isoformat() == "2199-02-01T10:00:00+04:00"
    assert draft.attachment
    assert draft.attachment.kind == "photo"


async def test_it_goes_only_to_those_at_the_chosen_stage(subscribed: Stage) -> None:
    await subscribed.hears(press("k:az:s:applicant", person=EVE))
    await drafted(subscribed)
    await tap(subscribed, "whom")
    await tap(subscribed, "s", "applicant")
    assert "an:1:s:applicant" in subscribed.buttons_to(FORUM.id)
    assert AZ("stage_applicant") in subscribed.texts_to(FORUM.id)[-1]
    await confirmed(subscribed)
    await sent(subscribed)

    assert announced(subscribed, ADA) == []
    assert len(announced(subscribed, EVE)) == 1


async def test_a_picture_carries_the_text_as_its_caption(subscribed: Stage) -> None:
    await drafted(subscribed)
    await tap(subscribed, "ask", "file")
    asked = subscribed.sent_to(FORUM.id)[-1]
    question = message(typed("?"), message_id=asked.message_id or 0, chat=FORUM)
    await subscribed.hears(photo(person=CHIDI, chat=FORUM, reply_to=question))
    await confirmed(subscribed)
    await sent(subscribed)

    [to_ada] = [d.call for d in subscribed.sent_to(ADA.id) if d.priority is Priority.ANNOUNCEMENT]
    assert to_ada.method == "send_photo"
    assert "Apply <b>now</b>." in to_ada.params["caption"]


async def test_a_scheduled_one_waits_for_its_time(subscribed: Stage) -> None:
    await drafted(subscribed)
    await confirmed(subscribed)
    draft = subscribed.work.announcements.stored[1]
    later = replace(draft, send_at=subscribed._now().replace(year=2199))
    await subscribed.work.announcements.save(later)

    assert await subscribed.circulating.run_once() == 0
    assert await subscribed.circulating.next_due() == later.send_at


async def test_all_topics_are_off_at_first_and_turn_on_in_place(stage: Stage) -> None:
    await stage.hears(command("subscriptions", person=ADA, bot=stage.bot))
    assert "✅" not in str(stage.sent_to(ADA.id)[-1].call.params["reply_markup"])
    await stage.hears(press("v:admission", person=ADA))

    changed = [d.call for d in stage.sent_to(ADA.id) if d.call.method == "edit_message_text"]
    assert "✅ Admission" in str(changed[-1].params["reply_markup"])
    await stage.hears(press("v:admission", person=ADA))
    assert await stage.work.subscriptions.of(ADA.id) == frozenset()


async def test_what_the_site_wrote_needs_two_pairs_of_eyes_as_well(subscribed: Stage) -> None:
    await drafted(subscribed)
    draft = replace(subscribed.work.announcements.stored[1], author=0)
    await subscribed.work.announcements.save(draft)
    await tap(subscribed, "preview")

    assert subscribed.work.announcements.stored[1].author == CHIDI.id
