"""What every check looks at."""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, lru_cache
from pathlib import Path

from actions.content.checks.alignment import Block, blocks
from actions.content.checks.sayings import Saying, sayings
from actions.content.entry import Entry
from actions.content.examples import Example
from actions.content.facts import Fact
from actions.content.judged import Judged
from actions.content.knowledge_base import KnowledgeBase
from actions.content.numerals import Numerals, folded
from actions.content.yaml_file import read_text

ENTRY = ".md"  # what entries' files end with
ENOUGH_WORDS = 6  # that are no other question in another order
NO_LETTERS = re.compile(r"[\W_]+")
OTHERWISE = str.maketrans("əıøæßё", "eioase")  # letters that Unicode does not take apart
MANY = 1 << 18  # questions: all of them, for every check that compares them


class _WithoutMarks(dict[int, int | None]):
    """For `str.translate`: every letter stays, every mark on one goes; each is looked up once."""

    def __missing__(self, code: int) -> int | None:
        self[code] = None if unicodedata.combining(chr(code)) else code
        return self[code]


WITHOUT_MARKS = _WithoutMarks()


@dataclass(frozen=True)
class Checked:
    """The knowledge base, today's date, and the questions that must not be learned."""

    kb: KnowledgeBase
    today: date
    examples: Sequence[Example] = ()
    held_out: Mapping[str, Path] = field(default_factory=dict)  # normal form → file
    numerals: Mapping[str, Numerals] = field(default_factory=dict)  # by locale
    project: Path = Path()
    facts_of_program: frozenset[str] = frozenset()  # names of facts that the program itself uses
    judged: Sequence[Judged] = ()

    @property
    def entries(self) -> list[Entry]:
        """All entries, in the order of their files."""
        return sorted(self.kb.entries.values(), key=lambda entry: entry.path)

    @cached_property
    def besides_entries(self) -> list[Example]:
        """Examples that stand in `nlu_data/`; entries have checks of their own."""
        files = {path for path in {each.path for each in self.examples} if path.suffix != ENTRY}
        return [each for each in self.examples if each.path in files and normal(each.text)]

    @cached_property
    def held_out_bare(self) -> Mapping[str, Path]:
        """The same without accents and dots: copies that were typed on another keyboard."""
        return {bare(question): path for question, path in self.held_out.items()}

    @cached_property
    def held_out_in_any_order(self) -> Mapping[str, Path]:
        """The same with the words sorted: copies with a word moved."""
        return {in_any_order(question): path for question, path in self.held_out.items()}

    @property
    def facts(self) -> list[Fact]:
        """All facts, in the order of their files."""
        return sorted(self.kb.facts.values(), key=lambda fact: (fact.path, fact.line))

    @cached_property
    def files(self) -> list[tuple[Path, str]]:
        """What editors write beside the entries, with its text: the YAML files of `knowledge/`."""
        folder = self.project / "knowledge"
        paths = sorted(folder.rglob("*.yml")) if self.project != Path() else []
        texts = ((path, read_text(path)) for path in paths)
        return [(path, text) for path, text in texts if isinstance(text, str)]

    @cached_property
    def sayings(self) -> list[Saying]:
        """What these files say in several languages."""
        return list(sayings(self.files, self.kb.locales))

    def said(self) -> Iterator[tuple[Path, int, str, str]]:
        """The same, a language at a time: (file, line, language, text)."""
        for saying in self.sayings:
            for locale, (line, text) in saying.by_locale.items():
                yield saying.path, line, locale, text

    @cached_property
    def blocks(self) -> list[Block]:
        """Every line of every answer with its translations."""
        return blocks(self.kb, self.numerals)


@lru_cache(maxsize=MANY)
def normal(question: str) -> str:
    """A question without what makes no difference: case, marks, spaces."""
    return NO_LETTERS.sub(" ", question.casefold()).strip()


@lru_cache(maxsize=MANY)
def bare(question: str) -> str:
    """The normal form without what many leave out or type otherwise: accents, dots, hamza."""
    plain = normal(folded(question)).translate(OTHERWISE)
    if plain.isascii():
        return plain
    return unicodedata.normalize("NFD", plain).translate(WITHOUT_MARKS)


def held_out_in(checked: Checked, question: str) -> Path | None:
    """The file of the examination that asks this; None if none does."""
    found = checked.held_out.get(normal(question)) or checked.held_out_bare.get(bare(question))
    if found or len(bare(question).split()) < ENOUGH_WORDS:
        return found
    return checked.held_out_in_any_order.get(in_any_order(question))


def in_any_order(question: str) -> str:
    """The bare form with its words sorted."""
    return " ".join(sorted(bare(question).split()))
