"""Reads a message with further texts: `POST /model/parse_with`, which Rasa itself does not have.

A message with two questions is read as a whole and in parts, a follow-up with what was said before.
In one request that takes two thirds of the time: the encoder and the comparison with all examples
share much, and nobody waits for an answer in between.
"""

# ruff: noqa: PLC0415 -- Rasa may be imported only after the stand-in for absent packages

from dataclasses import dataclass
from typing import Any

PATH = "/model/parse_with"
MOST_FURTHER = 8  # texts beside a message; so that nobody can block the server with one request
FORM = '{"text": "…", "further": ["…"], "clear": 0.99, "same_language": true}'

Parsed = dict[str, Any]


@dataclass(frozen=True)
class Asked:
    """What the body of a request says; raises what Python does where it is another one."""

    text: str
    further: list[str]
    clear: float  # a message whose best intent is an entry, and so sure, is read alone
    same_language: bool = False

    def __post_init__(self) -> None:
        """Refuse what can't be read."""
        texts = [self.text, *self.further]
        if len(self.further) > MOST_FURTHER or not all(isinstance(each, str) for each in texts):
            raise ValueError(f"1 to {MOST_FURTHER} texts are read with a message")
        float(self.clear)


def add_to(app: Any, token: str | None) -> None:
    """Let Rasa's server answer it, to whoever has its token."""
    from rasa.server import requires_auth
    from sanic import response

    @app.post(PATH)  # type: ignore[misc] -- Sanic is absent where types are checked
    @requires_auth(app, token)  # type: ignore[misc]
    async def parse_with(request: Any) -> Any:
        try:
            asked = Asked(**request.json)
        except (TypeError, ValueError):
            reason = f"the body must be such as {FORM}, with at most {MOST_FURTHER} further texts"
            return response.json(
                {"status": "failure", "reason": "BadRequest", "message": reason}, 400
            )
        return response.json(parsed(app.ctx.agent, asked))


def parsed(agent: Any, asked: Asked) -> list[Parsed]:
    """What `/model/parse` says of the message and, unless it is clear, of each further text."""
    [alone] = _read(agent, [asked.text])
    best = alone["intent"]
    if not asked.further or ("/" in (best["name"] or "") and best["confidence"] >= asked.clear):
        return [alone]
    language = alone["language"]["locale"] if asked.same_language else None
    return [alone, *_read(agent, asked.further, language)]


def _read(agent: Any, texts: list[str], language: str | None = None) -> list[Parsed]:
    """By Rasa's own graph, all at once; in which language, it is told or finds out."""
    from rasa.core.channels.channel import UserMessage
    from rasa.engine.constants import PLACEHOLDER_MESSAGE, PLACEHOLDER_TRACKER

    from bot.nlu.rasa.attributes import LOCALE

    processor = agent.processor
    target = processor.model_metadata.nlu_target
    metadata = {LOCALE: language} if language else None
    messages = [UserMessage(text, metadata=metadata) for text in texts]
    inputs = {PLACEHOLDER_MESSAGE: messages, PLACEHOLDER_TRACKER: None}
    found = processor.graph_runner.run(inputs=inputs, targets=[target])[target]
    return [message.as_dict(only_output_properties=True) for message in found]
