"""Everything that can go wrong, as facts.

BeledciError
  InvalidSettings        the environment asks for something impossible      .problems
  InvalidKnowledge       knowledge/ can't be used as it stands              .problems
  EditRefused            an editor's command does not fit; nothing was written .problems
  ModelUnavailable       Rasa does not answer, or not in time
  ModelUnusable          what was trained is not what knowledge/ asks for
  TrainingFailed         no model came out
  StorageUnusable        the database can't be opened, read or written
  TelegramUnusable       wrong token, second instance, or no way to the server
  DeliveryError          one message could not be sent
    DeliveryPostponed    try again later                                    .retry_after, .unsure
    DeliveryRefused      never try again                                    .unreachable
    ChatMoved            the group lives under another id now               .new_chat_id
    TopicGone            the forum topic was deleted
    TopicShut            the forum topic is closed, and we may not write there
    MessageGone          what should be edited is no longer there
  TicketError            staff want what this ticket does not allow
    TicketTaken          a colleague has it                                 .by
    TicketClosed         it is over
  AnnouncementError      staff want what this announcement does not allow
    NotYourOwn           so many recipients need a second person to confirm   .recipients
"""

from collections.abc import Sequence


class BeledciError(Exception):
    """Says what happened, where, and what to do."""


class InvalidSettings(BeledciError):
    """The environment asks for something impossible; all of it is named."""

    def __init__(self, problems: Sequence[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = tuple(problems)


class InvalidKnowledge(BeledciError):
    """The knowledge base has errors; all of them are named."""

    def __init__(self, problems: Sequence[object]) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = tuple(problems)


class EditRefused(BeledciError):
    """A command for editors does not fit what is there; nothing was written."""

    def __init__(self, problems: Sequence[object]) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = tuple(problems)


class ModelUnavailable(BeledciError):
    """Rasa does not answer, or not in time."""


class ModelUnusable(BeledciError):
    """What was trained is not what the knowledge base asks for."""


class TrainingFailed(BeledciError):
    """No model came out of the training."""


class StorageUnusable(BeledciError):
    """The database can't be opened, read or written."""


class TelegramUnusable(BeledciError):
    """Telegram refuses us as a whole, or can't be reached."""


class DeliveryError(BeledciError):
    """One message could not be sent."""


class DeliveryPostponed(DeliveryError):
    """Not now: Telegram asks for patience, or the network is down."""

    def __init__(
        self, reason: str, retry_after: float | None = None, *, unsure: bool = False
    ) -> None:
        super().__init__(reason)
        self.retry_after = retry_after  # seconds that Telegram asked for; None: our own back-off
        self.unsure = unsure  # the call may have been made all the same


class DeliveryRefused(DeliveryError):
    """Never: what was sent is wrong, or nobody is there to get it."""

    def __init__(self, reason: str, *, unreachable: bool = False) -> None:
        super().__init__(reason)
        self.unreachable = unreachable  # the person blocked the bot, or the account is gone


class ChatMoved(DeliveryError):
    """The group became a supergroup and has another id."""

    def __init__(self, new_chat_id: int) -> None:
        super().__init__(f"the chat moved to {new_chat_id}")
        self.new_chat_id = new_chat_id


class TopicGone(DeliveryError):
    """The forum topic was deleted by somebody."""


class TopicShut(DeliveryError):
    """The forum topic is closed, and we may not write there."""


class MessageGone(DeliveryError):
    """What should be edited is no longer there, or can't be edited."""


class TicketError(BeledciError):
    """Staff want what this ticket does not allow."""


class TicketTaken(TicketError):
    """A colleague has it."""

    def __init__(self, by: int) -> None:
        super().__init__(f"it is in the hands of {by}")
        self.by = by  # the colleague's Telegram id


class TicketClosed(TicketError):
    """It is over."""


class AnnouncementError(BeledciError):
    """Staff want what this announcement does not allow."""


class NotYourOwn(AnnouncementError):
    """So many recipients need a second person to confirm."""

    def __init__(self, recipients: int) -> None:
        super().__init__(f"{recipients} recipients need a second person")
        self.recipients = recipients
