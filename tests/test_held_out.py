"""The questions of the examination."""

from pathlib import Path

from bot.held_out import held_out_questions
from tests.content_reading.files import write


def test_every_question_is_known_in_its_normal_form(tmp_path: Path) -> None:
    english = write(
        tmp_path / "en/fees.yml",
        '# Never used for training.\n- ask: "What does it COST?"\n  expect: fees/tuition\n'
        "- ask: 'how much, please'\n  expect: fees/tuition\n",
    )
    german = write(tmp_path / "de/fees.yml", "- ask: Was kostet das?\n  expect: fees/tuition\n")

    assert held_out_questions(tmp_path) == {
        "what does it cost": english,
        "how much please": english,
        "was kostet das": german,
    }


def test_without_an_examination_nothing_is_held_out(tmp_path: Path) -> None:
    assert held_out_questions(tmp_path / "nowhere") == {}


def test_a_file_that_cannot_be_read_holds_nothing_out(tmp_path: Path) -> None:
    (tmp_path / "fees.yml").write_bytes(b"- ask: caf\xe9\n")

    assert held_out_questions(tmp_path) == {}


def test_an_empty_question_holds_nothing_out(tmp_path: Path) -> None:
    write(tmp_path / "fees.yml", '- ask: "?"\n- ask:\n')

    assert held_out_questions(tmp_path) == {}
