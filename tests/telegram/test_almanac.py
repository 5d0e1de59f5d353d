"""Events and partner universities: browsed by tapping, and found by what people ask."""

from datetime import date

import pytest

from bot.telegram.handlers.almanac import AlmanacHandlers
from bot.telegram.names import day_reader
from tests.builders import BO, command, press, text
from tests.telegram.almanac import SHIPPED, in_days, knowing, seminar
from tests.telegram.offline import OfflineTelegram, offline_bot
from tests.telegram.sample import office, phrasebook, presenter, sure_of
from tests.telegram.stage import Stage

EN = phrasebook()["en"]
SOON, LATER = seminar("chess", in_days(3)), seminar("physics", in_days(70))
OVER = seminar("past", in_days(-1))


def shown(stage: Stage) -> str:
    return stage.texts_to(BO.id)[-1]


async def test_coming_events_are_shown_by_month_and_past_ones_are_gone(
    telegram: OfflineTelegram,
) -> None:
    async with Stage(offline_bot(telegram), kb=knowing(SOON, LATER, OVER)) as stage:
        await stage.hears(command("events", person=BO, bot=stage.bot))
        assert "chess" in shown(stage)
        assert "physics" in shown(stage)
        assert "past" not in shown(stage)

        month = f"{LATER.starts:%Y-%m}"
        assert f"ev:en:{month}" in stage.buttons_to(BO.id)
        await stage.hears(press(f"ev:en:{month}", person=BO))
        assert "chess" not in shown(stage)
        assert "physics" in shown(stage)

        await stage.hears(press("ec:en:physics", person=BO))
        [file] = [d.call for d in stage.sent_to(BO.id) if d.call.method == "send_document"]
        assert "physics" in file.params["document"]["text"]
        await stage.hears(press("ec:en:past", person=BO))
        assert stage.toasts()[-1] == EN("too_old")


async def test_without_events_one_says_so_kindly(telegram: OfflineTelegram) -> None:
    async with Stage(offline_bot(telegram), kb=SHIPPED) as stage:
        await stage.hears(command("events", person=BO, bot=stage.bot))
        assert shown(stage) == EN("events_none")
        assert "reply_markup" not in stage.sent_to(BO.id)[-1].call.params  # Telegram refuses none
        stage.interpreter.taught["any seminar next month?"] = sure_of("events/upcoming")
        await stage.hears(text("any seminar next month?", person=BO))
        assert EN("events_none_in", month="").split("  ")[0][:30] in shown(stage)


@pytest.mark.parametrize(
    "data", ["ev:en:2026-13", "ev:en:soon", "pa:en:narnia", "pa:en:pl", "ec:en:none", "ec"]
)
async def test_a_forged_button_is_too_old(telegram: OfflineTelegram, data: str) -> None:
    async with Stage(offline_bot(telegram), kb=SHIPPED) as stage:
        await stage.hears(press(data, person=BO))
        assert stage.toasts() == [EN("too_old")]


async def test_universities_are_browsed_by_country_and_programme(
    telegram: OfflineTelegram,
) -> None:
    async with Stage(offline_bot(telegram), kb=SHIPPED) as stage:
        await stage.hears(command("partners", person=BO, bot=stage.bot))
        for partner in SHIPPED.almanac.partners.values():
            assert partner.name in shown(stage)
        await stage.hears(press("pa:en:IT", person=BO))
        assert "Sapienza" in shown(stage)
        assert "Inha" not in shown(stage)
        await stage.hears(press("pa:en:dual_degree", person=BO))
        assert "Sapienza" not in shown(stage)
        assert "Inha" in shown(stage)


async def test_a_question_about_a_country_is_answered_with_its_universities(
    telegram: OfflineTelegram,
) -> None:
    entry = "exchange/partner-universities"
    async with Stage(offline_bot(telegram), kb=SHIPPED) as stage:
        for words in ("in Italy?", "in Poland?"):
            stage.interpreter.taught[f"which universities {words}"] = sure_of(entry)
        await stage.hears(text("which universities in Italy?", person=BO))
        answer, below = stage.texts_to(BO.id)[-2:]
        assert EN("was_helpful") in answer
        assert "Sapienza" in below
        await stage.hears(text("which universities in Poland?", person=BO))
        assert EN("partners_none", contact="").split(",")[0] in shown(stage)


async def test_answers_lead_to_what_is_known(telegram: OfflineTelegram) -> None:
    async with Stage(offline_bot(telegram), kb=knowing(SOON)) as stage:
        for entry, data in (("exchange/grant", "pa:en::n"), ("events/news", "ev:en::n")):
            stage.interpreter.taught[entry] = sure_of(entry)
            await stage.hears(text(entry, person=BO))
            assert data in stage.buttons_to(BO.id)
            await stage.hears(press(data, person=BO))
            [last] = stage.sent_to(BO.id)[-2:-1]
            assert last.call.method == "send_message"  # the answer stays


@pytest.mark.parametrize(
    ("words", "month"),
    [
        *((each, (2026, 12)) for each in ("any seminar next month?", "gələn ay nə var")),
        *((each, (2026, 12)) for each in ("что будет в следующем месяце?", "ماه آینده چه خبر؟")),
        *((each, (2026, 11)) for each in ("this month?", "bu ay", "ce mois-ci", "هذا الشهر")),
        *((each, (2027, 3)) for each in ("events in March", "martda", "в марте", "en mars")),
        *((("when?", None), ("seminars in December", (2026, 12)))),
    ],
)
def test_a_month_is_found_in_what_people_ask(words: str, month: tuple[int, int] | None) -> None:
    almanac = AlmanacHandlers(
        presenter(SHIPPED), office(kb=SHIPPED).staying, day_reader(SHIPPED.locales)
    )

    assert almanac.month_in(words, date(2026, 11, 23)) == month
