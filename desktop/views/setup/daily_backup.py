"""Makes the daily backup while the program runs, and soon after a start that comes late."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, QTimer

from desktop.services.context import UserContext
from desktop.services.database import Database
from desktop.views.shell.desk import Desk

FIRST_LOOK_MS = 30_000
"""A start is not slowed down by it."""
LOOK_AGAIN_MS = 5 * 60_000


class DailyBackup(QObject):
    """Looks every five minutes whether a backup is due, and makes it beside the work."""

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._timer = QTimer(self)
        self._timer.setInterval(FIRST_LOOK_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def stop(self) -> None:
        """The company is being closed."""
        self._timer.stop()

    def look(self) -> None:
        """Make the backup when it is due; the next look comes later than the first."""
        self._timer.setInterval(LOOK_AGAIN_MS)
        database = self._desk.tasks.database
        if isinstance(database, Database) and database.is_sqlite:
            work = partial(_make, database, self._desk.context)
            self._desk.tasks.output(work, done=self._on_done, owner=self)

    def _on_done(self, _backup: object) -> None:
        """The service logs what it did; nobody is disturbed by a backup that went well."""


def _make(database: Database, context: UserContext) -> object:
    # Backups prove the books, which brings half of the services along: not at each start.
    from desktop.services.backups.copies import backup_if_due  # noqa: PLC0415

    return backup_if_due(database, context.now())
