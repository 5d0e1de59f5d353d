"""Facts and groups become values, or problems at the lines where they stand."""

import tempfile
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings

from actions.content.circumstances import NOTHING_KNOWN, Circumstances, Level
from actions.content.facts import AsOf, Certainty, Fact, Source
from actions.content.facts_reader import read_facts
from actions.content.facts_values import (
    Amount,
    Contact,
    Day,
    DayOfYear,
    Duration,
    Link,
    Number,
    Percent,
    Span,
    Texts,
    Unit,
    Value,
)
from actions.content.groups import read_groups
from tests.content_reading.files import write
from tests.strategies import file_bytes

LOCALES = ("az", "en")
REST = """\
  source: { title: "BEU, migration", url: "https://beu.edu.az/en/page/430" }
  certainty: official
  checked_on: 2026-11-23
"""
TERM = "term:\n  duration: 15 days\n" + REST
GROUP = """\
cis:
  countries: [KZ, UZ]
  source: { title: "MFA", url: "https://mfa.gov.az/en" }
  checked_on: 2026-11-23
"""


def span(low: str, high: str = "") -> Span:
    return Span(Decimal(low), Decimal(high or low))


def facts_of(text: str) -> dict[str, Fact]:
    facts, problems = read(text)
    assert problems == []
    return facts


def read(text: str) -> tuple[dict[str, Fact], list[str]]:
    with tempfile.TemporaryDirectory() as folder:
        path = write(Path(folder) / "facts/migration.yml", text)
        facts, problems = read_facts(Path(folder), LOCALES)
    return facts, [str(problem).removeprefix(f"{path}:") for problem in problems]


def groups_of(folder: Path, text: str) -> tuple[dict[str, frozenset[str]], list[str]]:
    path = write(folder / "groups.yml", text)
    groups, problems = read_groups(folder)
    countries = {name: group.countries for name, group in groups.items()}
    return countries, [str(problem).removeprefix(f"{path}:") for problem in problems]


def test_everything_that_is_known_of_a_fact_is_read() -> None:
    fact = facts_of(TERM + "  as_of: 2022-09\n  valid_until: 2026-12-31\n")["term"]

    assert fact.value == Duration(span("15"), Unit.DAYS)
    assert fact.source == Source("BEU, migration", "https://beu.edu.az/en/page/430")
    assert fact.certainty is Certainty.OFFICIAL
    assert (fact.checked_on, fact.valid_until) == (date(2026, 11, 23), date(2026, 12, 31))
    assert fact.as_of == AsOf(2022, 9)
    assert (fact.path.name, fact.line) == ("migration.yml", 1)


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("number: 70", Number(span("70"))),
        ("number: 3.0", Number(span("3.0"))),
        ("number: 8..12", Number(span("8", "12"))),
        ("number: 240 ECTS", Number(span("240"), "ECTS")),
        ("percent: 70", Percent(span("70"))),
        ("amount: 0.30 AZN", Amount(span("0.30"), "AZN")),
        ("amount: 300..400 AZN", Amount(span("300", "400"), "AZN")),
        ("duration: 1 year", Duration(span("1"), Unit.YEARS)),
        ("duration: 5 working_days", Duration(span("5"), Unit.WORKING_DAYS)),
        ("duration: 3..12 months", Duration(span("3", "12"), Unit.MONTHS)),
        ("date: 2016-11-08", Day(date(2016, 11, 8))),
        ("day: 09-15", DayOfYear(9, 15)),
        ("day: 02-29", DayOfYear(2, 29)),
        ('text: "2015"', Texts({}, "2015")),
        ('text: { az: "on", en: "ten" }', Texts({"az": "on", "en": "ten"})),
        ('contact: "(012) 919"', Contact("(012) 919")),
        ("contact: iro@beu.edu.az", Contact("iro@beu.edu.az")),
        ("link: https://evisa.gov.az", Link("https://evisa.gov.az")),
    ],
)
def test_a_value_of_each_kind_is_read_as_it_was_typed(written: str, value: Value) -> None:
    assert facts_of(f"it:\n  {written}\n{REST}")["it"].value == value


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("number: many", "2: `number:` must be a number such as 70"),
        ("number: 12..8", "2: `number:` must be"),
        ("number: 1,000", "2: `number:` must be"),
        ("number: ۱۵", "2: `number:` must be"),
        ("number: [7]", "2: `number:` must be"),
        ("percent: 70%", "2: `percent:` must be"),
        ("amount: 40", "2: `amount:` must be money such as 40 AZN"),
        ("amount: 40 manat", "2: `amount:` must be"),
        ("duration: 15", "2: `duration:` must be"),
        ("duration: 15 fortnights", "2: `duration:` must be"),
        ("date: 08.11.2016", "2: `date:` must be a day such as 2016-11-08"),
        ("date: 2016-02-30", "2: `date:` must be"),
        ("day: 13-01", "2: `day:` must be a day of every year"),
        ("text:", "2: `text:` must be a text, or one for each locale"),
        ('text: { en: "" }', "2: `text:` must be"),
        ('text: "{other}"', "2: a fact can't hold { or }"),
        ('text: { az: "a", en: "b", xx: "c" }', "2: `xx:` is not in locales.yml"),
        ("contact: the office", "2: `contact:` must be a phone number"),
        ("link: evisa.gov.az", "2: `link:` must be a complete address"),
        ("length: 7", "2: `length:` is not known here"),
        ("number: 7\n  percent: 7", "1: has 2 values; write exactly one of"),
        ("number: 7\n  number: 8", "3: `number:` stands here twice"),
        ("number: 7\n  valid_until: soon", "3: `valid_until:` must be a day"),
        ("number: 7\n  as_of: 2022-13", "3: `as_of:` must be a year or a month"),
        ("number: 7\n  cases: KZ", "3: `cases:` must be a list"),
        ("number: 7\n  cases:\n    - KZ", "4: a case needs a condition and a value"),
        ("number: 7\n  cases:\n    - number: 8", "4: the condition is missing"),
        ("number: 7\n  cases:\n    - level: phd", "4: has no value"),
        ("number: 7\n  cases:\n    - { level: dr, number: 8 }", "4: “dr” is no level"),
        ("number: 7\n  cases:\n    - { citizenship: kz, number: 8 }", "4: “kz” is no country"),
        ("number: 7\n  cases:\n    - { role: rector, number: 8 }", "4: “rector” is no role"),
        ("number: 7\n  cases:\n    - { stage: new, number: 8 }", "4: “new” is no stage"),
    ],
)
def test_a_mistake_is_named_at_its_line_and_the_fact_left_out(written: str, expected: str) -> None:
    facts, problems = read(f"it:\n  {written}\n{REST}")

    assert facts == {}
    assert problems[0].startswith(expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("- a list\n", "1: expected lines such as `key: value`"),
        ("it: [\n", "2: is not valid YAML here"),
        ("it: &a\n  number: *a\n", "1: holds a value that contains itself"),
        ("it: 7\n", "1: `it:` needs lines such as"),
        ("Its Name:\n  number: 7\n" + REST, "1: `Its Name` is no name"),
        ("it:\n  number: 7\n", "1: `source:` must be"),
        (TERM.replace("url:", "link:"), "3: `link:` is not known here"),
        (TERM.replace("https://beu.edu.az", "beu"), "3: `source:` needs `url:`"),
        (TERM.replace("official", "sure"), "4: `certainty:` must be one of: official"),
        (TERM.replace("2026-11-23", "today"), "5: `checked_on:` must be a day"),
        (TERM.replace("  checked_on: 2026-11-23\n", ""), "1: `checked_on:` is missing"),
        (TERM + TERM, "6: `term:` stands here twice"),
    ],
)
def test_what_is_no_fact_is_named(text: str, expected: str) -> None:
    _, problems = read(text)

    assert problems[0].startswith(expected)


def test_a_language_without_words_is_a_warning_and_the_fact_is_kept() -> None:
    facts, problems = read(f'it:\n  text: {{ en: "ten" }}\n{REST}')

    assert problems == ["2: warning: `text:` has no words in az; write them"]
    assert facts["it"].value == Texts({"en": "ten"})


def test_a_fact_has_one_place_in_all_files(tmp_path: Path) -> None:
    write(tmp_path / "facts/a.yml", TERM)
    path = write(tmp_path / "facts/b.yml", f"# here\n{TERM}")

    facts, problems = read_facts(tmp_path, LOCALES)

    assert [str(problem) for problem in problems] == [
        f"{path}:2: `term:` stands in a.yml:1 as well; a fact has one place"
    ]
    assert facts["term"].path.name == "a.yml"


def test_a_case_is_found_by_its_name_and_by_circumstances() -> None:
    cases = """\
  cases:
    - citizenship: [KZ, cis]
      duration: 30 days
    - { citizenship: KZ, level: phd, duration: 45 days }
"""
    fact = facts_of(TERM + cases)["term"]
    members = {"cis": frozenset(("KZ", "UZ"))}

    def days(whose: Circumstances) -> Value:
        return fact.value_for(whose, members)

    assert days(NOTHING_KNOWN) == Duration(span("15"), Unit.DAYS)
    assert days(Circumstances("UZ")) == Duration(span("30"), Unit.DAYS)
    assert days(Circumstances("KZ", Level.PHD)) == Duration(span("45"), Unit.DAYS)
    assert days(Circumstances("TR", Level.PHD)) == Duration(span("15"), Unit.DAYS)
    assert fact.case("cis") == fact.case("KZ") == fact.cases[0]
    assert fact.case("TR") is None


def test_a_fact_is_current_while_it_is_confirmed_and_valid() -> None:
    fact = facts_of(TERM + "  valid_until: 2026-12-31\n")["term"]
    doubtful = facts_of(TERM.replace("official", "to_confirm"))["term"]
    heard = facts_of(TERM.replace("official", "secondary"))["term"]

    assert fact.is_current(date(2026, 12, 31))
    assert not fact.is_current(date(2027, 1, 1))
    assert not doubtful.is_current(date(2026, 12, 1))
    assert heard.is_current(date(2099, 1, 1))


def test_without_facts_there_are_none(tmp_path: Path) -> None:
    assert read_facts(tmp_path, LOCALES) == ({}, [])
    assert read_groups(tmp_path) == ({}, [])
    assert facts_of("# nothing yet\n") == {}


def test_a_group_names_its_countries(tmp_path: Path) -> None:
    groups, problems = groups_of(tmp_path, GROUP)

    assert (groups, problems) == ({"cis": frozenset(("KZ", "UZ"))}, [])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (GROUP.replace("KZ", "Kazakhstan"), "2: “Kazakhstan” is no country"),
        (GROUP.replace("countries: [KZ, UZ]", "countries: []"), "1: `countries:` is missing"),
        (GROUP.replace("cis", "KZ"), "1: `KZ` is no name of a group"),
        (GROUP.replace("checked_on: 2026-11-23", ""), "1: `checked_on:` is missing"),
        (GROUP + "  members: 7\n", "5: `members:` is not known here"),
        (GROUP + GROUP, "5: `cis:` stands here twice"),
        ("[\n", "2: is not valid YAML here"),
    ],
)
def test_what_is_wrong_with_a_group_is_named(tmp_path: Path, text: str, expected: str) -> None:
    _, problems = groups_of(tmp_path, text)

    assert problems[0].startswith(expected)


@settings(max_examples=100, deadline=None)
@given(file_bytes)
def test_no_bytes_make_the_reader_of_facts_raise(content: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        for name in ("facts/migration.yml", "groups.yml"):
            path = Path(folder) / name
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(content)

        _, wrong_facts = read_facts(Path(folder), LOCALES)
        _, wrong_groups = read_groups(Path(folder))

    assert all(problem.line >= 1 for problem in (*wrong_facts, *wrong_groups))
