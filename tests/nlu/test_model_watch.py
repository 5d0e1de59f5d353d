"""A newly trained model is served without a restart of the bot."""

from pathlib import Path

import pytest
from structlog.testing import capture_logs

from bot.nlu.model_watch import ModelWatch
from bot.nlu.models import Descent
from bot.nlu.server import RasaServer
from tests.nlu.project import make_project, models_of, write_model

WANTED = frozenset({"life/cats", "handoff"})


class Watched:
    """A project with a model that is served, and what watches it."""

    def __init__(self, folder: Path) -> None:
        self.project = make_project(folder)
        self.models = models_of(self.project)
        self.train(*WANTED)
        model = self.models.find(self.called_for())
        assert model
        self.server = RasaServer(self.project, model, folder / "rasa.log")  # is never started
        self.watch = ModelWatch(self.models, self.server, lambda: WANTED)

    def called_for(self) -> str:
        return self.models.name_for(self.models.examples())

    def train(self, *labels: str, name: str | None = None) -> None:
        name = name or self.called_for()
        write_model(self.models.folder, name)
        self.models.keep(name, labels, Descent("a frame"))

    def ask(self, text: str) -> None:
        """An editor writes one more question."""
        path = self.project / "nlu_data" / "en" / "intents.yml"
        path.write_text(f'handoff:\n  - "{text}"\n', "utf-8")


@pytest.fixture
def watched(tmp_path: Path) -> Watched:
    return Watched(tmp_path)


async def test_the_model_for_changed_questions_is_taken_over(watched: Watched) -> None:
    watched.ask("somebody real")
    assert not await watched.watch.look()  # not trained yet

    watched.train(*WANTED)

    assert await watched.watch.look()
    assert watched.server.model.name == watched.called_for()
    assert not await watched.watch.look()


async def test_a_model_for_other_questions_is_left_alone(watched: Watched) -> None:
    served = watched.server.model

    watched.train(*WANTED, name="of-yesterday")

    assert not await watched.watch.look()
    assert watched.server.model == served


async def test_a_model_that_does_not_know_every_entry_is_not_taken_over(watched: Watched) -> None:
    served = watched.server.model
    watched.ask("somebody real")
    watched.train("handoff")

    with capture_logs() as logs:
        assert not await watched.watch.look()

    assert watched.server.model == served
    assert "life/cats" in logs[0]["problem"]


async def test_a_folder_that_can_not_be_read_is_told_and_looked_at_again(watched: Watched) -> None:
    broken = watched.models.folder / "broken.json"
    broken.symlink_to("nowhere")
    watched.ask("somebody real")

    with capture_logs() as logs:
        assert not await watched.watch.look()
    broken.unlink()
    watched.train(*WANTED)

    assert logs[0]["event"] == "model_not_taken_over"
    assert await watched.watch.look()
