"""What staff get once a week: a picture, and what can be done about it."""

from collections.abc import Iterable, Mapping
from typing import Any

from actions.domain.delivery import PICTURE, Call
from actions.domain.report import Report
from bot.reports.pictures import Scene, whole_picture
from bot.reports.words import Item, ReportWords, Section
from bot.telegram.rendering.messages import GAP, Voice, messages
from bot.telegram.rendering.runs import Run, to_html

LINE = Run("\n")
MOST = 3  # items of a list: who wants all of it makes a report


def digest_calls(report: Report, words: ReportWords, voice: Voice) -> list[Call]:
    """A picture with its legend, then what it can't show; nobody can be recognised by it."""
    title = Run(words.title(report, "digest_title"), ("b",))
    lines = [words.volume(report), *words.outcomes(report)]
    caption = [title, *(run for line in lines for run in (LINE, Run(line)))]
    shown = to_html(voice.directed(caption))
    picture = Call(PICTURE, {"scene": Scene.of(report).stored, "caption": shown})
    by_language = words.words("report_languages")  # the picture shows it
    sections = [each for each in words.sections(report, MOST) if each.title != by_language]
    return [picture, *messages(voice.directed(_runs(sections)))]


def drawn(params: Mapping[str, Any]) -> Call:
    """The call that sends the picture, made when its turn comes."""
    photo = whole_picture(Scene.read(params["scene"]))
    return Call("send_photo", {"photo": photo, "caption": params["caption"], "parse_mode": "HTML"})


def _runs(sections: Iterable[Section]) -> list[Run]:
    runs: list[Run] = []
    for section in sections:
        runs += [GAP] if runs else []
        runs.append(Run(section.title, ("b",)))
        for item in section.items:
            runs += _item(item)
    return runs


def _item(item: Item) -> list[Run]:
    below = [run for line in item.below for run in (LINE, Run(f"   {line}", ("i",)))]
    return [LINE, Run(f"• {item.head}"), *below]
