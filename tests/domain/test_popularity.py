"""What is asked most comes first on menus."""

from hypothesis import given
from hypothesis import strategies as st

from actions.domain.popularity import HEAD_START, NOTHING_ASKED, Popularity

IDS = ("a/1", "a/2", "a/3")


def test_where_nothing_is_known_the_order_is_that_of_the_ids() -> None:
    assert NOTHING_ASKED.sorted(reversed(IDS)) == list(IDS)


def test_what_editors_know_to_be_asked_most_comes_first_in_their_order() -> None:
    assert Popularity(first=("a/3", "a/gone", "a/2")).sorted(IDS) == ["a/3", "a/2", "a/1"]


def test_what_is_really_asked_more_overtakes_it() -> None:
    asked = {"a/1": HEAD_START + 1, "a/2": HEAD_START - 1}

    assert Popularity(asked, first=("a/3",)).sorted(IDS) == ["a/1", "a/3", "a/2"]


@given(st.dictionaries(st.sampled_from(IDS), st.integers(0, 99)), st.permutations(IDS))
def test_nothing_is_lost_or_shown_twice(asked: dict[str, int], first: list[str]) -> None:
    assert sorted(Popularity(asked, first).sorted(IDS)) == sorted(IDS)
