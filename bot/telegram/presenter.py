"""Finds the words and buttons for what was decided, in the language it was decided in."""

from collections.abc import Sequence
from datetime import date

from actions.content.knowledge_base import Found
from actions.domain.decision import Courtesy, Refusal
from actions.domain.delivery import Call
from actions.domain.occasion import Occasion
from actions.domain.popularity import Popularity
from actions.domain.ticket import Ticket
from bot.telegram.answers import Shown
from bot.telegram.buttons import Tap, button, keyboard
from bot.telegram.choosing import GENERAL, choice_rows
from bot.telegram.feedback_words import FeedbackWords
from bot.telegram.menu_words import IN_MENU, Row, browse_button, in_rows
from bot.telegram.profile_words import ProfileWords
from bot.telegram.rendering.messages import GAP, messages
from bot.telegram.rendering.runs import Run
from bot.telegram.stay_words import NEW

CONTACTS = "university/contacts"
IN_AN_EMERGENCY = ("life/emergency", "migration/contacts")  # the first that there is


class Presenter(ProfileWords, FeedbackWords):
    """What students see; see `StaffPresenter` for staff."""

    def simple(self, message: str, locale: str, /, **values: object) -> list[Call]:
        """A message of the catalogue, without buttons."""
        return messages(self.voice(locale).say(message, **values))

    def welcome(self, locale: str) -> list[Call]:
        """Greets, with the choice of languages and the menu of topics."""
        voice = self.voice(locale)
        runs = [*voice.say("welcome"), GAP, *voice.say("choose_topic")]
        return messages(runs, keyboard([*self.topic_rows(locale), *self._language_rows()]))

    def languages(self, locale: str) -> list[Call]:
        """The choice of languages."""
        return messages(self.voice(locale).say("choose_language"), keyboard(self._language_rows()))

    def answer(self, found: Found, locale: str, occasion: Occasion) -> list[Call]:
        """An entry with its source and date, and what one may want to do next."""
        shown = self.shown(found, locale, occasion)
        return messages(shown.runs(), self._keyboard(shown, locale))

    def browsed(
        self, found: Found, locale: str, occasion: Occasion, popularity: Popularity
    ) -> list[Call]:
        """The same as a page of the menu: what one may do next stays inside it."""
        shown = self.shown(found, locale, occasion)
        back = self.way_back(found.entry.id, locale, popularity)
        return messages(shown.runs(), self._keyboard(shown, locale, back=back))

    def shown(self, found: Found, locale: str, occasion: Occasion) -> Shown:
        """An entry as it is shown to one person on one day."""
        own = self.voice(found.entry.locale)
        return Shown(self.kb, found, self.voice(locale), own, occasion)

    def answer_keyboard(self, found: Found, locale: str, occasion: Occasion) -> dict[str, object]:
        """What hangs below an answer once it was rated."""
        return self._keyboard(self.shown(found, locale, occasion), locale, rated=True)

    def browsed_keyboard(
        self, found: Found, locale: str, occasion: Occasion, popularity: Popularity
    ) -> dict[str, object]:
        """The same inside the menu."""
        back = self.way_back(found.entry.id, locale, popularity)
        return self._keyboard(self.shown(found, locale, occasion), locale, rated=True, back=back)

    def _keyboard(
        self, shown: Shown, locale: str, *, rated: bool = False, back: Row | None = None
    ) -> dict[str, object]:
        """Whom it applies to, thumbs, related questions, a person; who comes first if in doubt.

        `back`: the way back, if it is part of the menu.
        """
        where = (locale, shown.entry.id, *((IN_MENU,) if back else ()))
        thumbs = [button("👍", Tap.HELPFUL, *where), button("👎", Tap.NOT_HELPFUL, *where)]
        rows = self._case_rows(shown, locale, *where[2:])
        related = (self.kb.find(other, locale) for other in shown.entry.related)
        link = browse_button if back else _entry_button
        rows.append(self.work_out_row(shown.entry.id, locale, shown.occasion.today))
        rows.append(self._almanac_row(shown, locale))
        rows += [[] if rated else thumbs]
        rows += [[link(each, locale)] for each in related if each]
        person = [self._person_button(locale)]
        rows = [person, *rows] if shown.filled.is_withheld else [*rows, person]
        return dict(keyboard([*rows, back or []]))

    def _almanac_row(self, shown: Shown, locale: str) -> Row:
        """Leads from answers about exchange or events to those that are known."""
        today, label = shown.occasion.today, self.voice(locale).label
        if shown.entry.topic == "exchange" and self.has_partners(today):
            return [button(label("partners_browse"), Tap.PARTNERS, locale, "", NEW)]
        if shown.entry.topic == "events" and self.has_events(today):
            return [button(label("events_browse"), Tap.EVENTS, locale, "", NEW)]
        return []

    def _case_rows(self, shown: Shown, locale: str, *menu: str) -> list[Row]:
        """What would change the answer, and a way back to the general one."""
        entry_id = shown.entry.id
        rows = choice_rows(shown.choices, self._phrasebook[locale], entry_id, locale, *menu)
        if not shown.chosen_for.is_unknown:
            label = self.voice(locale).label("not_my_case")
            rows.append([button(label, Tap.CASE, locale, entry_id, GENERAL, *menu)])
        return rows

    def clarify(self, found: Sequence[Found], locale: str) -> list[Call]:
        """Asks which of a few questions is meant."""
        return self._offer("did_you_mean", found, locale)

    def perhaps_asked(self, found: Sequence[Found], locale: str) -> list[Call]:
        """Offers, below an answer, what another part of the message may ask, if one does."""
        return self._offer("perhaps_asked", found, locale) if found else []

    def _offer(self, message: str, found: Sequence[Found], locale: str) -> list[Call]:
        voice = self.voice(locale)
        rows = [[_entry_button(each, locale)] for each in found]
        none = [button(voice.label("none_of_these"), Tap.NONE)]
        return messages(voice.say(message), keyboard([*rows, none]))

    def courtesy(self, courtesy: Courtesy, locale: str) -> list[Call]:
        """Returns a courtesy; a greeting shows the topics as well."""
        rows = self.topic_rows(locale) if courtesy is Courtesy.GREETING else []
        return messages(self.voice(locale).say(courtesy), keyboard(rows) if rows else None)

    def declined(self, refusal: Refusal, locale: str) -> list[Call]:
        """Declines kindly."""
        return self.with_person(f"declined_{refusal}", locale)

    def unspoken(self, language: str, locale: str) -> list[Call]:
        """They write a language that we don't speak: in which one they are answered."""
        name = self._phrasebook[locale].language(language)
        return self.simple("unspoken_note", locale, language=name)

    def unsupported(self, locale: str) -> list[Call]:
        """Only text can be read."""
        return self.with_person("unsupported", locale)

    def failed(self, ticket: Ticket) -> list[Call]:
        """Something went wrong here, and somebody of the office will reply."""
        return self.simple("failed", ticket.locale, number=ticket.id)

    def unavailable(self, locale: str) -> list[Call]:
        """The model is silent: topics and a person are not."""
        rows = [*self.topic_rows(locale), [self._person_button(locale)]]
        return messages(self.voice(locale).say("unavailable"), keyboard(rows))

    def with_person(self, message: str, locale: str) -> list[Call]:
        """A message of the catalogue with the button that asks a person."""
        row = [self._person_button(locale)]
        return messages(self.voice(locale).say(message), keyboard([row]))

    def in_an_emergency(self, locale: str, today: date) -> list[Call]:
        """Whom to call at once, from the approved entry."""
        entries = (self.kb.find(entry_id, locale) for entry_id in IN_AN_EMERGENCY)
        found = next(filter(None, entries), None)
        return messages(self._body(found, locale, today)) if found else []

    def office_entry(self, ticket: Ticket, found: Found, occasion: Occasion) -> list[Call]:
        """An approved answer that staff chose, signed as the office."""
        head, locale = self.head("reply_from_office", ticket), ticket.locale
        shown = self.shown(found, locale, occasion)
        below = keyboard([*self._case_rows(shown, locale), [self.write_button(locale)]])
        return messages([*head, GAP, *shown.unrated()], below)

    def banned(self, locale: str, today: date) -> list[Call]:
        """Nobody answers this person here; whom to turn to all the same, and what still works."""
        return messages(self._banned(locale, today))

    def welcome_banned(self, locale: str, today: date) -> list[Call]:
        """The same to somebody who begins, with the ways that are open to them."""
        ways = [*self.topic_rows(locale), *self._language_rows()]
        return messages(self._banned(locale, today), keyboard(ways))

    def _banned(self, locale: str, today: date) -> list[Run]:
        runs = self.voice(locale).say("banned")
        if found := self.kb.find(CONTACTS, locale):
            runs = [*runs, GAP, *self._body(found, locale, today)]
        return [*runs, GAP, *self.voice(locale).say("banned_can")]

    def left_with_contact(self, ticket: Ticket, today: date) -> list[Call]:
        """Tells the person whom to write to, since nobody is on duty here."""
        runs = self.voice(ticket.locale).say("contact_instead", number=ticket.id)
        if found := self.kb.find(CONTACTS, ticket.locale):
            runs = [*runs, GAP, *self._body(found, ticket.locale, today)]
        return messages(runs)

    def contact(self, found: Found, locale: str, today: date) -> list[Call]:
        """An entry's bare answer, for those whom nobody else can help."""
        body = self._body(found, locale, today)
        return messages([*self.voice(locale).say("contact_only"), GAP, *body])

    def _body(self, found: Found, locale: str, today: date) -> list[Run]:
        return self.shown(found, locale, Occasion(today)).body

    def _person_button(self, locale: str) -> dict[str, str]:
        return button(self.voice(locale).label("ask_person"), Tap.PERSON)

    def _language_rows(self) -> list[Row]:
        buttons = [button(each.name, Tap.LANGUAGE, code) for code, each in self.kb.locales.items()]
        return in_rows(buttons, 3)


def _entry_button(found: Found, locale: str) -> dict[str, str]:
    return button(found.title, Tap.ENTRY, locale, found.entry.id)
