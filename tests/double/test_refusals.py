"""Every call that Telegram would refuse is refused, and held against the bot."""

import pytest

from tests.double import Chat, Person, TelegramDouble
from tests.double.conftest import Ask
from tests.double.shapes import Json

BUTTON = {"text": "A", "callback_data": "a"}


def keyboard(*rows: object) -> Json:
    return {"inline_keyboard": list(rows)}


WRONG: dict[str, tuple[str, Json]] = {
    "unknown_method": ("sendMesage", {"chat_id": 11, "text": "a"}),
    "unknown_parameter": ("sendMessage", {"chat_id": 11, "text": "a", "quote": True}),
    "no_chat": ("sendMessage", {"text": "a"}),
    "no_text": ("sendMessage", {"chat_id": 11}),
    "number_as_text": ("sendMessage", {"chat_id": 11, "text": 1}),
    "thread_as_word": ("sendMessage", {"chat_id": 11, "text": "a", "message_thread_id": "x"}),
    "flag_as_number": ("sendMessage", {"chat_id": 11, "text": "a", "protect_content": 7}),
    "markup_no_json": ("sendMessage", {"chat_id": 11, "text": "a", "reply_markup": "{"}),
    "markup_of_no_kind": ("sendMessage", {"chat_id": 11, "text": "a", "reply_markup": {}}),
    "unknown_preview": (
        "sendMessage",
        {"chat_id": 11, "text": "a", "link_preview_options": {"disabled": True}},
    ),
    "rows_no_list": ("sendMessage", {"chat_id": 11, "text": "a", "reply_markup": keyboard(1)}),
    "long_topic": ("createForumTopic", {"chat_id": -1001, "name": "a" * 129}),
    "empty_topic": ("createForumTopic", {"chat_id": -1001, "name": ""}),
    "blank_topic": ("createForumTopic", {"chat_id": -1001, "name": " "}),
    "topic_colour": ("createForumTopic", {"chat_id": -1001, "name": "a", "icon_color": 1}),
    "long_answer": ("answerCallbackQuery", {"callback_query_id": "1", "text": "a" * 201}),
    "long_description": ("setMyDescription", {"description": "a" * 513}),
    "long_short_description": ("setMyShortDescription", {"short_description": "a" * 121}),
    "language": ("setMyDescription", {"description": "a", "language_code": "pt-BR"}),
    "upper_command": ("setMyCommands", {"commands": [{"command": "A", "description": "a"}]}),
    "long_command": ("setMyCommands", {"commands": [{"command": "a" * 33, "description": "a"}]}),
    "undescribed": ("setMyCommands", {"commands": [{"command": "a", "description": ""}]}),
    "long_caption": ("sendDocument", {"chat_id": 11, "document": "a", "caption": "a" * 1025}),
    "unknown_file": ("sendVoice", {"chat_id": 11, "voice": "AwACAgIAAx"}),
    "unknown_download": ("getFile", {"file_id": "AwACAgIAAx"}),
    "action": ("sendChatAction", {"chat_id": 11, "action": "thinking"}),
    "edit_of_nothing": ("editMessageText", {"text": "a"}),
}
WRONG_KEYBOARDS = {
    "no_text": keyboard([{"callback_data": "a"}]),
    "blank_text": keyboard([BUTTON | {"text": " "}]),
    "no_action": keyboard([{"text": "A"}]),
    "two_actions": keyboard([BUTTON | {"url": "https://a.az"}]),
    "no_data": keyboard([BUTTON | {"callback_data": ""}]),
    "data_in_bytes": keyboard([BUTTON | {"callback_data": "ə" * 33}]),
    "bad_link": keyboard([{"text": "A", "url": "nowhere"}]),
    "unknown_style": keyboard([BUTTON | {"style": "loud"}]),
    "unknown_field": keyboard([BUTTON | {"colour": "red"}]),
    "wide": keyboard([BUTTON] * 9),
    "many": keyboard(*[[BUTTON] * 8] * 13),
}


@pytest.mark.asyncio
@pytest.mark.parametrize("case", WRONG)
async def test_a_wrong_call_is_refused_and_kept(
    telegram: TelegramDouble, ask: Ask, ada: Person, forum: Chat, case: str
) -> None:
    method, params = WRONG[case]
    answer = await ask(method, **params)
    assert not answer["ok"], (ada, forum)
    assert answer["error_code"] in {400, 404}
    assert [violation.method for violation in telegram.violations] == [method]
    assert telegram.audit()


@pytest.mark.asyncio
@pytest.mark.parametrize("case", WRONG_KEYBOARDS)
async def test_a_wrong_keyboard_is_refused_and_kept(
    telegram: TelegramDouble, ask: Ask, ada: Person, case: str
) -> None:
    markup = WRONG_KEYBOARDS[case]
    answer = await ask("sendMessage", chat_id=ada.id, text="a", reply_markup=markup)
    assert answer["error_code"] == 400
    assert len(telegram.violations) == 1
    assert telegram.messages(ada) == []


@pytest.mark.asyncio
async def test_the_limits_themselves_are_allowed(
    telegram: TelegramDouble, ask: Ask, ada: Person, forum: Chat
) -> None:
    widest = keyboard(*[[BUTTON] * 8] * 12, [BUTTON] * 4)
    longest = keyboard([BUTTON | {"callback_data": "ə" * 32}])
    command = {"command": "a" * 32, "description": "a" * 256}
    right = [
        await ask("sendMessage", chat_id=ada.id, text="a" * 4096, reply_markup=widest),
        await ask("sendMessage", chat_id=ada.id, text="ə" * 4096, reply_markup=longest),
        await ask("createForumTopic", chat_id=forum.id, name="a" * 128),
        await ask("setMyCommands", commands=[command], language_code="az"),
        await ask("setMyDescription", description="a" * 512),
    ]
    assert all(answer["ok"] for answer in right)
    assert not telegram.audit()


@pytest.mark.asyncio
async def test_an_unknown_token_opens_nothing(telegram: TelegramDouble, ask: Ask) -> None:
    answer = await ask(f"{telegram.base_url}123456:OTHER/getMe")
    assert answer == {"ok": False, "error_code": 401, "description": "Unauthorized"}
