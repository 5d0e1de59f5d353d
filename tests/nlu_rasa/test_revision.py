"""A few changes on top of a model that knows the rest."""

import json
import logging
import tarfile
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from rasa.core.agent import Agent

from actions.content.examples import read_examples
from bot.nlu.rasa.calibration import OFFICE_PREFIX
from bot.nlu.rasa.encoder import load_encoder
from bot.nlu.rasa.heads import Floats
from bot.nlu.rasa.intent_model import Examples, IntentModel
from bot.nlu.rasa.learners import centred
from bot.nlu.rasa.neighbours import LARGEST, unit
from bot.nlu.rasa.packed import CLASSIFIER, NoSuchStep, Packed
from bot.nlu.rasa.ratios import Ratios
from bot.nlu.rasa.revise import MOST_CHANGES, revise
from bot.nlu.rasa.revision import differences, revised
from bot.nlu.rasa.romanisation import plain
from bot.nlu.rasa.vectors import VectorFile
from tests.nlu_rasa.test_commands import train
from tests.nlu_rasa.test_pipeline import parse

CHANCE = np.random.default_rng(0)
CENTRES = CHANCE.normal(size=(4, 16)).astype(np.float32)
NAMES = ("life/dormitory", "migration/visa", "university/sport", "thanks")
WORDS = ("room in the dorm", "visa for study", "swimming pool hours", "thank you so much")
OF_EACH = 20


def examples_of(*classes: int, seed: int = 0) -> Examples:
    """Twenty examples of each class, somewhere around its centre."""
    chance = np.random.default_rng(seed)
    labels = np.repeat(classes, OF_EACH)
    rows = CENTRES[labels] + chance.normal(size=(len(labels), 16)).astype(np.float32) / 4
    texts = [f"{WORDS[label]} {seed}{place}" for place, label in enumerate(labels)]
    origins = (1000 * (labels + 1) + 100 * seed + np.arange(len(labels))).astype(np.uint64)
    return Examples(texts, unit(rows), [NAMES[label] for label in labels], origins)


KNOWN = examples_of(0, 1, 3)
VECTORS = dict(zip(KNOWN.texts, KNOWN.vectors, strict=True))
MODEL = IntentModel.learn(KNOWN, lambda *_step: None)
NOTHING = Examples([], np.empty((0, 16), np.float32), [], np.empty(0, np.uint64))


def encode(texts: list[str]) -> Floats:
    """The vectors of what the model knows."""
    return np.array([VECTORS[text] for text in texts], np.float32)


def best(model: IntentModel, examples: Examples) -> list[str]:
    """What the model takes each example for."""
    confidences, _ = model.read(examples.texts, examples.vectors)
    return [model.intents[place] for place in confidences.argmax(axis=1)]


def places_of(intent: str) -> list[int]:
    """Where its examples stand in the model."""
    labels = MODEL.neighbours.labels
    return [place for place, label in enumerate(labels) if MODEL.intents[label] == intent]


def test_what_is_new_and_what_is_gone_is_told_by_copies() -> None:
    assert differences([1, 2, 2, 3], [2, 4, 1, 2]) == ([1], [3])
    assert differences([1, 2, 2], [2, 1]) == ([], [1])
    assert differences([1], [1, 1]) == ([1], [])
    assert differences([], [5, 6]) == ([0, 1], [])


def test_a_new_entry_is_known_and_the_others_are_not_forgotten() -> None:
    model = revised(MODEL, examples_of(2), [], encode)

    assert model.intents == tuple(sorted(NAMES))
    assert best(model, examples_of(2, seed=1)) == [NAMES[2]] * OF_EACH
    assert best(model, examples_of(0, 1, 3, seed=1)) == best(MODEL, examples_of(0, 1, 3, seed=1))


def test_an_entry_that_is_gone_is_never_meant() -> None:
    model = revised(MODEL, NOTHING, places_of("migration/visa"), encode)

    assert "migration/visa" not in model.intents
    assert "migration/visa" not in best(model, examples_of(1, seed=1))
    assert best(model, examples_of(0, 3, seed=1)) == [NAMES[0]] * OF_EACH + [NAMES[3]] * OF_EACH


def test_letters_and_likeness_are_as_if_everything_had_been_learned_anew() -> None:
    gone = places_of("migration/visa")[:5]
    model = revised(MODEL, examples_of(2), gone, encode)

    rows = MODEL.grams.of([plain(text) for text in model.texts])
    anew = Ratios.learn(rows, model.neighbours.labels, len(model.intents))
    assert model.learners.sparse.scores(rows) == pytest.approx(anew.scores(rows), abs=0.05)
    vectors = {**VECTORS, **dict(zip(examples_of(2).texts, examples_of(2).vectors, strict=True))}
    around = centred(np.array([vectors[text] for text in model.texts]), MODEL.learners.mean)
    reduced = unit(around @ MODEL.neighbours.axes)
    exact = np.clip(reduced.T / MODEL.neighbours.scale, -LARGEST, LARGEST)
    assert model.neighbours.numbers == pytest.approx(exact, abs=0.51)  # rounded
    assert (np.diff(model.neighbours.labels) >= 0).all()
    assert len(model.texts) == len(model.origins) == 4 * OF_EACH - 5


def test_a_change_taken_back_leaves_what_was_there() -> None:
    more = examples_of(2)
    changed = revised(MODEL, more, [], encode)
    back = [place for place, origin in enumerate(changed.origins) if origin in more.origins]

    again = revised(changed, NOTHING, back, encode)

    assert again.intents == MODEL.intents
    assert again.texts == MODEL.texts
    assert again.learners.dense.output == pytest.approx(MODEL.learners.dense.output)
    rows = MODEL.grams.of([plain(text) for text in KNOWN.texts])
    assert again.learners.sparse.scores(rows) == pytest.approx(
        MODEL.learners.sparse.scores(rows), abs=0.05
    )


def test_without_a_change_everything_stays() -> None:
    model = revised(MODEL, NOTHING, [], encode)

    assert model.intents == MODEL.intents
    assert (model.learners.dense.output == MODEL.learners.dense.output).all()
    assert (model.learners.sparse.counts == MODEL.learners.sparse.counts).all()


def test_a_new_class_is_moved_as_its_family_is() -> None:
    shifted = replace(MODEL.balance, shifts=np.array([0.5, 0.5, 0.0], np.float32))
    added = replace(examples_of(2), intents=[OFFICE_PREFIX + "university/sport"] * OF_EACH)

    model = revised(replace(MODEL, balance=shifted), examples_of(2), [], encode)
    other = revised(replace(MODEL, balance=shifted), added, [], encode)

    assert dict(zip(model.intents, model.balance.shifts, strict=True))["university/sport"] == 0.5
    assert dict(zip(other.intents, other.balance.shifts, strict=True))[added.intents[0]] == 0


def test_a_packed_model_is_rewritten_in_one_step_alone(model: Path, tmp_path: Path) -> None:
    packed = Packed.read(model)
    names, arrays = packed.step(CLASSIFIER)

    packed.with_step(CLASSIFIER, {**names, "needed": {"en": []}}, arrays).write(
        tmp_path / "other.tar.gz"
    )

    other = Packed.read(tmp_path / "other.tar.gz")
    changed = {name for name in packed.members if packed.members[name] != other.members[name]}
    assert list(other.members) == list(packed.members)
    assert {Path(name).name for name in changed} == {"names.json", "numbers.npz", "metadata.json"}
    assert all(CLASSIFIER in name for name in changed - {"metadata.json"})
    assert other.step(CLASSIFIER)[0] == {**names, "needed": {"en": []}}
    assert [path.name for path in tmp_path.iterdir()] == ["other.tar.gz"]


def test_a_step_that_a_model_lacks_is_named(model: Path) -> None:
    with pytest.raises(NoSuchStep, match="no step Dreaming"):
        Packed.read(model).step("Dreaming")


def test_a_changed_question_is_learned_without_training_anew(
    project: Path, surroundings_of_project: dict[str, str], model: Path
) -> None:
    entry = project / "knowledge" / "en" / "life" / "dormitory.md"
    before = entry.read_text("utf-8")
    entry.write_text(
        before.replace('"Is there', '"is a bunk bed included"\n  - "Is there'), "utf-8"
    )
    try:
        run = train(project / "config.yml", surroundings_of_project, "--base", str(model))
    finally:
        entry.write_text(before, "utf-8")

    assert run.returncode == 0, run.stderr
    last = json.loads(run.stdout.splitlines()[-1])
    assert last["revised"] is True, run.stderr
    parsed = parse(Agent.load(Path(last["model"])), "IS a bunk bed included??")
    assert parsed["intent"]["name"] == "life/dormitory"
    assert parsed["nearest"][0][0] == "is a bunk bed included"


@pytest.mark.parametrize("what", ["many changes", "another language", "another pipeline", "damage"])
def test_what_can_not_be_built_upon_is_learned_anew(
    what: str, project: Path, model: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    examples, _ = read_examples(project / "knowledge", project / "nlu_data")
    base = tmp_path / "base.tar.gz"
    base.write_bytes(model.read_bytes())
    if what == "many changes":
        one = examples[0]
        examples += [replace(one, text=f"{one.text} {n}") for n in range(MOST_CHANGES + 1)]
    elif what == "another language":
        examples.append(replace(examples[0], locale="eo"))
    elif what == "another pipeline":
        with tarfile.open(base, "w:gz"):
            pass
    else:
        base.write_bytes(base.read_bytes()[:1000])

    with caplog.at_level(logging.WARNING):
        made = revise(base, tmp_path / "new.tar.gz", examples, vector_file(tmp_path))

    assert not made
    assert not (tmp_path / "new.tar.gz").exists()
    assert ("learned anew" in caplog.text) == (what in {"another pipeline", "damage"})


def vector_file(folder: Path) -> VectorFile:
    """An empty one."""
    return VectorFile(folder / "vectors.sqlite", load_encoder())
