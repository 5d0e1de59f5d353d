"""What a report shows at a glance: days with what became of questions, and languages.

The pictures hold numbers, days and codes of languages only. What the colours mean is said in the
text beside them, by the same coloured squares.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import ceil
from typing import Any

from actions.domain.exchange import Outcome
from actions.domain.interval import Share
from actions.domain.report import Report
from bot.reports.canvas import FAINT, GRID, Canvas

WIDTH, MARGIN = 1200, 48
COLOURS = {
    Outcome.ANSWERED: "#2F9E5F",
    Outcome.CLARIFIED: "#F0B429",
    Outcome.HANDED_OFF: "#3B7DD8",
    Outcome.DECLINED: "#A8B0BC",
    Outcome.UNAVAILABLE: "#D64545",
}
BAR = "#94B8E8"
SQUARES = dict(zip(COLOURS, "🟩🟨🟦⬜🟥", strict=True))  # the nearest that every phone has
HEAD, DAYS, ROW = 150, 360, 58  # heights
STEPS = (1, 2, 5)  # between two lines of a scale, times a power of ten
MOST_LINES, MOST_LABELS, MOST_LOCALES = 4, 15, 10


@dataclass(frozen=True)
class Scene:
    """All that is drawn."""

    days: Sequence[tuple[date, Mapping[Outcome, int]]]
    locales: Sequence[tuple[str, Share]]  # of its questions, those answered at once

    @classmethod
    def of(cls, report: Report) -> "Scene":
        """That of a report."""
        days = [(day, {each: counted[each] for each in COLOURS}) for day, counted in report.days]
        locales = [(line.locale, line.answered) for line in report.locales if line.questions]
        return cls(days, locales[:MOST_LOCALES])

    @classmethod
    def read(cls, stored: Mapping[str, Any]) -> "Scene":
        """From what `stored` gave."""
        days = [
            (date.fromisoformat(day), dict(zip(COLOURS, counts, strict=True)))
            for day, *counts in stored["days"]
        ]
        return cls(days, [(code, Share(count, of)) for code, count, of in stored["locales"]])

    @property
    def stored(self) -> dict[str, Any]:
        """The same as JSON can hold it."""
        days = [[day.isoformat(), *(counts[each] for each in COLOURS)] for day, counts in self.days]
        return {"days": days, "locales": [[c, s.count, s.of] for c, s in self.locales]}

    @property
    def total(self) -> Counter[Outcome]:
        """Of all days."""
        return sum((Counter(counts) for _, counts in self.days), Counter())


def days_picture(scene: Scene) -> bytes:
    """What became of the questions of each day."""
    canvas = Canvas(WIDTH, HEAD + DAYS)
    _head(canvas, scene)
    _days(canvas, scene, HEAD)
    return canvas.png()


def locales_picture(scene: Scene) -> bytes:
    """How many questions there were in each language, and how many were answered at once."""
    canvas = Canvas(WIDTH, _height(scene))
    _locales(canvas, scene, 0)
    return canvas.png()


def whole_picture(scene: Scene) -> bytes:
    """Both in one."""
    canvas = Canvas(WIDTH, HEAD + DAYS + _height(scene))
    _head(canvas, scene)
    _days(canvas, scene, HEAD)
    _locales(canvas, scene, HEAD + DAYS)
    return canvas.png()


def _height(scene: Scene) -> int:
    return ROW * max(len(scene.locales), 1) + 2 * MARGIN


def _head(canvas: Canvas, scene: Scene) -> None:
    """The number of questions, and one bar of what became of them."""
    total = scene.total
    questions = total.total()
    canvas.text(MARGIN, 74, str(questions), 64)
    left = MARGIN + canvas.width_of(str(questions), 64) + 48
    right = WIDTH - MARGIN
    start = left
    for outcome, colour in COLOURS.items():
        end = start + (right - left) * total[outcome] / max(questions, 1)
        canvas.box(start, 46, end - 2, 76, colour, round_=4)
        if end - start > canvas.width_of(str(total[outcome])) + 4:
            canvas.text((start + end) / 2, 100, str(total[outcome]), anchor="mm")
        start = end


def _days(canvas: Canvas, scene: Scene, top: int) -> None:
    left, right, bottom = MARGIN + 40, WIDTH - MARGIN, top + DAYS - 50
    most = max((sum(counts.values()) for _, counts in scene.days), default=0)
    scale = (bottom - top - 20) / max(most, 1)
    for mark in _marks(most):
        y = bottom - mark * scale
        canvas.line((left, y), (right, y), GRID)
        canvas.text(left - 12, y, str(mark), 20, colour=FAINT, anchor="rm")
    width = (right - left) / max(len(scene.days), 1)
    every = ceil(len(scene.days) / MOST_LABELS)
    for number, (day, counts) in enumerate(scene.days):
        x = left + number * width
        _bar(canvas, counts, (x + width * 0.14, x + width * 0.86), bottom, scale)
        if number % every == 0:
            canvas.text(
                x + width / 2,
                bottom + 24,
                f"{day.day}.{day.month:02}",
                20,
                colour=FAINT,
                anchor="mm",
            )
    canvas.line((left, bottom), (right, bottom), FAINT)


def _bar(
    canvas: Canvas,
    counts: Mapping[Outcome, int],
    sides: tuple[float, float],
    bottom: float,
    scale: float,
) -> None:
    for outcome, colour in COLOURS.items():
        top = bottom - counts[outcome] * scale
        canvas.box(sides[0], top, sides[1], bottom, colour)
        bottom = top


def _marks(most: int) -> Iterator[int]:
    """Round numbers up to it, a few."""
    power = 1
    while True:
        for step in (each * power for each in STEPS):
            if most / step <= MOST_LINES:
                yield from range(step, most + 1, step)
                return
        power *= 10


def _locales(canvas: Canvas, scene: Scene, top: int) -> None:
    """A bar for how many asked; a dot for the share answered, with where it may truly lie."""
    middle, left, right = 470, 640, WIDTH - MARGIN - 70
    most = max((share.of for _, share in scene.locales), default=1)
    bottom = top + MARGIN + ROW * max(len(scene.locales), 1)
    for percent in range(0, 101, 25):
        x = left + (right - left) * percent / 100
        canvas.line((x, top + MARGIN), (x, bottom), GRID)
        canvas.text(x, bottom + 22, f"{percent} %", 18, colour=FAINT, anchor="mm")
    for number, (code, share) in enumerate(scene.locales):
        y = top + MARGIN + ROW * (number + 0.5)
        canvas.text(MARGIN, y, code, 26)
        start = MARGIN + 70
        end = start + (middle - start) * share.of / most
        canvas.box(start, y - 14, end, y + 14, BAR, round_=4)
        canvas.text(end + 12, y, str(share.of), 22, colour=FAINT)
        _dot(canvas, share, y, (left, right))


def _dot(canvas: Canvas, share: Share, y: float, sides: tuple[float, float]) -> None:
    if share.value is None:
        return
    left, right = sides
    low, value, high = (
        left + (right - left) * each for each in (share.interval[0], share.value, share.interval[1])
    )
    colour = COLOURS[Outcome.ANSWERED]
    canvas.line((low, y), (high, y), colour, 4)
    for x in (low, high):
        canvas.line((x, y - 8), (x, y + 8), colour, 3)
    canvas.dot(value, y, 10, colour)
    canvas.text(WIDTH - MARGIN + 12, y, f"{share.value:.0%}".replace("%", " %"), 22, anchor="rm")
