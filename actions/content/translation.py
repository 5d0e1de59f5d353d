"""Whether a translation still says what its source says."""

import hashlib
from collections.abc import Iterator, Mapping

from actions.content.entry import Entry
from actions.content.problem import Problem

DIGEST_LENGTH = 12  # hexadecimal digits


def body_digest(body: str) -> str:
    """What tells one answer from another: the first 12 hexadecimal digits of its SHA-256.

    Of everything below the head, its variants included, as UTF-8, with every stretch of white
    space as one blank: a new line break alone makes no translation stale.
    """
    return hashlib.sha256(" ".join(body.split()).encode()).hexdigest()[:DIGEST_LENGTH]


def is_stale(translation: Entry, source: Entry | None) -> bool:
    """Whether it was made from an earlier state of its source."""
    if source is None or translation.based_on is None:
        return False  # nothing to compare with
    return translation.based_on != body_digest(source.whole)


def translation_problems(
    entries: Mapping[tuple[str, str], Entry], source_locale: str
) -> Iterator[Problem]:
    """Translations that do not say what they were made from."""
    for (entry_id, locale), entry in entries.items():
        source = entries.get((entry_id, source_locale))
        if locale == source_locale and entry.based_on is not None:
            message = f"`based_on:` is for translations from {source_locale}; take it out here"
            yield Problem(entry.path, entry.line_of("based_on:"), message)
        elif locale != source_locale and entry.based_on is None and source is not None:
            message = f'`based_on:` is missing; write `based_on: "{body_digest(source.whole)}"`'
            advice = f"if this is a translation of {source_locale} as it stands now"
            yield Problem(entry.path, entry.line_of("checked_on:"), f"{message} {advice}")
