"""The parameters that the Bot API takes, as its documentation lists them.

A type is `int`, `float`, `bool`, `str`, `chat` (a number or @name), `file`, `object` (not looked
into) or a name in `OBJECTS`; `[T]` is a list of it, `T|U` either, and `T!` must be given.
"""

from collections.abc import Mapping

Fields = Mapping[str, str]

MARKUP = "InlineKeyboardMarkup|ReplyKeyboardMarkup|ReplyKeyboardRemove|ForceReply"

_PLACE: Fields = {
    "message_thread_id": "int",
    "direct_messages_topic_id": "int",
    "disable_notification": "bool",
    "protect_content": "bool",
    "allow_paid_broadcast": "bool",
    "message_effect_id": "str",
    "suggested_post_parameters": "object",
    "reply_parameters": "ReplyParameters",
    "reply_markup": MARKUP,
}
_SEND: Fields = {
    "chat_id": "chat!",
    **_PLACE,
    "business_connection_id": "str",
    "ephemeral_message_parameters": "object",
    "receiver_user_id": "int",
    "callback_query_id": "str",
}
_CAPTION: Fields = {
    "caption": "str",
    "parse_mode": "str",
    "caption_entities": "[MessageEntity]",
}
_TEXT: Fields = {
    "parse_mode": "str",
    "entities": "[MessageEntity]",
    "link_preview_options": "LinkPreviewOptions",
}
_EDIT: Fields = {
    "business_connection_id": "str",
    "chat_id": "chat",
    "message_id": "int",
    "inline_message_id": "str",
    "reply_markup": "InlineKeyboardMarkup",
}
_CHAT: Fields = {"chat_id": "chat!"}
_TOPIC: Fields = {"chat_id": "chat!", "message_thread_id": "int!"}
_MESSAGE: Fields = {"chat_id": "chat!", "message_id": "int!"}
_SCOPE: Fields = {"scope": "BotCommandScope", "language_code": "str"}

METHODS: Mapping[str, Fields] = {
    "getMe": {},
    "getUpdates": {"offset": "int", "limit": "int", "timeout": "int", "allowed_updates": "[str]"},
    "deleteWebhook": {"drop_pending_updates": "bool"},
    "getWebhookInfo": {},
    "getChat": _CHAT,
    "getChatMember": {**_CHAT, "user_id": "int!"},
    "getChatAdministrators": {**_CHAT, "return_bots": "bool"},
    "sendMessage": {**_SEND, "text": "str!", **_TEXT},
    "copyMessage": {
        **_MESSAGE,
        "from_chat_id": "chat!",
        **_PLACE,
        **_CAPTION,
        "video_start_timestamp": "int",
        "show_caption_above_media": "bool",
    },
    "copyMessages": {
        "chat_id": "chat!",
        "from_chat_id": "chat!",
        "message_ids": "[int]!",
        "message_thread_id": "int",
        "direct_messages_topic_id": "int",
        "disable_notification": "bool",
        "protect_content": "bool",
        "remove_caption": "bool",
    },
    "sendPhoto": {
        **_SEND,
        "photo": "file!",
        **_CAPTION,
        "show_caption_above_media": "bool",
        "has_spoiler": "bool",
    },
    "sendDocument": {
        **_SEND,
        "document": "file!",
        **_CAPTION,
        "thumbnail": "file",
        "disable_content_type_detection": "bool",
    },
    "sendVoice": {**_SEND, "voice": "file!", **_CAPTION, "duration": "int"},
    "sendChatAction": {
        "chat_id": "chat!",
        "action": "str!",
        "business_connection_id": "str",
        "message_thread_id": "int",
    },
    "answerInlineQuery": {
        "inline_query_id": "str!",
        "results": "[InlineQueryResultArticle]!",
        "cache_time": "int",
        "is_personal": "bool",
        "next_offset": "str",
        "button": "InlineQueryResultsButton",
    },
    "answerCallbackQuery": {
        "callback_query_id": "str!",
        "text": "str",
        "show_alert": "bool",
        "url": "str",
        "cache_time": "int",
    },
    "editMessageText": {**_EDIT, "text": "str!", **_TEXT},
    "editMessageCaption": {**_EDIT, **_CAPTION, "show_caption_above_media": "bool"},
    "editMessageReplyMarkup": _EDIT,
    "deleteMessage": _MESSAGE,
    "pinChatMessage": {**_MESSAGE, "business_connection_id": "str", "disable_notification": "bool"},
    "unpinChatMessage": {"chat_id": "chat!", "message_id": "int", "business_connection_id": "str"},
    "setMessageReaction": {
        **_MESSAGE,
        "reaction": "[ReactionTypeEmoji|ReactionTypeCustomEmoji]",
        "is_big": "bool",
    },
    "createForumTopic": {
        **_CHAT,
        "name": "str!",
        "icon_color": "int",
        "icon_custom_emoji_id": "str",
    },
    "editForumTopic": {**_TOPIC, "name": "str", "icon_custom_emoji_id": "str"},
    "closeForumTopic": _TOPIC,
    "reopenForumTopic": _TOPIC,
    "deleteForumTopic": _TOPIC,
    "setMyCommands": {"commands": "[BotCommand]!", **_SCOPE},
    "getMyCommands": _SCOPE,
    "deleteMyCommands": _SCOPE,
    "setMyName": {"name": "str", "language_code": "str"},
    "setMyDescription": {"description": "str", "language_code": "str"},
    "setMyShortDescription": {"short_description": "str", "language_code": "str"},
    "getMyName": {"language_code": "str"},
    "getMyDescription": {"language_code": "str"},
    "getMyShortDescription": {"language_code": "str"},
    "getFile": {"file_id": "str!"},
}

OBJECTS: Mapping[str, Fields] = {
    "InlineKeyboardMarkup": {"inline_keyboard": "[[InlineKeyboardButton]]!", "force_reply": "bool"},
    "InlineKeyboardButton": {
        "text": "str!",
        "icon_custom_emoji_id": "str",
        "style": "str",
        "url": "str",
        "callback_data": "str",
        "web_app": "object",
        "login_url": "object",
        "switch_inline_query": "str",
        "switch_inline_query_current_chat": "str",
        "switch_inline_query_chosen_chat": "object",
        "copy_text": "object",
        "callback_game": "object",
        "pay": "bool",
        "disabled": "object",
    },
    "ReplyKeyboardMarkup": {
        "keyboard": "[[KeyboardButton|str]]!",
        "is_persistent": "bool",
        "resize_keyboard": "bool",
        "one_time_keyboard": "bool",
        "input_field_placeholder": "str",
        "selective": "bool",
    },
    "KeyboardButton": {
        "text": "str!",
        "icon_custom_emoji_id": "str",
        "style": "str",
        "request_contact": "bool",
        "request_location": "bool",
        "request_users": "object",
        "request_chat": "object",
        "request_poll": "object",
        "web_app": "object",
    },
    "ReplyKeyboardRemove": {"remove_keyboard": "bool!", "selective": "bool"},
    "ForceReply": {"force_reply": "bool!", "input_field_placeholder": "str", "selective": "bool"},
    "ReplyParameters": {
        "message_id": "int!",
        "chat_id": "chat",
        "allow_sending_without_reply": "bool",
        "quote": "str",
        "quote_parse_mode": "str",
        "quote_entities": "[MessageEntity]",
        "quote_position": "int",
        "checklist_task_id": "int",
        "poll_option_id": "str",
    },
    "LinkPreviewOptions": {
        "is_disabled": "bool",
        "url": "str",
        "prefer_small_media": "bool",
        "prefer_large_media": "bool",
        "show_above_text": "bool",
    },
    "MessageEntity": {
        "type": "str!",
        "offset": "int!",
        "length": "int!",
        "url": "str",
        "user": "object",
        "language": "str",
        "custom_emoji_id": "str",
        "unix_time": "int",
        "date_time_format": "str",
    },
    "InlineQueryResultArticle": {
        "type": "str!",
        "id": "str!",
        "title": "str!",
        "input_message_content": "InputTextMessageContent!",
        "reply_markup": "InlineKeyboardMarkup",
        "url": "str",
        "description": "str",
        "thumbnail_url": "str",
        "thumbnail_width": "int",
        "thumbnail_height": "int",
    },
    "InputTextMessageContent": {
        "message_text": "str!",
        "parse_mode": "str",
        "entities": "[MessageEntity]",
        "link_preview_options": "LinkPreviewOptions",
    },
    "InlineQueryResultsButton": {"text": "str!", "web_app": "object", "start_parameter": "str"},
    "BotCommand": {"command": "str!", "description": "str!", "is_ephemeral": "bool"},
    "BotCommandScope": {"type": "str!", "chat_id": "chat", "user_id": "int"},
    "ReactionTypeEmoji": {"type": "str!", "emoji": "str!"},
    "ReactionTypeCustomEmoji": {"type": "str!", "custom_emoji_id": "str!"},
}
