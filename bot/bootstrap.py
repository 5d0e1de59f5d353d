"""Where the parts meet: nothing is connected, read or started before `build` is called."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable, Iterable
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from datetime import UTC, date, datetime
from multiprocessing import get_context
from pathlib import Path

import httpx

from actions.answering import Answering
from actions.content.accepted import (
    Accepted,
    read_accepted,
    unknown_checks,
    unneeded,
    without_accepted,
)
from actions.content.checks import CHECKS, Checked, run_checks
from actions.content.checks.checked import normal
from actions.content.checks.run import name_of
from actions.content.entity_words import read_entity_words
from actions.content.examples import read_examples
from actions.content.judged import read_judged
from actions.content.knowledge_base import KnowledgeBase
from actions.content.languages import read_languages
from actions.content.loader import load_knowledge
from actions.content.numerals import read_numerals
from actions.content.problem import Problem
from actions.domain.decision import Thresholds
from actions.errors import InvalidKnowledge
from actions.library import Library
from actions.ports import Interpreter
from bot.config import PROJECT, Settings
from bot.content_checks import SHOWN_CHECKS
from bot.held_out import held_out_questions
from bot.nlu.client import RasaInterpreter, Where
from bot.nlu.model_watch import ModelWatch
from bot.nlu.models import Model, Models
from bot.nlu.question_checks import MODEL_CHECKS, look_at_questions
from bot.nlu.server import RasaServer
from bot.nlu.training import Training, Watch
from bot.public_holidays import hours_problems
from bot.soundness import Soundness, state_of
from bot.telegram.contacts import CONTACT, CONTACTS_BY_TOPIC

Found = tuple[KnowledgeBase, list[Problem]]

ALL_CHECKS = (*CHECKS, *SHOWN_CHECKS)
SPECIAL_LABELS = frozenset({"handoff", "urgent"})  # what a model must know beside the entries


def now() -> datetime:
    """What time it is, in UTC."""
    return datetime.now(UTC)


def check_knowledge(project: Path = PROJECT) -> Found:
    """The knowledge base, and every problem of it and of the training examples."""
    checked, unreadable = read_project(project)
    accepted, wrong = read_accepted(project / "knowledge")
    used: set[Accepted] = set()
    found = run_checks(checked, ALL_CHECKS, accepted, used)
    named = [name_of(check) for check in ALL_CHECKS]
    ours = [each for each in accepted if each.check in named]
    wrong += [
        *unknown_checks(accepted, {*named, *MODEL_CHECKS}, project / "knowledge"),
        *unneeded(ours, used, project / "knowledge"),
    ]
    return checked.kb, sorted({*unreadable, *wrong, *found})


def check_questions(project: Path, models: Path) -> tuple[list[Problem], tuple[str, ...]]:
    """What the encoder and the newest model find, and what could not be looked at."""
    looked = look_at_questions(project, models)
    accepted, _ = read_accepted(project / "knowledge")
    used: set[Accepted] = set()
    problems = [
        problem
        for check, each in looked.found
        for problem in without_accepted(check, [each], accepted, used)
    ]
    if not looked.skipped:
        ours = [each for each in accepted if each.check in MODEL_CHECKS]
        problems.extend(unneeded(ours, used, project / "knowledge"))
    return sorted(problems), looked.skipped


def read_project(
    project: Path = PROJECT, today: date | None = None
) -> tuple[Checked, list[Problem]]:
    """Everything that is checked, and what of it could not be read."""
    kb, problems = load_knowledge(project / "knowledge")
    examples, unreadable = read_examples(project / "knowledge", project / "nlu_data")
    judged, unjudged = read_judged(project / "nlu_data")
    _, strange = read_languages(project / "nlu_data", kb.locales)
    _, wrong_words = read_entity_words(project / "nlu_data")
    numerals, wrong_numerals = read_numerals(project / "knowledge", kb.locales)
    checked = Checked(
        kb,
        today or _today(),
        examples,
        {
            **{normal(each.text): each.path for each in judged},
            **held_out_questions(project / "tests" / "understanding"),
        },
        numerals,
        project,
        frozenset({CONTACT, *CONTACTS_BY_TOPIC.values()}),
        judged,
    )
    hours = hours_problems(kb.registry.hours, project / "knowledge")
    unread = [*unreadable, *unjudged, *strange, *wrong_words, *wrong_numerals]
    return checked, [*hours, *problems, *unread]


def check_apart(project: Path) -> Found:
    """The same in a process of its own: checking takes 100 MB that a running bot would keep.

    For a start, before there are threads: a process that has some should not be forked.
    """
    try:
        with ProcessPoolExecutor(1, get_context("fork")) as apart:
            return apart.submit(check_knowledge, project).result()
    except BrokenProcessPool:  # ended from outside, for want of memory for two
        return check_knowledge(project)


def sound_knowledge(
    project: Path = PROJECT, check: Callable[[Path], Found] = check_knowledge
) -> KnowledgeBase:
    """The knowledge base, if it has no errors; raises `InvalidKnowledge`.

    What was found sound before is not even read again. Of files that change while they are
    checked nothing is remembered.
    """
    soundness, state = Soundness(project), state_of(project, _today())
    if known := soundness.recall(state):
        return known
    kb, problems = check(project)
    if errors := _errors(problems):
        raise InvalidKnowledge(errors)
    if state_of(project, _today()) == state:
        soundness.remember(state, kb)
    return kb


def _errors(problems: Iterable[Problem]) -> list[Problem]:
    return [problem for problem in problems if problem.is_error]


def _today() -> date:
    """The editor's own day."""
    return date.today()  # noqa: DTZ011 -- where the files are written, not where students are


@dataclass(frozen=True)
class Workshop:
    """What is needed to understand: the knowledge base and the models."""

    settings: Settings
    project: Path
    library: Library
    models: Models

    @property
    def limits(self) -> Thresholds:
        """How sure is sure, as the operator wants it."""
        return Thresholds(wrong=self.settings.wrong_answers / 100)

    @property
    def reads(self) -> dict[str, str]:
        """What those who write a language that we do not speak most likely read of ours."""
        languages, _ = read_languages(self.project / "nlu_data")
        return {each.code: each.read for each in languages}

    @property
    def wanted(self) -> frozenset[str]:
        """What a model must know to be used."""
        return self.library.kb.ids | SPECIAL_LABELS

    async def model(self, watch: Watch, *, force: bool = False) -> Model:
        """The model for the questions as they are; trained now, if it was not before."""
        training = Training(self.project, self.models)
        return await training.model(self.wanted, watch, from_nothing=force)


def workshop(settings: Settings, project: Path = PROJECT) -> Workshop:
    """Read the knowledge base; raises `InvalidKnowledge`."""
    return _workshop(settings, project, sound_knowledge(project, check_apart))


def _workshop(settings: Settings, project: Path, kb: KnowledgeBase) -> Workshop:
    models = Models(project, settings.bot_home / "models")
    return Workshop(settings, project, Library(kb), models)


async def trained(
    settings: Settings, watch: Watch, project: Path = PROJECT, *, force: bool = False
) -> Model:
    """The model, while the knowledge base is checked; raises `InvalidKnowledge`.

    For whoever changed an entry and waits: one after the other takes twice the time.
    """
    if known := Soundness(project).recall(state_of(project, _today())):
        return await _workshop(settings, project, known).model(watch, force=force)
    with ProcessPoolExecutor(1, get_context("fork")) as apart:  # while there are no threads yet
        found = apart.submit(check_knowledge, project)
        checking = asyncio.create_task(
            asyncio.to_thread(sound_knowledge, project, lambda _project: found.result())
        )
        kb, _ = load_knowledge(project / "knowledge")
        training = asyncio.create_task(_workshop(settings, project, kb).model(watch, force=force))
        try:
            await checking
            return await training
        finally:
            training.cancel()
            await asyncio.gather(training, return_exceptions=True)


@contextlib.asynccontextmanager
async def understanding(
    shop: Workshop, watch: Watch, listen: Callable[[Interpreter], Interpreter] | None = None
) -> AsyncIterator[Answering]:
    """Answering, with a Rasa server behind it for as long as the block lasts.

    `listen` may put something between the two, to hear what they say.
    """
    async with contextlib.AsyncExitStack() as stack:
        http = await stack.enter_async_context(httpx.AsyncClient())
        where = await _where(shop, watch, stack)
        rasa = RasaInterpreter(http, where)
        interpreter = listen(rasa) if listen else rasa
        yield Answering(interpreter, shop.library, shop.limits, shop.reads)


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
    watching = asyncio.create_task(ModelWatch(shop.models, server, lambda: shop.wanted).run())
    stack.callback(watching.cancel)
    return server.where


def _always(address: tuple[str, str | None]) -> Where:
    async def where() -> tuple[str, str | None]:
        return address

    return where
