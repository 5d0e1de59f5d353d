"""Announcements as students see them, and the topics of which they want to hear."""

from collections.abc import Collection

from actions.content.registry import Locale
from actions.domain.announcement import Announcement
from actions.domain.audience import Reading
from actions.domain.delivery import Call
from actions.domain.locale_choice import best_match
from actions.domain.person import Person
from actions.library import Library
from bot.i18n import Phrasebook
from bot.telegram.buttons import Tap, button, keyboard
from bot.telegram.rendering.markdown import to_runs
from bot.telegram.rendering.messages import GAP, Voice, messages
from bot.telegram.rendering.runs import MESSAGE_LIMIT, Run, split, to_html

CAPTION = 1024  # code points that Telegram allows below a picture or document
NAMED = 3  # topics in the head
ON, OFF = "1", "0"
METHODS = {"photo": "send_photo", "document": "send_document"}


class AnnouncementWords:
    """What goes to students."""

    def __init__(self, library: Library, phrasebook: Phrasebook) -> None:
        self._library, self._phrasebook = library, phrasebook

    def announcement(self, announcement: Announcement, reading: Reading, person: Person) -> Call:
        """It, as this person sees it."""
        return self.shown(announcement, reading, self.locale_of(person, reading))

    def locale_of(self, person: Person, reading: Reading) -> str:
        """In which language we speak to somebody who reads this: theirs, if the text is in none."""
        if not reading.is_fallback:
            return reading.locale
        kb = self._library.kb
        own = (best_match(tag, kb.locales) for tag in person.known_locales)
        return next(filter(None, own), reading.locale)

    def shown(self, announcement: Announcement, reading: Reading, locale: str) -> Call:
        """It, with head and button in a language."""
        voice, own = self.voice(locale), self.voice(reading.locale)
        topics = self.topic_names(sorted(announcement.audience.topics)[:NAMED], locale)
        runs = voice.say("announcement_head", topics=topics)
        if reading.is_fallback:
            runs += [Run("\n"), *voice.say("announcement_fallback", language=own.locale.name)]
        runs += [GAP, *own.directed(to_runs(announcement.texts.get(reading.locale, "")))]
        below = keyboard([[self._off(announcement.id, voice)]])
        return _call(announcement, runs, dict(below))

    def switch(self, announcement_id: int, locale: str, *, is_on: bool) -> dict[str, object]:
        """What hangs below it once somebody has tapped there: the way back."""
        voice = self.voice(locale)
        if is_on:
            return dict(keyboard([[self._off(announcement_id, voice)]]))
        label, number = voice.label("announcement_on"), str(announcement_id)
        return dict(keyboard([[button(label, Tap.UNSUBSCRIBE, number, ON)]]))

    def _off(self, announcement_id: int, voice: Voice) -> dict[str, str]:
        label, number = voice.label("announcement_off"), str(announcement_id)
        return button(label, Tap.UNSUBSCRIBE, number, OFF)

    def subscriptions(self, topics: Collection[str], locale: str) -> list[Call]:
        """All topics; a tap turns one on or off."""
        voice, default = self.voice(locale), self._library.kb.default_locale
        rows = [
            [
                button(
                    f"{'✅' if topic.id in topics else '▫️'} {topic.name(locale, default)}",
                    Tap.SUBSCRIBE,
                    topic.id,
                )
            ]
            for topic in self._library.kb.topics()
        ]
        return messages(voice.say("subscriptions"), keyboard(rows))

    def topic_names(self, topics: Collection[str], locale: str) -> str:
        """As one reads them."""
        kb = self._library.kb
        known = [(topic_id, kb.topic(topic_id)) for topic_id in sorted(topics)]
        return " · ".join(
            topic.name(locale, kb.default_locale) if topic else topic_id
            for topic_id, topic in known
        )

    def voice(self, locale: str) -> Voice:
        """A language."""
        known = self._library.kb.locales.get(locale) or Locale(locale, locale)
        return Voice(self._phrasebook[locale], known)


def _call(announcement: Announcement, runs: list[Run], below: dict[str, object]) -> Call:
    attachment = announcement.attachment
    text = to_html(split(runs, CAPTION if attachment else MESSAGE_LIMIT)[0])
    params: dict[str, object] = {"parse_mode": "HTML", "reply_markup": below}
    if attachment is None:
        return Call("send_message", {**params, "text": text})
    file = {attachment.kind: attachment.file_id, "caption": text}
    return Call(METHODS[attachment.kind], {**params, **file})
