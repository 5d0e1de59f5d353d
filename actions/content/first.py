"""Reading `first.yml`: what students ask most, in that order."""

from pathlib import Path

from actions.content.written import read_written

MOST_ASKED = "first.yml"  # below knowledge/


def read_first(knowledge: Path) -> tuple[str, ...]:
    """The ids that it names; some may be of no entry. Nothing without a file that can be read."""
    path = knowledge / MOST_ASKED
    fields = getattr(read_written(path) if path.exists() else None, "fields", None) or {}
    return tuple(fields["entries"].texts) if "entries" in fields else ()
