"""What people do in the double's world; the bot hears of it as it would from Telegram."""

from itertools import chain
from typing import TypedDict, Unpack

from tests.double import topics
from tests.double.inline import InlineQuery, message_of
from tests.double.population import Chat, Person, Standing
from tests.double.shapes import BOT, Json, Upload, member
from tests.double.text import typed
from tests.double.world import Query, World

VOICE = Upload("voice.ogg", "audio/ogg", b"OggS")
STICKER = Upload("sticker.webp", "image/webp", b"RIFF")
PICTURE = Upload("picture.jpg", "image/jpeg", b"JFIF")
PAPER = Upload("paper.pdf", "application/pdf", b"%PDF")


class Within(TypedDict, total=False):
    """Where in a chat somebody writes."""

    thread: int
    reply_to: Json
    quote: str  # the words of it that are meant
    album: str  # what the parts of an album share


class Where(Within, total=False):
    """Where somebody writes: in a private chat with the bot, unless a group is given."""

    chat: Chat


class Doings:
    """People who write, press, react, block and delete."""

    world: World

    async def say(self, person: Person, text: str, **where: Unpack[Where]) -> Json:
        """Write a text; the message."""
        return self._send(person, typed(text), where)

    async def staff_writes(
        self, chat: Chat, text: str, by: Person | None = None, **where: Unpack[Within]
    ) -> Json:
        """Write a text in a group; by its first staff member, if by nobody else."""
        return self._send(by or chat.staff[0], typed(text), {**where, "chat": chat})

    async def sticker(self, person: Person, **where: Unpack[Where]) -> Json:
        """Send a sticker."""
        return self._send(person, self.world.store("sticker", STICKER), where)

    async def voice(self, person: Person, **where: Unpack[Where]) -> Json:
        """Send a recording."""
        return self._send(person, self.world.store("voice", VOICE), where)

    async def photo(self, person: Person, caption: str = "", **where: Unpack[Where]) -> Json:
        """Send a picture."""
        content = self.world.store("photo", PICTURE) | ({"caption": caption} if caption else {})
        return self._send(person, content, where)

    async def document(self, person: Person, caption: str = "", **where: Unpack[Where]) -> Json:
        """Send a file."""
        content = self.world.store("document", PAPER) | ({"caption": caption} if caption else {})
        return self._send(person, content, where)

    async def location(self, person: Person, **where: Unpack[Where]) -> Json:
        """Send a place."""
        return self._send(person, {"location": {"latitude": 40.4, "longitude": 49.9}}, where)

    async def edit(self, person: Person, message: Json, text: str) -> None:
        """Write something else instead, in a message or below a file."""
        assert message["from"]["id"] == person.id, "people edit only what they wrote"
        stored = self.world.chats[message["chat"]["id"]].messages[message["message_id"]]
        words = typed(text) if "text" in stored else {"caption": text}
        stored.pop("entities", None)
        stored |= {**words, "edit_date": int(self.world.clock.now())}
        self.world.updates.push("edited_message", stored)

    async def press(
        self, person: Person, message: Json, *, data: str | None = None, text: str | None = None
    ) -> Query:
        """Press the button with this data or label; what the bot has to answer."""
        world = self.world
        stored = world.chats[message["chat"]["id"]].messages[message["message_id"]]
        rows = stored.get("reply_markup", {}).get("inline_keyboard", [])
        meant = [b for b in chain.from_iterable(rows) if data in (None, b.get("callback_data"))]
        meant = [b for b in meant if text in (None, b["text"]) and "callback_data" in b]
        assert meant, f"no button {data or text!r} in {rows}"
        number = str(4_000_000_000 + next(world.numbers))
        query = Query(number, world.clock.now(), meant[0]["callback_data"])
        world.queries[query.id] = query
        pressed = {"id": query.id, "from": person.user(), "message": stored}
        pressed |= {"chat_instance": str(stored["chat"]["id"]), "data": query.data}
        world.updates.push("callback_query", pressed)
        return query

    async def ask_inline(self, person: Person, text: str) -> InlineQuery:
        """Type something behind the bot's name, in a chat where the bot is not."""
        world = self.world
        assert world.bot["supports_inline_queries"], "BotFather must allow it: /setinline"
        number = str(5_000_000_000 + next(world.numbers))
        query = InlineQuery(number, world.clock.now(), text)
        world.inline_queries[query.id] = query
        asked = {"id": query.id, "from": person.user(), "query": text, "offset": ""}
        world.updates.push("inline_query", asked | {"chat_type": "private"})
        return query

    async def share(self, person: Person, result: Json, **where: Unpack[Where]) -> Json:
        """Choose one of the results; the message that it becomes."""
        return self._send(person, {**message_of(result), "via_bot": BOT}, where)

    async def react(self, person: Person, message: Json, emoji: str) -> None:
        """Put a sign on a message; the bot hears of it only if it asked to."""
        reaction = {
            "chat": message["chat"],
            "message_id": message["message_id"],
            "date": int(self.world.clock.now()),
            "user": person.user(),
            "old_reaction": [],
            "new_reaction": [{"type": "emoji", "emoji": emoji}],
        }
        self.world.updates.push("message_reaction", reaction)

    async def block(self, person: Person) -> None:
        """Want to hear no more of the bot."""
        person.blocked = True
        self._member_changed(self.world.admit(person), person, "member", "kicked")

    async def unblock(self, person: Person) -> None:
        """Want to hear of the bot again."""
        person.blocked = False
        self._member_changed(self.world.admit(person), person, "kicked", "member")

    async def change_standing(self, chat: Chat, standing: Standing, by: Person) -> None:
        """Make the bot something else in a group."""
        before, chat.standing = chat.standing, standing
        self._member_changed(chat, by, before.value, standing.value)

    async def topic_created(self, chat: Chat, name: str, by: Person) -> int:
        """Open a topic; its thread id."""
        return topics.open_topic(self.world, chat, by.user(), {"name": name})

    async def topic_closed(self, chat: Chat, thread: int, by: Person) -> None:
        """Close a topic."""
        topics.change_state(self.world, chat, thread, by.user(), closed=True)

    async def topic_reopened(self, chat: Chat, thread: int, by: Person) -> None:
        """Open a closed topic again."""
        topics.change_state(self.world, chat, thread, by.user(), closed=False)

    async def topic_deleted(self, chat: Chat, thread: int) -> None:
        """Delete a topic; the bot is not told."""
        topics.drop(self.world, chat, thread)

    async def migrate(self, chat: Chat, new_id: int, by: Person) -> Chat:
        """Make a supergroup of a group: it has another id, and the old one is of no use."""
        world = self.world
        new = Chat(new_id, "supergroup", chat.title, staff=chat.staff, rights=chat.rights)
        world.chats[new_id] = new
        gone, come = {"migrate_to_chat_id": new_id}, {"migrate_from_chat_id": chat.id}
        world.announce(chat, world.write(chat, by.user(), gone))
        world.announce(new, world.write(new, by.user(), come))
        chat.migrated_to = new_id
        return new

    def _send(self, person: Person, content: Json, where: Where) -> Json:
        chat = where.get("chat") or self.world.admit(person)
        target = where.get("reply_to")
        thread = where.get("thread")
        if chat.person:
            person.started, person.blocked = True, False
        if album := where.get("album"):
            content["media_group_id"] = album
        if quote := where.get("quote"):
            content["quote"] = {"text": quote, "position": 0, "is_manual": True}
        if target:
            content["reply_to_message"] = chat.messages[target["message_id"]]
            thread = target["message_thread_id"] if target.get("is_topic_message") else thread
        assert thread is None or thread in chat.topics, "nobody can write in a topic that is gone"
        message = self.world.write(chat, person.user(), content, thread)
        self.world.announce(chat, message)
        return message

    def _member_changed(self, chat: Chat, by: Person, before: str, after: str) -> None:
        changed = {
            "chat": chat.json(),
            "from": by.user(),
            "date": int(self.world.clock.now()),
            "old_chat_member": member(BOT, before, chat.rights),
            "new_chat_member": member(BOT, after, chat.rights),
        }
        self.world.updates.push("my_chat_member", changed)
