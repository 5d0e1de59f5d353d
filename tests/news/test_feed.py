"""Feeds become plain news, and whatever else arrives becomes nothing."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from actions.domain.news import NewsItem, proposals
from bot.news.apart import read_apart
from bot.news.feed import EXCERPT_LIMIT, MOST_ITEMS, TITLE_LIMIT, plain_text, read_feed
from tests.news.samples import ATOM, HOSTILE, RSS, item, reader_of_files, rss


def test_an_rss_feed_is_read_newest_first_as_plain_text() -> None:
    newest, older = read_feed(RSS.encode())

    assert (newest.title, newest.excerpt) == ("Qəbul & viza", "Hello you again")
    assert newest.link == "https://beu.edu.az/2"
    assert newest.published == datetime(2026, 11, 3, 4, tzinfo=UTC)
    assert (older.title, older.excerpt) == ("Older", "First words")


def test_an_atom_feed_is_read_as_well() -> None:
    (found,) = read_feed(ATOM.encode())

    assert (found.title, found.excerpt, found.link) == ("Seminar", "Come!", "https://beu.edu.az/s")


def test_what_repeats_itself_is_one_item() -> None:
    again = item("a") + item("a") + "<item><title>b</title><link>https://beu.edu.az/a</link></item>"

    assert [each.title for each in read_feed(rss(again))] == ["a"]


def test_an_item_is_known_by_its_id_and_by_its_link() -> None:
    (first,) = read_feed(rss(item("a")))
    (new_id,) = read_feed(rss(item("a").replace("<guid>a", "<guid>z")))
    (new_link,) = read_feed(rss(item("a", link="https://beu.edu.az/news/")))

    assert set(first.keys) & set(new_id.keys)
    assert set(first.keys) & set(new_link.keys)
    assert not set(new_id.keys) & set(new_link.keys)


def test_long_feeds_and_texts_are_cut() -> None:
    many = rss("".join(item(f"n{number}", "word " * 400) for number in range(80)))

    found = read_feed(many)

    assert len(found) == MOST_ITEMS
    assert all(len(each.excerpt) <= EXCERPT_LIMIT for each in found)
    assert found[0].excerpt.endswith("word…")


@pytest.mark.parametrize("link", ["javascript:alert(1)//", "file:///etc/", "https://a b/", "//x/"])
def test_a_link_that_is_no_web_address_is_left_out(link: str) -> None:
    (found,) = read_feed(rss(item("a", link=link)))

    assert found.link == ""


def test_hidden_text_and_turned_writing_are_left_out() -> None:
    hidden = "<script>steal()</script> <style>p{}</style>"
    html = f"Hi{hidden}\u202etxt\u200b<br>می\u200cخواهم &amp; &lt;b&gt;"

    assert plain_text(html, 100) == "Hi txt می\u200cخواهم & <b>"


@pytest.mark.parametrize("data", HOSTILE.values(), ids=HOSTILE)
def test_what_is_no_feed_harms_nothing(data: bytes) -> None:
    found = read_feed(data)

    assert all(len(each.excerpt) <= EXCERPT_LIMIT for each in found)
    assert all(len(each.title) <= TITLE_LIMIT for each in found)
    assert not any("lollol" in each.excerpt or "xxx" in each.excerpt for each in found)


def test_a_feed_opens_no_file_of_ours(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("the token")

    assert "the token" not in repr(read_feed(reader_of_files(str(secret))))
    secret.write_bytes(RSS.encode())
    assert read_feed(str(secret).encode()) == []


@settings(max_examples=30, deadline=None)
@given(st.binary(max_size=300) | st.text(max_size=300).map(lambda t: rss(item("a", t))[:-9]))
def test_no_bytes_make_it_raise(data: bytes) -> None:
    assert isinstance(read_feed(data), list)


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=200), st.integers(1, 50))
def test_a_text_is_never_longer_than_its_limit(html: str, limit: int) -> None:
    text = plain_text(html, limit)

    assert len(text) <= limit
    assert "\n" not in text


async def test_a_process_of_its_own_finds_the_same() -> None:
    assert await read_apart(RSS.encode()) == read_feed(RSS.encode())
    assert await read_apart(HOSTILE["zeros"]) == []


async def test_a_reader_that_takes_too_long_is_ended() -> None:
    assert await read_apart(RSS.encode(), patience=0.0) == []


def news(*names: str) -> list[NewsItem]:
    return [NewsItem((name,), name) for name in names]


def test_the_first_look_proposes_the_newest_item_only() -> None:
    found = proposals(news("c", "b", "a"), None)

    assert [each.title for each in found.items] == ["c"]
    assert found.remember == {"a", "b", "c"}


def test_later_looks_propose_a_few_of_what_is_new_the_oldest_first() -> None:
    first = proposals(news("f", "e", "d", "c", "b", "a"), {"a"}, at_once=3)
    second = proposals(news("f", "e", "d", "c", "b", "a"), {"a", *first.remember}, at_once=3)
    third = proposals(news("f", "e", "d"), {"a", *first.remember, *second.remember})

    assert [each.title for each in first.items] == ["b", "c", "d"]
    assert [each.title for each in second.items] == ["e", "f"]
    assert (third.items, third.remember) == ((), frozenset())
