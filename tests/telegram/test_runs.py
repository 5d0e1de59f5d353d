"""Pieces of text: cut anywhere, always valid, nothing lost."""

from hypothesis import given
from hypothesis import strategies as st

from bot.telegram.rendering.runs import MESSAGE_LIMIT, Run, length, link_tag, split, to_html
from tests.double.html import parse_html

TAGS = st.lists(st.sampled_from(["b", "i", link_tag("https://a.az/?x=1&y='2'")]), unique=True)
WORDS = st.text(st.sampled_from("ab<>&\"' \n😀əم"), max_size=60)
RUNS = st.lists(st.builds(Run, WORDS, TAGS.map(tuple)), max_size=12)


def test_what_people_write_is_no_markup() -> None:
    assert to_html([Run('<b>5 > 3</b> & "you"')]) == '&lt;b&gt;5 &gt; 3&lt;/b&gt; &amp; "you"'


def test_an_address_cannot_leave_its_quotation_marks() -> None:
    tag = link_tag('https://a.az/?q="><b>&x')

    assert tag == 'a href="https://a.az/?q=&quot;&gt;&lt;b&gt;&amp;x"'


def test_a_tag_that_two_neighbours_share_is_opened_once() -> None:
    runs = [Run("a", ("b",)), Run("b", ("b", "i")), Run("c", ("i",))]

    assert to_html(runs) == "<b>a<i>b</i></b><i>c</i>"


def test_empty_runs_leave_no_empty_tags() -> None:
    assert to_html([Run("", ("b",)), Run("a"), Run("", ("i",))]) == "a"


@given(RUNS)
def test_runs_become_html_that_reads_as_they_do(runs: list[Run]) -> None:
    assert parse_html(to_html(runs)).text == "".join(run.text for run in runs)


@given(RUNS, st.integers(4, 40))
def test_every_message_is_valid_html_within_the_limit(runs: list[Run], limit: int) -> None:
    parsed = [parse_html(to_html(part)) for part in split(runs, limit)]

    assert all(each.text.strip() and each.length <= limit for each in parsed)


@given(RUNS, st.integers(4, 40))
def test_splitting_loses_nothing_but_blanks(runs: list[Run], limit: int) -> None:
    parts = "".join(run.text for part in split(runs, limit) for run in part)

    assert "".join(parts.split()) == "".join("".join(run.text for run in runs).split())


@given(RUNS, st.integers(4, 40))
def test_splitting_keeps_the_formatting_of_every_letter(runs: list[Run], limit: int) -> None:
    parts = [run for part in split(runs, limit) for run in part]

    assert _formatted_letters(parts) == _formatted_letters(runs)


def _formatted_letters(runs: list[Run]) -> list[tuple[str, tuple[str, ...]]]:
    return [(letter, run.tags) for run in runs for letter in run.text if not letter.isspace()]


def test_a_text_that_just_fits_is_one_message() -> None:
    assert len(split([Run("😀" * MESSAGE_LIMIT)])) == 1


def test_one_emoji_more_makes_two() -> None:
    parts = split([Run("😀" * (MESSAGE_LIMIT + 1))])

    assert [length(part) for part in parts] == [MESSAGE_LIMIT, 1]


def test_a_long_text_is_cut_between_paragraphs() -> None:
    first, second = "a" * 3000, "b c " * 500

    head, tail = split([Run(f"{first}\n\n{second}")])

    assert head == [Run(first)]
    assert tail == [Run(second)]


def test_without_paragraphs_it_is_cut_between_words() -> None:
    parts = split([Run("word " * 1000)])

    assert all(to_html(part).strip().split(" ")[-1] == "word" for part in parts)


def test_bold_that_is_cut_is_bold_on_both_sides() -> None:
    parts = split([Run("x" * 5000, ("b",))])

    assert all(to_html(part).startswith("<b>") for part in parts)
    assert all(to_html(part).endswith("</b>") for part in parts)
