"""Which trained model belongs to which state of the questions."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from actions.content.entity_words import FILE as WORDS
from actions.content.examples import Example, read_examples
from actions.content.judged import FILE as JUDGED
from actions.content.languages import LANGUAGES
from actions.content.training_digest import training_digest
from actions.errors import ModelUnusable
from bot.nlu.environment import CODE

ONLY_CHECKING = ("likeness.py",)  # no model depends on it
KEPT = 3  # models beside the current one


@dataclass(frozen=True)
class Model:
    """A trained model and what it was trained from."""

    path: Path
    labels: frozenset[str]


class Models:
    """The folder of models: one for each state of the questions, the pipeline and its code."""

    def __init__(self, project: Path, folder: Path) -> None:
        self._project, self._folder = project, folder

    @property
    def folder(self) -> Path:
        """Where they lie."""
        return self._folder

    def examples(self) -> list[Example]:
        """What there is to learn now."""
        found, _ = read_examples(self._project / "knowledge", self._project / "nlu_data")
        return found

    def name_for(self, examples: Iterable[Example]) -> str:
        """The name of the model that these examples call for."""
        folder = CODE / "bot" / "nlu" / "rasa"
        paths = sorted([*folder.glob("*.py"), *folder.glob("*.npz")])
        code = [path for path in paths if path.name not in ONLY_CHECKING]
        words = sorted((self._project / "nlu_data").glob(f"*/{WORDS}"))
        judged = sorted((self._project / "nlu_data").glob(f"*/{JUDGED}"))
        settings = (self._project / "config.yml", self._project / "nlu_data" / LANGUAGES)
        return training_digest(examples, *settings, *words, *judged, *code)

    def find(self, name: str) -> Model | None:
        """The model of that name, if it was trained to the end."""
        path = self._folder / f"{name}.tar.gz"
        try:
            about = json.loads(path.with_suffix("").with_suffix(".json").read_text("utf-8"))
            return Model(path, frozenset(about["labels"])) if path.is_file() else None
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def keep(self, name: str, labels: Iterable[str]) -> Model:
        """From now on that model counts as trained; older ones are put away."""
        about = self._folder / f"{name}.json"
        about.write_text(json.dumps({"labels": sorted(labels)}), "utf-8")
        self._forget_old(name)
        model = self.find(name)
        if model is None:
            raise ModelUnusable(f"{self._folder / name}.tar.gz is missing after the training")
        return model

    def _forget_old(self, current: str) -> None:
        known = sorted(self._folder.glob("*.json"), key=lambda p: p.stat().st_mtime, reverse=True)
        for about in [path for path in known if path.stem != current][KEPT:]:
            about.with_suffix(".tar.gz").unlink(missing_ok=True)
            about.unlink(missing_ok=True)


def require_labels(model: Model, wanted: Iterable[str]) -> None:
    """Refuse a model that does not know every entry: Rasa trains on what is left without a word."""
    missing = sorted(set(wanted) - model.labels)
    if missing:
        some = ", ".join(missing[:5]) + (" …" if len(missing) > 5 else "")  # noqa: PLR2004
        raise ModelUnusable(
            f"the model in {model.path} does not know {len(missing)} of the entries ({some}); "
            "check `importers:` in config.yml, then run `bot train --force`"
        )
