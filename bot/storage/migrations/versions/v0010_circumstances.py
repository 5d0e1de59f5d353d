"""Remember what people tell about themselves, where an answer depends on it."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0001"

WORD = sa.String(20)


def upgrade() -> None:
    """Nothing is known of anybody yet."""
    op.add_column("people", sa.Column("citizenship", sa.Text()))
    op.add_column("people", sa.Column("level", WORD))
    op.add_column("people", sa.Column("role", WORD))
