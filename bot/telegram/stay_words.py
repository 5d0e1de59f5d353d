"""A person's own days, the last days that follow, and reminders: what is seen and tapped."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from actions.content.deadline_rules import Milestone
from actions.domain.deadline import Deadline, can_be_worked_out, missed, upcoming
from actions.domain.delivery import Call
from actions.domain.own_days import Doubt, Told
from actions.domain.person import Person
from actions.domain.stay import Done, Stay
from bot.telegram.almanac_screens import AlmanacScreens
from bot.telegram.buttons import Tap, button, keyboard
from bot.telegram.deadline_words import DeadlineWords
from bot.telegram.menu_words import Row, in_rows
from bot.telegram.people import home_locale
from bot.telegram.rendering.messages import GAP, messages
from bot.telegram.rendering.runs import Run
from bot.telegram.sources import source_line

# Short, since a button carries 64 bytes; fixed, since old messages keep their buttons.
CODES = {
    Milestone.ARRIVED: "a",
    Milestone.ENROLLED: "e",
    Milestone.PERMIT: "p",
    Milestone.STAY: "v",
    Milestone.PASSPORT: "t",
    Milestone.MOVED: "m",
}
MILESTONES = {code: milestone for milestone, code in CODES.items()}
CITIZENSHIP = "c"  # a trait's button
DELETE, SKIP = "-", "s"  # values of a day's button
NEW, ENOUGH, DAYS = "n", "x", "d"  # what a button to the deadlines wants
YES, NO, WEEK, MONTH, STOP = "y", "n", "w", "m", "s"  # what a button on reminders wants
LINE = Run("\n")


@dataclass(frozen=True)
class DeadlineView:
    """What one person sees on one day."""

    stay: Stay
    deadlines: Sequence[Deadline]  # also what is done
    wanted: Sequence[Milestone]  # days that would tell of more
    now: datetime
    today: date  # where they live
    asks_citizenship: bool = False  # it is not known, and would change a day

    @property
    def open_ones(self) -> list[Deadline]:
        """What is not done."""
        return [each for each in self.deadlines if _key(each) not in self.stay.done]

    @property
    def finished(self) -> list[Deadline]:
        """What is done and would still be spoken of."""
        return [each for each in _dated(self.deadlines) if _key(each) in self.stay.done]


class StayWords(AlmanacScreens):
    """The part of `Presenter` that speaks of days and last days."""

    def deadlines(
        self, view: DeadlineView, locale: str, head: list[Run] | None = None
    ) -> list[Call]:
        """The list, and a button for each of them; `head` comes first."""
        voice, words = self.voice(locale), self._deadline_words(locale, view.today)
        parts = [head, words.overview(view.open_ones, view.wanted)]
        if view.finished:
            parts.append(voice.say("deadlines_done_note"))
        if view.asks_citizenship:
            parts.append(voice.say("why_citizenship"))
        is_offered = not view.stay.is_asked and bool(upcoming(view.open_ones))
        if is_offered:
            parts.append(voice.say("remind_ask"))
        rows = [
            *([self._remind_row(locale)] if is_offered else []),
            *([self._one(each, words, locale)] for each in _dated(view.open_ones)),
            *(
                [self._done_button(each, f"✅ {words.title(each)}", locale)]
                for each in view.finished
            ),
            *([self._citizenship_row(locale)] if view.asks_citizenship else []),
            [button(voice.label("days_change"), Tap.DEADLINES, locale, DAYS)],
        ]
        if view.stay.is_asked:
            rows.append([button(voice.label("remind_settings"), Tap.REMIND, locale)])
        return messages(_apart(parts), keyboard(rows))

    def deadline(self, deadline: Deadline, locale: str) -> list[Call]:
        """One last day, with who says so and what one can do now."""
        words = self._deadline_words(locale, deadline.today)
        runs = [words.one(deadline), self._source_of(deadline, locale)]
        back = [button(self.voice(locale).label("deadlines_back"), Tap.DEADLINES, locale)]
        return messages(_apart(runs), keyboard([*self._what_next(deadline, locale), back]))

    def reminder(self, deadline: Deadline, person: Person) -> list[Call]:
        """Calls a last day to mind, in the person's language."""
        locale = home_locale(person, self.kb)
        words = self._deadline_words(locale, deadline.today)
        settings = [button(self.voice(locale).label("remind_settings"), Tap.REMIND, locale)]
        rows = [*self._what_next(deadline, locale), settings]
        return messages(words.reminder(deadline), keyboard(rows))

    def days(self, stay: Stay, locale: str) -> list[Call]:
        """All days, to change and delete."""
        voice = self.voice(locale)
        lines = [run for each in Milestone for run in (LINE, *self.day_line(each, stay, locale))]
        rows = in_rows([self._day_button(each, locale) for each in Milestone], 1)
        back = [button(voice.label("deadlines_back"), Tap.DEADLINES, locale)]
        return messages([*voice.say("days_head"), LINE, *lines], keyboard([*rows, back]))

    def ask_day(
        self, milestone: Milestone, stay: Stay, locale: str, head: list[Run] | None = None
    ) -> list[Call]:
        """Asks for one day, with why; it can be skipped, or deleted."""
        voice = self.voice(locale)
        said = [*self.day_line(milestone, stay, locale), LINE, *voice.say(f"why_{milestone}")]
        code, rows = CODES[milestone], []
        if milestone in stay.dates:
            label = voice.label("profile_delete_one")
            rows.append([button(label, Tap.DAY, locale, code, DELETE)])
        if stay.is_asking:
            skip = button(voice.label("profile_skip"), Tap.DAY, locale, code, SKIP)
            rows += [[skip], [button(voice.label("days_enough"), Tap.DEADLINES, locale, ENOUGH)]]
        else:
            rows.append([button(voice.label("days_back"), Tap.DEADLINES, locale, DAYS)])
        return messages(_apart([head, said, voice.say("profile_day")]), keyboard(rows))

    def day_line(self, milestone: Milestone, stay: Stay, locale: str) -> list[Run]:
        """One day by its name, and whether it is known."""
        voice, day = self.voice(locale), stay.dates.get(milestone)
        name = voice.label(f"milestone_{milestone}")
        value = voice.words.full_date(day) if day else voice.label("profile_unknown")
        said = voice.say("profile_line", trait=voice.words.capitalised(name))
        return [*said, *voice.directed([Run(f" {value}")])]

    def day_kept(self, told: Told, locale: str) -> list[Run]:
        """How a day was understood."""
        voice = self.voice(locale)
        name = voice.words.capitalised(voice.label(f"milestone_{told.milestone}"))
        return voice.say("day_kept", milestone=name, date=voice.words.full_date(told.day))

    def day_doubted(self, told: Told, doubt: Doubt, locale: str) -> list[Call]:
        """Asks once more; what can't be meant at all can't be confirmed."""
        voice = self.voice(locale)
        skip = button(voice.label("profile_skip"), Tap.DAY, locale, CODES[told.milestone], SKIP)
        if doubt is Doubt.TOO_FAR:
            return messages(voice.say("day_unlikely"), keyboard([[skip]]))
        day = voice.words.full_date(told.day)
        label = voice.label("doubt_yes", date=voice.words.date(told.day))
        where = (locale, CODES[told.milestone], told.day.isoformat())
        rows = [[button(label, Tap.DAY, *where)], [skip]]
        return messages(voice.say(f"doubt_{doubt}", date=day), keyboard(rows))

    def which_day(self, milestone: Milestone, days: Sequence[date], locale: str) -> list[Call]:
        """What was typed may mean several days."""
        voice, code = self.voice(locale), CODES[milestone]
        rows = [
            [button(voice.words.date(day), Tap.DAY, locale, code, day.isoformat())] for day in days
        ]
        rows.append([button(voice.label("profile_skip"), Tap.DAY, locale, code, SKIP)])
        return messages(voice.say("profile_which"), keyboard(rows))

    def day_not_read(self, milestone: Milestone, locale: str) -> list[Call]:
        """What was typed is no day."""
        voice = self.voice(locale)
        skip = button(voice.label("profile_skip"), Tap.DAY, locale, CODES[milestone], SKIP)
        return messages(voice.say("day_not_read"), keyboard([[skip]]))

    def reminders(self, stay: Stay, now: datetime, locale: str) -> list[Call]:
        """Whether somebody is reminded, and the choice."""
        voice = self.voice(locale)
        if stay.is_stopped:
            runs, wanted = voice.say("remind_is_off"), [YES]
        elif stay.paused_until and stay.is_quiet(now):
            zone = self.kb.registry.hours.timezone
            until = voice.words.moment(stay.paused_until, zone)
            runs, wanted = voice.say("remind_is_paused", moment=until), [YES, STOP]
        else:
            runs, wanted = voice.say("remind_is_on"), [WEEK, MONTH, STOP]
        rows = [[self._remind_button(each, locale)] for each in wanted]
        back = [button(voice.label("deadlines_back"), Tap.DEADLINES, locale)]
        return messages(runs, keyboard([*rows, back]))

    def stopped(self, locale: str) -> list[Call]:
        """Nothing unasked any more, and how to have it again."""
        return messages(self.voice(locale).say("all_stopped"))

    def work_out_row(self, entry_id: str, locale: str, today: date) -> Row:
        """Below an answer that is about a last day: leads to one's own."""
        if not self.can_work_out(entry_id, today):
            return []
        return [button(self.voice(locale).label("work_out"), Tap.DEADLINES, locale, NEW)]

    def can_work_out(self, entry_id: str, today: date) -> bool:
        """Whether an answer is about a last day whose term is known."""
        return can_be_worked_out(entry_id, self.kb.basis, today)

    def _citizenship_row(self, locale: str) -> Row:
        """Leads to the profile, where it is told and deleted."""
        label = self.voice(locale).label("trait_citizenship")
        return [button(f"🌍 {label}", Tap.TRAIT, locale, CITIZENSHIP)]

    def _one(self, deadline: Deadline, words: DeadlineWords, locale: str) -> dict[str, str]:
        return button(words.title(deadline), Tap.DEADLINE, locale, deadline.rule)

    def _what_next(self, deadline: Deadline, locale: str) -> list[Row]:
        voice, rows = self.voice(locale), []
        if deadline.due:
            calendar = button(
                voice.label("add_to_calendar"), Tap.DAY_CALENDAR, locale, deadline.rule
            )
            done = self._done_button(deadline, voice.label("deadline_done"), locale)
            rows.append([done] if deadline.is_over else [done, calendar])
        rows.append([button(voice.label("what_to_do"), Tap.ENTRY, locale, deadline.entry)])
        return rows

    def _done_button(self, deadline: Deadline, label: str, locale: str) -> dict[str, str]:
        day = deadline.due.isoformat() if deadline.due else ""
        return button(label, Tap.DONE, locale, deadline.rule, day)

    def _day_button(self, milestone: Milestone, locale: str) -> dict[str, str]:
        voice = self.voice(locale)
        name = voice.words.capitalised(voice.label(f"milestone_{milestone}"))
        return button(name, Tap.DAY, locale, CODES[milestone])

    def _remind_row(self, locale: str) -> Row:
        return [self._remind_button(YES, locale), self._remind_button(NO, locale)]

    def _remind_button(self, wanted: str, locale: str) -> dict[str, str]:
        names = {
            YES: "remind_yes",
            NO: "remind_no",
            WEEK: "remind_week",
            MONTH: "remind_month",
            STOP: "remind_stop",
        }
        return button(self.voice(locale).label(names[wanted]), Tap.REMIND, locale, wanted)

    def _source_of(self, deadline: Deadline, locale: str) -> list[Run]:
        """Who says how long the term is; a day of one's own needs no source."""
        facts = [fact for name in deadline.facts if (fact := self.kb.facts.get(name))]
        lines = [
            source_line(self.voice(locale), each.source.url, each.checked_on) for each in facts
        ]
        return [run for line in lines for run in line]

    def _deadline_words(self, locale: str, today: date) -> DeadlineWords:
        return DeadlineWords(self.kb, self.voice(locale), today)


def _apart(parts: Collection[Sequence[Run] | None]) -> list[Run]:
    """With a gap between any two."""
    return [run for part in parts if part for run in (GAP, *part)][1:]


def _dated(deadlines: Sequence[Deadline]) -> list[Deadline]:
    """Those to come, then those that passed lately."""
    return [*upcoming(deadlines), *missed(deadlines)]


def _key(deadline: Deadline) -> Done:
    return deadline.rule, deadline.due or date.max
