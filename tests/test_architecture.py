"""What import-linter cannot see: importing a module of ours does nothing."""

import json
import subprocess
import sys

import pytest

from bot.config import PROJECT

# Alembic runs these two kinds itself; what runs inside Rasa needs Rasa's own environment.
NOT_IMPORTED = ("bot.storage.migrations.", "bot.nlu.rasa.")
CLEAN_ROOM = [sys.executable, "-I", "-X", "utf8", str(PROJECT / "tests" / "clean_room.py")]


def modules(package: str) -> list[str]:
    paths = sorted((PROJECT / package).rglob("*.py"))
    names = [".".join(path.relative_to(PROJECT).with_suffix("").parts) for path in paths]
    return [name for name in names if not name.endswith("__init__")]


def imported(*names: str) -> dict[str, list[str]]:
    """What happened while a fresh interpreter imported these, and what it has loaded."""
    result = subprocess.run(
        [*CLEAN_ROOM, str(PROJECT), *names], capture_output=True, check=False, text=True
    )
    assert result.returncode == 0, result.stderr
    report: dict[str, list[str]] = json.loads(result.stdout)
    return report


def test_importing_does_nothing() -> None:
    names = [name for name in modules("actions") + modules("bot") if is_ours_alone(name)]

    assert len(names) > 80
    assert imported(*names)["done"] == []


def is_ours_alone(name: str) -> bool:
    return not name.startswith(NOT_IMPORTED)


def test_whoever_does_something_while_imported_is_caught() -> None:
    done = imported("tests.busy_module")["done"]

    assert [each.split()[0] for each in done] == ["environment", "open", "socket.__new__"]


@pytest.mark.parametrize(
    ("package", "allowed"),
    [
        ("actions.content", {"actions", "ruamel"}),
        ("actions.domain", {"actions"}),
        ("actions.ports", {"actions", "ruamel"}),
    ],
)
def test_the_lower_floors_load_hardly_anything(package: str, allowed: set[str]) -> None:
    names = [name for name in modules("actions") if f"{name}.".startswith(f"{package}.")]

    loaded = set(imported(*names)["loaded"])

    ours = {name for name in loaded - sys.stdlib_module_names if "cython" not in name}
    foreign = {name for name in ours if not name.startswith("_sysconfigdata")}  # Python's own
    assert foreign <= allowed | {"__main__", "_ruamel_yaml"}
