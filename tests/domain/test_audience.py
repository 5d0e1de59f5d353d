"""Who gets an announcement, and in which language.

Ada reads German and English, Bo has blocked the bot, Chidi has left the topic, Dana reads
Azerbaijani only, and of Emil nobody knows anything.
"""

from dataclasses import replace
from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from actions.content.circumstances import Condition, Level, Role, Stage
from actions.domain.audience import Audience, Reading, Subscriber, recipients_of
from actions.domain.person import Person

NOW = datetime(2026, 11, 23, tzinfo=UTC)
NEWS = frozenset({"events"})


def subscriber(person: Person, left: frozenset[str] = frozenset()) -> Subscriber:
    return Subscriber(person, NEWS, left)


ADA = subscriber(
    Person(
        1,
        "Ada",
        language_code="de-AT",
        last_locale="en",
        level=Level.MASTER,
        stage=Stage.GRADUATING,
    )
)
BO = subscriber(Person(2, "Bo", language_code="en", unreachable_since=NOW))
CHIDI = subscriber(Person(3, "Chidi", language_code="en"), NEWS)
DANA = subscriber(Person(4, "Dana", chosen_locale="az", citizenship="KZ", role=Role.STUDENT))
EMIL = subscriber(Person(5, "Emil"))
ALL = [EMIL, DANA, CHIDI, BO, ADA]
EVERYBODY = Audience(NEWS)


def ids(audience: Audience) -> list[int]:
    found = recipients_of(audience, ALL, {"en", "az"}, {"turkic": frozenset({"KZ"})}, "en")
    return [each.person_id for each in found.readings]


def test_everybody_who_can_be_reached_and_has_not_left_gets_it_in_their_language() -> None:
    found = recipients_of(EVERYBODY, ALL, {"az", "en"}, {}, "en")

    assert found.readings == (
        Reading(1, "en"),
        Reading(4, "az"),
        Reading(5, "en", is_fallback=True),
    )
    assert (found.count, found.fallbacks, dict(found.by_locale)) == (3, 1, {"az": 1, "en": 2})


def test_without_a_fallback_it_goes_only_to_those_who_can_read_it() -> None:
    found = recipients_of(EVERYBODY, ALL, {"az"}, {})

    assert found.readings == (Reading(4, "az"),)
    assert found.unread == (1, 5)


def test_a_fallback_that_nobody_wrote_is_none() -> None:
    assert recipients_of(EVERYBODY, ALL, {"az"}, {}, "ru").unread == (1, 5)


def test_a_banned_person_gets_nothing() -> None:
    banned = subscriber(replace(ADA.person, banned_at=NOW))

    assert recipients_of(EVERYBODY, [banned], {"en"}, {}).count == 0


def test_who_has_not_subscribed_gets_nothing() -> None:
    assert ids(Audience(frozenset({"exchange"}))) == []
    assert ids(Audience(frozenset())) == []


def test_an_audience_is_narrowed_by_what_people_told_of_themselves() -> None:
    assert ids(Audience(NEWS, Condition(citizenship=("KZ",)))) == [4]
    assert ids(Audience(NEWS, Condition(citizenship=("turkic",)))) == [4]
    assert ids(Audience(NEWS, Condition(level=(Level.MASTER, Level.PHD)))) == [1]
    assert ids(Audience(NEWS, Condition(role=(Role.TEACHER,)))) == []
    assert ids(Audience(NEWS, Condition(stage=(Stage.ADMITTED, Stage.GRADUATING)))) == [1]
    assert ids(Audience(NEWS, locales=frozenset({"az"}))) == [4]


def test_whoever_stands_there_twice_gets_it_once() -> None:
    assert recipients_of(EVERYBODY, [ADA, ADA], {"en"}, {}).count == 1


people = st.builds(
    Person,
    st.integers(1, 30),
    st.just("X"),
    language_code=st.sampled_from([None, "en", "az", "ru-RU", "xx"]),
    chosen_locale=st.sampled_from([None, "az", "fa"]),
)
subscribers = st.lists(st.builds(Subscriber, people, st.just(NEWS)), max_size=20)
locales = st.frozensets(st.sampled_from(["az", "en", "ru", "fa"]))


@given(subscribers, locales, st.sampled_from([None, "en", "az"]))
def test_each_gets_one_language_or_is_counted_as_getting_none(
    chosen: list[Subscriber], written: frozenset[str], fallback: str | None
) -> None:
    found = recipients_of(EVERYBODY, chosen, written, {}, fallback)

    got = [each.person_id for each in found.readings]
    assert sorted([*got, *found.unread]) == sorted({each.person.id for each in chosen})
    assert {each.locale for each in found.readings} <= written
    assert sum(found.by_locale.values()) == found.count
