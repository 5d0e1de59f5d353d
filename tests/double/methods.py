"""Which function does what a method promises."""

from collections.abc import Callable, Mapping
from functools import partial

from tests.double import account, changing, sending, topics
from tests.double.shapes import Json
from tests.double.world import World

HANDLERS: Mapping[str, Callable[[World, Json], object]] = {
    "getMe": account.get_me,
    "deleteWebhook": account.delete_webhook,
    "getWebhookInfo": account.get_webhook_info,
    "getChat": account.get_chat,
    "getChatMember": account.get_chat_member,
    "getChatAdministrators": account.get_administrators,
    "getFile": account.get_file,
    "answerCallbackQuery": account.answer_query,
    "answerInlineQuery": account.answer_inline_query,
    "setMyCommands": account.set_commands,
    "getMyCommands": account.get_commands,
    "deleteMyCommands": account.delete_commands,
    "setMyName": account.set_text,
    "setMyDescription": account.set_text,
    "setMyShortDescription": account.set_text,
    "getMyName": partial(account.get_text, "name"),
    "getMyDescription": partial(account.get_text, "description"),
    "getMyShortDescription": partial(account.get_text, "short_description"),
    "sendMessage": sending.send_message,
    "sendPhoto": sending.send_photo,
    "sendDocument": sending.send_document,
    "sendVoice": sending.send_voice,
    "copyMessage": sending.copy_message,
    "copyMessages": sending.copy_messages,
    "sendChatAction": sending.send_chat_action,
    "editMessageText": changing.edit_text,
    "editMessageCaption": changing.edit_caption,
    "editMessageReplyMarkup": changing.edit_markup,
    "deleteMessage": changing.delete,
    "pinChatMessage": changing.pin,
    "unpinChatMessage": changing.unpin,
    "setMessageReaction": changing.react,
    "createForumTopic": topics.create,
    "editForumTopic": topics.edit,
    "closeForumTopic": topics.close,
    "reopenForumTopic": topics.reopen,
    "deleteForumTopic": topics.delete,
}
