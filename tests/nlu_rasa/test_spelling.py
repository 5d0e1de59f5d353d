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
from bot.nlu.rasa.romanisation import plain, russian_key
from bot.nlu.rasa.sounds import consonants, own_forms, typed_forms, unlikeness

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


def key_of(word: str, locale: str) -> set[str]:
    """The keys by which a typed word is looked up."""
    return {consonants(form) for form in typed_forms(word, locale)}


@pytest.mark.parametrize(
    ("typed", "own"),
    [
        ("2obool", "قبول"), ("qobul", "قبول"), ("9bool", "قبول"), ("gabool", "قبول"),
        ("jame3a", "جامعة"), ("gam3a", "جامعة"), ("jam3ah", "جامعة"),
        ("chehada", "شهادة"), ("shehadeh", "شهادة"), ("7", "ح"), ("khidma", "خدمة"),
        ("djawaz", "جواز"), ("wa2t", "وقت"), ("sakan", "سكن"),
    ],
)  # fmt: skip
def test_every_way_to_type_an_arabic_word_leads_to_it(typed: str, own: str) -> None:
    assert key_of(typed, "ar") & {consonants(form) for form in own_forms(own)}


def test_vowels_decide_among_words_with_the_same_consonants() -> None:
    examples = [("جواز جوازي", "ar"), ("جوازي جوازي قبل قبل", "ar"), ("قبول الإجازة", "ar")]
    respelling = Respelling.learn(examples)

    assert respelling.respell("jawaz", "ar") == "جواز"
    assert respelling.respell("jawazi", "ar") == "جوازي"
    assert respelling.respell("2abl", "ar") == "قبل"
    assert respelling.respell("2obool", "ar") == "قبول"


def test_a_word_fits_better_the_more_of_its_vowels_are_typed() -> None:
    assert unlikeness("juaz", "jauaz", "jawaz") < unlikeness("juazi", "jauaz", "jawaz")
    assert unlikeness("gbl", "gobul", "qobool") > unlikeness("gbul", "gobul", "qobool")
    assert unlikeness("gbl", "gbln", "gbln") > 5


def test_the_article_is_written_together_with_its_word() -> None:
    respelling = Respelling.learn([("قبول جامعة", "ar")])

    assert respelling.respell("el 2obool fel gam3a", "ar") == "القبول fel جامعة"
    assert respelling.respell("el final", "ar") == "el final"


def test_english_words_that_others_use_stay_english() -> None:
    arabic, english = [("خمس", "ar")] * 9, [("when are the exams", "en")] * 8

    assert Respelling.learn([*arabic, *english]).respell("exams", "ar") == "exams"
    assert Respelling.learn(arabic).respell("khams", "ar") == "خمس"


def test_keys_join_what_is_one_word() -> None:
    assert key_of("tahsili", "fa") & {consonants(form) for form in own_forms("تحصیلی")}
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
