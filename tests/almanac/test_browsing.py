"""Events still to come, and partners whose agreements run."""

from dataclasses import replace
from datetime import date, datetime

from hypothesis import given
from hypothesis import strategies as st

from actions.content.deadline_rules import DeadlineRule
from actions.content.events import Event, EventKind
from actions.content.facts import Certainty, Source
from actions.content.facts_values import Texts
from actions.content.knowledge_base import KnowledgeBase
from actions.content.loader import load_knowledge
from actions.content.partners import Partner, Programme
from actions.domain.agenda import Wanted, can_register, months_of, upcoming_events
from actions.domain.partnership import countries_of, current_partners, programmes_of
from bot.config import PROJECT

TODAY = date(2026, 11, 23)
SOURCE = Source("BEU", "https://beu.edu.az/en")
OFFICIAL = Certainty.OFFICIAL


def event(name: str, starts: date, ends: date | None = None) -> Event:
    kind = EventKind.SEMINAR
    return Event(name, kind, Texts({}, name), starts, SOURCE, OFFICIAL, TODAY, ends)


def partner(name: str, country: str, *programmes: Programme) -> Partner:
    return Partner(name, name, country, programmes, SOURCE, OFFICIAL, TODAY)


YESTERDAY = event("yesterday", date(2026, 11, 22))
TODAYS = event("today", datetime(2026, 11, 23, 9))  # noqa: DTZ001 -- as its clock shows it
RUNNING = event("running", date(2026, 11, 1), date(2027, 1, 10))
MARCH = replace(event("march", date(2027, 3, 4)), languages=("en",), kind=EventKind.CONFERENCE)
EVENTS = [MARCH, RUNNING, YESTERDAY, TODAYS]
LODZ = partner("lodz", "PL", Programme.ERASMUS)
WARSAW = partner("warsaw", "PL", Programme.BILATERAL, Programme.ERASMUS)
INHA = partner("inha", "KR", Programme.DUAL_DEGREE)
PARTNERS = [WARSAW, INHA, LODZ]


def names(found: list[Event]) -> list[str]:
    return [each.id for each in found]


def test_past_events_disappear_by_themselves() -> None:
    assert names(upcoming_events(EVENTS, TODAY)) == ["running", "today", "march"]
    assert names(upcoming_events(EVENTS, date(2027, 1, 11))) == ["march"]
    assert upcoming_events(EVENTS, date(2027, 3, 5)) == []


def test_events_are_found_by_month_kind_and_language() -> None:
    def found(wanted: Wanted) -> list[str]:
        return names(upcoming_events(EVENTS, TODAY, wanted))

    assert found(Wanted(2026, 11)) == ["running", "today"]
    assert found(Wanted(2026, 12)) == ["running"]
    assert found(Wanted(month=3)) == ["march"]
    assert found(Wanted(2028, 3)) == []
    assert found(Wanted(kinds=frozenset({EventKind.CONFERENCE}))) == ["march"]
    assert found(Wanted(language="en")) == ["march"]


def test_an_event_of_years_is_found_in_each_of_its_months_but_makes_few_buttons() -> None:
    long = event("long", date(2026, 1, 1), date(2036, 1, 1))

    assert names(upcoming_events([long], TODAY, Wanted(2035, 12))) == ["long"]
    assert names(upcoming_events([long], TODAY, Wanted(2036, 2))) == []
    assert len(months_of([long], TODAY)) == 24


def test_months_are_those_in_which_something_still_happens() -> None:
    assert months_of(EVENTS, TODAY) == [(2026, 11), (2026, 12), (2027, 1), (2027, 3)]
    assert months_of(EVENTS, date(2027, 1, 2)) == [(2027, 1), (2027, 3)]


def test_what_must_be_confirmed_is_not_shown() -> None:
    heard = replace(MARCH, certainty=Certainty.TO_CONFIRM)
    rumour = replace(INHA, certainty=Certainty.TO_CONFIRM)

    assert upcoming_events([heard], TODAY) == []
    assert current_partners([rumour], TODAY) == []


def test_one_registers_until_the_last_day_for_it() -> None:
    open_until = replace(MARCH, link="https://beu.edu.az", register_until=date(2027, 2, 1))

    assert can_register(open_until, date(2027, 2, 1))
    assert not can_register(open_until, date(2027, 2, 2))
    assert can_register(replace(open_until, register_until=None), date(2027, 3, 4))
    assert not can_register(MARCH, TODAY)


def test_partners_are_found_by_country_and_programme() -> None:
    poland = current_partners(PARTNERS, TODAY, "PL")
    erasmus = current_partners(PARTNERS, TODAY, programme=Programme.ERASMUS)

    assert [each.id for each in poland] == ["lodz", "warsaw"]
    assert [each.id for each in erasmus] == ["lodz", "warsaw"]
    assert current_partners(PARTNERS, TODAY, "FR") == []
    assert countries_of(PARTNERS, TODAY) == {"PL": 2, "KR": 1}
    assert programmes_of(PARTNERS, TODAY) == [
        Programme.DUAL_DEGREE,
        Programme.ERASMUS,
        Programme.BILATERAL,
    ]


def test_an_agreement_that_has_ended_is_not_shown() -> None:
    ended = replace(LODZ, until=date(2026, 11, 22))

    assert current_partners([ended], TODAY) == []
    assert len(current_partners([replace(ended, until=TODAY)], TODAY)) == 1


def test_what_we_ship_has_a_source_and_all_languages() -> None:
    kb, problems = load_knowledge(PROJECT / "knowledge")

    assert problems == []
    assert {each.country for each in kb.almanac.partners.values()} == {"CN", "IT", "KR"}
    for each in kb.almanac.partners.values():
        assert each.source.url
        for texts in (each.fields, each.about):
            assert texts.by_locale.keys() in (set(), kb.locales.keys())
    assert all(rule.titles.by_locale.keys() == kb.locales.keys() for rule in rules_of(kb))


def rules_of(kb: KnowledgeBase) -> list[DeadlineRule]:
    return list(kb.almanac.rules.values())


some_days = st.dates(date(2026, 1, 1), date(2027, 12, 31))


@given(st.lists(st.tuples(some_days, st.none() | some_days), max_size=6), some_days)
def test_no_event_is_shown_after_its_last_day(
    given_days: list[tuple[date, date | None]], today: date
) -> None:
    events = [event(str(n), a, b if b and b >= a else None) for n, (a, b) in enumerate(given_days)]

    found = upcoming_events(events, today)

    assert all(each.last_day >= today for each in found)
    assert len(found) == sum(each.last_day >= today for each in events)
    in_months = [
        set(names(upcoming_events(events, today, Wanted(*m)))) for m in months_of(events, today)
    ]
    assert set().union(*in_months) == set(names(found))
