"""Reading YAML that people wrote: a mistake becomes a problem with a line."""

from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError

from actions.content.problem import Problem

LARGEST_FILE = 1_000_000  # bytes; anything larger was not written by an editor


def read_text(path: Path) -> str | Problem:
    """A file's text, or why it can't be read."""
    try:
        if path.stat().st_size > LARGEST_FILE:
            return Problem(path, 1, "is over 1 MB; write a file that a person can read")
        return path.read_text("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        return Problem(path, 1, f"is not UTF-8 text (byte {error.start}); save it as UTF-8")
    except OSError as error:
        return Problem(path, 1, f"can't be read: {error.strerror or error}")


def parse_mapping(text: str, path: Path, first_line: int = 1) -> dict[str, Any] | Problem:
    """A YAML mapping; `first_line` is where `text` begins in its file."""
    try:
        fields = YAML(typ="safe").load(text)
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = first_line + (mark.line if mark else 0)
        return Problem(path, line, f"is not valid YAML here: {reason_of(error)}")
    except Exception as error:  # noqa: BLE001 -- tags such as `!!bool maybe` raise anything
        return Problem(path, first_line, f"is not valid YAML: {first_line_of(error)}")
    if not isinstance(fields, dict):
        return Problem(path, first_line, "expected lines such as `key: value` here")
    return {str(key): value for key, value in fields.items()}


def read_mapping(path: Path) -> dict[str, Any] | Problem:
    """A whole file as one YAML mapping."""
    text = read_text(path)
    return text if isinstance(text, Problem) else parse_mapping(text, path)


def problem_at(path: Path, key: str, message: str) -> Problem:
    """A problem at the line on which a key stands."""
    text = read_text(path)
    lines = [] if isinstance(text, Problem) else text.split("\n")
    numbers = [n for n, line in enumerate(lines, 1) if line.lstrip().startswith(f"{key}:")]
    return Problem(path, numbers[0] if numbers else 1, message)


def reason_of(error: MarkedYAMLError) -> str:
    """What a YAML parser complains of, for an editor."""
    reason = str(error.problem or error.context or "unreadable")
    return f"{reason}; put texts with `:`, `#` or quotes into double quotes"


def first_line_of(error: Exception) -> str:
    """What an error says, in one line."""
    return str(error).strip().splitlines()[0] if str(error).strip() else type(error).__name__
