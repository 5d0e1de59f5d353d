"""`bot explain`: every step from a message to a decision can be read."""

import pytest

from actions.answering import Answering, Question
from actions.domain.decision import Thresholds
from actions.domain.interpretation import (
    Candidate,
    Entity,
    EntityKind,
    Guess,
    Interpretation,
    Nearest,
)
from actions.library import Library
from bot.terminal.explaining import NotingInterpreter, explain
from tests.doubles import FakeInterpreter
from tests.telegram.sample import knowledge

LIMITS = Thresholds(wrong=0.03)
UNDERSTOOD = Interpretation(
    (Candidate("admission/how-to-apply", 0.9), Candidate("urgent", 0.05)),
    (Guess("az", 0.8), Guess("tr", 0.2)),
    0.71,
    (Entity(EntityKind.CITIZENSHIP, "KZ", is_self=True),),
    enough=((0.03, 0.75),),
    nearest=(Nearest("Necə müraciət edim?", "admission/how-to-apply", 0.93),),
    normal_form="necə müraciət edim",
)


async def explained(text: str, *earlier: str) -> list[str]:
    """What is printed about a message."""
    fake = FakeInterpreter()
    fake.taught["nece muraciet edim"] = UNDERSTOOD
    noting = NotingInterpreter(fake)
    library = Library(knowledge())
    answering = Answering(noting, library, LIMITS)
    is_entry = library.kb.ids.__contains__
    return await explain(answering, noting, LIMITS, is_entry, Question(text, earlier=earlier))


@pytest.mark.parametrize(
    "line",
    [
        "message      nece muraciet edim",
        "  language   az 0.80, tr 0.20",
        "  read as    necə müraciət edim",
        "  mentions   citizenship KZ (of themselves)",
        "  near       0.93  admission/how-to-apply: Necə müraciət edim?",
        "  likeness   0.71, needed 0.35",
        "  candidate  0.90  admission/how-to-apply  needed 0.75  ██████████████████",
        "  candidate  0.05  urgent  █",
        "decision     answer",
        "entry        admission/how-to-apply",
        "locale       az",
        "target       at most 3.0% of answers wrong (WRONG_ANSWERS)",
    ],
)
async def test_every_step_has_its_line(line: str) -> None:
    assert line in await explained("nece muraciet edim")


async def test_what_is_read_with_the_message_before_it_is_told_as_well() -> None:
    lines = await explained("and when", "nece muraciet edim")

    assert "then         nece muraciet edim ⏎ and when" in lines


async def test_a_message_without_letters_is_never_read() -> None:
    assert await explained("😀") == [
        "decision     decline (unreadable)",
        "locale       en",
        "target       at most 3.0% of answers wrong (WRONG_ANSWERS)",
    ]
