"""Bringing the tables up to what this program expects."""

from functools import cache

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from actions.errors import StorageUnusable


def migrate(connection: Connection, where: str) -> None:
    """Run what is missing, inside the caller's transaction; refuse a database from the future."""
    config = _config()
    config.attributes["connection"] = connection
    script = _script()
    stored = set(MigrationContext.configure(connection).get_current_heads())
    if unknown := stored - {revision.revision for revision in script.walk_revisions()}:
        newer = f"{where} was written by a newer version of this program"
        advice = "install that version, or restore the backup from before it"
        raise StorageUnusable(f"{newer} (revision {', '.join(unknown)}); {advice}")
    if stored != set(script.get_heads()):
        command.upgrade(config, "head")


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", "bot.storage:migrations")
    return config


@cache
def _script() -> ScriptDirectory:
    """The migrations that this program has: reading them once is enough."""
    return ScriptDirectory.from_config(_config())
