"""`bot link`: a link to show around, or a sentence that says why there is none."""

from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
import segno
from PIL import Image
from typer.testing import CliRunner

from actions.errors import EditRefused
from bot.cli import app


@pytest.mark.parametrize(
    ("arguments", "payload"),
    [
        (["admission/how-to-apply"], "e_admission_how-to-apply"),
        (["migration"], "t_migration"),
        (["fa"], "lang_fa"),
        (["--campaign", "fair-2026"], "c_fair-2026"),
    ],
)
def test_a_link_is_printed(arguments: list[str], payload: str) -> None:
    done = CliRunner().invoke(app, ["link", *arguments, "--bot", "@beledci_bot"])

    assert done.stdout == f"https://t.me/beledci_bot?start={payload}\n"


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        ([], "name either"),
        (["az", "--campaign", "fair"], "name either"),
        (["admission/gone"], "is no entry, no topic and no language"),
        (["--campaign", "spring fair"], "can't stand in a link"),
        (["az", "--bot", "not a name"], "is no name of a bot"),
    ],
)
def test_what_makes_no_link_is_said(arguments: list[str], reason: str) -> None:
    done = CliRunner().invoke(app, ["link", "--bot", "beledci_bot", *arguments])

    assert isinstance(done.exception, EditRefused)
    assert reason in str(done.exception)


LINK = "https://t.me/beledci_bot?start=lang_fa"
FA = ["link", "fa", "--bot", "beledci_bot", "--qr"]


def expected() -> list[list[bool]]:
    """The dark modules of the link, with the margin that readers need."""
    code = segno.make_qr(LINK, error="q")
    return [[bool(dark) for dark in row] for row in code.matrix_iter(border=4)]


def test_a_qr_code_says_the_link_that_is_printed(tmp_path: Path) -> None:
    path = tmp_path / "poster.png"

    done = CliRunner().invoke(app, [*FA, str(path)])

    assert done.stdout == f"{LINK}\n"
    assert str(path) in done.stderr
    picture, wanted = Image.open(path).convert("L"), expected()
    scale = picture.width // len(wanted)
    assert picture.size == (scale * len(wanted), scale * len(wanted))
    assert picture.width >= 300
    middles = [scale * each + scale // 2 for each in range(len(wanted))]
    assert [[picture.getpixel((x, y)) == 0 for x in middles] for y in middles] == wanted


def test_for_print_it_is_drawn_in_lines(tmp_path: Path) -> None:
    path = tmp_path / "Poster.SVG"

    done = CliRunner().invoke(app, [*FA, str(path)])

    assert done.exit_code == 0
    drawn = ET.fromstring(path.read_bytes())  # noqa: S314 -- our own
    assert drawn.tag == "{http://www.w3.org/2000/svg}svg"
    assert drawn.attrib["width"] == drawn.attrib["height"]


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("poster.jpg", "must end in .png or .svg"),
        ("poster", "must end in .png or .svg"),
        ("missing/poster.png", "there is no folder"),
        ("folder.png", "can't be written"),
    ],
)
def test_where_no_qr_code_can_be_written_is_said(tmp_path: Path, name: str, reason: str) -> None:
    (tmp_path / "folder.png").mkdir()

    done = CliRunner().invoke(app, [*FA, str(tmp_path / name)])

    assert isinstance(done.exception, EditRefused)
    assert reason in str(done.exception)
    assert done.stdout == ""
