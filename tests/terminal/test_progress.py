"""How far a training is, where nobody looks but a log."""

import pytest

from bot.nlu.training import Progress
from bot.terminal.progress import STAGES, training_display


def test_each_stage_is_one_line_on_stderr(capsys: pytest.CaptureFixture[str]) -> None:
    with training_display() as watch:
        for step in (Progress("reading"), Progress("encoding", 1, 9), Progress("encoding", 9, 9)):
            watch(step)
        watch(Progress("something of Rasa's"))
        watch(Progress("done"))

    out, err = capsys.readouterr()
    assert out == ""
    assert [line.partition("] ")[2] for line in err.splitlines()] == [
        STAGES["reading"],
        STAGES["encoding"],
        STAGES["done"],
    ]


def test_where_nothing_is_trained_nothing_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    with training_display():
        pass

    assert capsys.readouterr() == ("", "")
