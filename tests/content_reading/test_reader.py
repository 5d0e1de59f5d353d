"""An entry's file becomes an entry, or problems at the lines where they stand."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actions.content.entry import Entry
from actions.content.problem import Problem
from actions.content.reader import as_date, parse_entry, read_entry
from tests.content_reading.files import BODY, HEAD, entry_text, parsed, write
from tests.strategies import file_texts

PATH = Path("knowledge/en/fees/tuition.md")


def problems_of(text: str) -> list[str]:
    found = parse_entry(text, PATH)
    assert not isinstance(found, Entry), found
    return [str(problem).removeprefix(f"{PATH}:") for problem in found]


def test_the_path_says_which_entry_it_is() -> None:
    entry = parsed(entry_text())

    assert (entry.id, entry.locale, entry.topic) == ("fees/tuition", "en", "fees")


def test_everything_that_an_editor_wrote_is_read() -> None:
    more = "related:\n  - life/dormitory\nvalid_until: 2027-01-31\ndesk: admission\n"

    entry = parsed(entry_text(HEAD + more))

    assert entry.questions == ("What does a year cost?", "tuition fee")
    assert entry.title == "What does a year cost?"
    assert entry.body == "A year costs **2500 AZN**."
    assert entry.source == "https://beu.edu.az/en/fees"
    assert entry.checked_on == date(2026, 11, 1)
    assert entry.related == ("life/dormitory",)
    assert entry.valid_until == date(2027, 1, 31)
    assert entry.desk == "admission"


def test_what_is_optional_may_be_left_empty() -> None:
    entry = parsed(entry_text(HEAD + "related:\nvalid_until:\ndesk:\n"))

    assert (entry.related, entry.valid_until, entry.desk) == ((), None, None)


def test_an_entry_lapses_on_the_day_after_its_last() -> None:
    entry = parsed(entry_text(HEAD + "valid_until: 2026-11-30\n"))

    assert not entry.has_lapsed(date(2026, 11, 30))
    assert entry.has_lapsed(date(2026, 12, 1))
    assert not parsed(entry_text()).has_lapsed(date(2099, 1, 1))


def test_a_rule_in_the_answer_is_no_second_head() -> None:
    entry = parsed(entry_text(body="First part.\n\n---\nSecond part.\n"))

    assert entry.body == "First part.\n\n---\nSecond part."


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", "1: expected a `---` block"),
        (BODY, "1: expected a `---` block"),
        (f"---\n{HEAD}{BODY}", "1: expected a `---` block"),
        (f"\n{entry_text()}", "1: expected a `---` block"),
        ("---\n- a list\n---\nText\n", "2: expected lines such as `key: value`"),
        (entry_text('questions: ["open\n'), "2: is not valid YAML here"),
        (entry_text(HEAD + "checked_on: 2026-11-02\n"), "7: is not valid YAML here"),
        (entry_text(HEAD + "note: what: this\n"), "7: is not valid YAML here"),
        (entry_text(body=" \n"), "9: the answer is missing"),
        (entry_text(HEAD + "author: Emma\n"), "7: `author:` is not known here"),
        (entry_text(HEAD + "related: life/dormitory\n"), "7: `related:` must be a list"),
        (entry_text(HEAD + "related:\n  - 7\n"), "7: each line under `related:` must be a text"),
        (entry_text(HEAD + "valid_until: soon\n"), "7: `valid_until:` must be a day"),
        (entry_text(HEAD + "valid_until: 0\n"), "7: `valid_until:` must be a day"),
        (entry_text(HEAD + "desk: 12\n"), "7: `desk:` must be one text"),
        (entry_text(HEAD + "desk: false\n"), "7: `desk:` must be one text"),
    ],
    ids=lambda value: value if value[:1].isdigit() else "file",
)
def test_a_mistake_is_named_at_its_line(text: str, expected: str) -> None:
    (problem,) = problems_of(text)

    assert problem.startswith(expected)


@pytest.mark.parametrize("nothing", ["", '""', "[]", "null", "{}"])
@pytest.mark.parametrize(("key", "line"), [("questions", 2), ("source", 5), ("checked_on", 6)])
def test_what_is_required_must_not_be_empty(key: str, line: int, nothing: str) -> None:
    (problem,) = problems_of(entry_text(with_value(key, nothing)))

    assert problem == f"{line}: `{key}:` is missing or empty; write it"


@pytest.mark.parametrize("key", ["questions", "source", "checked_on"])
@pytest.mark.parametrize("value", ["0", "false", "1.5", "{a: b}", "7"])
def test_a_value_of_another_kind_is_named_and_not_guessed(key: str, value: str) -> None:
    (problem,) = problems_of(entry_text(with_value(key, value)))

    assert f"`{key}:` must be" in problem


def test_all_problems_of_a_head_are_named_at_once() -> None:
    found = problems_of(entry_text("questions: [7]\nchecked_on: soon\nauthor: Emma\n", body=""))

    assert [problem.split("`")[1] for problem in found[:-1]] == [
        "source:",
        "author:",
        "questions:",
        "checked_on:",
    ]
    assert "the answer is missing" in found[-1]


def test_what_windows_adds_to_a_file_makes_no_difference(tmp_path: Path) -> None:
    path = tmp_path / "en/fees/tuition.md"
    path.parent.mkdir(parents=True)
    path.write_bytes(b"\xef\xbb\xbf" + entry_text().replace("\n", "\r\n").encode())

    entry = read_entry(path)

    assert isinstance(entry, Entry)
    assert entry.body == "A year costs **2500 AZN**."


def test_a_file_that_is_no_text_is_named(tmp_path: Path) -> None:
    path = tmp_path / "en/fees/tuition.md"
    path.parent.mkdir(parents=True)
    path.write_bytes(entry_text().encode() + b"\xff")

    assert read_entry(path) == (
        Problem(
            path, 1, f"is not UTF-8 text (byte {len(entry_text().encode())}); save it as UTF-8"
        ),
    )


def test_a_file_that_nobody_could_have_written_is_not_read(tmp_path: Path) -> None:
    path = write(tmp_path / "en/fees/tuition.md", entry_text(body="x" * 1_000_001))

    assert read_entry(path) == (
        Problem(path, 1, "is over 1 MB; write a file that a person can read"),
    )


@pytest.mark.parametrize("value", ["2026-11-23", date(2026, 11, 23)])
def test_a_day_is_a_day_as_text_or_as_yaml_sees_it(value: object) -> None:
    assert as_date(value) == date(2026, 11, 23)


@pytest.mark.parametrize("value", [None, "", "23.11.2026", "2026-02-30", 20261123, True])
def test_what_is_no_day_is_none(value: object) -> None:
    assert as_date(value) is None


quotable = st.text(
    st.characters(exclude_categories=["C", "Z"]) | st.just(" "), min_size=1, max_size=30
).filter(lambda text: text.strip())


@given(
    st.lists(quotable, min_size=1, max_size=4),
    quotable.filter(lambda body: not set("{}") & set(body) and not body.startswith("===")),
    st.dates(date(2000, 1, 1), date(2100, 1, 1)),
)
def test_what_is_written_is_what_is_read(questions: list[str], body: str, day: date) -> None:
    lines = "".join(f"  - {in_quotes(question)}\n" for question in questions)
    head = f"questions:\n{lines}source: https://beu.edu.az\nchecked_on: {day}\n"

    entry = parsed(entry_text(head, f"{body}\n"))

    assert entry.questions == tuple(question.strip() for question in questions)
    assert (entry.body, entry.checked_on) == (body.strip(), day)


@given(file_texts)
def test_no_text_makes_the_reader_raise(text: str) -> None:
    found = parse_entry(text, PATH)

    assert isinstance(found, Entry) or (found and all(p.line >= 1 for p in found))


@given(file_texts)
def test_no_head_makes_the_reader_raise(head: str) -> None:
    found = parse_entry(entry_text(head + "\n"), PATH)

    assert isinstance(found, Entry) or (found and all(p.line >= 1 for p in found))


def with_value(key: str, value: str) -> str:
    """The head with another value under a key, which keeps its line."""
    kept = {
        "questions": '["What does a year cost?",\n\n"tuition fee"]',
        "source": "https://beu.edu.az/en/fees",
        "checked_on": "2026-11-01",
    }
    if key == "questions":
        return f"questions: {value}\nsource: {kept['source']}\nchecked_on: {kept['checked_on']}\n"
    return "".join(f"{name}: {value if name == key else it}\n" for name, it in kept.items())


def in_quotes(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
