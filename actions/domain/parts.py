"""Cuts a message into its sentences, so that several questions in one can each be answered."""

import re

MOST_PARTS = 5  # whoever asks more at once is shown what the first ones lead to
FEWEST_LETTERS = 6  # "ok." and "Hi!" ask nothing
# An end of a sentence in any of our scripts; not the dot in "beu.edu.az" or "3.5".
END = re.compile(r"[?؟!…;؛\n]+|[.。](?=\s|$)")
# "…, and also …": a second question in the same sentence, in the languages that we speak.
JOIN = re.compile(
    r"[,،]\s*(?=(?:and|also|və|ve|həm|hem|и|а ещё|а еще|также|و|همچنین|كذلك|وأيضا)\s)", re.IGNORECASE
)
QUESTION_MARKS = "?؟"


def parts_of(text: str) -> tuple[str, ...]:
    """The sentences that may ask something, in order; empty if there is only one."""
    found = [part.strip() for piece in END.split(text) for part in JOIN.split(piece)]
    parts = [part for part in found if sum(map(str.isalpha, part)) >= FEWEST_LETTERS]
    return tuple(parts[:MOST_PARTS]) if len(parts) > 1 else ()


def asks_twice(text: str) -> bool:
    """Whether the writer marked more than one question."""
    runs = re.findall(rf"[{QUESTION_MARKS}]+", text)
    return len(runs) > 1
