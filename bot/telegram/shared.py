"""An approved answer as anybody may share it: the general one, whole or with a link to the rest."""

from telegram import InlineQueryResultArticle, InputTextMessageContent
from telegram.constants import ParseMode

from actions.content.knowledge_base import Found
from actions.domain.occasion import Occasion
from bot.telegram.answers import Shown
from bot.telegram.links import Destination, Goal, address
from bot.telegram.presenter import Presenter
from bot.telegram.rendering.messages import GAP, Voice
from bot.telegram.rendering.runs import MESSAGE_LIMIT, Run, length, link_tag, split, to_html

ROOM = 160  # characters for the title's end and the link below what is cut
DESCRIPTION = 120  # characters in the list
ELLIPSIS = "…"


def article(
    found: Found, locale: str, occasion: Occasion, presenter: Presenter, username: str
) -> InlineQueryResultArticle:
    """One result; `occasion` must know nothing of the person."""
    shown, voice = presenter.shown(found, locale, occasion), presenter.voice(locale)
    link = address(username, Destination(Goal.ENTRY, found.entry.id))
    content = InputTextMessageContent(
        to_html(_content(shown, voice, link)), parse_mode=ParseMode.HTML
    )
    return InlineQueryResultArticle(
        f"{locale}:{found.entry.id}",
        found.title,
        content,
        description=_first_paragraph(shown),
    )


def _content(shown: Shown, voice: Voice, link: str) -> list[Run]:
    title = shown.own_voice.directed([Run(shown.entry.title, ("b",))])
    words = [*title, GAP, *shown.general()]
    is_cut = length(words) > MESSAGE_LIMIT - ROOM
    if is_cut:
        words = [*split(words, MESSAGE_LIMIT - ROOM)[0], Run(ELLIPSIS)]
    label = voice.label("share_rest" if is_cut else "share_more")
    return [*words, GAP, *voice.directed([Run(label, (link_tag(link),))])]


def _first_paragraph(shown: Shown) -> str:
    text = "".join(run.text for run in shown.body).strip().partition("\n\n")[0]
    text = " ".join(text.split())
    return text if len(text) <= DESCRIPTION else text[: DESCRIPTION - 1].rstrip() + ELLIPSIS
