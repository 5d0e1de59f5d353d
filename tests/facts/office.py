"""What the office of these tests knows: a term, a duty, a phone number, an address of a form."""

from dataclasses import replace
from datetime import date

from actions.content.circumstances import Condition
from actions.content.facts import AsOf, Case, Certainty, Fact, Group, Source
from actions.content.facts_values import Value, contact, duration, link, number

SOURCE = Source("Migration Service", "https://migration.gov.az/en")
CHECKED = date(2026, 9, 10)
TODAY = date(2026, 11, 23)


def known(value: Value | None) -> Value:
    assert value is not None
    return value


def fact(name: str, value: Value | None, certainty: Certainty = Certainty.OFFICIAL) -> Fact:
    return Fact(name, known(value), SOURCE, certainty, CHECKED)


TERM = replace(
    fact("term", duration("15 days")),
    cases=(Case(Condition(citizenship=("KZ",)), known(duration("30 days"))),),
)
HEARD = fact("heard", duration("5 working_days"), Certainty.SECONDARY)
DUTY = fact("duty", number("40"), Certainty.TO_CONFIRM)
SEASON = replace(fact("season", number("7")), valid_until=date(2026, 11, 22))
STUDENTS = replace(fact("students", number("9000")), as_of=AsOf(2022, 9))
FORM = fact("form", link("https://evisa.gov.az/en/"))
FACTS = {
    each.name: each
    for each in (
        TERM,
        HEARD,
        DUTY,
        SEASON,
        STUDENTS,
        FORM,
        fact("migration_phone", contact("(012) 919")),
        fact("admission_email", contact("iro@beu.edu.az")),
    )
}
GROUPS = {"cis": Group("cis", frozenset(("KZ", "UZ")), SOURCE, CHECKED)}
