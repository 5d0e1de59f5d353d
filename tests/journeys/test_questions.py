"""A person asks, and is answered in their language, asked back, or declined."""

import pytest

from tests.double.shapes import Json
from tests.journeys.conftest import Office

pytestmark = [pytest.mark.journey, pytest.mark.asyncio(loop_scope="session")]


def labels(message: Json) -> list[str]:
    """What stands on a message's buttons."""
    return [button["text"] for row in message["reply_markup"]["inline_keyboard"] for button in row]


async def test_start_greets_with_languages_and_topics_in_the_language_of_the_app(
    office: Office,
) -> None:
    leyla, reza = office.newcomer("Leyla", "az"), office.newcomer("Reza", "fa-IR")

    await office.telegram.say(leyla, "/start")
    await office.telegram.say(reza, "/start")

    [salam] = await office.telegram.wait_for(leyla, "Bakı Mühəndislik Universiteti")
    [dorud] = await office.telegram.wait_for(reza, "دانشگاه مهندسی باکو")
    assert {"Qəbul", "English", "فارسی", "العربية", "Русский"} <= set(labels(salam))
    assert "پذیرش" in labels(dorud)


async def test_an_answer_shows_source_date_thumbs_related_questions_and_a_person(
    office: Office,
) -> None:
    ada = office.newcomer("Ada", "en")

    await office.telegram.say(ada, "How do I get an e-visa (ASAN Viza)?")

    [answer] = await office.telegram.wait_for(ada, "single entry")
    links = [entity["url"] for entity in answer["entities"] if entity["type"] == "text_link"]
    assert "https://evisa.gov.az/ru/conditions" in links
    assert "23 November 2026" in answer["text"]
    assert labels(answer)[:2] == ["👍", "👎"]
    assert labels(answer)[-1] == "Ask a person"


async def test_a_rated_answer_loses_its_thumbs_and_keeps_the_rest(office: Office) -> None:
    ada = office.newcomer("Ada", "en")
    await office.telegram.say(ada, "How do I get an e-visa (ASAN Viza)?")
    [answer] = await office.telegram.wait_for(ada, "single entry")
    before = len(office.telegram.calls("editMessageReplyMarkup"))

    await office.telegram.press(ada, answer, text="👍")

    await office.telegram.wait_for_call("editMessageReplyMarkup", count=before + 1)
    [stored] = office.telegram.from_bot(ada)
    assert labels(stored) == labels(answer)[2:]


async def test_the_language_of_the_message_wins_over_that_of_the_app(office: Office) -> None:
    leyla = office.newcomer("Leyla", "az")

    await office.telegram.say(leyla, "Как получить электронную визу в Азербайджан?")

    [answer] = await office.telegram.wait_for(leyla, "госпошлина")
    assert "Источник" in answer["text"]


async def test_a_topic_leads_to_its_entries_and_an_entry_to_its_answer(office: Office) -> None:
    leyla = office.newcomer("Leyla", "az")
    await office.telegram.say(leyla, "/start")
    [hello] = await office.telegram.wait_for(leyla)

    await office.telegram.press(leyla, hello, data="t:az:life")
    [topic] = await office.telegram.wait_for(leyla, "Gündəlik həyat")
    await office.telegram.press(leyla, topic, data="b:az:life/dormitory")

    [answer] = await office.telegram.wait_for(leyla, "Mənbə")
    assert answer["message_id"] == hello["message_id"]


async def test_an_answer_in_persian_keeps_latin_fragments_in_their_own_direction(
    office: Office,
) -> None:
    reza = office.newcomer("Reza", "fa")

    await office.telegram.say(reza, "/start")
    [hello] = await office.telegram.wait_for(reza)
    await office.telegram.press(reza, hello, data="t:fa:university")
    [topic] = await office.telegram.wait_for(reza, "دربارهٔ دانشگاه")
    await office.telegram.press(reza, topic, data="b:fa:university/contacts")

    [answer] = await office.telegram.wait_for(reza, "منبع")
    assert "\u2068iro.admission@beu.edu.az\u2069" in answer["text"]


async def test_what_has_nothing_to_do_with_the_office_is_declined_and_greetings_returned(
    office: Office,
) -> None:
    ada = office.newcomer("Ada", "en")

    await office.telegram.say(ada, "how is the weather today")
    await office.telegram.wait_for(ada, "not something I can help with")
    await office.telegram.say(ada, "hello!")

    await office.telegram.wait_for(ada, "What would you like to know?")


@pytest.mark.parametrize(
    ("command", "words"),
    [("/help", "/privacy"), ("/privacy", "90"), ("/cancel", "iptal"), ("/nosuch", "/nosuch")],
)
async def test_commands_do_what_everybody_expects(office: Office, command: str, words: str) -> None:
    emre = office.newcomer("Emre", "tr")

    await office.telegram.say(emre, command)

    [reply] = await office.telegram.wait_for(emre)
    assert words in reply["text"].lower().replace("i̇", "i")


async def test_a_chosen_language_is_spoken_from_then_on(office: Office) -> None:
    leyla = office.newcomer("Leyla", "az")
    await office.telegram.say(leyla, "/language")
    [offer] = await office.telegram.wait_for(leyla)

    await office.telegram.press(leyla, offer, text="Türkçe")
    await office.telegram.wait_for(leyla, count=3)
    sent = await office.telegram.say(leyla, "/help")

    [help_text] = await office.telegram.wait_for(leyla, after=sent["message_id"])
    assert "konular" in help_text["text"]


async def test_a_sticker_a_voice_a_place_and_a_picture_get_a_helpful_sentence(
    office: Office,
) -> None:
    leyla = office.newcomer("Leyla", "az")

    await office.telegram.sticker(leyla)
    await office.telegram.voice(leyla)
    await office.telegram.location(leyla)
    await office.telegram.photo(leyla)

    replies = await office.telegram.wait_for(leyla, count=4, timeout=10)
    assert len({reply["text"] for reply in replies}) == 1
    assert len(labels(replies[0])) == 1


@pytest.mark.parametrize(
    "hostile",
    [
        "/refund",
        "/ anything",
        "x" * 4096,
        "😀" * 4096,
        "\u202e\u2066/start\u202d",
        "<b>bold <script>alert(1)</script> &amp; [link](https://e.vil)",
        "'; DROP TABLE people; --",
        ".",
    ],
    ids=["command", "slash", "long", "emoji", "bidi", "html", "sql", "dot"],
)
async def test_hostile_messages_get_an_ordinary_reply(office: Office, hostile: str) -> None:
    mallory = office.newcomer("<b>Mallory</b> & *Co*", "en")

    await office.telegram.say(mallory, hostile)

    await office.telegram.wait_for(mallory)
    assert hostile not in office.bot.log or len(hostile) == 1


async def test_other_groups_are_ignored_politely(office: Office) -> None:
    ada = office.newcomer("Ada", "en")
    family = office.telegram.group(-500, "Family", staff=[ada])

    await office.telegram.say(ada, "how do I extend my residence permit?", chat=family)
    await office.telegram.say(ada, "/start@double_bot", chat=family)

    [said] = await office.telegram.wait_for(family)
    assert "https://t.me/" in said["text"]
    assert len(office.telegram.from_bot(family)) == 1
