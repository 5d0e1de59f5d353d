"""Promising by when a person answers, and keeping an eye on the promise."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

from actions.domain.delivery import Priority
from actions.domain.office_hours import OfficeHours
from actions.domain.promise import (
    MOST,
    SINCE,
    Outlook,
    Promise,
    expected,
    next_step,
    promise,
)
from actions.domain.ticket import Ticket
from actions.outbox import Outbox
from actions.ports import Presenter, StaffPresenter, Work
from actions.staffing import Staffing

Hours = Callable[[], OfficeHours]  # as the files say it now


class Promising:
    """Everything in the unit of work it is given; due moments are in the database."""

    def __init__(
        self,
        presenter: Presenter,
        staff_presenter: StaffPresenter,
        staffing: Staffing,
        hours: Hours,
    ) -> None:
        self._presenter, self._staff_presenter = presenter, staff_presenter
        self._staffing, self._hours = staffing, hours

    async def begin(self, outbox: Outbox, ticket: Ticket) -> Outlook | None:
        """What the student may be told now; None where nobody of the office can answer."""
        if ticket.owed_since is None or ticket.chat_id is None:
            return None
        promised = await outbox.work.promises.get(ticket.id)
        if promised is None or not promised.is_about(ticket):
            wait = await self._wait(outbox.work, outbox.now)
            promised = promise(ticket, outbox.now, wait, self._hours())
            await outbox.work.promises.save(promised)
        return await self._outlook(outbox, ticket, promised)

    async def outlook(self, outbox: Outbox, ticket: Ticket) -> Outlook | None:
        """What was promised; None if nothing is."""
        promised = await outbox.work.promises.get(ticket.id)
        if promised is None or not promised.is_about(ticket):
            return None
        return await self._outlook(outbox, ticket, promised)

    async def look_after(self, work: Work, promised: Promise, now: datetime) -> None:
        """Its moment has come: tell the student again, remind the office, or leave it."""
        ticket = await work.tickets.get(promised.ticket_id)
        if ticket is None or not promised.is_about(ticket):
            await work.promises.save(replace(promised, next_at=None))  # kept, to be counted
            return
        if not promised.renewed and now >= promised.warn_at:
            promised = await self._tell_again(work, ticket, promised, now)
        climbs_at = promised.climbs_at(self._hours())
        if climbs_at and now >= climbs_at:
            promised = await self._climb(work, ticket, promised, now)
        await work.promises.save(promised.planned(self._hours()))

    async def _tell_again(
        self, work: Work, ticket: Ticket, promised: Promise, now: datetime
    ) -> Promise:
        hours = self._hours()
        wait = await self._wait(work, now)
        due = hours.rounded(hours.after(max(now, promised.due_at), wait))
        again = promised.told_again(due, hours)
        outbox = Outbox(work, f"promise:{ticket.id}:{_key(promised)}:again", now)
        outlook = await self._outlook(outbox, ticket, again)
        told = self._presenter.promised_again(ticket, outlook)
        await outbox.post(ticket.person_id, told, Priority.PERSON, ticket.id)
        return again

    async def _climb(self, work: Work, ticket: Ticket, promised: Promise, now: datetime) -> Promise:
        step = next_step(promised, ticket)
        if ticket.chat_id is not None:
            outbox = Outbox(work, f"promise:{ticket.id}:{_key(promised)}:{step}", now)
            members = await self._staffing.members_at(ticket.chat_id, work.moves)
            late = self._hours().between(promised.owed_since, now)
            notice = self._staff_presenter.overdue(ticket, step, members, late)
            await outbox.post(ticket.chat_id, notice, Priority.STAFF, ticket.id)
        return promised.climbed(step, self._hours())

    async def _outlook(self, outbox: Outbox, ticket: Ticket, promised: Promise) -> Outlook:
        hours, now = self._hours(), outbox.now
        opens_at = None if hours.is_open(now) else hours.opens_at(now)
        place = await outbox.work.promises.place(ticket)
        return Outlook(promised.due_at, place, opens_at)

    async def _wait(self, work: Work, now: datetime) -> timedelta:
        hours = self._hours()
        replies = await work.promises.first_replies(now - SINCE, MOST)
        return expected([hours.between(asked, replied) for asked, replied in replies])


def _key(promised: Promise) -> str:
    """What tells one wait of a ticket from its next one."""
    return promised.owed_since.isoformat()
