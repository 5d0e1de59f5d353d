"""Which trained model belongs to which state of the questions."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from actions.content.entity_words import FILE as WORDS
from actions.content.examples import Example, read_examples
from actions.content.judged import FILE as JUDGED
from actions.content.languages import LANGUAGES
from actions.content.training_digest import training_digest
from actions.errors import ModelUnusable
from bot.nlu.environment import CODE

ONLY_CHECKING = ("likeness.py",)  # no model depends on it
SUFFIX = ".tar.gz"
KEPT = 3  # models beside the current one


@dataclass(frozen=True)
class Model:
    """A trained model and what it was trained from."""

    path: Path
    labels: frozenset[str]

    @property
    def name(self) -> str:
        """What it is called in its folder."""
        return self.path.name.removesuffix(SUFFIX)


@dataclass(frozen=True)
class Descent:
    """What a model stands on besides the examples."""

    frame: str  # the name of the pipeline, its code and all files that are no examples
    base: str | None = None  # the model that it was made of by a few changes


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

    def frame(self) -> str:
        """Changes with all but the examples: models with the same one differ only in those."""
        return self.name_for(())

    def base(self) -> Model | None:
        """The latest model of the same frame that was trained from nothing."""
        frame = self.frame()
        for about in self._latest_first():
            if self._descent(about.stem) == Descent(frame) and (model := self.find(about.stem)):
                return model
        return None

    def find(self, name: str) -> Model | None:
        """The model of that name, if it was trained to the end and is as it was then.

        A server does not start on an archive that was cut or changed, and nobody would be answered.
        """
        path = self._folder / f"{name}{SUFFIX}"
        try:
            about = self._about(name)
            labels = frozenset(about["labels"])
            return Model(path, labels) if about["sha256"] == _sha256(path) else None
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def newest(self) -> tuple[str, int] | None:
        """The model that was kept last, and when: both change when another one is."""
        latest = self._latest_first()
        return (latest[0].stem, latest[0].stat().st_mtime_ns) if latest else None

    def keep(self, name: str, labels: Iterable[str], descent: Descent) -> Model:
        """From now on that model counts as trained; older ones are put away."""
        try:
            digest = _sha256(self._folder / f"{name}{SUFFIX}")
        except OSError as error:
            raise ModelUnusable(f"the trained model can't be read: {error}") from error
        made = {"sha256": digest, "frame": descent.frame, "base": descent.base}
        about = {"labels": sorted(labels), **made}
        (self._folder / f"{name}.json").write_text(json.dumps(about), "utf-8")
        self._forget_old(name, descent.base)
        return Model(self._folder / f"{name}{SUFFIX}", frozenset(labels))

    def _forget_old(self, *needed: str | None) -> None:
        for about in [path for path in self._latest_first() if path.stem not in needed][KEPT:]:
            about.with_suffix(SUFFIX).unlink(missing_ok=True)
            about.unlink(missing_ok=True)

    def _latest_first(self) -> list[Path]:
        known = self._folder.glob("*.json")
        return sorted(known, key=lambda path: path.stat().st_mtime, reverse=True)

    def _about(self, name: str) -> dict[str, Any]:
        about: dict[str, Any] = json.loads((self._folder / f"{name}.json").read_text("utf-8"))
        return about

    def _descent(self, name: str) -> Descent | None:
        try:
            about = self._about(name)
            return Descent(about["frame"], about["base"])
        except (OSError, ValueError, KeyError, TypeError):
            return None  # cut short, or written by an earlier version


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def require_labels(model: Model, wanted: Iterable[str]) -> None:
    """Refuse a model that does not know every entry: Rasa trains on what is left without a word."""
    missing = sorted(set(wanted) - model.labels)
    if missing:
        some = ", ".join(missing[:5]) + (" …" if len(missing) > 5 else "")  # noqa: PLR2004
        raise ModelUnusable(
            f"the model in {model.path} does not know {len(missing)} of the entries ({some}); "
            "check `importers:` in config.yml, then run `bot train --force`"
        )
