"""The bot's methods that change what stands in a chat."""

from tests.double.population import Chat
from tests.double.refusal import bad
from tests.double.shapes import BOT, MEDIA, TEXTS, Json
from tests.double.text import read_caption, read_text
from tests.double.world import World

TOO_OLD = 48 * 3600  # seconds, after which a message stays
NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same"
    " as a current content and reply markup of the message"
)


def edit_text(world: World, params: Json) -> Json:
    """Another text; the keyboard goes, unless it is given again."""
    content = read_text(params)
    _, message = _own(world, params)
    if "text" not in message:
        raise bad("there is no text in the message to edit")
    kept = {key: value for key, value in message.items() if key not in TEXTS}
    return _edit(world, message, kept | content, params)


def edit_caption(world: World, params: Json) -> Json:
    """Other words below a file; the keyboard goes, unless it is given again."""
    content = read_caption(params)
    _, message = _own(world, params)
    if not message.keys() & MEDIA - {"sticker"}:
        raise bad("there is no caption in the message to edit")
    kept = {key: value for key, value in message.items() if key not in TEXTS}
    return _edit(world, message, kept | content, params)


def edit_markup(world: World, params: Json) -> Json:
    """Another keyboard, or none."""
    _, message = _own(world, params)
    return _edit(world, message, message, params)


def _own(world: World, params: Json) -> tuple[Chat, Json]:
    chat, message = world.reach_message(params, "edit")
    if message["from"]["id"] != BOT["id"]:
        raise bad("message can't be edited")
    return chat, message


def _edit(world: World, message: Json, content: Json, params: Json) -> Json:
    new = {key: value for key, value in content.items() if key not in ("reply_markup", "edit_date")}
    if params.get("reply_markup", {}).get("inline_keyboard"):
        new["reply_markup"] = params["reply_markup"]
    if new == {key: value for key, value in message.items() if key != "edit_date"}:
        raise bad(NOT_MODIFIED)
    message.clear()
    message.update(new, edit_date=int(world.clock.now()))
    world.changes.tell()
    return message


def delete(world: World, params: Json) -> bool:
    """Take a message away."""
    chat, message = world.reach_message(params, "delete")
    own = message["from"]["id"] == BOT["id"]
    old = world.clock.now() - message["date"] > TOO_OLD
    if not chat.may("can_delete_messages") and not own:
        raise bad("message can't be deleted")
    if old and (chat.person or not chat.may("can_delete_messages")):
        raise bad("message can't be deleted for everyone")
    del chat.messages[message["message_id"]]
    world.changes.tell()
    return True


def pin(world: World, params: Json) -> bool:
    """Show a message above all others; everybody is told, the bot too."""
    chat, message = world.reach_message(params, "pin")
    if not chat.may("can_pin_messages"):
        raise bad("not enough rights to manage pinned messages in the chat")
    chat.pinned.append(message["message_id"])
    shown = {key: value for key, value in message.items() if key != "reply_to_message"}
    service = world.write(chat, BOT, {"pinned_message": shown}, _thread(message))
    world.announce(chat, service)
    return True


def unpin(world: World, params: Json) -> bool:
    """Pin a message no longer, or the last one that was pinned."""
    chat = world.reach(params["chat_id"])
    if not chat.may("can_pin_messages"):
        raise bad("not enough rights to manage pinned messages in the chat")
    message_id = params.get("message_id", (chat.pinned or [0])[-1])
    if message_id not in chat.pinned:
        raise bad("message to unpin not found")
    chat.pinned.remove(message_id)
    return True


def react(world: World, params: Json) -> bool:
    """A sign on a message, or none."""
    chat, message = world.reach_message(params, "react")
    chat.reactions[message["message_id"]] = params.get("reaction", [])
    world.changes.tell()
    return True


def _thread(message: Json) -> int | None:
    return message["message_thread_id"] if message.get("is_topic_message") else None
