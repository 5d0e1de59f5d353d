"""An office with a staff group, and one without."""

import pytest

from tests.actions.office import Office


@pytest.fixture
def office() -> Office:
    return Office()


@pytest.fixture
def unattended() -> Office:
    """Nobody of the staff reads along."""
    return Office(staff_chat=None)
