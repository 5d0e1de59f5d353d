"""What becomes of a message that could not be processed: a person gets it."""

from telegram import Update

from actions.domain.decision import HandOff, Reason
from actions.handing_off import HandingOff, Handoff
from actions.outbox import Outbox
from bot.telegram.people import home_locale, person_of, written
from bot.telegram.presenter import Presenter

FAILED = HandOff(Reason.FAILED)


class Rescuer:
    """Hands a failed private message to staff, and says so to the person."""

    def __init__(self, handing_off: HandingOff, presenter: Presenter) -> None:
        self._handing_off, self._presenter = handing_off, presenter

    async def rescue(self, update: Update, outbox: Outbox) -> None:
        """Nothing for updates without a person and a message."""
        message, user = update.message, update.effective_user
        if message is None or user is None or message.chat.id != user.id:
            return
        person = person_of(user).remembering(await outbox.work.people.get(user.id))
        if person.banned_at is not None:
            return
        await outbox.work.people.save(person)
        kb = self._presenter.kb
        locale = home_locale(person, kb)
        letter = written(message)
        handoff = Handoff(person, letter.text or "📎", locale, FAILED, letter)
        await self._handing_off.open(outbox, handoff)
