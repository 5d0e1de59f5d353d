"""One question that the assistant can answer, in one locale."""

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

LIST_MARKS = " -\"'"  # what stands around a text in a YAML list


@dataclass(frozen=True)
class Entry:
    """A file of `knowledge/`, read; its path is its identity."""

    id: str  # "<topic>/<entry>", the same in every locale
    locale: str
    questions: tuple[str, ...]
    body: str  # Markdown
    source: str  # address of the page that says so
    checked_on: date
    related: tuple[str, ...] = ()
    valid_until: date | None = None
    desk: str | None = None
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
