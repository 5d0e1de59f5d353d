"""Asks Rasa what a message means: `POST /model/parse`, or `/model/parse_with` for several texts."""

from collections.abc import Awaitable, Callable, Iterable, Iterator
from typing import Any, TypeVar

import httpx

from actions.domain.interpretation import (
    Candidate,
    Entity,
    EntityKind,
    Further,
    Guess,
    Interpretation,
    Nearest,
)
from actions.errors import ModelUnavailable

LONGEST_TEXT = 4096  # characters; longer ones block the server for seconds
SELF = "self"  # the role of an entity that people say of themselves
TIMEOUT = httpx.Timeout(10.0, connect=2.0)  # seconds; an answer takes about 0.01

NO_SUCH_PATH = frozenset({404, 405})

T = TypeVar("T")
Where = Callable[[], Awaitable[tuple[str, str | None]]]  # address and token of the server


class NoSuchPath(ModelUnavailable):
    """A stock Rasa reads one text at a time."""


class RasaInterpreter:
    """Implements `ports.Interpreter`; `where` waits for a server that is just starting."""

    def __init__(self, http: httpx.AsyncClient, where: Where) -> None:
        self._http, self._where = http, where
        self._reads_further = True  # as long as the server has not refused it

    async def interpret(self, text: str) -> Interpretation:
        """What the model makes of it; raises `ModelUnavailable`."""
        parsed = await self._ask("/model/parse", {"text": _harmless(text)})
        return _read(interpretation_of, parsed)

    async def interpret_with(self, text: str, further: Further) -> list[Interpretation]:
        """The same with further texts; one after the other if it is a Rasa that we don't start."""
        if self._reads_further:
            body = {
                "text": _harmless(text),
                "further": [*map(_harmless, further.texts)],
                "clear": further.clear,
                "same_language": further.same_language,
            }
            try:
                parsed = await self._ask("/model/parse_with", body)
            except NoSuchPath:
                self._reads_further = False
            else:
                return _read(lambda found: _exactly(1 + len(further.texts), found), parsed)
        alone = await self.interpret(text)
        more = () if alone.is_clear(further.clear) else further.texts
        return [alone, *[await self.interpret(each) for each in more]]

    async def _ask(self, path: str, body: dict[str, Any]) -> object:
        """What Rasa answers, if it is JSON."""
        url, token = await self._where()
        try:
            response = await self._http.post(
                f"{url}{path}",
                params={"token": token} if token else {},
                json=body,
                timeout=TIMEOUT,
            )
            response.raise_for_status()
        except httpx.HTTPStatusError as error:
            code = error.response.status_code
            kind = NoSuchPath if code in NO_SUCH_PATH else ModelUnavailable
            raise kind(f"Rasa answered {code}; see its log") from error
        except httpx.HTTPError as error:
            raise ModelUnavailable(f"Rasa does not answer: {type(error).__name__}") from error
        return _read(httpx.Response.json, response)


def _read(reading: Callable[[Any], T], parsed: Any) -> T:  # noqa: ANN401 -- it may be anything
    """What stands in Rasa's JSON; raises `ModelUnavailable` where it is another one."""
    try:
        return reading(parsed)
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise ModelUnavailable(f"Rasa's answer can't be read: {error}") from error


def _exactly(count: int, parsed: list[dict[str, Any]]) -> list[Interpretation]:
    if len(parsed) not in {1, count}:
        raise ValueError(f"{len(parsed)} answers to {count} texts")
    return [interpretation_of(each) for each in parsed]


def _harmless(text: str) -> str:
    """Without slashes in front: Rasa would take `/anything` for an intent, and be sure of it."""
    return text.lstrip(" \t\n\r/")[:LONGEST_TEXT] or "?"


def interpretation_of(parsed: dict[str, Any]) -> Interpretation:
    """Rasa's JSON as a value; raises what Python does where it is another one."""
    ranking = tuple(
        Candidate(str(each["name"]), float(each["confidence"]))
        for each in parsed["intent_ranking"]
        if each.get("name")
    )
    language = parsed.get("language") or {}
    guesses = [(language.get("locale"), language.get("confidence", 0.0))]
    guesses += language.get("others") or []
    return Interpretation(
        ranking,
        tuple(Guess(str(locale), float(sure)) for locale, sure in guesses if locale),
        float(parsed.get("similarity", 1.0)),
        tuple(_entities(parsed.get("entities") or [])),
        tuple((float(share), float(sure)) for share, sure in parsed.get("enough") or []),
        tuple(
            Nearest(str(text), str(intent), float(cosine))
            for text, intent, cosine in parsed.get("nearest") or []
        ),
        str(parsed.get("normal_form") or ""),
    )


def _entities(found: Iterable[dict[str, Any]]) -> Iterator[Entity]:
    """Those of the kinds that we know, in the order of the message."""
    for each in found:
        kind, value = each.get("entity"), each.get("value")
        if kind in set(EntityKind) and value:
            yield Entity(EntityKind(kind), str(value), each.get("role") == SELF)
