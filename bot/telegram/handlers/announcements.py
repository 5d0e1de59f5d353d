"""Hears staff write, look at, send and stop announcements."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any, TypeVar

from telegram import Message

from actions.announcing import Announcing
from actions.content.circumstances import EVERYBODY, KINDS
from actions.content.roles import Role
from actions.domain.announcement import Announcement
from actions.domain.audience import Audience
from actions.domain.deed import Actor
from actions.domain.delivery import Call, Priority
from actions.errors import AnnouncementError, NotYourOwn
from actions.outbox import Outbox
from bot.telegram.announcement_board import CHOSEN, AnnouncementBoard
from bot.telegram.buttons import number_of
from bot.telegram.handlers.staff_touch import DeskTouch, Toast

DRAFT, ASK = "draft", "ask"  # how the causes of our own messages begin that may be replied to
Word = TypeVar("Word", bound=StrEnum)
Step = Callable[["_At", Outbox], Awaitable[Toast]]
TOO_OLD: Toast = ("tap_too_old", {})


@dataclass(frozen=True)
class Place:
    """Where in the staff group it is written."""

    chat_id: int
    thread_id: int | None = None


@dataclass(frozen=True)
class _At:
    """A tap on an announcement."""

    announcement: Announcement
    touch: DeskTouch

    @property
    def step(self) -> str:
        """What is to be done."""
        return self.touch.tapped.argument(1)

    @property
    def what(self) -> str:
        """With what."""
        return self.touch.tapped.argument(2)

    @property
    def place(self) -> Place:
        """Where."""
        return Place(self.touch.chat_id, self.touch.thread_id)


class AnnouncementHandlers:
    """`/announce`, the taps on the message that it gives, and what is replied to its questions."""

    def __init__(self, announcing: Announcing, board: AnnouncementBoard) -> None:
        self._announcing, self._board = announcing, board
        self._steps: Mapping[str, Step] = {
            "main": self.on_main,
            "topics": self.on_topics,
            "t": self.on_topic,
            "whom": self.on_whom,
            **dict.fromkeys(CHOSEN, self.on_chosen),
            "all": self.on_everybody,
            "fb": self.on_others,
            ASK: self.on_ask,
            "preview": self.on_preview,
            "send": self.on_send,
            "stop": self.on_stop,
            "drop": self.on_drop,
        }

    async def on_announce(
        self, message: Message, _arguments: str, actor: Actor, outbox: Outbox
    ) -> None:
        """An empty draft, below the command."""
        place = place_of(message)
        if actor.role < Role.EDITOR:
            said = self._board.announcement_said("editors_only")
            await outbox.post(place.chat_id, _in_thread(said, place))
            return
        draft = await self._announcing.begin(outbox, place.chat_id, actor)
        await self.show_board(outbox, draft, place)

    async def show_board(self, outbox: Outbox, draft: Announcement, place: Place) -> None:
        """Its message, anew."""
        await _post(outbox, draft, place, [self._board.announcement_board(draft)])

    async def on_tap(self, touch: DeskTouch, outbox: Outbox) -> Toast:
        """Whoever may, on an announcement of this very group."""
        announcement = await outbox.work.announcements.get(number_of(touch.tapped.argument(0)))
        step = self._steps.get(touch.tapped.argument(1))
        if announcement is None or step is None or announcement.chat_id != touch.chat_id:
            return TOO_OLD
        if touch.actor.role < Role.EDITOR:
            return "editors_only", {}
        try:
            return await step(_At(announcement, touch), outbox)
        except NotYourOwn as refused:
            return "announce_second_person", {"count": refused.recipients}
        except AnnouncementError:
            return "announce_not_now", {}

    async def on_main(self, at: _At, outbox: Outbox) -> Toast:
        """The whole of it."""
        progress = await outbox.work.announcements.progress(at.announcement.id)
        await self._edit(at, outbox, self._board.announcement_board(at.announcement, progress))
        return None

    async def on_topics(self, at: _At, outbox: Outbox) -> Toast:
        """The choice of topics."""
        await self._edit(at, outbox, self._board.announcement_topics(at.announcement))
        return None

    async def on_topic(self, at: _At, outbox: Outbox) -> Toast:
        """One topic more, or less."""
        audience = at.announcement.audience
        if not self._board.has_topic(at.what) and at.what not in audience.topics:
            return TOO_OLD
        audience = replace(audience, topics=audience.topics ^ {at.what})
        changed = await self._for_audience(at, outbox, audience)
        await self._edit(at, outbox, self._board.announcement_topics(changed))
        return None

    async def on_whom(self, at: _At, outbox: Outbox) -> Toast:
        """The choice of people."""
        await self._edit(at, outbox, self._board.announcement_whom(at.announcement))
        return None

    async def on_chosen(self, at: _At, outbox: Outbox) -> Toast:
        """One level of study, role or stage more, or less."""
        key = CHOSEN[at.step]
        condition, kind = at.announcement.audience.condition, KINDS[key]
        if at.what not in set(kind):
            return TOO_OLD
        changed: dict[str, Any] = {key: _toggled(getattr(condition, key), kind(at.what))}
        condition = replace(condition, **changed)
        audience = replace(at.announcement.audience, condition=condition)
        return await self._show_whom(at, outbox, audience)

    async def on_everybody(self, at: _At, outbox: Outbox) -> Toast:
        """Everybody who subscribed."""
        audience = replace(at.announcement.audience, condition=EVERYBODY)
        return await self._show_whom(at, outbox, audience)

    async def on_others(self, at: _At, outbox: Outbox) -> Toast:
        """Who reads none of its languages gets nothing, or the next of these, labelled."""
        choices = [None, *sorted(at.announcement.texts)]
        known = at.announcement.fallback if at.announcement.fallback in choices else None
        following = choices[(choices.index(known) + 1) % len(choices)]
        by, audience = at.touch.actor.id, at.announcement.audience
        changed = at.announcement.for_audience(audience, by, following)
        await outbox.work.announcements.save(changed)
        await self._edit(at, outbox, self._board.announcement_board(changed))
        return None

    async def on_ask(self, at: _At, outbox: Outbox) -> Toast:
        """Asks for what can't be tapped; whoever replies to that message answers it."""
        if not self._board.asks_for(at.what):
            return TOO_OLD
        calls = self._board.announcement_ask(at.announcement, at.what)
        await _post(outbox, at.announcement, at.place, calls, f"{ASK}:{at.what}")
        return None

    async def on_preview(self, at: _At, outbox: Outbox) -> Toast:
        """Exactly as it will look, and for how many."""
        if problems := at.announcement.problems():
            return f"announce_problem_{problems[0]}", {}
        seen, found = await self._announcing.preview(outbox, at.announcement, at.touch.actor)
        calls = [
            *self._board.announcement_previews(seen),
            self._board.announcement_sure(seen, found),
        ]
        await _post(outbox, seen, at.place, calls)
        return None

    async def on_send(self, at: _At, outbox: Outbox) -> Toast:
        """It is confirmed, and goes when its time comes."""
        message_id, actor = at.touch.message_id, at.touch.actor
        sent = await self._announcing.confirm(outbox, at.announcement, actor, message_id)
        await self._edit(at, outbox, self._board.announcement_board(sent))
        return "tap_done", {}

    async def on_stop(self, at: _At, outbox: Outbox) -> Toast:
        """Nobody else gets it."""
        stopped = await self._announcing.stop(outbox, at.announcement, at.touch.actor)
        progress = await outbox.work.announcements.progress(stopped.id)
        await self._edit(at, outbox, self._board.announcement_board(stopped, progress))
        return "tap_done", {}

    async def on_drop(self, at: _At, outbox: Outbox) -> Toast:
        """It is given up."""
        if not await self._announcing.discard(outbox, at.announcement):
            return "announce_not_now", {}
        [gone] = self._board.announcement_said("announce_dropped", number=at.announcement.id)
        await self._edit(at, outbox, gone)
        return "tap_done", {}

    async def _show_whom(self, at: _At, outbox: Outbox, audience: Audience) -> Toast:
        changed = await self._for_audience(at, outbox, audience)
        await self._edit(at, outbox, self._board.announcement_whom(changed))
        return None

    async def _for_audience(self, at: _At, outbox: Outbox, audience: Audience) -> Announcement:
        by, fallback = at.touch.actor.id, at.announcement.fallback
        changed = at.announcement.for_audience(audience, by, fallback)
        await outbox.work.announcements.save(changed)
        return changed

    async def _edit(self, at: _At, outbox: Outbox, call: Call) -> None:
        params = {"reply_markup": None, **call.params, "message_id": at.touch.message_id}
        change = [Call("edit_message_text", params)]
        await outbox.post(at.touch.chat_id, change, Priority.MENU)


def place_of(message: Message) -> Place:
    """Where somebody wrote."""
    thread_id = message.message_thread_id if message.is_topic_message else None
    return Place(message.chat.id, thread_id)


async def _post(
    outbox: Outbox,
    announcement: Announcement,
    place: Place,
    calls: list[Call],
    about: str = "board",
) -> None:
    """Say it where it is written; the cause tells what a reply to it would be about."""
    cause = f"{DRAFT}:{announcement.id}:{about}:{outbox.cause}"
    await Outbox(outbox.work, cause, outbox.now).post(place.chat_id, _in_thread(calls, place))


def _in_thread(calls: list[Call], place: Place) -> list[Call]:
    thread = {"message_thread_id": place.thread_id} if place.thread_id else {}
    return [Call(call.method, {**call.params, **thread}) for call in calls]


def _toggled(words: tuple[Word, ...], word: Word) -> tuple[Word, ...]:
    return tuple(each for each in words if each != word) if word in words else (*words, word)
