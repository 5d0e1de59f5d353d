"""`@bot words` in any chat: approved answers to share, and nothing about who shares them."""

import asyncio
from dataclasses import replace
from typing import Any

import pytest

from actions.domain.occasion import Occasion
from bot.telegram.handlers.inline import MOST
from bot.telegram.rendering.runs import MESSAGE_LIMIT
from bot.telegram.shared import article
from tests.builders import BO, command, inline, message, press, text
from tests.double.html import parse_html
from tests.double.rules import METHODS
from tests.double.shapes import BOT
from tests.telegram.offline import BOT as OURS
from tests.telegram.offline import OfflineTelegram
from tests.telegram.sample import (
    APPLY,
    HOURS,
    LOCALES,
    found,
    knowledge,
    phrasebook,
    presenter,
    sure_of,
)
from tests.telegram.stage import Stage
from tests.virtual_time import NOON

ENTRY = "admission/how-to-apply"
TODAY = Occasion(NOON.date())


def offered(telegram: OfflineTelegram) -> list[str]:
    """The ids of what was offered last."""
    [*_, last] = telegram.params_of("answerInlineQuery")
    return [result["id"] for result in last["results"]]


def shared(entry: Any = APPLY, locale: str = "en") -> Any:  # noqa: ANN401 -- Telegram's own
    """An answer as it is offered."""
    return article(found(entry), locale, TODAY, presenter(knowledge(entry)), "beledci_bot")


async def test_what_a_query_means_comes_first_and_then_what_has_its_words(
    stage: Stage, telegram: OfflineTelegram
) -> None:
    stage.interpreter.taught["apply"] = sure_of("admission/deadlines")

    await stage.hears(inline("apply", person=BO, bot=stage.bot))

    assert offered(telegram)[:2] == ["en:admission/deadlines", f"en:{ENTRY}"]


async def test_nothing_typed_yet_offers_what_is_asked_most(
    stage: Stage, telegram: OfflineTelegram
) -> None:
    await stage.hears(press("e:en:university/office-hours", person=BO))
    await stage.hears(inline("", person=BO, bot=stage.bot))

    assert offered(telegram)[0] == "en:university/office-hours"
    assert len(offered(telegram)) <= MOST


async def test_answers_are_in_the_language_that_somebody_chose(
    stage: Stage, telegram: OfflineTelegram
) -> None:
    await stage.hears(press("l:az", person=BO))
    await stage.hears(inline("", person=BO, bot=stage.bot))

    [asked] = telegram.params_of("answerInlineQuery")
    texts = [each["input_message_content"]["message_text"] for each in asked["results"]]
    assert any("Onlayn." in each for each in texts)
    assert asked["is_personal"]
    assert 0 <= asked["cache_time"] <= 60


async def test_nothing_of_a_query_is_kept(stage: Stage) -> None:
    await stage.hears(inline("my secret", person=BO, bot=stage.bot))

    work = stage.work
    assert (work.inbox.items, work.people.stored, work.turns.said) == ({}, {}, [])
    assert work.deliveries.stored == {}


async def test_what_is_known_of_somebody_changes_nothing_that_they_share(
    stage: Stage, telegram: OfflineTelegram
) -> None:
    await stage.hears(press("k:en:r:teacher", person=BO))
    await stage.hears(inline("office open", person=BO, bot=stage.bot))

    [asked] = telegram.params_of("answerInlineQuery")
    said = " ".join(each["input_message_content"]["message_text"] for each in asked["results"])
    assert "Come in the morning." in said
    assert "noon" not in said


async def test_where_nothing_fits_the_way_leads_to_the_private_chat(
    stage: Stage, telegram: OfflineTelegram
) -> None:
    await stage.hears(inline("qwertyuiop", person=BO, bot=stage.bot))

    [asked] = telegram.params_of("answerInlineQuery")
    assert asked["results"] == []
    assert asked["button"]["start_parameter"] == "inline"
    await stage.hears(command("start", "inline", person=BO, bot=stage.bot))
    assert stage.texts_to(BO.id)[0].startswith(phrasebook()["en"]("welcome").split()[0])


async def test_only_the_last_of_what_somebody_types_is_answered(
    stage: Stage, telegram: OfflineTelegram
) -> None:
    typed = [inline(words, person=BO, bot=stage.bot) for words in ("a", "ap", "app", "appl")]

    await asyncio.gather(*(stage._app.process_update(each) for each in typed))

    assert len(telegram.params_of("answerInlineQuery")) == 1


async def test_who_asks_without_end_is_not_answered(
    stage: Stage, telegram: OfflineTelegram
) -> None:
    for _ in range(300):
        await stage._app.process_update(inline("x", person=BO, bot=stage.bot))

    assert 30 <= len(telegram.params_of("answerInlineQuery")) < 150


async def test_telegram_s_refusal_is_only_logged(
    stage: Stage, telegram: OfflineTelegram, capsys: pytest.CaptureFixture[str]
) -> None:
    telegram.refuse("answerInlineQuery", 400, "Bad Request: query is too old")

    await stage.hears(inline("my secret", person=BO, bot=stage.bot))

    logged = capsys.readouterr().out
    assert "inline_not_answered" in logged
    assert "secret" not in logged


async def test_what_somebody_shares_with_us_is_no_question(stage: Stage) -> None:
    shown = text("How do I apply? Online.", person=BO, bot=stage.bot)
    assert shown.message
    body = {**message({"text": "How?", "via_bot": {**BOT, "id": OURS["id"]}}, person=BO)}
    update = type(shown).de_json({"update_id": 999_999, "message": body}, stage.bot)
    await stage.hears(update)

    assert stage.sent_to(BO.id) == []


def test_every_field_of_a_result_is_one_that_telegram_knows() -> None:
    assert "results" in METHODS["answerInlineQuery"]
    assert set(shared().to_dict()) <= {
        *("type", "id", "title", "input_message_content", "description"),
    }


@pytest.mark.parametrize("locale", LOCALES)
def test_a_shared_answer_is_whole_and_leads_to_us(locale: str) -> None:
    result = shared(locale=locale)

    html = result.input_message_content.message_text
    parsed = parse_html(html)
    assert "online" in parsed.text
    assert "https://t.me/beledci_bot?start=e_admission_how-to-apply" in html
    assert "example.edu" in html
    assert result.description.startswith("Apply online")
    assert not set("👍👎") & set(html)


def test_an_answer_that_differs_for_some_says_so() -> None:
    html = shared(HOURS).input_message_content.message_text

    assert phrasebook()["en"]("share_depends") in html
    assert "noon" not in html


def test_a_long_answer_is_cut_and_leads_to_the_rest() -> None:
    entry = replace(APPLY, body="A **long** story. " + "And then <this>. " * 400)

    result = shared(entry)
    parsed = parse_html(result.input_message_content.message_text)
    assert parsed.length <= MESSAGE_LIMIT
    assert parsed.text.endswith(phrasebook()["en"]("share_rest"))
    assert "…" in parsed.text
    assert len(result.description) <= 120
