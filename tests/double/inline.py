"""Queries in other chats, and the bot's answers to them."""

import re
from dataclasses import dataclass, field

from tests.double.limits import check_limits
from tests.double.refusal import bad
from tests.double.shapes import Json
from tests.double.text import read_text

AGE = 10.0  # seconds after which a query can't be answered any more
MOST = 50  # results
RESULT_ID = range(1, 65)  # bytes
OFFSET = range(65)  # bytes
START = re.compile(r"[A-Za-z0-9_-]{1,64}")


@dataclass
class InlineQuery:
    """Something that somebody types behind the bot's name."""

    id: str
    asked_at: float
    text: str
    answers: list[Json] = field(default_factory=list)

    @property
    def results(self) -> list[Json]:
        """What is offered to them."""
        return list(self.answers[-1]["results"]) if self.answers else []


def check_answer(query: InlineQuery | None, params: Json, now: float) -> None:
    """Refuse what Telegram refuses."""
    if query is None or query.answers or now - query.asked_at > AGE:
        raise bad("query is too old and response timeout expired or query ID is invalid")
    results = params["results"]
    if len(results) > MOST:
        raise bad("RESULTS_TOO_MUCH", "results")
    ids = [result["id"] for result in results]
    if any(len(each.encode()) not in RESULT_ID for each in ids):
        raise bad("RESULT_ID_INVALID", "results")
    if len(set(ids)) != len(ids):
        raise bad("RESULT_ID_DUPLICATE", "results")
    if len(params.get("next_offset", "").encode()) not in OFFSET:
        raise bad("NEXT_OFFSET_INVALID", "next_offset")
    if params.get("cache_time", 0) < 0:
        raise bad("cache_time must be non-negative", "cache_time")
    _check_button(params.get("button"))
    for result in results:
        _check_article(result)


def message_of(result: Json) -> Json:
    """What a chosen result becomes in a chat."""
    content = result["input_message_content"]
    return read_text({**content, "text": content["message_text"]})


def _check_button(button: Json | None) -> None:
    if button is None:
        return
    if ("web_app" in button) == ("start_parameter" in button):
        raise bad("exactly one action must be given for the button", "button")
    if not button["text"].strip() or not START.fullmatch(button.get("start_parameter", "a")):
        raise bad("START_PARAM_INVALID", "button")


def _check_article(result: Json) -> None:
    if result["type"] != "article":
        raise bad("unallowed inline query result type", "results")
    if not result["title"].strip():
        raise bad("ARTICLE_TITLE_EMPTY", "results")
    if "reply_markup" in result:
        check_limits("", {"reply_markup": result["reply_markup"]})
    message_of(result)
