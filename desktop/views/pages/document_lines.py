"""The lines of a document page: the grid, its editor, its commands and what stands below it."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from desktop.errors import Notice, RecordRef
from desktop.services.records import field_infos
from desktop.translation import _, user_localizer
from desktop.views.pages.card_body import reveal
from desktop.views.pages.document_spec import DocumentSpec, LineRemedy, Snapshot, difference_of
from desktop.views.pages.lines_acts import LinesActs
from desktop.views.pages.lines_card import LinesCard
from desktop.views.pages.lines_clipboard import LinesClipboard
from desktop.views.pages.lines_commands import LinesCommands
from desktop.views.pages.lines_editor import LinesEditor
from desktop.views.pages.lookup_offers import LineHand
from desktop.views.pages.lookups import Lookups
from desktop.views.tables.cell_editor import CellEditor, CellEntry, CellTools
from desktop.views.tables.columns import Tone
from desktop.views.tables.grid_delegate import GridDelegate
from desktop.views.tables.line_columns import GridRow, LineColumn, line_columns
from desktop.views.tables.lines_grid import LinesGrid
from desktop.views.tables.lines_model import LinesModel
from desktop.views.tables.sheet_grid import SheetGrid

if TYPE_CHECKING:
    from desktop.views.pages.document_page import DocumentPage

_SECTION = "columns"
_NOTHING = ("", Tone.WARN)


class DocumentLines(QObject):
    """Shows the lines of snapshots and hands what is typed to the editor."""

    def __init__(self, page: "DocumentPage", lookups: Lookups) -> None:
        super().__init__(page)
        self._page = page
        spec = page.spec
        infos = {info.name: info for info in (*field_infos(spec.line_table), *spec.line_infos)}
        self.model = LinesModel(line_columns(spec.lines, infos), spec.row_tone, self)
        tools = CellTools(lambda: page.desk.context.work_date, lookups.for_cell)
        self.grid = (SheetGrid if spec.is_sheet else LinesGrid)(self.model, tools)
        self.grid.setAccessibleName(_(spec.lines_title))
        declared: dict[str, object] = {"frozen": spec.sheet_edge}
        kept: dict[str, object] = page.desk.state.get(_SECTION, spec.name, declared)
        self.grid.header.restore_layout(kept)
        self.editor = LinesEditor(page, page.editor, self.model, spec.services, lookups)
        self.clipboard = LinesClipboard(page, self.grid, self.editor, page.editor, spec.services)
        self.acts = LinesActs(page.editor, self.model, spec.services)
        self.commands = LinesCommands(page, self.grid, self.acts, self.clipboard)
        names = self.commands.buttons(page)
        self.card = LinesCard(self.grid, self.commands.registry, names, _(spec.lines_title))
        self._warnings: dict[int, Notice] = {}
        self._connect()

    def _connect(self) -> None:
        self.grid.entered.connect(self.editor.enter)
        self.grid.scanned.connect(self.editor.scan)
        self.grid.block_pasted.connect(self.clipboard.paste)
        self.grid.current_row_changed.connect(self.show_sentence)
        self.grid.link_activated.connect(self._on_link)
        self.grid.selectionModel().currentChanged.connect(self._on_cursor_moved)
        self.grid.header.columns_changed.connect(self._on_columns_changed)
        self.card.remedy_wanted.connect(self._on_remedy)

    def show(self, view: Snapshot) -> None:
        """Show a snapshot; only what differs is drawn anew."""
        lock = self._page.spec.lines_lock
        why = lock(view) if lock else ""
        renumbered = difference_of(view).renumbered
        self.model.show(view.lines, can_add=not why, renumbered=renumbered)
        self._warnings = _warnings(view, self._page.spec)
        texts = {at: user_localizer().notice(notice) for at, notice in self._warnings.items()}
        grave = {
            at for at, notice in self._warnings.items() if notice.code in self._page.spec.grave
        }
        self.model.set_marks(texts, grave)
        self.commands.allow(why)
        totals = self._page.spec.totals
        self.card.show_totals(totals(view) if totals else ())
        self.show_sentence()

    def show_sentence(self) -> None:
        """Say under the grid what is to be known of the cursor's row, else of the first one."""
        row = self._told_row()
        sentence, tone = self.model.sentence(self.model.rows.index(row)) if row else _NOTHING
        remedy = self._remedy(row)
        self.card.show_sentence(sentence, tone, _(remedy.text) if remedy else "")

    def _told_row(self) -> GridRow | None:
        """The row that the sentence under the grid is about."""
        current = self.grid.current_line()
        rows = [current, *self.model.rows] if current else self.model.rows
        told = (row for row in rows if self.model.sentence(self.model.rows.index(row))[0])
        return next(told, None)

    def _remedy(self, row: GridRow | None) -> LineRemedy | None:
        notice = self._warnings.get(row.line_no or -1) if row and not row.errors else None
        return self._page.spec.remedies.get(notice.code) if notice else None

    def go_to(self, record: RecordRef, field: str) -> bool:
        """Put the cursor on the cell that a refusal or warning speaks of."""
        numbers = [row.line_no for row in self.model.rows]
        line_no = self._page.spec.services.line_no(record)
        if line_no is None or line_no not in numbers:
            return False
        self.card.set_open(True)
        at = next(place for place, number in enumerate(numbers) if number == line_no)
        return self.grid.go_to_cell(at, field) or self.grid.go_to_row(at)

    def hand(self, row: GridRow) -> LineHand:
        """How an offer about a line reads what was typed, and enters a number instead."""
        return LineHand(partial(self.editor.as_typed, row), partial(self._enter_no, row))

    def _enter_no(self, row: GridRow, no: str) -> None:
        """Enter the number of what a line sells, where the line is still there."""
        if row in self.model.rows:
            self.editor.enter(row, CellEntry("no", no, no))

    def commit(self) -> None:
        """Take what is being typed into a cell."""
        editor = self.grid.indexWidget(self.grid.currentIndex())
        delegate = self.grid.itemDelegate()
        if isinstance(editor, CellEditor) and isinstance(delegate, GridDelegate):
            delegate.finish(editor)

    def restore(self) -> None:
        """Give up what was typed and not taken."""
        for row in list(self.model.rows):
            for name in list(row.typed):
                self.model.settle(row, name)
            row.draft.clear()
            self.model.drop(row)

    def _on_cursor_moved(self) -> None:
        """Let the page follow the cursor: the grid itself never scrolls up or down."""
        if self.grid.has_cursor:
            reveal(self.grid.viewport(), self.grid.visualRect(self.grid.currentIndex()))

    def _on_link(self, row: GridRow, column: LineColumn) -> None:
        target = column.field.target(row.line) if column.field.target and row.line else None
        if target is not None:
            self._page.desk.navigation.open(target.page, target.key)

    def _on_remedy(self) -> None:
        row = self._told_row()
        remedy = self._remedy(row)
        if remedy is not None and row is not None and row.line is not None:
            remedy.do(self._page, row.line)

    def _on_columns_changed(self) -> None:
        state = self.grid.header.layout_state()
        self._page.desk.state.set(_SECTION, self._page.spec.name, state)


def _warnings(view: Snapshot, spec: DocumentSpec) -> dict[int, Notice]:
    """The first warning of each line, by its number."""
    found: dict[int, Notice] = {}
    for notice in view.notices:
        record = notice.record
        if record is None or record.table != spec.line_table:
            continue
        line_no = spec.services.line_no(record)
        if line_no is not None:
            found.setdefault(line_no, notice)
    return found
