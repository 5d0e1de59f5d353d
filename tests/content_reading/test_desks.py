"""Who answers at the office, as `desks.yml` says."""

from datetime import timedelta
from pathlib import Path

import pytest

from actions.content.desks import CLAIM, Desk, Member, read_desks
from actions.content.roles import Role
from tests.content_reading.files import write

LOCALES = {"az": None, "en": None}
NAMES = "names: { az: Qəbul, en: Admission }"
SOUND = f"""claim_minutes: 30
desks:
  admission:
    {NAMES}
    chat: -1001234567890
    language: en
    members:
      - {{ id: 21, name: Chidi, role: administrator }}
      - {{ id: 22, name: Dana }}
  office:
    {NAMES}
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "desks.yml"


def problems_of(file: Path, text: str) -> list[str]:
    _, problems = read_desks(write(file, text), LOCALES)
    return [str(problem).removeprefix(f"{file}:") for problem in problems]


def test_desks_are_read_with_their_groups_and_people(file: Path) -> None:
    desks, problems = read_desks(write(file, SOUND), LOCALES)

    assert problems == []
    assert desks.claim == timedelta(minutes=30)
    names = {"az": "Qəbul", "en": "Admission"}
    members = (Member(21, "Chidi", Role.ADMINISTRATOR), Member(22, "Dana", Role.MEMBER))
    assert desks.by_id == {
        "admission": Desk("admission", names, "en", -1001234567890, members),
        "office": Desk("office", names),
    }


def test_without_the_file_there_are_no_desks_and_no_problem(file: Path) -> None:
    desks, problems = read_desks(file, LOCALES)

    assert (desks.by_id, desks.claim, problems) == ({}, CLAIM, [])


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("claim_minutes: 30", "claim_minutes: soon", "1: `claim_minutes:` must be a number of"),
        ("claim_minutes: 30", "claim_minutes: 0", "1: `claim_minutes:` must be above 0"),
        ("claim_minutes: 30", "claim_minutes: true", "1: `claim_minutes:` must be a number of"),
        ("claim_minutes: 30", "claims: 30", "1: `claims:` is not known here"),
        (NAMES, "names: { en: Admission }", "3: `admission:` has no name in az"),
        ("language: en", "language: xx", "3: `admission:` has `language: xx`, which is not in"),
        ("chat: -100", "chat: 100", "3: `admission:` needs a group's number as `chat:`"),
        ("chat: -1001234567890", "chat: staff", "3: `admission:` needs a group's number"),
        ("id: 21,", "id: chidi,", "3: `admission:` has a member without `id:`"),
        ("role: administrator", "role: king", "3: `admission:` has a member without `id:`"),
        ("chat: -100", "group: -100", "3: `admission:` has `group:`, which is not known"),
        ("desks:", "desks: [", "4: is not valid YAML"),
    ],
)
def test_what_is_wrong_is_named_with_its_line(file: Path, old: str, new: str, problem: str) -> None:
    found = problems_of(file, SOUND.replace(old, new, 1))

    assert any(each.startswith(problem) for each in found), found


def test_members_that_are_no_list_are_named(file: Path) -> None:
    text = f"desks:\n  office:\n    {NAMES}\n    members: 21\n"

    assert problems_of(file, text)[0].startswith("2: `office:` needs a list under `members:`")


def test_a_desk_has_a_name_in_every_language(file: Path) -> None:
    desks, _ = read_desks(write(file, SOUND), LOCALES)

    desk = desks.by_id["office"]
    assert [desk.name(code, "en") for code in ("az", "ru")] == ["Qəbul", "Admission"]
    assert Desk("gone").name("az", "en") == "gone"
