"""Hears taps on buttons; every tap is answered, also that on a button of last year."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta

from telegram import CallbackQuery, MaybeInaccessibleMessage, Message, Update

from actions.answering import Answering, Considered, Question
from actions.complaining import Complaining
from actions.content.knowledge_base import Found
from actions.conversing import FOR_STAFF, Effect
from actions.domain.decision import HandOff, Reason
from actions.domain.delivery import Call, Priority
from actions.domain.exchange import Exchange, Outcome
from actions.domain.feedback import Complaint, Feedback
from actions.domain.locale_choice import best_match, served_locales
from actions.domain.occasion import Occasion
from actions.domain.person import Awaiting, Person
from actions.domain.turn import Speaker, Turn
from actions.handing_off import HandingOff, Handoff
from actions.outbox import Outbox
from actions.ports import Work, Workroom
from bot.telegram.buttons import Tap, Tapped
from bot.telegram.choosing import after_tap
from bot.telegram.handlers.menu import Menu
from bot.telegram.handlers.touch import Reaction, Touch, show_in_place
from bot.telegram.menu_words import IN_MENU
from bot.telegram.people import person_of
from bot.telegram.presenter import Presenter

SAME_TAP = timedelta(seconds=5)
TURNS = 20  # lines in which the last question is looked for


class TapHandlers:
    """One reaction for each verb."""

    def __init__(
        self,
        presenter: Presenter,
        handing_off: HandingOff,
        answering: Answering,
        workroom: Workroom,
        menu: Menu,
        *,
        complaining: Complaining,
        more: Mapping[Tap, Reaction] | None = None,
    ) -> None:
        self._presenter, self._handing_off = presenter, handing_off
        self._answering, self._workroom, self._menu = answering, workroom, menu
        self._complaining = complaining
        self._reactions: dict[Tap, Reaction] = {
            Tap.ENTRY: self.on_entry,
            Tap.CASE: self.on_case,
            Tap.HELPFUL: self.on_helpful,
            Tap.NOT_HELPFUL: self.on_not_helpful,
            Tap.NONE: self.on_none,
            Tap.PERSON: self.on_person,
            Tap.LANGUAGE: self.on_language,
            Tap.WRITE: self.on_write,
            **menu.reactions,
            **(more or {}),
        }

    async def on_tap(self, update: Update) -> Effect:
        """React, and stop the button from spinning."""
        query = update.callback_query
        if query is None:
            raise ValueError(f"update {update.update_id} is no tap")
        considered = await self._consider(query)

        async def effect(outbox: Outbox) -> None:
            person = person_of(query.from_user)
            person = person.remembering(await outbox.work.people.get(person.id))
            toast = await self._react(query, person, outbox, considered)
            await self._stop_spinning(query, person, toast, outbox)

        return effect

    async def _consider(self, query: CallbackQuery) -> Considered | None:
        """The question that is passed on, if this tap asks for a person, or may lead to one."""
        tapped = Tapped.read(query.data)
        if tapped is None or tapped.verb not in (Tap.PERSON, Tap.NONE, Tap.NOT_HELPFUL):
            return None
        async with self._workroom() as work:
            question = await _last_question(query.from_user.id, work)
            complained = await work.complaints.last_of(query.from_user.id)
        if not question or (tapped.verb is Tap.NOT_HELPFUL and not complained):
            return None
        return await self._answering.consider(Question(question))

    async def _react(
        self,
        query: CallbackQuery,
        person: Person,
        outbox: Outbox,
        considered: Considered | None,
    ) -> str | None:
        tapped = Tapped.read(query.data)
        in_private = query.message is not None and query.message.chat.id == person.id
        if tapped is None or not in_private or not isinstance(tapped.verb, Tap):
            return "too_old"
        await outbox.work.people.save(person)
        message_id = query.message.message_id if query.message else None
        locale = self._locale(tapped, person)
        offered = offered_on(query.message)
        touch = Touch(tapped, person, query.id, message_id, locale, considered, offered)
        return await self._reactions[tapped.verb](touch, outbox)

    async def _stop_spinning(
        self, query: CallbackQuery, person: Person, toast: str | None, outbox: Outbox
    ) -> None:
        params = {"callback_query_id": query.id}
        if toast:
            locale = best_match(person.prior_locale, self._presenter.kb.locales)
            params["text"] = self._presenter.voice(locale or self._default).label(toast)
        await outbox.post(person.id, [Call("answer_callback_query", params)], Priority.BUTTON)

    async def on_entry(self, touch: Touch, outbox: Outbox) -> str | None:
        """Show an entry."""
        found, person = self._found(touch), touch.person
        if found is None:
            return "too_old"
        is_there = await _was_just_shown(outbox, person.id, found.entry.id)
        if not (is_there and person.last_locale == touch.locale):
            await self._show(found, touch, person, outbox)
        return None

    async def on_case(self, touch: Touch, outbox: Outbox) -> str | None:
        """Remember what applies to the person, and show the entry for it."""
        found, person = self._found(touch), touch.person
        if found is None:
            return "too_old"
        code, kb = touch.tapped.argument(2), self._presenter.kb
        person = person.being(after_tap(code, person.circumstances, found.entry, kb))
        if touch.tapped.argument(3) == IN_MENU:
            calls = await self._menu.opened(found, person, touch.locale, outbox)
            await show_in_place(touch, calls, outbox)
        else:
            await self._show(found, touch, person, outbox)
        return None

    async def _show(self, found: Found, touch: Touch, person: Person, outbox: Outbox) -> None:
        person = replace(person, last_locale=touch.locale)
        await outbox.work.people.save(person)
        shown, now = found.entry.id, outbox.now
        await outbox.work.turns.add(Turn(person.id, Speaker.ASSISTANT, shown, now))
        chosen = Exchange(person.id, now, touch.locale, Outcome.CHOSEN, (shown,))
        await outbox.work.records.add(chosen)
        occasion = Occasion(outbox.now.date(), person.circumstances)
        await outbox.post(person.id, self._presenter.answer(found, touch.locale, occasion))

    async def on_helpful(self, touch: Touch, outbox: Outbox) -> str | None:
        """Remember that an answer helped."""
        return await self._rate(touch, outbox, helpful=True)

    async def on_not_helpful(self, touch: Touch, outbox: Outbox) -> str | None:
        """Remember that it did not, and ask what was missing; the second time, a person helps."""
        found, message_id = self._found(touch), touch.message_id
        if found is None or message_id is None:
            return "too_old"
        toast = await self._rate(touch, outbox, helpful=False)
        person, entry_id = touch.person, found.entry.id
        complaint = Complaint(person.id, message_id, entry_id, touch.locale, outbox.now)
        is_second = await self._complaining.begin(outbox.work, complaint)
        if is_second and await _last_question(person.id, outbox.work):
            topic = entry_id.partition("/")[0]
            await self._hand_off(touch, outbox, HandOff(Reason.NOT_HELPFUL, topic), (entry_id,))
        else:
            asked = self._presenter.what_was_missing(touch.locale, message_id)
            await outbox.post(person.id, asked)
        return toast

    async def on_none(self, touch: Touch, outbox: Outbox) -> str | None:
        """None of those offered: a person takes over."""
        await self._remove_buttons(touch, outbox)
        return await self._hand_off(touch, outbox, HandOff(Reason.UNSURE), touch.offered)

    async def on_person(self, touch: Touch, outbox: Outbox) -> str | None:
        """A person takes over."""
        return await self._hand_off(touch, outbox, FOR_STAFF)

    async def on_language(self, touch: Touch, outbox: Outbox) -> str | None:
        """Speak it from now on."""
        locale = touch.tapped.argument(0)
        if locale not in self._presenter.kb.locales:
            return "too_old"
        person = replace(touch.person, chosen_locale=locale, last_locale=locale)
        await outbox.work.people.save(person)
        chosen = self._presenter.simple("language_chosen", locale)
        await outbox.post(person.id, [*chosen, *self._presenter.topics(locale)])
        return None

    async def on_write(self, touch: Touch, outbox: Outbox) -> str | None:
        """The next message goes to staff, whatever it says."""
        if touch.person.banned_at is not None:
            banned = self._presenter.banned(touch.locale, outbox.now.date())
            await outbox.post(touch.person.id, banned)
            return None
        person = replace(touch.person, awaiting=Awaiting.FOR_STAFF)
        await outbox.work.people.save(person)
        await outbox.post(person.id, self._presenter.simple("write_now", touch.locale))
        return None

    async def _hand_off(
        self, touch: Touch, outbox: Outbox, why: HandOff, refused: tuple[str, ...] = ()
    ) -> str | None:
        """A person takes over; `refused`: entries that did not help."""
        question = await _last_question(touch.person.id, outbox.work)
        if not question or touch.person.banned_at is not None:
            return await self.on_write(touch, outbox)
        handoff = Handoff(touch.person, question, touch.locale, why, refused=refused)
        if touch.considered:
            found, ranking = touch.considered.candidates, touch.considered.ranking
            handoff = replace(handoff, suggested=found, ranking=ranking)
        ticket = await self._handing_off.open(outbox, handoff)
        passed = Exchange(
            touch.person.id, outbox.now, touch.locale, Outcome.PASSED_ON, ticket_id=ticket.id
        )
        await outbox.work.records.add(passed)
        return None

    async def _rate(self, touch: Touch, outbox: Outbox, *, helpful: bool) -> str:
        found = self._found(touch)
        if found is None:
            return "too_old"
        feedback = Feedback(touch.person.id, found.entry.id, touch.locale, helpful, outbox.now)
        await outbox.work.feedback.add(feedback)
        occasion = Occasion(outbox.now.date(), touch.person.circumstances)
        if touch.tapped.argument(2) == IN_MENU:
            rest = await self._menu.rated_keyboard(found, touch.locale, occasion, outbox)
        else:
            rest = self._presenter.answer_keyboard(found, touch.locale, occasion)
        await self._change_buttons(touch, outbox, rest)
        return "feedback_thanks"

    async def _remove_buttons(self, touch: Touch, outbox: Outbox) -> None:
        await self._change_buttons(touch, outbox, None)

    async def _change_buttons(
        self, touch: Touch, outbox: Outbox, rest: dict[str, object] | None
    ) -> None:
        if touch.message_id is not None:
            params = {"message_id": touch.message_id, "reply_markup": rest}
            change = Call("edit_message_reply_markup", params)
            await outbox.post(touch.person.id, [change], Priority.MENU)

    def _found(self, touch: Touch) -> Found | None:
        """The entry that a button names."""
        kb = self._presenter.kb
        others = served_locales(touch.person.known_locales, kb.locales)
        return kb.find(touch.tapped.argument(1), touch.locale, *others)

    def _locale(self, tapped: Tapped, person: Person) -> str:
        """The language of the button, if it names one; else the person's."""
        locales = self._presenter.kb.locales
        named = tapped.argument(0)
        if named in locales:
            return named
        return best_match(person.prior_locale, locales) or self._default

    @property
    def _default(self) -> str:
        return self._presenter.kb.default_locale


def offered_on(message: MaybeInaccessibleMessage | None) -> tuple[str, ...]:
    """The entries that the buttons of a message lead to; none, if Telegram shows it no more."""
    board = message.reply_markup if isinstance(message, Message) else None
    rows = board.inline_keyboard if board else ()
    said = (Tapped.read(str(each.callback_data or "")) for row in rows for each in row)
    return tuple(tapped.argument(1) for tapped in said if tapped and tapped.verb is Tap.ENTRY)


async def _last_question(person_id: int, work: Work) -> str:
    turns = await work.turns.last(person_id, TURNS)
    asked = [turn.text for turn in turns if turn.speaker is Speaker.PERSON]
    return asked[-1] if asked else ""


async def _was_just_shown(outbox: Outbox, person_id: int, entry_id: str) -> bool:
    """Whether it stands right above: somebody tapped twice, or many times."""
    turns = await outbox.work.turns.last(person_id, 1)
    return any(
        turn.speaker is Speaker.ASSISTANT
        and turn.text == entry_id
        and outbox.now - turn.said_at < SAME_TAP
        for turn in turns
    )
