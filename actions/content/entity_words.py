"""Words from which one can tell whose country, level, role or stage a message names."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from actions.content.circumstances import Level, Role, Stage
from actions.content.countries import COUNTRIES
from actions.content.problem import Problem
from actions.content.written import Written, read_written

FILE = "entities.yml"
ByName = Mapping[str, tuple[str, ...]]

# What each key of the file holds: a list, or lists under names of a kind.
LISTS = (
    *("doubtful", "fillers", "prefixes", "place_prefixes", "own", "own_country"),
    *("own_country_after", "others", "not_from", "done", "not_levels"),
    *("passed_over", "supposed", "supposed_after", "elsewhere"),
)
NAMED: Mapping[str, frozenset[str]] = {
    "countries": COUNTRIES,
    "demonyms": COUNTRIES,
    "endings": frozenset({"from", "own", "person", "place", "other"}),
    "before": frozenset({"from", "place", "apart"}),
    "after": frozenset({"person", "apart"}),
    "levels": frozenset(Level),
    "roles": frozenset(Role),
    "stages": frozenset(Stage),
}
DROPPED = "dropped"  # letters at the end of a name that endings replace


@dataclass(frozen=True)
class EntityWords:
    """The words of one language; a `*` at the end stands for any ending."""

    locale: str
    lists: ByName = field(default_factory=dict)
    named: Mapping[str, ByName] = field(default_factory=dict)
    dropped: str = ""

    def list(self, key: str) -> tuple[str, ...]:
        """The words under a key."""
        return self.lists.get(key, ())

    def names(self, key: str) -> Iterator[tuple[str, str]]:
        """(name, word) for the words under each name of a key."""
        for name, words in self.named.get(key, {}).items():
            for word in words:
                yield name, word


def read_entity_words(nlu_data: Path) -> tuple[list[EntityWords], list[Problem]]:
    """The words of every language that has such a file.

    Without it nothing is recognised in a language, not even countries: the words around them tell
    whose country is meant, and that “mən” is no island.
    """
    found: list[EntityWords] = []
    problems: list[Problem] = []
    for path in sorted(nlu_data.glob(f"*/{FILE}")):
        written = read_written(path)
        if isinstance(written, Problem):
            problems.append(written)
            written = Written(1, fields={})
        problems.extend(_mistakes(written, path))
        found.append(_words(written, path.parent.name))
    return found, problems


def _words(written: Written, locale: str) -> EntityWords:
    dropped = written.get(DROPPED)
    named = {
        key: _by_name(found, known) for key, known in NAMED.items() if (found := written.get(key))
    }
    lists = {key: found.texts for key in LISTS if (found := written.get(key))}
    return EntityWords(locale, lists, named, dropped.text or "" if dropped else "")


def _by_name(found: Written, known: frozenset[str]) -> ByName:
    fields = (found.fields or {}).items()
    return {name: words.texts for name, words in fields if name in known}


def _mistakes(written: Written, path: Path) -> Iterator[Problem]:
    known = (*LISTS, *NAMED, DROPPED)
    for key, found in (written.fields or {}).items():
        if key not in known:
            message = f"`{key}:` is not known here; use one of: {', '.join(known)}"
            yield Problem(path, found.line, message)
        elif key in NAMED:
            yield from _mistakes_in_names(key, found, path)
        elif key in LISTS and not found.is_empty and found.items is None:
            yield Problem(path, found.line, f"`{key}:` must be a list such as [one, two]")
    for again in written.twice:
        yield Problem(path, again.line, f"`{again.text}:` stands here twice; join both")


def _mistakes_in_names(key: str, found: Written, path: Path) -> Iterator[Problem]:
    for name, words in (found.fields or {}).items():
        if name not in NAMED[key]:
            some = "two letters of a country" if key in {"countries", "demonyms"} else ""
            known = some or ", ".join(sorted(NAMED[key]))
            yield Problem(path, words.line, f"`{name}:` under `{key}:` must be one of: {known}")
        elif not words.is_empty and words.items is None:
            yield Problem(path, words.line, f"`{name}:` must be a list such as [one, two]")
    for again in found.twice:
        yield Problem(path, again.line, f"`{again.text}:` stands under `{key}:` twice; join both")
