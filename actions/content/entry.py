"""One question that the assistant can answer, in one locale."""

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from actions.content.circumstances import Circumstances, Members, best_fit
from actions.content.problem import TODO
from actions.content.variants import MARK, Variant

LIST_MARKS = " -\"'"  # what stands around a text in a YAML list


@dataclass(frozen=True)
class Entry:
    """A file of `knowledge/`, read; its path is its identity."""

    id: str  # "<topic>/<entry>", the same in every locale
    locale: str
    questions: tuple[str, ...]
    body: str  # Markdown: the answer for everybody whom no variant fits
    source: str  # address of the page that says so
    checked_on: date
    related: tuple[str, ...] = ()
    valid_until: date | None = None
    desk: str | None = None
    variants: tuple[Variant, ...] = ()
    based_on: str | None = None  # of a translation: the digest of what it was made from
    path: Path = Path()
    text: str = field(default="", repr=False)  # the file as it stands, to point at lines

    @property
    def topic(self) -> str:
        """The folder that it lies in."""
        return self.id.partition("/")[0]

    @property
    def title(self) -> str:
        """What stands on a button that leads here: the first question."""
        return self.questions[0]

    @property
    def whole(self) -> str:
        """Everything below the head: the general answer with all variants."""
        more = (f"{MARK} {each.heading}\n{each.body}" for each in self.variants)
        return "\n\n".join((self.body, *more))

    @property
    def texts(self) -> list[tuple[int, str]]:
        """Each answer in it with the line on which it begins: (line, Markdown)."""
        lines = self.text.split("\n")
        below = ((_first_said(lines, each.line), each.body) for each in self.variants)
        return [(self.line_in_answer(), self.body), *below]

    @property
    def todo(self) -> str:
        """The first line that is still to be written; empty if the entry can be served."""
        lines = (*self.questions, *self.whole.split("\n"))
        return next((line for line in lines if line.startswith(TODO)), "")

    def variant_for(self, whose: Circumstances, members: Members) -> Variant | None:
        """The variant for these circumstances; None: the general answer is theirs."""
        return best_fit([(each.condition, each) for each in self.variants], whose, members)

    def has_lapsed(self, today: date) -> bool:
        """Whether its facts were only promised until a day that is over."""
        return self.valid_until is not None and today > self.valid_until

    def line_of(self, wanted: str) -> int:
        """The line of the file that says `wanted` alone, else the first with it; 1 if none."""
        for number, line in enumerate(self.text.split("\n"), 1):
            if line.strip(LIST_MARKS) == wanted.strip(LIST_MARKS):
                return number
        before, found, _ = self.text.partition(wanted)
        return before.count("\n") + 1 if found else 1

    def line_in_answer(self, wanted: str = "") -> int:
        """The line of the file on which the answer says `wanted`; its first line if nowhere."""
        answer = max(self.text.rfind(self.body), 0)
        return self.text.count("\n", 0, answer + max(self.body.find(wanted), 0)) + 1


def _first_said(lines: list[str], heading: int) -> int:
    """The number of the first line below a heading that says something."""
    below = enumerate(lines[heading:], heading + 1)
    return next((number for number, line in below if line.strip()), heading)
