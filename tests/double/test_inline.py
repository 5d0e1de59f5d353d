"""The double refuses answers to inline queries as Telegram does."""

import pytest

from tests.double.inline import AGE, InlineQuery, check_answer, message_of
from tests.double.refusal import Refusal
from tests.double.shapes import Json

CONTENT = {"message_text": "<b>Hello</b>", "parse_mode": "HTML"}
ARTICLE = {"type": "article", "id": "a", "title": "Hello", "input_message_content": CONTENT}
QUERY = InlineQuery("1", 0.0, "visa")


def answer(*results: Json, **more: object) -> Json:
    """The parameters of a call."""
    return {"inline_query_id": "1", "results": list(results), **more}


@pytest.mark.parametrize(
    "params",
    [
        answer(),
        answer(ARTICLE, ARTICLE | {"id": "b"}),
        answer(button={"text": "Ask", "start_parameter": "inline"}, cache_time=0),
    ],
)
def test_what_telegram_takes_is_taken(params: Json) -> None:
    check_answer(QUERY, params, 1.0)


@pytest.mark.parametrize(
    "params",
    [
        answer(ARTICLE, ARTICLE),
        answer(ARTICLE | {"id": "ə" * 33}),
        answer(ARTICLE | {"id": ""}),
        answer(ARTICLE | {"title": " "}),
        answer(ARTICLE | {"type": "photo"}),
        answer(ARTICLE | {"input_message_content": {**CONTENT, "message_text": "<b>Hello"}}),
        answer(ARTICLE | {"input_message_content": {"message_text": "x" * 4097}}),
        answer(ARTICLE | {"input_message_content": {"message_text": " "}}),
        answer(*(ARTICLE | {"id": str(n)} for n in range(51))),
        answer(next_offset="x" * 65),
        answer(cache_time=-1),
        answer(button={"text": "Ask", "start_parameter": "a b"}),
        answer(button={"text": "Ask"}),
    ],
)
def test_what_telegram_refuses_is_refused(params: Json) -> None:
    with pytest.raises(Refusal):
        check_answer(QUERY, params, 1.0)


@pytest.mark.parametrize("query", [None, InlineQuery("1", 0.0, "", [answer()])])
def test_only_an_open_query_can_be_answered(query: InlineQuery | None) -> None:
    with pytest.raises(Refusal):
        check_answer(query, answer(), 1.0)


def test_a_query_can_not_be_answered_for_long() -> None:
    with pytest.raises(Refusal):
        check_answer(QUERY, answer(), AGE + 1)


def test_a_chosen_result_becomes_a_message() -> None:
    assert message_of(ARTICLE)["text"] == "Hello"
