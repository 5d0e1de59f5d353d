"""Encodes examples beside what a training does first: else a processor would have nothing to do.

`begin` starts `python -m bot.nlu.rasa.ahead`, which begins with the longest texts; `end` stops it
as soon as the training itself encodes what is left. Whatever goes wrong there is only slower.
"""

import os
import subprocess
import sys
from pathlib import Path

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from actions.content.examples import read_examples
from bot.nlu.rasa.encoder import DEFAULT, EncoderMissing, load_encoder
from bot.nlu.rasa.forms import forms_of
from bot.nlu.rasa.places import options_for
from bot.nlu.rasa.text import has_words
from bot.nlu.rasa.vectors import PORTION, VectorFile

ENOUGH_CORES = 2

_helper: "subprocess.Popen[bytes] | None" = None


def begin(config: Path) -> None:
    """Start it, where there is a processor to spare."""
    global _helper  # noqa: PLW0603 -- Rasa makes our components itself: nothing can be passed to them
    if len(os.sched_getaffinity(0)) < ENOUGH_CORES:
        return
    command = [sys.executable, "-m", "bot.nlu.rasa.ahead", "--encoder", encoder_of(config)]
    quiet = subprocess.DEVNULL
    _helper = subprocess.Popen(command, stdout=quiet, stderr=quiet)  # noqa: S603 -- our own


def end() -> None:
    """Stop it; what it has encoded is kept."""
    global _helper  # noqa: PLW0603 -- see above
    if _helper is not None:
        _helper.kill()
        _helper.wait()
        _helper = None


def main() -> int:
    """Encode the longest texts first, until the end or until killed."""
    options = options_for("Encode examples that have no vector yet.", DEFAULT).parse_args()
    examples, _ = read_examples(options.knowledge, options.nlu_data)
    forms, _ = forms_of(examples)
    texts = sorted(filter(has_words, set(forms)), key=len, reverse=True)
    try:
        file = VectorFile.with_shipped(options.cache, load_encoder(options.encoder))
    except EncoderMissing:
        return 0  # the training says so itself
    for start in range(0, len(texts), PORTION):
        file.encode(texts[start : start + PORTION], lambda _done, _total: None)
    return 0


def encoder_of(config: Path) -> str:
    """The one that the configuration names, if any."""
    try:
        steps = YAML(typ="safe").load(config.read_text("utf-8"))["pipeline"]
    except (OSError, YAMLError, KeyError, TypeError):
        return DEFAULT
    return next((str(each["encoder"]) for each in steps if "encoder" in each), DEFAULT)


if __name__ == "__main__":
    sys.exit(main())
