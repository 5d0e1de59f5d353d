"""Rows in a spreadsheet: XLSX or CSV, written and read without loss."""

import csv
import re
import zipfile
from collections.abc import Iterable, Iterator
from io import StringIO
from pathlib import Path
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils.exceptions import InvalidFileException

from actions.errors import EditRefused
from bot.editing.rows import COLUMNS, Row

WIDTHS = (8, 32, 24, 70, 70, 16)  # of the columns, in letters
LARGEST = 100_000_000  # bytes of an unpacked spreadsheet; ours has some two million
LONGEST_CELL = 32_767  # letters that a cell of XLSX can hold
FORMULA = ("=", "+", "-", "@", "\t", "\r", "'")  # a spreadsheet would calculate with these
ESCAPE = "'"
LITERAL = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")  # `_x000D_` in a cell stands for a sign
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
Numbered = tuple[int, tuple[str, ...]]  # number of the row in the file, its cells


def write_sheet(path: Path, rows: Iterable[Row], rtl: frozenset[str]) -> int:
    """Write a file by its ending; how many rows. `rtl` are languages from right to left."""
    listed = list(rows)
    if path.suffix.lower() == ".xlsx":
        _write_xlsx(path, listed, rtl)
    elif path.suffix.lower() == ".csv":
        _write_csv(path, listed)
    else:
        raise EditRefused([f"{path.name} ends in neither .xlsx nor .csv; choose one of them"])
    return len(listed)


def read_sheet(path: Path) -> list[Numbered]:
    """The rows below the titles of columns, as they were written; raises `EditRefused`."""
    if path.suffix.lower() not in {".xlsx", ".csv"}:
        raise EditRefused([f"{path.name} ends in neither .xlsx nor .csv; export one of them"])
    try:
        table = _read_xlsx(path) if path.suffix.lower() == ".xlsx" else _read_csv(path)
    except (OSError, UnicodeError) as error:
        raise EditRefused([f"{path.name} can't be read: {error}"]) from error
    titles = [str(cell).strip().lower() for cell in (table[0][1] if table else ())]
    if missing := [column for column in COLUMNS if column not in titles]:
        some = ", ".join(missing)
        message = f"{path.name} is no export of this program: its first row lacks {some}"
        raise EditRefused([f"{message}; begin with `bot export`"])
    places = [titles.index(column) for column in COLUMNS]
    return [
        (number, tuple(cells[place] if place < len(cells) else "" for place in places))
        for number, cells in table[1:]
        if any(cell.strip() for cell in cells)
    ]


def _write_xlsx(path: Path, rows: list[Row], rtl: frozenset[str]) -> None:
    book = Workbook(write_only=True)
    sheet = book.create_sheet("texts")
    sheet.freeze_panes = "A2"
    sheet.sheet_view.rightToLeft = bool(rows) and all(row.locale in rtl for row in rows)
    for place, width in enumerate(WIDTHS):
        sheet.column_dimensions["ABCDEF"[place]].width = width
    sheet.append([_cell(sheet, title, is_title=True) for title in COLUMNS])
    for row in rows:
        cells = [_cell(sheet, text) for text in row.cells]
        if row.locale in rtl:
            cells[COLUMNS.index("text")].alignment = Alignment(
                wrap_text=True, vertical="top", readingOrder=2, horizontal="right"
            )
        sheet.append(cells)
    book.save(path)


def _cell(sheet: Any, text: str, *, is_title: bool = False) -> Any:  # noqa: ANN401 -- openpyxl's
    """A text, whatever it looks like: never a formula, a number or a date."""
    if len(text) > LONGEST_CELL or CONTROL.search(text):
        raise EditRefused([f"“{text[:40]}…” does not fit a cell of XLSX; export CSV instead"])
    cell = WriteOnlyCell(sheet, LITERAL.sub("_x005F_", text))
    cell.data_type = "s"
    cell.quotePrefix = text.startswith(FORMULA)
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    if is_title:
        cell.font = Font(bold=True)
    return cell


def _read_xlsx(path: Path) -> list[Numbered]:
    try:
        _refuse_if_too_large(path)
        book = load_workbook(path, read_only=True, data_only=False, keep_links=False)
        return [
            (number, tuple(_text(cell.value) for cell in row))
            for number, row in enumerate(book.worksheets[0].iter_rows(), 1)
        ]
    except (EditRefused, OSError):
        raise
    except (zipfile.BadZipFile, InvalidFileException) as error:
        raise EditRefused([f"{path.name} is damaged, or no XLSX file: {error}"]) from error
    except Exception as error:
        # openpyxl lets through whatever XML and its own conversions raise.
        reason = f"{type(error).__name__}: {error}"
        raise EditRefused(
            [f"{path.name} can't be read as XLSX ({reason}); save it anew"]
        ) from error


def _refuse_if_too_large(path: Path) -> None:
    with zipfile.ZipFile(path) as packed:
        if sum(part.file_size for part in packed.infolist()) > LARGEST:
            raise EditRefused([f"{path.name} is too large to be an export of this program"])


def _text(value: object) -> str:
    """What a cell says; one that a spreadsheet took for a number says what it shows."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return _with_line_feeds(str(value))


def _write_csv(path: Path, rows: list[Row]) -> None:
    out = StringIO()
    writer = csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    writer.writerows([_safe(text) for text in row.cells] for row in rows)
    path.write_bytes(out.getvalue().encode("utf-8-sig"))  # the mark tells Excel that it is UTF-8


def _read_csv(path: Path) -> list[Numbered]:
    text = path.read_bytes().decode("utf-8-sig")
    first = text.partition("\n")[0]
    separator = max(",;\t", key=first.count)  # which one Excel writes depends on its country
    try:
        return list(_csv_rows(text, separator))
    except csv.Error as error:
        raise EditRefused([f"{path.name} is damaged, or no CSV file: {error}"]) from error


def _csv_rows(text: str, separator: str) -> Iterator[Numbered]:
    csv.field_size_limit(LARGEST)
    reader = csv.reader(StringIO(text, newline=""), delimiter=separator, strict=True)
    for number, cells in enumerate(reader, 1):
        yield number, tuple(_unsafe(_with_line_feeds(cell)) for cell in cells)


def _safe(text: str) -> str:
    """A text with which no spreadsheet calculates."""
    return ESCAPE + text if text.startswith(FORMULA) else text


def _unsafe(text: str) -> str:
    return text[1:] if text.startswith(ESCAPE) and text[1:].startswith(FORMULA) else text


def _with_line_feeds(text: str) -> str:
    return text.replace("_x000D_", "").replace("\r\n", "\n").replace("\r", "\n")
