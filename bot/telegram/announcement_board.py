"""The message in which staff write, look at, send and stop an announcement."""

from collections.abc import Sequence
from urllib.parse import urlsplit

from actions.content.circumstances import KINDS, Condition
from actions.content.week import BAKU
from actions.domain.announcement import Announcement, AnnouncementState, Progress
from actions.domain.audience import Reading, Recipients
from actions.domain.delivery import Call
from actions.domain.news import NewsItem
from bot.telegram.announcement_words import AnnouncementWords
from bot.telegram.buttons import StaffTap, button, keyboard
from bot.telegram.choosing import country_name, name_of
from bot.telegram.menu_words import in_rows
from bot.telegram.news_words import draft_text
from bot.telegram.rendering.messages import GAP, Voice, html_message
from bot.telegram.rendering.runs import Run, split, to_html

NOTHING = "–"
CHOSEN = {"l": "level", "r": "role", "s": "stage"}  # by what a button does
ASKED = frozenset({"file", "when", "who"})  # besides the text in each language
BEFORE = frozenset({AnnouncementState.DRAFT, AnnouncementState.PREVIEWED})
Rows = list[list[dict[str, str]]]


class AnnouncementBoard(AnnouncementWords):
    """Implements `ports.AnnouncementPresenter`: what students see, and what staff see of it."""

    @property
    def staff(self) -> Voice:
        """The language of all staff."""
        return self.voice(self._library.kb.staff_locale)

    def announcement_board(
        self, announcement: Announcement, progress: Progress | None = None
    ) -> Call:
        """What staff see of it, with what they may do next."""
        runs = self._head(announcement)
        if progress and announcement.state not in BEFORE:
            runs += [GAP, *self.staff.say("announce_progress", **_numbers(progress))]
        return _message(runs, self._rows(announcement))

    def has_topic(self, topic_id: str) -> bool:
        """Whether there is such a topic."""
        return self._library.kb.topic(topic_id) is not None

    def asks_for(self, what: str) -> bool:
        """Whether that is a question that staff may be asked."""
        return what in ASKED or what in self._library.kb.locales

    def announcement_topics(self, announcement: Announcement) -> Call:
        """The choice of topics."""
        kb, chosen = self._library.kb, announcement.audience.topics
        locale = self.staff.locale.code
        rows = [
            [
                self._toggle(
                    announcement, "t", t.id, t.name(locale, kb.default_locale), t.id in chosen
                )
            ]
            for t in kb.topics()
        ]
        return _message(self._head(announcement), [*rows, [self._back(announcement)]])

    def announcement_whom(self, announcement: Announcement) -> Call:
        """The choice of people."""
        condition, words = announcement.audience.condition, self.staff.words
        rows = []
        for step, key in CHOSEN.items():
            chosen = getattr(condition, key)
            buttons = [
                self._toggle(announcement, step, word, name_of(word, words), word in chosen)
                for word in KINDS[key]
            ]
            rows += in_rows(buttons, 3)
        rows.append([self._button(announcement, "announce_b_citizenship", "ask", "who")])
        rows.append([self._button(announcement, "announce_b_everybody", "all")])
        return _message(self._head(announcement), [*rows, [self._back(announcement)]])

    def announcement_sure(self, announcement: Announcement, found: Recipients) -> Call:
        """How many would get it, in which languages; and whether to send it."""
        voice = self.staff
        by_locale = ", ".join(f"{code} {count}" for code, count in found.by_locale.items())
        values = {
            "count": found.count,
            "languages": by_locale or NOTHING,
            "fallbacks": found.fallbacks,
            "unread": len(found.unread),
        }
        runs = [*self._head(announcement), GAP, *voice.say("announce_sure", **values)]
        send = self._button(announcement, "announce_b_send", "send", count=found.count)
        return _message(runs, [[send] if found.count else [], [self._back(announcement)]])

    def announcement_ask(self, announcement: Announcement, what: str) -> list[Call]:
        """Asks for something to be typed or sent, in reply."""
        voice, locales = self.staff, self._library.kb.locales
        if what in locales:
            values = {"language": locales[what].name, "limit": announcement.limit}
            return [_message(voice.say("announce_ask_text", **values))]
        return [_message(voice.say(f"announce_ask_{what}"))]

    def announcement_previews(self, announcement: Announcement) -> list[Call]:
        """Exactly as it will look: one message for each language, and one that is labelled."""
        readings = [Reading(0, locale) for locale in sorted(announcement.texts)]
        calls = [self.shown(announcement, each, each.locale) for each in readings]
        missing = announcement.missing(self._library.kb.locales)
        if announcement.fallback and missing:
            borrowed = Reading(0, announcement.fallback, is_fallback=True)
            calls.append(self.shown(announcement, borrowed, missing[0]))
        return calls

    def announcement_said(self, words: str, **values: object) -> list[Call]:
        """A sentence to staff."""
        return [_message(self.staff.say(words, **values))]

    def announcement_over(self, announcement: Announcement, progress: Progress) -> list[Call]:
        """What became of it."""
        values = {"number": announcement.id, **_numbers(progress)}
        head = self.staff.say("announce_over", number=values.pop("number"))
        return [_message([*head, Run("\n"), *self.staff.say("announce_progress", **values)])]

    def announcement_unconfirmed(self, announcement: Announcement) -> list[Call]:
        """More people would get it than one alone may confirm."""
        values = {"number": announcement.id, "count": announcement.previewed_for}
        return [_message(self.staff.say("announce_unconfirmed", **values))]

    def news_text(self, item: NewsItem) -> str:
        """The first draft of an item of news."""
        return draft_text(item)

    def feed_trouble(self, address: str, reason: str) -> list[Call]:
        """The news of the site can't be read."""
        host = urlsplit(address).hostname or address  # the rest may hold a password
        return self.announcement_said("feed_trouble", address=host, reason=reason)

    def _head(self, announcement: Announcement) -> list[Run]:
        voice, locales = self.staff, self._library.kb.locales
        topics = self.topic_names(announcement.audience.topics, voice.locale.code)
        written = ", ".join(f"{code} ({len(t)})" for code, t in sorted(announcement.texts.items()))
        values = {
            "number": announcement.id,
            "state": voice.label(f"announce_state_{announcement.state}"),
            "topics": topics or NOTHING,
            "audience": self._audience(announcement.audience.condition, voice),
            "written": written or NOTHING,
            "missing": ", ".join(announcement.missing(locales)) or NOTHING,
            "others": self._others(announcement, voice),
            "file": self._file(announcement, voice),
            "moment": self._moment(announcement, voice),
        }
        return voice.say("announce_board", **values)

    def _audience(self, condition: Condition, voice: Voice) -> str:
        words = voice.words
        countries = [country_name(code, words) for code in condition.citizenship]
        chosen = (word for key in KINDS for word in getattr(condition, key))
        others = [name_of(word, words) for word in chosen]
        return " · ".join([*countries, *others]) or voice.label("announce_everybody")

    def _others(self, announcement: Announcement, voice: Voice) -> str:
        fallback = announcement.fallback
        if fallback is None:
            return voice.label("announce_nothing")
        name = self._library.kb.locales[fallback].name
        return voice.label("announce_fallback", language=name)

    def _file(self, announcement: Announcement, voice: Voice) -> str:
        attachment = announcement.attachment
        return voice.label(f"announce_with_{attachment.kind}") if attachment else NOTHING

    def _moment(self, announcement: Announcement, voice: Voice) -> str:
        moment = announcement.send_at
        return voice.words.moment(moment, BAKU) if moment else voice.label("announce_at_once")

    def _rows(self, announcement: Announcement) -> Rows:
        match announcement.state:
            case AnnouncementState.DRAFT | AnnouncementState.PREVIEWED:
                return self._draft_rows(announcement)
            case AnnouncementState.CONFIRMED | AnnouncementState.SENDING:
                return [[self._button(announcement, "announce_b_stop", "stop")]]
        return []

    def _draft_rows(self, announcement: Announcement) -> Rows:
        texts = [
            self._tap(
                f"{'✅' if code in announcement.texts else '✏️'} {code}", announcement, "ask", code
            )
            for code in self._library.kb.locales
        ]

        def plain(words: str, *what: str) -> dict[str, str]:
            return self._button(announcement, words, *what)

        return [
            [plain("announce_b_topics", "topics"), plain("announce_b_whom", "whom")],
            texts[:4],
            texts[4:],
            [plain("announce_b_others", "fb")],
            [plain("announce_b_file", "ask", "file"), plain("announce_b_when", "ask", "when")],
            [plain("announce_b_preview", "preview"), plain("announce_b_drop", "drop")],
        ]

    def _button(
        self, announcement: Announcement, words: str, *what: str, **values: object
    ) -> dict[str, str]:
        return self._tap(self.staff.label(words, **values), announcement, *what)

    def _toggle(
        self,
        announcement: Announcement,
        verb: str,
        what: str,
        name: str,
        is_on: bool,  # noqa: FBT001 -- a state
    ) -> dict[str, str]:
        return self._tap(f"{'✅' if is_on else '▫️'} {name}", announcement, verb, what)

    def _back(self, announcement: Announcement) -> dict[str, str]:
        return self._button(announcement, "button_back", "main")

    def _tap(self, label: str, announcement: Announcement, *what: str) -> dict[str, str]:
        return button(label, StaffTap.ANNOUNCE, str(announcement.id), *what)


def _numbers(progress: Progress) -> dict[str, int]:
    return {"percent": progress.percent, "total": progress.total, **vars(progress)}


def _message(runs: Sequence[Run], rows: Rows | None = None) -> Call:
    return html_message(to_html(split(runs)[0]), keyboard(rows) if rows else None)
