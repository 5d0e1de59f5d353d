"""The languages and topics, as `locales.yml` and `topics.yml` say."""

from pathlib import Path

import pytest

from actions.content.registry import Locale, Topic, read_registry
from tests.content_reading.files import LOCALES, TOPICS, knowledge, write


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return knowledge(tmp_path)


def problems_of(folder: Path) -> list[str]:
    _, problems = read_registry(folder)
    return sorted(str(problem).removeprefix(f"{folder}/") for problem in problems)


def test_languages_and_topics_are_read_in_the_order_of_the_menu(folder: Path) -> None:
    registry, problems = read_registry(folder)

    assert problems == []
    assert (registry.default_locale, registry.staff_locale) == ("en", "az")
    assert list(registry.locales.values()) == [
        Locale("az", "Azərbaycanca"),
        Locale("en", "English"),
    ]
    assert list(registry.topics) == ["fees", "life"]
    assert registry.topics["fees"].desk == "admission"


def test_a_language_may_run_from_right_to_left(folder: Path) -> None:
    write(folder / "locales.yml", LOCALES + "  fa: { name: فارسی, direction: rtl }\n")

    registry, _ = read_registry(folder)

    assert registry.locales["fa"].is_rtl
    assert not registry.locales["en"].is_rtl


@pytest.mark.parametrize("line", ["fa: Farsi", "fa: { direction: rtl }", "fa: { name: فارسی }"])
def test_a_language_without_name_or_direction_is_named(folder: Path, line: str) -> None:
    write(folder / "locales.yml", f"{LOCALES}  {line}\n")

    assert "locales.yml:6: `fa:` needs `name:`, and `direction:` with ltr or rtl" in problems_of(
        folder
    )


def test_a_direction_that_is_none_is_named(folder: Path) -> None:
    write(
        folder / "locales.yml",
        LOCALES.replace("English, direction: ltr", "English, direction: lrt"),
    )

    assert problems_of(folder) == [
        "locales.yml:5: `en:` needs `name:`, and `direction:` with ltr or rtl"
    ]


@pytest.mark.parametrize(("key", "line"), [("default", 1), ("staff", 2)])
def test_a_language_that_is_chosen_must_exist(folder: Path, key: str, line: int) -> None:
    write(folder / "locales.yml", LOCALES.replace(f"{key}: ", f"{key}: x"))

    assert problems_of(folder) == [
        f"locales.yml:{line}: `{key}:` must be one of the locales below it"
    ]


def test_a_topic_without_a_desk_is_named(folder: Path) -> None:
    write(folder / "topics.yml", TOPICS.replace("  desk: office\n", ""))

    assert problems_of(folder) == ["topics.yml:4: `life:` needs `desk:`, who answers for it"]


@pytest.mark.parametrize("names", ["{ en: Life }", "{ az: , en: Life }", '{ az: "", en: Life }'])
def test_a_topic_without_a_name_in_a_language_is_named(folder: Path, names: str) -> None:
    write(folder / "topics.yml", TOPICS.replace("{ az: Həyat, en: Life }", names))

    assert problems_of(folder) == [
        "topics.yml:4: `life:` has no name in az; write it under `names:`"
    ]


def test_a_topic_without_anything_is_no_reason_to_stop(folder: Path) -> None:
    write(folder / "topics.yml", TOPICS + "events:\n")

    registry, problems = read_registry(folder)

    assert registry.topics["events"].names == {}
    assert {problem.line for problem in problems} == {7}
    assert len(problems) == 3


def test_missing_files_are_named_and_the_rest_goes_on(tmp_path: Path) -> None:
    registry, problems = read_registry(tmp_path)

    assert {problem.path.name for problem in problems} == {"locales.yml", "topics.yml"}
    assert (registry.default_locale, registry.locales, registry.topics) == ("en", {}, {})


def test_a_topic_without_a_name_borrows_the_default_language_s() -> None:
    topic = Topic("fees", "admission", {"en": "Fees", "az": "Ödənişlər"})

    assert topic.name("az", "en") == "Ödənişlər"
    assert topic.name("fa", "en") == "Fees"
    assert topic.name("fa", "ru") == "fees"
