"""Personal data in what is not meant for it: logs, errors, statistics.

Over-careful rather than complete: a hidden order number costs less than a shown passport number.
"""

import re

HIDDEN = "•••"
EMAIL = re.compile(r"[\w.+%-]+@[\w-]+(?:\.[\w-]+)+")
# Azerbaijan: passport AA1234567, C1234567 or AZE12345678, residence permit MYI/PYI 1234567.
# Elsewhere: one to three letters and six to nine digits, in Latin or Cyrillic.
DOCUMENT = re.compile(r"(?<!\w)[A-ZА-Я]{1,3}[ №-]{0,2}\d{6,9}(?!\w)", re.IGNORECASE)
# FIN: seven characters, digits and capital letters without I and O; at least one of each.
FIN = re.compile(r"(?<![\w.])(?=[A-Z]*\d)(?=\d*[A-Z])[0-9A-HJ-NP-Z]{7}(?!\w)")
# A phone number: at least nine digits, with what people write between them.
PHONE = re.compile(r"(?<![\w.:/-])\+?\(?\d(?:[ ().–-]{0,2}\d){8,14}(?![\w:/-])")


def masked(text: str) -> str:
    """The text without e-mail addresses, passport and FIN numbers and phone numbers."""
    for pattern in (EMAIL, DOCUMENT, PHONE, FIN):
        text = pattern.sub(HIDDEN, text)
    return text
