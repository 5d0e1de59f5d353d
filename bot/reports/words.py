"""A report in words, in one language: for the terminal, a page, and a message."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta

from babel.numbers import format_decimal, format_percent

from actions.content.knowledge_base import KnowledgeBase
from actions.domain.exchange import Outcome
from actions.domain.grouping import Group
from actions.domain.interpretation import OFFICE
from actions.domain.interval import Share
from actions.domain.report import EntryLine, LocaleLine, Report
from actions.domain.resolution import Resolution
from bot.i18n import Words
from bot.reports.pictures import SQUARES

NOTHING = "–"
EXAMPLES = 3  # questions of a group that are shown
WORDS = 3  # of what somebody wrote about one answer
SAID = {
    Resolution.CONFIRMED: "report_confirmed",
    Resolution.ASSUMED: "report_assumed",
    Resolution.UNRESOLVED: "report_unresolved",
    Resolution.TOO_EARLY: "report_too_early",
}


@dataclass(frozen=True)
class Item:
    """A line, and what belongs below it."""

    head: str
    below: tuple[str, ...] = ()


@dataclass(frozen=True)
class Section:
    """A heading with its items."""

    title: str
    items: tuple[Item, ...]


class ReportWords:
    """What a report says."""

    def __init__(self, words: Words, kb: KnowledgeBase) -> None:
        self.words, self.kb = words, kb

    def title(self, report: Report, message: str = "report_title") -> str:
        """Which days it is about."""
        first, last = report.days[0][0], report.days[-1][0]
        return self.words(message, since=self.words.date(first), until=self.words.date(last))

    def volume(self, report: Report) -> str:
        """How many asked how much."""
        return self.words("report_volume", questions=report.questions, people=report.people)

    def outcomes(self, report: Report) -> list[str]:
        """What became of questions, by the colours of the picture."""
        return [
            self._outcome(square, outcome, report)
            for outcome, square in SQUARES.items()
            if report.outcomes[outcome]
        ]

    def sections(self, report: Report, most: int) -> list[Section]:
        """Everything that there is something to say about; `most` items of each list."""
        found = [
            (self.words("report_resolved"), self._resolutions(report)),
            (self.words("report_satisfaction"), self._satisfaction(report)),
            (self.words("report_waiting"), self._waiting(report)),
            (self.words("report_languages"), map(self._locale, report.locales)),
            (self.words("report_topics"), self._topics(report, most)),
            (self.words("report_complaints"), self.complaints(report, most)),
            (self.words("report_unanswered"), self.unanswered(report, most)),
        ]
        sections = [Section(title, tuple(items)) for title, items in found]
        return [section for section in sections if section.items]

    def complaints(self, report: Report, most: int) -> Iterator[Item]:
        """Answers that did not help, and what was missing."""
        for line in report.complaints[:most]:
            yield Item(self._complaint(line), tuple(self._said(line.words[:WORDS])))
        yield from self._more(len(report.complaints) - most)

    def unanswered(self, report: Report, most: int) -> Iterator[Item]:
        """Questions without an answer that mean the same, in whatever language."""
        for group in report.unanswered[:most]:
            yield Item(self._group(group), tuple(self._said(group.examples(EXAMPLES))))
        yield from self._more(len(report.unanswered) - most)

    def share(self, share: Share, *, interval: bool = True) -> str:
        """Such as “72 % (65 %–78 %)”."""
        if share.value is None:
            return NOTHING
        low, high = map(self._percent, share.interval)
        value = self._percent(share.value)
        return f"{value} ({low}–{high})" if interval else value

    def language(self, code: str) -> str:
        """A language's own name."""
        known = self.kb.locales.get(code)
        return known.name if known else code

    def columns(self) -> tuple[str, ...]:
        """Headings of the table of languages."""
        names = ("report_column_language", "report_column_questions", "report_column_answered")
        return (*map(self.words, names), "👍", self.words("report_column_resolved"))

    def row(self, line: LocaleLine) -> tuple[str, ...]:
        """A line of that table."""
        shares = (line.answered, line.helpful, line.resolved)
        questions = self.words.in_digits(str(line.questions))
        return (self.language(line.locale), questions, *map(self.share, shares))

    def _outcome(self, square: str, outcome: Outcome, report: Report) -> str:
        count = self.words.in_digits(str(report.outcomes[outcome]))
        share = self.share(report.share(outcome), interval=False)
        return f"{square} {count} {self.words(f'outcome_{outcome}')} ({share})"

    def _resolutions(self, report: Report) -> Iterator[Item]:
        for how, message in SAID.items():
            if report.resolutions[how]:
                yield Item(self.words(message, count=report.resolutions[how]))

    def _satisfaction(self, report: Report) -> Iterator[Item]:
        if report.helpful.of:
            share = self.share(report.helpful)
            yield Item(self.words("report_thumbs", share=share, count=report.helpful.of))
        if report.ratings.count:
            average = self._decimal(report.ratings.average)
            yield Item(self.words("report_ratings", average=average, count=report.ratings.count))

    def _waiting(self, report: Report) -> Iterator[Item]:
        reply = report.first_reply
        if reply.count:
            times = {"median": self._time(reply.median), "most": self._time(reply.most)}
            yield Item(self.words("report_first_reply", **times, count=reply.count))
        if report.promises.of:
            share = self.share(report.promises)
            yield Item(self.words("report_promises", share=share, count=report.promises.of))

    def _locale(self, line: LocaleLine) -> Item:
        named = zip(self.columns()[1:], self.row(line)[1:], strict=True)
        shown = (f"{name} {value}" for name, value in named if value != NOTHING)
        return Item(f"{self.language(line.locale)}: {' · '.join(shown)}")

    def _topics(self, report: Report, most: int) -> Iterator[Item]:
        for topic_id, count in report.topics[:most]:
            yield Item(f"{self.words.in_digits(str(count))} · {self._topic(topic_id)}")

    def _topic(self, topic_id: str) -> str:
        topic = self.kb.topic(topic_id)
        return topic.name(self.words.locale, self.kb.default_locale) if topic else topic_id

    def _complaint(self, line: EntryLine) -> str:
        digits = self.words.in_digits
        reasons = [
            f"{self.words(f'missing_{reason}')} {digits(str(count))}"
            for reason, count in line.missing.most_common()
        ]
        head = f"{digits(str(line.count))} · {self.entry(line.entry_id)}"
        return f"{head} · {' · '.join(reasons)}" if reasons else head

    def entry(self, entry_id: str) -> str:
        """The title of an answer."""
        found = self.kb.find(entry_id, self.words.locale)
        return found.title if found else entry_id

    def _group(self, group: Group) -> str:
        digits = self.words.in_digits
        locales = ", ".join(f"{code} {digits(str(count))}" for code, count in group.locales)
        parts = [digits(str(group.size)), locales]
        about = group.about
        if about and about.startswith(OFFICE):
            parts.append(self._topic(about.removeprefix(OFFICE).partition("/")[0]))
        elif about:
            parts.append(self.words("report_closest", title=self.entry(about)))
        return " · ".join(parts)

    def _said(self, words: Iterable[tuple[str, str]]) -> Iterator[str]:
        return (f"{locale}: “{said}”" for locale, said in words)

    def _more(self, count: int) -> Iterator[Item]:
        if count > 0:
            yield Item(self.words("report_more", count=count))

    def _percent(self, value: float) -> str:
        formats, numbering = self.words.formats, self.words.numbering
        text = format_percent(value, locale=formats, numbering_system=numbering)
        return self.words.in_digits(text)

    def _decimal(self, value: float) -> str:
        formats, numbering = self.words.formats, self.words.numbering
        text = format_decimal(value, "0.0", locale=formats, numbering_system=numbering)
        return self.words.in_digits(text)

    def _time(self, span: timedelta) -> str:
        minutes = round(span.total_seconds() / 60)
        return self.words("waits_for", hours=minutes // 60, minutes=minutes % 60)
