"""Commands for editors and translators; `bot.cli` gives them their places."""

import asyncio
import json
import os
import sys
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from actions.content.knowledge_base import KnowledgeBase
from actions.content.loader import load_knowledge
from actions.errors import EditRefused
from bot.config import PROJECT, Settings
from bot.editing.coverage import coverage
from bot.editing.importing import Import, differences
from bot.editing.new_entry import new_entry as begin_entry
from bot.editing.new_locale import new_locale as begin_locale
from bot.editing.new_locale import what_first
from bot.editing.qr_codes import check_picture, write_qr_code
from bot.editing.rows import rows_of
from bot.editing.spreadsheets import read_sheet, write_sheet
from bot.editing.stamping import stamp
from bot.editing.writing import write_all
from bot.telegram.links import USERNAME, Destination, Goal, address, destination_of, username_of
from bot.terminal.coverage import as_objects, table
from bot.terminal.problems import ReportFormat

ProjectOption = Annotated[
    Path, typer.Option("--project", help="The folder with config.yml, knowledge/ and nlu_data/.")
]
EntryArgument = Annotated[str, typer.Argument(help="Topic and name, such as life/library.")]
LocaleArgument = Annotated[str, typer.Argument(help="The code of a language, such as fr.")]


def new_entry(
    entry: EntryArgument,
    *,
    title: Annotated[str, typer.Option(help="The question on buttons, in the source language.")],
    project: ProjectOption = PROJECT,
) -> None:
    """Begin an entry: a file to fill in, in every language."""
    kb = _kb(project)
    files = begin_entry(kb, project / "knowledge", entry, title, _today())
    write_all(files, only_new=True)
    source = project / "knowledge" / kb.source_locale / f"{entry}.md"
    _say(f"Begun in {len(files)} languages. Write first: {_near(source)}")


def new_locale(
    code: LocaleArgument,
    name: Annotated[str, typer.Argument(help="Its name in the language itself.")],
    project: ProjectOption = PROJECT,
) -> None:
    """Begin a language: all its files, marked TODO where somebody has to write."""
    kb = _kb(project)
    files = begin_locale(kb, project, code, name)
    write_all(files)
    knowledge = project / "knowledge"
    _say(f"{name} is begun: {len(files)} files. What has a TODO is answered in another language.")
    _say("", "First of all:", f"  1. The menu: {_near(knowledge / 'topics.yml')}")
    _say(f"  2. What the assistant itself says: bot/locale/{code}/LC_MESSAGES/messages.po")
    _say("  3. What is asked most:")
    for entry_id in what_first(kb):
        _say(f"     {_near(knowledge / code / entry_id)}.md")
    _say(f"  4. Greetings, and calls for a person: nlu_data/{code}/intents.yml")
    _say(f"  5. Words for numbers: {_near(knowledge / code / 'numbers.yml')}")
    _say("", f"`bot export {code} --to {code}.xlsx` makes a spreadsheet for translators.")
    _say("`bot coverage` shows how far it has come, `bot check` what is wrong.")


def show_coverage(
    form: Annotated[
        ReportFormat, typer.Option("--format", help="`text` or `json`.")
    ] = ReportFormat.TEXT,
    project: ProjectOption = PROJECT,
) -> None:
    """Show how far each language has come: topics, complete, stale, missing, oldest check."""
    found = coverage(_kb(project))
    if form is ReportFormat.JSON:
        print(json.dumps(as_objects(found), ensure_ascii=False))
        return
    table(found)


def translated(
    entry: EntryArgument, locale: LocaleArgument, project: ProjectOption = PROJECT
) -> None:
    """Note that a translation says again what its source says."""
    files = stamp(_kb(project), project / "knowledge", entry, locale)
    write_all(files)
    _say(f"{entry} in {locale} is up to date.")


def export(
    locales: Annotated[list[str] | None, typer.Argument(help="Languages; all by default.")] = None,
    *,
    to: Annotated[Path, typer.Option(help="A file that ends in .xlsx or .csv.")],
    project: ProjectOption = PROJECT,
) -> None:
    """Write all texts of some languages into a spreadsheet for translators."""
    kb = _kb(project)
    chosen = locales or list(kb.locales)
    if unknown := sorted(set(chosen) - set(kb.locales)):
        raise typer.BadParameter(f"{', '.join(unknown)}: use {', '.join(kb.locales)}")
    rtl = frozenset(code for code, locale in kb.locales.items() if locale.is_rtl)
    count = write_sheet(to, rows_of(kb, chosen), rtl)
    _say(f"{count} rows in {to}. Translate the column `text` only; then `bot import {to}`.")


def link(
    target: Annotated[
        str | None, typer.Argument(help="An entry or topic, such as admission/how-to-apply; or az.")
    ] = None,
    *,
    campaign: Annotated[
        str | None, typer.Option(help="A name such as fair-2026, to see who came by this link.")
    ] = None,
    bot: Annotated[
        str | None, typer.Option(help="The bot's name on Telegram, if it can't be asked for it.")
    ] = None,
    qr: Annotated[
        Path | None, typer.Option(help="Write it as a QR code, too: a file in .png or .svg.")
    ] = None,
    project: ProjectOption = PROJECT,
) -> None:
    """Print a link that opens the bot at a topic, an answer or in a language."""
    goes_to = _destination(target, campaign, project)
    if qr is not None:
        check_picture(qr)
    found = _address(_username(bot, project), goes_to)
    if qr is not None:
        write_qr_code(found, qr)
        _say(f"The QR code is in {qr}.")
    print(found)


def import_sheet(
    sheet: Annotated[Path, typer.Argument(help="A file that `bot export` made.")],
    *,
    apply: Annotated[bool, typer.Option("--apply", help="Change the files.")] = False,
    project: ProjectOption = PROJECT,
) -> None:
    """Show what a translator's spreadsheet would change; change it with --apply."""
    kb = _kb(project)
    files = Import(kb, project / "knowledge").files(read_sheet(sheet))
    for line in differences(files, project):
        print(line)
    if not files:
        _say("Nothing changes.")
    elif apply:
        write_all(files)
        _say(f"{len(files)} files changed. Run `bot check`, then `bot train`.")
    else:
        _say(f"{len(files)} files would change; `bot import {sheet} --apply` changes them.")


def _destination(target: str | None, campaign: str | None, project: Path) -> Destination:
    """Where a link is to lead; raises `EditRefused`."""
    if (target is None) == (campaign is None):
        raise EditRefused(["name either what the link leads to, or a --campaign"])
    if campaign is not None:
        return Destination(Goal.CAMPAIGN, campaign)
    goes_to = destination_of(target or "", _kb(project))
    if goes_to is None:
        raise EditRefused([f"“{target}” is no entry, no topic and no language"])
    return goes_to


def _username(bot: str | None, project: Path) -> str:
    """How the bot is called, as it was said or as Telegram says."""
    if bot is None:
        return asyncio.run(username_of(Settings.from_env(os.environ, project / ".env")))
    if not USERNAME.fullmatch(bot.removeprefix("@")):
        raise EditRefused([f"“{bot}” is no name of a bot; write one such as beledci_bot"])
    return bot.removeprefix("@")


def _address(username: str, goes_to: Destination) -> str:
    """The link itself; raises `EditRefused`."""
    try:
        return address(username, goes_to)
    except ValueError as error:
        raise EditRefused(
            [f"“{goes_to.name}” can't stand in a link: up to 60 of A-Z a-z 0-9 - _ can"]
        ) from error


def _kb(project: Path) -> KnowledgeBase:
    return load_knowledge(project / "knowledge")[0]


def _today() -> date:
    return date.today()  # noqa: DTZ011 -- the editor's own day


def _near(path: Path) -> Path:
    return path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path


def _say(*lines: str) -> None:
    print(*lines, sep="\n", file=sys.stderr)
