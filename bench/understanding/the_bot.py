"""What the bot itself does with the whole examination, through `bot ask --jsonl`."""

import json
import subprocess
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
from ruamel.yaml import YAML

Asked = dict[str, Any]
Told = dict[str, Any]
KINDS = {"urgent": "handoff", "handoff": "handoff", "decline": "decline", "chitchat": "chitchat"}


def ask_the_bot(project: Path) -> list[tuple[Asked, Told]]:
    """Every message with what was done with it; those before it are told as well."""
    asked: list[Asked] = []
    for path in sorted((project / "tests" / "understanding").glob("*/questions.yml")):
        asked += [{**each, "in": path.parent.name} for each in _read(path)]
    return _told(project, asked)


def ask_in_other_languages(project: Path) -> list[tuple[Asked, Told]]:
    """The same for messages in languages that we do not speak."""
    asked = _read(project / "tests" / "understanding" / "others.yml")
    return _told(project, [{**each, "in": each["language"]} for each in asked])


def _read(path: Path) -> list[Asked]:
    found: list[Asked] = YAML(typ="safe").load(path.read_text("utf-8"))
    return found


def _told(project: Path, asked: list[Asked]) -> list[tuple[Asked, Told]]:
    lines = [
        json.dumps({"id": n, "text": each["ask"], "prev": each.get("prev", [])})
        for n, each in enumerate(asked)
    ]
    done = subprocess.run(
        [project / ".venv" / "bin" / "bot", "ask", "--jsonl"],
        input="\n".join(lines), cwd=project, capture_output=True, text=True, check=True,
    )  # fmt: skip
    return list(zip(asked, map(json.loads, done.stdout.splitlines()), strict=True))


def rows(told: list[tuple[Asked, Told]]) -> list[list[str]]:
    """What was counted, how often it is so, and of how many."""
    alone = [pair for pair in told if _is_alone(pair[0])]
    follow_ups = [pair for pair in told if _entries(pair[0]) and "prev" in pair[0]]
    several = [pair for pair in told if "expect_all" in pair[0]]
    counted = [
        _row("answered rightly at once, if an entry answers it", alone, _is_right),
        _row("that, or the right entry offered", alone, _is_found),
        _row("wrong, of all answers", [pair for pair in told if _is_answered(pair)],
             lambda pair: not _is_right(pair)),
        _row("wrong, of answers to messages that stand alone and ask one thing",
             [pair for pair in told if _is_answered(pair) and "prev" not in pair[0]
              and "expect_all" not in pair[0]], lambda pair: not _is_right(pair)),
        _row("follow-ups answered rightly or offered", follow_ups, _is_found),
        _row("several questions, all of them answered", several,
             lambda pair: _is_answered(pair) and set(pair[1]["entries"]) >= _entries(pair[0])),
        _row("that, or the rest offered", several,
             lambda pair: {*pair[1]["entries"], *pair[1]["offered"]} >= _entries(pair[0])),
    ]  # fmt: skip
    for kind, decision in KINDS.items():
        those = [pair for pair in told if pair[0].get("expect") == kind]
        counted.append(_row(f"`{kind}` treated as such", those, _decided(decision)))
    foreign = [pair for pair in told if pair[0].get("expect") == "decline"]
    counted.append(_row("none of our business, not answered", foreign,
                        lambda pair: not _is_answered(pair)))  # fmt: skip
    person = [pair for pair in told if pair[0].get("expect") == "person"]
    counted.append(_row("matters without an entry, passed on to a person", person,
                        _decided("handoff")))  # fmt: skip
    return counted


def by_language(told: list[tuple[Asked, Told]]) -> list[list[str]]:
    """The same for each language that was written in, with those that were taken for others."""
    return [_of_language(language, told) for language in sorted({each["in"] for each, _ in told})]


def _of_language(language: str, told: list[tuple[Asked, Told]]) -> list[str]:
    pairs = [pair for pair in told if pair[0]["in"] == language]
    alone = [pair for pair in pairs if _is_alone(pair[0])]
    answered = [pair for pair in pairs if _is_answered(pair)]
    spoken = Counter(pair[1]["locale"] for pair in pairs)
    others = ", ".join(f"{n} {other}" for other, n in spoken.most_common() if other != language)
    shares = [
        np.mean([test(pair) for pair in those])
        for those, test in ((alone, _is_right), (alone, _is_found), (answered, _is_right))
    ]
    shares[2] = 1 - shares[2]
    counted = [f"{share:.3f}" for share in shares]
    return [language, str(len(pairs)), *counted, f"{spoken[language] / len(pairs):.3f}", others]


def times(told: list[tuple[Asked, Told]]) -> str:
    """From text to decision, Rasa's HTTP included."""
    ms = [each["ms"] for _, each in told]
    return f"From text to decision: p50 {np.median(ms):.0f} ms, p95 {np.percentile(ms, 95):.0f} ms."


def _row(
    name: str, pairs: list[tuple[Asked, Told]], test: Callable[[tuple[Asked, Told]], bool]
) -> list[str]:
    return [name, f"{np.mean([test(pair) for pair in pairs]):.3f}", str(len(pairs))]


def _decided(decision: str) -> Callable[[tuple[Asked, Told]], bool]:
    return lambda pair: bool(pair[1]["decision"] == decision)


def _entries(asked: Asked) -> set[str]:
    expected = asked.get("expect_all") or asked["expect"]
    names = expected if isinstance(expected, list) else [expected]
    return {name for name in names if "/" in name}


def _is_alone(asked: Asked) -> bool:
    return bool(_entries(asked)) and "expect_all" not in asked and "prev" not in asked


def _is_answered(pair: tuple[Asked, Told]) -> bool:
    return bool(pair[1]["decision"] == "answer")


def _is_right(pair: tuple[Asked, Told]) -> bool:
    asked, told = pair
    shown = told["entries"]
    if "expect_all" in asked:
        return _is_answered(pair) and set(shown) <= _entries(asked)
    return _is_answered(pair) and shown[0] in _entries(asked)


def _is_found(pair: tuple[Asked, Told]) -> bool:
    return bool(_entries(pair[0]) & set(pair[1]["entries"]))
