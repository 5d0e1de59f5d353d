"""Asking what was missing in an answer that did not help."""

from dataclasses import replace
from datetime import datetime

from actions.domain.delivery import Priority
from actions.domain.feedback import LONGEST_WORD, Complaint, Missing
from actions.domain.person import Awaiting, Person
from actions.library import Library
from actions.outbox import Outbox
from actions.ports import Presenter, StaffPresenter, Work
from actions.staffing import Staffing


class Complaining:
    """Each message once, by whoever got it; everything in the unit of work it is given."""

    def __init__(
        self,
        library: Library,
        staffing: Staffing,
        presenter: Presenter,
        staff_presenter: StaffPresenter,
    ) -> None:
        self._library, self._staffing = library, staffing
        self._presenter, self._staff_presenter = presenter, staff_presenter

    async def begin(self, work: Work, complaint: Complaint) -> bool:
        """Keep a 👎; True if it is the second one about the same question."""
        if await work.complaints.get(complaint.person_id, complaint.message_id):
            return False  # two taps on one message
        earlier = await work.complaints.last_of(complaint.person_id)
        await work.complaints.save(complaint)
        return complaint.follows(earlier)

    async def say(self, work: Work, person: Person, message_id: int, missing: Missing) -> bool:
        """What was missing, by a button; the last one counts. False if there was no 👎."""
        complaint = await work.complaints.get(person.id, message_id)
        if complaint is None:
            return False
        await work.complaints.save(replace(complaint, missing=missing))
        return True

    async def ask_for_word(self, outbox: Outbox, person: Person, message_id: int) -> bool:
        """The next message is what they missed; False if it is too late for that.

        Nor may those write who are banned. The moment is that of this tap, so that whoever reads
        for a while may still write.
        """
        work = outbox.work
        complaint = await work.complaints.get(person.id, message_id)
        if complaint is None or complaint.word or person.banned_at is not None:
            return False
        await work.complaints.save(replace(complaint, given_at=outbox.now))
        await work.people.save(replace(person, awaiting=Awaiting.MISSING_WORD))
        return True

    async def awaits_word(self, work: Work, person: Person, now: datetime) -> bool:
        """Whether what this person writes now is still taken for it."""
        if person.awaiting is not Awaiting.MISSING_WORD:
            return False
        complaint = await work.complaints.last_of(person.id)
        return complaint is not None and complaint.takes_word(now)

    async def take_word(self, outbox: Outbox, person: Person, text: str) -> bool:
        """Keep it, and show it to staff; False if nothing was asked for, or it has no words."""
        await outbox.work.people.save(replace(person, awaiting=Awaiting.QUESTION))
        complaint = await outbox.work.complaints.last_of(person.id)
        word = text.strip()[:LONGEST_WORD]
        if complaint is None or complaint.word or not word:
            return False
        await outbox.post(person.id, self._presenter.missing_word_kept(complaint.locale))
        shown = await self._show(outbox, replace(complaint, word=word))
        await outbox.work.complaints.save(shown)
        return True

    async def _show(self, outbox: Outbox, complaint: Complaint) -> Complaint:
        """Tell the desk that answers for the entry; what told it is remembered."""
        desk = self._library.kb.desk_of(complaint.entry_id)
        chat = await self._staffing.chat_of(desk, outbox.work.moves)
        if chat is None:
            return complaint
        told = self._staff_presenter.missing_word(complaint)
        [number, *_] = await outbox.post(chat, told, Priority.STAFF)
        return replace(complaint, delivery_id=number)
