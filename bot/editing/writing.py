"""Writes several files: all of them, or none."""

import contextlib
import os
from collections.abc import Mapping
from pathlib import Path

from actions.errors import EditRefused

Files = Mapping[Path, str]


def write_all(files: Files, *, only_new: bool = False) -> None:
    """Write every file; raises `EditRefused` and leaves everything as it was if one can't be."""
    if only_new and (there := [path for path in files if path.exists()]):
        raise EditRefused([f"{path} exists already; nothing was written" for path in sorted(there)])
    before = {path: path.read_bytes() if path.exists() else None for path in files}
    try:
        for path, text in files.items():
            _replace(path, text.encode())
    except OSError as error:
        for path, content in before.items():
            with contextlib.suppress(OSError):
                _restore(path, content)
        raise EditRefused([f"{error.filename} can't be written: {error.strerror}"]) from error


def _replace(path: Path, content: bytes) -> None:
    """A file is the old one or the new one, whenever somebody looks."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{os.getpid()}-{path.name}")
    try:
        draft.write_bytes(content)
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)


def _restore(path: Path, content: bytes | None) -> None:
    if content is None:
        path.unlink(missing_ok=True)
    elif path.read_bytes() != content:
        _replace(path, content)
