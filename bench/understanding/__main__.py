"""Measures how well it understands: `.venv-nlu/bin/python -m bench.understanding`.

Writes docs/reference/benchmarks-understanding.md and its picture. With `--data FOLDER`, public sets
are measured as well, as far as that folder has them; with `--nlpjs FOLDER`, so is nlp.js, as
installed there by `npm install --prefix FOLDER`. The page says which packages are wanted.
"""

import argparse
import contextlib
import importlib.util
import os
import platform
import sys
import time
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

import numpy as np

from bench.understanding.examination import EXAMINED, Examination, read_examination
from bench.understanding.growth import ASKED as GROWTH_ASKED
from bench.understanding.growth import ENTRIES, QUESTIONS, grown
from bench.understanding.growth import rows as growth_rows
from bench.understanding.measures import Judged, auroc
from bench.understanding.nlpjs import NlpJs, absence, explained
from bench.understanding.picture import draw
from bench.understanding.public_data import UNKNOWN, Task, tasks
from bench.understanding.served import ASKED, memory_served
from bench.understanding.systems import Bm25, CharacterGrams, Ours, Spoken, System, Tried, tried
from bench.understanding.the_bot import (
    ask_in_other_languages,
    ask_the_bot,
    by_language,
    rows,
    times,
)
from bot.nlu.rasa.encoder import load_encoder
from bot.nlu.rasa.text import normal_form
from bot.nlu.rasa.vectors import VectorFile

PROJECT = Path(__file__).resolve().parents[2]
PAGE = PROJECT / "docs" / "reference" / "benchmarks-understanding.md"
PICTURE = PROJECT / "docs" / "pictures" / "risk-coverage.png"
RISKS = (0.01, 0.03, 0.05)
HIGHEST = 0.2  # share of wrong answers that the picture shows
COLOURS = ("blue", "orange", "green", "purple")


def main() -> int:
    """Measure, print and write."""
    options = _options()
    with contextlib.ExitStack() as stack:
        ours = Ours()
        systems: list[System] = [ours, CharacterGrams(), Bm25()]
        absent = absence(options.nlpjs)
        if absent is None:
            systems.append(stack.enter_context(contextlib.closing(NlpJs(options.nlpjs))))
        page = "\n".join(_page(options, ours, systems, absent)) + "\n"
    PAGE.write_text(page, "utf-8")
    print(page)
    return 0


def _page(
    options: argparse.Namespace, ours: Ours, systems: Sequence[System], absent: str | None
) -> Iterator[str]:
    file = VectorFile.with_shipped(options.cache, load_encoder())
    examination = read_examination(PROJECT, file)
    said = [
        tried(each, examination.learned, examination.labels, examination.asked) for each in systems
    ]
    memories = [memory_served(each, examination.asked) for each in systems]
    judged = [examination.judge(each) for each in said]
    draw([each.curve() for each in judged], HIGHEST, PICTURE)
    yield from _head(examination)
    yield from _own(said, judged, memories)
    yield from _rivals(examination, said, absent)
    yield from _picture(said)
    yield from the_bot_itself()
    yield from _calibration(judged[0])
    yield from _locales(examination, judged[0])
    yield from _growth(ours, examination)
    yield from ("", "## Public sets", "")
    yield from (_public(options.data, systems, file) if options.data else NO_DATA)


NO_DATA = ("Not measured: run the command with `--data FOLDER`.",)
DIET = "Rasa's default pipeline (DIET, 100 epochs)"


def _head(examination: Examination) -> list[str]:
    cores = len(os.sched_getaffinity(0))
    return [
        "# How well it understands",
        "",
        "Written by `.venv-nlu/bin/python -m bench.understanding --data FOLDER --nlpjs FOLDER`, "
        f"{datetime.now(UTC):%Y-%m-%d}, {cores} cores at load {os.getloadavg()[0]:.1f}, "
        f"Python {platform.python_version()}.",
        "",
        f"**Asked:** {len(examination.asked.texts)} messages of the examination "
        f"([`tests/understanding/`](../../tests/understanding)), {EXAMINED}. "
        "No system has learned them, and no threshold was chosen with them. "
        f"**Learned:** {len(examination.learned.texts)} examples, the same for all, "
        "in the same normal form.",
        "",
        "## The examination",
        "",
        "*First* and *first four*: of the messages that an entry answers, those whose right entry is "
        "the likeliest, or among four. *At once, 3 % wrong*: those answered rightly if a threshold, "
        "the best one in hindsight, lets at most 3 % of all answers be wrong, messages without an "
        "entry included. What the bot itself does, with thresholds chosen beforehand, is below.",
        "",
    ]


def _own(said: Sequence[Tried], judged: Sequence[Judged], memories: Sequence[float]) -> list[str]:
    titles = [f"at once, {risk:.0%} wrong" for risk in RISKS]
    rows = [
        [one.name, f"{judge.first:.3f}", f"{judge.first_four:.3f}",
         *(f"{judge.at(risk):.3f}" for risk in RISKS),
         f"{one.learning:.0f}", f"{one.each:.1f}", f"{memory:.0f}"]
        for one, judge, memory in zip(said, judged, memories, strict=True)
    ]  # fmt: skip
    head = ["", "first", "first four", *titles, "learning, s", "a message, ms", "memory, MB"]
    return [
        *_table(head, rows),
        "",
        "Times are those of the classifier alone; the encoder adds its vectors, which are kept, and "
        f"some 5 ms a message. *Memory* is resident, after {ASKED} messages: for Bələdçi that of "
        "`bot run` with its database and of Rasa; for the others that of a process that loads what "
        "was learned, understands, and does nothing else.",
        "",
    ]


def _rivals(examination: Examination, said: Sequence[Tried], absent: str | None) -> list[str]:
    lines = [f"nlp.js: not measured, {absent}.", ""] if absent else []
    if absent is None:
        lines = [explained(examination.learned, examination.asked, said[-1]), ""]
    if importlib.util.find_spec("tensorflow") is None:
        lines += [f"{DIET}: not measured, TensorFlow is not installed in `.venv-nlu`.", ""]
    return lines


def _picture(said: Sequence[Tried]) -> list[str]:
    lines = ", ".join(f"{colour} {one.name}" for colour, one in zip(COLOURS, said, strict=False))
    return [
        f"![Wrong answers over messages answered](../pictures/{PICTURE.name})",
        "",
        "*Share of all messages answered (across, 0 to 1) and share of wrong answers (up, 0 to "
        f"{HIGHEST:.0%}): {lines}.*",
        "",
    ]


def the_bot_itself() -> list[str]:
    """What becomes of messages, with thresholds that were chosen on other ones."""
    told, others = ask_the_bot(PROJECT), ask_in_other_languages(PROJECT)
    return [
        "## What the bot does",
        "",
        "The whole examination through `bot ask --jsonl`, several questions at once and follow-ups "
        "included. The thresholds come from [judged messages](content-format.md#judgedyml), which "
        "are others.",
        "",
        *_table(["", "share", "of messages"], rows(told)),
        "",
        times(told),
        "",
        *_table(
            ["", "messages", "at once", "or offered", "wrong", "language right", "taken for"],
            by_language(told),
        ),
        "",
        "Of messages in languages that it does not speak "
        "([`others.yml`](../../tests/understanding/others.yml)); some it has examples of, and "
        "it answers in the language that their speakers most likely read:",
        "",
        *_table(
            ["", "messages", "at once", "or offered", "wrong", "answered in"],
            [[*row[:5], row[6]] for row in by_language(others)],
        ),
        "",
    ]


def _calibration(judged: Judged) -> list[str]:
    rows = [
        [f"{sure:.2f}", f"{right:.2f}", str(size)] for sure, right, size in judged.reliability()
    ]
    return [
        "## Calibration",
        "",
        f"Expected calibration error {judged.calibration_error():.3f}, in ten bins. In the "
        "middle somewhat more is right than the confidence says: it was balanced on examples, which "
        "are harder than what students write.",
        "",
        *_table(["confidence", "right", "messages"], rows),
        "",
    ]


def _locales(examination: Examination, judged: Judged) -> list[str]:
    rows = []
    for locale in sorted(set(examination.locales)):
        own = np.array([each == locale for each in examination.locales])
        part = judged.only(own)
        rows.append([locale, str(int(own.sum())), f"{part.first:.3f}", f"{part.first_four:.3f}"])
    return ["## Languages", "", *_table(["", "messages", "first", "first four"], rows)]


def _growth(ours: Ours, examination: Examination) -> list[str]:
    found = grown(ours.model, examination.learned, examination.asked, load_encoder())
    head = ["entries", "examples", "reading, ms", "with the encoder, ms", "grown by"]
    return [
        "",
        "## Growth",
        "",
        f"Entries with {QUESTIONS} made-up questions each are learned in addition. *Entries* are "
        "counted once for all languages; "
        f"{ENTRIES[0]:,} are some 10,000 files in seven. Medians of {GROWTH_ASKED} messages; what "
        "Rasa and HTTP add does not grow.",
        "",
        *_table(head, growth_rows(found)),
    ]


def _public(folder: Path, systems: Sequence[System], file: VectorFile) -> list[str]:
    lines, skipped = [], []
    for task in tasks(folder):
        if isinstance(task, str):
            skipped.append(f"Not measured: {task}.")
            continue
        print(task.name, file=sys.stderr, flush=True)
        lines.append([task.name, *(_shares(task, each, file) for each in systems)])
    head = ["", *(each.name for each in systems)]
    return [
        "Accuracy, and for CLINC150 also the area under the curve that tells what none of its "
        "intents means from the rest. The encoder's adapter has seen MASSIVE's training sentences "
        "(what they mean in another language, never their labels).",
        "",
        *_table(head, lines),
        *(["", *skipped] if skipped else []),
    ]


def _shares(task: Task, system: System, file: VectorFile) -> str:
    learned, asked = _spoken(task.learned, file), _spoken(task.asked, file)
    said = tried(system, learned, [row["label"] for row in task.learned], asked)
    wanted = np.array([row["label"] for row in task.asked])
    known = wanted != UNKNOWN
    found = np.array(said.labels)[said.scores.argmax(axis=1)]
    share = f"{(found == wanted)[known].mean():.3f}"
    return share if known.all() else f"{share} / {auroc(said.scores.max(axis=1), known):.3f}"


def _spoken(rows: Sequence[dict[str, str]], file: VectorFile) -> Spoken:
    texts = [normal_form(row["text"], row["lang"]) for row in rows]
    began = time.perf_counter()
    vectors = file.encode(texts, lambda _done, _total: None)
    print(f"  {len(texts)} texts, {time.perf_counter() - began:.0f} s", file=sys.stderr, flush=True)
    return Spoken(texts, vectors, [row["lang"] for row in rows])


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    return [f"| {' | '.join(row)} |" for row in (head, ["---"] * len(head), *rows)]


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Measure how well it understands.")
    parser.add_argument("--data", type=Path, help="a folder with public sets, NAME.jsonl")
    parser.add_argument("--nlpjs", type=Path, help="the folder in which npm installed nlp.js")
    parser.add_argument("--cache", type=Path, default=PROJECT / ".rasa" / "vectors.sqlite")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
