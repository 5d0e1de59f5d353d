"""What people get about their own data."""

from collections.abc import Mapping
from html import escape
from typing import Any

from actions.domain import retention
from actions.domain.delivery import Call
from actions.domain.erasure import Receipt, Rows
from bot.telegram.buttons import Tap, button, keyboard
from bot.telegram.promise_words import PromiseWords
from bot.telegram.rendering.messages import GAP, Voice, messages

HEADINGS = {
    "people": "data_people",
    "days": "data_days",
    "stays": "data_stays",
    "done": "data_done",
    "reminders": "data_reminders",
    "turns": "data_turns",
    "tickets": "data_tickets",
    "letters": "data_letters",
    "promises": "data_promises",
    "ratings": "data_ratings",
    "feedback": "data_feedback",
    "complaints": "data_complaints",
    "exchanges": "data_exchanges",
    "subscriptions": "data_subscriptions",
    "recipients": "data_recipients",
    "deliveries": "data_deliveries",
    "inbox": "data_inbox",
}
STYLE = (
    "body{font:16px/1.5 sans-serif;max-width:50em;margin:2em auto;padding:0 1em}"
    "dl{border-top:1px solid #ccc;padding:.5em 0;margin:0}dt{color:#666;font-size:.8em}"
    "dd{margin:0 0 .4em;white-space:pre-wrap;overflow-wrap:anywhere}"
)
FORGET_YES, FORGET_NO = "yes", "no"


class PrivacyWords(PromiseWords):
    """The part of `Presenter` that speaks of data."""

    def privacy(self, locale: str) -> list[Call]:
        """What is kept, who reads it, how long, and how to have it deleted."""
        numbers = {
            "days": retention.WORDS.days,
            "file_days": retention.FILES.days,
            "idle_days": retention.PEOPLE.days,
        }
        return messages(self.voice(locale).say("privacy", **numbers))

    def forget_sure(self, locale: str) -> list[Call]:
        """Asks whether it is really meant."""
        voice = self.voice(locale)
        row = [
            button(voice.label("forget_yes"), Tap.FORGET, FORGET_YES),
            button(voice.label("forget_no"), Tap.FORGET, FORGET_NO),
        ]
        return messages(voice.say("forget_sure"), keyboard([row]))

    def forgotten(self, receipt: Receipt, locale: str) -> list[Call]:
        """What was deleted, and what could not be."""
        voice = self.voice(locale)
        gone = {"rows": receipt.rows, "topics": receipt.topics, "removed": receipt.removed}
        runs = voice.say("forgotten", **gone)
        if receipt.left or receipt.topics_left:
            counts = {"topics": receipt.topics_left, "left": receipt.left}
            left = {**counts, "reason": receipt.reason}
            runs = [*runs, GAP, *voice.say("forgotten_left", **left)]
        end = "forgotten_banned" if receipt.is_banned else "forgotten_anew"
        return messages([*runs, GAP, *voice.say("forgotten_beyond"), GAP, *voice.say(end)])

    def my_data_page(self, rows: Rows, locale: str) -> str:
        """Everything that is known of a person, as a page of HTML."""
        voice = self.voice(locale)
        title = escape(voice.label("data_title"))
        direction = "rtl" if voice.locale.is_rtl else "ltr"
        sections = [
            _section(voice, voice.label(heading), rows.get(table, ()))
            for table, heading in HEADINGS.items()
        ]
        return (
            f'<!doctype html>\n<html lang="{escape(locale)}" dir="{direction}">'
            f'<head><meta charset="utf-8"><title>{title}</title><style>{STYLE}</style></head>\n'
            f"<body><h1>{title}</h1>\n{''.join(sections)}</body></html>\n"
        )


def _section(voice: Voice, heading: str, rows: Any) -> str:  # noqa: ANN401 -- a sequence of rows
    shown = "".join(map(_row, rows)) or f"<p>{escape(voice.label('data_empty'))}</p>"
    return f"<h2>{escape(heading)}</h2>\n{shown}\n"


def _row(row: Mapping[str, Any]) -> str:
    filled = {name: value for name, value in row.items() if value not in (None, "", [], {})}
    items = (
        f'<dt dir="ltr">{escape(name)}</dt><dd dir="auto">{escape(str(value))}</dd>'
        for name, value in filled.items()
    )
    return f"<dl>{''.join(items)}</dl>\n"
