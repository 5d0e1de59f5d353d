"""Which model belongs to which questions."""

import os
from pathlib import Path

import pytest

from actions.errors import ModelUnusable
from bot.nlu.models import KEPT, Descent, Model, Models, require_labels
from tests.nlu.project import make_project, models_of, write_model

ENTRY = Path("knowledge/en/life/cats.md")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return make_project(tmp_path)


def name_of(project: Path) -> str:
    """The name of the model that the project calls for now."""
    models = models_of(project)
    return models.name_for(models.examples())


def rewrite(path: Path, old: str, new: str) -> None:
    """Somebody edits a file."""
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def test_a_model_is_found_by_its_name_with_what_it_knows(project: Path) -> None:
    written = write_model(project / "models", "abc", "life/cats", "handoff")

    assert models_of(project).find("abc") == written


def test_a_model_that_nobody_trained_is_not_found(project: Path) -> None:
    assert models_of(project).find("abc") is None


@pytest.mark.parametrize("about", ["", "{", "[]", "null", "{}", '{"labels": 5}', "\x00"])
def test_a_model_whose_training_was_cut_short_is_not_found(project: Path, about: str) -> None:
    write_model(project / "models", "abc")
    (project / "models" / "abc.json").write_text(about, "utf-8")

    assert models_of(project).find("abc") is None


def test_a_description_without_a_model_is_not_found(project: Path) -> None:
    write_model(project / "models", "abc", "handoff").path.unlink()

    assert models_of(project).find("abc") is None


@pytest.mark.parametrize("damaged", [b"", b"a mod", b"another", b"a model and more"])
def test_a_model_that_was_damaged_afterwards_is_not_found(project: Path, damaged: bytes) -> None:
    write_model(project / "models", "abc", "handoff").path.write_bytes(damaged)

    assert models_of(project).find("abc") is None


def test_a_changed_question_calls_for_another_model(project: Path) -> None:
    before = name_of(project)

    rewrite(project / ENTRY, "Can I bring my cat?", "Can I bring my dog?")

    assert name_of(project) != before


def test_a_changed_answer_does_not(project: Path) -> None:
    before = name_of(project)

    rewrite(project / ENTRY, "Yes.", "No, sorry.")

    assert name_of(project) == before


def test_a_changed_pipeline_calls_for_another_model(project: Path) -> None:
    before = name_of(project)

    rewrite(project / "config.yml", "[]", "[WhitespaceTokenizer]")

    assert name_of(project) != before


def test_changed_words_for_countries_or_levels_call_for_another_model(project: Path) -> None:
    before = name_of(project)

    (project / "nlu_data/en/entities.yml").write_text("levels:\n  phd: [phd]\n", "utf-8")

    assert name_of(project) != before


def test_what_has_no_fixed_answer_is_learned_as_well(project: Path) -> None:
    assert {each.intent for each in models_of(project).examples()} == {"life/cats", "handoff"}


def test_a_model_counts_as_trained_from_the_moment_it_is_kept(project: Path) -> None:
    path = write_model(project / "models", "abc").path
    (project / "models" / "abc.json").unlink()

    kept = models_of(project).keep("abc", ["life/cats"], Descent("a frame"))

    assert kept == Model(path, frozenset({"life/cats"}))
    assert models_of(project).find("abc") == kept


def test_a_model_that_is_not_there_can_not_be_kept(project: Path) -> None:
    (project / "models").mkdir()

    with pytest.raises(ModelUnusable, match=r"can't be read: .*abc\.tar\.gz"):
        models_of(project).keep("abc", [], Descent("a frame"))


def test_old_models_are_put_away_and_the_latest_stay(project: Path) -> None:
    for age in range(6):
        write_model(project / "models", f"old{age}")
        os.utime(project / "models" / f"old{age}.json", (1000 - age, 1000 - age))
    write_model(project / "models", "new")

    models_of(project).keep("new", [], Descent("a frame"))

    left = {path.name.removesuffix(".tar.gz") for path in (project / "models").glob("*.tar.gz")}
    assert left == {"new", *(f"old{age}" for age in range(KEPT))}


def keep(models: Models, name: str, age: int, descent: Descent) -> Model:
    """A model as old as that, in seconds."""
    write_model(models.folder, name)
    kept = models.keep(name, ["life/cats"], descent)
    os.utime(models.folder / f"{name}.json", (10_000 - age, 10_000 - age))
    return kept


def test_a_model_is_built_upon_if_only_examples_differ(project: Path) -> None:
    models = models_of(project)
    frame = Descent(models.frame())
    assert models.base() is None
    older, newer = keep(models, "older", 5, frame), keep(models, "newer", 4, frame)
    keep(models, "revised", 3, Descent(models.frame(), base="newer"))
    keep(models, "foreign", 2, Descent("another frame"))
    write_model(models.folder, "of an earlier version")

    assert models.base() == newer
    newer.path.unlink()
    assert models.base() == older

    rewrite(project / ENTRY, "Can I bring my cat?", "Can I bring my dog?")
    assert models.base() == older
    rewrite(project / "config.yml", "[]", "[WhitespaceTokenizer]")
    assert models.base() is None


def test_what_a_model_is_built_upon_stays_as_long_as_that(project: Path) -> None:
    models = models_of(project)
    base = keep(models, "base", 100, Descent(models.frame()))

    for age in range(9):
        keep(models, f"revised{age}", 50 - age, Descent(models.frame(), base="base"))

    assert models.base() == base


def test_a_model_that_knows_everything_is_fit_for_use(tmp_path: Path) -> None:
    require_labels(Model(tmp_path, frozenset({"a/b", "c/d", "handoff"})), {"a/b", "handoff"})


def test_a_model_that_does_not_know_an_entry_is_refused_with_the_likely_cause(
    tmp_path: Path,
) -> None:
    model = Model(tmp_path / "m.tar.gz", frozenset({"handoff"}))

    with pytest.raises(ModelUnusable) as caught:
        require_labels(model, [f"a/{n}" for n in range(9)])

    assert "9 of the entries (a/0, a/1, a/2, a/3, a/4 …)" in str(caught.value)
    assert "config.yml" in str(caught.value)
