"""What files beside the entries say in several languages: names, titles, canned replies, events."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from actions.content.facts_reader import FOLDER as FACTS
from actions.content.problem import TODO, Problem
from actions.content.written import Written, parse_written


@dataclass(frozen=True)
class Saying:
    """One text with its translations, each with the line on which it begins."""

    path: Path
    by_locale: Mapping[str, tuple[int, str]]

    @property
    def is_of_a_fact(self) -> bool:
        """Whether it is a fact's value."""
        return self.path.parent.name == FACTS


def sayings(files: Iterable[tuple[Path, str]], locales: Collection[str]) -> Iterator[Saying]:
    """Every mapping of languages to texts in YAML files."""
    for path, text in files:
        written = parse_written(text, path)
        if not isinstance(written, Problem):
            yield from _of(written, path, set(locales))


def _of(written: Written, path: Path, locales: set[str]) -> Iterator[Saying]:
    fields = written.fields or {}
    if fields and fields.keys() <= locales:
        texts = {
            code: (each.line, each.text)
            for code, each in fields.items()
            if each.text and not each.text.startswith(TODO)
        }
        if texts:
            yield Saying(path, texts)
    for each in (*fields.values(), *(written.items or ())):
        yield from _of(each, path, locales)
