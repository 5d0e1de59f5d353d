"""The command line: `bot run`, `bot chat`, `bot ask`, `bot explain`, `bot train`, `bot check`."""

import asyncio
import os
import sys
from collections.abc import Callable, Coroutine, Mapping
from concurrent.futures import ThreadPoolExecutor
from io import TextIOWrapper
from pathlib import Path
from typing import Annotated, Any

import typer

from actions.answering import Question
from actions.errors import BeledciError, EditRefused, InvalidKnowledge, InvalidSettings
from actions.ports import Interpreter
from bot import cli_editing, cli_reporting
from bot.bootstrap import (
    Workshop,
    check_knowledge,
    check_questions,
    trained,
    understanding,
    workshop,
)
from bot.cli_editing import ProjectOption
from bot.config import PROJECT, Settings
from bot.i18n import Phrasebook
from bot.logs import configure_logs, for_conversation
from bot.nlu.training import Watch
from bot.service import Service
from bot.telegram.presenter import Presenter
from bot.terminal.asking import ask as ask_one
from bot.terminal.asking import ask_many
from bot.terminal.chat import Chat
from bot.terminal.explaining import NotingInterpreter
from bot.terminal.explaining import explain as explain_one
from bot.terminal.problems import ReportFormat, report
from bot.terminal.progress import training_display

FAILED, MISUSED = 1, 2  # exit codes
WITHOUT_TELEGRAM = """\
TELEGRAM_TOKEN is not set, so here is the assistant in your terminal. To bring it to Telegram:
  1. Write /newbot to @BotFather on Telegram and answer its two questions.
  2. Copy the token that it gives you into a file named .env: TELEGRAM_TOKEN=123456789:AAE…
  3. Run `make run` again.
A number taps a button; /quit leaves."""

app = typer.Typer(
    help="Bələdçi, the assistant of a university's international office.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
EDITING: Mapping[str, Callable[..., None]] = {
    "new-entry": cli_editing.new_entry,
    "new-locale": cli_editing.new_locale,
    "coverage": cli_editing.show_coverage,
    "translated": cli_editing.translated,
    "export": cli_editing.export,
    "import": cli_editing.import_sheet,
    "link": cli_editing.link,
}
for command_name, command in EDITING.items():
    app.command(command_name)(command)
app.command("report")(cli_reporting.report)


def main() -> None:
    """Run a command; what goes wrong is one sentence, and an exit code that tells."""
    try:
        app()
    except InvalidSettings as error:
        _say("The settings can't be used:", *error.problems)
        sys.exit(MISUSED)
    except EditRefused as error:
        _say(*map(str, error.problems))
        sys.exit(FAILED)
    except InvalidKnowledge as error:
        _say(*map(str, error.problems), "Correct this, then try again; `bot check` shows all.")
        sys.exit(FAILED)
    except BeledciError as error:
        _say(str(error))
        sys.exit(FAILED)
    except KeyboardInterrupt:
        sys.exit(130)


@app.command()
def run(
    *,
    chat_without_token: Annotated[
        bool, typer.Option(help="Without TELEGRAM_TOKEN, open a chat in this terminal instead.")
    ] = False,
    project: ProjectOption = PROJECT,
) -> None:
    """Run the bot on Telegram until stopped."""
    settings = _settings(project)
    if settings.telegram_token is None:
        if not chat_without_token:
            raise InvalidSettings(
                ["TELEGRAM_TOKEN is missing; get one from @BotFather, see .env.example"]
            )
        _say(WITHOUT_TELEGRAM)
        _chat(settings, project)
        return
    shop = workshop(settings, project)
    _with_training(lambda watch: Service(shop, watch).run())


@app.command()
def chat(project: ProjectOption = PROJECT) -> None:
    """Talk to the same assistant in this terminal; nothing is stored."""
    _chat(_settings(project), project)


@app.command()
def ask(
    question: Annotated[str | None, typer.Argument(help="What a student might write.")] = None,
    *,
    jsonl: Annotated[
        bool, typer.Option("--jsonl", help="Read JSON lines from standard input, write JSON lines.")
    ] = False,
    project: ProjectOption = PROJECT,
) -> None:
    """Show what the assistant would do with a question, without storing anything."""
    if jsonl == (question is not None):
        raise InvalidSettings(["write either a question in quotes, or --jsonl"])
    shop = workshop(_settings(project), project)

    async def work(watch: Watch) -> None:
        async with understanding(shop, watch) as answering:
            if question is None:
                _read_utf8()
                await ask_many(answering, sys.stdin)
            else:
                for line in await ask_one(answering, _presenter(shop), question):
                    print(line)

    _with_training(work)


@app.command()
def explain(
    message: Annotated[str, typer.Argument(help="What a student might write.")],
    *,
    before: Annotated[
        list[str] | None, typer.Option("--before", help="A message of theirs before this one.")
    ] = None,
    project: ProjectOption = PROJECT,
) -> None:
    """Show step by step how a message is understood: for developers and editors."""
    shop = workshop(_settings(project), project)

    async def work(watch: Watch) -> None:
        heard: list[NotingInterpreter] = []

        def listen(interpreter: Interpreter) -> Interpreter:
            heard.append(NotingInterpreter(interpreter))
            return heard[0]

        async with understanding(shop, watch, listen) as answering:
            question = Question(message, earlier=tuple(before or ()))
            is_entry = shop.library.kb.ids.__contains__
            lines = await explain_one(answering, heard[0], shop.limits, is_entry, question)
            print("\n".join(lines))

    _with_training(work)


@app.command()
def train(
    *,
    force: Annotated[
        bool, typer.Option("--force", help="From nothing, also if little or nothing has changed.")
    ] = False,
    project: ProjectOption = PROJECT,
) -> None:
    """Train the model, if the questions have changed since the last time."""
    settings = _settings(project)

    async def work(watch: Watch) -> None:
        model = await trained(settings, watch, project, force=force)
        _say(f"The model is ready: {model.path} ({len(model.labels)} intents).")

    _with_training(work)


@app.command()
def check(
    form: Annotated[
        ReportFormat, typer.Option("--format", help="For people, for GitHub, or for programs.")
    ] = ReportFormat.TEXT,
    *,
    questions: Annotated[
        bool, typer.Option(help="Compare questions by the encoder and the model, too.")
    ] = True,
    project: ProjectOption = PROJECT,
) -> None:
    """Check knowledge/ and nlu_data/; print each problem as `file:line: what, what to write`."""
    project = project.resolve()
    models = Settings.from_env(os.environ, project / ".env").bot_home / "models"
    with ThreadPoolExecutor(1) as beside:
        looking = beside.submit(check_questions, project, models) if questions else None
        kb, problems = check_knowledge(project)
    found, skipped = looking.result() if looking else ([], ("you said so",))
    problems = sorted({*problems, *found})
    for line in report(problems, form, Path.cwd(), skipped):
        print(line)
    for reason in skipped:
        _say(f"Questions were not compared with those of other entries: {reason}.")
    errors = sum(problem.is_error for problem in problems)
    warnings = len(problems) - errors
    _say(f"{len(kb.entries)} entries, {errors} errors, {warnings} warnings")
    if errors:
        raise typer.Exit(FAILED)


def _settings(project: Path) -> Settings:
    settings = Settings.from_env(os.environ, project / ".env")
    configure_logs(settings.log_level)
    return settings


def _chat(settings: Settings, project: Path) -> None:
    configure_logs(for_conversation(settings.log_level))
    shop = workshop(settings, project)

    async def work(watch: Watch) -> None:
        async with understanding(shop, watch) as answering:
            await Chat(answering, _presenter(shop), os.environ.get("LANG")).run()

    _with_training(work)


def _presenter(shop: Workshop) -> Presenter:
    return Presenter(shop.library, Phrasebook.load(shop.library.kb.default_locale))


def _with_training(work: Callable[[Watch], Coroutine[Any, Any, None]]) -> None:
    with training_display() as watch:
        asyncio.run(work(watch))


def _read_utf8() -> None:
    """Standard input is UTF-8 wherever we run; a broken byte is a question mark, no end."""
    if isinstance(sys.stdin, TextIOWrapper):
        sys.stdin.reconfigure(encoding="utf-8", errors="replace")


def _say(*lines: str) -> None:
    print(*lines, sep="\n", file=sys.stderr)
