"""What somebody who works at a desk may do."""

from enum import IntEnum


class Role(IntEnum):
    """Each may do what those before may."""

    MEMBER = 1  # answers tickets
    EDITOR = 2  # confirms what many students get
    ADMINISTRATOR = 3  # bans, and hears of what is broken
