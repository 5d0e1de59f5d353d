"""Who is banned, as administrators read it."""

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from actions.banning import Ban
from bot.telegram.buttons import StaffTap, button
from bot.telegram.menu_words import Row, in_rows
from bot.telegram.rendering.messages import Voice
from bot.telegram.rendering.runs import Run

PAGE = 10  # bans on one page
REASON_SHOWN = 150  # characters; a page must fit one message
NAME_SHOWN = 60
IN_A_ROW = 2
LINE = Run("\n")


def ban_list(
    voice: Voice, bans: Sequence[Ban], page: int, timezone: str
) -> tuple[list[Run], list[Row]]:
    """A page of bans, with a button each that lifts it."""
    if not bans:
        return voice.say("banned_nobody"), []
    last = (len(bans) - 1) // PAGE
    page = min(page, last)
    shown = list(enumerate(bans, 1))[page * PAGE : (page + 1) * PAGE]
    runs = voice.say("banned_head", count=len(bans))
    for number, ban in shown:
        runs += [LINE, *_line(voice, number, ban, timezone)]
    lifts = [_lift(voice, number, ban) for number, ban in shown]
    return runs, [*in_rows(lifts, IN_A_ROW), _turning(voice, page, last)]


def _line(voice: Voice, number: int, ban: Ban, timezone: str) -> list[Run]:
    day = voice.words.date(ban.since.astimezone(ZoneInfo(timezone)).date())
    return voice.say(
        "banned_line",
        number=number,
        name=_name(voice, ban),
        reason=ban.person.ban_reason[:REASON_SHOWN] or "–",
        date=day,
        by=ban.by[:NAME_SHOWN] or "–",
    )


def _lift(voice: Voice, number: int, ban: Ban) -> dict[str, str]:
    label = voice.label("button_lift", number=number, name=_name(voice, ban))
    return button(label, StaffTap.LIFT, str(ban.person.id), ban.key)


def _name(voice: Voice, ban: Ban) -> str:
    """Whoever had their data deleted has none."""
    person = ban.person
    name = person.name[:NAME_SHOWN] or voice.label("banned_nameless")
    return f"{name} (@{person.username})" if person.username else name


def _turning(voice: Voice, page: int, last: int) -> Row:
    ways = []
    if page > 0:
        ways.append((voice.label("menu_previous"), page - 1))
    if page < last:
        ways.append((voice.label("menu_next"), page + 1))
    return [button(text, StaffTap.BANNED, str(to)) for text, to in ways]
