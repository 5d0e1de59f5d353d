"""Rules of deadlines, events and partners become values, or problems at their lines."""

import tempfile
from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from actions.content.almanac_reader import read_almanac
from actions.content.circumstances import Condition, Role, Stage
from actions.content.deadline_rules import Direction, Milestone
from actions.content.events import EventKind
from actions.content.facts import Certainty, Source
from actions.content.loader import load_knowledge
from actions.content.partners import Programme
from tests.content_reading.files import knowledge, write
from tests.strategies import file_bytes

LOCALES = ("az", "en")
RULES = """\
registration:
  from: arrived_on
  after: term
  entry: fees/tuition
  titles:
    az: Qeydiyyat
    en: Register
"""
EVENT = """\
kind: seminar
titles: { az: Seminar, en: A seminar }
starts: 2027-03-01 14:00
ends: 2027-03-01 16:00
register_until: 2027-02-20
place: { az: Zal, en: The hall }
languages: [az, en]
link: https://beu.edu.az/s
source: { title: "BEU, news", url: "https://beu.edu.az/en" }
certainty: official
checked_on: 2026-11-23
"""
PARTNER = """\
name: University of Łódź
names: { az: Lodz Universiteti }
country: PL
programmes: [erasmus, bilateral]
fields: { az: Kimya, en: Chemistry }
until: 2028-09-30
source: { title: "BEU, partners", url: "https://beu.edu.az/en" }
certainty: secondary
checked_on: 2026-11-23
"""
FACTS = """\
term:
  duration: 15 days
  source: { title: "BEU", url: "https://beu.edu.az/en" }
  certainty: official
  checked_on: 2026-11-23
fee:
  amount: 40 AZN
  source: { title: "BEU", url: "https://beu.edu.az/en" }
  certainty: official
  checked_on: 2026-11-23
"""
PLACES = {"deadlines.yml": RULES, "events/seminar.yml": EVENT, "partners/lodz.yml": PARTNER}


def problems_of(folder: Path) -> list[str]:
    _, problems = read_almanac(folder, LOCALES)
    return [str(each).removeprefix(f"{folder}/") for each in problems]


def changed(folder: Path, place: str, old: str, new: str) -> list[str]:
    assert old in PLACES[place]
    write(folder / place, PLACES[place].replace(old, new))
    return problems_of(folder)


def test_without_files_there_is_nothing(tmp_path: Path) -> None:
    almanac, problems = read_almanac(tmp_path, LOCALES)

    assert (almanac.rules, almanac.events, almanac.partners, problems) == ({}, {}, {}, [])


def test_a_rule_is_read(tmp_path: Path) -> None:
    more = "  role: student\n  stage: admitted\n  with: permit_until\n"
    write(tmp_path / "deadlines.yml", RULES + more)

    almanac, problems = read_almanac(tmp_path, LOCALES)
    rule = almanac.rules["registration"]

    assert problems == []
    assert (rule.milestone, rule.direction) == (Milestone.ARRIVED, Direction.AFTER)
    assert (rule.fact, rule.entry, rule.line) == ("term", "fees/tuition", 1)
    assert rule.condition == Condition(role=(Role.STUDENT,), stage=(Stage.ADMITTED,))
    assert rule.having is Milestone.PERMIT
    assert rule.titles.in_locale("az") == "Qeydiyyat"


def test_a_rule_names_those_for_whom_its_term_is_not_known(tmp_path: Path) -> None:
    write(tmp_path / "deadlines.yml", RULES + "  to_confirm_for: [KZ]\n")

    rule = read_almanac(tmp_path, LOCALES)[0].rules["registration"]

    assert rule.unsure == Condition(citizenship=("KZ",))
    assert (
        "no country"
        in changed(tmp_path, "deadlines.yml", "  titles:", "  to_confirm_for: [Narnia]\n  titles:")[
            0
        ]
    )


def test_a_rule_without_a_term_is_about_the_day_itself(tmp_path: Path) -> None:
    write(tmp_path / "deadlines.yml", RULES.replace("  after: term\n", ""))

    rule = read_almanac(tmp_path, LOCALES)[0].rules["registration"]

    assert (rule.direction, rule.fact) == (Direction.ON, "")


def test_an_event_is_read(tmp_path: Path) -> None:
    write(tmp_path / "events/seminar.yml", EVENT)

    almanac, problems = read_almanac(tmp_path, LOCALES)
    event = almanac.events["seminar"]

    assert problems == []
    assert (event.kind, event.languages) == (EventKind.SEMINAR, ("az", "en"))
    assert event.starts == datetime(2027, 3, 1, 14)  # noqa: DTZ001 -- as its clock shows it
    assert (event.first_day, event.last_day) == (date(2027, 3, 1), date(2027, 3, 1))
    assert event.register_until == date(2027, 2, 20)
    assert event.source == Source("BEU, news", "https://beu.edu.az/en")


def test_a_partner_is_read(tmp_path: Path) -> None:
    write(tmp_path / "partners/lodz.yml", PARTNER)

    almanac, problems = read_almanac(tmp_path, LOCALES)
    partner = almanac.partners["lodz"]

    assert problems == []
    assert (partner.called("az"), partner.called("en")) == (
        "Lodz Universiteti",
        "University of Łódź",
    )
    assert partner.programmes == (Programme.ERASMUS, Programme.BILATERAL)
    assert (partner.country, partner.until) == ("PL", date(2028, 9, 30))
    assert partner.certainty is Certainty.SECONDARY


@pytest.mark.parametrize(
    ("old", "new", "line", "says"),
    [
        ("registration:", "Registration!:", 1, "`Registration!` is no name"),
        ("from: arrived_on", "from: arrival", 2, "`from:` must be one of: arrived_on"),
        ("  from: arrived_on\n", "", 1, "`from:` must be one of"),
        ("after: term", "after: term\n  before: term", 1, "has both `after:` and `before:`"),
        ("after: term", "after:", 3, "`after:` must name a fact"),
        ("entry: fees", "without:\n  entry: fees", 1, "`without:` must be one of"),
        ("entry: fees", "level:\n  entry: fees", 1, "the condition is missing"),
        ("  entry: fees/tuition\n", "", 1, "`entry:` is missing"),
        ("entry:", "entri:", 4, "`entri:` is not known here"),
        ("    az: Qeydiyyat\n    en: Register\n", "    de: X\n", 6, "`de:` is not known"),
        ("    az: Qeydiyyat\n    en: Register\n", "", 1, "`titles:` needs a text"),
        ("en: Register", f"en: {'x' * 91}", 7, "`titles:` is longer than 90"),
        ("en: Register", "en: '{x}'", 7, "`titles:` can't hold { or }"),
        ("entry: fees", "role: dean\n  entry: fees", 1, "“dean” is no role"),
        ("entry: fees", "with: visa\n  entry: fees", 4, "`with:` must be one of"),
        ("  from: arrived_on", "  from: arrived_on\n  from: moved_on", 3, "`from:` stands here"),
    ],
)
def test_a_mistake_in_a_rule_is_named(
    tmp_path: Path, old: str, new: str, line: int, says: str
) -> None:
    found = changed(tmp_path, "deadlines.yml", old, new)

    assert any(each.startswith(f"deadlines.yml:{line}: {says}") for each in found), found
    assert read_almanac(tmp_path, LOCALES)[0].rules == {}


@pytest.mark.parametrize(
    ("old", "new", "line", "says"),
    [
        ("kind: seminar", "kind: party", 1, "`kind:` must be one of: conference"),
        ("ends: 2027-03-01 16:00", "ends: 2027-03-01 13:00", 4, "`ends:` lies before"),
        ("ends: 2027-03-01 16:00", "ends: 2027-03-02", 4, "`ends:` and `starts:` must both"),
        ("starts: 2027-03-01 14:00", "starts: 1 March", 3, "`starts:` must be a day or"),
        ("starts: 2027-03-01 14:00", "starts: 2027-03-01T14:00+04:00", 3, "`starts:` must be a"),
        ("starts: 2027-03-01 14:00\n", "", 1, "`starts:` is missing"),
        ("until: 2027-02-20", "until: 2027-03-02", 5, "`register_until:` lies after the event"),
        ("languages: [az, en]", "languages: [English]", 7, "`languages:` must be a list of codes"),
        ("link: https://beu.edu.az/s", "link: beu.edu.az", 8, "`link:` must be a complete"),
        ("certainty: official", "certainty: sure", 10, "`certainty:` must be one of"),
        ("checked_on: 2026-11-23", "checked_on: today", 11, "`checked_on:` must be a day"),
        ('source: { title: "BEU, news", url: "https://beu.edu.az/en" }\n', "", 1, "`source:` must"),
        ("place:", "plase:", 6, "`plase:` is not known here"),
    ],
)
def test_a_mistake_in_an_event_is_named(
    tmp_path: Path, old: str, new: str, line: int, says: str
) -> None:
    found = changed(tmp_path, "events/seminar.yml", old, new)

    assert any(each.startswith(f"events/seminar.yml:{line}: {says}") for each in found), found
    assert read_almanac(tmp_path, LOCALES)[0].events == {}


@pytest.mark.parametrize(
    ("old", "new", "line", "says"),
    [
        ("country: PL", "country: Poland", 3, "`country:` must be a country's two letters"),
        ("country: PL\n", "", 1, "`country:` must be a country's two letters"),
        ("[erasmus, bilateral]", "[fulbright]", 4, "`programmes:` must be some of: dual_degree"),
        ("programmes: [erasmus, bilateral]\n", "", 1, "`programmes:` is missing"),
        ("name: University of Łódź\n", "", 1, "`name:` must be a name"),
        ("names: { az: Lodz Universiteti }", "names: Lodz", 2, "`names:` needs a name for each"),
        ("until: 2028-09-30", "until: 2028", 6, "`until:` must be a day"),
    ],
)
def test_a_mistake_in_a_partner_is_named(
    tmp_path: Path, old: str, new: str, line: int, says: str
) -> None:
    found = changed(tmp_path, "partners/lodz.yml", old, new)

    assert any(each.startswith(f"partners/lodz.yml:{line}: {says}") for each in found), found
    assert read_almanac(tmp_path, LOCALES)[0].partners == {}


def test_words_that_are_still_to_be_written_are_borrowed_with_a_warning(tmp_path: Path) -> None:
    (found,) = changed(tmp_path, "deadlines.yml", "az: Qeydiyyat", "az: TODO")
    rule = read_almanac(tmp_path, LOCALES)[0].rules["registration"]

    message = "warning: `titles:` has no words in az; others are shown there"
    assert found == f"deadlines.yml:5: {message}"
    assert rule.titles.in_locale("az", "en") == "Register"


def test_a_file_has_a_name_that_fits_a_button(tmp_path: Path) -> None:
    write(tmp_path / "events/My Seminar!.yml", EVENT)

    message = "a file's name has at most 40 small letters, digits and hyphens; rename it"
    assert problems_of(tmp_path) == [f"events/My Seminar!.yml:1: {message}"]


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("entry: fees/tuition", "entry: fees/none", "“fees/none” is no entry"),
        ("after: term", "after: none", "“none” is no fact"),
        ("after: term", "after: fee", "“fee” is no term in whole days"),
        ("entry: fees", "citizenship: cis\n  entry: fees", "“cis” is no group"),
    ],
)
def test_what_a_rule_names_must_exist(tmp_path: Path, old: str, new: str, says: str) -> None:
    folder = knowledge(tmp_path / "knowledge")
    write(folder / "facts/office.yml", FACTS)
    write(folder / "deadlines.yml", RULES.replace(old, new))

    _, problems = load_knowledge(folder)

    (found,) = problems
    assert (found.path.name, found.line) == ("deadlines.yml", 1)
    assert found.message.startswith(says)


def test_all_of_it_is_loaded_with_the_entries(tmp_path: Path) -> None:
    folder = knowledge(tmp_path / "knowledge")
    write(folder / "facts/office.yml", FACTS)
    for place, text in PLACES.items():
        write(folder / place, text)

    kb, problems = load_knowledge(folder)

    assert problems == []
    assert set(kb.basis.rules) == {"registration"}
    assert set(kb.almanac.events) == {"seminar"}
    assert set(kb.almanac.partners) == {"lodz"}


@settings(max_examples=80, deadline=None)
@given(st.sampled_from([*PLACES]), file_bytes, st.integers(0, 200))
def test_no_bytes_make_it_raise(place: str, noise: bytes, at: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / place
        path.parent.mkdir(parents=True, exist_ok=True)
        sound = PLACES[place].encode()
        path.write_bytes(sound[:at] + noise + sound[at:])

        almanac, problems = read_almanac(Path(folder), LOCALES)

    assert all(str(each) for each in problems)
    assert all(each.starts for each in almanac.events.values())
