"""Rasa's wire format, its silence, and everything else that may come back."""

import json
from collections.abc import Callable
from dataclasses import replace

import httpx
import pytest

from actions.domain.interpretation import (
    Candidate,
    Entity,
    EntityKind,
    Further,
    Guess,
    Interpretation,
)
from actions.errors import ModelUnavailable
from bot.nlu.client import LONGEST_TEXT, RasaInterpreter

URL = "http://127.0.0.1:5005"
PARSED = {
    "text": "wie bewerbe ich mich",
    "intent": {"name": "admission/how-to-apply", "confidence": 0.94},
    "intent_ranking": [
        {"name": "admission/how-to-apply", "confidence": 0.94},
        {"name": "admission/deadlines", "confidence": 0.04},
        {"name": None, "confidence": 0.0},
    ],
    "entities": [],
    "language": {"locale": "tr", "confidence": 0.7, "others": [["az", 0.25], ["en", 0.05]]},
    "similarity": 0.81,
}

Answer = Callable[[httpx.Request], httpx.Response]


class Rasa:
    """A server that answers as a test wants it to; `requests` is what it was asked."""

    def __init__(self, answer: Answer | None = None, token: str | None = None) -> None:
        self._answer = answer or (lambda _: httpx.Response(200, json=PARSED))
        self._token = token
        self.requests: list[httpx.Request] = []

    async def interpret(self, text: str = "How do I apply?") -> Interpretation:
        """Ask it, as the bot does."""
        async with httpx.AsyncClient(transport=httpx.MockTransport(self._hear)) as http:
            return await RasaInterpreter(http, self._where).interpret(text)

    async def interpret_with(
        self, text: str, further: Further, times: int = 1
    ) -> list[Interpretation]:
        """Ask it several things at once; again and again the same client."""
        async with httpx.AsyncClient(transport=httpx.MockTransport(self._hear)) as http:
            client = RasaInterpreter(http, self._where)
            return [x for _ in range(times) for x in await client.interpret_with(text, further)]

    def paths(self) -> list[str]:
        """Where it was asked."""
        return [request.url.path for request in self.requests]

    async def asked(self, text: str) -> str:
        """What reaches the model of a text."""
        await self.interpret(text)
        heard = json.loads(self.requests[-1].content)
        assert heard.keys() == {"text"}
        return str(heard["text"])

    def _hear(self, request: httpx.Request) -> httpx.Response:
        self.requests.append(request)
        return self._answer(request)

    async def _where(self) -> tuple[str, str | None]:
        return URL, self._token


async def test_what_rasa_recognised_in_a_message_is_kept() -> None:
    entities = [
        {"entity": "citizenship", "value": "KZ", "start": 0, "end": 9, "role": "self"},
        {"entity": "level", "value": "phd", "start": 10, "end": 13},
        {"entity": "weather", "value": "rain"},
        {"entity": "role", "value": None},
    ]
    rasa = Rasa(lambda _: httpx.Response(200, json={**PARSED, "entities": entities}))

    assert (await rasa.interpret()).entities == (
        Entity(EntityKind.CITIZENSHIP, "KZ", is_self=True),
        Entity(EntityKind.LEVEL, "phd"),
    )


async def test_an_answer_of_rasa_becomes_an_interpretation() -> None:
    understood = await Rasa().interpret()

    assert understood == Interpretation(
        ranking=(
            Candidate("admission/how-to-apply", 0.94),
            Candidate("admission/deadlines", 0.04),
        ),
        languages=(Guess("tr", 0.7), Guess("az", 0.25), Guess("en", 0.05)),
        similarity=0.81,
    )


async def test_a_stock_rasa_says_nothing_of_languages_and_that_is_enough() -> None:
    stock = {key: PARSED[key] for key in ("text", "intent", "intent_ranking", "entities")}

    understood = await Rasa(lambda _: httpx.Response(200, json=stock)).interpret()

    assert understood.ranking[0].intent == "admission/how-to-apply"
    assert understood.languages == ()
    assert understood.similarity == 1.0


async def test_a_message_is_posted_to_be_parsed() -> None:
    rasa = Rasa()

    assert await rasa.asked("Necə müraciət edim? 😀") == "Necə müraciət edim? 😀"

    [request] = rasa.requests
    assert (request.method, str(request.url)) == ("POST", f"{URL}/model/parse")


async def test_the_token_travels_where_rasa_looks_for_it() -> None:
    rasa = Rasa(token="s3cret &?")

    await rasa.interpret()

    assert dict(rasa.requests[0].url.params) == {"token": "s3cret &?"}


@pytest.mark.parametrize(
    ("text", "heard"),
    [
        ("/handoff", "handoff"),
        ('/urgent{"x": 1}', 'urgent{"x": 1}'),
        ("  //\n / urgent", "urgent"),
        ("and/or", "and/or"),
        ("///", "?"),
        ("", "?"),
    ],
)
async def test_nobody_can_name_an_intent_by_writing_a_slash(text: str, heard: str) -> None:
    assert await Rasa().asked(text) == heard


async def test_a_text_is_cut_to_what_the_model_can_read() -> None:
    assert await Rasa().asked("ə" * 120_000) == "ə" * LONGEST_TEXT
    assert await Rasa().asked("/" * 5000 + "why") == "why"


@pytest.mark.parametrize(
    "error",
    [
        httpx.ConnectError("refused"),
        httpx.ReadTimeout("slow"),
        httpx.ConnectTimeout("slow"),
        httpx.RemoteProtocolError("closed"),
        httpx.ReadError("reset"),
    ],
)
async def test_a_rasa_that_is_silent_is_unavailable(error: httpx.HTTPError) -> None:
    def fail(_: httpx.Request) -> httpx.Response:
        raise error

    with pytest.raises(ModelUnavailable, match=type(error).__name__):
        await Rasa(fail).interpret()


@pytest.mark.parametrize("code", [401, 404, 409, 500, 503])
async def test_a_rasa_that_refuses_is_unavailable(code: int) -> None:
    with pytest.raises(ModelUnavailable, match=str(code)):
        await Rasa(lambda _: httpx.Response(code, json={"reason": "no"})).interpret()


def answering_all(request: httpx.Request) -> httpx.Response:
    """As our own server does: the first word of each text is its intent."""
    given = json.loads(request.content)
    texts = [given["text"], *given["further"]]
    ranking = [[{"name": text.split()[0], "confidence": 0.9}] for text in texts]
    return httpx.Response(200, json=[{**PARSED, "intent_ranking": each} for each in ranking])


PARTS = Further(("/dorm price", " "), clear=0.99, same_language=True)


async def test_a_message_and_its_parts_are_read_at_once_and_come_back_in_order() -> None:
    rasa = Rasa(answering_all, token="t")

    understood = await rasa.interpret_with("visa now", PARTS)

    assert [each.ranking[0].intent for each in understood] == ["visa", "dorm", "?"]
    assert rasa.paths() == ["/model/parse_with"]
    assert dict(rasa.requests[0].url.params) == {"token": "t"}
    assert json.loads(rasa.requests[0].content) == {
        "text": "visa now", "further": ["dorm price", "?"], "clear": 0.99, "same_language": True,
    }  # fmt: skip


async def test_of_a_clear_message_only_the_whole_comes_back() -> None:
    rasa = Rasa(lambda _: httpx.Response(200, json=[PARSED]))

    assert len(await rasa.interpret_with("visa", PARTS)) == 1


@pytest.mark.parametrize("code", [404, 405])
@pytest.mark.parametrize(("clear", "read"), [(0.9, 1), (0.99, 3)])
async def test_a_stock_rasa_is_asked_one_after_the_other_and_tempted_only_once(
    code: int, clear: float, read: int
) -> None:
    def stock(request: httpx.Request) -> httpx.Response:
        return httpx.Response(code if "with" in request.url.path else 200, json=PARSED)

    rasa = Rasa(stock)

    understood = await rasa.interpret_with("visa", replace(PARTS, clear=clear), times=2)

    assert len(understood) == 2 * read
    assert rasa.paths() == ["/model/parse_with", *["/model/parse"] * 2 * read]


@pytest.mark.parametrize("answer", [[], [PARSED, PARSED], {"a": 1}, None, [PARSED, 5, PARSED]])
async def test_other_than_one_answer_a_text_can_not_be_read(answer: object) -> None:
    with pytest.raises(ModelUnavailable, match="can't be read"):
        await Rasa(lambda _: httpx.Response(200, json=answer)).interpret_with("visa", PARTS)


@pytest.mark.parametrize(
    "garbage",
    [
        b"",
        b"<html>nginx</html>",
        b"\xff\xfe",
        b"null",
        b"[]",
        b'"text"',
        b"{}",
        b'{"intent_ranking": null}',
        b'{"intent_ranking": {"a": 1}}',
        b'{"intent_ranking": ["a"]}',
        b'{"intent_ranking": [{"name": "a"}]}',
        b'{"intent_ranking": [{"name": "a", "confidence": "very"}]}',
        b'{"intent_ranking": [{"name": "a", "confidence": null}]}',
        b'{"intent_ranking": [], "language": "az"}',
        b'{"intent_ranking": [], "language": {"others": [1]}}',
        b'{"intent_ranking": [], "language": {"others": [["az"]]}}',
        b'{"intent_ranking": [], "similarity": {}}',
    ],
)
async def test_what_can_not_be_read_is_unavailable(garbage: bytes) -> None:
    with pytest.raises(ModelUnavailable, match="can't be read"):
        await Rasa(lambda _: httpx.Response(200, content=garbage)).interpret()


async def test_a_token_is_not_in_the_complaint() -> None:
    rasa = Rasa(lambda _: httpx.Response(500), token="s3cret")

    with pytest.raises(ModelUnavailable) as caught:
        await rasa.interpret()

    assert "s3cret" not in str(caught.value)


async def test_a_server_that_never_becomes_ready_is_not_asked() -> None:
    rasa = Rasa()

    async def nowhere() -> tuple[str, str | None]:
        raise ModelUnavailable("Rasa is not running")

    async with httpx.AsyncClient(transport=httpx.MockTransport(rasa._hear)) as http:
        with pytest.raises(ModelUnavailable, match="not running"):
            await RasaInterpreter(http, nowhere).interpret("hello")
    assert rasa.requests == []
