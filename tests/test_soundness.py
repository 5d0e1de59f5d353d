"""What was found sound is not checked again, and whatever changes is."""

import shutil
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest

from actions.content.loader import load_knowledge
from actions.errors import InvalidKnowledge
from actions.library import Library
from bot.bootstrap import check_apart, check_knowledge, sound_knowledge
from bot.knowledge_watch import KnowledgeWatch
from bot.soundness import MEMORY, Soundness, state_of
from tests.content_checks.small_project import change, entry_path, make_project

TODAY = date(2026, 11, 23)


def break_it(project: Path) -> None:
    """Let one language contradict the others: reading finds nothing, the checks do."""
    change(entry_path(project, "ru"), "**15 дней**", "**16 дней**")


def state(project: Path) -> str:
    return state_of(project, date.today())  # noqa: DTZ011 -- the day that the checks see


def rewrite(name: str) -> Callable[[Path], None]:
    """An edit of one file, which may be a new one."""

    def edit(root: Path) -> None:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("a", encoding="utf-8") as file:
            file.write("# new\n")

    return edit


@pytest.fixture
def program(tmp_path: Path) -> Path:
    """Something like this program."""
    root = tmp_path / "program"
    for name in ("actions/content/checks/dates.py", "bot/locale/en/words.po"):
        rewrite(name)(root)
    return root


def test_what_is_sound_is_remembered(tmp_path: Path) -> None:
    project = make_project(tmp_path)

    kb = sound_knowledge(project)

    assert Soundness(project).recall(state(project)) == kb
    assert sound_knowledge(project) == kb


def test_a_process_of_its_own_finds_the_same(tmp_path: Path) -> None:
    project = make_project(tmp_path)
    break_it(project)

    assert check_apart(project) == check_knowledge(project)
    with pytest.raises(InvalidKnowledge):
        sound_knowledge(project, check_apart)


def test_what_is_remembered_is_not_checked(tmp_path: Path) -> None:
    project = make_project(tmp_path)
    break_it(project)
    read, _ = load_knowledge(project / "knowledge")
    Soundness(project).remember(state(project), read)

    assert sound_knowledge(project) == read


def test_what_is_remembered_of_a_project_elsewhere_is_not_taken(tmp_path: Path) -> None:
    project = make_project(tmp_path / "project")
    sound_knowledge(project)
    copy = tmp_path / "copy"
    shutil.copytree(project, copy)

    entry = next(iter(sound_knowledge(copy).entries.values()))

    assert entry.path.is_relative_to(copy)


def test_a_file_that_was_broken_since_is_refused_with_its_line(tmp_path: Path) -> None:
    project = make_project(tmp_path)
    sound_knowledge(project)
    break_it(project)

    for _ in range(2):  # an error is never remembered as sound
        with pytest.raises(InvalidKnowledge, match=r"chess\.md:\d+: says “16”"):
            sound_knowledge(project)


@pytest.mark.parametrize(
    "edit",
    [
        rewrite("knowledge/az/life/chess.md"),
        rewrite("knowledge/az/life/another.md"),
        rewrite("knowledge/accepted.yml"),
        rewrite("nlu_data/en/intents.yml"),
        rewrite("bot/locale/ru/LC_MESSAGES/beledci.po"),
        rewrite("tests/understanding/en/questions.yml"),
        lambda project: (project / "knowledge/ru/numbers.yml").rename(
            project / "knowledge/fa/numbers.yml"
        ),
    ],
    ids=["entry", "new entry", "accepted", "examples", "words", "examination", "moved"],
)
def test_whatever_changes_is_checked_again(
    edit: Callable[[Path], object], tmp_path: Path, program: Path
) -> None:
    project = make_project(tmp_path / "project")
    before = state_of(project, TODAY, program)

    edit(project)

    assert state_of(project, TODAY, program) != before


@pytest.mark.parametrize(
    "name",
    ["actions/content/checks/dates.py", "bot/new.py", "bot/locale/en/x.po", "requirements/bot.txt"],
)
def test_another_program_checks_again(name: str, tmp_path: Path, program: Path) -> None:
    project = make_project(tmp_path / "project")
    before = state_of(project, TODAY, program)

    rewrite(name)(program)

    assert state_of(project, TODAY, program) != before


def test_another_day_checks_again(tmp_path: Path, program: Path) -> None:
    project = make_project(tmp_path / "project")

    days = {state_of(project, TODAY + timedelta(days=n), program) for n in (0, 0, 1, -1)}

    assert len(days) == 3


@pytest.mark.parametrize("remains", ["", "\xff\x00", "0" * 64, "{state}\n", "{state}\ncjunk"])
def test_a_memory_that_is_damaged_is_none(remains: str, tmp_path: Path) -> None:
    project = make_project(tmp_path)
    break_it(project)
    (project / MEMORY).parent.mkdir()
    (project / MEMORY).write_bytes(remains.format(state=state(project)).encode("latin-1"))

    with pytest.raises(InvalidKnowledge):
        sound_knowledge(project)


def test_where_nothing_can_be_written_everything_is_checked(tmp_path: Path) -> None:
    project = make_project(tmp_path)
    (project / MEMORY).parent.write_text("a file stands in the way", "utf-8")

    assert sound_knowledge(project).ids
    break_it(project)
    with pytest.raises(InvalidKnowledge):
        sound_knowledge(project)


async def test_a_running_bot_takes_over_what_passes_and_nothing_else(tmp_path: Path) -> None:
    project = make_project(tmp_path)
    path = entry_path(project, "ru")
    sound = path.read_text("utf-8")
    library = Library(sound_knowledge(project))
    watch = KnowledgeWatch(project / "knowledge", library, lambda: sound_knowledge(project))

    break_it(project)
    assert not await watch.look()
    path.write_text(sound + "\nПриходите!\n", "utf-8")
    assert await watch.look()
    path.write_text(sound, "utf-8")  # which was found sound before
    assert await watch.look()

    assert library.kb == sound_knowledge(project)
