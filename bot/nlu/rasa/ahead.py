"""Encodes examples beside what a training does first: else a processor would have nothing to do.

`begin` starts `python -m bot.nlu.rasa.ahead`, which begins with the longest texts; `end` stops it
as soon as the training itself encodes what is left. Whatever goes wrong there is only slower.
"""

import argparse
import os
import subprocess
import sys
from pathlib import Path

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from actions.content.examples import read_examples
from bot.nlu.rasa.encoder import DEFAULT, EncoderMissing, load_encoder
from bot.nlu.rasa.respelling import Respelling
from bot.nlu.rasa.text import has_words, normal_form
from bot.nlu.rasa.vectors import PORTION, VectorFile

ENOUGH_CORES = 2

_helper: "subprocess.Popen[bytes] | None" = None


def begin(config: Path) -> None:
    """Start it, where there is a processor to spare."""
    global _helper  # noqa: PLW0603 -- Rasa makes our components itself: nothing can be passed to them
    if len(os.sched_getaffinity(0)) < ENOUGH_CORES:
        return
    command = [sys.executable, "-m", "bot.nlu.rasa.ahead", "--encoder", _encoder_of(config)]
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
    options = _options()
    examples, _ = read_examples(options.knowledge, options.nlu_data)
    typed = [(normal_form(each.text, each.locale), each.locale) for each in examples]
    respelling = Respelling.learn(typed)
    forms = {respelling.respell(text, locale) for text, locale in typed}
    texts = sorted(filter(has_words, forms), key=len, reverse=True)
    try:
        file = VectorFile(options.cache, load_encoder(options.encoder))
    except EncoderMissing:
        return 0  # the training says so itself
    for start in range(0, len(texts), PORTION):
        file.encode(texts[start : start + PORTION], lambda _done, _total: None)
    return 0


def _encoder_of(config: Path) -> str:
    """The one that the configuration names, if any."""
    try:
        steps = YAML(typ="safe").load(config.read_text("utf-8"))["pipeline"]
    except (OSError, YAMLError, KeyError, TypeError):
        return DEFAULT
    return next((str(each["encoder"]) for each in steps if "encoder" in each), DEFAULT)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Encode examples that have no vector yet.")
    add = parser.add_argument
    add("--knowledge", type=Path, default=Path(os.environ.get("KNOWLEDGE_DIR", "knowledge")))
    add("--nlu-data", type=Path, default=Path(os.environ.get("NLU_DATA_DIR", "nlu_data")))
    cache = Path(os.environ.get("NLU_CACHE_DIR") or ".rasa") / "vectors.sqlite"
    add("--cache", type=Path, default=cache)
    add("--encoder", default=DEFAULT)
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
