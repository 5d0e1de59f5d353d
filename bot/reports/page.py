"""A report as a page with pictures, that needs nothing but a browser."""

from collections.abc import Iterable, Iterator
from html import escape

from actions.content.registry import Locale
from actions.domain.report import Report
from bot.reports.words import Item, ReportWords, Section

DAYS, LOCALES = "days.png", "languages.png"  # files beside the page
MOST = 30  # items of a list
STYLE = """
body{font:16px/1.5 system-ui,sans-serif;color:#1f2937;background:#f3f4f6;margin:0}
main{max-width:60em;margin:2em auto;padding:0 1em}
section{background:#fff;border-radius:12px;padding:1em 1.5em;margin:1em 0}
h1{font-size:1.5em;margin:.5em 0}h2{font-size:1.1em;margin:.3em 0 .6em}
img{max-width:100%;height:auto;display:block;margin:.5em auto}
ul{list-style:none;padding:0;margin:0}li{padding:.35em 0;border-top:1px solid #e5e7eb}
li:first-child{border-top:0}.below{color:#6b7280;margin:.1em 1.5em}
.tiles{display:flex;flex-wrap:wrap;gap:.5em 1.5em}
.wide{overflow-x:auto}table{border-collapse:collapse;width:100%}
th,td{text-align:start;padding:.4em .6em;border-top:1px solid #e5e7eb;white-space:nowrap}
th{color:#6b7280;font-weight:normal;border-top:0}.note{color:#6b7280;font-size:.9em}
"""


def page(report: Report, words: ReportWords, locale: Locale) -> str:
    """The whole of it; the pictures lie beside it under the names above."""
    title = escape(words.title(report))
    direction = "rtl" if locale.is_rtl else "ltr"
    parts = [_head(report, words), *_languages(report, words)]
    shown = words.sections(report, MOST)
    by_language = words.words("report_languages")  # has a table and a picture of its own
    parts += [_section(each) for each in shown if each.title != by_language]
    return (
        f'<!doctype html>\n<html lang="{escape(locale.code)}" dir="{direction}">'
        '<head><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
        f"<title>{title}</title><style>{STYLE}</style></head>\n"
        f"<body><main><h1>{title}</h1>\n{''.join(parts)}</main></body></html>\n"
    )


def _head(report: Report, words: ReportWords) -> str:
    if not report.questions:
        return f"<section><p>{escape(words.words('report_nothing'))}</p></section>\n"
    legend = "".join(f"<span>{escape(line)}</span>" for line in words.outcomes(report))
    volume = escape(words.volume(report))
    picture = f'<img src="{DAYS}" alt="{volume}">'
    return f'<section><h2>{volume}</h2>{picture}<div class="tiles">{legend}</div></section>\n'


def _languages(report: Report, words: ReportWords) -> Iterator[str]:
    if not report.locales:
        return
    title = escape(words.words("report_languages"))
    rows = "".join(_row("td", words.row(line)) for line in report.locales)
    note = escape(words.words("report_intervals"))
    yield (
        f'<section><h2>{title}</h2><img src="{LOCALES}" alt="{title}"><div class="wide">'
        f"<table>{_row('th', words.columns())}{rows}</table></div>"
        f'<p class="note">{note}</p></section>\n'
    )


def _section(section: Section) -> str:
    items = "".join(map(_item, section.items))
    return f"<section><h2>{escape(section.title)}</h2><ul>{items}</ul></section>\n"


def _item(item: Item) -> str:
    below = "".join(f'<div class="below" dir="auto">{escape(line)}</div>' for line in item.below)
    return f"<li>{escape(item.head)}{below}</li>"


def _row(cell: str, values: Iterable[str]) -> str:
    return "<tr>" + "".join(f"<{cell}>{escape(each)}</{cell}>" for each in values) + "</tr>"
