"""`bot ask`: for people, and for measurements, whose contract is stable."""

import json
from collections.abc import Iterable
from typing import Any

import pytest

from actions.answering import Answering
from actions.domain.decision import Courtesy, Refusal, Thresholds
from actions.domain.interpretation import Interpretation
from actions.library import Library
from bot.terminal.asking import ask, ask_many
from tests.doubles import FakeInterpreter
from tests.telegram.sample import knowledge, presenter, sure_of, torn_between

KEYS = ["id", "decision", "entries", "offered", "locale", "confidence", "ms"]


@pytest.fixture
def interpreter() -> FakeInterpreter:
    """A model that understands five questions."""
    interpreter = FakeInterpreter()
    interpreter.taught |= {
        "How do I apply?": sure_of("admission/how-to-apply"),
        "Necə müraciət edim?": sure_of("admission/how-to-apply", "az"),
        "apply when": torn_between("admission/how-to-apply", "admission/deadlines"),
        "salam": sure_of(Courtesy.GREETING, "az"),
        "the weather?": sure_of(Refusal.OUT_OF_SCOPE),
    }
    return interpreter


@pytest.fixture
def answering(interpreter: FakeInterpreter) -> Answering:
    return Answering(interpreter, Library(knowledge()), Thresholds())


async def reports(
    answering: Answering, capsys: pytest.CaptureFixture[str], lines: Iterable[object]
) -> list[dict[str, Any]]:
    """What is written for these lines; everything on standard output is JSON."""
    written = [line if isinstance(line, str) else json.dumps(line) for line in lines]
    await ask_many(answering, [f"{line}\n" for line in written])
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("How do I apply?", ("answer", ["admission/how-to-apply"], "en")),
        ("Necə müraciət edim?", ("answer", ["admission/how-to-apply"], "az")),
        ("apply when", ("clarify", ["admission/how-to-apply", "admission/deadlines"], "en")),
        ("Can I bring my cat?", ("handoff", [], "en")),
        ("the weather?", ("decline", [], "en")),
        ("salam", ("chitchat", [], "az")),
        ("😀", ("decline", [], "en")),
        ("", ("decline", [], "en")),
        ("How " + "x" * 120_000, ("handoff", [], "en")),
    ],
)
async def test_each_decision_has_its_word(
    answering: Answering,
    capsys: pytest.CaptureFixture[str],
    text: str,
    expected: tuple[str, list[str], str],
) -> None:
    [report] = await reports(answering, capsys, [{"id": 1, "text": text}])

    assert list(report) == KEYS
    assert (report["decision"], report["entries"], report["locale"]) == expected


async def test_a_report_tells_how_sure_it_was_and_how_long_it_took(
    answering: Answering, capsys: pytest.CaptureFixture[str]
) -> None:
    [report] = await reports(answering, capsys, [{"id": 1, "text": "How do I apply?"}])

    assert report["confidence"] == 0.97
    assert 0 <= report["ms"] < 1000


async def test_there_is_one_line_for_each_in_order(
    answering: Answering, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = [{"id": n, "text": "salam" if n % 2 else "apply when"} for n in range(20)]

    found = await reports(answering, capsys, lines)

    assert [each["id"] for each in found] == list(range(20))
    assert [each["decision"] for each in found] == ["clarify", "chitchat"] * 10


@pytest.mark.parametrize("name", [7, "q-7", None, 1.5, ["a"], "sual-ə", "\ud83d"])
async def test_an_id_comes_back_as_it_was(
    answering: Answering, capsys: pytest.CaptureFixture[str], name: object
) -> None:
    [report] = await reports(answering, capsys, [{"id": name, "text": "salam"}])

    assert report["id"] == name


async def test_a_locale_decides_where_the_message_does_not(
    answering: Answering, capsys: pytest.CaptureFixture[str], interpreter: FakeInterpreter
) -> None:
    interpreter.taught["visa"] = Interpretation(sure_of("admission/deadlines").ranking)
    lines: list[object] = [
        {"id": locale, "text": "visa", "locale": locale}
        for locale in ("tr", "az-AZ", "de", "", None, 5)
    ]

    found = await reports(answering, capsys, lines)

    assert [each["locale"] for each in found] == ["tr", "az", "en", "en", "en", "en"]


@pytest.mark.parametrize("prev", [["salam", "How do I apply?"], [], None, "salam", 5, [1, None]])
async def test_earlier_messages_may_be_given(
    answering: Answering, capsys: pytest.CaptureFixture[str], prev: object
) -> None:
    [report] = await reports(answering, capsys, [{"id": 1, "text": "salam", "prev": prev}])

    assert "error" not in report


@pytest.mark.parametrize(
    "line",
    [
        *("not json", "{", "[]", "null", "5", '"text"', "{}", "\x00", "[" * 100_000),
        *('{"id": 1}', '{"id": 1, "text": null}', '{"id": 1, "text": 5}'),
        '{"id": 1, "text": ["salam"]}',
    ],
)
async def test_a_bad_line_has_a_report_of_its_own_and_the_next_one_is_read(
    answering: Answering, capsys: pytest.CaptureFixture[str], line: str
) -> None:
    bad, good = await reports(answering, capsys, [line, {"id": 2, "text": "salam"}])

    assert bad["error"] == "line 1 can't be read"
    assert (bad["decision"], bad["entries"]) == ("decline", [])
    assert bad["id"] in (None, 1)
    assert (good["id"], good["decision"]) == (2, "chitchat")


async def test_a_bad_line_is_complained_of_where_people_look(
    answering: Answering, capsys: pytest.CaptureFixture[str]
) -> None:
    await ask_many(answering, ["\n", "oops\n"])

    assert "line 2" in capsys.readouterr().err


async def test_empty_lines_are_passed_over(
    answering: Answering, capsys: pytest.CaptureFixture[str]
) -> None:
    assert await reports(answering, capsys, ["", "  ", "\t"]) == []


async def test_a_silent_model_is_a_handoff_and_no_traceback(
    answering: Answering, capsys: pytest.CaptureFixture[str], interpreter: FakeInterpreter
) -> None:
    interpreter.is_silent = True

    [report] = await reports(answering, capsys, [{"id": 1, "text": "How do I apply?"}])

    assert (report["decision"], report["confidence"]) == ("handoff", 0.0)


async def test_a_person_who_asks_sees_the_decision_and_the_answer(answering: Answering) -> None:
    lines = list(await ask(answering, presenter(), "How do I apply?"))

    assert lines[:4] == [
        "decision    answer",
        "entry       admission/how-to-apply",
        "confidence  0.97",
        "locale      en",
    ]
    assert "Apply online by <1 May> at the portal <https://apply.example/?a=1&b=2>." in lines[5]


@pytest.mark.parametrize(
    ("text", "decision"),
    [
        ("Can I bring my cat?", "decision    handoff (unsure)"),
        ("the weather?", "decision    decline (out_of_scope)"),
        ("salam", "decision    chitchat (greeting)"),
        ("apply when", "decision    clarify"),
    ],
)
async def test_where_there_is_no_answer_the_reason_is_shown(
    answering: Answering, text: str, decision: str
) -> None:
    lines = list(await ask(answering, presenter(), text))

    assert lines[0] == decision
    assert "" not in lines
