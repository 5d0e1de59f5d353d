"""The small Markdown of editors, as Telegram shows it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.telegram.rendering.markdown import addresses, to_runs, unsupported
from bot.telegram.rendering.runs import split, to_html
from tests.double.html import parse_html

SIGNS = "*_`[]()<>-+1.>#|!\\&~:/=\"' \n\tabəم😀\u202e\x00"
PIECES = st.sampled_from(
    [
        *("**bold**", "*italic*", "`code`", "[words](https://a.az/b?c=1&d=2)", "<https://a.az>"),
        *("\n\n", "\n", "\n- ", "\n1. ", "\n   - ", "\n> ", "\n> > ", "[here](fees.md)", "[x]()"),
        *("<b>", "</b>", "&lt;", "# ", "***", "`", "**", "_", "ordinary words ", "!["),
    ]
)
MARKDOWN = st.lists(PIECES | st.text(SIGNS, max_size=8), max_size=30).map("".join)


def html(markdown: str) -> str:
    """What Telegram is sent."""
    return to_html(to_runs(markdown))


@given(MARKDOWN)
def test_any_markdown_is_html_that_telegram_reads(markdown: str) -> None:
    for part in split(to_runs(markdown), 50):
        parsed = parse_html(to_html(part))
        assert 0 < parsed.length <= 50


@given(st.text("abc *_`-1.>#\\&<\n", max_size=200))
def test_no_letter_is_lost(markdown: str) -> None:
    shown = "".join(run.text for run in to_runs(markdown))

    assert [c for c in shown if c.isalpha()] == [c for c in markdown if c.isalpha()]


@pytest.mark.parametrize(
    ("markdown", "shown"),
    [
        ("**bold** and *italic*", "<b>bold</b> and <i>italic</i>"),
        ("***both***", "<i><b>both</b></i>"),
        ("**bold *and italic* too**", "<b>bold <i>and italic</i> too</b>"),
        ("`a < b`", "<code>a &lt; b</code>"),
        ("[the *portal*](https://a.az/?x=1&y=2)",
         '<a href="https://a.az/?x=1&amp;y=2">the <i>portal</i></a>'),
        ("<https://a.az/b>", '<a href="https://a.az/b">https://a.az/b</a>'),
        ("[write](mailto:a@b.az)", '<a href="mailto:a@b.az">write</a>'),
        ("one\ntwo\n\nthree", "one\ntwo\n\nthree"),
        ("- one\n- two", "• one\n• two"),
        ("3. three\n4. four", "3. three\n4. four"),
        ("1. one\n   - inner\n2. two", "1. one\n   • inner\n2. two"),
        ("before\n- one\n\nafter", "before\n\n• one\n\nafter"),
        ("> quoted\n> twice\n\nfree", "<blockquote>quoted\ntwice</blockquote>\n\nfree"),
        (r"5 \* 3", "5 * 3"),
    ],
)  # fmt: skip
def test_formatting_is_shown(markdown: str, shown: str) -> None:
    assert html(markdown) == shown


@pytest.mark.parametrize(
    "plain", ["# heading", "<b>html</b>", "a | b", "![picture]", "~~gone~~", "&lt;", "5 * 3 * 2"]
)
def test_everything_else_is_text(plain: str) -> None:
    assert parse_html(html(plain)).text == plain
    assert not parse_html(html(plain)).entities


def test_quotes_do_not_nest() -> None:
    assert html("> outer\n> > inner") == "<blockquote>outer\n\ninner</blockquote>"


def test_a_link_that_telegram_cannot_open_is_words() -> None:
    assert html("see [the fees](../fees.md)") == "see the fees"


def test_a_script_is_no_link() -> None:
    assert "<a" not in html("[tap](javascript:alert)")


def test_an_empty_point_does_not_swallow_the_gap_after_it() -> None:
    assert html("-\n\nText") == "• \n\nText"


def test_addresses_are_found_in_links_of_both_kinds() -> None:
    assert list(addresses("[a](https://a.az) and <https://b.az>, not https://c.az")) == [
        "https://a.az",
        "https://b.az",
    ]


def test_what_telegram_lacks_is_named_with_its_line() -> None:
    markdown = "fine #1\n## Heading\n| a | b |\n![x](y)\n<div>\n<https://a.az>\n#tag"

    assert [(line, what.split(";")[0]) for line, what in unsupported(markdown)] == [
        (1, "a heading"),
        (2, "a table or picture"),
        (3, "a table or picture"),
        (4, "HTML"),
    ]


@pytest.mark.parametrize(
    "words",
    [
        *("<https://beu.edu.az>", "<iro@beu.edu.az>", "under < 5 days", "`<b>`", "a & b; c"),
        *("https://club.az/?id=a==b", "[here](https://club.az/?x=1&reg;=2)", "[a](club.az/~~b)"),
        *("<https://club.az/a~~b||c>", "www.club.az/&copy;", "[a](<https://club.az/?q==a>)"),
    ],
)
def test_links_and_signs_are_not_taken_for_html(words: str) -> None:
    assert list(unsupported(f"See {words} there")) == []


@pytest.mark.parametrize(
    "words", ["~~no~~", "==so", "&reg;", "<b>", "||x||", "<b>https://a.az</b>"]
)
@pytest.mark.parametrize(
    "link", ["[here](https://club.az/a_(b)) {}", "https://club.az {}", "{} `a`"]
)
def test_what_telegram_lacks_is_found_beside_a_link_and_code(link: str, words: str) -> None:
    assert len(list(unsupported(link.format(words)))) == 1
