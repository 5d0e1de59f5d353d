"""`bot link`: a link to show around, or a sentence that says why there is none."""

import pytest
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
