"""A small Telegram around one bot: what is true, and who is told of it."""

from dataclasses import dataclass, field
from hashlib import sha256
from itertools import count

from tests.double.changes import Changes
from tests.double.clock import Clock
from tests.double.inline import InlineQuery
from tests.double.population import Chat, Person, Standing, Topic
from tests.double.refusal import bad, forbidden
from tests.double.shapes import ABILITIES, BOT, CONTENT, Json, Upload, media
from tests.double.text import read_quote
from tests.double.update_queue import UpdateQueue


@dataclass
class Query:
    """A pressed button; the person sees it turn until it is answered."""

    id: str
    pressed_at: float
    data: str
    answers: list[Json] = field(default_factory=list)
    reply_lost: bool = False


class World:
    """Holds everything, and knows what can be reached."""

    def __init__(self, clock: Clock) -> None:
        self.clock, self.changes = clock, Changes()
        self.updates = UpdateQueue(self.changes)
        self.bot = {**BOT, **ABILITIES}
        self.chats: dict[int, Chat] = {}
        self.queries: dict[str, Query] = {}
        self.inline_queries: dict[str, InlineQuery] = {}
        self.answered_twice: list[str] = []
        self.query_age = 30.0  # seconds after which a query can't be answered any more
        self.files: dict[str, tuple[Json, Upload]] = {}
        self.profile: dict[tuple[str, str, str], object] = {}  # (what, scope, language)
        self.actions: list[tuple[int, str]] = []
        self.private_ids, self.numbers = count(1), count(1)

    def reach(self, chat_id: int | str) -> Chat:
        """The chat of a call, if the bot can reach it."""
        chat = self._find(chat_id)
        if chat.migrated_to:
            text = "group chat was upgraded to a supergroup chat"
            raise bad(text, migrate_to_chat_id=chat.migrated_to)
        if chat.standing is Standing.KICKED:
            raise forbidden(f"bot was kicked from the {chat.kind} chat")
        if chat.standing is Standing.LEFT:
            raise forbidden(f"bot is not a member of the {chat.kind} chat")
        if chat.person:
            _check_reachable(chat.person)
        return chat

    def _find(self, chat_id: int | str) -> Chat:
        if isinstance(chat_id, str) or chat_id not in self.chats:
            raise bad("chat not found")
        return self.chats[chat_id]

    def reach_to_write(self, params: Json) -> tuple[Chat, int | None]:
        """The chat, and the topic, where a call wants to write."""
        chat = self.reach(params["chat_id"])
        if chat.standing is Standing.RESTRICTED:
            raise bad("not enough rights to send text messages to the chat")
        thread = params.get("message_thread_id")
        if not thread:
            return chat, None
        if thread not in chat.topics:
            raise bad("message thread not found")
        if chat.topics[thread].closed and not chat.may("can_manage_topics"):
            raise bad("TOPIC_CLOSED")
        return chat, thread

    def reach_topic(self, params: Json) -> tuple[Chat, Topic]:
        """The topic that a call wants to change."""
        chat = self.reach(params["chat_id"])
        if not chat.is_forum:
            raise bad("the chat is not a forum")
        if params["message_thread_id"] not in chat.topics:
            raise bad("TOPIC_ID_INVALID")
        if not chat.may("can_manage_topics"):
            raise bad("not enough rights to manage topics in the chat")
        return chat, chat.topics[params["message_thread_id"]]

    def reach_message(self, params: Json, purpose: str) -> tuple[Chat, Json]:
        """The message that a call wants to do something with."""
        if "chat_id" not in params or "message_id" not in params:
            raise bad("message identifier is not specified", "required")
        chat = self.reach(params["chat_id"])
        if params["message_id"] not in chat.messages:
            raise bad(f"message to {purpose} not found")
        return chat, chat.messages[params["message_id"]]

    def post(self, params: Json, content: Json) -> Json:
        """A message of the bot, where a call wants it."""
        chat, thread = self.reach_to_write(params)
        content = {**self._replied(chat, params.get("reply_parameters")), **content}
        markup = params.get("reply_markup", {})
        if markup.get("inline_keyboard"):
            content["reply_markup"] = markup
        return self.write(chat, BOT, content, thread)

    def _replied(self, chat: Chat, reply: Json | None) -> Json:
        if not reply:
            return {}
        source = self.reach(reply["chat_id"]) if "chat_id" in reply else chat
        target = source.messages.get(reply["message_id"])
        if target is None and reply.get("allow_sending_without_reply"):
            return {}
        if target is None:
            raise bad("message to be replied not found")
        words = str(target.get("text", target.get("caption", "")))
        if reply.get("quote") and read_quote(reply) not in words:
            raise bad("QUOTE_TEXT_INVALID")
        return {"reply_to_message": target}

    def write(self, chat: Chat, sender: Json, content: Json, thread: int | None = None) -> Json:
        """A message of anybody, anywhere; in a topic it replies at least to the topic's first."""
        message: Json = {
            "message_id": next(chat.ids),
            "date": int(self.clock.now()),
            "chat": chat.json(),
            "from": sender,
        }
        replied: Json | None = content.get("reply_to_message") or chat.messages.get(thread or 0)
        if thread:
            message |= {"message_thread_id": thread, "is_topic_message": True}
        elif replied and chat.kind == "supergroup":  # a thread, but no topic
            message["message_thread_id"] = replied.get("message_thread_id", replied["message_id"])
        message |= content
        if replied:
            shown = {key: value for key, value in replied.items() if key != "reply_to_message"}
            message["reply_to_message"] = shown
        chat.messages[message["message_id"]] = message
        self.changes.tell()
        return message

    def announce(self, chat: Chat, message: Json) -> None:
        """Tell the bot of a message, if it may hear it there."""
        if self._hears(chat, message):
            self.updates.push("message", message)

    def _hears(self, chat: Chat, message: Json) -> bool:
        """In a group, who is no administrator hears commands, replies to itself, and events."""
        if chat.standing in (Standing.LEFT, Standing.KICKED):
            return False
        replied_to = message.get("reply_to_message", {}).get("from", {}).get("id")
        return bool(
            chat.person
            or chat.standing is Standing.ADMINISTRATOR
            or self.bot["can_read_all_group_messages"]
            or replied_to == BOT["id"]
            or message.get("text", "").startswith("/")
            or not message.keys() & CONTENT
        )

    def store(self, kind: str, upload: Upload) -> Json:
        """Keep a file; its media, as a message has it."""
        file_id = f"{kind}-{next(self.numbers)}"
        unique = sha256(upload.data).hexdigest()[:16]
        file: Json = {"file_id": file_id, "file_unique_id": unique, "file_size": len(upload.data)}
        self.files[file_id] = file, upload
        return media(kind, file, upload)

    def admit(self, person: Person) -> Chat:
        """Somebody's private chat."""
        chat = Chat(person.id, "private", person=person, is_forum=False, ids=self.private_ids)
        return self.chats.setdefault(person.id, chat)


def _check_reachable(person: Person) -> None:
    if person.deactivated:
        raise forbidden("user is deactivated")
    if person.blocked:
        raise forbidden("bot was blocked by the user")
    if not person.started:
        raise forbidden("bot can't initiate conversation with a user")
