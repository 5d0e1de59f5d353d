"""Finds the words and buttons for what was decided, in the language it was decided in."""

from collections.abc import Sequence
from datetime import date
from urllib.parse import urlsplit

from actions.content.entry import Entry
from actions.content.knowledge_base import Found
from actions.domain.decision import Courtesy, Refusal
from actions.domain.delivery import Call
from actions.domain.ticket import Ticket
from bot.telegram.buttons import Tap, button, keyboard
from bot.telegram.privacy_words import PrivacyWords
from bot.telegram.rendering.markdown import to_runs
from bot.telegram.rendering.messages import GAP, Voice, messages
from bot.telegram.rendering.runs import Run, link_tag

CONTACTS = "university/contacts"
IN_AN_EMERGENCY = "migration/contacts"


class Presenter(PrivacyWords):
    """What students see; see `StaffPresenter` for staff."""

    def simple(self, message: str, locale: str, /, **values: object) -> list[Call]:
        """A message of the catalogue, without buttons."""
        return messages(self.voice(locale).say(message, **values))

    def welcome(self, locale: str) -> list[Call]:
        """Greets, with the choice of languages and the menu of topics."""
        voice = self.voice(locale)
        runs = [*voice.say("welcome"), GAP, *voice.say("choose_topic")]
        return messages(runs, keyboard([*self._topic_rows(locale), *self._language_rows()]))

    def languages(self, locale: str) -> list[Call]:
        """The choice of languages."""
        return messages(self.voice(locale).say("choose_language"), keyboard(self._language_rows()))

    def topics(self, locale: str) -> list[Call]:
        """The menu of topics."""
        return messages(self.voice(locale).say("choose_topic"), keyboard(self._topic_rows(locale)))

    def topic(self, topic_id: str, locale: str) -> list[Call]:
        """A topic's entries, as buttons."""
        voice, topic = self.voice(locale), self.kb.topic(topic_id)
        name = topic.name(locale, self.kb.default_locale) if topic else topic_id
        rows = [[_entry_button(found, locale)] for found in self.kb.entries_of(topic_id, locale)]
        back = [button(voice.label("all_topics"), Tap.TOPICS, locale)]
        return messages(voice.say("choose_entry", topic=name), keyboard([*rows, back]))

    def answer(self, found: Found, locale: str, today: date) -> list[Call]:
        """An entry with its source and date, and what one may want to do next."""
        return messages(self.answer_runs(found, locale, today), self.answer_keyboard(found, locale))

    def answer_runs(self, found: Found, locale: str, today: date) -> list[Run]:
        """What an answer says, and whether it helped."""
        helped = self.voice(locale).say("was_helpful")
        return [*self.entry_runs(found, locale, today), GAP, *helped]

    def entry_runs(self, found: Found, locale: str, today: date) -> list[Run]:
        """What an entry says, with everything one must know about it."""
        voice, entry = self.voice(locale), found.entry
        runs: list[Run] = []
        if found.is_fallback:
            runs += [*self._fallback_note(entry, voice), GAP]
        if entry.valid_until and entry.has_lapsed(today):
            runs += [*voice.say("lapsed_note", date=voice.words.date(entry.valid_until)), GAP]
        runs += self.voice(entry.locale).directed(to_runs(entry.body))
        return [*runs, GAP, *_source(entry, voice)]

    def answer_keyboard(
        self, found: Found, locale: str, *, rated: bool = False
    ) -> dict[str, object]:
        """👍 👎 until rated, related questions, a person."""
        entry_id = found.entry.id
        thumbs = [
            button("👍", Tap.HELPFUL, locale, entry_id),
            button("👎", Tap.NOT_HELPFUL, locale, entry_id),
        ]
        related = (self.kb.find(other, locale) for other in found.entry.related)
        rows = [[_entry_button(other, locale)] for other in related if other]
        person = [self._person_button(locale)]
        return dict(keyboard([[] if rated else thumbs, *rows, person]))

    def clarify(self, found: Sequence[Found], locale: str) -> list[Call]:
        """Asks which of a few questions is meant."""
        voice = self.voice(locale)
        rows = [[_entry_button(each, locale)] for each in found]
        none = [button(voice.label("none_of_these"), Tap.NONE)]
        return messages(voice.say("did_you_mean"), keyboard([*rows, none]))

    def courtesy(self, courtesy: Courtesy, locale: str) -> list[Call]:
        """Returns a courtesy; a greeting shows the topics as well."""
        rows = self._topic_rows(locale) if courtesy is Courtesy.GREETING else []
        return messages(self.voice(locale).say(courtesy), keyboard(rows) if rows else None)

    def declined(self, refusal: Refusal, locale: str) -> list[Call]:
        """Declines kindly."""
        return self.with_person(f"declined_{refusal}", locale)

    def unsupported(self, locale: str) -> list[Call]:
        """Only text can be read."""
        return self.with_person("unsupported", locale)

    def failed(self, ticket: Ticket) -> list[Call]:
        """Something went wrong here, and somebody of the office will reply."""
        return self.simple("failed", ticket.locale, number=ticket.id)

    def unavailable(self, locale: str) -> list[Call]:
        """The model is silent: topics and a person are not."""
        rows = [*self._topic_rows(locale), [self._person_button(locale)]]
        return messages(self.voice(locale).say("unavailable"), keyboard(rows))

    def with_person(self, message: str, locale: str) -> list[Call]:
        """A message of the catalogue with the button that asks a person."""
        row = [self._person_button(locale)]
        return messages(self.voice(locale).say(message), keyboard([row]))

    def in_an_emergency(self, locale: str) -> list[Call]:
        """Whom to call at once, from the approved entry."""
        found = self.kb.find(IN_AN_EMERGENCY, locale)
        return messages(self._body(found)) if found else []

    def office_entry(self, ticket: Ticket, found: Found, today: date) -> list[Call]:
        """An approved answer that staff chose, signed as the office."""
        head = self.head("reply_from_office", ticket)
        runs = self.entry_runs(found, ticket.locale, today)
        return messages([*head, GAP, *runs], self.below(ticket))

    def banned(self, locale: str) -> list[Call]:
        """Nobody answers this person here; whom to turn to all the same."""
        runs = self.voice(locale).say("banned")
        if found := self.kb.find(CONTACTS, locale):
            runs = [*runs, GAP, *self._body(found)]
        return messages(runs)

    def left_with_contact(self, ticket: Ticket) -> list[Call]:
        """Tells the person whom to write to, since nobody is on duty here."""
        runs = self.voice(ticket.locale).say("contact_instead", number=ticket.id)
        if found := self.kb.find(CONTACTS, ticket.locale):
            runs = [*runs, GAP, *self._body(found)]
        return messages(runs)

    def contact(self, found: Found, locale: str) -> list[Call]:
        """An entry's bare answer, for those whom nobody else can help."""
        return messages([*self.voice(locale).say("contact_only"), GAP, *self._body(found)])

    def _body(self, found: Found) -> list[Run]:
        return self.voice(found.entry.locale).directed(to_runs(found.entry.body))

    def _fallback_note(self, entry: Entry, voice: Voice) -> list[Run]:
        given = self.kb.locales.get(entry.locale)
        name = given.name if given else entry.locale
        return voice.say("fallback_note", wanted=voice.locale.name, given=name)

    def _person_button(self, locale: str) -> dict[str, str]:
        return button(self.voice(locale).label("ask_person"), Tap.PERSON)

    def _topic_rows(self, locale: str) -> list[list[dict[str, str]]]:
        default = self.kb.default_locale
        buttons = [
            button(topic.name(locale, default), Tap.TOPIC, locale, topic.id)
            for topic in self.kb.topics()
        ]
        return _in_rows(buttons, 2)

    def _language_rows(self) -> list[list[dict[str, str]]]:
        buttons = [button(each.name, Tap.LANGUAGE, code) for code, each in self.kb.locales.items()]
        return _in_rows(buttons, 3)


def _entry_button(found: Found, locale: str) -> dict[str, str]:
    return button(found.entry.title, Tap.ENTRY, locale, found.entry.id)


def _in_rows(buttons: list[dict[str, str]], width: int) -> list[list[dict[str, str]]]:
    return [buttons[i : i + width] for i in range(0, len(buttons), width)]


def _source(entry: Entry, voice: Voice) -> list[Run]:
    """The line below an answer, in italics, with the source as a link."""
    marker = "\u0000"
    text = voice.words("source", source=marker, date=voice.words.date(entry.checked_on))
    before, _, after = text.partition(marker)
    host = urlsplit(entry.source).hostname or entry.source
    link = Run(host.removeprefix("www."), ("i", link_tag(entry.source)))
    return voice.directed([Run(before, ("i",)), link, Run(after, ("i",))])
