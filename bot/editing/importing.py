"""What a translator's spreadsheet changes: everything that does not fit is named at once."""

import difflib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from actions.content.entry import Entry
from actions.content.knowledge_base import KnowledgeBase
from actions.content.reader import DIGEST, parse_entry, read_entry
from actions.content.references import placeholder_problems
from actions.content.translation import body_digest
from actions.content.variants import MARK
from actions.content.yaml_file import read_text
from actions.errors import EditRefused
from bot.editing.entry_file import Part, body_of, file_text, head_like, rewritten
from bot.editing.rows import ANSWER, COLUMNS, QUESTIONS, parts_of
from bot.editing.spreadsheets import Numbered
from bot.editing.writing import Files
from bot.telegram.rendering.markdown import unsupported

COLUMN_LETTERS = dict(zip(COLUMNS, "ABCDEF", strict=True))
Place = tuple[str, str]  # locale, entry


@dataclass
class Sheet:
    """One entry in one language, as the spreadsheet has it."""

    texts: dict[str, str] = field(default_factory=dict)
    rows: dict[str, int] = field(default_factory=dict)
    made_from: str = ""


class Import:
    """A spreadsheet against what is there."""

    def __init__(self, kb: KnowledgeBase, knowledge: Path) -> None:
        self._kb, self._knowledge = kb, knowledge
        self.problems: list[str] = []

    def files(self, table: list[Numbered]) -> Files:
        """The files that change; raises `EditRefused` with everything that does not fit."""
        sheets = self._sheets(table)
        files: dict[Path, str] = {}
        for (locale, entry_id), sheet in sheets.items():
            path = self._knowledge / locale / f"{entry_id}.md"
            text = self._new_text(locale, entry_id, sheet, path)
            if text is not None:
                files[path] = text
        if self.problems:
            raise EditRefused([*self.problems, "Nothing was changed."])
        return files

    def _sheets(self, table: list[Numbered]) -> Mapping[Place, Sheet]:
        sheets: dict[Place, Sheet] = {}
        for number, (locale, entry_id, part, _, text, made_from) in table:
            if not self._is_known(number, locale, entry_id, part, made_from):
                continue
            sheet = sheets.setdefault((locale, entry_id), Sheet(made_from=made_from.strip()))
            if part in sheet.texts:
                self._wrong(number, "part", f"“{part}” of {entry_id} stands in two rows")
            if made_from.strip() != sheet.made_from:
                self._wrong(number, "made_from", f"differs from the other rows of {entry_id}")
            sheet.texts[part] = text.strip()
            sheet.rows[part] = number
        return sheets

    def _is_known(self, number: int, locale: str, entry_id: str, part: str, digest: str) -> bool:
        before = len(self.problems)
        if locale not in self._kb.locales:
            known = ", ".join(self._kb.locales)
            self._wrong(number, "locale", f"“{locale}” is none of {known}")
        if entry_id not in self._kb.ids:
            self._wrong(number, "entry", f"“{entry_id}” is no entry; `bot new-entry` begins one")
        elif part not in self._parts(entry_id, locale):
            known = ", ".join(self._parts(entry_id, locale))
            self._wrong(number, "part", f"“{part}” is no part of {entry_id}; it has {known}")
        if digest.strip() and not DIGEST.fullmatch(digest.strip()):
            self._wrong(number, "made_from", f"“{digest}” is not what was exported; leave it alone")
        return len(self.problems) == before

    def _parts(self, entry_id: str, locale: str) -> list[str]:
        places = ((entry_id, self._kb.source_locale), (entry_id, locale))
        found = (parts_of(self._kb.entries.get(place)) for place in places)
        return list(dict.fromkeys(part for parts in found for part in parts))

    def _new_text(self, locale: str, entry_id: str, sheet: Sheet, path: Path) -> str | None:
        """The file as the spreadsheet wants it; None if nothing changes."""
        entry = self._kb.entries.get((entry_id, locale))
        here = parts_of(entry)
        wanted = {**here, **sheet.texts}
        if wanted == here or not any(sheet.texts.values()):
            if entry and not any(sheet.texts.values()):
                self._wrong(min(sheet.rows.values()), "text", f"{entry_id} has lost all its texts")
            return None
        if not self._is_whole(entry_id, locale, sheet, wanted):
            return None
        text = self._written((locale, entry_id), wanted, sheet.made_from, path)
        self._check(text, path, sheet)
        return text

    def _is_whole(
        self, entry_id: str, locale: str, sheet: Sheet, wanted: Mapping[str, str]
    ) -> bool:
        before = len(self.problems)
        some_row = min(sheet.rows.values())
        for part in self._parts(entry_id, locale):
            if not wanted.get(part):
                message = f"“{part}” of {entry_id} is empty; write it, or leave the entry as it was"
                self._wrong(sheet.rows.get(part, some_row), "text", message)
        for part, text in sheet.texts.items():
            lines = text.split("\n")
            if part != QUESTIONS and any(line.startswith(MARK) for line in lines):
                message = f"a line begins with {MARK}; each variant has a row of its own"
                self._wrong(sheet.rows[part], "text", message)
        return len(self.problems) == before

    def _written(self, place: Place, wanted: Mapping[str, str], made_from: str, path: Path) -> str:
        locale, entry_id = place
        entry = self._kb.entries.get((entry_id, locale))
        questions = [line.strip() for line in wanted[QUESTIONS].split("\n") if line.strip()]
        body = body_of(_answers(self._parts(entry_id, locale), wanted))
        changed = entry is None or body != entry.whole
        source = self._kb.entries.get((entry_id, self._kb.source_locale))
        is_source = locale == self._kb.source_locale
        digest = made_from or (body_digest(source.whole) if source else "")
        based_on = digest if changed and not is_source and digest else None
        old = entry.text if entry else _text_of_begun(path)
        if old:
            same = entry is not None and list(entry.questions) == questions
            return rewritten(
                old,
                questions=None if same else questions,
                based_on=based_on,
                body=body if changed else None,
            )
        model = source or next(e for (known, _), e in self._kb.entries.items() if known == entry_id)
        return file_text(head_like(model, questions, based_on or ""), body)

    def _check(self, text: str, path: Path, sheet: Sheet) -> None:
        """Whatever would keep the new file from being served."""
        found = parse_entry(text, path)
        problems = [] if isinstance(found, Entry) else [each.message for each in found]
        if isinstance(found, Entry):
            problems += [each.message for each in placeholder_problems([found], self._kb.facts)]
            for part, written in parts_of(found).items():
                if part != QUESTIONS:
                    for _, what in unsupported(written):
                        self._wrong(sheet.rows.get(part, 0), "text", f"Telegram can't show {what}")
        for message in problems:
            self._wrong(self._row_of(message, sheet), "text", message)

    def _row_of(self, message: str, sheet: Sheet) -> int:
        """The row whose text a message speaks of; the first of the entry if it names none."""
        named = message.partition(" ")[0]
        some = (row for part, row in sheet.rows.items() if named in sheet.texts[part])
        return next(some, min(sheet.rows.values()))

    def _wrong(self, row: int, column: str, message: str) -> None:
        self.problems.append(f"row {row}, column {COLUMN_LETTERS[column]} ({column}): {message}")


def _answers(parts: list[str], wanted: Mapping[str, str]) -> Iterator[Part]:
    """The parts of an answer in their order, with the headings of variants."""
    for part in parts:
        if part != QUESTIONS:
            heading = "" if part == ANSWER else part.removeprefix(MARK).strip()
            yield heading, wanted[part]


def differences(files: Files, here: Path) -> Iterator[str]:
    """What would change, line by line."""
    for path, new in sorted(files.items()):
        before = read_text(path) if path.exists() else ""
        old = before if isinstance(before, str) else ""
        name = str(path.relative_to(here)) if path.is_relative_to(here) else str(path)
        yield from difflib.unified_diff(
            old.split("\n"), new.split("\n"), name if old else "/dev/null", name, n=1, lineterm=""
        )


def _text_of_begun(path: Path) -> str:
    """The file of an entry that is begun and not served, so that its head is kept."""
    if not path.exists():
        return ""
    found = read_entry(path)
    return found.text if isinstance(found, Entry) else ""
