"""Whoever changed an entry waits once: the check and the training go side by side."""

from pathlib import Path

import pytest

from actions.errors import InvalidKnowledge
from bot.bootstrap import trained
from bot.config import Settings
from tests.content_checks.small_project import make_project
from tests.nlu.project import install
from tests.nlu.test_training import is_alive
from tests.test_soundness import break_it

TRAINS = """
pathlib.Path("pid").write_text(str(os.getpid()))
out = pathlib.Path(arguments["--out"]) / (arguments["--fixed-model-name"] + ".tar.gz")
out.write_bytes(b"a model")
say(stage="done", model=str(out), labels=["life/chess", "handoff", "urgent"])
"""
NEVER_ENDS = 'pathlib.Path("pid").write_text(str(os.getpid()))\ntime.sleep(60)'


def make(folder: Path, program: str) -> tuple[Settings, Path]:
    """A sound project with that program for Rasa."""
    project = make_project(folder / "project")
    (project / "config.yml").write_text("pipeline: []\n", "utf-8")
    install(project, program)
    return Settings.from_env({"BOT_HOME": str(folder / "home")}, folder / "no.env"), project


async def test_a_sound_project_is_trained(tmp_path: Path) -> None:
    settings, project = make(tmp_path, TRAINS)

    model = await trained(settings, lambda _step: None, project)
    again = await trained(settings, lambda _step: None, project)  # when nothing needs a check

    assert model.path.read_bytes() == b"a model"
    assert again == model


async def test_what_is_not_sound_is_said_and_no_training_is_left_behind(tmp_path: Path) -> None:
    settings, project = make(tmp_path, NEVER_ENDS)
    break_it(project)

    with pytest.raises(InvalidKnowledge):
        await trained(settings, lambda _step: None, project)

    started = project / "pid"
    assert not (started.exists() and await is_alive(int(started.read_text())))
