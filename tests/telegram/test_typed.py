"""What staff type and format is taken as they meant it."""

import pytest
from telegram import Message, MessageEntity

from bot.telegram.rendering.markdown import to_runs
from bot.telegram.rendering.runs import to_html
from bot.telegram.typed_countries import read_countries
from bot.telegram.typed_markdown import markdown_of
from tests.builders import text
from tests.telegram.sample import phrasebook

LANGUAGES = [phrasebook()[code] for code in ("az", "en", "fa")]


def formatted(words: str, *entities: MessageEntity) -> Message:
    message = text(words).message
    assert message
    message._unfreeze()
    message.entities = tuple(entities)
    return message


@pytest.mark.parametrize(
    ("words", "entities", "html"),
    [
        ("Come now", [("bold", 5, 3)], "Come <b>now</b>"),
        ("🎓 Come now", [("bold", 3, 5)], "🎓 <b>Come</b> now"),
        ("Come now", [("italic", 0, 4), ("bold", 5, 3)], "<i>Come</i> <b>now</b>"),
        ("Come now", [("bold", 0, 8), ("italic", 5, 3)], "<b>Come now</b>"),
        ("Come **now**", [], "Come <b>now</b>"),
        ("Come now", [("spoiler", 0, 4)], "Come now"),
    ],
)
def test_telegrams_formatting_is_kept(
    words: str, entities: list[tuple[str, int, int]], html: str
) -> None:
    message = formatted(words, *(MessageEntity(*entity) for entity in entities))

    assert to_html(to_runs(markdown_of(message))) == html


def test_links_are_kept() -> None:
    link = MessageEntity("text_link", 5, 4, url="https://example.org/?a=(1)&b=2")
    html = to_html(to_runs(markdown_of(formatted("Come here", link))))

    assert html == 'Come <a href="https://example.org/?a=(1)&amp;b=2">here</a>'


def test_countries_go_by_code_group_and_name_in_any_language() -> None:
    typed = "tr, Kazakhstan; Azərbaycan، ایران, cis, Narnia"

    assert read_countries(typed, ["cis"], LANGUAGES) == (
        ("TR", "KZ", "AZ", "IR", "cis"),
        ("Narnia",),
    )
    assert read_countries(" ", [], LANGUAGES) == ((), ())
