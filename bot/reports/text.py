"""A report as plain text, for a terminal."""

from collections.abc import Iterator

from actions.domain.report import Report
from bot.reports.words import ReportWords

MOST = 10  # items of a list


def text_lines(report: Report, words: ReportWords) -> Iterator[str]:
    """Line by line."""
    yield words.title(report)
    if not report.questions:
        yield ""
        yield words.words("report_nothing")
    else:
        yield words.volume(report)
        yield from words.outcomes(report)
    for section in words.sections(report, MOST):
        yield ""
        yield section.title
        for item in section.items:
            yield f"  {item.head}"
            yield from (f"      {line}" for line in item.below)
    if report.locales:
        yield ""
        yield words.words("report_intervals")
