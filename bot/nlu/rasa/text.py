"""The normal form of a message: what is the same to a reader becomes the same text."""

import re
import unicodedata

MOST_LETTERS = 4096  # characters in one Telegram message
LONGEST_RUN = 3  # "pleeeease" says no more than "pleease"; three keeps "www" and "1000"
ARABIC_LOCALE, PERSIAN_LOCALE = "ar", "fa"

# Zero-width joiners, soft hyphens, direction marks and overrides: invisible, and never meant.
INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u180e\u200b\u200d-\u200f\u202a-\u202e"
    "\u2060-\u2064\u2066-\u206f\ufeff\ufe00-\ufe0f]"
)
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
NON_JOINER = "\u200c"  # Persian writes half of its plurals with it, and leaves it out as often
# Stretching (tatweel) and vowel signs: ornaments that most writers leave out.
ORNAMENT = re.compile("[\u0640\u064b-\u0652\u0670]")
RUN = re.compile(rf"(\D)\1{{{LONGEST_RUN},}}")
COMMAND = re.compile(r"^\s*/[\s/]*")  # Rasa strips before it looks
BLANK = re.compile(r"\s+")
DIGITS = {0x0660 + digit: str(digit) for digit in range(10)} | {
    0x06F0 + digit: str(digit) for digit in range(10)
}
# The same key gives another character on an Arabic and on a Persian keyboard. Nothing more is
# unified: folding hamza or ta marbuta as well costs Arabic three points of a hundred.
PERSIAN_KEYS = str.maketrans("يىك", "ییک")
ARABIC_KEYS = str.maketrans("یک", "يك")


def normal_form(text: str, locale: str | None = None) -> str:
    """One spelling of a text; `locale` decides between Arabic and Persian letters."""
    text = unicodedata.normalize("NFKC", text[:MOST_LETTERS])
    text = CONTROL.sub(" ", INVISIBLE.sub("", text)).replace(NON_JOINER, " ")
    text = ORNAMENT.sub("", text).translate(DIGITS)
    if locale == PERSIAN_LOCALE:
        text = text.translate(PERSIAN_KEYS)
    elif locale == ARABIC_LOCALE:
        text = text.translate(ARABIC_KEYS)
    text = RUN.sub(lambda found: found[1] * 2, text)
    return BLANK.sub(" ", text).strip()[:MOST_LETTERS]


def without_command(text: str) -> str:
    """The text without slashes in front: Rasa would be sure that "/refund" is the intent `refund`."""
    return COMMAND.sub("", text)


def has_words(text: str) -> bool:
    """Whether there is at least one letter or digit: "?" and emoji alone ask nothing."""
    return any(character.isalnum() for character in text)
