"""Groups that we are added to, people who block us, groups that move."""

from telegram import Update

from tests.builders import BO, CHIDI, FORUM, GROUP, NOON, THREAD, command, standing, text
from tests.builders import staff_reply as written
from tests.double import Standing
from tests.double.shapes import Json
from tests.telegram.sample import phrasebook
from tests.telegram.stage import Stage

NEW_FORUM = -100777


async def test_a_group_is_told_politely_where_questions_are_answered(stage: Stage) -> None:
    await stage.hears(standing(Standing.LEFT, Standing.MEMBER, person=BO, chat=GROUP))

    notice = phrasebook()["en"]("group_notice", link="https://t.me/beledci_bot")
    assert stage.texts_to(GROUP.id) == [notice]


async def test_it_is_told_once(stage: Stage) -> None:
    await stage.hears(standing(Standing.LEFT, Standing.MEMBER, chat=GROUP))
    await stage.hears(standing(Standing.MEMBER, Standing.ADMINISTRATOR, chat=GROUP))
    await stage.hears(standing(Standing.ADMINISTRATOR, Standing.KICKED, chat=GROUP))

    assert len(stage.texts_to(GROUP.id)) == 1


async def test_the_staff_group_needs_no_notice(stage: Stage) -> None:
    await stage.hears(standing(Standing.LEFT, Standing.ADMINISTRATOR, chat=FORUM))
    await stage.hears(command("start", person=CHIDI, chat=FORUM, bot=stage.bot))

    assert stage.sent_to(FORUM.id) == []


async def test_what_people_say_in_another_group_is_none_of_our_business(stage: Stage) -> None:
    await stage.hears(text("How do I apply?", person=BO, chat=GROUP))

    assert stage.work.deliveries.stored == {}
    assert stage.work.turns.said == []
    assert stage.interpreter.asked == []


async def test_who_blocks_us_is_unreachable_until_they_come_back(stage: Stage) -> None:
    await stage.hears(standing(Standing.MEMBER, Standing.KICKED, person=BO))
    gone = stage.work.people.stored[BO.id]
    await stage.hears(standing(Standing.KICKED, Standing.MEMBER, person=BO))

    assert gone.unreachable_since is not None
    assert stage.work.people.stored[BO.id].unreachable_since is None
    assert stage.work.deliveries.stored == {}


async def test_what_we_remember_of_somebody_survives_their_blocking_us(stage: Stage) -> None:
    await stage.hears(command("start", "lang_tr", person=BO, bot=stage.bot))

    await stage.hears(standing(Standing.MEMBER, Standing.KICKED, person=BO))

    assert stage.work.people.stored[BO.id].chosen_locale == "tr"


async def test_a_staff_group_that_moved_is_the_staff_group(stage: Stage) -> None:
    await stage.hears(_service(FORUM.id, {"migrate_to_chat_id": NEW_FORUM}))
    await stage.hears(_service(NEW_FORUM, {"migrate_from_chat_id": FORUM.id}))

    await stage.hears(text("Can I bring my cat?", person=BO))

    assert len(stage.texts_to(NEW_FORUM)) == 1
    assert stage.sent_to(FORUM.id) == []


async def test_what_was_on_its_way_to_the_old_group_goes_to_the_new_one(stage: Stage) -> None:
    await stage.hears(text("Can I bring my cat?", person=BO))

    await stage.hears(_service(FORUM.id, {"migrate_to_chat_id": NEW_FORUM}))

    assert stage.sent_to(FORUM.id) == []
    assert len(stage.texts_to(NEW_FORUM)) == 1
    assert stage.work.tickets.stored[1].chat_id == NEW_FORUM


async def test_any_update_that_nobody_handles_is_done_with(stage: Stage) -> None:
    await stage.hears(written("talk", thread=THREAD + 5))
    await stage.hears(Update.de_json({"update_id": 8, "channel_post": _post()}, None))

    assert set(stage.work.inbox.states.values()) == {"done"}
    assert stage.work.deliveries.stored == {}


def _post() -> Json:
    return {
        "message_id": 9,
        "date": NOON,
        "chat": {"id": -1009, "type": "channel", "title": "News"},
        "text": "/start",
    }


def _service(chat_id: int, content: Json) -> Update:
    body = {
        "message_id": 9,
        "date": NOON,
        "chat": {"id": chat_id, "type": "supergroup", "title": "Staff"},
        "from": CHIDI.user(),
        **content,
    }
    return Update.de_json({"update_id": -chat_id, "message": body}, None)
