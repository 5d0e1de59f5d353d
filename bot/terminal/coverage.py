"""How far each language has come, as a table."""

from collections.abc import Iterable

from rich.console import Console
from rich.table import Table

from bot.editing.coverage import Coverage

DONE, TO_DO = "green", "yellow"


def table(found: Iterable[Coverage], console: Console | None = None) -> None:
    """Topics as rows, languages as columns: `8/9`, what is stale; then the oldest check."""
    rows: dict[str, dict[str, Coverage]] = {}
    for each in found:
        rows.setdefault(each.topic, {})[each.locale] = each
    shown = Table("topic", title="complete / all, ~stale", title_justify="left")
    locales = list(dict.fromkeys(locale for columns in rows.values() for locale in columns))
    for locale in locales:
        shown.add_column(locale)
    shown.add_column("oldest check")
    for topic, columns in rows.items():
        days = [each.oldest_check for each in columns.values() if each.oldest_check]
        oldest = f"{min(days)}" if days else ""
        shown.add_row(topic, *(_cell(columns[locale]) for locale in locales), oldest)
    (console or Console()).print(shown)


def as_objects(found: Iterable[Coverage]) -> list[dict[str, str | int | None]]:
    """The same for programs."""
    return [
        {
            "topic": each.topic,
            "locale": each.locale,
            "complete": each.complete,
            "stale": each.stale,
            "missing": each.missing,
            "oldest_check": each.oldest_check.isoformat() if each.oldest_check else None,
        }
        for each in found
    ]


def _cell(each: Coverage) -> str:
    stale = f" ~{each.stale}" if each.stale else ""
    colour = DONE if each.complete == each.whole else TO_DO
    return f"[{colour}]{each.complete}/{each.whole}{stale}[/]"
