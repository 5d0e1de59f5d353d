"""Words in Latin letters find their own ones."""

from pathlib import Path

import pytest
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.shared.nlu.constants import INTENT, METADATA, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.nlu.rasa.attributes import JUDGED, LANGUAGE, LOCALE
from bot.nlu.rasa.keeping import kept
from bot.nlu.rasa.normalisation import Normalisation
from bot.nlu.rasa.respelling import Respelling, cyrillic
from bot.nlu.rasa.romanisation import consonants, plain, russian_key

EXAMPLES = [
    ("Müraciət necə edilir?", "az"),
    ("İkamet nasıl alınır?", "tr"),
    ("Как получить визу?", "ru"),
    ("چطوری ویزای تحصیلی بگیرم", "fa"),
    ("كيف أسجل في الجامعة", "ar"),
    ("How do I apply?", "en"),
]


@pytest.mark.parametrize(
    ("typed", "locale", "own"),
    [
        ("muraciet nece edilir", "az", "müraciət necə edilir"),
        ("ikamet nasil alinir?", "tr", "ikamet nasıl alınır?"),
        ("Kak poluchit vizu", "ru", "как получить визу"),
        ("kak poluchit spravku", "ru", "как получить справку"),
        ("chetori tahsili begiram", "fa", "چطوری تحصیلی بگیرم"),
        ("zork muraciet", "az", "zork müraciət"),
    ],
)
def test_known_words_come_back_in_their_own_letters(typed: str, locale: str, own: str) -> None:
    assert Respelling.learn(EXAMPLES).respell(typed, locale) == own


@pytest.mark.parametrize(
    ("text", "locale"),
    [("Müraciet nece", "az"), ("How do I apply", "en"), ("виза muraciet", "ru"), ("abc", None)],
)
def test_what_is_written_properly_stays(text: str, locale: str | None) -> None:
    assert Respelling.learn(EXAMPLES).respell(text, locale) == text


def test_the_most_frequent_spelling_wins() -> None:
    examples = [("şəkil", "az"), ("şəkil", "az"), ("sekıl", "az")]

    assert Respelling.learn(examples).respell("sekil", "az") == "şəkil"


def test_nothing_learned_changes_nothing_but_russian() -> None:
    assert Respelling({}).respell("muraciet", "az") == "muraciet"
    assert Respelling({}).respell("viza 2026", "ru") == "виза 2026"


@pytest.mark.parametrize(
    ("latin", "russian"),
    [("shchas", "щас"), ("obuchenie", "обучение"), ("yazyk", "язык"), ("mozhno", "можно")],
)
def test_russian_can_be_undone_by_rule(latin: str, russian: str) -> None:
    assert cyrillic(latin) == russian


def test_keys_join_what_is_one_word() -> None:
    assert consonants("tahsili") == consonants("تحصیلی")
    assert russian_key("polu4it") == russian_key("получить") == russian_key("poluchit")
    assert plain("Müraciət İŞI виза") == "muraciet isi viza"


def test_no_spelling_is_learned_from_judged_messages(tmp_path: Path) -> None:
    example = {TEXT: "qəbul nə vaxtdır", INTENT: "admission/deadlines", METADATA: {LOCALE: "az"}}
    judged = {TEXT: "müraciəti görmürəm", JUDGED: "", LANGUAGE: {LOCALE: "az"}}
    storage, resource = LocalModelStorage(tmp_path), Resource("spelling")

    step = Normalisation(storage, resource, Respelling({}))
    step.train(TrainingData([Message(example), Message(judged)]))

    tables, _ = kept(storage, resource)
    assert set(tables["az"].values()) == {"qəbul", "nə", "vaxtdır"}
