"""`bot report`; `bot.cli` gives it its place."""

import asyncio
import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from actions.content.knowledge_base import KnowledgeBase
from actions.content.loader import load_knowledge
from actions.domain import retention
from actions.domain.report import Report
from actions.reporting import Reporting
from bot.bootstrap import now
from bot.cli_editing import ProjectOption
from bot.config import PROJECT, Settings
from bot.i18n import Phrasebook
from bot.public_holidays import office_hours
from bot.reports.page import DAYS, LOCALES, page
from bot.reports.pictures import Scene, days_picture, locales_picture
from bot.reports.text import text_lines
from bot.reports.words import ReportWords
from bot.storage.database import open_database

PAGE, TEXT = "report.html", "report.txt"


def report(
    *,
    days: Annotated[
        int,
        typer.Option(min=1, max=retention.WORDS.days, help="How many, of which today is the last."),
    ] = 30,
    out: Annotated[
        Path | None, typer.Option(help="A folder for a page with pictures, and the text.")
    ] = None,
    locale: Annotated[
        str | None, typer.Option(help="The report's language; by default that of the staff.")
    ] = None,
    project: ProjectOption = PROJECT,
) -> None:
    """Say what people asked, what became of it, and what was missing; nobody is named."""
    settings = Settings.from_env(os.environ, project / ".env")
    kb = load_knowledge(project / "knowledge")[0]
    code = locale or kb.staff_locale
    if code not in kb.locales:
        raise typer.BadParameter(f"{code}: use {', '.join(kb.locales)}", param_hint="--locale")
    words = ReportWords(Phrasebook.load(kb.default_locale)[code], kb)
    found = asyncio.run(_read(settings.database, kb, days))
    lines = [*text_lines(found, words)]
    print(*lines, sep="\n")
    if out is not None:
        _write(out, found, words, lines)
        print(out / PAGE, file=sys.stderr)


async def _read(url: str, kb: KnowledgeBase, days: int) -> Report:
    database = await open_database(url)
    try:
        async with database.workroom() as work:
            reporting = Reporting(lambda: office_hours(kb.registry.hours))
            return await reporting.last_days(work, now(), days)
    finally:
        await database.close()


def _write(out: Path, found: Report, words: ReportWords, lines: list[str]) -> None:
    scene = Scene.of(found)
    out.mkdir(parents=True, exist_ok=True)
    (out / DAYS).write_bytes(days_picture(scene))
    (out / LOCALES).write_bytes(locales_picture(scene))
    (out / TEXT).write_text("\n".join([*lines, ""]), "utf-8")
    shown = page(found, words, words.kb.locales[words.words.locale])
    (out / PAGE).write_text(shown, "utf-8")
