"""The copies of the company: make one, try one by a test restore, put one back."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TypeVar

from desktop.services.backups.copies import (
    BY_HAND,
    DAILY,
    Backup,
    RestoreTest,
    backup_now,
    try_restore,
)
from desktop.services.backups.queries import backups, company_of
from desktop.services.database import Database
from desktop.translation import N_, _, ngettext, user_localizer
from desktop.views.shell.actions import ActionSpec
from desktop.views.shell.desk import Desk
from desktop.views.shell.dialogs import confirm
from desktop.views.shell.navigation import PageSpec
from desktop.views.shell.page import Page
from desktop.views.shell.progress import WorkProgress
from desktop.views.shell.tasks import CompanyDatabase
from desktop.views.tables.columns import Column, Kind, Tone
from desktop.views.tables.computed_list import computed
from desktop.views.tables.list_page import ListPage
from desktop.views.tables.list_spec import ListSpec, Needs, PageAction

T = TypeVar("T")

BYTES_OF_A_MB = 1_000_000

_NOW = ActionSpec(id="backup_now", text=N_("Backup Now"), icon="save", primary=True)
_TEST = ActionSpec(
    id="test_restore",
    text=N_("Test Restore"),
    icon="shield-check",
    tooltip=N_("Puts the copy back for a trial, opens it and proves its books"),
)
_RESTORE = ActionSpec(id="restore", text=N_("Restore…"), icon="history")
_SCHEDULE = ActionSpec(id="schedule", text=N_("Schedule"), icon="calendar")

OTHER_REASON = N_("Before an update")
REASONS = {BY_HAND: N_("By hand"), DAILY: N_("Daily")}
"""Why a copy was made; any other was made before a new version took the company over."""


def _reason(backup: Backup) -> str:
    return _(REASONS.get(backup.reason, OTHER_REASON))


def _size(backup: Backup) -> str:
    megabytes = max(1, backup.size // BYTES_OF_A_MB)
    return _("{count} MB").format(count=user_localizer().integer(megabytes))


def _state(backup: Backup) -> str:
    if backup.test is None:
        return _("Not tested")
    return _("Tested") if backup.test.is_sound else _("Not sound")


def _tone(backup: Backup) -> Tone:
    if backup.test is None:
        return Tone.NEUTRAL
    return Tone.OK if backup.test.is_sound else Tone.DANGER


COLUMNS = (
    Column(
        "made_at", N_("Made At"), lambda row: row.made_at, Kind.DATETIME, width=168, sortable=False
    ),
    Column("company", N_("Company"), lambda row: row.company_name, width=220, sortable=False),
    Column("reason", N_("Made"), _reason, width=140, sortable=False),
    Column("size", N_("Size"), _size, Kind.TEXT, width=88, sortable=False),
    Column("test", N_("Test"), _state, Kind.STATUS, width=120, pill=_tone, sortable=False),
    Column(
        "tested_at",
        N_("Tested At"),
        lambda row: row.test.tested_at if row.test else None,
        Kind.DATETIME,
        width=168,
        sortable=False,
    ),
    Column("file", N_("File"), lambda row: row.path.name, width=380, sortable=False),
)


class BackupsPage(ListPage):
    """The list of copies. A company on a server has none here: its server keeps them."""

    def __init__(self, desk: Desk, key: object = None) -> None:
        super().__init__(desk, _spec(), key)
        self.read(company_of, done=self._on_known)

    def backup_now(self) -> None:
        """Make a copy while the work goes on."""
        self._long(_("Backup"), partial(_make, database=self.desk.tasks.database), self._on_made)

    def test_restore(self) -> None:
        """Try the copy under the cursor."""
        backup = self.current_row()
        if isinstance(backup, Backup):
            work = partial(_try, path=backup.path, page=self)
            self._long(_("Test restore"), work, self._on_tested)

    def ask_restore(self) -> None:
        """Ask, then put the copy under the cursor in the place of the company."""
        backup = self.current_row()
        if not isinstance(backup, Backup):
            return
        made_at = user_localizer().datetime(backup.made_at)
        confirm(
            self,
            _("Restore the backup of {time}").format(time=made_at),
            _(
                "Everything entered since then will be missing. The company as it is now is set "
                "aside in a dated file beside it, and the company is opened again."
            ),
            verb=_("Restore"),
            done=partial(self.desk.restore_wanted.emit, str(backup.path)),
            danger=True,
        )

    def _long(
        self, title: str, work: Callable[[WorkProgress], T], done: Callable[[T], object]
    ) -> None:
        self.desk.tasks.long(
            work,
            title=title,
            done=done,
            refused=self.notices.show_only,
            owner=self,
        )

    def _on_known(self, company: Path | None) -> None:
        if company is None:
            self.notices.info(
                _(
                    "This company is on a database server. Its backups are made there, by whoever "
                    "looks after the server, and restored there too."
                )
            )
            for name in ("backup_now", "test_restore", "restore", "schedule"):
                self.commands.set_visible(name, visible=False)

    def _on_made(self, backup: Backup | None) -> None:
        self.reload()
        if backup is not None:
            self.notices.clear()
            self.notices.done(_("Backed up as {file}.").format(file=backup.path))

    def _on_tested(self, result: RestoreTest) -> None:
        self.reload()
        self.notices.clear()
        if result.is_sound:
            self.notices.done(_("The backup is whole, and its books are right."))
        elif result.problem:
            self.notices.error(
                _("The backup cannot be used: {problem}").format(problem=result.problem)
            )
        else:
            text = ngettext(
                "The backup is whole, but the proof of its books found {count} fault.",
                "The backup is whole, but the proof of its books found {count} faults.",
                result.findings,
            )
            self.notices.warn(text.format(count=user_localizer().integer(result.findings)))


def _make(progress: WorkProgress, *, database: CompanyDatabase) -> Backup | None:
    return backup_now(database, BY_HAND, progress) if isinstance(database, Database) else None


def _try(progress: WorkProgress, *, path: Path, page: Page) -> RestoreTest:
    return try_restore(path, page.desk.context.now, progress)


def _spec() -> ListSpec:
    return ListSpec(
        name="backups",
        title=N_("Backups"),
        icon="archive",
        columns=COLUMNS,
        source=computed(backups, COLUMNS, lambda row: row.path.name),
        key=lambda row: row.path.name,
        tables=frozenset({"backup_setup"}),
        actions=(
            PageAction(_NOW, BackupsPage.backup_now),
            PageAction(_TEST, BackupsPage.test_restore, Needs.ROW),
            PageAction(_RESTORE, BackupsPage.ask_restore, Needs.ROW),
            PageAction(_SCHEDULE, _open_schedule),
        ),
        empty=N_("There is no backup yet. Make the first one with Backup Now."),
    )


def _open_schedule(page: ListPage) -> None:
    page.desk.navigation.open("backup_setup_card", (1,))


def _page(desk: Desk, key: object) -> Page:
    return BackupsPage(desk, key)


def backups_page() -> PageSpec:
    """The page for the navigation; it stands in the Setup hub."""
    return PageSpec(
        name="backups", title=N_("Backups"), icon="archive", factory=_page, in_menu=False
    )
