"""Several files are written, or none."""

from pathlib import Path

import pytest

from actions.errors import EditRefused
from bot.editing.writing import write_all


def test_all_files_are_written_with_their_folders(tmp_path: Path) -> None:
    write_all({tmp_path / "a" / "b.md": "ə", tmp_path / "c.md": ""})

    assert (tmp_path / "a" / "b.md").read_text("utf-8") == "ə"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a", "c.md"]


def test_if_one_cannot_be_written_the_others_stay_as_they_were(tmp_path: Path) -> None:
    (tmp_path / "old.md").write_text("old")
    (tmp_path / "file").write_text("no folder")
    files = {
        tmp_path / "old.md": "new",
        tmp_path / "fresh.md": "x",
        tmp_path / "file" / "x.md": "x",
    }

    with pytest.raises(EditRefused, match="can't be written"):
        write_all(files)

    assert (tmp_path / "old.md").read_text() == "old"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["file", "old.md"]


def test_a_file_that_is_there_is_not_begun_again(tmp_path: Path) -> None:
    (tmp_path / "old.md").write_text("old")

    with pytest.raises(EditRefused, match=r"old\.md exists already; nothing was written"):
        write_all({tmp_path / "new.md": "new", tmp_path / "old.md": "new"}, only_new=True)

    assert not (tmp_path / "new.md").exists()
