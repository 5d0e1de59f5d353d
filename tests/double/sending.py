"""The bot's methods that put a message, or a sign of one, into a chat."""

from tests.double.refusal import bad
from tests.double.shapes import CONTENT, Json, Upload, media
from tests.double.text import read_caption, read_text
from tests.double.world import World


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


def send_chat_action(world: World, params: Json) -> bool:
    """What the bot seems to be doing, for some seconds."""
    chat, _ = world.reach_to_write(params)
    world.actions.append((chat.id, params["action"]))
    world.changes.tell()
    return True
