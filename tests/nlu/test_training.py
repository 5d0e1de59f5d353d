"""Training in another process: progress, failure, nonsense."""

import asyncio
import gc
import json
import os
from pathlib import Path

import pytest

from actions.errors import ModelUnavailable, ModelUnusable, TrainingFailed
from bot.nlu.environment import CODE
from bot.nlu.models import Model
from bot.nlu.training import Progress, Training
from tests.nlu.project import install, make_project, models_of, write_model

WANTED = frozenset({"life/cats", "handoff"})
TRAINS = """
out = pathlib.Path(arguments["--out"]) / (arguments["--fixed-model-name"] + ".tar.gz")
say(stage="reading", done=0, total=4)
say(stage="learning", done=2, total=4)
out.write_bytes(b"a model")
say(stage="done", model=str(out), labels=["life/cats", "handoff", "greeting"])
"""


class Watcher:
    """Keeps what it was told."""

    def __init__(self) -> None:
        self.seen: list[Progress] = []

    def __call__(self, progress: Progress) -> None:
        self.seen.append(progress)


def training_of(folder: Path, program: str) -> Training:
    """A training in a project with that program for Rasa."""
    project = make_project(folder, program)
    return Training(project, models_of(project))


def known_in(folder: Path) -> Model | None:
    """The model for the questions as they are, if it was trained."""
    models = models_of(folder)
    return models.find(models.name_for(models.examples()))


async def test_what_is_trained_is_kept_under_the_name_of_its_questions(tmp_path: Path) -> None:
    training = training_of(tmp_path, TRAINS)

    model = await training.model(WANTED, Watcher())

    assert model.path.read_bytes() == b"a model"
    assert model.labels == {"life/cats", "handoff", "greeting"}
    assert known_in(tmp_path) == model


async def test_a_change_is_learned_on_top_of_what_was_trained_from_nothing(tmp_path: Path) -> None:
    note = "pathlib.Path('base').write_text(arguments.get('--base', 'none'))\n"
    training = training_of(tmp_path, note + TRAINS)
    said, intents = tmp_path / "base", tmp_path / "nlu_data" / "en" / "intents.yml"

    base = await training.model(WANTED, Watcher())
    assert said.read_text() == "none"

    install(tmp_path, note + TRAINS.replace('"greeting"]', '"greeting"], revised=True'))
    for text in ("a human please", "a human, now"):
        intents.write_text(f'handoff:\n  - "{text}"\n', "utf-8")
        await training.model(WANTED, Watcher())
        assert said.read_text() == str(base.path)

    await training.model(WANTED, Watcher(), from_nothing=True)
    assert said.read_text() == "none"


async def test_how_far_it_is_can_be_watched(tmp_path: Path) -> None:
    watcher = Watcher()

    await training_of(tmp_path, TRAINS).model(WANTED, watcher)

    assert watcher.seen == [
        Progress("reading", 0, 4),
        Progress("learning", 2, 4),
        Progress("done"),
    ]


async def test_before_the_first_training_there_is_no_model(tmp_path: Path) -> None:
    training_of(tmp_path, TRAINS)

    assert known_in(tmp_path) is None


async def test_a_model_for_questions_that_changed_is_not_the_one_we_want(tmp_path: Path) -> None:
    training = training_of(tmp_path, TRAINS)
    await training.model(WANTED, Watcher())

    intents = tmp_path / "nlu_data" / "en" / "intents.yml"
    intents.write_text('handoff:\n  - "a human please"\n', "utf-8")

    assert known_in(tmp_path) is None


async def test_a_model_without_all_entries_is_refused_and_not_kept(tmp_path: Path) -> None:
    training = training_of(tmp_path, TRAINS.replace('"life/cats", ', ""))

    with pytest.raises(ModelUnusable, match="life/cats"):
        await training.model(WANTED, Watcher())

    assert known_in(tmp_path) is None


async def test_an_older_model_without_all_entries_is_refused_as_well(tmp_path: Path) -> None:
    training = training_of(tmp_path, TRAINS)
    models = models_of(tmp_path)
    write_model(models.folder, models.name_for(models.examples()), "handoff")

    with pytest.raises(ModelUnusable, match="life/cats"):
        await training.model(WANTED, Watcher())


async def test_a_damaged_model_is_trained_anew(tmp_path: Path) -> None:
    training = training_of(tmp_path, TRAINS)
    whole = await training.model(WANTED, Watcher())
    whole.path.write_bytes(b"a mod")

    again = await training.model(WANTED, Watcher())

    assert again.path.read_bytes() == b"a model"


async def test_a_failure_is_told_in_the_last_line_that_says_something(tmp_path: Path) -> None:
    program = """
    say(stage="reading")
    print("Traceback …", "ValueError: config.yml has no pipeline", "", sep="\\n", file=sys.stderr)
    sys.exit(1)
    """

    with pytest.raises(TrainingFailed, match=r"^ValueError: config\.yml has no pipeline$"):
        await training_of(tmp_path, program).model(WANTED, Watcher())


@pytest.mark.parametrize(
    ("program", "reason"),
    [
        ("sys.exit(3)", "ended with code 3 and said nothing"),
        ("os.kill(os.getpid(), signal.SIGKILL)", "ended with code -9 and said nothing"),
        ("", "ended with code 0 and said nothing"),
        ("say(stage='learning')", "ended with code 0"),
        ("sys.stderr.buffer.write(b'\\xff broken\\n'); sys.exit(1)", "broken"),
    ],
)
async def test_an_end_without_a_model_is_a_failure(
    tmp_path: Path, program: str, reason: str
) -> None:
    with pytest.raises(TrainingFailed, match=reason):
        await training_of(tmp_path, program).model(WANTED, Watcher())


async def test_nonsense_between_the_lines_is_passed_over(tmp_path: Path) -> None:
    noise = (
        "for line in ('Epoch 1/5 …', '42', 'null', '[1, 2]', '\"word\"', '{', '', '\\\\udc00'):\n"
        "    print(line, flush=True)\n"
    )
    watcher = Watcher()

    model = await training_of(tmp_path, noise + TRAINS + noise).model(WANTED, watcher)

    assert model.labels >= WANTED
    assert [each.stage for each in watcher.seen] == ["reading", "learning", "done"]


async def test_much_is_said_on_both_streams_without_a_standstill(tmp_path: Path) -> None:
    flood = "sys.stderr.write('x' * 300_000)\nsay(stage='reading', note='y' * 300_000)\n"

    model = await training_of(tmp_path, flood + TRAINS).model(WANTED, Watcher())

    assert model.labels >= WANTED


async def test_rasas_python_must_be_there(tmp_path: Path) -> None:
    training = training_of(tmp_path, TRAINS)
    (tmp_path / ".venv-nlu" / "bin" / "python").unlink()

    with pytest.raises(ModelUnavailable, match="make setup"):
        await training.model(WANTED, Watcher())


async def test_rasa_gets_the_folders_and_none_of_the_bots_secrets(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("TELEGRAM_TOKEN", "DATABASE_URL", "STAFF_CHAT_ID"):
        monkeypatch.setenv(name, "a secret")
    monkeypatch.setenv("LANG", "az_AZ.UTF-8")
    note = "pathlib.Path('env.json').write_text(json.dumps([dict(os.environ), sys.argv[1:]]))\n"

    await training_of(tmp_path, note + TRAINS).model(WANTED, Watcher())

    given, arguments = json.loads((tmp_path / "env.json").read_text("utf-8"))
    assert "a secret" not in given.values()
    assert given["LANG"] == "az_AZ.UTF-8"
    assert given["KNOWLEDGE_DIR"] == str(tmp_path / "knowledge")
    assert given["PYTHONPATH"] == str(CODE)
    assert arguments[:2] == ["-m", "bot.nlu.rasa.train"]


async def test_who_stops_waiting_leaves_no_training_behind(tmp_path: Path) -> None:
    note = "pathlib.Path('pid').write_text(str(os.getpid()))\nsay(stage='reading')\n"
    began = asyncio.Event()
    training = training_of(tmp_path, note + "time.sleep(60)")

    task = asyncio.create_task(training.model(WANTED, lambda _: began.set()))
    await asyncio.wait_for(began.wait(), 10)
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)

    assert not await is_alive(int((tmp_path / "pid").read_text()))


@pytest.mark.parametrize("steps", [*range(0, 24, 3), 1_000])
def test_whoever_stops_waiting_at_whatever_moment_leaves_nothing_open(
    tmp_path: Path, steps: int
) -> None:
    async def stop_waiting() -> None:
        training = training_of(tmp_path, "time.sleep(60)").model(WANTED, Watcher())
        task = asyncio.create_task(training)
        for _ in range(steps):
            await asyncio.sleep(0)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)

    asyncio.run(stop_waiting())

    gc.collect()  # warns of what was left open, and a warning is an error


async def is_alive(pid: int) -> bool:
    """Whether a process still runs after two seconds."""
    for _ in range(100):
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return False
        await asyncio.sleep(0.02)
    return True


async def test_after_a_failure_the_next_training_may_succeed(tmp_path: Path) -> None:
    training = training_of(tmp_path, "sys.exit(1)")
    with pytest.raises(TrainingFailed):
        await training.model(WANTED, Watcher())

    install(tmp_path, TRAINS)

    assert (await training.model(WANTED, Watcher())).labels >= WANTED
