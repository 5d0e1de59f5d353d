"""Beginning entries and languages: everything is there, nothing is served before it is written."""

from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from actions.content.examples import read_examples
from actions.content.loader import load_knowledge
from actions.errors import EditRefused
from bot.bootstrap import check_knowledge
from bot.editing.new_entry import new_entry
from bot.editing.new_locale import new_locale, what_first
from bot.editing.writing import write_all
from bot.i18n import Phrasebook
from tests.content_checks.small_project import TODAY, change, entry_path, make_project

TITLE = "Is there a library?"


def begin_entry(folder: Path, entry: str = "life/library", title: str = TITLE) -> None:
    kb, _ = load_knowledge(folder / "knowledge")
    write_all(new_entry(kb, folder / "knowledge", entry, title, TODAY), only_new=True)


def begin_locale(folder: Path, code: str = "eo", name: str = "Esperanto") -> None:
    kb, _ = load_knowledge(folder / "knowledge")
    write_all(new_locale(kb, folder, code, name))


def errors(folder: Path) -> list[str]:
    return [str(problem) for problem in check_knowledge(folder)[1] if problem.is_error]


def test_a_begun_entry_has_a_file_in_every_language_and_is_not_served(tmp_path: Path) -> None:
    folder = make_project(tmp_path)
    begin_entry(folder)

    kb, problems = check_knowledge(folder)

    assert kb.todo == {("life/library", code) for code in ("az", "en", "ru", "fa")}
    assert "life/library" not in kb.ids
    begun = [problem for problem in problems if problem.path.stem == "library"]
    assert len(begun) == 4
    assert not any(problem.is_error for problem in begun)
    assert "life/library is still to be written in en" in " ".join(map(str, begun))


def test_a_begun_entry_teaches_the_model_nothing(tmp_path: Path) -> None:
    folder = make_project(tmp_path)
    begin_entry(folder)

    examples, _ = read_examples(folder / "knowledge", folder / "nlu_data")

    assert {example.intent for example in examples} == {"life/chess", "thanks"}


def test_another_entry_may_name_one_that_is_only_begun(tmp_path: Path) -> None:
    folder = make_project(tmp_path)
    begin_entry(folder)
    for code in ("az", "en", "ru", "fa"):
        change(entry_path(folder, code), "checked_on", "related:\n  - life/library\nchecked_on")

    assert errors(folder) == []


@pytest.mark.parametrize(
    ("entry", "title", "reason"),
    [
        ("sport/chess", TITLE, "“sport” is no topic; use one of life"),
        ("life/Chess Club", TITLE, "“Chess Club” is no name"),
        ("life", TITLE, "“” is no name"),
        ("life/library", "x" * 61, "the title has 61 letters; at most 60"),
        ("life/library", " ", "the title is missing"),
        ("life/chess", TITLE, "exists already"),
    ],
)
def test_an_entry_that_cannot_be_begun_says_why(
    entry: str, title: str, reason: str, tmp_path: Path
) -> None:
    folder = make_project(tmp_path)
    before = sorted(folder.rglob("*"))

    with pytest.raises(EditRefused, match=reason):
        begin_entry(folder, entry, title)

    assert sorted(folder.rglob("*")) == before


def test_a_begun_language_is_only_warned_of(tmp_path: Path) -> None:
    folder = make_project(tmp_path)
    begin_locale(folder)

    kb, problems = check_knowledge(folder)

    assert errors(folder) == []
    assert kb.locales["eo"].name == "Esperanto"
    assert kb.todo == {("life/chess", "eo")}
    text = " ".join(map(str, problems))
    for said in (
        "`life:` still has “TODO”",
        "life/chess is still to be written in eo",
        "“welcome”",
    ):
        assert said in text


def test_a_language_that_was_understood_before_keeps_its_examples(tmp_path: Path) -> None:
    folder = make_project(tmp_path)
    [known] = (folder / "nlu_data" / "en").glob("intents.yml")
    before = folder / "nlu_data" / "eo" / known.name
    before.parent.mkdir()
    before.write_text('greeting:\n  - "saluton"\n', "utf-8")

    begin_locale(folder)

    assert "saluton" in before.read_text("utf-8")


def test_what_has_no_translation_yet_is_said_in_another_language(tmp_path: Path) -> None:
    folder = make_project(tmp_path)
    begin_locale(folder)

    words = Phrasebook.load("en", folder / "bot" / "locale")["eo"]

    assert words("welcome", name="Ada") == "en Ada, chess@club.az"
    assert words.plural("moves", 2) == "en 2"
    assert words.formats.language == "eo"


def test_a_translated_entry_of_a_begun_language_is_served(tmp_path: Path) -> None:
    folder = make_project(tmp_path)
    begin_locale(folder)
    path = entry_path(folder, "eo")
    head, _, _ = path.read_text("utf-8").partition("\n---\n")
    path.write_text(head.replace("TODO may", "Ĉu mi may") + "\n---\nJes: {club_fee}\n", "utf-8")

    kb, _ = load_knowledge(folder / "knowledge")
    found = kb.find("life/chess", "eo")

    assert found is not None
    assert not found.is_fallback


def test_the_source_stands_in_a_begun_translation_as_a_quotation(tmp_path: Path) -> None:
    folder = make_project(tmp_path)
    begin_locale(folder)

    text = entry_path(folder, "eo").read_text("utf-8")

    assert "> Yes, join within **15 days**." in text
    assert "> === level: phd" in text
    assert text.count("based_on: ") == 1


def test_a_language_from_right_to_left_is_known_to_be_one(tmp_path: Path) -> None:
    folder = make_project(tmp_path)
    begin_locale(folder, "he", "עברית")

    kb, _ = load_knowledge(folder / "knowledge")

    assert kb.locales["he"].is_rtl


def test_a_begun_catalogue_has_the_plural_forms_of_its_language(tmp_path: Path) -> None:
    folder = make_project(tmp_path)
    begin_locale(folder, "uk", "Українська")

    with (folder / "bot/locale/uk/LC_MESSAGES/messages.po").open("rb") as file:
        catalogue = read_po(file, locale="uk", abort_invalid=True)

    assert catalogue.num_plurals == 3
    assert catalogue.get(("moves", "moves_plural")) is not None


def test_what_comes_first_is_what_is_asked_most(tmp_path: Path) -> None:
    folder = make_project(tmp_path)
    begin_entry(folder)
    (folder / "knowledge" / "first.yml").write_text("entries:\n  - life/gone\n  - life/chess\n")

    kb, _ = load_knowledge(folder / "knowledge")

    assert what_first(kb) == ["life/chess"]


@pytest.mark.parametrize(
    ("code", "name", "reason"),
    [
        ("xx", "Nothing", "no language that CLDR knows"),
        ("English", "English", "is no code of a language"),
        ("ru", "Русский", "ru is in locales.yml already: Русский"),
        ("fr", " ", "the name is missing"),
    ],
)
def test_a_language_that_cannot_be_begun_says_why(
    code: str, name: str, reason: str, tmp_path: Path
) -> None:
    folder = make_project(tmp_path)
    before = (folder / "knowledge" / "locales.yml").read_text("utf-8")

    with pytest.raises(EditRefused, match=reason):
        begin_locale(folder, code, name)

    assert (folder / "knowledge" / "locales.yml").read_text("utf-8") == before


def test_names_of_topics_may_stand_below_one_another(tmp_path: Path) -> None:
    folder = make_project(tmp_path)
    names = "\n".join(f"    {code}: Life" for code in ("az", "en", "ru", "fa"))
    topics = f"life:\n  desk: office\n  names:\n{names}\n"
    (folder / "knowledge" / "topics.yml").write_text(topics, "utf-8")

    begin_locale(folder)

    assert errors(folder) == []


def test_desks_get_a_name_to_write_too(tmp_path: Path) -> None:
    folder = make_project(tmp_path)
    desks = "desks:\n  office:\n    names: { az: Ofis, en: The office, ru: Офис, fa: دفتر }\n"
    (folder / "knowledge" / "desks.yml").write_text(desks, "utf-8")

    begin_locale(folder)

    written = (folder / "knowledge" / "desks.yml").read_text("utf-8")
    assert 'eo: "TODO The office" }' in written
    kb, problems = check_knowledge(folder)
    assert [str(problem) for problem in problems if problem.is_error] == []
    assert "`office:` still has “TODO” as its name in eo" in " ".join(map(str, problems))
    assert kb.desk("office").name("eo", "en") == "The office"
