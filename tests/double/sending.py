"""The bot's methods that put a message, or a sign of one, into a chat."""

from tests.double.refusal import bad
from tests.double.shapes import CONTENT, Json, Upload, media
from tests.double.text import read_caption, read_text
from tests.double.world import World

MOST_COPIES = 100  # of messages at once


def send_message(world: World, params: Json) -> Json:
    """A text."""
    return world.post(params, read_text(params))


def send_photo(world: World, params: Json) -> Json:
    """A picture with a caption."""
    return _send_file(world, params, "photo")


def send_document(world: World, params: Json) -> Json:
    """A file with a caption."""
    return _send_file(world, params, "document")


def send_voice(world: World, params: Json) -> Json:
    """A recording with a caption."""
    return _send_file(world, params, "voice")


def _send_file(world: World, params: Json, kind: str) -> Json:
    content = read_caption(params)
    world.reach_to_write(params)
    file = params[kind]
    if isinstance(file, Upload):
        if not file.data:
            raise bad("file must be non-empty", "file")
        return world.post(params, world.store(kind, file) | content)
    if file not in world.files:
        raise bad("wrong file identifier/HTTP URL specified", "file")
    return world.post(params, media(kind, *world.files[file]) | content)


def copy_message(world: World, params: Json) -> Json:
    """The content of a message once more, as the bot's own."""
    source = world.reach(params["from_chat_id"])
    original = source.messages.get(params["message_id"])
    if original is None:
        raise bad("message to copy not found")
    content = {key: value for key, value in original.items() if key in CONTENT}
    if not content:
        raise bad("message can't be copied")
    if "caption" in params and "text" not in content:
        content = {key: value for key, value in content.items() if "caption" not in key}
        content |= read_caption(params)
    return {"message_id": world.post(params, content)["message_id"]}


def copy_messages(world: World, params: Json) -> list[Json]:
    """Several at once, of which those that are gone are left out; an album stays one."""
    ids = params["message_ids"]
    if not 1 <= len(ids) <= MOST_COPIES or ids != sorted(set(ids)):
        raise bad("message identifiers must be in a strictly increasing order", "ids")
    source = world.reach(params["from_chat_id"])
    there = [source.messages[each] for each in ids if each in source.messages]
    copied = [message for message in there if message.keys() & CONTENT]
    if not copied:
        raise bad("there are no messages to copy")
    albums = {message.get("media_group_id") for message in copied} - {None}
    groups = {album: {"media_group_id": f"copy-{next(world.numbers)}"} for album in albums}
    sent = []
    for message in copied:
        content = {key: value for key, value in message.items() if key in CONTENT}
        if params.get("remove_caption"):
            content = {key: value for key, value in content.items() if "caption" not in key}
        album = groups.get(message.get("media_group_id"), {})
        sent.append({"message_id": world.post(params, content | album)["message_id"]})
    return sent


def send_chat_action(world: World, params: Json) -> bool:
    """What the bot seems to be doing, for some seconds."""
    chat, _ = world.reach_to_write(params)
    world.actions.append((chat.id, params["action"]))
    world.changes.tell()
    return True
