"""The one door to Telegram: real calls of python-telegram-bot, and what comes back."""

from datetime import UTC, datetime
from typing import Any

import pytest
from telegram.error import TimedOut

from actions.domain.delivery import Call, Delivery
from actions.errors import DeliveryPostponed, DeliveryRefused
from bot.telegram.gateway import TITLE_LIMIT, TelegramGateway
from tests.telegram.offline import OfflineTelegram, offline_bot

ADA, FORUM = 11, -1001
NOON = datetime(2026, 10, 5, 12, tzinfo=UTC)
EDIT = Call("edit_message_text", {"message_id": 5, "text": "new"})
ANSWER = Call("answer_callback_query", {"callback_query_id": "9"})


@pytest.fixture
def gateway(telegram: OfflineTelegram) -> TelegramGateway:
    return TelegramGateway(offline_bot(telegram))


def delivery(call: Call | None = None, chat_id: int = ADA) -> Delivery:
    """A message to Ada, unless a test wants something else."""
    return Delivery(chat_id, call or Call("send_message", {"text": "Hello"}), "update:1:0", NOON)


async def test_a_message_is_sent_and_its_number_comes_back(
    gateway: TelegramGateway, telegram: OfflineTelegram
) -> None:
    board = {"inline_keyboard": [[{"text": "A", "callback_data": "p"}]]}
    call = Call("send_message", {"text": "<b>Hi</b>", "parse_mode": "HTML", "reply_markup": board})

    message_id = await gateway.send(delivery(call))

    [params] = telegram.params_of("sendMessage")
    assert message_id == 701
    assert params["chat_id"] == ADA
    assert (params["text"], params["parse_mode"]) == ("<b>Hi</b>", "HTML")
    assert params["reply_markup"] == board


async def test_what_belongs_to_a_topic_is_sent_there(
    gateway: TelegramGateway, telegram: OfflineTelegram
) -> None:
    await gateway.send(delivery(chat_id=FORUM), thread_id=40)

    assert telegram.params_of("sendMessage")[0]["message_thread_id"] == 40


async def test_a_reply_names_the_message_that_it_answers(
    gateway: TelegramGateway, telegram: OfflineTelegram
) -> None:
    call = Call("send_message", {"text": "Yes", "reply_parameters": {"message_id": 3}})

    await gateway.send(delivery(call))

    assert telegram.params_of("sendMessage")[0]["reply_parameters"] == {"message_id": 3}


async def test_a_copy_has_a_number_too(gateway: TelegramGateway) -> None:
    call = Call("copy_message", {"from_chat_id": FORUM, "message_id": 3})

    assert await gateway.send(delivery(call)) == 701


async def test_an_answered_tap_is_no_message_and_goes_to_no_chat(
    gateway: TelegramGateway, telegram: OfflineTelegram
) -> None:
    assert await gateway.send(delivery(ANSWER)) is None

    [params] = telegram.params_of("answerCallbackQuery")
    assert "chat_id" not in params


async def test_buttons_are_taken_away_with_no_keyboard_at_all(
    gateway: TelegramGateway, telegram: OfflineTelegram
) -> None:
    call = Call("edit_message_reply_markup", {"message_id": 5, "reply_markup": None})

    await gateway.send(delivery(call))

    assert "reply_markup" not in telegram.params_of("editMessageReplyMarkup")[0]


async def test_only_calls_that_we_make_are_made(
    gateway: TelegramGateway, telegram: OfflineTelegram
) -> None:
    with pytest.raises(DeliveryRefused):
        await gateway.send(delivery(Call("log_out")))

    assert telegram.calls == []


@pytest.mark.parametrize("is_forum", [True, False])
async def test_a_group_is_asked_once_whether_it_has_topics(
    gateway: TelegramGateway,
    telegram: OfflineTelegram,
    is_forum: bool,  # noqa: FBT001 -- a column of the table
) -> None:
    telegram.forum = is_forum

    answers: list[Any] = [await gateway.has_topics(FORUM) for _ in range(2)]

    assert answers == [is_forum, is_forum]
    assert len(telegram.params_of("getChat")) == 1


async def test_a_question_that_failed_is_asked_again(
    gateway: TelegramGateway, telegram: OfflineTelegram
) -> None:
    telegram.fail("getChat", TimedOut())

    with pytest.raises(DeliveryPostponed):
        await gateway.has_topics(FORUM)

    assert await gateway.has_topics(FORUM)


async def test_a_topic_is_opened_under_a_name_that_fits(
    gateway: TelegramGateway, telegram: OfflineTelegram
) -> None:
    assert await gateway.create_topic(FORUM, "ə" * 300) == 40

    assert telegram.params_of("createForumTopic")[0]["name"] == "ə" * TITLE_LIMIT


async def test_without_the_right_to_open_topics_the_reason_is_told(
    gateway: TelegramGateway, telegram: OfflineTelegram
) -> None:
    telegram.refuse("createForumTopic", 400, "Bad Request: not enough rights to create a topic")

    with pytest.raises(DeliveryRefused, match="Not enough rights"):
        await gateway.create_topic(FORUM, "🟢 #7 Ada")


async def test_a_picture_is_sent_from_its_bytes(
    gateway: TelegramGateway, telegram: OfflineTelegram
) -> None:
    call = Call("send_photo", {"photo": b"PNG", "caption": "<b>n</b>", "parse_mode": "HTML"})

    assert await gateway.send(delivery(call)) == 701
    [params] = telegram.params_of("sendPhoto")
    assert params["caption"] == "<b>n</b>"
