"""The objects that the Bot API speaks of, in the shape that it documents."""

from dataclasses import dataclass
from typing import Any

Json = dict[str, Any]

BOT: Json = {"id": 123456, "is_bot": True, "first_name": "Double", "username": "double_bot"}
ABILITIES: Json = {
    "can_join_groups": True,
    "can_read_all_group_messages": False,
    "supports_inline_queries": False,
}
GIFTS = (
    "unlimited_gifts",
    "limited_gifts",
    "unique_gifts",
    "premium_subscription",
    "gifts_from_channels",
)
RIGHTS = (
    "can_manage_chat",
    "can_delete_messages",
    "can_manage_video_chats",
    "can_restrict_members",
    "can_promote_members",
    "can_change_info",
    "can_invite_users",
    "can_post_stories",
    "can_edit_stories",
    "can_delete_stories",
    "can_pin_messages",
    "can_manage_topics",
)
MEDIA = frozenset({"photo", "document", "video", "voice", "sticker"})
TEXTS = frozenset({"text", "entities", "caption", "caption_entities"})
CONTENT = MEDIA | TEXTS | {"location"}  # what can be copied


@dataclass(frozen=True)
class Upload:
    """A file inside a call."""

    name: str
    mime_type: str
    data: bytes


def full_chat(chat: Json) -> Json:
    """A chat as getChat describes it."""
    return {
        **chat,
        "accent_color_id": 0,
        "max_reaction_count": 11,
        "accepted_gift_types": dict.fromkeys(GIFTS, False),
    }


def member(user: Json, status: str, rights: frozenset[str] = frozenset()) -> Json:
    """A member of a chat, with what its standing has to say."""
    described: Json = {"status": status, "user": user}
    if status == "administrator":
        described |= {"can_be_edited": False, "is_anonymous": False}
        described |= {right: right in rights for right in RIGHTS}
    elif status == "creator":
        described |= {"is_anonymous": False}
    elif status == "kicked":
        described |= {"until_date": 0}
    return described


def media(kind: str, file: Json, upload: Upload) -> Json:
    """A file as a message shows it."""
    if kind == "photo":
        return {kind: [{**file, "width": 640, "height": 480}]}
    if kind == "video":
        return {kind: {**file, "width": 640, "height": 480, "duration": 3}}
    if kind == "voice":
        return {kind: {**file, "duration": 3, "mime_type": "audio/ogg"}}
    if kind == "sticker":
        looks = {"type": "regular", "width": 512, "height": 512}
        return {kind: {**file, **looks, "is_animated": False, "is_video": False, "emoji": "👍"}}
    return {kind: {**file, "file_name": upload.name, "mime_type": upload.mime_type}}


def utf16(text: str) -> int:
    """A text's length as entities count it."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
