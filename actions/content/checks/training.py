"""What the model learns from besides the entries must not mislead it."""

from collections.abc import Iterator
from pathlib import Path

from actions.content.checks.checked import ENTRY, Checked, bare, held_out_in, normal
from actions.content.examples import OFFICE, OTHER_INTENTS, Example
from actions.content.judged import NO_ENTRY, Judged
from actions.content.problem import Problem
from actions.content.yaml_file import read_text


def known_intents(checked: Checked) -> Iterator[Problem]:
    """Every key in `nlu_data/` is an entry, or one of the intents that are decided upon."""
    told: set[tuple[Path, str]] = set()
    for example in checked.besides_entries:
        if _is_known(example.intent, checked) or (example.path, example.intent) in told:
            continue
        told.add((example.path, example.intent))
        known = ", ".join(sorted(OTHER_INTENTS))
        message = f"`{example.intent}:` is no entry and none of {known}; correct the name"
        yield _at(example.path, f"{example.intent}:", message)


def known_judgements(checked: Checked) -> Iterator[Problem]:
    """Every key in a `judged.yml` is an entry, or `none`."""
    told: set[tuple[Path, str]] = set()
    for judged in checked.judged:
        if judged.entry is None or judged.entry in checked.kb.ids:
            continue
        if (judged.path, judged.entry) not in told:
            told.add((judged.path, judged.entry))
            message = f"`{judged.entry}:` is no entry; write which one answers, or `{NO_ENTRY}:`"
            yield _at(judged.path, f"{judged.entry}:", message)


def one_judgement_a_message(checked: Checked) -> Iterator[Problem]:
    """A message is judged once: one entry answers it, or none."""
    first: dict[str, Judged] = {}
    for judged in checked.judged:
        known = first.setdefault(normal(judged.text), judged)
        if known.entry != judged.entry:
            said = known.entry or NO_ENTRY
            message = f"“{judged.text}” is judged to be {said} in {known.path}; keep one judgement"
            yield _at(judged.path, judged.text, message)


def no_example_held_out(checked: Checked) -> Iterator[Problem]:
    """No message of the examination, and no judged one, is learned by heart in `nlu_data/`."""
    for example in checked.besides_entries:
        if found := held_out_in(checked, example.text):
            message = f"“{example.text}” is held out in {found}; word it differently here"
            yield _at(example.path, example.text, message)


def one_intent_a_message(checked: Checked) -> Iterator[Problem]:
    """A message is an example of one intent only, in all languages and without accents."""
    first: dict[str, Example] = {}
    for example in filter(lambda each: bare(each.text), checked.examples):
        known = first.setdefault(bare(example.text), example)
        if known.intent != example.intent and example.path.suffix != ENTRY:
            message = f"“{example.text}” is also an example of {known.intent}; keep it in one place"
            yield _at(example.path, example.text, message)


def _is_known(intent: str, checked: Checked) -> bool:
    is_family = intent.startswith(f"{OFFICE}/")
    return is_family or intent in OTHER_INTENTS or intent in checked.kb.ids


def _at(path: Path, words: str, message: str) -> Problem:
    text = read_text(path)
    known = "" if isinstance(text, Problem) else text
    quoted = f'"{words}"'  # else a longer text that holds the same words may come first
    before, found, _ = known.partition(quoted if quoted in known else words)
    return Problem(path, before.count("\n") + 1 if found else 1, message)
