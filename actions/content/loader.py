"""Reading all of `knowledge/`: a snapshot, and every problem on the way."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from actions.content.almanac_reader import read_almanac
from actions.content.almanac_references import almanac_problems
from actions.content.entry import Entry
from actions.content.facts_reader import read_facts
from actions.content.groups import read_groups
from actions.content.knowledge_base import KnowledgeBase
from actions.content.problem import Problem, warning
from actions.content.reader import read_entry
from actions.content.references import group_problems, placeholder_problems
from actions.content.registry import Registry, read_registry
from actions.content.translation import translation_problems


def load_knowledge(folder: Path) -> tuple[KnowledgeBase, list[Problem]]:
    """Read everything; what can't be read is left out of the snapshot and named."""
    if not folder.is_dir():
        problem = Problem(folder, 1, "is no folder; the knowledge base belongs here")
        return KnowledgeBase(Registry("en", "en", {}, {}), {}), [problem]
    registry, problems = read_registry(folder)
    facts, wrong_facts = read_facts(folder, registry.locales)
    groups, wrong_groups = read_groups(folder)
    almanac, wrong_almanac = read_almanac(folder, registry.locales)
    entries, wrong_entries = _read_entries(folder, registry)
    written = [entry for entry in entries if not entry.todo]
    begun = [entry for entry in entries if entry.todo]
    kb = replace(KnowledgeBase.of(registry, written, facts, groups, begun), almanac=almanac)
    wrong = [*wrong_facts, *wrong_groups, *wrong_almanac, *wrong_entries]
    return kb, [*problems, *wrong, *_between(kb), *map(_to_write, begun)]


def _to_write(entry: Entry) -> Problem:
    message = f"{entry.id} is still to be written in {entry.locale}; replace “{entry.todo}”"
    return warning(entry.path, entry.line_of(entry.todo), f"{message}, then students get it")


def _between(kb: KnowledgeBase) -> Iterator[Problem]:
    """What does not fit together."""
    entries = kb.entries.values()
    yield from placeholder_problems(entries, kb.facts)
    yield from group_problems(entries, kb.facts.values(), kb.groups)
    yield from translation_problems(kb.entries, kb.source_locale)
    yield from almanac_problems(kb)


def _read_entries(folder: Path, registry: Registry) -> tuple[list[Entry], list[Problem]]:
    entries: list[Entry] = []
    problems: list[Problem] = []
    for path in sorted(folder.rglob("*.md")):
        entry = _read(path, folder, registry)
        if isinstance(entry, Entry):
            entries.append(entry)
        else:
            problems.extend(entry)
    return entries, problems


def _read(path: Path, folder: Path, registry: Registry) -> Entry | Iterable[Problem]:
    place = path.relative_to(folder).parts
    if len(place) == 1:
        return ()  # README.md and its like
    if problems := tuple(_misplaced(path, place, registry)):
        return problems
    return read_entry(path)


def _misplaced(path: Path, place: tuple[str, ...], registry: Registry) -> Iterator[Problem]:
    if len(place) != 3:  # noqa: PLR2004 -- <locale>/<topic>/<entry>.md
        yield Problem(path, 1, "must lie at knowledge/<locale>/<topic>/<entry>.md; move it there")
        return
    locale, topic, _ = place
    if locale not in registry.locales:
        yield Problem(path, 1, f"locale “{locale}” is not in locales.yml; add it or move the file")
    if topic not in registry.topics:
        yield Problem(path, 1, f"topic “{topic}” is not in topics.yml; add it or move the file")
