"""Translations say what their source says now."""

from collections.abc import Iterator

from actions.content.checks.checked import Checked
from actions.content.problem import Problem, warning


def translations_are_fresh(checked: Checked) -> Iterator[Problem]:
    """A translation was made from its source as it stands now."""
    for entry in checked.entries:
        if checked.kb.is_stale(entry):
            source = checked.kb.source_locale
            message = f"is stale: {source} has changed since, so students are served another language"
            advice = f"translate anew, then run `bot translated {entry.id} {entry.locale}`"
            yield warning(entry.path, entry.line_of("based_on:"), f"{message}; {advice}")


def translations_have_a_source(checked: Checked) -> Iterator[Problem]:
    """An entry exists in the language that the others are translated from."""
    source = checked.kb.source_locale
    for entry in checked.entries:
        if (entry.id, source) not in checked.kb.entries and (entry.id, source) not in checked.kb.todo:
            message = f"has no source in {source}, with which it could be compared; write that first"
            yield warning(entry.path, 1, message)
