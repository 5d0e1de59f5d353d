"""The examination, for systems that only rank: messages that ask one thing and stand alone."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from ruamel.yaml import YAML

from actions.content.examples import OFFICE, read_examples
from actions.content.languages import read_languages
from bench.understanding.measures import Judged
from bench.understanding.systems import Spoken, Texts, Tried
from bot.nlu.rasa.forms import forms_of
from bot.nlu.rasa.heads import Floats
from bot.nlu.rasa.language_model import LanguageModel
from bot.nlu.rasa.text import has_words, normal_form
from bot.nlu.rasa.vectors import VectorFile

EXAMINED = "those that ask one thing and say everything themselves"
FOUR = 4


@dataclass(frozen=True)
class Examination:
    """What is learned, what is asked, and what would be right."""

    learned: Spoken
    labels: Texts
    asked: Spoken
    expected: list[frozenset[str]]  # no entry: nothing would be right
    locales: list[str]

    def judge(self, said: Tried) -> Judged:
        """Only entries are answers."""
        entries = np.array(["/" in each and not each.startswith(f"{OFFICE}/")
                            for each in said.labels])  # fmt: skip
        names = np.array(said.labels)[entries]
        scores = said.scores[:, entries]
        best = np.argsort(-scores, axis=1)[:, :FOUR]
        hits = np.array(
            [
                [names[n] in wanted for n in row]
                for row, wanted in zip(best, self.expected, strict=True)
            ]
        )
        answerable = np.array([bool(wanted) for wanted in self.expected])
        return Judged(scores.max(axis=1), hits[:, 0], hits.any(axis=1), answerable)


def read_examination(project: Path, file: VectorFile) -> Examination:
    """Texts as the pipeline would read them."""
    examples, _ = read_examples(project / "knowledge", project / "nlu_data")
    languages, _ = read_languages(project / "nlu_data")
    model = LanguageModel.learn(
        [(normal_form(each.text), each.locale) for each in examples],
        [(normal_form(text), each.code) for each in languages for text in each.examples],
    )
    served = {each.locale for each in examples if project / "knowledge" in each.path.parents}
    own_forms, respelling = forms_of(examples)
    learned = [(form, each.intent, each.locale)
               for form, each in zip(own_forms, examples, strict=True) if has_words(form)]  # fmt: skip
    asked = []
    for path in sorted((project / "tests" / "understanding").glob("*/questions.yml")):
        for each in YAML(typ="safe").load(path.read_text("utf-8")):
            guesses = [code for code, _ in model.guess(normal_form(each["ask"]))]
            locale = guesses[0] if guesses else None
            text = respelling.respell(normal_form(each["ask"], locale), locale)
            if "expect_all" not in each and not each.get("prev") and has_words(text):
                ours = next((code for code in guesses if code in served), None)
                asked.append((text, _entries(each), path.parent.name, ours))
    texts = [text for text, _, _ in learned]
    forms = [text for text, _, _, _ in asked]
    return Examination(
        Spoken(texts, _vectors(texts, file), [locale for _, _, locale in learned]),
        [intent for _, intent, _ in learned],
        Spoken(forms, _vectors(forms, file), [ours for _, _, _, ours in asked]),
        [expected for _, expected, _, _ in asked],
        [locale for _, _, locale, _ in asked],
    )


def _vectors(texts: Texts, file: VectorFile) -> Floats:
    return file.encode(texts, lambda _done, _total: None)


def _entries(asked: dict[str, Any]) -> frozenset[str]:
    expected = asked["expect"]
    names = expected if isinstance(expected, list) else [expected]
    return frozenset(name for name in names if "/" in name)
