"""nlp.js, the rival of the npm world: a node process that learns and scores by lines of JSON.

`python -m bench.understanding.nlpjs` prints what npm is to install.
"""

import contextlib
import json
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Any

import numpy as np

from bench.processes import memory_of
from bench.understanding.systems import Spoken, Texts, Tried, portions
from bot.nlu.rasa.heads import Floats

VERSION, LANGUAGES = "4.27.0", "4.26.1"  # the newest of each that are no alphas
LOCALES = ("ar", "en", "fa", "fr", "ru", "tr")  # those of ours that have a package
SCRIPT = Path(__file__).with_suffix(".mjs")


def packages() -> list[str]:
    """What `npm install` is to be told."""
    more = [f"@nlpjs/lang-{locale}@{LANGUAGES}" for locale in LOCALES]
    return [f"@nlpjs/basic@{VERSION}", *more]


def absence(folder: Path | None) -> str | None:
    """Why it can't be measured and what to do; None if it can."""
    todo = f"`npm install --prefix FOLDER {' '.join(packages())}`, and add `--nlpjs FOLDER`"
    if shutil.which("node") is None:
        return f"there is no `node`; install Node.js, then {todo}"
    if folder is None:
        return f"run {todo}"
    for package in packages():
        name, _, wanted = package.rpartition("@")
        path = folder / "node_modules" / name / "package.json"
        found = json.loads(path.read_text("utf-8"))["version"] if path.is_file() else None
        if found != wanted:
            return f"{name} in that folder is {found or 'absent'}, not {wanted}; run {todo}"
    return None


def explained(learned: Spoken, asked: Spoken, said: Tried) -> str:
    """What whoever reads its figures must know."""
    others = sorted({each for each in learned.locales if each and each not in LOCALES})
    unknown = sum(each is None for each in asked.locales)
    certain = (said.scores.max(axis=1) >= 1).mean()
    return (
        "nlp.js has its default settings. It learns a model for each language, and is told each "
        "message's language as Bələdçi's own language identification found it, the likeliest of "
        f"those that were learned; {unknown} messages, for which that found none of them, are left "
        "to its own guess. In the public sets it is told the language that the set names. "
        f"It has no stemmer for `{'`, `'.join(others)}`: there it learns from whole words, as it "
        "does by itself in a language that it does not know. "
        f"{certain:.0%} of all messages have its full score, 1; no threshold tells those apart."
    )


class Node:
    """The process."""

    def __init__(self, folder: Path) -> None:
        node = shutil.which("node") or "node"
        self._process = subprocess.Popen(
            [node, SCRIPT, folder.resolve()],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8",
        )  # fmt: skip

    def ask(self, **request: Any) -> dict[str, Any]:
        """One line there, one line back."""
        assert self._process.stdin and self._process.stdout
        self._process.stdin.write(json.dumps(request) + "\n")
        self._process.stdin.flush()
        answer = self._process.stdout.readline()
        if not answer:
            raise SystemExit(f"nlp.js ended with code {self._process.wait()}")
        told: dict[str, Any] = json.loads(answer)
        return told

    def scores(self, asked: Spoken) -> Floats:
        """[text, label]; it guesses the language of a text itself if we found none."""
        rows = list(zip(asked.texts, asked.locales, strict=True))
        found = [self.ask(asked=rows[part])["scores"] for part in portions(len(rows))]
        return np.concatenate(found).astype(np.float32)

    def memory(self) -> float:
        """Resident, in MB."""
        return memory_of(self._process.pid)

    def close(self) -> None:
        """End it."""
        self._process.communicate()


class NlpJs:
    """@nlpjs/basic with its default settings: for each language, a perceptron a label on stems."""

    name = f"nlp.js {VERSION}"

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._node: Node | None = None
        self._labels: Texts = ()

    def learn(self, examples: Spoken, labels: Texts) -> None:
        """A model a language, all in one new process."""
        self.close()
        self._node = Node(self._folder)
        rows = list(zip(examples.texts, labels, examples.locales, strict=True))
        self._labels = self._node.ask(examples=rows)["labels"]

    def scores(self, asked: Spoken) -> tuple[Texts, Floats]:
        """Its shares of all that it considers."""
        assert self._node
        return self._labels, self._node.scores(asked)

    def memory_served(self, asked: Spoken) -> float:
        """In MB, of a process that only loads what this one has learned, and answers."""
        assert self._node
        with (
            tempfile.TemporaryDirectory(prefix="beledci-") as folder,
            contextlib.closing(Node(self._folder)) as other,
        ):
            path = str(Path(folder) / "learned.json")
            self._node.ask(save=path)
            other.ask(load=path)
            other.scores(asked)
            return other.memory()

    def close(self) -> None:
        """End the process, if there is one."""
        if self._node:
            self._node.close()
            self._node = None


if __name__ == "__main__":
    print(*packages())
