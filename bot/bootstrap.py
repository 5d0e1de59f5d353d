"""Where the parts meet: nothing is connected, read or started before `build` is called."""

import contextlib
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import httpx

from actions.answering import Answering
from actions.content.checks import Checked, run_checks
from actions.content.examples import read_examples
from actions.content.knowledge_base import KnowledgeBase
from actions.content.loader import load_knowledge
from actions.content.problem import Problem
from actions.domain.decision import Thresholds
from actions.errors import InvalidKnowledge
from actions.library import Library
from bot.config import PROJECT, Settings
from bot.content_check import markup_problems
from bot.held_out import held_out_questions
from bot.nlu.client import RasaInterpreter, Where
from bot.nlu.models import Model, Models
from bot.nlu.server import RasaServer
from bot.nlu.training import Training, Watch
from bot.public_holidays import hours_problems

SPECIAL_LABELS = frozenset({"handoff", "urgent"})  # what a model must know beside the entries


def now() -> datetime:
    """What time it is, in UTC."""
    return datetime.now(UTC)


def check_knowledge(project: Path = PROJECT) -> tuple[KnowledgeBase, list[Problem]]:
    """The knowledge base, and every problem of it and of the training examples."""
    kb, problems = load_knowledge(project / "knowledge")
    examples, unreadable = read_examples(project / "knowledge", project / "nlu_data")
    held_out = held_out_questions(project / "tests" / "understanding")
    checked = Checked(kb, date.today(), examples, held_out)  # noqa: DTZ011 -- the editor's own day
    hours = hours_problems(kb.registry.hours, project / "knowledge")
    found = {*problems, *unreadable, *run_checks(checked), *markup_problems(kb), *hours}
    return kb, sorted(found)


def sound_knowledge(project: Path = PROJECT) -> KnowledgeBase:
    """The knowledge base, if it has no errors; raises `InvalidKnowledge`."""
    kb, problems = check_knowledge(project)
    errors = [problem for problem in problems if problem.is_error]
    if errors:
        raise InvalidKnowledge(errors)
    return kb


@dataclass(frozen=True)
class Workshop:
    """What is needed to understand: the knowledge base and the models."""

    settings: Settings
    project: Path
    library: Library
    training: Training

    @property
    def wanted(self) -> frozenset[str]:
        """What a model must know to be used."""
        return self.library.kb.ids | SPECIAL_LABELS

    async def model(self, watch: Watch, *, force: bool = False) -> Model:
        """The model for the questions as they are; trained now, if it was not before."""
        existing = None if force else self.training.existing(self.wanted)
        return existing or await self.training.train(self.wanted, watch)


def workshop(settings: Settings, project: Path = PROJECT) -> Workshop:
    """Read the knowledge base; raises `InvalidKnowledge`."""
    library = Library(sound_knowledge(project))
    models = Models(project, settings.bot_home / "models")
    return Workshop(settings, project, library, Training(project, models))


@contextlib.asynccontextmanager
async def understanding(
    shop: Workshop, watch: Watch, limits: Thresholds | None = None
) -> AsyncIterator[Answering]:
    """Answering, with a Rasa server behind it for as long as the block lasts."""
    async with contextlib.AsyncExitStack() as stack:
        http = await stack.enter_async_context(httpx.AsyncClient())
        where = await _where(shop, watch, stack)
        interpreter = RasaInterpreter(http, where)
        yield Answering(interpreter, shop.library, limits or Thresholds())


async def _where(shop: Workshop, watch: Watch, stack: contextlib.AsyncExitStack) -> Where:
    settings = shop.settings
    if settings.rasa_url:
        address = (settings.rasa_url.rstrip("/"), settings.rasa_token)
        return _always(address)
    model = await shop.model(watch)
    log_file = settings.bot_home / "logs" / "rasa.log"
    server = RasaServer(shop.project, model, log_file, settings.rasa_token)
    server.start()
    stack.push_async_callback(server.stop)
    return server.where


def _always(address: tuple[str, str | None]) -> Where:
    async def where() -> tuple[str, str | None]:
        return address

    return where
