"""The bot's methods for the topics of a forum."""

from tests.double.population import Chat, Topic
from tests.double.refusal import bad
from tests.double.shapes import BOT, Json
from tests.double.world import World

COLOUR = 7322096  # the first of those that Telegram offers


def create(world: World, params: Json) -> Json:
    """A new topic; the service message that opens it is its id."""
    chat = world.reach(params["chat_id"])
    if not chat.is_forum:
        raise bad("the chat is not a forum")
    if not chat.may("can_manage_topics"):
        raise bad("not enough rights to create a topic")
    if not params["name"].strip():
        raise bad("TOPIC_TITLE_EMPTY", "length")
    thread = open_topic(world, chat, BOT, params)
    looks = chat.messages[thread]["forum_topic_created"]
    return {"message_thread_id": thread, **looks}


def open_topic(world: World, chat: Chat, sender: Json, params: Json) -> int:
    """Open a topic, whoever does it; its id."""
    looks = {"name": params["name"], "icon_color": params.get("icon_color", COLOUR)}
    icon = params.get("icon_custom_emoji_id")
    looks |= {"icon_custom_emoji_id": icon} if icon else {}
    message = world.write(chat, sender, {"forum_topic_created": looks})
    thread: int = message["message_id"]
    message |= {"message_thread_id": thread, "is_topic_message": True}
    chat.topics[thread] = Topic(params["name"], icon)
    world.announce(chat, message)
    return thread


def edit(world: World, params: Json) -> bool:
    """Another name or icon."""
    chat, topic = world.reach_topic(params)
    name = params.get("name") or topic.name
    icon = params.get("icon_custom_emoji_id", topic.icon)
    if (name, icon) == (topic.name, topic.icon):
        raise bad("TOPIC_NOT_MODIFIED")
    change = {"name": name} if name != topic.name else {}
    change |= {"icon_custom_emoji_id": icon or ""} if icon != topic.icon else {}
    topic.name, topic.icon = name, icon
    content = {"forum_topic_edited": change}
    world.announce(chat, world.write(chat, BOT, content, params["message_thread_id"]))
    return True


def close(world: World, params: Json) -> bool:
    """Nobody but administrators may write there."""
    chat, topic = world.reach_topic(params)
    return turn(world, chat, params["message_thread_id"], closed=True, was=topic.closed)


def reopen(world: World, params: Json) -> bool:
    """Everybody may write there again."""
    chat, topic = world.reach_topic(params)
    return turn(world, chat, params["message_thread_id"], closed=False, was=topic.closed)


def turn(world: World, chat: Chat, thread: int, *, closed: bool, was: bool) -> bool:
    """Close or reopen, unless it is so already."""
    if closed == was:
        raise bad("TOPIC_NOT_MODIFIED")
    change_state(world, chat, thread, BOT, closed=closed)
    return True


def change_state(world: World, chat: Chat, thread: int, sender: Json, *, closed: bool) -> None:
    """Close or reopen a topic, whoever does it; everybody is told."""
    chat.topics[thread].closed = closed
    service = "forum_topic_closed" if closed else "forum_topic_reopened"
    world.announce(chat, world.write(chat, sender, {service: {}}, thread))


def delete(world: World, params: Json) -> bool:
    """Take a topic away, with all that is in it."""
    chat, _ = world.reach_topic(params)
    if not chat.may("can_delete_messages"):
        raise bad("not enough rights to delete the topic")
    drop(world, chat, params["message_thread_id"])
    return True


def drop(world: World, chat: Chat, thread: int) -> None:
    """A topic is gone, whoever deleted it; nobody is told."""
    del chat.topics[thread]
    for message in list(chat.messages.values()):
        if message.get("message_thread_id") == thread:
            del chat.messages[message["message_id"]]
    world.changes.tell()
