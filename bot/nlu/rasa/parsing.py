"""Reads several texts at once: `POST /model/parse_all`, which Rasa itself does not have.

A message with two questions is read as a whole and in parts. One after the other that takes three
times as long as one text; at once, the encoder and the comparison with all examples share much.
"""

# ruff: noqa: PLC0415 -- Rasa may be imported only after the stand-in for absent packages

from typing import Any

PATH = "/model/parse_all"
MOST_TEXTS = 8  # of one message; so that nobody can block the server with one request


def add_to(app: Any, token: str | None) -> None:
    """Let Rasa's server answer it, to whoever has its token."""
    from rasa.server import requires_auth
    from sanic import response

    @app.post(PATH)  # type: ignore[misc] -- Sanic is absent where types are checked
    @requires_auth(app, token)  # type: ignore[misc]
    async def parse_all(request: Any) -> Any:
        given = request.json if isinstance(request.json, dict) else {}
        texts, language = given.get("texts"), given.get("language")
        if not _are_texts(texts) or not isinstance(language, str | None):
            reason = f'a body such as {{"texts": ["…"]}} is needed, with 1 to {MOST_TEXTS} texts'
            return response.json(
                {"status": "failure", "reason": "BadRequest", "message": reason}, 400
            )
        return response.json(parsed(app.ctx.agent, texts, language))


def parsed(agent: Any, texts: list[str], language: str | None) -> list[dict[str, Any]]:
    """What `/model/parse` says of each text, in order; in which language, it is told or finds out."""
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


def _are_texts(given: Any) -> bool:
    is_list = isinstance(given, list) and 0 < len(given) <= MOST_TEXTS
    return is_list and all(isinstance(text, str) for text in given)
