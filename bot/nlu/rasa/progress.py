"""Tells whoever started a training how far it is: one JSON object a line."""

import json
from typing import Any, TextIO

_out: TextIO | None = None


def report_to(stream: TextIO | None) -> None:
    """Write to `stream` from now on; nowhere by default: tests have no listener."""
    global _out  # noqa: PLW0603 -- Rasa makes our components itself: nothing can be passed to them
    _out = stream


def report(stage: str, done: int = 0, total: int = 0, **more: Any) -> None:
    """Say what is being done, and how much of it."""
    line(stage=stage, done=done, total=total, **more)


def line(**fields: Any) -> None:
    """Write one object."""
    if _out is not None:
        print(json.dumps(fields, ensure_ascii=False), file=_out, flush=True)
