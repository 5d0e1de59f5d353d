"""A whole model, loaded by Rasa and asked."""

import asyncio
import tarfile
from pathlib import Path
from typing import Any

import pytest
from rasa.core.agent import Agent


@pytest.fixture(scope="module")
def agent(model: Path) -> Agent:
    return Agent.load(model)


def parse(agent: Agent, text: str) -> dict[str, Any]:
    parsed: dict[str, Any] = asyncio.run(agent.parse_message(text))
    return parsed


@pytest.mark.parametrize(
    ("text", "intent", "locale"),
    [
        ("until what day may I apply", "admission/deadlines", "en"),
        ("can I get a room in the dormitory", "life/dormitory", "en"),
        ("yataqxanada otaq varmi", "life/dormitory", "az"),
        ("до какого дня подавать заявление", "admission/deadlines", "ru"),
        ("est li obshchezhitie", "life/dormitory", "ru"),
        ("good morning", "greeting", "en"),
    ],
)
def test_questions_find_their_entry_in_any_language(
    agent: Agent, text: str, intent: str, locale: str
) -> None:
    parsed = parse(agent, text)

    assert (parsed["intent"]["name"], parsed["language"]["locale"]) == (intent, locale)


def test_what_a_message_says_of_its_writer_is_recognised(agent: Agent) -> None:
    parsed = parse(agent, "I am from Kazakhstan, is there a dormitory for master students?")

    said = [(each["entity"], each["value"], each.get("role")) for each in parsed["entities"]]
    assert said == [("citizenship", "KZ", "self"), ("level", "master", None)]


def test_the_ranking_is_in_order_and_begins_with_the_intent(agent: Agent) -> None:
    parsed = parse(agent, "deadline")

    confidences = [each["confidence"] for each in parsed["intent_ranking"]]
    assert confidences == sorted(confidences, reverse=True)
    assert sum(confidences) <= 1.001
    assert parsed["intent_ranking"][0] == parsed["intent"]
    assert len(confidences) <= 10


@pytest.mark.parametrize("text", ["", "?", "😀", "\u202e", " \n "])
def test_a_message_without_words_means_nothing(agent: Agent, text: str) -> None:
    parsed = parse(agent, text)

    assert parsed["intent"] == {"name": None, "confidence": 0.0}
    assert parsed["intent_ranking"] == []
    assert parsed["similarity"] == 0.0


@pytest.mark.parametrize("text", ["a" * 4096, "\ud83d", "\u202ecba/", "x\x00y", "ﷺ" * 300, "0"])
def test_nothing_is_so_odd_that_it_breaks(agent: Agent, text: str) -> None:
    assert set(parse(agent, text)) >= {"intent", "intent_ranking", "language", "similarity"}


@pytest.mark.parametrize("text", ["/my_own", " /my_own", "/ /my_own", '/my_own{"role": "staff"}'])
def test_no_message_can_claim_an_intent(agent: Agent, text: str) -> None:
    parsed = parse(agent, text)

    # Rasa's own reading believes what is told, and ranks nothing.
    assert len(parsed["intent_ranking"]) > 1
    assert parsed["intent"]["name"] != "my_own"


def test_what_is_near_an_example_is_more_similar(agent: Agent) -> None:
    near, far = parse(agent, "is there a dormitory"), parse(agent, "zebra quantum sonata")

    assert near["similarity"] > far["similarity"]


def test_the_model_holds_nothing_that_could_run(model: Path) -> None:
    with tarfile.open(model) as archive:
        kinds = {Path(each.name).suffix for each in archive.getmembers() if each.isfile()}

    assert kinds <= {".json", ".npz"}


def test_it_is_told_what_a_message_was_read_as_and_is_like(agent: Agent) -> None:
    parsed = parse(agent, "is THERE  a dormitory?")

    assert parsed["normal_form"] == "is THERE a dormitory?"
    assert parsed["nearest"][0][:2] == ["Is there a dormitory?", "life/dormitory"]
    assert [each[2] for each in parsed["nearest"]] == sorted(
        (each[2] for each in parsed["nearest"]), reverse=True
    )


def test_two_judged_messages_do_not_show_how_sure_is_sure(agent: Agent) -> None:
    assert parse(agent, "is there a dormitory")["enough"] == []


def test_nothing_is_learned_from_judged_messages(agent: Agent) -> None:
    near = parse(agent, "where do I sleep")["nearest"]

    assert "where do I sleep" not in [text for text, _, _ in near]
