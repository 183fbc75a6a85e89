"""The preview of an import: what each row of a file would do, cell by cell, before it does it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TypeVar

from PySide6.QtWidgets import QFrame, QVBoxLayout

from desktop.errors import Refusal
from desktop.models.labels import table_label
from desktop.services.context import UserContext
from desktop.services.interchange.columns import map_columns
from desktop.services.interchange.refusals import ColumnsUnknown, SheetEmpty
from desktop.services.interchange.table_import import (
    Blanks,
    ImportPlan,
    ImportResult,
    PlannedRow,
    carry_out,
    plan_import,
)
from desktop.services.interchange.text_file import read_sheets
from desktop.services.interchange.workbook import Sheet
from desktop.services.records import Outcome
from desktop.translation import N_, Localizer, _, ngettext, user_localizer
from desktop.views.pages.import_key import ImportKey
from desktop.views.setup.import_rows import (
    FIRST_CELL,
    OUTCOMES,
    MendPanel,
    cells_of,
    preview_columns,
    wrong_cell,
)
from desktop.views.shell.actions import ActionSpec
from desktop.views.shell.desk import Desk
from desktop.views.shell.keys import Key
from desktop.views.shell.navigation import PageSpec
from desktop.views.shell.page import Page
from desktop.views.shell.page_head import Crumb
from desktop.views.shell.progress import WorkProgress
from desktop.views.shell.tasks import CompanyDatabase
from desktop.views.shell.theme import set_look, theme
from desktop.views.tables.record_model import RecordModel
from desktop.views.tables.record_table import RecordTable

T = TypeVar("T")

_IMPORT = ActionSpec(id="import", text=N_("Import"), icon="check", primary=True)
_REFUSED_ONLY = ActionSpec(
    id="refused_only", text=N_("Refused Only"), icon="filter", checkable=True
)
_LEAVE_OUT = ActionSpec(
    id="leave_out",
    text=N_("Leave Out Refused Rows"),
    icon="ban",
    checkable=True,
    tooltip=N_("Import the other rows although some are refused"),
)
_CLEAR = ActionSpec(
    id="clear_blanks",
    text=N_("Blank Cells Clear Fields"),
    icon="x",
    checkable=True,
    tooltip=N_("A blank cell clears the field of a record that is there; else it is left as it is"),
)
_MEND = ActionSpec(id="mend", text=N_("Edit Cell"), icon="pencil", key=Key.EDIT_CELL)


class ImportPage(Page):
    """Shows the plan of an import, lets cells be mended and carries it out."""

    def __init__(self, desk: Desk, key: ImportKey) -> None:
        super().__init__(desk, key)
        self.source = key
        self.sheet: Sheet | None = None
        self.plan: ImportPlan | None = None
        self.table: RecordTable | None = None
        self.panel = MendPanel()
        self._seeks_wrong = True
        self._work = _Work(desk.tasks.database, key, desk.context, user_localizer())
        self._build()
        self._offer()
        self.allow()
        self.reload()

    def reload(self) -> None:
        """Read the file anew: what was mended here is forgotten."""
        self._start(partial(self._work.read_and_plan, blanks=self._blanks()), self._on_read)

    # ---------------------------------------------------------------------------------- commands

    def import_rows(self) -> None:
        """Write the rows in one transaction."""
        if self.plan is not None:
            work = partial(self._work.carry_out, plan=self.plan, without_refused=self._leaves_out())
            self._start(work, self._on_imported)

    def show_rows(self) -> None:
        """Show the rows that are asked for: all, or only the refused ones."""
        if self.plan is not None and self.table is not None:
            only = self.commands["refused_only"].isChecked()
            rows = [row for row in self.plan.rows if not only or row.outcome is Outcome.REFUSED]
            self.table.records.show(rows)
            self.table.go_to(0)
            self._on_cell_changed()

    def mend(self) -> None:
        """Type the cell under the cursor anew."""
        self.panel.edit.setFocus()
        self.panel.edit.selectAll()

    def allow(self) -> None:
        """Allow the import when there is something to write and no refused row in the way."""
        plan, commands = self.plan, self.commands
        refused = plan.count(Outcome.REFUSED) if plan else 0
        wanted = plan.wanted if plan else 0
        text = ngettext("Import {count} Row", "Import {count} Rows", wanted)
        commands.set_text("import", text.format(count=user_localizer().integer(wanted)))
        blocked = refused > 0 and not self._leaves_out()
        why = (
            _("Mend the refused rows or choose to leave them out.")
            if blocked
            else _("No row would change anything.")
        )
        commands.set_enabled("import", bool(wanted) and not blocked, why)
        for name in ("refused_only", "leave_out"):
            commands.set_enabled(name, refused > 0, _("No row is refused."))
        commands.set_enabled("mend", plan is not None, _("The file is not read yet."))

    # ------------------------------------------------------------------------------------ inside

    def _build(self) -> None:
        name = Path(self.source.path).name
        table = _(table_label(self.source.table))
        self.set_title(_("Import {table} · {file}").format(table=table, file=name))
        self.head.set_breadcrumb([Crumb(_("Setup"), "setup"), Crumb(_("Import"))])
        body = QFrame()
        set_look(body, "app")
        self._column = QVBoxLayout(body)
        self._column.setContentsMargins(*(theme().px(side) for side in (12, 8, 12, 10)))
        self._column.setSpacing(theme().px(8))
        self._column.addStretch(1)
        self._column.addWidget(self.panel)
        self.panel.show_cell(None, 0, "")
        self.panel.typed.connect(self._on_typed)
        self.set_body(body)

    def _offer(self) -> None:
        self.commands.add_all(
            (
                (_IMPORT, self.import_rows),
                (_MEND, self.mend),
                (_REFUSED_ONLY, self.show_rows),
                (_LEAVE_OUT, self.allow),
                (_CLEAR, self._plan_again),
            )
        )

    def _blanks(self) -> Blanks:
        is_clearing = "clear_blanks" in self.commands and self.commands["clear_blanks"].isChecked()
        return Blanks.CLEAR if is_clearing else Blanks.LEAVE

    def _leaves_out(self) -> bool:
        return self.commands["leave_out"].isChecked()

    def _start(self, work: Callable[[WorkProgress], T], done: Callable[[T], object]) -> None:
        self.commands.set_enabled("import", False, _("The rows are being checked."))
        self.desk.tasks.long(
            work,
            title=self.title,
            done=done,
            refused=self._on_refused,
            cancelled=self.allow,
            owner=self,
        )

    def _plan_again(self) -> None:
        if self.sheet is not None:
            self._start(
                partial(self._work.plan, sheet=self.sheet, blanks=self._blanks()), self._on_read
            )

    def _on_typed(self, number: int, column: int, text: str) -> None:
        if self.sheet is not None:
            self.sheet = self.sheet.with_cell(number, column, text)
            self._seeks_wrong = True
            self._plan_again()

    def _on_read(self, read: tuple[Sheet, ImportPlan]) -> None:
        self.sheet, self.plan = read
        self.notices.clear()
        if self.table is None:
            self._show_table(self.plan)
            self._seeks_wrong = True
        kept = self.table.currentIndex() if self.table else None
        self.show_rows()
        self._go_back(max(kept.row(), 0) if kept else 0, kept.column() if kept else FIRST_CELL)
        self._tell(self.plan)
        self.allow()

    def _go_back(self, row: int, column: int) -> None:
        """Put the cursor where it was, or on the next wrong cell when one was mended."""
        if self.table is None or self.plan is None:
            return
        place = (row, max(column, FIRST_CELL))
        if self._seeks_wrong:
            records = self.table.records
            rows = [records.row(at) for at in range(records.rowCount())]
            place = wrong_cell(rows, self.plan.columns, place) or place
        self._seeks_wrong = False
        self.table.setCurrentIndex(self.table.records.index(*place))
        self.table.setFocus()

    def _show_table(self, plan: ImportPlan) -> None:
        model = RecordModel(preview_columns(plan.columns), lambda row: row.number, self)
        table = RecordTable(model)
        table.setAccessibleName(self.title)
        table.selectionModel().currentChanged.connect(self._on_cell_changed)
        table.row_activated.connect(self.mend)
        card = QFrame()
        set_look(card, "card")
        inside = QVBoxLayout(card)
        inside.setContentsMargins(1, 1, 1, 1)
        inside.addWidget(table)
        self._column.takeAt(0)
        self._column.insertWidget(0, card, 1)
        self.table = table
        self.assign_mnemonics()

    def _tell(self, plan: ImportPlan) -> None:
        counts = ", ".join(
            _("{outcome}: {count}").format(
                outcome=_(word), count=user_localizer().integer(plan.count(outcome))
            )
            for outcome, word in OUTCOMES.items()
        )
        self.head.set_state(counts)
        if plan.columns.ignored:
            names = ", ".join(plan.columns.ignored)
            self.notices.info(
                _("Columns that are no fields of this table are not read: {names}.").format(
                    names=names
                )
            )

    def _on_cell_changed(self, *_indexes: object) -> None:
        if self.table is None or self.plan is None:
            return
        row = self.table.current_row()
        cells = cells_of(self.plan.columns)
        at = self.table.currentIndex().column() - FIRST_CELL
        if isinstance(row, PlannedRow) and not 0 <= at < len(cells):
            # The cursor stands beside the cells: the first one that is wrong is meant.
            wrong = [n for n, (column, _name) in enumerate(cells) if column in (row.faults or {})]
            at = wrong[0] if wrong else 0
        column, name = cells[max(0, at)]
        self.panel.show_cell(row if isinstance(row, PlannedRow) else None, column, name)

    def _on_refused(self, refusal: Refusal) -> None:
        self.notices.show_only(refusal)
        self.allow()

    def _on_imported(self, result: ImportResult) -> None:
        shown = user_localizer().integer
        text = _("Imported: {added} new, {changed} changed, {unchanged} unchanged.").format(
            added=shown(result.added),
            changed=shown(result.changed),
            unchanged=shown(result.unchanged),
        )
        self.plan = None
        if self.table is not None:
            self.table.records.show(())
        self.panel.show_cell(None, 0, "")
        self.notices.clear()
        self.notices.done(text)
        self.head.set_state("")
        self.allow()


class _Work:
    """What runs beside the window, with everything it needs."""

    def __init__(
        self, database: CompanyDatabase, key: ImportKey, context: UserContext, localizer: Localizer
    ) -> None:
        self._database = database
        self._key = key
        self._context = context
        self._localizer = localizer

    def read_and_plan(self, progress: WorkProgress, *, blanks: Blanks) -> tuple[Sheet, ImportPlan]:
        """Read the file and try its rows."""
        sheets = read_sheets(Path(self._key.path), progress)
        return self.plan(progress, sheet=self._wanted(sheets), blanks=blanks)

    def plan(
        self, progress: WorkProgress, *, sheet: Sheet, blanks: Blanks
    ) -> tuple[Sheet, ImportPlan]:
        """Try the rows of a sheet."""
        with self._database.rehearse() as session:
            plan = plan_import(
                session,
                self._key.table,
                sheet,
                self._context,
                self._localizer,
                blanks=blanks,
                progress=progress,
            )
        return sheet, plan

    def carry_out(
        self, progress: WorkProgress, *, plan: ImportPlan, without_refused: bool
    ) -> ImportResult:
        """Write the rows."""
        return self._database.run_write(
            lambda session: carry_out(
                session,
                plan,
                self._context,
                without_refused=without_refused,
                progress=progress,
            )
        )

    def _wanted(self, sheets: tuple[Sheet, ...]) -> Sheet:
        """The first sheet that has rows of the table; the first one when none has."""
        for sheet in sheets:
            try:
                map_columns(sheet, self._key.table, (self._localizer,))
            except (ColumnsUnknown, SheetEmpty):
                continue
            return sheet
        if not sheets:
            raise SheetEmpty(sheet=Path(self._key.path).name)
        return sheets[0]


def _page(desk: Desk, key: object) -> Page:
    if not isinstance(key, ImportKey):
        raise TypeError(key)
    return ImportPage(desk, key)


def import_page() -> PageSpec:
    """The page for the navigation; it is opened from lists, with a file."""
    return PageSpec(
        name="import_rows", title=N_("Import"), icon="upload", factory=_page, in_menu=False
    )
