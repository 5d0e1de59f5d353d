"""What every error of Telegram means to us."""

from datetime import UTC, datetime

import httpx
import pytest
from telegram.error import NetworkError, TimedOut

from actions.domain.delivery import Call, Delivery
from actions.errors import (
    ChatMoved,
    DeliveryError,
    DeliveryPostponed,
    DeliveryRefused,
    MessageGone,
    TopicGone,
    TopicShut,
)
from bot.telegram.gateway import TelegramGateway
from tests.telegram.offline import OfflineTelegram, offline_bot

ADA, FORUM = 11, -1001
NOON = datetime(2026, 10, 5, 12, tzinfo=UTC)
EDIT = Call("edit_message_text", {"message_id": 5, "text": "new"})
BOARD = Call("edit_message_reply_markup", {"message_id": 5})
REACT = Call(
    "set_message_reaction", {"message_id": 5, "reaction": [{"type": "emoji", "emoji": "👌"}]}
)
PIN = Call("pin_chat_message", {"message_id": 5})
CLOSE = Call("close_forum_topic", {"message_thread_id": 40})
ANSWER = Call("answer_callback_query", {"callback_query_id": "9"})


@pytest.fixture
def gateway(telegram: OfflineTelegram) -> TelegramGateway:
    return TelegramGateway(offline_bot(telegram))


def delivery(call: Call | None = None, chat_id: int = ADA) -> Delivery:
    """A message to Ada, unless a test wants something else."""
    return Delivery(chat_id, call or Call("send_message", {"text": "Hello"}), "update:1:0", NOON)


async def _refusal(gateway: TelegramGateway, sent: Delivery | None = None) -> DeliveryError:
    with pytest.raises(DeliveryError) as caught:
        await gateway.send(sent or delivery())
    return caught.value


# python-telegram-bot warns of its own future whenever Telegram asks for patience.
@pytest.mark.filterwarnings("ignore:.*retry_after")
async def test_too_many_messages_wait_for_as_long_as_telegram_says(
    gateway: TelegramGateway, telegram: OfflineTelegram
) -> None:
    telegram.refuse("sendMessage", 429, "Too Many Requests: retry after 17", retry_after=17)

    error = await _refusal(gateway)

    assert isinstance(error, DeliveryPostponed)
    assert error.retry_after == 17.0


async def test_that_patience_may_be_a_span_of_time(
    gateway: TelegramGateway, telegram: OfflineTelegram, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PTB_TIMEDELTA", "true")
    telegram.refuse("sendMessage", 429, "Too Many Requests: retry after 17", retry_after=17)

    error = await _refusal(gateway)

    assert isinstance(error, DeliveryPostponed)
    assert error.retry_after == 17.0


async def test_a_group_that_moved_says_where(
    gateway: TelegramGateway, telegram: OfflineTelegram
) -> None:
    description = "Bad Request: group chat was upgraded to a supergroup chat"
    telegram.refuse("sendMessage", 400, description, migrate_to_chat_id=-100999)

    error = await _refusal(gateway)

    assert isinstance(error, ChatMoved)
    assert error.new_chat_id == -100999


@pytest.mark.parametrize(
    ("code", "description", "unreachable"),
    [
        (403, "Forbidden: bot was blocked by the user", True),
        (403, "Forbidden: user is deactivated", True),
        (403, "Forbidden: bot was kicked from the supergroup chat", True),
        (400, "Bad Request: chat not found", True),
        (400, "Bad Request: message is too long", False),
        (400, "Bad Request: can't parse entities: Unsupported start tag", False),
        (400, "Bad Request: message to copy not found", False),
    ],
)
async def test_what_telegram_refuses_is_not_tried_again(
    gateway: TelegramGateway,
    telegram: OfflineTelegram,
    code: int,
    description: str,
    unreachable: bool,  # noqa: FBT001 -- a column of the table
) -> None:
    telegram.refuse("sendMessage", code, description)

    error = await _refusal(gateway)

    assert isinstance(error, DeliveryRefused)
    assert error.unreachable is unreachable
    assert description.partition(": ")[2].lower() in str(error).lower()


@pytest.mark.parametrize(
    "description",
    ["Bad Request: message thread not found", "Bad Request: TOPIC_DELETED", "TOPIC_ID_INVALID"],
)
async def test_a_topic_that_was_deleted_is_told_apart(
    gateway: TelegramGateway, telegram: OfflineTelegram, description: str
) -> None:
    telegram.refuse("sendMessage", 400, description)

    assert isinstance(await _refusal(gateway, delivery(chat_id=FORUM)), TopicGone)


@pytest.mark.parametrize(
    ("code", "description"),
    [
        (500, "Internal Server Error"),
        (502, "Bad Gateway"),
        (409, "Conflict: terminated by other getUpdates request"),
        (401, "Unauthorized"),
    ],
)
async def test_trouble_on_telegrams_side_means_later(
    gateway: TelegramGateway, telegram: OfflineTelegram, code: int, description: str
) -> None:
    telegram.refuse("sendMessage", code, description)

    error = await _refusal(gateway)

    assert isinstance(error, DeliveryPostponed)
    assert error.retry_after is None


async def test_a_web_page_instead_of_json_means_later(
    gateway: TelegramGateway, telegram: OfflineTelegram
) -> None:
    telegram.answer_with("sendMessage", 502, b"<html>502 Bad Gateway</html>")

    assert isinstance(await _refusal(gateway), DeliveryPostponed)


@pytest.mark.parametrize(
    "failure", [TimedOut(), NetworkError("connection lost"), ConnectionResetError(), TimeoutError()]
)
async def test_no_connection_means_later(
    gateway: TelegramGateway, telegram: OfflineTelegram, failure: Exception
) -> None:
    telegram.fail("sendMessage", failure)

    assert isinstance(await _refusal(gateway), DeliveryPostponed)


@pytest.mark.parametrize(
    ("call", "method", "description"),
    [
        (EDIT, "editMessageText", "Bad Request: message is not modified: specified new …"),
        (BOARD, "editMessageReplyMarkup", "Bad Request: message to edit not found"),
        (BOARD, "editMessageReplyMarkup", "Bad Request: message can't be edited"),
        (REACT, "setMessageReaction", "Bad Request: message to react not found"),
        (PIN, "pinChatMessage", "Bad Request: message to pin not found"),
        (CLOSE, "closeForumTopic", "Bad Request: TOPIC_NOT_MODIFIED"),
        (ANSWER, "answerCallbackQuery", "Bad Request: query is too old and response timeout …"),
    ],
)
async def test_an_edit_or_a_tap_that_has_nothing_left_to_do_is_done(
    gateway: TelegramGateway, telegram: OfflineTelegram, call: Call, method: str, description: str
) -> None:
    telegram.refuse(method, 400, description)

    assert await gateway.send(delivery(call)) is None


async def test_an_edit_that_is_wrong_is_refused(
    gateway: TelegramGateway, telegram: OfflineTelegram
) -> None:
    telegram.refuse("editMessageText", 400, "Bad Request: message text is empty")

    assert isinstance(await _refusal(gateway, delivery(EDIT)), DeliveryRefused)


@pytest.mark.parametrize(
    "description",
    ["message to edit not found", "message can't be edited", "there is no text in the message"],
)
async def test_words_that_cannot_be_changed_are_told_apart(
    gateway: TelegramGateway, telegram: OfflineTelegram, description: str
) -> None:
    telegram.refuse("editMessageText", 400, f"Bad Request: {description}")

    assert isinstance(await _refusal(gateway, delivery(EDIT)), MessageGone)


async def test_a_topic_that_is_shut_is_told_apart(
    gateway: TelegramGateway, telegram: OfflineTelegram
) -> None:
    telegram.refuse("sendMessage", 400, "Bad Request: TOPIC_CLOSED")

    assert isinstance(await _refusal(gateway, delivery(chat_id=FORUM)), TopicShut)


async def test_who_may_not_write_in_a_group_cannot_reach_it(
    gateway: TelegramGateway, telegram: OfflineTelegram
) -> None:
    telegram.refuse("sendMessage", 400, "Bad Request: not enough rights to send text messages")

    error = await _refusal(gateway, delivery(chat_id=FORUM))

    assert isinstance(error, DeliveryRefused)
    assert error.unreachable


@pytest.mark.parametrize(
    ("cause", "unsure"),
    [
        (httpx.ConnectError("refused"), False),
        (httpx.ConnectTimeout("slow"), False),
        (httpx.ReadTimeout("slow"), True),
        (httpx.ReadError("cut"), True),
    ],
)
async def test_only_what_left_us_may_have_arrived(
    gateway: TelegramGateway, telegram: OfflineTelegram, cause: Exception, *, unsure: bool
) -> None:
    failure = NetworkError("no answer")
    failure.__cause__ = cause
    telegram.fail("sendMessage", failure)

    error = await _refusal(gateway)

    assert isinstance(error, DeliveryPostponed)
    assert error.unsure is unsure
