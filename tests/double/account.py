"""The bot's methods about itself, about chats and files, and its answers to buttons."""

import json

from tests.double.inline import check_answer
from tests.double.refusal import bad
from tests.double.shapes import BOT, Json, full_chat, member
from tests.double.world import World

LARGEST = 20 * 2**20  # bytes that a bot may download


def get_me(world: World, _params: Json) -> Json:
    """The bot as it sees itself."""
    return world.bot


def delete_webhook(world: World, params: Json) -> bool:
    """There is never a webhook; what waits may be forgotten."""
    if params.get("drop_pending_updates"):
        world.updates.clear()
    return True


def get_webhook_info(world: World, _params: Json) -> Json:
    """There is never a webhook."""
    waiting = len(world.updates)
    return {"url": "", "has_custom_certificate": False, "pending_update_count": waiting}


def answer_query(world: World, params: Json) -> bool:
    """Let a button stop turning; once, and not too late."""
    query = world.queries.get(params["callback_query_id"])
    late = query and world.clock.now() - query.pressed_at > world.query_age
    if query and query.answers and not query.reply_lost:
        world.answered_twice.append(query.id)
    if query is None or late or query.answers:
        raise bad("query is too old and response timeout expired or query ID is invalid")
    query.answers.append(params)
    world.changes.tell()
    return True


def answer_inline_query(world: World, params: Json) -> bool:
    """What somebody may share; once, and not too late."""
    query = world.inline_queries.get(params["inline_query_id"])
    check_answer(query, params, world.clock.now())
    if query:
        query.answers.append(params)
    world.changes.tell()
    return True


def get_chat(world: World, params: Json) -> Json:
    """Everything about a chat."""
    return full_chat(world.reach(params["chat_id"]).json())


def get_chat_member(world: World, params: Json) -> Json:
    """What somebody is in a chat."""
    chat = world.reach(params["chat_id"])
    if params["user_id"] == BOT["id"]:
        return member(BOT, chat.standing.value, chat.rights)
    known = {person.id: "administrator" for person in chat.staff}
    person = world.chats.get(params["user_id"])
    if person is None or person.person is None:
        raise bad("PARTICIPANT_ID_INVALID")
    return member(person.person.user(), known.get(person.id, "left"))


def get_administrators(world: World, params: Json) -> list[Json]:
    """Who runs a group."""
    chat = world.reach(params["chat_id"])
    if chat.person:
        raise bad("there are no administrators in the private chat")
    return [member(person.user(), "administrator") for person in chat.staff]


def get_file(world: World, params: Json) -> Json:
    """From where a file can be had."""
    if params["file_id"] not in world.files:
        raise bad("wrong file_id or the file is temporarily unavailable", "file")
    file, _ = world.files[params["file_id"]]
    if file["file_size"] > LARGEST:
        raise bad("file is too big")
    return {**file, "file_path": f"files/{params['file_id']}"}


def set_commands(world: World, params: Json) -> bool:
    """The list behind the menu button."""
    world.profile[_key("commands", params)] = params["commands"]
    return True


def get_commands(world: World, params: Json) -> object:
    """The list, as it was set for exactly this scope and language."""
    return world.profile.get(_key("commands", params), [])


def delete_commands(world: World, params: Json) -> bool:
    """No list for this scope and language."""
    world.profile.pop(_key("commands", params), None)
    return True


def set_text(world: World, params: Json) -> bool:
    """A name or a description in one language."""
    for what in ("name", "description", "short_description"):
        if what in params:
            world.profile[_key(what, params)] = params[what]
    return True


def get_text(what: str, world: World, params: Json) -> Json:
    """A name or a description in one language."""
    return {what: world.profile.get(_key(what, params), "")}


def _key(what: str, params: Json) -> tuple[str, str, str]:
    scope = json.dumps(params.get("scope", {"type": "default"}), sort_keys=True)
    return what, scope, params.get("language_code", "")
