"""What the double says when it does not do what a call asks."""

from typing import Any


class Refusal(Exception):
    """An answer with `ok: false`; with a rule the bot is at fault, without one the world is."""

    def __init__(self, code: int, description: str, rule: str = "", **parameters: Any) -> None:  # noqa: ANN401 -- JSON
        super().__init__(description)
        self.code, self.description, self.rule = code, description, rule
        self.parameters = parameters


def bad(description: str, rule: str = "", **parameters: Any) -> Refusal:  # noqa: ANN401 -- JSON
    """What cannot be done, now or ever."""
    return Refusal(400, f"Bad Request: {description}", rule, **parameters)


def forbidden(description: str) -> Refusal:
    """What would reach somebody who is out of reach."""
    return Refusal(403, f"Forbidden: {description}")


def too_many(retry_after: int) -> Refusal:
    """What came too early."""
    return Refusal(429, f"Too Many Requests: retry after {retry_after}", retry_after=retry_after)
