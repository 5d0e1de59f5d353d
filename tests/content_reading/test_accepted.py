"""A finding that is right as it is can be accepted, with a reason, while it is there."""

from pathlib import Path

import pytest

from actions.content.accepted import Accepted, read_accepted
from actions.content.problem import Problem
from bot.bootstrap import check_knowledge
from tests.content_checks.small_project import change, entry_path, make_project
from tests.content_reading.files import write

OLD_PRICE = """\
accepted:
  - check: no_plain_facts
    in: life/chess
    says: "40 azn"
    because: "the price of last year, too"
"""


def found(folder: Path) -> list[str]:
    _, problems = check_knowledge(folder)
    return [f"{problem.path.name}:{problem.line}: {problem.message}" for problem in problems]


def test_an_accepted_finding_is_not_shown(tmp_path: Path) -> None:
    folder = make_project(tmp_path)
    for code in ("en", "az", "ru", "fa"):
        change(entry_path(folder, code), "(012)", "40 AZN (012)")
    assert any("is the value of a fact" in line for line in found(folder))

    write(folder / "knowledge" / "accepted.yml", OLD_PRICE)

    assert [line for line in found(folder) if "40 azn" in line] == []


def test_one_that_is_gone_can_be_deleted(tmp_path: Path) -> None:
    folder = make_project(tmp_path)
    write(folder / "knowledge" / "accepted.yml", OLD_PRICE)

    assert found(folder) == [
        "accepted.yml:2: no_plain_facts finds nothing of the kind in life/chess any more; delete it"
    ]


def test_another_finding_of_the_check_is_still_shown(tmp_path: Path) -> None:
    folder = make_project(tmp_path)
    write(folder / "knowledge" / "accepted.yml", OLD_PRICE.replace("40 azn", "50 azn"))
    change(entry_path(folder, "en"), "{club_fee}", "40 AZN")

    assert any("“40 azn” is the value of a fact" in line for line in found(folder))


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("no_plain_facts", "no_facts", "accepted.yml:2: `check: no_facts` is no check"),
        (
            '    because: "the price of last year, too"\n',
            "",
            "accepted.yml:2: `because:` is missing",
        ),
        ("says", "say", "accepted.yml:4: `say:` is none of check, in, and, says, because"),
        ("  - check: no_plain_facts\n    in", "  - [", "accepted.yml:2: "),
    ],
)
def test_a_mistake_in_the_list_is_named(old: str, new: str, says: str, tmp_path: Path) -> None:
    folder = make_project(tmp_path)
    write(folder / "knowledge" / "accepted.yml", OLD_PRICE.replace(old, new))

    assert any(line.startswith(says) for line in found(folder)), found(folder)


def test_a_pair_is_accepted_from_both_sides(tmp_path: Path) -> None:
    pair = Accepted("questions_far_apart", "life/chess", "life/go", "", "two clubs")

    for here, there in (("chess", "go"), ("go", "chess")):
        path = tmp_path / "en" / "life" / f"{here}.md"
        named = [Problem(path, 3, f"“x” is nearly “y” of life/{other}") for other in (there, "no")]
        assert [pair.fits(pair.check, problem) for problem in named] == [True, False]


def test_without_the_file_nothing_is_accepted(tmp_path: Path) -> None:
    assert read_accepted(tmp_path) == ([], [])
