"""What Telegram reads out of HTML, and what it cannot read."""

import pytest

from tests.double.html import parse_html
from tests.double.refusal import Refusal
from tests.double.text import CAPTION_LIMIT, TEXT_LIMIT, read_caption, read_text


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("plain", "plain"),
        ("<b>bold</b> and <i>italic</i>", "bold and italic"),
        ("a &lt; b &amp; c &gt; d &quot;e&quot; &#233; &#xe9;", 'a < b & c > d "e" é é'),
        ('<a href="https://example.org/?a=1&amp;b=2">link</a>', "link"),
        ("<b>one <i>in</i> another</b>", "one in another"),
        ("<B>case</b> does not matter", "case does not matter"),
        ('<span class="tg-spoiler">hidden</span>', "hidden"),
        ("<blockquote expandable>long</blockquote>", "long"),
        ('<pre><code class="language-python">x</code></pre>', "x"),
        ("<b>closed by nothing</>", "closed by nothing"),
    ],
)
def test_what_is_allowed_is_read(source: str, text: str) -> None:
    assert parse_html(source).text == text


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ("<p>text</p>", 'Unsupported start tag "p" at byte offset 0'),
        ("line<br/>line", 'Unsupported start tag "br/" at byte offset 4'),
        ("<b>text", 'Can\'t find end tag corresponding to start tag "b"'),
        ("text</b>", "Unexpected end tag at byte offset 4"),
        ("<b>a<i>b</b></i>", 'expected "</i>", found "</b>"'),
        ("é<b>a</i>", "Unmatched end tag at byte offset 6"),
        ("1 < 2", "Unclosed start tag at byte offset 2"),
        ("<b", "Unclosed start tag"),
        ("<b>a</b", "Unclosed end tag"),
        ("a&nbsp;b", "Unsupported character reference at byte offset 1"),
        ("R&D", "Unsupported character reference"),
        ("&#xd800;", "invalid Unicode characters"),
        ("<span>text</span>", 'must have class "tg-spoiler"'),
        ("<code>a<b>b</b></code>", 'Tag "b" can\'t stand inside "code"'),
        ("<blockquote><blockquote>a</blockquote></blockquote>", "can't stand inside"),
    ],
)
def test_what_is_not_allowed_is_refused(source: str, reason: str) -> None:
    with pytest.raises(Refusal) as refused:
        parse_html(source)
    assert refused.value.code == 400
    assert refused.value.description.startswith("Bad Request: can't parse entities: ")
    assert reason in refused.value.description
    assert refused.value.rule


def test_entities_count_in_utf16_units_and_limits_in_characters() -> None:
    parsed = parse_html("👍<b>👍 yes</b>")
    assert parsed.length == 6
    assert parsed.entities == [{"type": "bold", "offset": 2, "length": 6}]


def test_the_outer_entity_comes_first() -> None:
    kinds = [entity["type"] for entity in parse_html("<b><i>a</i></b><b></b>").entities]
    assert sorted(kinds) == ["bold", "italic"]  # nothing inside, no entity


def test_a_language_belongs_to_its_block() -> None:
    parsed = parse_html('<pre><code class="language-python">x</code></pre>')
    assert parsed.entities == [{"type": "pre", "offset": 0, "length": 1, "language": "python"}]


@pytest.mark.parametrize("href", ["", "/path", "javascript:alert(1)", "two words"])
def test_a_link_that_telegram_would_drop_is_refused(href: str) -> None:
    with pytest.raises(Refusal, match="drop the link"):
        parse_html(f'<a href="{href}">here</a>')


def test_blanks_around_a_text_are_dropped_and_entities_follow() -> None:
    content = read_text({"text": " \n <b> a </b> \n", "parse_mode": "HTML"})
    assert content == {"text": "a", "entities": [{"type": "bold", "offset": 0, "length": 1}]}


def test_commands_and_links_are_found_but_not_twice() -> None:
    content = read_text(
        {"text": '/start <a href="https://a.az">https://a.az</a>', "parse_mode": "html"}
    )
    assert [entity["type"] for entity in content["entities"]] == ["bot_command", "text_link"]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "message text is empty"),
        (" \n", "text must be non-empty"),
        ("<b> </b>", "text must be non-empty"),
        ("a" * (TEXT_LIMIT + 1), "message is too long"),
    ],
)
def test_a_text_is_neither_empty_nor_too_long(text: str, reason: str) -> None:
    with pytest.raises(Refusal, match=reason):
        read_text({"text": text, "parse_mode": "HTML"})


def test_tags_do_not_count() -> None:
    assert read_text({"text": f"<b>{'&lt;' * TEXT_LIMIT}</b>", "parse_mode": "HTML"})
    assert read_caption({"caption": "é" * CAPTION_LIMIT})
    with pytest.raises(Refusal, match="caption is too long"):
        read_caption({"caption": "é" * (CAPTION_LIMIT + 1)})


@pytest.mark.parametrize("mode", ["Markdown", "MarkdownV2", "html5"])
def test_only_html_is_a_parse_mode(mode: str) -> None:
    with pytest.raises(Refusal, match="unsupported parse_mode"):
        read_text({"text": "a", "parse_mode": mode})


def test_entities_end_with_the_text() -> None:
    with pytest.raises(Refusal, match="ENTITY_BOUNDS_INVALID"):
        read_text({"text": "ab", "entities": [{"type": "bold", "offset": 1, "length": 2}]})
