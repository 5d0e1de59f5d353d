"""The menu: topics, and the questions of each, page by page."""

from collections.abc import Sequence

from actions.content.knowledge_base import Found
from actions.domain.delivery import Call
from actions.domain.popularity import NOTHING_ASKED, Popularity
from bot.telegram.buttons import Tap, button, keyboard
from bot.telegram.privacy_words import PrivacyWords
from bot.telegram.rendering.messages import GAP, messages

PAGE = 8  # questions on one page: more can't be seen at once on a phone
IN_MENU = "m"  # a button's last argument: it hangs below an answer of the menu

Row = list[dict[str, str]]


class MenuWords(PrivacyWords):
    """The part of `Presenter` that shows the way to an answer by tapping."""

    def topics(self, locale: str) -> list[Call]:
        """The menu of topics."""
        return messages(self.voice(locale).say("choose_topic"), keyboard(self.topic_rows(locale)))

    def topic(
        self,
        topic_id: str,
        locale: str,
        popularity: Popularity = NOTHING_ASKED,
        page: int = 0,
        others: Sequence[str] = (),
    ) -> list[Call]:
        """A page of a topic's questions, as buttons; the most asked first.

        `others`: languages that the person knows besides, for what is missing in theirs.
        """
        voice = self.voice(locale)
        listed = self._listed(topic_id, locale, popularity, others)
        last = max(0, len(listed) - 1) // PAGE
        page = max(0, min(page, last))
        rows = [[browse_button(f, locale)] for f in listed[page * PAGE : (page + 1) * PAGE]]
        back = [button(voice.label("all_topics"), Tap.TOPICS, locale)]
        runs = voice.say("choose_entry", topic=self.topic_name(topic_id, locale))
        if last:
            runs = [*runs, GAP, *voice.say("menu_page", page=page + 1, pages=last + 1)]
        turning = self._turning(topic_id, locale, page, last)
        return messages(runs, keyboard([*rows, turning, back]))

    def way_back(self, entry_id: str, locale: str, popularity: Popularity) -> Row:
        """From an answer to the page of the menu on which its question stands."""
        topic_id = entry_id.partition("/")[0]
        ids = [f.entry.id for f in self._listed(topic_id, locale, popularity)]
        page = ids.index(entry_id) // PAGE if entry_id in ids else 0
        label = self.voice(locale).label("menu_back", topic=self.topic_name(topic_id, locale))
        return [button(label, Tap.TOPIC, locale, topic_id, str(page))]

    def topic_name(self, topic_id: str, locale: str) -> str:
        """What a topic is called."""
        topic = self.kb.topic(topic_id)
        return topic.name(locale, self.kb.default_locale) if topic else topic_id

    def topic_rows(self, locale: str) -> list[Row]:
        """A button for each topic."""
        names = [(topic.id, self.topic_name(topic.id, locale)) for topic in self.kb.topics()]
        return in_rows([button(name, Tap.TOPIC, locale, i) for i, name in names], 2)

    def _listed(
        self, topic_id: str, locale: str, popularity: Popularity, others: Sequence[str] = ()
    ) -> list[Found]:
        found = {f.entry.id: f for f in self.kb.entries_of(topic_id, locale, *others)}
        return [found[entry_id] for entry_id in popularity.sorted(found)]

    def _turning(self, topic_id: str, locale: str, page: int, last: int) -> Row:
        """Buttons to the pages before and behind, where there are any."""
        label = self.voice(locale).label
        ways = []
        if page > 0:
            ways.append((label("menu_previous"), page - 1))
        if page < last:
            ways.append((label("menu_next"), page + 1))
        return [button(text, Tap.TOPIC, locale, topic_id, str(to)) for text, to in ways]


def browse_button(found: Found, locale: str) -> dict[str, str]:
    """Opens an answer inside the menu."""
    return button(found.title, Tap.BROWSE, locale, found.entry.id)


def in_rows(buttons: list[dict[str, str]], width: int) -> list[Row]:
    """Several buttons beside each other."""
    return [buttons[i : i + width] for i in range(0, len(buttons), width)]
