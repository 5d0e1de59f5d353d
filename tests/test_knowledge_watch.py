"""Changed answers are taken over: whole, or not at all."""

import asyncio
import os
from datetime import date
from pathlib import Path
from shutil import rmtree

import pytest

from actions.content.knowledge_base import KnowledgeBase
from actions.content.loader import load_knowledge
from actions.content.problem import Problem, warning
from actions.domain.occasion import Occasion
from actions.errors import InvalidKnowledge
from actions.library import Library
from bot.facts.filling import fill
from bot.knowledge_watch import INTERVAL, KnowledgeWatch, stamp_of
from tests.telegram.sample import phrasebook
from tests.virtual_time import VirtualTimeLoop

CATS, DOGS = "en/life/cats.md", "en/life/dogs.md"
LOCALES = """\
default: en
staff: en
locales:
  en: { name: English, direction: ltr }
"""
TOPICS = "life: { desk: office, names: { en: Life } }\n"


class Office:
    """A knowledge folder that somebody edits while the bot runs."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.write("locales.yml", LOCALES)
        self.write("topics.yml", TOPICS)
        self.save(CATS, "Yes.")
        self.library = Library(self._load())
        self.watch = KnowledgeWatch(folder, self.library, self._load)

    def write(self, name: str, text: str) -> None:
        """Save a file."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")

    def save(self, name: str, answer: str) -> None:
        """Save an entry with this answer."""
        questions = "".join(f"  - {Path(name).stem} question {n}\n" for n in range(8))
        head = f"questions:\n{questions}source: https://example.edu\nchecked_on: 2026-09-01\n"
        self.write(name, f"---\n{head}---\n{answer}\n")

    def answer(self, entry_id: str = "life/cats") -> str:
        """What the bot would answer now."""
        found = self.library.kb.find(entry_id, "en")
        return found.entry.body if found else ""

    def shown(self) -> str:
        """The same with its facts."""
        words, occasion = phrasebook()["en"], Occasion(date(2026, 11, 23))
        return fill(self.answer(), self.library.kb, words, occasion).text

    def _load(self) -> KnowledgeBase:
        kb, problems = load_knowledge(self.folder)
        if errors := [problem for problem in problems if problem.is_error]:
            raise InvalidKnowledge(errors)
        return kb


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return Office(tmp_path / "knowledge")


async def test_a_changed_answer_is_taken_over(office: Office) -> None:
    office.save(CATS, "No, sorry.")

    assert await office.watch.look()
    assert office.answer() == "No, sorry."


async def test_a_changed_fact_is_taken_over_without_a_change_of_any_answer(office: Office) -> None:
    fact = "term: {{ duration: {} days, certainty: official, checked_on: 2026-09-01, {} }}\n"
    source = 'source: { title: "T", url: "https://example.edu" }'
    office.write("facts/migration.yml", fact.format(15, source))
    office.save(CATS, "Within {term}.")
    await office.watch.look()

    office.write("facts/migration.yml", fact.format(30, source))

    assert await office.watch.look()
    assert office.shown() == "Within 30 days."


async def test_a_broken_fact_changes_nothing(office: Office) -> None:
    office.write("facts/migration.yml", "term: { duration: soon }\n")

    assert not await office.watch.look()
    assert office.library.kb.facts == {}


async def test_where_nothing_changed_nothing_is_read(office: Office) -> None:
    before = office.library.kb

    assert not await office.watch.look()
    assert office.library.kb is before


async def test_what_was_taken_over_is_not_read_again(office: Office) -> None:
    office.save(CATS, "No, sorry.")
    await office.watch.look()

    assert not await office.watch.look()


async def test_a_broken_file_changes_nothing_at_all(
    office: Office, capsys: pytest.CaptureFixture[str]
) -> None:
    before = office.library.kb
    office.save(CATS, "No, sorry.")
    office.write(DOGS, "---\nquestions: [\n---\nHalf a thought")

    assert not await office.watch.look()

    assert office.library.kb is before
    assert office.answer() == "Yes."
    assert "dogs.md" in capsys.readouterr().out


async def test_when_the_broken_file_is_mended_everything_is_taken_over(office: Office) -> None:
    office.write(DOGS, "---\nquestions: [\n---\nHalf a thought")
    await office.watch.look()
    office.save(CATS, "No, sorry.")
    office.save(DOGS, "Never.")

    assert await office.watch.look()
    assert (office.answer(), office.answer("life/dogs")) == ("No, sorry.", "Never.")


async def test_a_complaint_is_made_once(office: Office, capsys: pytest.CaptureFixture[str]) -> None:
    office.write(DOGS, "nothing that can be read")
    await office.watch.look()
    capsys.readouterr()

    await office.watch.look()

    assert capsys.readouterr().out == ""


async def test_warnings_are_no_complaint(
    office: Office, capsys: pytest.CaptureFixture[str]
) -> None:
    problems = [warning(Path("a.md"), 1, "is old"), Problem(Path("b.md"), 2, "bad")]

    def fail() -> KnowledgeBase:
        raise InvalidKnowledge(problems)

    watch = KnowledgeWatch(office.folder, office.library, fail)
    office.save(CATS, "No, sorry.")
    await watch.look()

    said = capsys.readouterr().out
    assert "b.md:2: bad" in said
    assert "a.md" not in said


async def test_new_and_deleted_files_are_noticed(office: Office) -> None:
    office.save(DOGS, "Never.")
    assert await office.watch.look()
    (office.folder / DOGS).unlink()

    assert await office.watch.look()
    assert office.answer("life/dogs") == ""


def test_a_file_of_the_same_size_is_noticed_by_its_time(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text("one")
    before = stamp_of(tmp_path)

    os.utime(path, ns=(1, path.stat().st_mtime_ns + 1))

    assert stamp_of(tmp_path) != before


def test_what_an_editor_leaves_behind_is_not_knowledge(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("one")
    before = stamp_of(tmp_path)

    (tmp_path / ".a.md.swp").write_text("two")
    (tmp_path / "a.md~").write_text("two")

    assert stamp_of(tmp_path) == before


def test_a_folder_that_is_gone_has_a_stamp_as_well(tmp_path: Path) -> None:
    rmtree(folder := tmp_path / "knowledge", ignore_errors=True)

    assert stamp_of(folder) == frozenset()


async def test_a_failure_of_another_kind_is_survived(office: Office) -> None:
    failures = [OSError("the disk is away"), UnicodeDecodeError("utf-8", b"\xff", 0, 1, "")]

    def load() -> KnowledgeBase:
        if failures:
            raise failures.pop()
        return office._load()

    watch = KnowledgeWatch(office.folder, office.library, load)
    for answer in ("One.", "Two.", "Three."):
        office.save(CATS, answer)
        await watch.look()

    assert office.answer() == "Three."


def test_it_looks_again_and_again(office: Office) -> None:
    async def look_twice() -> None:
        task = asyncio.create_task(office.watch.run())
        for answer in ("One.", "Two."):
            office.save(CATS, answer)
            while office.answer() != answer:  # noqa: ASYNC110 -- to pass the time is the point
                await asyncio.sleep(INTERVAL)
        task.cancel()

    with asyncio.Runner(loop_factory=VirtualTimeLoop) as runner:
        runner.run(look_twice())

    assert office.answer() == "Two."
