"""From one's own days to last days and reminders, by tapping and typing."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from actions.content.deadline_rules import Milestone
from actions.domain.person import Awaiting
from actions.domain.reminder import AT, DAYS_BEFORE
from actions.domain.stay import Stay
from actions.domain.working_days import WorkingDays
from bot.bootstrap import now
from bot.public_holidays import is_public_holiday
from bot.telegram.stay_words import CODES
from tests.builders import BO, command, press, text
from tests.telegram.almanac import BAKU, SHIPPED, in_days, today
from tests.telegram.offline import OfflineTelegram, offline_bot
from tests.telegram.sample import phrasebook, sure_of
from tests.telegram.stage import Stage
from tests.virtual_time import NOON

EN = phrasebook()["en"]
DAY = 86_400.0  # seconds
WORKING = WorkingDays(lambda day: is_public_holiday("AZ", day))
MILESTONES = ("a", "e", "p", "v", "t", "m")


@pytest.fixture
async def stage(telegram: OfflineTelegram) -> AsyncIterator[Stage]:
    """The bot with everything that it knows."""
    async with Stage(offline_bot(telegram), kb=SHIPPED) as stage:
        yield stage


def stay(stage: Stage) -> Stay:
    return stage.work.stays.stored[BO.id]


def awaiting(stage: Stage) -> Awaiting:
    return stage.work.people.stored[BO.id].awaiting


def shown(stage: Stage) -> str:
    return stage.texts_to(BO.id)[-1]


async def tells(stage: Stage, milestone: Milestone, day: date) -> None:
    await stage.hears(press(f"dd:en:{CODES[milestone]}:{day.isoformat()}", person=BO))


async def must_register(stage: Stage, least_days: int = 8) -> date:
    """Somebody came so that the last day to register is the next working day from then."""
    days = (in_days(number) for number in range(least_days, 40))
    due = next(each for each in days if WORKING.last_until(each) == each)
    await tells(stage, Milestone.ARRIVED, due - timedelta(days=15))
    return due


async def wants_reminders(stage: Stage) -> None:
    await stage.hears(press("dr:en:y", person=BO))


def reminders(stage: Stage) -> list[str]:
    return [each for each in stage.texts_to(BO.id) if EN("reminder_head").strip("*") in each]


async def test_days_are_asked_for_one_by_one_and_each_can_be_skipped(stage: Stage) -> None:
    await stage.hears(command("deadlines", person=BO, bot=stage.bot))

    for code in MILESTONES:
        milestone = next(key for key, value in CODES.items() if value == code)
        assert EN(f"why_{milestone}") in shown(stage)
        assert awaiting(stage) is Awaiting(milestone.value)
        assert stage.buttons_to(BO.id) == [f"dd:en:{code}:s", "dl:en:x"]
        await stage.hears(press(f"dd:en:{code}:s", person=BO))

    assert EN("deadlines_none") in shown(stage)
    assert awaiting(stage) is Awaiting.QUESTION
    await stage.hears(command("deadlines", person=BO, bot=stage.bot))
    assert EN("deadlines_none") in shown(stage)  # what was refused is not asked for again


async def test_typed_days_lead_to_last_days_with_rule_and_source(stage: Stage) -> None:
    came = in_days(-3)
    await stage.hears(command("deadlines", person=BO, bot=stage.bot))
    await stage.hears(text(f"{came:%d.%m.%Y}", person=BO))
    assert EN.full_date(came) in shown(stage)
    await stage.hears(press("dl:en:x", person=BO))

    assert EN.full_date(came + timedelta(days=15)) in shown(stage)
    assert "15 days" in shown(stage)
    assert "d1:en:registration" in stage.buttons_to(BO.id)
    await stage.hears(press("d1:en:registration", person=BO))
    assert "tehran.mfa.gov.az" in shown(stage)
    assert "e:en:migration/registration" in stage.buttons_to(BO.id)
    assert stage.interpreter.asked == []


async def test_who_has_a_permit_is_not_asked_for_the_visa(stage: Stage) -> None:
    for milestone in (Milestone.ARRIVED, Milestone.ENROLLED):
        await tells(stage, milestone, in_days(-3))
    await stage.hears(command("deadlines", person=BO, bot=stage.bot))
    assert awaiting(stage) is Awaiting.PERMIT

    await stage.hears(text(f"{in_days(300):%d.%m.%Y}", person=BO))

    assert awaiting(stage) is Awaiting.PASSPORT


async def test_an_odd_day_is_asked_for_again_before_it_is_believed(stage: Stage) -> None:
    await tells(stage, Milestone.ARRIVED, in_days(-3))
    await stage.hears(press("dd:en:p", person=BO))
    early = in_days(-30)
    await stage.hears(text(f"{early:%d.%m.%Y}", person=BO))
    assert Milestone.PERMIT not in stay(stage).dates
    assert stage.buttons_to(BO.id)[0] == f"dd:en:p:{early.isoformat()}"

    await stage.hears(text("1.1.1999", person=BO))
    assert shown(stage) == EN("day_not_read")  # a day that can be no day of anybody's stay
    assert awaiting(stage) is Awaiting.PERMIT
    await stage.hears(press(f"dd:en:p:{early.isoformat()}", person=BO))
    assert stay(stage).dates[Milestone.PERMIT] == early


async def test_a_day_that_people_read_in_two_ways_is_asked_back(stage: Stage) -> None:
    await stage.hears(press("dd:en:a", person=BO))
    year = today().year
    await stage.hears(text(f"3/4/{year}", person=BO))

    assert stage.work.stays.stored[BO.id].dates == {}
    both = [f"dd:en:a:{year}-03-04", f"dd:en:a:{year}-04-03"]
    assert stage.buttons_to(BO.id) == [*both, "dd:en:a:s"]


async def test_a_question_in_between_is_answered(stage: Stage) -> None:
    stage.interpreter.taught["How do I apply?"] = sure_of("admission/how-to-apply")
    await stage.hears(command("deadlines", person=BO, bot=stage.bot))
    await stage.hears(text("How do I apply?", person=BO))

    assert "n:en:admission/how-to-apply" in stage.buttons_to(BO.id)
    assert awaiting(stage) is Awaiting.QUESTION


async def test_days_are_changed_and_deleted(stage: Stage) -> None:
    await tells(stage, Milestone.MOVED, in_days(-1))
    await stage.hears(press("dl:en:d", person=BO))
    assert EN.full_date(in_days(-1)) in shown(stage)
    await stage.hears(press("dd:en:m", person=BO))
    assert "dd:en:m:-" in stage.buttons_to(BO.id)
    await stage.hears(press("dd:en:m:-", person=BO))

    assert stay(stage).dates == {}


@pytest.mark.parametrize(
    "data",
    [
        *("dd:en:z", "dd", "dd:en:a:soon", "dd:en:a:1026-01-01", "dl:en:all", "d1:en:rule", "d1"),
        *("do:en:registration:2020-01-01", "do:en", "dc:en:rule", "dr:en:forever"),
    ],
)
async def test_a_forged_button_changes_nothing(stage: Stage, data: str) -> None:
    await tells(stage, Milestone.ARRIVED, in_days(-3))
    before = stay(stage)
    await stage.hears(press(data, person=BO))

    assert stay(stage) == before
    assert stage.toasts()[-1] == EN("too_old")


async def test_what_is_done_leaves_the_list_and_can_come_back(stage: Stage) -> None:
    await tells(stage, Milestone.ARRIVED, in_days(-3))
    done = f"do:en:registration:{in_days(12).isoformat()}"
    await stage.hears(press(done, person=BO))
    assert "d1:en:registration" not in stage.buttons_to(BO.id)
    assert done in stage.buttons_to(BO.id)

    await stage.hears(press(done, person=BO))
    assert "d1:en:registration" in stage.buttons_to(BO.id)


async def test_what_was_done_in_time_is_not_called_late(stage: Stage) -> None:
    await tells(stage, Milestone.ARRIVED, in_days(-20))
    late = f"do:en:registration:{in_days(-5).isoformat()}"
    await stage.hears(press("d1:en:registration", person=BO))
    assert stage.buttons_to(BO.id)[0] == late
    await stage.hears(press(late, person=BO))

    assert EN("deadlines_missed") not in stage.texts_to(BO.id)[-2]
    assert "d1:en:registration" not in stage.buttons_to(BO.id)


async def test_a_last_day_comes_as_a_file_for_a_calendar(
    stage: Stage, telegram: OfflineTelegram
) -> None:
    await tells(stage, Milestone.ARRIVED, in_days(-3))
    await stage.hears(press("dc:en:registration", person=BO))
    await stage.delivers()

    [file] = telegram.params_of("sendDocument")
    assert file["caption"] == EN("calendar_caption")
    [call] = [d.call for d in stage.sent_to(BO.id) if d.call.method == "send_document"]
    assert call.params["document"]["name"] == "deadline-registration.ics"
    assert "BEGIN:VEVENT" in call.params["document"]["text"]


async def test_an_answer_about_a_term_leads_to_ones_own_last_day(stage: Stage) -> None:
    stage.interpreter.taught["when must I register?"] = sure_of("migration/registration")
    await stage.hears(text("when must I register?", person=BO))
    assert "dl:en:n" in stage.buttons_to(BO.id)
    await stage.hears(press("dl:en:n", person=BO))

    assert EN("why_arrived_on") in shown(stage)
    stage.interpreter.taught["is my phone blocked?"] = sure_of("life/phone-imei")
    await stage.hears(text("is my phone blocked?", person=BO))
    assert "dl:en:n" not in stage.buttons_to(BO.id)  # nobody has confirmed that term


async def test_nobody_is_reminded_who_did_not_say_yes(stage: Stage) -> None:
    await tells(stage, Milestone.ARRIVED, in_days(-3))
    assert EN("remind_ask").split("**")[1] in stage.texts_to(BO.id)[-2]
    await stage.a_moment_passes(14 * DAY)

    assert reminders(stage) == []


async def test_each_reminder_comes_once_and_none_after_the_day(stage: Stage) -> None:
    due, began = await must_register(stage), now()
    await wants_reminders(stage)
    for _ in range(3 * 30):
        await stage.a_moment_passes(DAY / 3)

    moments = [datetime.combine(due - timedelta(days), AT, BAKU) for days in DAYS_BEFORE]
    expected = sum(moment > began for moment in moments)
    assert expected >= 4  # 7, 3, 1 and 0 days before
    assert len(reminders(stage)) == len(stage.work.stays.reminded) == expected


async def test_after_a_standstill_only_the_latest_reminder_comes(stage: Stage) -> None:
    due = await must_register(stage)
    await wants_reminders(stage)
    await stage.a_moment_passes((due - today()).days * DAY)
    await stage.a_moment_passes(60)

    assert len(reminders(stage)) == 1


async def test_who_has_done_it_or_paused_or_stopped_is_left_alone(stage: Stage) -> None:
    due = await must_register(stage)
    await wants_reminders(stage)
    await stage.hears(press("dr:en:m", person=BO))
    await stage.a_moment_passes((due - today()).days * DAY)
    assert reminders(stage) == []

    await stage.hears(command("stop", person=BO, bot=stage.bot))
    assert stay(stage).is_stopped
    assert "/resume" in shown(stage)
    await stage.hears(command("resume", person=BO, bot=stage.bot))
    await stage.hears(press(f"do:en:registration:{due.isoformat()}", person=BO))
    await stage.a_moment_passes(DAY)
    assert reminders(stage) == []


async def test_a_pause_has_a_length_and_ends_by_itself(stage: Stage) -> None:
    due = await must_register(stage, 12)
    await wants_reminders(stage)
    await stage.hears(command("pause", person=BO, bot=stage.bot))
    assert stage.buttons_to(BO.id)[:3] == ["dr:en:w", "dr:en:m", "dr:en:s"]
    await stage.hears(press("dr:en:w", person=BO))
    await stage.a_moment_passes(6 * DAY)
    assert reminders(stage) == []
    await stage.a_moment_passes(((due - today()).days - 6) * DAY)
    assert len(reminders(stage)) == 1


async def test_who_blocked_the_bot_gets_nothing_until_they_are_back(stage: Stage) -> None:
    due = await must_register(stage)
    await wants_reminders(stage)
    blocked = replace(stage.work.people.stored[BO.id], unreachable_since=NOON)
    stage.work.people.stored[BO.id] = blocked
    await stage.a_moment_passes(((due - today()).days - 1) * DAY)
    assert reminders(stage) == []

    await stage.hears(text("hello", person=BO))
    await stage.a_moment_passes(DAY)
    assert len(reminders(stage)) == 1


async def test_whose_citizenship_would_change_a_day_is_asked_for_it(stage: Stage) -> None:
    await must_register(stage)
    await stage.hears(press("dl:en", person=BO))

    assert EN("why_citizenship") in shown(stage)
    assert "k:en:c" in stage.buttons_to(BO.id)

    await stage.hears(press("k:en:c:TR", person=BO))
    await stage.hears(press("dl:en", person=BO))

    assert EN("why_citizenship") not in shown(stage)
    assert "k:en:c" not in stage.buttons_to(BO.id)
