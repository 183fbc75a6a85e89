"""Bringing a company's tables to what this program knows, and telling how far they are.

Alembic is slow to import, so it is imported only when a step must be taken; which revision a
company has is read with one plain query.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, inspect, text

if TYPE_CHECKING:
    from alembic.config import Config

MIGRATIONS = Path(__file__).parent.parent / "models" / "migrations"
VERSIONS = MIGRATIONS / "versions"


def known_revisions() -> tuple[str, ...]:
    """The revisions that this program can bring a company to, oldest first."""
    return tuple(sorted(path.name[:4] for path in VERSIONS.glob("[0-9]*.py")))


def newest_revision() -> str:
    """The revision that this program works with."""
    return known_revisions()[-1]


def current_revision(connection: Connection) -> str | None:
    """The revision of the company at hand; None when its tables are not there yet."""
    if "alembic_version" not in inspect(connection).get_table_names():
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()


def alembic_config(connection: Connection) -> Config:
    """Alembic's settings for one connection."""
    from alembic.config import Config  # noqa: PLC0415  (alembic: 0.3 s)

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    return config


def upgrade(connection: Connection, revision: str = "head") -> None:
    """Take all steps up to a revision; the caller commits them, all or none."""
    from alembic import command  # noqa: PLC0415  (alembic: 0.3 s)

    _begin(connection)
    command.upgrade(alembic_config(connection), revision)


def downgrade(connection: Connection, revision: str) -> None:
    """Take steps back to a revision; `base` removes all tables. The caller commits."""
    from alembic import command  # noqa: PLC0415  (alembic: 0.3 s)

    _begin(connection)
    command.downgrade(alembic_config(connection), revision)


def _begin(connection: Connection) -> None:
    """Begin a transaction, or else Alembic commits each step by itself."""
    if not connection.in_transaction():
        connection.begin()
