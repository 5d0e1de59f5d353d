"""What staff get when a promise is missed, a student rates their help, or wants to be forgotten."""

from collections.abc import Iterable, Sequence
from datetime import timedelta

from actions.content.desks import Member
from actions.content.roles import Role
from actions.domain.erasure import Trace
from actions.domain.promise import Step
from actions.domain.ticket import Ticket
from bot.telegram.rendering.messages import Voice
from bot.telegram.rendering.runs import Run

LINE = Run("\n")
CLAIMER_UNLISTED = "👤"  # a name that only Telegram knows
SUPERGROUP = "-100"
MOST_LINKS = 10
MOST_NAMED = 20  # Telegram tells no more people of one message


def overdue_runs(
    voice: Voice, ticket: Ticket, step: Step, members: Sequence[Member], late: timedelta
) -> list[Run]:
    """Names whose turn it is, so that Telegram tells them."""
    minutes = int(late.total_seconds() // 60)
    time = {"hours": minutes // 60, "minutes": minutes % 60}
    message = "overdue_desk"
    if step is Step.CLAIMER:
        message = "overdue_claimer"
    elif step is Step.HEAD:
        message = "overdue_head"
    runs = voice.say(message, number=ticket.id, **time)
    for name, person_id in list(_named(ticket, step, members))[:MOST_NAMED]:
        runs += [Run(" "), Run(name, (f'a href="tg://user?id={person_id}"',))]
    return runs


def rating_runs(voice: Voice, ticket: Ticket, score: int, word: str) -> list[Run]:
    """The number, and the student's words."""
    head = voice.say("rating_word_staff", number=ticket.id, score=score)
    return [*head, LINE, Run(word, ("blockquote",))]


def places_of(trace: Trace) -> list[str]:
    """Addresses of a topic, or of the first few messages, for whoever is in the group."""
    chat = str(trace.chat_id)
    if not chat.startswith(SUPERGROUP):
        return []
    ids = [trace.thread_id] if trace.thread_id is not None else trace.message_ids[:MOST_LINKS]
    return [f"https://t.me/c/{chat.removeprefix(SUPERGROUP)}/{each}" for each in ids]


def _named(ticket: Ticket, step: Step, members: Sequence[Member]) -> Iterable[tuple[str, int]]:
    if step is Step.CLAIMER and ticket.claimed_by is not None:
        names = {member.id: member.name for member in members}
        yield names.get(ticket.claimed_by, CLAIMER_UNLISTED), ticket.claimed_by
    for member in members:
        is_head = member.role >= Role.ADMINISTRATOR
        if step is Step.DESK or (step is Step.HEAD and is_head):
            yield member.name, member.id
