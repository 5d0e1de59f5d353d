"""Which language to answer in: that of the message, where it can be told."""

from collections.abc import Collection, Iterable, Mapping, Sequence

from actions.domain.interpretation import Guess

PRIOR_ODDS = 3.0  # how much likelier a person writes in the language that we last spoke
LEAST_CONFIDENCE = 0.2  # under it, the message says nothing about its language
SURELY_ANOTHER = 0.5  # from it on, a message is in a language that we do not speak
NOTHING: Mapping[str, str] = {}


def choose_locale(
    guesses: Sequence[Guess],
    prior: str | None,
    served: Collection[str],
    default: str,
    reads: Mapping[str, str] = NOTHING,
) -> str:
    """The served locale that the message most likely is in; else the person's, else the default.

    Bayes' rule with two weights: the person's own locale counts `PRIOR_ODDS` times. `reads` says
    what those who write a language that we do not speak most likely read.
    """
    known = best_match(prior, served)
    if other := unspoken(guesses, served):
        return known or best_match(reads.get(other), served) or default
    home = known or default
    weights = {
        guess.locale: guess.confidence * (PRIOR_ODDS if guess.locale == known else 1.0)
        for guess in guesses
        if guess.locale in served and guess.confidence >= LEAST_CONFIDENCE
    }
    return max(weights, key=weights.__getitem__, default=home)


def unspoken(guesses: Sequence[Guess], served: Collection[str]) -> str | None:
    """The language of a message that is most likely none of ours; None if it is one."""
    best = max(guesses, key=lambda guess: guess.confidence, default=None)
    if best is None or best.locale in served or best.confidence < SURELY_ANOTHER:
        return None
    return best.locale


def served_locales(tags: Iterable[str], served: Collection[str]) -> tuple[str, ...]:
    """Which of these tags we speak, each once, in their order."""
    matches = (best_match(tag, served) for tag in tags)
    return tuple(dict.fromkeys(filter(None, matches)))


def best_match(tag: str | None, served: Collection[str]) -> str | None:
    """The served locale for a BCP 47 tag such as `az-AZ`; None if it is not spoken."""
    if not tag:
        return None
    language = tag.replace("_", "-").partition("-")[0].lower()
    return language if language in served else None
