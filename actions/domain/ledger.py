"""What became of the messages of a ticket, in both directions."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Ledger:
    """How many messages are where; nothing is unaccounted for."""

    due: int = 0
    sent: int = 0
    refused: int = 0
    failed: int = 0
    repeated: int = 0  # of those sent: perhaps twice
    errors: tuple[str, ...] = ()  # of the last that did not arrive

    @property
    def in_trouble(self) -> bool:
        """Whether staff must know."""
        return bool(self.refused or self.failed or self.repeated)
