"""YAML as it was written: every value is text, and knows its line."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from actions.content.problem import Problem
from actions.content.yaml_file import first_line_of, read_text, reason_of

NULL = "tag:yaml.org,2002:null"


@dataclass(frozen=True)
class Written:
    """A text, a list or a mapping; `0.30` and `2022-09` stay what somebody typed."""

    line: int
    text: str | None = None  # empty: nothing was written
    items: tuple["Written", ...] | None = None
    fields: "dict[str, Written] | None" = None
    twice: tuple["Written", ...] = ()  # keys of `fields` that stand there again

    @property
    def is_empty(self) -> bool:
        """Whether nothing was written."""
        return not (self.text or self.items or self.fields)

    @property
    def texts(self) -> tuple[str, ...]:
        """The text, or those of a list, or what commas separate; nothing for anything else."""
        if self.text is not None:
            return tuple(filter(None, map(str.strip, self.text.split(","))))
        return tuple(item.text or "" for item in self.items or ())

    def get(self, key: str) -> "Written | None":
        """What stands under a key, if anything does."""
        found = (self.fields or {}).get(key)
        return None if found is None or found.is_empty else found


class _Circular(Exception):
    """A value that contains itself."""


def read_written(path: Path) -> Written | Problem:
    """A whole file as one mapping; an empty one is an empty mapping."""
    text = read_text(path)
    return text if isinstance(text, Problem) else parse_written(text, path)


def read_folder(folder: Path, problems: list[Problem]) -> Iterator[tuple[Path, Written]]:
    """Each file of a folder in the order of names; what can't be read joins the problems."""
    for path in sorted(folder.glob("*.yml")):
        written = read_written(path)
        if isinstance(written, Problem):
            problems.append(written)
        else:
            yield path, written


def parse_written(text: str, path: Path) -> Written | Problem:
    """A text as one mapping, or why it is none."""
    try:
        node = YAML(typ="safe").compose(text)
        written = _of(node, {}) if node is not None else Written(1, fields={})
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else 1
        return Problem(path, line, f"is not valid YAML here: {reason_of(error)}")
    except _Circular:
        return Problem(path, 1, "holds a value that contains itself; write it out")
    except Exception as error:  # noqa: BLE001 -- odd directives and characters raise anything
        return Problem(path, 1, f"is not valid YAML: {first_line_of(error)}")
    if written.fields is None:
        return Problem(path, written.line, "expected lines such as `key: value` here")
    return written


def _of(node: Node, seen: dict[int, Written | None]) -> Written:
    """A node with everything in it; one that is referred to twice is read once."""
    if id(node) in seen:
        known = seen[id(node)]
        if known is None:
            raise _Circular
        return known
    seen[id(node)] = None
    written = _read(node, seen)
    seen[id(node)] = written
    return written


def _read(node: Node, seen: dict[int, Written | None]) -> Written:
    line = node.start_mark.line + 1
    if isinstance(node, SequenceNode):
        return Written(line, items=tuple(_of(each, seen) for each in node.value))
    if isinstance(node, MappingNode):
        return _mapping(node, line, seen)
    if isinstance(node, ScalarNode) and node.tag != NULL:
        return Written(line, text=str(node.value).strip())
    return Written(line, text="")


def _mapping(node: MappingNode, line: int, seen: dict[int, Written | None]) -> Written:
    fields: dict[str, Written] = {}
    twice: list[Written] = []
    for key, value in node.value:
        name, written = str(key.value), _of(value, seen)
        at = key.start_mark.line + 1
        if name in fields:
            twice.append(Written(at, text=name))
        fields.setdefault(name, replace(written, line=at))
    return Written(line, fields=fields, twice=tuple(twice))
