"""What a trained model depends on: change an answer, and it stays the same."""

import hashlib
from collections.abc import Iterable
from pathlib import Path

from actions.content.examples import Example


def training_digest(examples: Iterable[Example], *files: Path) -> str:
    """A digest of the examples and of files such as `config.yml`; answers are not in it."""
    digest = hashlib.sha256()
    for example in examples:
        digest.update(f"{example.locale}\0{example.intent}\0{example.text}\0".encode())
    for path in files:
        digest.update(path.read_bytes() if path.exists() else b"")
    return digest.hexdigest()[:16]
