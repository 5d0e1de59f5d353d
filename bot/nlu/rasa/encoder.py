"""The sentence encoder: one vector for a text, much the same in every language."""

import hashlib
import json
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache, cached_property, partial
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bot.nlu.rasa.pieces import PADDING, Pieces
from bot.nlu.rasa.word_table import FILE as WORDS
from bot.nlu.rasa.word_table import WordTable

DEFAULT = "multilingual-e5-small"
HUB = "hub:"
HUB_FILES = ["onnx/model_qint8_avx512_vnni.onnx", "onnx/model_quantized.onnx", "tokenizer.json"]
# The encoder was trained with a word in front that says what a text is.
PREFIX = "query: "
MOST_PIECES = 128  # some 500 letters: whoever writes more has said what they want by then
BATCH = 16

Vectors = NDArray[np.float32]
Progress = Callable[[int, int], None]


class EncoderMissing(Exception):
    """The encoder is not where the configuration says; the message says what to do."""


@cache
def load_encoder(name: str = DEFAULT, threads: int = 1) -> "Encoder":
    """The encoder of this name; one a process, so that a new model does not load it again."""
    return Encoder(find_encoder(name), threads)


def find_encoder(name: str) -> Path:
    """The folder for `multilingual-e5-small`, a path, or `hub:organisation/name`."""
    if name == DEFAULT:
        folder = Path(sys.prefix) / "encoder"
    elif name.startswith(HUB):
        folder = _fetch(name.removeprefix(HUB))
    else:
        folder = Path(name)
    if not (folder / "tokenizer.json").is_file() or not list(folder.rglob("*.onnx")):
        raise EncoderMissing(
            f"the sentence encoder is not in {folder}; "
            "build it with `python -m bot.nlu.rasa.encoder_build`, or set `encoder:` in config.yml "
            "to a folder with *.onnx and tokenizer.json"
        )
    return folder


class Encoder:
    """A graph and its vocabulary, loaded when the first text comes."""

    def __init__(self, folder: Path, threads: int = 1) -> None:
        self._folder, self._threads = folder, threads
        self._graph = min(folder.rglob("*.onnx"))
        self._words_file = self._graph.parent / WORDS  # which only a graph that we made has

    @cached_property
    def digest(self) -> str:
        """Changes whenever the vectors could."""
        words = [self._words_file] if self._words_file.is_file() else []
        parts = [self._graph, *words, self._folder / "tokenizer.json"]
        digest = hashlib.sha256(f"{PREFIX}|{MOST_PIECES}".encode())
        for part in parts:
            digest.update(hashlib.sha256(part.read_bytes()).digest())
        return digest.hexdigest()

    @cached_property
    def origin(self) -> str | None:
        """What the graph was made of, the same on every machine; None if we did not make it."""
        about = self._folder / "encoder.json"
        if not about.is_file():
            return None
        made_of = json.loads(about.read_text("utf-8")).get("made_of")
        return f"{made_of}|{PREFIX}|{MOST_PIECES}" if made_of else None

    def encode(self, texts: Sequence[str], progress: Progress | None = None) -> Vectors:
        """One row of unit length a text, the same alone and among others."""
        ids = [self._pieces.cut(PREFIX + text, MOST_PIECES) for text in texts]
        order = sorted(range(len(ids)), key=lambda place: len(ids[place]))
        batches = [order[start : start + BATCH] for start in range(0, len(order), BATCH)]
        rows: list[Vectors] = [np.empty(0, np.float32)] * len(ids)
        runs = self._run_all([[ids[place] for place in places] for places in batches])
        for done, (places, vectors) in enumerate(zip(batches, runs, strict=True), 1):
            for place, row in zip(places, vectors, strict=True):
                rows[place] = row
            if progress:
                progress(min(done * BATCH, len(order)), len(order))
        return np.array(rows, np.float32)

    def _run_all(self, batches: list[list[list[int]]]) -> Iterator[Vectors]:
        """One message at once; the many of a training on every core, since a run frees Python."""
        if len(batches) <= 1:
            return (encode_ids(self._sparing, batch, self._words) for batch in batches)
        session, words = self._keeping, self._words  # loaded before two threads want them
        with ThreadPoolExecutor(len(os.sched_getaffinity(0))) as cores:
            return cores.map(partial(encode_ids, session, words=words), batches)

    @cached_property
    def _pieces(self) -> Pieces:
        return Pieces.read(self._folder)

    @cached_property
    def _words(self) -> WordTable | None:
        return WordTable(self._words_file) if self._words_file.is_file() else None

    @cached_property
    def _sparing(self) -> Any:
        """For single messages: memory of the longest one ever seen is not kept for good."""
        return self._session(keeps_memory=False)

    @cached_property
    def _keeping(self) -> Any:
        """For the many texts of a training, in nine tenths of the time."""
        return self._session(keeps_memory=True)

    def _session(self, *, keeps_memory: bool) -> Any:
        import onnxruntime  # noqa: PLC0415 -- training with vectors at hand needs no graph

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads, options.inter_op_num_threads = self._threads, 1
        options.enable_cpu_mem_arena = options.enable_mem_pattern = keeps_memory
        return onnxruntime.InferenceSession(
            str(self._graph), options, providers=["CPUExecutionProvider"]
        )


def encode_ids(session: Any, batch: list[list[int]], words: WordTable | None = None) -> Vectors:
    """Vectors of unit length for texts as numbers of pieces; `words` where the graph has none."""
    longest = max(map(len, batch))
    ids = np.full((len(batch), longest), PADDING, np.int64)
    mask = np.zeros_like(ids)
    for row, pieces in enumerate(batch):
        ids[row, : len(pieces)], mask[row, : len(pieces)] = pieces, 1
    feeds = {"attention_mask": mask, "token_type_ids": np.zeros_like(ids)}
    feeds |= words.looked_up(ids) if words else {"input_ids": ids}
    wanted = {each.name: feeds[each.name] for each in session.get_inputs()}
    (states,) = session.run(["last_hidden_state"], wanted)
    sums = np.einsum("bth,bt->bh", states, mask.astype(np.float32))
    rows: Vectors = sums / np.maximum(np.linalg.norm(sums, axis=1, keepdims=True), 1e-12)
    return rows


def _fetch(repository: str) -> Path:
    try:
        from huggingface_hub import snapshot_download  # noqa: PLC0415 -- seldom needed
    except ImportError as error:
        raise EncoderMissing(
            f"to fetch {repository} from the hub, first install huggingface_hub"
        ) from error
    try:
        return Path(snapshot_download(repository, allow_patterns=HUB_FILES))
    except Exception as error:
        raise EncoderMissing(f"{repository} could not be fetched from the hub: {error}") from error
