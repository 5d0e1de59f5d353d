"""What goes wrong between a bot and Telegram, and how fast is too fast."""

import asyncio

import httpx
import pytest

from tests.double import Chat, Clock, Person, TelegramDouble
from tests.double.conftest import Ask
from tests.double.flood import Flood

pytestmark = pytest.mark.asyncio


async def test_a_chat_takes_a_burst_and_then_one_a_second() -> None:
    flood = Flood(scale=1)
    assert [flood.take(11, 0) for _ in range(4)] == [0, 0, 0, 1]
    assert flood.banned(11, 0.5) == 1
    assert flood.banned(12, 0.5) == 0
    assert flood.ignored == 1
    assert flood.take(11, 1.0) == 0


async def test_a_group_takes_twenty_a_minute() -> None:
    flood = Flood(scale=1)
    assert [flood.take(-1001, second) for second in range(20)] == [0] * 20
    assert flood.take(-1001, 20) == 40
    assert flood.take(-1001, 60) == 0


async def test_everybody_together_takes_thirty_a_second() -> None:
    flood = Flood(scale=1)
    assert [flood.take(chat, 0) for chat in range(1, 31)] == [0] * 30
    assert flood.take(31, 0) == 1
    assert flood.banned(32, 0.1) == 1
    assert flood.ignored == 0, "it was on its way when the refusal came"
    assert flood.banned(32, 0.5) == 1
    assert flood.ignored == 1


async def test_limits_can_be_wider_or_off() -> None:
    assert not any(Flood(scale=10).take(11, 0) for _ in range(30))
    assert not any(Flood(scale=0).take(11, 0) for _ in range(1000))


async def test_sending_too_fast_is_refused_with_the_time_to_wait(ask: Ask) -> None:
    async with TelegramDouble(flood=1, clock=Clock(lambda: 0.0)) as telegram:
        telegram.person(11, "Ada")
        send = f"{telegram.base_url}{telegram.token}/sendMessage"
        answers = [await ask(send, chat_id=11, text="a") for _ in range(4)]
        assert answers[3] == {
            "ok": False,
            "error_code": 429,
            "description": "Too Many Requests: retry after 1",
            "parameters": {"retry_after": 1},
        }
        assert not telegram.audit()
        telegram.advance(1)
        assert (await ask(send, chat_id=11, text="a"))["ok"]
        assert not telegram.audit()


async def test_not_waiting_is_held_against_the_bot(
    telegram: TelegramDouble, ask: Ask, ada: Person
) -> None:
    telegram.faults.fail("sendMessage", 429, retry_after=5)
    early = [await ask("sendMessage", chat_id=ada.id, text="a") for _ in range(2)]
    assert [answer["parameters"]["retry_after"] for answer in early] == [5, 5]
    assert telegram.audit().ignored_retry_after == 1
    telegram.advance(5)
    assert (await ask("sendMessage", chat_id=ada.id, text="a"))["ok"]
    assert telegram.audit().ignored_retry_after == 1


async def test_a_fault_may_mean_one_chat_and_come_later(
    telegram: TelegramDouble, ask: Ask, ada: Person, forum: Chat
) -> None:
    telegram.faults.fail("sendMessage", 500, chat_id=ada.id, skip=1)
    chats = [ada.id, forum.id, ada.id, ada.id]
    answers = [await ask("sendMessage", chat_id=chat, text="a") for chat in chats]
    assert [answer["ok"] for answer in answers] == [True, True, False, True]
    assert answers[2]["description"] == "Internal Server Error"


async def test_a_bad_gateway_answers_with_a_web_page(telegram: TelegramDouble, ada: Person) -> None:
    telegram.faults.fail("*", 502)
    async with httpx.AsyncClient(verify=False) as client:  # noqa: S501 -- plain HTTP
        url = f"{telegram.base_url}{telegram.token}/sendMessage"
        answer = await client.post(url, json={"chat_id": ada.id, "text": "a"})
    assert answer.status_code == 502
    assert answer.text.startswith("<html>")


async def test_a_dropped_call_was_not_done_and_a_lost_reply_was(
    telegram: TelegramDouble, ask: Ask, ada: Person
) -> None:
    telegram.faults.drop("sendMessage")
    telegram.faults.lose_reply("sendMessage")
    for text in ("dropped", "lost"):
        with pytest.raises(httpx.TransportError):
            await ask("sendMessage", chat_id=ada.id, text=text)
    assert [message["text"] for message in telegram.messages(ada)] == ["lost"]
    assert [call.ok for call in telegram.calls("sendMessage")] == [False, True]
    assert not telegram.audit()


async def test_who_never_heard_of_the_answer_may_repeat_it(
    telegram: TelegramDouble, ask: Ask, ada: Person
) -> None:
    markup = {"inline_keyboard": [[{"text": "A", "callback_data": "a"}]]}
    sent = await ask("sendMessage", chat_id=ada.id, text="a", reply_markup=markup)
    query = await telegram.press(ada, sent["result"], text="A")
    telegram.faults.lose_reply("answerCallbackQuery")
    with pytest.raises(httpx.TransportError):
        await ask("answerCallbackQuery", callback_query_id=query.id)
    assert not (await ask("answerCallbackQuery", callback_query_id=query.id))["ok"]
    assert not telegram.audit()


async def test_a_held_call_goes_on_when_it_is_let_go(
    telegram: TelegramDouble, ask: Ask, ada: Person
) -> None:
    gate = telegram.faults.hold("sendMessage")
    telegram.faults.slow("sendMessage", 0.01)
    held = asyncio.create_task(_as_task(ask, ada))
    await gate.arrived.wait()
    assert (await ask("sendMessage", chat_id=ada.id, text="slow"))["ok"]
    gate.open()
    await held
    assert [message["text"] for message in telegram.messages(ada)] == ["slow", "held"]


async def _as_task(ask: Ask, ada: Person) -> None:
    assert (await ask("sendMessage", chat_id=ada.id, text="held"))["ok"]


async def test_faults_can_be_healed(telegram: TelegramDouble, ask: Ask) -> None:
    telegram.faults.fail("getMe", 500, times=100)
    assert not (await ask("getMe"))["ok"]
    telegram.faults.heal()
    assert (await ask("getMe"))["ok"]
