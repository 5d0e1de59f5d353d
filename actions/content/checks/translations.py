"""Translations say what their source says now."""

from collections.abc import Iterator

from actions.content.checks.checked import Checked
from actions.content.entry import Entry
from actions.content.problem import Problem, warning

DIFFERING = ("source", "related", "desk", "valid_until")


def translations_are_fresh(checked: Checked) -> Iterator[Problem]:
    """A translation was made from its source as it stands now."""
    for entry in checked.entries:
        if checked.kb.is_stale(entry):
            source = checked.kb.source_locale
            message = (
                f"is stale: {source} has changed since, so students are served another language"
            )
            advice = f"translate anew, then run `bot translated {entry.id} {entry.locale}`"
            yield warning(entry.path, entry.line_of("based_on:"), f"{message}; {advice}")


def same_head(checked: Checked) -> Iterator[Problem]:
    """A translation names the same page, related entries, desk and last day as its source."""
    for entry in checked.entries:
        source = checked.kb.entries.get((entry.id, checked.kb.source_locale))
        for key in DIFFERING if source else ():
            here, there = _field(entry, key, checked), _field(source, key, checked)
            if here != there:
                message = f"`{key}:` is another one than in {checked.kb.source_locale}"
                line = entry.line_of(f"{key}:")
                yield warning(entry.path, line, f"{message}; make both agree")


def translations_have_a_source(checked: Checked) -> Iterator[Problem]:
    """An entry exists in the language that the others are translated from."""
    source = checked.kb.source_locale
    for entry in checked.entries:
        if (entry.id, source) not in checked.kb.entries and (
            entry.id,
            source,
        ) not in checked.kb.todo:
            message = (
                f"has no source in {source}, with which it could be compared; write that first"
            )
            yield warning(entry.path, 1, message)


def _field(entry: Entry | None, key: str, checked: Checked) -> object:
    """A field of a head; of an address, what is the same in every language of a site."""
    value = getattr(entry, key, None)
    if key == "source" and isinstance(value, str):
        return [part for part in value.rstrip("/").split("/") if part not in checked.kb.locales]
    return value
