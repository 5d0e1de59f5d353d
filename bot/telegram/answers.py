"""An answer as a message: its words for one person, and everything one must know about it."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from actions.content.choices import Choices, open_choices, reasons_to_ask, relevant
from actions.content.circumstances import Circumstances
from actions.content.entry import Entry
from actions.content.knowledge_base import Found, KnowledgeBase
from actions.content.variants import Variant
from actions.domain.occasion import Occasion
from bot.facts.filling import Filled, fill
from bot.telegram.choosing import names_of, too_many
from bot.telegram.contacts import contact_of
from bot.telegram.rendering.markdown import to_runs
from bot.telegram.rendering.messages import GAP, Voice
from bot.telegram.rendering.runs import Run
from bot.telegram.sources import source_line


@dataclass(frozen=True)
class Shown:
    """An entry as it is shown to one person on one day."""

    kb: KnowledgeBase
    found: Found
    voice: Voice  # in which we speak with the person
    own_voice: Voice  # of the entry's language
    occasion: Occasion

    @property
    def entry(self) -> Entry:
        """What is shown."""
        return self.found.entry

    @cached_property
    def variant(self) -> Variant | None:
        """The part of the entry that is meant for this person, if it is not the general one."""
        return self.entry.variant_for(self.occasion.whose, self.kb.members)

    @cached_property
    def filled(self) -> Filled:
        """The answer with its facts."""
        text = self.variant.body if self.variant else self.entry.body
        return fill(text, self.kb, self.own_voice.words, self.occasion)

    @property
    def body(self) -> list[Run]:
        """The bare answer."""
        return self.own_voice.directed(to_runs(self.filled.text))

    @property
    def choices(self) -> Choices:
        """What would change the answer and is not known."""
        reasons = reasons_to_ask(self.entry, self.occasion.whose, self.kb)
        return open_choices(reasons, self.occasion.whose, self.kb.members)

    @property
    def chosen_for(self) -> Circumstances:
        """What of the person's circumstances made the answer what it is."""
        applied = [*self.filled.applied, *([self.variant.condition] if self.variant else ())]
        return relevant(applied, self.occasion.whose)

    def runs(self) -> list[Run]:
        """What it says, with everything one must know about it, and whether it helped."""
        return [*self.unrated(), GAP, *self.voice.say("was_helpful")]

    def unrated(self) -> list[Run]:
        """What it says, with everything one must know about it."""
        notes = [*self._notes_before(), self.body, *self._notes_behind()]
        return [run for note in notes for run in (GAP, *note)][1:]

    def general(self) -> list[Run]:
        """The same for people of whom nothing is known, and who have no buttons to tap."""
        notes = [*self._notes_before(), self.body]
        if self.choices.words:
            notes.append(self.voice.say("share_depends"))
        return [run for note in (*notes, *self._cautions()) for run in (GAP, *note)][1:]

    def _notes_before(self) -> list[list[Run]]:
        say, notes = self.voice.say, []
        if self.found.is_fallback:
            given = self.own_voice.locale.name
            message = "stale_note" if self.found.stale else "fallback_note"
            notes.append(say(message, wanted=self.voice.locale.name, given=given))
        if self.entry.valid_until and self.entry.has_lapsed(self.occasion.today):
            notes.append(say("lapsed_note", date=self._written(self.entry.valid_until)))
        if whose := names_of(self.chosen_for, self.voice.words):
            notes.append(say("variant_note", whose=whose))
        return notes

    def _notes_behind(self) -> list[list[Run]]:
        notes = self._cautions()
        if too_many(self.choices):
            notes.append(self.voice.say("which_citizenship"))
        elif self.choices.words:
            notes.append(self.voice.say("which_applies"))
        return notes

    def _cautions(self) -> list[list[Run]]:
        """What one must know in any case, the source last."""
        notes = [self._confirm_note()] if self.filled.is_withheld else []
        if self.filled.is_secondary:
            notes.append(self.voice.say("secondary_note"))
        return [*notes, self._source()]

    def _confirm_note(self) -> list[Run]:
        words = self.voice.words
        contact = contact_of(self.entry.topic, self.kb, words, self.occasion.today)
        if not contact:
            return self.voice.say("confirm_note_person")
        return self.voice.directed(to_runs(words("confirm_note", contact=contact)))

    def _source(self) -> list[Run]:
        """The source line, with the day of the oldest check."""
        day = self.filled.oldest(self.entry.checked_on)
        return source_line(self.voice, self.entry.source, day)

    def _written(self, day: date) -> str:
        return self.voice.words.date(day)
