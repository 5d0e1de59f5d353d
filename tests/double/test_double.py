"""The double's world, as python-telegram-bot and a bare client see it."""

from datetime import timedelta
from typing import Any

import pytest
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup, ReplyParameters
from telegram.error import BadRequest, ChatMigrated, Forbidden, RetryAfter

from tests.double import ALL_RIGHTS, Chat, Person, Standing, TelegramDouble
from tests.double.conftest import message_of

pytestmark = pytest.mark.asyncio

YES = InlineKeyboardMarkup([[InlineKeyboardButton("Yes", callback_data="yes")]])


@pytest.mark.parametrize(
    ("eve", "reason"),
    [
        (Person(13, "Eve", started=False), "bot can't initiate conversation with a user"),
        (Person(13, "Eve", deactivated=True), "user is deactivated"),
    ],
)
async def test_some_cannot_be_written_to(
    telegram: TelegramDouble, bot: Bot, eve: Person, reason: str
) -> None:
    telegram.world.admit(eve)
    with pytest.raises(Forbidden, match=reason):
        await bot.send_message(eve.id, "hello")


async def test_who_blocked_the_bot_is_out_of_reach_until_they_write(
    telegram: TelegramDouble, bot: Bot, ada: Person
) -> None:
    await telegram.block(ada)
    with pytest.raises(Forbidden, match="bot was blocked by the user"):
        await bot.send_message(ada.id, "hello")
    await telegram.say(ada, "back")
    await bot.send_message(ada.id, "hello")
    with pytest.raises(BadRequest, match="hat not found"):
        await bot.send_message(404, "hello")
    assert not telegram.audit(), "the world was at fault, not the bot"


@pytest.mark.parametrize(
    ("standing", "error", "reason"),
    [
        (Standing.KICKED, Forbidden, "bot was kicked from the supergroup chat"),
        (Standing.LEFT, Forbidden, "bot is not a member of the supergroup chat"),
        (Standing.RESTRICTED, BadRequest, "ot enough rights to send text messages"),
    ],
)
async def test_a_bot_needs_a_place_in_a_group(
    telegram: TelegramDouble, bot: Bot, standing: Standing, error: type[Exception], reason: str
) -> None:
    group = telegram.group(-1004, "Staff", standing=standing)
    with pytest.raises(error, match=reason):
        await bot.send_message(group.id, "hello")


async def test_a_group_moves(telegram: TelegramDouble, bot: Bot, chidi: Person) -> None:
    group = telegram.group(-5, "Staff", kind="group", staff=[chidi])
    new = await telegram.migrate(group, -1005, chidi)
    with pytest.raises(ChatMigrated) as moved:
        await bot.send_message(group.id, "hello")
    assert moved.value.new_chat_id == new.id
    await bot.send_message(new.id, "hello")
    old, here = [message_of(update) for update in await bot.get_updates()]
    assert (old["migrate_to_chat_id"], here["migrate_from_chat_id"]) == (new.id, group.id)


async def test_topics_open_change_and_close(
    telegram: TelegramDouble, bot: Bot, forum: Chat
) -> None:
    thread = (await bot.create_forum_topic(forum.id, "Ada")).message_thread_id
    await bot.edit_forum_topic(forum.id, thread, name="Ada, visa")
    with pytest.raises(BadRequest, match=r"(?i)topic_not_modified"):
        await bot.edit_forum_topic(forum.id, thread, name="Ada, visa")
    await bot.close_forum_topic(forum.id, thread)
    with pytest.raises(BadRequest, match=r"(?i)topic_not_modified"):
        await bot.close_forum_topic(forum.id, thread)
    await bot.send_message(forum.id, "an administrator may", message_thread_id=thread)
    forum.rights = ALL_RIGHTS - {"can_manage_topics"}
    with pytest.raises(BadRequest, match=r"(?i)topic_closed"):
        await bot.send_message(forum.id, "a member may not", message_thread_id=thread)
    with pytest.raises(BadRequest, match="ot enough rights"):
        await bot.reopen_forum_topic(forum.id, thread)
    assert (forum.topics[thread].name, forum.topics[thread].closed) == ("Ada, visa", True)
    events = [sorted(message_of(update).keys()) for update in await bot.get_updates()]
    assert ["forum_topic_edited" in event for event in events] == [False, True, False]
    assert not telegram.audit()


async def test_a_deleted_topic_is_not_found(
    telegram: TelegramDouble, bot: Bot, forum: Chat
) -> None:
    thread = (await bot.create_forum_topic(forum.id, "Ada")).message_thread_id
    await bot.send_message(forum.id, "a", message_thread_id=thread)
    await telegram.topic_deleted(forum, thread)
    with pytest.raises(BadRequest, match="essage thread not found"):
        await bot.send_message(forum.id, "b", message_thread_id=thread)
    with pytest.raises(BadRequest, match=r"(?i)topic_id_invalid"):
        await bot.close_forum_topic(forum.id, thread)
    assert telegram.messages(forum, thread) == []
    with pytest.raises(BadRequest, match="he chat is not a forum"):
        await bot.create_forum_topic(telegram.group(-1006, "Plain").id, "Ada")


async def test_a_button_is_answered_once_and_in_time(
    telegram: TelegramDouble, bot: Bot, ada: Person
) -> None:
    asked = (await bot.send_message(ada.id, "Really?", reply_markup=YES)).to_dict()
    first = await telegram.press(ada, asked, data="yes")
    assert telegram.unanswered_callbacks == ["yes"]
    await bot.answer_callback_query(first.id, "Thanks")
    assert not telegram.audit()
    with pytest.raises(BadRequest, match="uery is too old"):
        await bot.answer_callback_query(first.id)
    assert telegram.audit().answered_twice == [first.id]
    late = await telegram.press(ada, asked, text="Yes")
    telegram.advance(31)
    with pytest.raises(BadRequest, match="uery is too old"):
        await bot.answer_callback_query(late.id)
    assert telegram.audit().unanswered_callbacks == ["yes"]
    with pytest.raises(AssertionError, match="no button"):
        await telegram.press(ada, asked, text="No")


async def test_an_edit_changes_something_of_the_bots_own(
    telegram: TelegramDouble, bot: Bot, ada: Person
) -> None:
    sent = await bot.send_message(ada.id, "<b>a</b>", parse_mode="HTML", reply_markup=YES)
    place: dict[str, Any] = {"chat_id": ada.id, "message_id": sent.message_id}
    with pytest.raises(BadRequest, match="essage is not modified"):
        await bot.edit_message_text("<b>a</b>", **place, parse_mode="HTML", reply_markup=YES)
    await bot.edit_message_text("a", **place)
    assert "reply_markup" not in telegram.messages(ada)[0]
    with pytest.raises(BadRequest, match="essage is not modified"):
        await bot.edit_message_reply_markup(**place)
    said = await telegram.say(ada, "mine")
    with pytest.raises(BadRequest, match="essage can't be edited"):
        await bot.edit_message_text("yours", ada.id, said["message_id"])
    await bot.delete_message(ada.id, sent.message_id)
    with pytest.raises(BadRequest, match="essage to edit not found"):
        await bot.edit_message_text("a", **place)


async def test_replies_and_copies_need_their_message(
    telegram: TelegramDouble, bot: Bot, ada: Person, forum: Chat
) -> None:
    said = await telegram.photo(ada, "look")
    copied = await bot.copy_message(forum.id, ada.id, said["message_id"])
    assert telegram.messages(forum)[0]["caption"] == "look"
    reply = ReplyParameters(copied.message_id)
    await bot.send_message(forum.id, "seen", reply_parameters=reply)
    with pytest.raises(BadRequest, match="essage to copy not found"):
        await bot.copy_message(forum.id, ada.id, 99)
    with pytest.raises(BadRequest, match="essage to be replied not found"):
        await bot.send_message(forum.id, "seen", reply_parameters=ReplyParameters(99))
    anyway = ReplyParameters(99, allow_sending_without_reply=True)
    await bot.send_message(forum.id, "seen", reply_parameters=anyway)
    wrong = ReplyParameters(copied.message_id, quote="not there")
    with pytest.raises(BadRequest, match=r"(?i)quote_text_invalid"):
        await bot.send_message(forum.id, "seen", reply_parameters=wrong)


async def test_files_reactions_and_the_profile_are_kept(
    telegram: TelegramDouble, bot: Bot, ada: Person, chidi: Person, forum: Chat
) -> None:
    sent = await bot.send_document(ada.id, b"%PDF", caption="<i>a</i>", parse_mode="HTML")
    assert sent.document
    file = await bot.get_file(sent.document.file_id)
    assert bytes(await file.download_as_bytearray()) == b"%PDF"
    await bot.send_photo(ada.id, b"JFIF")
    await bot.send_voice(ada.id, b"OggS", duration=timedelta(seconds=1))
    await bot.set_message_reaction(ada.id, sent.message_id, "👍")
    await bot.set_my_commands([("start", "Begin")], language_code="az")
    await bot.set_my_description("An assistant", language_code="az")
    await bot.send_chat_action(ada.id, "typing")
    assert telegram.world.actions == [(ada.id, "typing")]
    assert (await bot.get_my_commands(language_code="az"))[0].command == "start"
    assert (await bot.get_my_description("az")).description == "An assistant"
    assert (await bot.get_chat(forum.id)).is_forum
    assert (await bot.get_chat_member(forum.id, bot.id)).can_manage_topics  # type: ignore[attr-defined]
    assert [m.user.id for m in await bot.get_chat_administrators(forum.id)] == [chidi.id]
    with pytest.raises(BadRequest, match=r"(?i)reaction_invalid"):
        await bot.set_message_reaction(ada.id, sent.message_id, "🍕")


async def test_an_album_is_copied_as_one_without_what_is_gone(
    telegram: TelegramDouble, bot: Bot, ada: Person, forum: Chat
) -> None:
    parts = [await telegram.photo(ada, f"part {n}", album="7") for n in range(3)]
    ids = [part["message_id"] for part in parts]
    del telegram.world.chats[ada.id].messages[ids[1]]

    copies = await bot.copy_messages(forum.id, ada.id, ids)

    shown = telegram.from_bot(forum)
    assert [copy.message_id for copy in copies] == [each["message_id"] for each in shown]
    assert [each["caption"] for each in shown] == ["part 0", "part 2"]
    assert len({each["media_group_id"] for each in shown}) == 1
    with pytest.raises(BadRequest, match="strictly increasing order"):
        await bot.copy_messages(forum.id, ada.id, ids[::-1])
    assert [violation.rule for violation in telegram.violations] == ["ids"]


async def test_a_caption_is_changed_and_a_text_has_none(
    telegram: TelegramDouble, bot: Bot, ada: Person
) -> None:
    await telegram.say(ada, "hello")
    picture = await bot.send_photo(ada.id, b"JFIF", caption="one", reply_markup=YES)
    words = await bot.send_message(ada.id, "one")

    await bot.edit_message_caption(
        ada.id, picture.message_id, caption="<b>two</b>", parse_mode="HTML"
    )

    [shown] = telegram.from_bot(ada, "two")
    assert "reply_markup" not in shown
    with pytest.raises(BadRequest, match="no caption in the message"):
        await bot.edit_message_caption(ada.id, words.message_id, caption="two")


async def test_people_change_captions_and_quote(
    telegram: TelegramDouble, bot: Bot, ada: Person
) -> None:
    said = await telegram.say(ada, "one two")
    picture = await telegram.photo(ada, "before")
    await telegram.edit(ada, picture, "after")
    await telegram.say(ada, "that one", reply_to=said, quote="two")

    updates = await bot.get_updates()

    assert [u.edited_message.caption for u in updates if u.edited_message] == ["after"]
    [quote] = [u.message.quote for u in updates if u.message and u.message.quote]
    assert (quote.text, quote.is_manual) == ("two", True)


@pytest.mark.filterwarnings("ignore:.*retry_after")
async def test_an_album_counts_for_as_many_messages_as_it_has_parts(
    telegram: TelegramDouble, bot: Bot, ada: Person, forum: Chat
) -> None:
    telegram.flood.scale = 1
    ids = [(await telegram.photo(ada, album="7"))["message_id"] for _ in range(10)]
    await bot.copy_messages(forum.id, ada.id, ids)
    await bot.copy_messages(forum.id, ada.id, ids)

    with pytest.raises(RetryAfter):
        await bot.send_message(forum.id, "one more")
