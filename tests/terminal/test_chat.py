"""The same assistant as a conversation in a terminal."""

from datetime import date
from io import StringIO

import pytest

from actions.answering import Answering
from actions.domain.decision import Courtesy, Reason, Refusal, Thresholds
from actions.library import Library
from bot.terminal.chat import Chat
from bot.terminal.plain_text import plain_text
from tests.doubles import FakeInterpreter
from tests.telegram.sample import knowledge, phrasebook, presenter, sure_of, torn_between

EN = phrasebook()["en"]


class Terminal:
    """Somebody types; `shown` is what they see after each line."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self._monkeypatch = monkeypatch
        self.interpreter = FakeInterpreter()
        self.interpreter.taught |= {
            "how": sure_of("admission/how-to-apply"),
            "necə": sure_of("admission/how-to-apply", "az"),
            "when or how": torn_between("admission/deadlines", "admission/how-to-apply"),
            "hi": sure_of(Courtesy.GREETING),
            "weather": sure_of(Refusal.OUT_OF_SCOPE),
        }

    async def types(self, *lines: str, locale: str | None = "en") -> str:
        """Everything that is shown after the welcome."""
        shown: list[str] = []
        self._monkeypatch.setattr("sys.stdin", StringIO("".join(f"{line}\n" for line in lines)))
        answering = Answering(self.interpreter, Library(knowledge()), Thresholds())
        await Chat(answering, presenter(), locale).run(shown.append)
        welcome = next(n for n, line in enumerate(shown) if line.startswith("  [9]"))
        self.welcome, rest = shown[: welcome + 1], shown[welcome + 1 :]
        return "\n".join(rest)


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> Terminal:
    return Terminal(monkeypatch)


async def test_it_greets_with_topics_and_languages_as_numbers(terminal: Terminal) -> None:
    await terminal.types(locale="az-AZ")

    assert terminal.welcome[0].startswith("\n" + phrasebook()["az"]("welcome").split()[0])
    assert terminal.welcome[1] == "  [1] Qəbul"
    assert terminal.welcome[-1] == "  [9] العربية"


async def test_a_question_is_answered_without_markup(terminal: Terminal) -> None:
    shown = await terminal.types("how")

    assert "Apply online by <1 May>" in shown
    assert "<b>" not in shown
    assert "[1] 👍" in shown


async def test_a_number_taps_a_button(terminal: Terminal) -> None:
    shown = await terminal.types("how", "3")

    assert "Until 1 May." in shown


async def test_the_numbers_are_those_of_the_last_message(terminal: Terminal) -> None:
    shown = await terminal.types("when or how", "2")

    assert EN("did_you_mean") in shown
    assert "Apply online" in shown


async def test_who_is_in_danger_is_helped_at_once(terminal: Terminal) -> None:
    terminal.interpreter.taught["help"] = sure_of(Reason.URGENT)

    shown = await terminal.types("help", "nobody knows this")

    [emergency] = presenter().in_an_emergency("en", date(2026, 10, 5))
    assert shown.count(plain_text(emergency.params["text"])) == 1  # and not for anything else


@pytest.mark.parametrize("typed", ["0", "99", "-1", "²", "1.0", "９９"])
async def test_a_number_without_a_button_is_a_message(terminal: Terminal, typed: str) -> None:
    assert EN("declined_unreadable") in await terminal.types(typed)


async def test_topics_can_be_browsed_there_and_back(terminal: Terminal) -> None:
    shown = await terminal.types("1", "3", "1")

    assert shown.count(EN("choose_entry", topic="Admission").replace("*", "")) == 2
    assert "[1] When is the deadline?" in shown


async def test_a_language_can_be_chosen(terminal: Terminal) -> None:
    shown = await terminal.types("/language", "1")

    assert phrasebook()["az"]("choose_topic") in shown


async def test_it_goes_on_in_the_language_of_the_last_message(terminal: Terminal) -> None:
    shown = await terminal.types("necə", "/nonsense")

    assert phrasebook()["az"]("unknown_command", command="/nonsense") in shown


async def test_earlier_messages_are_remembered(terminal: Terminal) -> None:
    await terminal.types("how", "weather")

    assert terminal.interpreter.asked == ["how", "weather"]


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("weather", "declined_out_of_scope"),
        ("hi", "greeting"),
        ("/help", "help"),
    ],
)
async def test_everything_else_has_its_words(terminal: Terminal, typed: str, message: str) -> None:
    first_line = EN(message).splitlines()[0]

    assert first_line in await terminal.types(typed)


async def test_where_a_person_would_take_over_stands_the_contact(terminal: Terminal) -> None:
    lost, asked = await terminal.types("my cat"), await terminal.types("how", "4")

    assert EN("contact_only") in lost
    assert "office@example.edu" in lost
    assert "office@example.edu" in asked


async def test_a_silent_model_is_admitted(terminal: Terminal) -> None:
    terminal.interpreter.is_silent = True

    assert EN("unavailable") in await terminal.types("how")


async def test_thanks_for_a_thumb(terminal: Terminal) -> None:
    assert EN("feedback_thanks") in await terminal.types("how", "2")


@pytest.mark.parametrize("farewell", ["/quit", "/exit", "/q", " /QUIT "])
async def test_it_ends_when_told_to(terminal: Terminal, farewell: str) -> None:
    shown = await terminal.types(farewell, "how")

    assert shown == ""


async def test_blank_lines_say_nothing(terminal: Terminal) -> None:
    assert await terminal.types("", "   ") == ""
    assert terminal.interpreter.asked == []


async def test_what_applies_is_remembered_for_as_long_as_the_chat_lasts(terminal: Terminal) -> None:
    terminal.interpreter.taught["open"] = sure_of("university/office-hours")

    shown = await terminal.types("open", "1", "open")

    before, _, after = shown.partition(EN("which_applies"))
    assert "Come in the morning." in before
    assert "[1] Teacher" in after
    assert after.count("Come at noon.") == 2
