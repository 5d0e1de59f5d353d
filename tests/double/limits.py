"""How long and how many: what Telegram refuses although its type is right."""

import re
from collections.abc import Callable, Mapping
from itertools import chain

from tests.double.refusal import bad
from tests.double.shapes import Json

BUTTONS = 100  # in one keyboard
BUTTONS_IN_A_ROW = 8
CALLBACK_DATA = range(1, 65)  # bytes
COMMANDS = 100
COMMAND = re.compile(r"[a-z0-9_]{1,32}")
DESCRIPTION = range(1, 257)  # characters of a command's description
LANGUAGE = re.compile(r"([a-z]{2})?")
URL = re.compile(r"(?:https?|tg|ton)://\S+|[\w-]+(?:\.[\w-]+)+\S*")
STYLES = {"danger", "success", "primary"}
BUTTON_LOOKS = {"text", "icon_custom_emoji_id", "style"}
ACTIONS = {
    "typing",
    "upload_photo",
    "record_video",
    "upload_video",
    "record_voice",
    "upload_voice",
    "upload_document",
    "choose_sticker",
    "find_location",
    "record_video_note",
    "upload_video_note",
}
REACTIONS = set(
    "❤👍👎🔥🥰👏😁🤔🤯😱🤬😢🎉🤩🤮💩🙏👌🕊🤡🥱🥴😍🐳🌚🌭💯🤣⚡🍌🏆💔🤨😐🍓🍾💋🖕😈😴😭🤓👻👀🎃🙈😇😨🤝✍🤗🫡🎅🎄☃💅🤪🗿🆒💘🙉🦄😘💊🙊😎👾😡"
) | {"❤\u200d🔥", "👨\u200d💻", "🤷\u200d♂", "🤷", "🤷\u200d♀"}
COLOURS = {7322096, 16766590, 13338331, 9367192, 16749490, 16478047}
LENGTHS: Mapping[tuple[str, str], range] = {
    ("answerCallbackQuery", "text"): range(201),
    ("createForumTopic", "name"): range(1, 129),
    ("editForumTopic", "name"): range(129),
    ("setMyName", "name"): range(65),
    ("setMyDescription", "description"): range(513),
    ("setMyShortDescription", "short_description"): range(121),
}


def check_limits(method: str, params: Json) -> None:
    """Refuse a call that has more, or less, than Telegram takes."""
    for name, value in params.items():
        length = LENGTHS.get((method, name))
        if length and len(value) not in length:
            raise bad(f"{name} must have {length[0]}-{length[-1]} characters", "length")
        if check := CHECKS.get(name):
            check(value)


def _check_markup(markup: Json) -> None:
    rows = markup.get("inline_keyboard", [])
    buttons = list(chain.from_iterable(rows))
    if len(buttons) > BUTTONS or any(len(row) > BUTTONS_IN_A_ROW for row in rows):
        raise bad("reply markup is too long", "keyboard")
    for button in buttons:
        _check_button(button)


def _check_button(button: Json) -> None:
    if not button["text"].strip():
        raise bad("inline keyboard button text must be non-empty", "keyboard")
    if len(button.keys() - BUTTON_LOOKS) != 1:
        raise bad("exactly one action must be given for an inline keyboard button", "keyboard")
    if len(button.get("callback_data", "-").encode()) not in CALLBACK_DATA:
        raise bad("BUTTON_DATA_INVALID", "keyboard")
    if not URL.fullmatch(button.get("url", "tg://-")):
        raise bad(f"inline keyboard button URL {button['url']!r} is invalid", "keyboard")
    if button.get("style", "primary") not in STYLES:
        raise bad("unknown button style", "keyboard")


def _check_commands(commands: list[Json]) -> None:
    if len(commands) > COMMANDS:
        raise bad("BOT_COMMANDS_TOO_MUCH", "commands")
    for command in commands:
        if not COMMAND.fullmatch(command["command"]):
            raise bad("BOT_COMMAND_INVALID", "commands")
        if len(command["description"]) not in DESCRIPTION:
            raise bad("BOT_COMMAND_DESCRIPTION_INVALID", "commands")


def _check_reaction(reaction: list[Json]) -> None:
    if len(reaction) > 1:
        raise bad("REACTIONS_TOO_MANY", "reaction")
    for one in reaction:
        usual = one["type"] == "emoji" and one.get("emoji") in REACTIONS
        custom = one["type"] == "custom_emoji" and one.get("custom_emoji_id", "").isdigit()
        if not usual and not custom:
            raise bad("REACTION_INVALID", "reaction")


def _check_action(action: str) -> None:
    if action not in ACTIONS:
        raise bad("wrong parameter action in request", "action")


def _check_language(code: str) -> None:
    if not LANGUAGE.fullmatch(code):
        raise bad("invalid language code specified", "language_code")


def _check_colour(colour: int) -> None:
    if colour not in COLOURS:
        raise bad("invalid topic icon color specified", "icon_color")


CHECKS: Mapping[str, Callable[..., None]] = {
    "reply_markup": _check_markup,
    "commands": _check_commands,
    "reaction": _check_reaction,
    "action": _check_action,
    "language_code": _check_language,
    "icon_color": _check_colour,
}
