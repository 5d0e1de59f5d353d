"""Telegram's HTML without Telegram."""

import pytest

from bot.terminal.plain_text import plain_text


@pytest.mark.parametrize(
    ("html", "plain"),
    [
        ("just words", "just words"),
        ("<b>bold</b> and <i>italic</i>", "bold and italic"),
        ("5 &lt; 6 &amp; &quot;7&quot;", '5 < 6 & "7"'),
        ("&lt;b&gt;typed&lt;/b&gt;", "<b>typed</b>"),
        ('<a href="https://a.az/?x=1&amp;y=2">the portal</a>!', "the portal <https://a.az/?x=1&y=2>!"),
        ('<a href="https://a.az/b">https://a.az/b</a>', "https://a.az/b"),
        ("<blockquote>one\n\ntwo</blockquote>\n• three", "one\n\ntwo\n• three"),
        ("<code>a &lt; b</code>", "a < b"),
        ("", ""),
    ],
)  # fmt: skip
def test_words_and_addresses_remain(html: str, plain: str) -> None:
    assert plain_text(html) == plain


def test_an_address_belongs_to_its_own_link_only() -> None:
    html = '<a href="https://a.az">one</a>, <b>two</b> and <a href="https://b.az">three</a>'

    assert plain_text(html) == "one <https://a.az>, two and three <https://b.az>"


def test_a_link_with_formatted_words_shows_its_address_once() -> None:
    assert plain_text('<a href="https://a.az">the <b>portal</b></a>') == "the portal <https://a.az>"
