"""What Rasa's environment says of questions becomes findings at their lines."""

import os
from pathlib import Path

import pytest

from actions.content.problem import Severity
from bot.nlu.question_checks import FAR_APART, LEAD_HOME, look_at_questions
from tests.nlu.project import install, make_project

PLACES = """
cats = dict(entry="life/cats", text="my cat", path=os.path.abspath("knowledge/en/life/cats.md"))
dogs = dict(entry="life/dogs", text="my dog", path=os.path.abspath("knowledge/en/life/cats.md"))
"""


def test_two_questions_that_are_too_near_are_both_named(tmp_path: Path) -> None:
    project = make_project(
        tmp_path, PLACES + 'say(found="near", cosine=0.934, one=cats, other=dogs)'
    )

    looked = look_at_questions(project, project / "models")

    assert looked.skipped == ()
    names, problems = zip(*looked.found, strict=True)
    assert set(names) == {FAR_APART}
    assert problems[0].line == 5
    assert problems[0].severity is Severity.WARNING
    assert problems[0].message == (
        "“my cat” is nearly “my dog” of life/dogs (0.93); reword one of them"
    )


def test_a_question_that_the_model_takes_elsewhere_is_named(tmp_path: Path) -> None:
    program = PLACES + 'say(found="misled", intent="life/dogs", confidence=0.95, one=cats)'
    project = make_project(tmp_path, program)

    ((name, problem),) = look_at_questions(project, project / "models").found

    assert name == LEAD_HOME
    assert problem.message.startswith("the model takes “my cat” to life/dogs (0.95)")


def test_the_newest_model_is_asked(tmp_path: Path) -> None:
    project = make_project(tmp_path, 'say(skipped=arguments.get("--model", "none"))')
    models = project / "models"
    models.mkdir()
    assert look_at_questions(project, models).skipped == ("none",)
    for age, name in enumerate(("new", "old")):
        (models / f"{name}.tar.gz").write_bytes(b"")
        os.utime(models / f"{name}.tar.gz", (1000 - age, 1000 - age))

    assert look_at_questions(project, models).skipped == (str(models / "new.tar.gz"),)


@pytest.mark.parametrize(
    ("program", "reason"),
    [
        ('say(skipped="there is no sentence encoder")', "there is no sentence encoder"),
        ('print("oh", file=sys.stderr); sys.exit(3)', "Rasa's environment failed: oh"),
        ("sys.exit(1)", "Rasa's environment failed: it said nothing"),
    ],
)
def test_what_was_not_looked_at_is_said(program: str, reason: str, tmp_path: Path) -> None:
    project = make_project(tmp_path, program)

    looked = look_at_questions(project, project / "models")

    assert looked.skipped == (reason,)
    assert looked.found == ()


def test_lines_of_libraries_are_passed_over(tmp_path: Path) -> None:
    project = make_project(tmp_path)
    install(project, 'print("warming up"); say(skipped="no model")')

    assert look_at_questions(project, project / "models").skipped == ("no model",)
