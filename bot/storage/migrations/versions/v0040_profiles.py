"""Where somebody came from, and what Telegram shows of the bot."""

import sqlalchemy as sa
from alembic import op

revision = "0040"
down_revision = "0032"


def upgrade() -> None:
    """Nobody came by a link yet."""
    op.add_column("people", sa.Column("came_from", sa.Text()))
    op.create_table(
        "introductions",
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("place", name="introductions_pk"),
    )
