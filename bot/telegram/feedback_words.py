"""What people get when an answer did not help, and what staff get of it."""

from collections.abc import Mapping
from typing import Any

from actions.domain.delivery import Call
from actions.domain.feedback import Complaint, Missing
from bot.telegram.buttons import Tap, button, keyboard
from bot.telegram.privacy_words import PrivacyWords
from bot.telegram.rendering.messages import Voice, messages
from bot.telegram.rendering.runs import Run

LINE = Run("\n")


class FeedbackWords(PrivacyWords):
    """The part of `Presenter` that asks what was missing."""

    def what_was_missing(self, locale: str, message_id: int) -> list[Call]:
        """Is sorry, and asks; a person is always offered."""
        voice, number = self.voice(locale), str(message_id)
        buttons = [
            button(voice.label(f"missing_{each}"), Tap.MISSING, locale, number, each)
            for each in Missing
        ]
        rows = [buttons[:2], buttons[2:]]
        below = self.below_missing(locale, message_id)["inline_keyboard"]
        return messages(voice.say("feedback_sorry"), keyboard([*rows, *below]))

    def below_missing(self, locale: str, message_id: int) -> Mapping[str, Any]:
        """What is left once a button was tapped: to write it, or to ask a person."""
        voice = self.voice(locale)
        write = button(voice.label("missing_write"), Tap.MISSING, locale, str(message_id))
        person = button(voice.label("ask_person"), Tap.PERSON)
        return keyboard([[write], [person]])

    def missing_word_kept(self, locale: str) -> list[Call]:
        """Thanks for what they missed in an answer."""
        voice = self.voice(locale)
        person = button(voice.label("ask_person"), Tap.PERSON)
        return messages(voice.say("missing_word_kept"), keyboard([[person]]))


def missing_runs(voice: Voice, complaint: Complaint, title: str) -> list[Run]:
    """For staff: which answer, what was missing, and the words; whose they are is not told."""
    head = voice.say("missing_word_staff", title=title, locale=complaint.locale)
    if complaint.missing:
        head += [Run(" "), *voice.say(f"missing_{complaint.missing}")]
    return [*head, LINE, Run(complaint.word, ("blockquote",))]
