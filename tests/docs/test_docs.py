"""What the pages promise must exist, and what exists must be on the pages."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.core import TyperGroup
from typer.main import get_command

from actions.content.accepted import FIELDS
from actions.content.canned import VARIABLES
from actions.content.checks import CHECKS, Check
from actions.content.checks.run import name_of
from actions.content.desks import FIELDS as DESK_FIELDS
from actions.content.reader import OPTIONAL, REQUIRED
from bot.cli import app
from bot.config import NAMES, PROJECT, Settings
from bot.content_checks import SHOWN_CHECKS
from bot.nlu.question_checks import MODEL_CHECKS
from bot.telegram.handlers.commands import COMMANDS
from bot.telegram.handlers.staff_commands import STAFF_COMMANDS
from bot.terminal.asking import KINDS

EXAMPLE = PROJECT / ".env.example"
DOCS = PROJECT / "docs"
REFERENCE = DOCS / "reference"
PAGES = sorted(
    [
        *PROJECT.glob("*.md"),
        *DOCS.rglob("*.md"),
        PROJECT / "knowledge" / "README.md",
        PROJECT / "nlu_data" / "README.md",
    ]
)
LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)
CODE = re.compile(r"^ *```.*?^ *```|`[^`\n]+`", re.DOTALL | re.MULTILINE)
TARGET = re.compile(r"^([a-z][a-z-]*):", re.MULTILINE)
RECIPE = re.compile(r"\bmake ([a-z][a-z-]+)")
SETTING = re.compile(r"^#([A-Z_]+)=(.+)$", re.MULTILINE)


def read(path: Path) -> str:
    return path.read_text("utf-8")


def named(paths: list[Path]) -> list[object]:
    return [pytest.param(path, id=str(path.relative_to(PROJECT))) for path in paths]


def commands_and_options() -> Iterator[str]:
    root = get_command(app)
    assert isinstance(root, TyperGroup)
    for name, command in root.commands.items():
        yield f"bot {name}"
        for option in command.params:
            yield from (text for text in (*option.opts, *option.secondary_opts) if text[0] == "-")
    yield from (text for option in root.params for text in option.opts)


def anchors(page: str) -> set[str]:
    """Where GitHub lets one jump to."""
    plain = (re.sub(r"[^\w\- ]", "", heading.lower()) for heading in HEADING.findall(page))
    return {heading.strip().replace(" ", "-") for heading in plain}


@pytest.mark.parametrize("page", [EXAMPLE, REFERENCE / "settings.md"])
def test_every_setting_is_explained(page: Path) -> None:
    words = set(re.findall(r"[A-Z_]{5,}", read(page)))

    assert set(NAMES) <= words


def test_the_example_settings_are_all_that_there_are() -> None:
    assert sorted(name for name, _ in SETTING.findall(read(EXAMPLE))) == sorted(NAMES)


def test_the_example_settings_can_be_used(tmp_path: Path) -> None:
    filled_in = tmp_path / ".env"
    filled_in.write_text(SETTING.sub(r"\1=\2", read(EXAMPLE)), "utf-8")

    settings = Settings.from_env({}, filled_in)

    assert settings.staff_chat_id == -1001234567890


def test_copying_the_example_sets_nothing() -> None:
    assert Settings.from_env({}, EXAMPLE) == Settings()


@pytest.mark.parametrize("name", sorted(set(commands_and_options())))
def test_every_command_and_option_is_in_the_reference(name: str) -> None:
    assert f"`{name}" in read(REFERENCE / "commands.md")


@pytest.mark.parametrize("command", COMMANDS)
def test_every_telegram_command_is_in_the_reference(command: str) -> None:
    assert f"`/{command}`" in read(REFERENCE / "commands.md")


@pytest.mark.parametrize("command", STAFF_COMMANDS)
def test_every_command_of_staff_is_in_the_reference(command: str) -> None:
    assert re.search(rf"\| `/{command}( \w+)?` \|", read(REFERENCE / "commands.md"))


@pytest.mark.parametrize("field", [*DESK_FIELDS, "claim_minutes"])
def test_every_field_of_a_desk_is_in_the_reference(field: str) -> None:
    assert f"| `{field}` |" in read(REFERENCE / "content-format.md")


@pytest.mark.parametrize("variable", sorted(VARIABLES))
def test_every_variable_of_a_canned_reply_is_in_the_reference(variable: str) -> None:
    assert f"`{{{variable}}}`" in read(REFERENCE / "content-format.md")


@pytest.mark.parametrize("decision", KINDS.values())
def test_every_decision_is_in_the_reference(decision: str) -> None:
    assert f"| `{decision}` |" in read(REFERENCE / "commands.md")


@pytest.mark.parametrize("check", [*CHECKS, *SHOWN_CHECKS], ids=name_of)
def test_every_check_is_in_the_reference(check: Check) -> None:
    sentence = str(check.__doc__).strip()
    page = read(REFERENCE / "checks.md")
    lines = [line for line in page.splitlines() if f"| {sentence} |" in line]

    assert [line.rpartition("| ")[2] for line in lines] == [f"`{name_of(check)}` |"]


@pytest.mark.parametrize("name", MODEL_CHECKS)
def test_every_check_by_the_model_is_in_the_reference(name: str) -> None:
    assert f"| {MODEL_CHECKS[name]} | warning | `{name}` |" in read(REFERENCE / "checks.md")


@pytest.mark.parametrize("field", FIELDS)
def test_every_field_of_accepted_findings_is_in_the_reference(field: str) -> None:
    assert f"| `{field}` |" in read(REFERENCE / "content-format.md")


@pytest.mark.parametrize("field", [*REQUIRED, *OPTIONAL])
def test_every_field_of_an_entry_is_in_the_reference(field: str) -> None:
    assert f"| `{field}` |" in read(REFERENCE / "content-format.md")


@pytest.mark.parametrize("page", named(PAGES))
def test_every_link_leads_somewhere(page: Path) -> None:
    links = [link for link in LINK.findall(CODE.sub("", read(page))) if "://" not in link]

    broken = [link for link in links if not leads_somewhere(page, link)]

    assert broken == []


def leads_somewhere(page: Path, link: str) -> bool:
    file, _, anchor = link.partition("#")
    target = (page.parent / file).resolve() if file else page
    return target.exists() and (not anchor or anchor in anchors(read(target)))


@pytest.mark.parametrize("page", named(PAGES))
def test_every_recipe_that_a_page_names_exists(page: Path) -> None:
    wanted = {recipe for code in CODE.findall(read(page)) for recipe in RECIPE.findall(code)}

    assert wanted <= set(TARGET.findall(read(PROJECT / "Makefile")))


def test_the_readme_shows_the_two_commands() -> None:
    shown = [
        recipe
        for code in CODE.findall(read(PROJECT / "README.md"))
        for recipe in RECIPE.findall(code)
    ]

    assert {"run", "test"} <= set(shown)


def test_the_readme_shows_the_picture() -> None:
    assert "](docs/pictures/conversation.png)" in read(PROJECT / "README.md")
