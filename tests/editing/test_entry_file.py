"""A file changes only where somebody wanted it to."""

from hypothesis import given
from hypothesis import strategies as some

from bot.editing.entry_file import Head, body_of, file_text, quoted, rewritten
from tests.content_reading.files import parsed

FILE = """\
---
# by Emma
questions:
  - "one"
  # the second one is from a student
  - "two"
source: https://beu.edu.az/en
checked_on: 2026-11-23  # by phone
related:
  - life/other
---

An answer.
"""
PRINTED = some.text(
    some.characters(codec="utf-8", exclude_categories=("C", "Zl", "Zp")), min_size=1
)


def test_other_questions_leave_everything_else_as_it_was() -> None:
    changed = rewritten(FILE, questions=['say "hi"', "back\\slash"])

    assert parsed(changed).questions == ('say "hi"', "back\\slash")
    assert changed.split("source:")[1] == FILE.split("source:")[1]
    assert changed.startswith("---\n# by Emma\n")


def test_a_digest_is_written_behind_the_day_of_the_check() -> None:
    first = rewritten(FILE, based_on="0123456789ab")
    second = rewritten(first, based_on="ba9876543210")

    assert first.replace('based_on: "0123456789ab"\n', "") == FILE
    assert second == first.replace("0123456789ab", "ba9876543210")


def test_another_answer_leaves_the_head_as_it_was() -> None:
    changed = rewritten(FILE, body="Other.\n\n=== level: phd\nNone.")

    assert changed.partition("\n---\n")[0] == FILE.partition("\n---\n")[0]
    assert parsed(changed).whole == "Other.\n\n=== level: phd\nNone."


def test_a_new_file_says_everything_that_its_head_holds() -> None:
    head = Head(
        ["q: #1?"], "https://beu.edu.az", "2026-11-23", "0" * 12, ["a/b"], "office", "2027-01-01"
    )

    entry = parsed(file_text(head, "Yes."))

    assert (entry.questions, entry.related, entry.desk) == (("q: #1?",), ("a/b",), "office")
    assert (entry.based_on, str(entry.valid_until), entry.body) == ("0" * 12, "2027-01-01", "Yes.")


@given(PRINTED.filter(lambda text: bool(text.strip()) and "{" not in text))
def test_whatever_can_be_printed_comes_back_from_quotes(question: str) -> None:
    entry = parsed(
        file_text(Head([question, quoted(question)], "https://b.az", "2026-11-23"), "Yes.")
    )

    assert entry.questions == (question.strip(), quoted(question).strip())


def test_an_answer_with_variants_is_put_together_as_it_was_taken_apart() -> None:
    whole = "All.\n\n=== level: phd\nOne.\n\n=== role: teacher\nTwo."
    entry = parsed(rewritten(FILE, body=whole))

    parts = [("", entry.body), *((each.heading, each.body) for each in entry.variants)]

    assert body_of(parts) == whole
