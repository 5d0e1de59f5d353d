"""Questions that the assistant could not answer, by what they mean, in whatever language."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from actions.domain.masking import masked
from actions.domain.meaning import ALIKE, Meaning, agreement
from actions.domain.record import Handled

LONGEST = 160  # characters of a question that are shown


@dataclass
class Group:
    """Questions that mean the same; the first is what the others are compared with."""

    meaning: Meaning
    questions: list[Handled] = field(default_factory=list)

    @property
    def size(self) -> int:
        """How many there are."""
        return len(self.questions)

    @property
    def locales(self) -> list[tuple[str, int]]:
        """In which languages, the most frequent first."""
        return Counter(each.locale for each in self.questions).most_common()

    @property
    def about(self) -> str | None:
        """What they come closest to; None if nothing is known of their meaning."""
        return max(self.meaning, key=lambda name: self.meaning[name], default=None)

    def examples(self, count: int) -> list[tuple[str, str]]:
        """(locale, words) of a few, of each language first; nobody can be recognised by them."""
        by_locale = {each.locale: each for each in reversed(self.questions)}
        first = [by_locale[locale] for locale, _ in self.locales]
        shown: dict[str, str] = {}
        for each in (*first, *self.questions):
            shown.setdefault(_shown(each.question), each.locale)
        return [(locale, words) for words, locale in shown.items()][:count]


def grouped(asked: Iterable[Handled]) -> list[Group]:
    """The unanswered among them, the largest group first.

    A question joins the group with whose first question it most likely shares its meaning, if that
    is likely enough (`meaning.ALIKE`); one whose meaning nobody knows stands alone.
    """
    groups: list[Group] = []
    for each in asked:
        if each.is_unanswered:
            _joined(groups, each).questions.append(each)
    return sorted(groups, key=lambda group: -group.size)


def _joined(groups: list[Group], question: Handled) -> Group:
    sure = [(agreement(group.meaning, question.meaning), -i) for i, group in enumerate(groups)]
    best, place = max(sure, default=(0.0, 0))
    if best >= ALIKE:
        return groups[-place]
    groups.append(Group(question.meaning))
    return groups[-1]


def _shown(question: str) -> str:
    words = " ".join(masked(question).split())
    return words if len(words) <= LONGEST else words[: LONGEST - 1].rstrip() + "…"
