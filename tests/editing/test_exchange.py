"""Spreadsheets for translators: nothing is lost, nothing wrong gets in."""

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some
from openpyxl import Workbook, load_workbook

from actions.content.loader import load_knowledge
from actions.errors import EditRefused
from bot.config import PROJECT
from bot.editing.importing import Import, differences
from bot.editing.new_locale import new_locale
from bot.editing.rows import COLUMNS, Row, rows_of
from bot.editing.spreadsheets import Numbered, read_sheet, write_sheet
from bot.editing.writing import Files, write_all
from tests.content_checks.small_project import change, entry_path, make_project

RTL = frozenset({"fa"})
ENDINGS = ("xlsx", "csv")
TEXT = COLUMNS.index("text")
KNOWLEDGE_TEXT = some.text(
    some.one_of(
        some.sampled_from("=+-@'\"\t\n;,_x00D0\u200c۱ab"),
        some.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cn", "Co")),
    )
)


def exported(folder: Path, ending: str, *locales: str) -> Path:
    kb, _ = load_knowledge(folder / "knowledge")
    path = folder / f"texts.{ending}"
    write_sheet(path, rows_of(kb, locales or tuple(kb.locales)), RTL)
    return path


def imported(folder: Path, path: Path) -> Files:
    kb, _ = load_knowledge(folder / "knowledge")
    return Import(kb, folder / "knowledge").files(read_sheet(path))


def edited(path: Path, edit: Callable[[list[list[str]]], None]) -> Path:
    """What a translator does to an XLSX file; row 1 is that of the titles."""
    table = [list(COLUMNS), *(list(cells) for _, cells in read_sheet(path))]
    edit(table)
    book = Workbook()
    sheet = book.active
    for number, cells in enumerate(table, 1):
        for column, text in enumerate(cells, 1):
            cell = sheet.cell(number, column, text)
            cell.data_type = "s"
    book.save(path)
    return path


def row_of(table: list[list[str]], locale: str, part: str) -> list[str]:
    return next(cells for cells in table if (cells[0], cells[2]) == (locale, part))


def refused(folder: Path, path: Path) -> list[str]:
    before = {file: file.read_bytes() for file in (folder / "knowledge").rglob("*.*")}
    with pytest.raises(EditRefused) as caught:
        imported(folder, path)
    assert {file: file.read_bytes() for file in (folder / "knowledge").rglob("*.*")} == before
    return [str(problem) for problem in caught.value.problems]


@pytest.mark.parametrize("ending", ENDINGS)
def test_all_that_we_ship_comes_back_unchanged(ending: str, tmp_path: Path) -> None:
    kb, _ = load_knowledge(PROJECT / "knowledge")
    path = tmp_path / f"all.{ending}"

    count = write_sheet(path, rows_of(kb, kb.locales), RTL)

    assert count >= 2 * len(kb.entries)
    assert Import(kb, PROJECT / "knowledge").files(read_sheet(path)) == {}


@pytest.mark.parametrize("ending", ENDINGS)
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(texts=some.lists(KNOWLEDGE_TEXT, max_size=5))
def test_no_text_is_lost_on_the_way(ending: str, texts: list[str], tmp_path: Path) -> None:
    path = tmp_path / f"texts.{ending}"
    rows = [Row("fa", "life/chess", "answer", text, text, "made") for text in texts]

    write_sheet(path, rows, RTL)

    assert [cells for _, cells in read_sheet(path)] == [row.cells for row in rows]


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "'=1", '=HYPERLINK("http://x")'])
def test_a_text_is_never_a_formula(text: str, tmp_path: Path) -> None:
    rows = [Row("en", "life/chess", "answer", "", text, "")]
    write_sheet(tmp_path / "a.xlsx", rows, RTL)
    write_sheet(tmp_path / "a.csv", rows, RTL)

    cell = load_workbook(tmp_path / "a.xlsx").active.cell(2, TEXT + 1)

    assert (cell.value, cell.data_type) == (text, "s")
    assert f"\"'{text[0]}" in (tmp_path / "a.csv").read_text("utf-8-sig")


def test_persian_texts_are_written_from_right_to_left(tmp_path: Path) -> None:
    path = exported(make_project(tmp_path), "xlsx", "fa")

    sheet = load_workbook(path).active

    assert sheet.sheet_view.rightToLeft
    assert sheet.cell(2, TEXT + 1).alignment.readingOrder == 2


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_translator_s_change_is_shown_and_then_made(ending: str, tmp_path: Path) -> None:
    folder = make_project(tmp_path)
    path = exported(folder, ending, "ru")
    if ending == "csv":
        text = path.read_text("utf-8-sig").replace("Занятия начнутся", "Уроки начнутся")
        path.write_text(text.replace('","', '";"'), "utf-8-sig")  # as Excel saves it in Baku
    else:
        edited(
            path,
            lambda table: row_of(table, "ru", "answer").__setitem__(
                TEXT,
                row_of(table, "ru", "answer")[TEXT].replace("Занятия начнутся", "Уроки начнутся"),
            ),
        )

    files = imported(folder, path)
    shown = list(differences(files, folder))
    write_all(files)

    assert "+- Уроки начнутся через пятнадцать дней." in shown
    assert [line for line in shown if line[0] == "-" and line[:3] != "---"] == [
        "-- Занятия начнутся через пятнадцать дней."
    ]
    assert "Уроки начнутся" in entry_path(folder, "ru").read_text("utf-8")
    assert imported(folder, path) == {}


def test_a_translation_of_an_older_source_stays_stale(tmp_path: Path) -> None:
    folder = make_project(tmp_path)
    path = exported(folder, "xlsx", "ru")
    change(entry_path(folder, "en"), "Lessons begin", "All lessons begin")
    edited(
        path,
        lambda table: row_of(table, "ru", "=== level: phd").__setitem__(
            TEXT, "6 месяцев: {club_email}"
        ),
    )

    write_all(imported(folder, path))

    kb, _ = load_knowledge(folder / "knowledge")
    assert kb.is_stale(kb.entries["life/chess", "ru"])


def test_a_fresh_translation_of_a_changed_source_is_fresh(tmp_path: Path) -> None:
    folder = make_project(tmp_path)
    change(entry_path(folder, "en"), "Lessons begin", "All lessons begin")
    path = exported(folder, "xlsx", "ru")
    edited(
        path,
        lambda table: row_of(table, "ru", "=== level: phd").__setitem__(
            TEXT, "6 месяцев: {club_email}"
        ),
    )

    write_all(imported(folder, path))

    kb, _ = load_knowledge(folder / "knowledge")
    assert not kb.is_stale(kb.entries["life/chess", "ru"])


def test_a_new_language_is_written_by_a_spreadsheet_alone(tmp_path: Path) -> None:
    folder = make_project(tmp_path)
    kb, _ = load_knowledge(folder / "knowledge")
    write_all(new_locale(kb, folder, "fr", "Français"))
    path = exported(folder, "xlsx", "fr")

    def translate(table: list[list[str]]) -> None:
        for cells, text in zip(table[1:], ("Un club ?\néchecs", "15 jours", "6 mois"), strict=True):
            cells[TEXT] = text

    write_all(imported(folder, edited(path, translate)))

    kb, _ = load_knowledge(folder / "knowledge")
    entry = kb.entries["life/chess", "fr"]
    assert entry.questions == ("Un club ?", "échecs")
    assert entry.whole == "15 jours\n\n=== level: phd\n6 mois"
    assert not kb.is_stale(entry)


def test_what_nobody_has_translated_stays_as_it_was(tmp_path: Path) -> None:
    folder = make_project(tmp_path)
    entry_path(folder, "fa").unlink()
    path = exported(folder, "xlsx", "fa")

    assert imported(folder, path) == {}


def test_everything_that_does_not_fit_is_named_with_row_and_column(tmp_path: Path) -> None:
    folder = make_project(tmp_path)
    path = exported(folder, "xlsx", "az", "ru", "fa")

    def spoil(table: list[list[str]]) -> None:
        table[1][0] = "de"
        table[2][1] = "life/go"
        table[3][2] = "=== level: master"
        row_of(table, "ru", "questions")[TEXT] = ""
        row_of(table, "ru", "answer")[5] = "=A1"
        row_of(table, "fa", "answer")[TEXT] = "{club_price} # x\n=== level: phd\nx"

    found = refused(folder, edited(path, spoil))

    for start in (
        "row 2, column A (locale): “de” is none of az, en, ru, fa",
        "row 3, column B (entry): “life/go” is no entry",
        "row 4, column C (part): “=== level: master” is no part of life/chess; it has questions",
        "row 5, column E (text): “questions” of life/chess is empty",
        "row 6, column F (made_from): “=A1” is not what was exported",
        "row 9, column E (text): a line begins with ===",
        "Nothing was changed.",
    ):
        assert any(line.startswith(start) for line in found), (start, found)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Costs {club_price}.", "{club_price} names no fact"),
        ("Costs {club_fee:KZ}.", "{club_fee:KZ} names no case of that fact"),
        ("Costs { 40 }.", "{ and } stand only around the name of a fact"),
        ("# Costs\n\n40", "Telegram can't show a heading"),
    ],
)
def test_a_text_that_could_not_be_served_is_refused(text: str, reason: str, tmp_path: Path) -> None:
    folder = make_project(tmp_path)
    path = exported(folder, "xlsx", "ru")
    edited(path, lambda table: row_of(table, "ru", "answer").__setitem__(TEXT, text))

    found = refused(folder, path)

    assert found[0].startswith(f"row 3, column E (text): {reason}")


def test_a_part_that_stands_there_twice_is_refused(tmp_path: Path) -> None:
    folder = make_project(tmp_path)
    path = exported(folder, "xlsx", "ru")
    edited(path, lambda table: table.append(list(table[2])))

    assert refused(folder, path)[0] == (
        "row 5, column C (part): “answer” of life/chess stands in two rows"
    )


def test_an_entry_that_has_lost_all_its_texts_is_refused(tmp_path: Path) -> None:
    folder = make_project(tmp_path)
    path = exported(folder, "xlsx", "ru")

    def empty(table: list[list[str]]) -> None:
        for cells in table[1:]:
            cells[TEXT] = ""

    assert refused(folder, edited(path, empty))[0] == (
        "row 2, column E (text): life/chess has lost all its texts"
    )


def foreign_book(path: Path) -> None:
    book = Workbook()
    book.active.append(["name", "age"])
    book.save(path)


def bomb(path: Path) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/workbook.xml", "0" * 101_000_000)


@pytest.mark.parametrize(
    ("name", "make", "reason"),
    [
        ("a.xlsx", lambda path: path.write_bytes(b"PK\x03\x04broken"), "is damaged, or no XLSX"),
        ("a.xlsx", lambda path: path.write_bytes(b""), "is damaged, or no XLSX"),
        ("a.xlsx", foreign_book, "is no export of this program: its first row lacks locale"),
        ("a.xlsx", bomb, "is too large"),
        ("a.xlsx", lambda path: zipfile.ZipFile(path, "w").close(), "can't be read as XLSX"),
        ("a.csv", lambda path: path.write_bytes(b"\xff\xfe\x00a"), "can't be read"),
        ("a.csv", lambda path: path.write_text('locale,"entry'), "is damaged, or no CSV"),
        ("a.csv", lambda path: path.write_text(""), "is no export of this program"),
        ("a.ods", lambda path: path.write_text("x"), "ends in neither .xlsx nor .csv"),
        ("gone.xlsx", lambda _path: None, "can't be read"),
    ],
)
def test_a_damaged_or_foreign_file_gets_one_sentence(
    name: str, make: Callable[[Path], object], reason: str, tmp_path: Path
) -> None:
    make(tmp_path / name)

    with pytest.raises(EditRefused, match=reason) as caught:
        read_sheet(tmp_path / name)

    assert len(caught.value.problems) == 1


def test_numbers_that_a_spreadsheet_made_are_texts_again(tmp_path: Path) -> None:
    book = Workbook()
    book.active.append(list(COLUMNS))
    book.active.append(["en", "life/chess", "answer", None, 15.0, 123456789012])
    book.save(tmp_path / "a.xlsx")

    rows: list[Numbered] = read_sheet(tmp_path / "a.xlsx")

    assert rows == [(2, ("en", "life/chess", "answer", "", "15", "123456789012"))]
