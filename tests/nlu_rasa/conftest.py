"""A small project, and a model trained from it: once for all tests here."""

import importlib.util
import os
from pathlib import Path

import pytest

if importlib.util.find_spec("rasa") is None:
    collect_ignore_glob = ["test_*.py"]  # the bot's own environment has no Rasa
else:
    from bot.nlu.rasa import surroundings

    surroundings.prepare()

CONFIG = Path(__file__).parents[2] / "config.yml"
ENTRY = """---
questions:
{questions}
source: https://iro.beu.edu.az/az
checked_on: 2026-11-23
---
An answer.
"""
ENTRIES = {
    "en/admission/deadlines": [
        "What is the deadline?",
        "When is the last day to apply?",
        "until when can i send my application",
        "is it too late to apply",
        "deadline for september",
    ],
    "en/life/dormitory": [
        "Is there a dormitory?",
        "Where can I live on campus?",
        "how much is a room in the dorm",
        "do you have a hostel for girls",
        "accommodation for students",
    ],
    "az/admission/deadlines": [
        "Sənədləri nə vaxta qədər vermək olar?",
        "son tarix nə vaxtdır",
        "müraciət üçün son gün hansıdır",
        "qəbul nə vaxt bitir",
    ],
    "az/life/dormitory": [
        "Yataqxana varmı?",
        "yataqxanada qalmaq üçün nə etməliyəm",
        "otaq neçəyədir",
        "tələbələr harada yaşayır",
    ],
    "ru/admission/deadlines": [
        "До какого числа можно подать документы?",
        "последний день подачи заявления",
        "когда заканчивается приём",
        "не поздно ли подавать заявление",
    ],
    "ru/life/dormitory": [
        "Есть ли у вас общежитие?",
        "сколько стоит комната в общежитии",
        "где живут студенты",
        "дадут ли место в общаге",
    ],
}
INTENTS = {
    "en": {
        "greeting": ["hello", "good morning", "hi there"],
        "out_of_scope": ["tell me a joke", "what is the weather", "who won the match", "asdf jkl"],
        "urgent": ["the police took me", "I was robbed, help", "my friend is bleeding"],
    },
    "az": {
        "greeting": ["salam", "sabahınız xeyir", "hər vaxtınız xeyir"],
        "out_of_scope": ["hava necədir", "mənə lətifə danış", "kim qalib gəldi"],
    },
    "ru": {
        "greeting": ["привет", "добрый день", "здравствуйте"],
        "out_of_scope": ["какая погода", "расскажи анекдот", "кто выиграл матч"],
    },
}
JUDGED = {"life/dormitory": ["where do I sleep"], "none": ["how do I bake bread"]}
OFFICE = {"university/history": ["how old is the university", "who founded the university"]}


@pytest.fixture(scope="session")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with `config.yml`, `knowledge/` and `nlu_data/`."""
    folder = tmp_path_factory.mktemp("project")
    (folder / "config.yml").write_bytes(CONFIG.read_bytes())
    for place, questions in ENTRIES.items():
        path = folder / "knowledge" / f"{place}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        listed = "\n".join(f'  - "{question}"' for question in questions)
        path.write_text(ENTRY.format(questions=listed), "utf-8")
    for locale, intents in INTENTS.items():
        write_examples(folder / "nlu_data" / locale / "intents.yml", intents)
    write_examples(folder / "nlu_data" / "en" / "office.yml", OFFICE)
    write_examples(folder / "nlu_data" / "en" / "judged.yml", JUDGED)
    for path in (CONFIG.parent / "nlu_data").glob("*/entities.yml"):
        (folder / "nlu_data" / path.parent.name).mkdir(exist_ok=True)
        (folder / "nlu_data" / path.parent.name / path.name).write_bytes(path.read_bytes())
    return folder


@pytest.fixture(scope="session")
def surroundings_of_project(project: Path) -> dict[str, str]:
    """What a process needs to know of the project."""
    folders = {
        "KNOWLEDGE_DIR": str(project / "knowledge"),
        "NLU_DATA_DIR": str(project / "nlu_data"),
        "NLU_CACHE_DIR": str(project / "cache"),
        "PYTHONPATH": str(CONFIG.parent),
    }
    return {**os.environ, **folders}


@pytest.fixture(scope="session")
def model(project: Path, surroundings_of_project: dict[str, str]) -> Path:
    """A model of the project."""
    from bot.nlu.rasa.train import train  # noqa: PLC0415 -- only where Rasa is

    path = project / "models" / "small.tar.gz"
    with pytest.MonkeyPatch.context() as patch:
        for key in ("KNOWLEDGE_DIR", "NLU_DATA_DIR", "NLU_CACHE_DIR"):
            patch.setenv(key, surroundings_of_project[key])
        train(project / "config.yml", path)
    return path


def write_examples(path: Path, intents: dict[str, list[str]]) -> None:
    """A file of `nlu_data/`."""
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = [
        line
        for intent, texts in intents.items()
        for line in (f"{intent}:", *(f'  - "{text}"' for text in texts))
    ]
    path.write_text("\n".join(lines) + "\n", "utf-8")
