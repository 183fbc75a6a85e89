"""Records the SQL of a piece of work, and does it again with nothing but the driver."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, Protocol

from sqlalchemy import Engine, event


class Cursor(Protocol):
    """What the cursors of both drivers can do."""

    description: object

    def execute(self, sql: Any, parameters: Any, /) -> object:  # noqa: ANN401  (the driver's own)
        """Send one statement."""

    def executemany(self, sql: Any, parameters: Any, /) -> object:  # noqa: ANN401  (likewise)
        """Send one statement for each row."""

    def fetchall(self) -> object:
        """All rows."""


@dataclass(frozen=True, slots=True)
class Statement:
    """One call of the driver."""

    sql: str
    parameters: Any
    is_many: bool


@dataclass
class Recording:
    """The statements of one transaction, in order."""

    statements: list[Statement] = field(default_factory=list)

    @property
    def count(self) -> int:
        """How often the database was asked, BEGIN and COMMIT aside."""
        return len(self.statements)

    def replay(self, cursor: Cursor) -> None:
        """Send the same statements and fetch the same rows, as a program without layers would."""
        for statement in self.statements:
            if statement.is_many:
                cursor.executemany(statement.sql, statement.parameters)
            else:
                cursor.execute(statement.sql, statement.parameters)
            if cursor.description is not None:
                cursor.fetchall()


@contextmanager
def recording_of(engine: Engine) -> Iterator[Recording]:
    """While the engine works, keep what it sends."""
    recording = Recording()

    def keep(_connection: object, _cursor: object, sql: str, *rest: object) -> None:
        parameters, _context, is_many = rest
        if not sql.startswith("BEGIN"):
            recording.statements.append(Statement(sql, parameters, bool(is_many)))

    event.listen(engine, "before_cursor_execute", keep)
    try:
        yield recording
    finally:
        event.remove(engine, "before_cursor_execute", keep)
