"""Whether a call has the parameters that its method takes, of the types that they have."""

import json
import re
from collections.abc import Callable, Mapping
from typing import Any

from tests.double.refusal import Refusal, bad
from tests.double.rules import METHODS, OBJECTS, Fields
from tests.double.shapes import Json, Upload

WHOLE = re.compile(r"-?\d+")
DECIMAL = re.compile(r"-?\d+(\.\d+)?")
TRUTH = {"true": True, "false": False, "True": True, "False": False, "1": True, "0": False}
MISSING = {"chat_id": "chat_id is empty", "text": "message text is empty"}


def check_call(method: str, given: Mapping[str, Any]) -> Json:
    """The call's parameters as values; a refusal if Telegram knows no such call."""
    fields = METHODS.get(method)
    if fields is None:
        raise Refusal(404, "Not Found: method not found", "unknown_method")
    params = {name: _decoded(fields, name, value) for name, value in given.items()}
    _check_fields(fields, params, method)
    return params


def _decoded(fields: Fields, name: str, value: object) -> object:
    """A form's text as the value that it stands for; what is no text stays what it is."""
    if not isinstance(value, str) or name not in fields:
        return value
    kind = fields[name].rstrip("!")
    if kind in ("str", "file"):
        return value
    if kind == "bool":
        return TRUTH.get(value, value)
    if kind in ("int", "chat"):
        return int(value) if WHOLE.fullmatch(value) else value
    if kind == "float":
        return float(value) if DECIMAL.fullmatch(value) else value
    try:
        return json.loads(value)
    except ValueError:
        raise bad(f"can't parse {name} JSON object", "json") from None


def _check_fields(fields: Fields, value: Json, path: str) -> None:
    for name in value:
        if name not in fields:
            raise bad(f"{path} has no field {name!r}", "unknown_field")
    for name, kind in fields.items():
        if name in value:
            check_value(kind.rstrip("!"), value[name], f"{path}.{name}")
        elif kind.endswith("!"):
            raise bad(MISSING.get(name, f"{path} needs {name!r}"), "required")


def check_value(kind: str, value: object, path: str) -> None:
    """Refuse a value that is not of its documented type."""
    if kind.startswith("["):
        _check_list(kind[1:-1], value, path)
    elif "|" in kind:
        _check_union(kind.split("|"), value, path)
    elif kind in OBJECTS:
        if not isinstance(value, dict):
            raise bad(f"{path}: object expected", "type")
        _check_fields(OBJECTS[kind], value, path)
    elif not SCALARS[kind](value):
        raise bad(f"{path}: {kind} expected", "type")


def _check_list(kind: str, value: object, path: str) -> None:
    if not isinstance(value, list):
        raise bad(f"{path}: array expected", "type")
    for index, item in enumerate(value):
        check_value(kind, item, f"{path}[{index}]")


def _check_union(kinds: list[str], value: object, path: str) -> None:
    """Check against the type whose required fields are there."""
    for kind in kinds:
        if _looks_like(kind, value):
            check_value(kind, value, path)
            return
    raise bad(f"{path}: {' or '.join(kinds)} expected", "type")


def _looks_like(kind: str, value: object) -> bool:
    if kind in SCALARS:
        return SCALARS[kind](value)
    fields = OBJECTS[kind]
    return isinstance(value, dict) and all(
        name in value for name, field in fields.items() if field.endswith("!")
    )


SCALARS: Mapping[str, Callable[[object], bool]] = {
    "int": lambda value: type(value) is int,
    "float": lambda value: type(value) in (int, float),
    "bool": lambda value: type(value) is bool,
    "str": lambda value: type(value) is str,
    "chat": lambda value: type(value) is int or (type(value) is str and value[:1] == "@"),
    "file": lambda value: type(value) is str or isinstance(value, Upload),
    "object": lambda value: isinstance(value, dict),
}
