"""Careless changes to what we ship: nearly all are caught, in the right file and at its line.

Each kind of change is made in several places, chosen by chance but always the same ones. What is
found before is not counted: there is nothing. Kinds that need a trained model are few, and apart.
"""

import random
import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import pytest

from actions.content.checks import run_checks
from actions.content.problem import Problem
from bot.bootstrap import ALL_CHECKS, read_project
from bot.config import PROJECT

PARTS = ("knowledge", "nlu_data", "bot/locale", "tests/understanding")
SEED = 20261123
EACH = 2  # changes of a kind
SHARE = 0.96  # that must be caught
LEAST, KINDS = 50, 15
BODY = re.compile(r"\n---\n(.*)", re.DOTALL)
DIGITS = "۰۱۲۳۴۵۶۷۸۹"


@dataclass(frozen=True)
class Mutation:
    """One change: a file, its new text, and the line at which it must be found (0: any)."""

    kind: str
    path: str
    text: str
    line: int
    also: tuple[str, ...] = ()  # other files in which it may be found as well


Maker = Callable[[random.Random], Iterator[Mutation]]
MAKERS: dict[str, Maker] = {}


def kind(maker: Maker) -> Maker:
    """One kind of change."""
    MAKERS[maker.__name__] = maker
    return maker


@cache
def texts() -> dict[str, str]:
    """Every file of an entry, by its path."""
    found = sorted((PROJECT / "knowledge").glob("??/*/*.md"))
    return {str(path.relative_to(PROJECT)): path.read_text("utf-8") for path in found}


def entries(chance: random.Random, *locales: str) -> list[tuple[str, str]]:
    """Files of some languages in a random order."""
    chosen = [(path, text) for path, text in texts().items() if path.split("/")[1] in locales]
    chance.shuffle(chosen)
    return chosen


def exchanged(
    kind: str,
    chance: random.Random,
    locales: str,
    pattern: str,
    new: Callable[[re.Match[str]], str],
) -> Iterator[Mutation]:
    """Exchange one match in the answer of some entries."""
    for path, text in entries(chance, *locales.split()):
        body = BODY.search(text)
        assert body is not None
        found = [match for match in re.finditer(pattern, text) if match.start() > body.start(1)]
        if found:
            match = chance.choice(found)
            mutated = text[: match.start()] + new(match) + text[match.end() :]
            line = text.count("\n", 0, match.start() + len(match[0]) - len(match[0].lstrip())) + 1
            yield Mutation(kind, path, mutated, line)


def head(kind: str, chance: random.Random, locales: str, old: str, new: str) -> Iterator[Mutation]:
    """Exchange one line of the head of some entries."""
    for path, text in entries(chance, *locales.split()):
        match = re.search(old, text, re.MULTILINE)
        if match:
            mutated = text[: match.start()] + match.expand(new) + text[match.end() :]
            yield Mutation(kind, path, mutated, text.count("\n", 0, match.start()) + 1)


def higher(match: re.Match[str]) -> str:
    return str(int(match[0]) + 3)


def in_persian(match: re.Match[str]) -> str:
    return "".join(DIGITS[int(digit)] for digit in higher(match))


PLAIN = r"(?<![\d.,{/:\w-])[1-9]\d{1,2}(?![\d.,/:\w-]*\d|\w)(?=[^)\]\d]*$)"


@kind
def a_number_in_one_language(chance: random.Random) -> Iterator[Mutation]:
    return exchanged("number", chance, "az ru tr ar", f"(?m){PLAIN}", higher)


@kind
def a_number_in_persian_digits(chance: random.Random) -> Iterator[Mutation]:
    def changed(match: re.Match[str]) -> str:
        return "".join(DIGITS[(DIGITS.index(digit) + 1) % 10] for digit in match[0])

    return exchanged("persian", chance, "fa", f"[{DIGITS[1:]}][{DIGITS}]+", changed)


@kind
def a_number_of_the_source(chance: random.Random) -> Iterator[Mutation]:
    return exchanged("source", chance, "en", f"(?m){PLAIN}", higher)


@kind
def foreign_digits(chance: random.Random) -> Iterator[Mutation]:
    def foreign(match: re.Match[str]) -> str:
        return "".join(DIGITS[int(digit)] for digit in match[0])

    return exchanged("digits", chance, "az ru tr en", f"(?m){PLAIN}", foreign)


@kind
def a_number_as_another_word(chance: random.Random) -> Iterator[Mutation]:
    words = {"az": "on altı", "ru": "шестнадцать", "tr": "on altı", "en": "sixteen"}
    for locale, word in words.items():
        yield from list(exchanged("word", chance, locale, f"(?m){PLAIN}", lambda _, w=word: w))[:2]  # type: ignore[misc]


@kind
def bold_without_its_end(chance: random.Random) -> Iterator[Mutation]:
    return exchanged("bold", chance, "az en ru tr fa ar", r"(?<=\w)\*\*", lambda _: "")


@kind
def a_link_without_its_end(chance: random.Random) -> Iterator[Mutation]:
    return exchanged(
        "link", chance, "az en ru tr fa ar", r"(?<=\]\(https://)[^)]*\)", lambda m: m[0][:-1]
    )


@kind
def a_link_to_elsewhere(chance: random.Random) -> Iterator[Mutation]:
    return exchanged(
        "host", chance, "az ru tr fa ar", r"(?<=\]\(https://)[a-z]+\.", lambda m: f"x{m[0]}"
    )


@kind
def an_e_mail_with_a_slip(chance: random.Random) -> Iterator[Mutation]:
    return exchanged("e-mail", chance, "az ru tr fa ar en", r"\w+@", lambda m: m[0][1:])


@kind
def a_phone_with_swapped_digits(chance: random.Random) -> Iterator[Mutation]:
    def swapped(match: re.Match[str]) -> str:
        return f"{match[1]}{match[3]}{match[2]}"

    return exchanged("phone", chance, "az ru tr fa ar", r"(\(012\) \d)(\d)(?!\2)(\d)", swapped)


@kind
def an_unknown_placeholder(chance: random.Random) -> Iterator[Mutation]:
    return exchanged(
        "fact", chance, "az en ru tr fa ar", r"(?<=\w)\.(?=\n)", lambda _: " {trp_feee}."
    )


@kind
def an_override_of_direction(chance: random.Random) -> Iterator[Mutation]:
    return exchanged("bidi", chance, "fa ar", r"(?<= )\w", lambda m: f"\u202e{m[0]}")


@kind
def an_invisible_sign(chance: random.Random) -> Iterator[Mutation]:
    return exchanged("invisible", chance, "az en ru tr", r"(?<=\w)\w", lambda m: f"\u200b{m[0]}")


@kind
def a_letter_that_looks_alike(chance: random.Random) -> Iterator[Mutation]:
    return exchanged("look-alike", chance, "az en tr", r"(?<=[b-z])a(?=[b-z])", lambda _: "а")


@kind
def a_letter_of_another_keyboard(chance: random.Random) -> Iterator[Mutation]:
    return exchanged("keyboard", chance, "fa", "ی", lambda _: "ي")


@kind
def a_lost_bracket(chance: random.Random) -> Iterator[Mutation]:
    return exchanged("bracket", chance, "az en ru tr fa ar", r"(?<= )\((?=\w)", lambda _: "")


@kind
def a_heading(chance: random.Random) -> Iterator[Mutation]:
    return exchanged("heading", chance, "az en ru tr fa ar", r"(?<=\n\n)(?=\w)", lambda _: "## ")


@kind
def a_removed_source(chance: random.Random) -> Iterator[Mutation]:
    for path, text in entries(chance, "az", "en", "fa"):
        yield Mutation("no source", path, re.sub(r"(?m)^source: .*\n", "", text), 1)


@kind
def an_old_check(chance: random.Random) -> Iterator[Mutation]:
    return head("old", chance, "az en ru tr fa ar", r"^checked_on: .*", "checked_on: 2024-02-03")


@kind
def a_stale_translation(chance: random.Random) -> Iterator[Mutation]:
    return head("stale", chance, "az ru tr fa ar", r'^(based_on: ")\w{4}', r"\g<1>0000")


@kind
def a_wrong_relation(chance: random.Random) -> Iterator[Mutation]:
    old = r"(?<=^related:\n)  - (\w+)/([\w-]+)"
    return head("related", chance, "az en ru tr fa ar", old, r"  - \1/\2-old")


@kind
def a_question_of_another_entry(chance: random.Random) -> Iterator[Mutation]:
    for path, text in entries(chance, "az", "en", "ru", "tr", "fa", "ar"):
        other, stolen = next(
            (other, line)
            for other, words in entries(chance, *path.split("/")[1:2])
            for line in words.split("\n")[4:5]
            if other.split("/", 2)[2] != path.split("/", 2)[2]
        )
        lines = text.split("\n")
        lines.insert(5, stolen)
        yield Mutation("stolen", path, "\n".join(lines), 6, (other,))


@kind
def a_question_of_another_language(chance: random.Random) -> Iterator[Mutation]:
    for path, text in entries(chance, "az", "ru"):
        other, stolen = next(
            (other, line)
            for other, words in entries(chance, "tr", "fa", "en")
            for line in words.split("\n")[3:4]
            if other.split("/", 2)[2] != path.split("/", 2)[2]
        )
        lines = text.split("\n")
        lines.insert(5, stolen)
        yield Mutation("abroad", path, "\n".join(lines), 6, (other,))


@kind
def an_untranslated_entry(chance: random.Random) -> Iterator[Mutation]:
    for path, text in entries(chance, "az", "ru", "tr", "fa", "ar"):
        where = text.find("\n---\n", 5) + 5
        todo = f"{text[:where]}TODO translate\n{text[where:]}"
        yield Mutation("todo", path, todo, text.count("\n", 0, where) + 1)


@kind
def a_question_of_the_examination(chance: random.Random) -> Iterator[Mutation]:
    asked = [
        line.partition("ask:")[2].strip()
        for path in sorted((PROJECT / "tests/understanding").rglob("*.yml"))
        for line in path.read_text("utf-8").splitlines()
        if "- ask:" in line
    ]
    for path, text in entries(chance, "az", "en", "ru"):
        lines = text.split("\n")
        lines.insert(5, f"  - {chance.choice(asked)}")
        yield Mutation("held out", path, "\n".join(lines), 6)


@kind
def words_of_the_program(chance: random.Random) -> Iterator[Mutation]:
    for locale in ("az", "ru", "tr", "fa", "ar"):
        path = f"bot/locale/{locale}/LC_MESSAGES/messages.po"
        text = (PROJECT / path).read_text("utf-8")
        found = list(re.finditer(r'msgid "\w+"\nmsgstr "(.*)\{(\w+)\}', text))
        match = chance.choice(found)
        at = match.start(2)
        line = text.count("\n", 0, match.start()) + 1
        yield Mutation("catalogue", path, f"{text[:at]}x{text[at:]}", line)


@kind
def another_fact(chance: random.Random) -> Iterator[Mutation]:
    names = sorted({name for text in texts().values() for name in re.findall(r"\{(\w+)\}", text)})

    def other(match: re.Match[str]) -> str:
        return f"{{{chance.choice([name for name in names if name != match[1]])}}}"

    return exchanged("swapped fact", chance, "az ru tr fa ar", r"\{(\w+)\}", other)


@kind
def a_changed_condition(chance: random.Random) -> Iterator[Mutation]:
    return exchanged(
        "condition", chance, "az ru tr fa ar", r"(?m)^=== .*", lambda _: "=== level: exchange"
    )


def in_facts(kind: str, chance: random.Random, old: str, new: str) -> Iterator[Mutation]:
    """Exchange one line in each file of facts."""
    for path in sorted((PROJECT / "knowledge" / "facts").glob("*.yml")):
        text = path.read_text("utf-8")
        found = list(re.finditer(old, text, re.MULTILINE))
        if found:
            match = chance.choice(found)
            mutated = text[: match.start()] + match.expand(new) + text[match.end() :]
            line = text.count("\n", 0, match.start()) + 1
            yield Mutation(kind, str(path.relative_to(PROJECT)), mutated, line)


@kind
def a_fact_past_its_day(chance: random.Random) -> Iterator[Mutation]:
    return in_facts("lapsed", chance, r"^  checked_on: ", r"  valid_until: 2024-02-03\n\g<0>")


@kind
def an_old_check_of_a_fact(chance: random.Random) -> Iterator[Mutation]:
    return in_facts("old fact", chance, r"^  checked_on: .*", "  checked_on: 2024-02-03")


@kind
def an_unknown_certainty(chance: random.Random) -> Iterator[Mutation]:
    return in_facts("certainty", chance, r"^  certainty: .*", "  certainty: sure")


@kind
def a_fact_that_nobody_uses(chance: random.Random) -> Iterator[Mutation]:
    return in_facts("unused", chance, r"^(\w+):$", r"\1_too:")


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of everything that is checked."""
    folder = tmp_path_factory.mktemp("shipped")
    for part in PARTS:
        shutil.copytree(PROJECT / part, folder / part)
    return folder


def problems(folder: Path) -> list[Problem]:
    """Everything that is found without a model."""
    checked, unreadable = read_project(folder, datetime.now(UTC).date())
    return [*unreadable, *run_checks(checked, ALL_CHECKS)]


def mutations() -> list[Mutation]:
    found: list[Mutation] = []
    for name, maker in MAKERS.items():
        chance = random.Random(f"{SEED} {name}")
        found += [mutation for mutation, _ in zip(maker(chance), range(EACH), strict=False)]
    return found


def rounds(made: list[Mutation]) -> list[list[Mutation]]:
    """Changes that have nothing to do with one another are tried together: it is far faster."""
    found: list[tuple[set[str], list[Mutation]]] = []
    for mutation in made:
        touched = {path.split("/", 2)[2] for path in (mutation.path, *mutation.also)}
        free = (each for each in found if not each[0] & touched)
        used, together = next(free, (set(), []))
        if not together:
            found.append((used, together))
        used |= touched
        together.append(mutation)
    return [together for _, together in found]


def test_there_is_nothing_to_say_of_what_we_ship(copy: Path) -> None:
    assert [str(problem) for problem in problems(copy)] == []


def test_careless_changes_are_caught_where_they_are_made(copy: Path) -> None:
    made = mutations()

    missed = [each for together in rounds(made) for each in missed_of(together, copy)]

    assert len(made) >= LEAST
    assert len({mutation.kind for mutation in made}) >= KINDS
    report = [f"{one.kind}: {one.path}:{one.line}" for one in missed]
    assert len(missed) <= (1 - SHARE) * len(made), report


def missed_of(together: list[Mutation], copy: Path) -> list[Mutation]:
    """Those that are not found at their file and line, or in what they collide with."""
    before = {mutation.path: (copy / mutation.path).read_text("utf-8") for mutation in together}
    try:
        for mutation in together:
            (copy / mutation.path).write_text(mutation.text, "utf-8")
        found = problems(copy)
    finally:
        for path, text in before.items():
            (copy / path).write_text(text, "utf-8")
    places = {(str(problem.path.relative_to(copy)), problem.line) for problem in found}
    files = {path for path, _ in places}
    return [
        mutation
        for mutation in together
        if (mutation.path, mutation.line) not in places and not files & {*mutation.also}
    ]
