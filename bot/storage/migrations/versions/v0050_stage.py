"""Remember how far somebody is on the way through a programme, where they tell it."""

import sqlalchemy as sa
from alembic import op

revision = "0050"
down_revision = "0043"


def upgrade() -> None:
    """Nobody has told it yet."""
    op.add_column("people", sa.Column("stage", sa.String(20)))
