"""Each check finds its problem at the line where it stands, and is silent otherwise."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from actions.content.checks import CHECKS, Check, Checked, dates, questions, references, run_checks
from actions.content.checks.checked import normal
from actions.content.checks.run import name_of
from actions.content.checks.training import known_judgements
from actions.content.desks import Desk, Desks
from actions.content.entry import Entry
from actions.content.knowledge_base import KnowledgeBase
from actions.content.problem import Problem, warning
from actions.content.registry import Locale, Registry, Topic
from tests.content_checks import test_every_check as slips
from tests.content_reading.files import parsed
from tests.content_reading.test_training_checks import PROVEN

TODAY = date(2026, 11, 23)
WORDS = ("price", "cost", "fee", "to pay", "money", "amount", "sum", "tuition")
REGISTRY = Registry(
    "en",
    "az",
    {code: Locale(code, code) for code in ("az", "en")},
    {"fees": Topic("fees", "admission", {}), "life": Topic("life", "office", {})},
)


@dataclass(frozen=True)
class Page:
    """An entry of Emma's; lines 3 to 10 are its questions."""

    path: str = "knowledge/en/fees/tuition.md"
    questions: tuple[str, ...] = tuple(f"what is the {word}" for word in WORDS)
    rest: tuple[str, ...] = ()
    source: str = "https://beu.edu.az/en/fees"
    checked_on: date = TODAY

    def entry(self) -> Entry:
        lines = ["---", "questions:", *(f'  - "{question}"' for question in self.questions)]
        lines += [f"source: {self.source}", f"checked_on: {self.checked_on}", *self.rest]
        return parsed("\n".join([*lines, "---", "A year costs 2500 AZN.", ""]), self.path)


TUITION = Page()
IN_AZERBAIJANI = Page("knowledge/az/fees/tuition.md", tuple(f"{word} nədir" for word in WORDS))


@dataclass(frozen=True)
class Case:
    """Pages in which one check finds something."""

    check: Check
    pages: tuple[Page, ...]
    expected: list[Problem]
    held_out: dict[str, Path] = field(default_factory=dict)
    desks: Desks = field(default_factory=Desks)


def checked(
    *pages: Page, held_out: dict[str, Path] | None = None, desks: Desks | None = None
) -> Checked:
    registry = replace(REGISTRY, desks=desks or Desks())
    kb = KnowledgeBase.of(registry, [page.entry() for page in pages])
    return Checked(kb, TODAY, held_out=held_out or {})


def at(line: int, message: str, kind: Callable[[Path, int, str], Problem] = Problem) -> Problem:
    return kind(Path(TUITION.path), line, message)


FEW = Page(questions=(*TUITION.questions[:7], "What is the PRICE?"))
TWICE = Page(questions=(*TUITION.questions, "What is the price?"))
LONG = Page(questions=("x" * 61, *TUITION.questions))
ELSEWHERE = Page("knowledge/en/life/money.md", (*TUITION.questions[1:], "The SUM, what is it?"))
EXAM = {normal("what is the sum"): Path("tests/understanding/en/fees.yml")}
LOST = Page(rest=("related:", "  - life/dormitory-old", "  - life/dormitory"))
ALONE = Page(rest=("related:", "  - fees/tuition"))
DESKLESS = Page(rest=("desk: treasury",))
SOURCELESS = Page(source="beu.edu.az")
LONG_ID = Page(f"knowledge/en/fees/{'a' * 50}.md")
LAST_YEAR = Page(checked_on=TODAY - timedelta(days=366))
TOMORROW = Page(checked_on=TODAY + timedelta(days=2))
LAPSED = Page(rest=("valid_until: 2026-11-22",))

ALSO = "“what is the {}” also stands in knowledge/en/fees/tuition.md; keep it in one of them"
CASES = [
    Case(
        questions.enough_questions,
        (FEW,),
        [at(2, "has 7 different questions; write at least 8, as people ask", warning)],
    ),
    Case(
        questions.title_fits_button,
        (LONG,),
        [at(3, "the first question is the title on buttons: at most 60 letters", warning)],
    ),
    Case(
        questions.one_entry_a_question,
        (TUITION, Page("knowledge/en/life/money.md", ("costs", "What is the SUM?"))),
        [
            Problem(
                Path("knowledge/en/life/money.md"),
                4,
                "“What is the SUM?” also stands in knowledge/en/fees/tuition.md; "
                "keep it in one of them",
            )
        ],
    ),
    Case(
        questions.said_once,
        (TWICE,),
        [at(11, "“What is the price?” stands here twice; word one of them differently", warning)],
    ),
    Case(
        questions.nothing_held_out,
        (TUITION,),
        [
            at(
                9,
                "“what is the sum” is held out in tests/understanding/en/fees.yml; "
                "word it differently here",
            )
        ],
        EXAM,
    ),
    Case(
        references.related_exist,
        (LOST, Page("knowledge/en/life/dormitory-old.md")),
        [at(15, "`related:` names life/dormitory, which is no entry; name another entry")],
    ),
    Case(
        references.related_exist,
        (ALONE,),
        [at(14, "`related:` names fees/tuition, which is itself; name another entry")],
    ),
    Case(
        references.desk_exists,
        (DESKLESS,),
        [at(13, "`desk: treasury` is none of admission, office")],
    ),
    Case(
        references.topics_have_desks,
        (TUITION,),
        [
            Problem(
                Path("knowledge/topics.yml"),
                1,
                "the desk of fees, admission, is none of office",
            )
        ],
        desks=Desks({"office": Desk("office")}),
    ),
    Case(
        references.source_is_address,
        (SOURCELESS,),
        [at(11, "`source:` must be one complete address such as https://beu.edu.az/en/…")],
    ),
    Case(
        references.id_fits_button,
        (LONG_ID,),
        [
            Problem(
                Path(LONG_ID.path),
                1,
                f"fees/{'a' * 50} is over 54 bytes; give the file a shorter name",
            )
        ],
    ),
    Case(
        references.every_locale,
        (TUITION,),
        [
            warning(
                Path("knowledge/az/fees/tuition.md"),
                1,
                "fees/tuition is missing in az; translate knowledge/en/fees/tuition.md",
            )
        ],
    ),
    Case(
        dates.checked_within_a_year,
        (LAST_YEAR,),
        [
            at(
                12,
                "was not checked for a year; compare with the source, then set `checked_on:`",
                warning,
            )
        ],
    ),
    Case(
        dates.not_from_the_future,
        (TOMORROW,),
        [at(12, "`checked_on:` lies in the future; write the day when it was checked")],
    ),
    Case(
        dates.still_valid,
        (LAPSED,),
        [at(13, "`valid_until:` has passed; correct the answer, or students are warned", warning)],
    ),
]
PONY = {normal("may I bring a pony"): Path("tests/understanding/en/life.yml")}
THE_SAME = ("related:", "  - life/money", "valid_until: 2026-11-23", "desk: office")
NEARLY_WRONG = (
    Page(
        rest=THE_SAME,
        checked_on=TODAY - timedelta(days=365),
        questions=("x" * 60, *TUITION.questions[1:]),
    ),
    replace(IN_AZERBAIJANI, rest=THE_SAME),
    Page("knowledge/en/life/money.md", tuple(f"{word}, please" for word in WORDS)),
    Page("knowledge/az/life/money.md", tuple(f"{word}, xahiş" for word in WORDS)),
    Page(f"knowledge/en/fees/{'a' * 49}.md", tuple(f"a {word}" for word in WORDS)),
    Page(
        f"knowledge/az/fees/{'a' * 49}.md",
        tuple(f"bir {word}" for word in WORDS),
        checked_on=TODAY + timedelta(days=1),  # an editor east of here
    ),
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.check.__name__)
def test_a_check_finds_its_problem_where_it_stands(case: Case) -> None:
    found = list(case.check(checked(*case.pages, held_out=case.held_out, desks=case.desks)))

    assert found == case.expected
    assert [problem.severity for problem in found] == [one.severity for one in case.expected]


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
def test_a_check_is_silent_on_what_is_only_nearly_wrong(check: Check) -> None:
    assert list(check(checked(*NEARLY_WRONG, held_out=PONY))) == []


def test_every_check_is_proven_to_find_something() -> None:
    proven_elsewhere = {known_judgements, *(check for check, _, _ in PROVEN)}
    by_slips = {slip.check for slip in slips.SLIPS} | slips.ELSEWHERE
    missing = set(CHECKS) - {case.check for case in CASES} - proven_elsewhere
    assert {name_of(check) for check in missing} <= by_slips


def test_every_check_says_in_a_sentence_what_must_be_true() -> None:
    assert all((check.__doc__ or "").strip().endswith(".") for check in CHECKS)


def test_a_question_may_be_the_same_in_two_languages_of_one_entry() -> None:
    in_both = checked(TUITION, Page("knowledge/az/fees/tuition.md"))

    assert list(questions.one_entry_a_question(in_both)) == []


def test_problems_come_in_the_order_of_files_and_lines() -> None:
    found = run_checks(checked(DESKLESS, ELSEWHERE, Page("knowledge/az/fees/x.md", ("one",))))

    assert found == sorted(found, key=lambda problem: (problem.path, problem.line))
    assert len({problem.path for problem in found}) > 2
