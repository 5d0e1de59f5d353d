"""Hears of people's own days, shows the last days that follow, and minds how to remind of them."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta

from telegram import Update
from telegram.ext import CommandHandler

from actions.content.circumstances import NOTHING_KNOWN, Circumstances
from actions.content.deadline_rules import Milestone
from actions.conversing import Effect, Taker
from actions.domain.deadline import Deadline, depends_on_citizenship, is_plausible
from actions.domain.delivery import Call
from actions.domain.own_days import Told, doubt_about, lies_behind
from actions.domain.person import Awaiting, Person
from actions.domain.stay import Stay
from actions.outbox import Outbox
from actions.ports import Clock
from actions.staying import Staying
from bot.calendars import CalendarEntry, calendar_file
from bot.days import DayReader, Toward
from bot.telegram.app import PRIVATE, App
from bot.telegram.buttons import Tap
from bot.telegram.calendar_files import calendar_call
from bot.telegram.deadline_words import DeadlineWords
from bot.telegram.handlers.touch import Reaction, Touch, show_in_place
from bot.telegram.people import home_locale, who_commands
from bot.telegram.presenter import Presenter
from bot.telegram.rendering.runs import Run
from bot.telegram.stay_words import (
    DAYS,
    DELETE,
    ENOUGH,
    MILESTONES,
    MONTH,
    NEW,
    NO,
    SKIP,
    STOP,
    WEEK,
    YES,
    DeadlineView,
)
from bot.telegram.unit import Units

STAY_COMMANDS = ("deadlines", "pause", "resume")
PAUSES = {WEEK: timedelta(days=7), MONTH: timedelta(days=30)}


class StayHandlers:
    """`/deadlines`, `/pause`, `/resume`, the taps below them, and typed days."""

    def __init__(
        self, presenter: Presenter, staying: Staying, reader: DayReader, clock: Clock
    ) -> None:
        self._presenter, self._staying = presenter, staying
        self._reader, self._clock = reader, clock

    @property
    def reactions(self) -> Mapping[Tap, Reaction]:
        """To taps."""
        return {
            Tap.DEADLINES: self.on_deadlines_tap,
            Tap.DEADLINE: self.on_deadline,
            Tap.DAY: self.on_day,
            Tap.DONE: self.on_done,
            Tap.DAY_CALENDAR: self.on_calendar,
            Tap.REMIND: self.on_remind,
        }

    @property
    def takers(self) -> Mapping[Awaiting, Taker]:
        """Of what is typed."""
        return {Awaiting(each.value): DayTaker(self, each) for each in Milestone}

    def register(self, app: App, units: Units) -> None:
        """Hear the commands in private chats."""
        for command in STAY_COMMANDS:
            handle = getattr(self, f"on_{command}")
            app.add_handler(CommandHandler(command, units.callback(handle), filters=PRIVATE))

    async def on_deadlines(self, update: Update) -> Effect:
        """Ask for what is missing, one day after the other; then show what follows."""

        async def effect(outbox: Outbox) -> None:
            person, stay = await self._known(update, outbox)
            calls = await self._next(replace(stay, is_asking=True), person, outbox)
            await outbox.post(person.id, calls)

        return effect

    async def on_pause(self, update: Update) -> Effect:
        """Ask for how long."""

        async def effect(outbox: Outbox) -> None:
            person, stay = await self._known(update, outbox)
            calls = self._presenter.reminders(stay, outbox.now, self.locale(person))
            await outbox.post(person.id, calls)

        return effect

    async def on_resume(self, update: Update) -> Effect:
        """Reminders from now on."""
        return self._reminding(update, YES)

    async def on_deadlines_tap(self, touch: Touch, outbox: Outbox) -> str | None:
        """Show the list, or the days that it follows from; or begin, below an answer."""
        stay, wanted = (
            await self._staying.of(outbox.work, touch.person.id),
            touch.tapped.argument(1),
        )
        person = replace(touch.person, awaiting=Awaiting.QUESTION)
        if wanted == NEW:
            calls = await self._next(replace(stay, is_asking=True), person, outbox)
            await outbox.post(person.id, calls)
            return None
        if wanted not in ("", ENOUGH, DAYS):
            return "too_old"
        stay = replace(stay, is_asking=False)
        if wanted == DAYS:
            await self._keep(stay, person, outbox)
            await show_in_place(touch, self._presenter.days(stay, touch.locale), outbox)
            return None
        calls = await self._next(stay, person, outbox, locale=touch.locale)
        await show_in_place(touch, calls, outbox)
        return None

    async def on_deadline(self, touch: Touch, outbox: Outbox) -> str | None:
        """Show one last day, with its source and what can be done."""
        found = await self._find(touch, outbox)
        if found is None or not found.is_confirmed:
            return "too_old"
        await show_in_place(touch, self._presenter.deadline(found, touch.locale), outbox)
        return None

    async def on_day(self, touch: Touch, outbox: Outbox) -> str | None:
        """Ask for a day, keep it, skip it or delete it."""
        milestone, said = MILESTONES.get(touch.tapped.argument(1)), touch.tapped.argument(2)
        if milestone is None:
            return "too_old"
        stay = await self._staying.of(outbox.work, touch.person.id)
        if not said:
            person = replace(touch.person, awaiting=Awaiting(milestone.value))
            await self._keep(stay, person, outbox)
            await show_in_place(
                touch, self._presenter.ask_day(milestone, stay, touch.locale), outbox
            )
            return None
        changed = _changed(stay, milestone, said, outbox)
        if changed is None:
            return "too_old"
        person = replace(touch.person, awaiting=Awaiting.QUESTION)
        if said == DELETE:
            await self._keep(changed, person, outbox)
            await show_in_place(touch, self._presenter.days(changed, touch.locale), outbox)
            return "profile_deleted"
        calls = await self._next(changed, person, outbox, locale=touch.locale)
        await show_in_place(touch, calls, outbox)
        return None if said == SKIP else "profile_saved"

    async def on_done(self, touch: Touch, outbox: Outbox) -> str | None:
        """It is done, and nobody speaks of it any more; or it is not, after all."""
        found = await self._find(touch, outbox)
        if found is None or found.due is None or found.due.isoformat() != touch.tapped.argument(2):
            return "too_old"
        stay, key = await self._staying.of(outbox.work, touch.person.id), (found.rule, found.due)
        was_done = key in stay.done
        stay = stay.not_having_done(key) if was_done else stay.having_done(found)
        calls = await self._next(stay, touch.person, outbox, locale=touch.locale)
        await show_in_place(touch, calls, outbox)
        return "deadline_undone" if was_done else "deadline_done_toast"

    async def on_calendar(self, touch: Touch, outbox: Outbox) -> str | None:
        """A last day as a file for a calendar."""
        found = await self._find(touch, outbox)
        entry = self._calendar_entry(found, touch.locale) if found else None
        if entry is None:
            return "too_old"
        content = calendar_file(entry, self._staying.zone, outbox.now)
        caption = self._presenter.voice(touch.locale).label("calendar_caption")
        await outbox.post(touch.person.id, [calendar_call(entry, content, caption)])
        return None

    async def on_remind(self, touch: Touch, outbox: Outbox) -> str | None:
        """Remind, or pause, or stop; without a wish, show what is chosen."""
        stay, wanted = (
            await self._staying.of(outbox.work, touch.person.id),
            touch.tapped.argument(1),
        )
        changed = _wishing(stay, wanted, outbox) if wanted else stay
        if changed is None:
            return "too_old"
        await self._keep(changed, touch.person, outbox)
        if wanted in (YES, NO) and not stay.is_asked:
            calls = await self._next(changed, touch.person, outbox, locale=touch.locale)
        else:
            calls = self._presenter.reminders(changed, outbox.now, touch.locale)
        await show_in_place(touch, calls, outbox)
        return {YES: "remind_on", STOP: "remind_off"}.get(wanted)

    def meant(self, milestone: Milestone, text: str) -> list[date]:
        """The day that somebody typed; two where people read it in two ways."""
        toward = Toward.PAST if lies_behind(milestone) else Toward.FUTURE
        today = self._staying.today(self._clock())
        day, other = self._reader.day(text, today, toward), self._reader.other(text)
        if day is None:
            return []
        is_clear = other is None or other == day or not is_plausible(other, today)
        return [day] if is_clear or other is None else sorted((day, other))

    def asked_back(self, person: Person, milestone: Milestone, days: list[date]) -> Effect:
        """It may mean several days."""

        async def effect(outbox: Outbox) -> None:
            await outbox.work.people.save(person)
            calls = self._presenter.which_day(milestone, days, self.locale(person))
            await outbox.post(person.id, calls)

        return effect

    def taken(self, person: Person, told: Told) -> Effect:
        """Keep a day; ask back where it is odd."""

        async def effect(outbox: Outbox) -> None:
            stay = await self._staying.of(outbox.work, person.id)
            today, locale = self._staying.today(outbox.now), self.locale(person)
            if doubt := doubt_about(told, stay.dates, today):
                await outbox.work.people.save(person)
                await outbox.post(person.id, self._presenter.day_doubted(told, doubt, locale))
                return
            stay = stay.telling(told.milestone, told.day, outbox.now)
            head = self._presenter.day_kept(told, locale)
            free = replace(person, awaiting=Awaiting.QUESTION)
            await outbox.post(person.id, await self._next(stay, free, outbox, head=head))

        return effect

    def not_read(self, person: Person, milestone: Milestone) -> Effect:
        """What was typed is no day."""

        async def effect(outbox: Outbox) -> None:
            await outbox.work.people.save(person)
            calls = self._presenter.day_not_read(milestone, self.locale(person))
            await outbox.post(person.id, calls)

        return effect

    def locale(self, person: Person) -> str:
        """The language to speak with them."""
        return home_locale(person, self._presenter.kb)

    async def _next(
        self,
        stay: Stay,
        person: Person,
        outbox: Outbox,
        *,
        head: list[Run] | None = None,
        locale: str = "",
    ) -> list[Call]:
        """The next question, if one day is asked for after the other; else the list."""
        locale = locale or self.locale(person)
        asked = self._staying.next_asked(stay, outbox.now) if stay.is_asking else None
        if asked:
            awaiting = replace(person, awaiting=Awaiting(asked.value))
            await self._keep(stay, awaiting, outbox)
            return self._presenter.ask_day(asked, stay, locale, head)
        stay = replace(stay, is_asking=False)
        await self._keep(stay, person, outbox)
        return self._presenter.deadlines(self._view(stay, person, outbox), locale, head)

    def _view(self, stay: Stay, person: Person, outbox: Outbox) -> DeadlineView:
        now, whose = outbox.now, person.circumstances
        found = self._staying.deadlines(stay, whose, now)
        wanted = self._staying.wanted(stay, now)
        basis = self._presenter.kb.basis
        is_open = whose.citizenship is None and depends_on_citizenship(found, basis)
        return DeadlineView(stay, found, wanted, now, self._staying.today(now), is_open)

    async def _keep(self, stay: Stay, person: Person, outbox: Outbox) -> None:
        await outbox.work.people.save(person)
        await self._staying.save(outbox.work, stay, person, outbox.now)

    async def _find(self, touch: Touch, outbox: Outbox) -> Deadline | None:
        """The last day that a button names, as it is today."""
        stay = await self._staying.of(outbox.work, touch.person.id)
        found = self._staying.deadlines(stay, touch.person.circumstances, outbox.now)
        rule = touch.tapped.argument(1)
        return next((each for each in found if each.rule == rule), None)

    def _calendar_entry(self, deadline: Deadline, locale: str) -> CalendarEntry | None:
        presenter = self._presenter
        words = DeadlineWords(presenter.kb, presenter.voice(locale), deadline.today)
        return words.calendar_entry(deadline)

    def _reminding(self, update: Update, wanted: str) -> Effect:
        async def effect(outbox: Outbox) -> None:
            person, stay = await self._known(update, outbox)
            changed = _wishing(stay, wanted, outbox) or stay
            await self._keep(changed, person, outbox)
            calls = self._presenter.reminders(changed, outbox.now, self.locale(person))
            await outbox.post(person.id, calls)

        return effect

    async def _known(self, update: Update, outbox: Outbox) -> tuple[Person, Stay]:
        person = await who_commands(update, outbox.work)
        return person, await self._staying.of(outbox.work, person.id)


class DayTaker:
    """Takes one typed day; implements `conversing.Taker`."""

    def __init__(self, handlers: StayHandlers, milestone: Milestone) -> None:
        self._handlers, self._milestone = handlers, milestone

    def take(
        self,
        person: Person,
        text: str,
        mentioned: Circumstances = NOTHING_KNOWN,  # noqa: ARG002 -- says nothing of a day
    ) -> Effect | None:
        """What it leads to; None if it names no day."""
        days = self._handlers.meant(self._milestone, text)
        if len(days) > 1:
            return self._handlers.asked_back(person, self._milestone, days)
        return self._handlers.taken(person, Told(self._milestone, days[0])) if days else None

    def again(self, person: Person) -> Effect:
        """It could not be understood."""
        return self._handlers.not_read(person, self._milestone)


def _changed(stay: Stay, milestone: Milestone, said: str, outbox: Outbox) -> Stay | None:
    """A stay after a tap on a day; None if the button can't be ours."""
    if said == DELETE:
        return stay.telling(milestone, None, outbox.now)
    if said == SKIP:
        return stay.skipping(milestone)
    try:
        day = date.fromisoformat(said)
    except ValueError:
        return None
    if not is_plausible(day, outbox.now.date()):
        return None
    return stay.telling(milestone, day, outbox.now)


def _wishing(stay: Stay, wanted: str, outbox: Outbox) -> Stay | None:
    """A stay after a wish about reminders; None if there is no such wish."""
    asked = replace(stay, is_asked=True)
    if wanted in PAUSES:
        return asked.paused(outbox.now + PAUSES[wanted])
    return {YES: asked.resumed(outbox.now), NO: asked.stopped(), STOP: asked.stopped()}.get(wanted)
