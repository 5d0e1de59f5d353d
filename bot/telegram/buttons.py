"""What a tap says: a verb and what it is about, in at most 64 bytes."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

DATA_LIMIT = 64  # bytes of callback data
TEXT_LIMIT = 64  # characters that are readable on a button
LONGEST_NUMBER = 18  # digits
NOTHING = 10**LONGEST_NUMBER  # a number that nothing has


class Tap(StrEnum):
    """The verbs."""

    ENTRY = "e"  # show an entry: locale, id
    BROWSE = "b"  # the same inside the menu
    CASE = "c"  # an entry for one's own circumstances: locale, id, what applies, in the menu?
    HELPFUL = "y"  # an answer helped: locale, id, in the menu?
    NOT_HELPFUL = "n"
    NONE = "x"  # none of those offered
    PERSON = "p"  # ask a person
    TOPIC = "t"  # a topic's entries: locale, id, page from 0
    TOPICS = "m"  # the menu: locale
    LANGUAGE = "l"  # choose: locale
    WRITE = "w"  # write to staff again
    RATE = "r"  # how the help was: ticket, 1 to 5
    ADD_WORD = "rw"  # to that: ticket
    PROFILE = "q"  # locale, and whether to delete all of it
    TRAIT = "k"  # of the profile: locale, which, what it is
    MISSING = "z"  # what was missing: locale, message, which; without which: in own words
    DEADLINES = "dl"  # one's own last days: locale, and what else
    DEADLINE = "d1"  # one of them: locale, rule
    DAY = "dd"  # a day that they follow from: locale, which, and what it is
    DONE = "do"  # what one must do by then: locale, rule, the last day
    DAY_CALENDAR = "dc"  # a last day as a file: locale, rule
    REMIND = "dr"  # of them: locale, and whether
    EVENTS = "ev"  # locale, month, page from 0
    EVENT_CALENDAR = "ec"  # an event as a file: locale, id
    PARTNERS = "pa"  # universities: locale, country or programme, page from 0
    SUBSCRIBE = "v"  # to a topic, or not any more: id
    UNSUBSCRIBE = "u"  # from the topics of an announcement: number, 0; or again: number, 1
    FORGET = "f"  # delete everything about me: yes or no


class StaffTap(StrEnum):
    """The verbs of staff; their ticket is that of the message on which the button hangs."""

    SEND = "ss"  # an approved answer: id
    CLAIM = "sc"
    RELEASE = "sr"
    HAND_ON = "sp"  # to whom?
    TO_DESK = "sd"  # id
    TO_COLLEAGUE = "sm"  # Telegram id
    BACK = "sb"
    NOT_FOR_US = "sn"
    CLOSE = "sx"
    REOPEN = "so"
    TRY_AGAIN = "st"
    CANNED = "sk"  # name
    ANNOUNCE = "an"  # number, what to do, with what
    BANNED = "bl"  # who is: page from 0
    LIFT = "bu"  # a ban: person, since when
    SAME = "ga"  # which open questions mean the same?
    SAME_DROP = "gd"  # not this one: batch, ticket
    SAME_ENTRY = "ge"  # send an approved answer: batch, place in its list
    SAME_REPLY = "gr"  # send our last reply: batch
    SAME_BACK = "gb"  # to the list: batch
    SAME_YES = "gy"  # sure: batch


@dataclass(frozen=True)
class Tapped:
    """A tap, read back."""

    verb: Tap | StaffTap
    arguments: tuple[str, ...]

    @classmethod
    def read(cls, data: str | None) -> "Tapped | None":
        """What the button said; None if it is not one of ours."""
        verb, *arguments = (data or "").split(":")
        for verbs in (Tap, StaffTap):
            if verb in set(verbs):
                return cls(verbs(verb), tuple(arguments))
        return None

    def argument(self, position: int) -> str:
        """An argument, or nothing."""
        return self.arguments[position] if position < len(self.arguments) else ""


def button(text: str, verb: Tap | StaffTap, *arguments: str) -> dict[str, str]:
    """One button."""
    data = ":".join((verb, *arguments))
    if len(data.encode()) > DATA_LIMIT:
        raise ValueError(f"{data!r} is over {DATA_LIMIT} bytes")
    return {"text": shortened(text), "callback_data": data}


def number_of(argument: str, otherwise: int = 0) -> int:
    """What a button says of its subject; something else, if that is no number."""
    is_number = argument.isascii() and argument.isdigit() and len(argument) <= LONGEST_NUMBER
    return int(argument) if is_number else otherwise


def keyboard(rows: Iterable[list[dict[str, str]]]) -> Mapping[str, Any]:
    """Rows of buttons, as Telegram wants them."""
    return {"inline_keyboard": [row for row in rows if row]}


def shortened(text: str) -> str:
    """A text that fits a button."""
    return text if len(text) <= TEXT_LIMIT else text[: TEXT_LIMIT - 1].rstrip() + "…"
