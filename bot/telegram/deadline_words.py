"""Last days and reminders as people read them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from actions.content.deadline_rules import Direction, Milestone
from actions.content.facts import Certainty
from actions.content.knowledge_base import KnowledgeBase
from actions.domain.deadline import Deadline, missed, unconfirmed, upcoming
from bot.calendars import CalendarEntry
from bot.facts.plain import plain
from bot.facts.values import written
from bot.telegram.contacts import contact_of
from bot.telegram.rendering.markdown import to_runs
from bot.telegram.rendering.messages import GAP, Voice
from bot.telegram.rendering.runs import Run

BETWEEN = " · "  # the parts of a list, in every language


@dataclass(frozen=True)
class DeadlineWords:
    """Speaks of last days in one language on one day."""

    kb: KnowledgeBase
    voice: Voice
    today: date

    def overview(
        self, deadlines: Sequence[Deadline], wanted: Sequence[Milestone] = ()
    ) -> list[Run]:
        """Everything that follows from a person's days, and which days would tell more."""
        coming, past, unsure = upcoming(deadlines), missed(deadlines), unconfirmed(deadlines)
        parts = [
            *self._part("deadlines_head", map(self._coming, coming)),
            *self._part("deadlines_missed", map(self._missed, past)),
            *self._part("deadlines_unconfirmed", map(self._unsure, unsure)),
        ]
        if not parts:
            parts = [self._say("deadlines_none")]
        if wanted:
            names = BETWEEN.join(map(self.milestone, wanted))
            parts.append(self._say("deadlines_wanted", milestones=plain(names)))
        if any(each.certainty is Certainty.SECONDARY for each in (*coming, *past)):
            parts.append(self._say("secondary_note"))
        if coming or past:
            parts.append(self._say("deadlines_note"))
        return self._apart(parts)

    def one(self, deadline: Deadline) -> list[Run]:
        """One last day by itself; it must have a day."""
        parts = [self._missed(deadline) if deadline.is_over else self._coming(deadline)]
        if deadline.certainty is Certainty.SECONDARY:
            parts.append(self._say("secondary_note"))
        return self._apart(parts)

    def reminder(self, deadline: Deadline) -> list[Run]:
        """One last day, called to mind; it must have a day."""
        parts = [self._say("reminder_head"), self._coming(deadline)]
        if deadline.certainty is Certainty.SECONDARY:
            parts.append(self._say("secondary_note"))
        return self._apart([*parts, self._say("reminder_note")])

    def title(self, deadline: Deadline) -> str:
        """What is to be done, as it stands on a button or in a calendar."""
        rule = self.kb.almanac.rules.get(deadline.rule)
        others = (self.kb.default_locale, self.kb.source_locale)
        return rule.titles.in_locale(self.voice.words.locale, *others) if rule else deadline.rule

    def calendar_entry(self, deadline: Deadline) -> CalendarEntry | None:
        """What goes into the person's calendar; None without a day."""
        if deadline.due is None:
            return None
        title = self.title(deadline)
        return CalendarEntry(f"deadline-{deadline.rule}", title, deadline.act_by or deadline.due)

    def milestone(self, milestone: Milestone) -> str:
        """What people call one of their days."""
        return self.voice.label(f"milestone_{milestone}")

    def _coming(self, deadline: Deadline) -> str:
        day = deadline.due or self.today
        lines = [
            self._say(
                "deadline",
                title=plain(self.title(deadline)),
                date=self.voice.words.full_date(day),
                left=self._left(deadline),
            ),
            *self._closed(deadline),
            *self._counted(deadline),
        ]
        return "\n".join(lines)

    def _left(self, deadline: Deadline) -> str:
        if not deadline.days_left:
            return self._say("deadline_today")
        return self.voice.words.plural("days_left", deadline.days_left)

    def _closed(self, deadline: Deadline) -> list[str]:
        """That nobody works on the last day, and when one must go instead."""
        if not deadline.falls_on_rest_day or deadline.act_by is None:
            return []
        if deadline.act_by < self.today:
            return [self._say("deadline_closed_now")]
        return [self._say("deadline_closed", date=self.voice.words.full_date(deadline.act_by))]

    def _counted(self, deadline: Deadline) -> list[str]:
        """How the day follows from the person's own."""
        if deadline.term is None:
            return []
        is_before = deadline.direction is Direction.BEFORE
        message = "deadline_before" if is_before else "deadline_after"
        return [
            self._say(
                message,
                term=written(deadline.term, self.voice.words),
                milestone=plain(self.milestone(deadline.milestone)),
                date=self.voice.words.date(deadline.counted_from),
            )
        ]

    def _missed(self, deadline: Deadline) -> str:
        day = self.voice.words.date(deadline.due or self.today)
        title, contact = plain(self.title(deadline)), self._contact(deadline)
        return self._say("deadline_missed", title=title, date=day, contact=contact)

    def _unsure(self, deadline: Deadline) -> str:
        title, contact = plain(self.title(deadline)), self._contact(deadline)
        return self._say("deadline_unconfirmed", title=title, contact=contact)

    def _contact(self, deadline: Deadline) -> str:
        topic = deadline.entry.partition("/")[0]
        known = contact_of(topic, self.kb, self.voice.words, self.today)
        return known or self._say("desk_office")

    def _say(self, message: str, /, **values: object) -> str:
        """A message of the catalogue in the small Markdown; values are Markdown already."""
        return self.voice.words(message, **values)

    def _part(self, head: str, entries: Iterable[str]) -> list[str]:
        found = list(entries)
        return [self.voice.words(head), *found] if found else []

    def _apart(self, parts: Iterable[str]) -> list[Run]:
        """Parts with a gap between them, in the language's direction."""
        runs = [run for part in parts for run in (GAP, *to_runs(part))][1:]
        return self.voice.directed(runs)
