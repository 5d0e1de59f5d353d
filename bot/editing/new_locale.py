"""Begins a language: every file that it needs, marked where somebody still has to write."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from babel.core import Locale, UnknownLocaleError

from actions.content.desks import DESKS
from actions.content.entry import Entry
from actions.content.judged import FILE as JUDGED
from actions.content.judged import NO_ENTRY
from actions.content.knowledge_base import KnowledgeBase
from actions.content.problem import TODO
from actions.content.registry import LOCALES, TOPICS
from actions.content.translation import body_digest
from actions.content.written import read_written
from actions.errors import EditRefused
from bot.editing.catalogue_file import catalogue_text
from bot.editing.entry_file import file_text, head_like, quoted
from bot.editing.numbers_file import numbers_text
from bot.editing.writing import Files
from bot.i18n import catalogue_path

CODE = re.compile(r"[a-z]{2,3}")
HOW_MANY_FIRST = 10
ENTITIES, NO_ENTITIES = (
    "entities.yml",
    "# Words of {name} for countries, levels of study and roles.\n",
)


def new_locale(kb: KnowledgeBase, project: Path, code: str, name: str) -> Files:
    """All files of a language; raises `EditRefused` if it can't be begun."""
    _refuse_if_impossible(kb, code, name)
    knowledge, nlu_data = project / "knowledge", project / "nlu_data"
    files = {
        knowledge / LOCALES: _with_locale((knowledge / LOCALES).read_text("utf-8"), code, name),
        knowledge / code / "numbers.yml": numbers_text(code, name),
        catalogue_path(project, code): catalogue_text(
            catalogue_path(project, kb.source_locale), kb.source_locale, code, name
        ),
    }
    files |= dict(_named(kb, knowledge, code))
    files |= {knowledge / code / f"{entry.id}.md": _entry(entry, name) for entry in _sources(kb)}
    return files | dict(_examples(nlu_data, kb.source_locale, code, name))


def what_first(kb: KnowledgeBase) -> list[str]:
    """The entries to translate first: those that `first.yml` names, then in the menu's order."""
    order = [entry_id for entry_id in kb.registry.first if entry_id in kb.ids]
    places = {topic: place for place, topic in enumerate(kb.registry.topics)}
    rest = sorted(_sources(kb), key=lambda entry: places[entry.topic])
    return list(dict.fromkeys((*order, *(entry.id for entry in rest))))[:HOW_MANY_FIRST]


def _refuse_if_impossible(kb: KnowledgeBase, code: str, name: str) -> None:
    wrong = []
    if not CODE.fullmatch(code):
        wrong.append(f"“{code}” is no code of a language; write two or three letters such as fr")
    elif code in kb.locales:
        wrong.append(f"{code} is in locales.yml already: {kb.locales[code].name}")
    else:
        try:
            Locale.parse(code)
        except (UnknownLocaleError, ValueError):
            wrong.append(f"“{code}” is no language that CLDR knows; write a code such as fr")
    if not name.strip() or "\n" in name:
        wrong.append("the name is missing; write it in the language itself, such as Français")
    if wrong:
        raise EditRefused(wrong)


def _sources(kb: KnowledgeBase) -> list[Entry]:
    entries = (entry for entry in kb.entries.values() if entry.locale == kb.source_locale)
    return sorted(entries, key=lambda entry: entry.id)


def _entry(source: Entry, name: str) -> str:
    """A file to fill in: the source as a quotation, and the digest of what is to be translated."""
    quotation = "\n".join(f"> {line}".rstrip() for line in source.whole.split("\n"))
    todo = f"{TODO} translate into {name}: write the questions above as people ask them, and the\n"
    todo += "answer instead of this line and of the quotation. Variants begin with `===`, as there."
    head = head_like(source, [f"{TODO} {source.title}"], body_digest(source.whole))
    return file_text(head, f"{todo}\n\n{quotation}")


def _with_locale(text: str, code: str, name: str) -> str:
    """`locales.yml` with one line more, behind the last of its locales."""
    direction = "rtl" if Locale.parse(code).text_direction == "rtl" else "ltr"
    lines = text.rstrip("\n").split("\n")
    begin = next(n for n, line in enumerate(lines) if line.startswith("locales:"))
    below = (n for n in range(begin + 1, len(lines)) if lines[n].startswith(" "))
    last = max(below, default=begin)
    shown = name if re.fullmatch(r"[^\W\d_][\w ]*", name) else quoted(name)
    lines.insert(last + 1, f"  {code}: {{ name: {shown}, direction: {direction} }}")
    return "\n".join(lines) + "\n"


def _named(kb: KnowledgeBase, knowledge: Path, code: str) -> Iterator[tuple[Path, str]]:
    """The files with names for topics and desks, each with one more to write."""
    topics = {key: topic.name(kb.source_locale, key) for key, topic in kb.registry.topics.items()}
    desks = {key: desk.name(kb.source_locale, key) for key, desk in kb.desks.by_id.items()}
    for path, names in ((knowledge / TOPICS, topics), (knowledge / DESKS, desks)):
        if path.exists():
            yield path, _with_names(path.read_text("utf-8"), code, names)


def _with_names(text: str, code: str, names: Mapping[str, str]) -> str:
    """A file with a name to write for each of these, whether names stand on one line or not."""
    lines: list[str] = []
    owner = ""
    for line in text.split("\n"):
        begins = re.match(r"\s*([\w-]+):", line)
        owner = begins[1] if begins and begins[1] in names else owner
        todo = quoted(f"{TODO} {names[owner]}" if owner else TODO)
        if one_line := re.match(r"(\s+names:\s*\{.*?)\s*\}(.*)", line):
            line = f"{one_line[1].rstrip(' ,')}, {code}: {todo} }}{one_line[2]}"  # noqa: PLW2901
        lines.append(line)
        if block := re.match(r"(\s+)names:\s*(?:#.*)?$", line):
            lines.append(f"{block[1]}  {code}: {todo}")
    return "\n".join(lines)


def _examples(nlu_data: Path, source: str, code: str, name: str) -> Iterator[tuple[Path, str]]:
    """Files for messages: the keys of the source's files, each with an empty list.

    A language that was understood before it is spoken has some already, which stay as they are.
    """
    for path in sorted((nlu_data / source).glob("*.yml")):
        if (nlu_data / code / path.name).exists():
            continue
        if path.name == ENTITIES:
            yield nlu_data / code / path.name, NO_ENTITIES.format(name=name)
            continue
        written = read_written(path)
        keys = getattr(written, "fields", None) or {}
        if path.name == JUDGED:
            keys = {NO_ENTRY: None}  # further keys as messages come
        todo = f'# {TODO} messages as people write them in {name}: a line `  - "…"` for each.\n'
        yield nlu_data / code / path.name, todo + "".join(f"{key}: []\n" for key in keys)
