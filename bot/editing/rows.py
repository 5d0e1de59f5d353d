"""Entries as rows for translators: one for the questions, one for each part of the answer."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from actions.content.entry import Entry
from actions.content.knowledge_base import KnowledgeBase
from actions.content.translation import body_digest
from actions.content.variants import MARK

QUESTIONS, ANSWER = "questions", "answer"
COLUMNS = ("locale", "entry", "part", "source", "text", "made_from")


@dataclass(frozen=True)
class Row:
    """One text; `made_from` is the digest of the source's answer that stands beside it."""

    locale: str
    entry: str
    part: str  # `questions`, `answer`, or a variant such as `=== level: phd`
    source: str
    text: str
    made_from: str

    @property
    def cells(self) -> tuple[str, ...]:
        """In the order of the columns."""
        return (self.locale, self.entry, self.part, self.source, self.text, self.made_from)


def rows_of(kb: KnowledgeBase, locales: Iterable[str]) -> Iterator[Row]:
    """Every text in these languages; what is not written yet is empty."""
    for locale in locales:
        for entry_id in sorted(kb.ids):
            source = kb.entries.get((entry_id, kb.source_locale))
            entry = kb.entries.get((entry_id, locale))
            if source or entry:
                yield from _rows(entry_id, locale, source, entry)


def parts_of(entry: Entry | None) -> dict[str, str]:
    """Part → text, in the order of the file."""
    if entry is None:
        return {}
    variants = {f"{MARK} {each.heading}": each.body for each in entry.variants}
    return {QUESTIONS: "\n".join(entry.questions), ANSWER: entry.body, **variants}


def _rows(entry_id: str, locale: str, source: Entry | None, entry: Entry | None) -> Iterator[Row]:
    there, here = parts_of(source), parts_of(entry)
    digest = body_digest(source.whole) if source else ""
    is_source = source is not None and locale == source.locale
    for part in dict.fromkeys((*there, *here)):
        beside = "" if is_source else there.get(part, "")
        made_from = "" if is_source else digest
        yield Row(locale, entry_id, part, beside, here.get(part, ""), made_from)
