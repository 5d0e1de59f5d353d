"""Reads and rewrites a packed Rasa model without Rasa, whose import takes longer than all the rest."""

import json
import tarfile
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

NAMES, NUMBERS = "names.json", "numbers.npz"  # what a step keeps: no pickle
# Steps, by the name of their class.
CLASSIFIER, LANGUAGES, NORMALISATION = "IntentClassifier", "LanguageDetection", "Normalisation"
METADATA = "metadata.json"
NOT_PACKED = 0  # gzip's level: most of a model is packed already, and time counts


Arrays = Mapping[str, NDArray[Any]]


class NoSuchStep(Exception):
    """The model was not trained by this pipeline."""


@dataclass(frozen=True)
class Packed:
    """Everything in the archive: folders with nothing, files with their bytes, in its order."""

    members: Mapping[str, bytes | None]

    @classmethod
    def read(cls, path: Path) -> "Packed":
        """Raises `OSError` or `tarfile.TarError` if it is no such archive."""
        with tarfile.open(path) as archive:
            return cls({each.name: _content(archive, each) for each in archive if each.name})

    def step(self, name: str) -> tuple[Any, Arrays]:
        """What the step with that class name has kept; raises `NoSuchStep`."""
        names = json.loads(self._file(self._name(name, NAMES)))
        with np.load(BytesIO(self._file(self._name(name, NUMBERS))), allow_pickle=False) as arrays:
            return names, {key: arrays[key] for key in arrays.files}

    def with_step(self, name: str, names: Any, arrays: Arrays) -> "Packed":
        """Another model, which differs in one step."""
        numbers = BytesIO()
        np.savez(numbers, **arrays)
        about = json.loads(self._file(METADATA))
        now = datetime.now(UTC).replace(tzinfo=None)  # as Rasa writes it
        about |= {"model_id": uuid.uuid4().hex, "trained_at": now.isoformat()}
        changed = {
            self._name(name, NAMES): json.dumps(names, ensure_ascii=False).encode(),
            self._name(name, NUMBERS): numbers.getvalue(),
            METADATA: json.dumps(about).encode(),
        }
        return replace(self, members={**self.members, **changed})

    def write(self, path: Path) -> None:
        """Write everything; what was there is replaced only by a whole file."""
        path.parent.mkdir(parents=True, exist_ok=True)
        draft = path.with_name(f".{path.name}")
        try:
            with tarfile.open(draft, "w:gz", compresslevel=NOT_PACKED) as archive:
                for name, content in self.members.items():
                    archive.addfile(_member(name, content), BytesIO(content or b""))
            draft.replace(path)
        finally:
            draft.unlink(missing_ok=True)

    def _name(self, step: str, file: str) -> str:
        for name in self.members:
            if f".{step}" in name and name.endswith(file):
                return name
        raise NoSuchStep(f"no step {step} has kept {file}")

    def _file(self, name: str) -> bytes:
        content = self.members.get(name)
        if content is None:
            raise NoSuchStep(f"there is no {name}")
        return content


def _member(name: str, content: bytes | None) -> tarfile.TarInfo:
    member = tarfile.TarInfo(name)
    member.type, member.mode = (
        (tarfile.DIRTYPE, 0o755) if content is None else (tarfile.REGTYPE, 0o644)
    )
    member.size = len(content or b"")
    return member


def _content(archive: tarfile.TarFile, member: tarfile.TarInfo) -> bytes | None:
    file = archive.extractfile(member)
    return file.read() if file else None
