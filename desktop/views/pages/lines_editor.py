"""Sends what is typed into the lines grid, cell by cell, and settles or marks the cells."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QObject, Signal

from desktop.errors import Conflict, Refusal, SeveralRefusals
from desktop.services.records import FieldInfo, LookupRow
from desktop.services.sales.blocks import BlockRow
from desktop.translation import user_localizer
from desktop.views.fields.field import Deliver
from desktop.views.fields.lookup_picker import LookupPicker
from desktop.views.pages.acts import Act
from desktop.views.pages.command_queue import Command, Work
from desktop.views.pages.document_editor import DocumentEditor
from desktop.views.pages.document_spec import DocumentServices, Snapshot
from desktop.views.pages.document_work import SeveralHits, Sought, act_on_scan
from desktop.views.pages.lookups import Lookups
from desktop.views.shell.page import Page
from desktop.views.tables.cell_editor import CellEntry
from desktop.views.tables.line_columns import GridRow, LineColumn
from desktop.views.tables.lines_model import LinesModel


class LinesEditor(QObject):
    """Words the acts on lines.

    Signals: `refused(row, refusal)` when an act was refused; `clashed(row, entry, conflict)` as
    well when somebody else changed the line of a cell.
    """

    refused = Signal(object, object)
    clashed = Signal(object, object, object)

    def __init__(
        self,
        page: Page,
        document: DocumentEditor,
        model: LinesModel,
        services: DocumentServices,
        lookups: Lookups,
    ) -> None:
        super().__init__(page)
        self._page = page
        self._document = document
        self._model = model
        self._services = services
        self._lookups = lookups
        self.picker: LookupPicker | None = None
        self._begun: tuple[GridRow, str] | None = None

    def enter(self, row: GridRow, entry: CellEntry) -> None:
        """Show a cell's entry at once and send it; what cannot be read is marked and kept."""
        self._model.type_into(row, entry.name, entry.text, entry.error)
        if not entry.error:
            self._send(row, entry.name, self._value(row, entry))

    def fill(self, rows: Sequence[GridRow], entry: CellEntry) -> None:
        """Enter one value into several lines as one step: all of them take it, or none."""
        for row in rows:
            self._model.type_into(row, entry.name, entry.text)
        self._document.send(
            Command(
                work=partial(self._filling, rows, entry),
                done=partial(self._on_filled, rows, entry.name),
                refused=partial(self._on_fill_refused, rows, entry),
                given_up=partial(self._settle_all, rows, entry.name),
            )
        )

    def scan(self, row: GridRow, entry: CellEntry, text: str) -> None:
        """Enter the text that begins a line: a scanned code may be one more of another line."""
        self._begun = (row, text)
        if self._services.scan is None or entry.error or self._document.is_new:
            self.enter(row, entry)
            return
        self._model.type_into(row, entry.name, entry.text)
        self._send(row, entry.name, self._value(row, entry), scanned=text)

    def as_typed(self, row: GridRow, value: object) -> str:
        """A code as it was typed to begin a line, before its letters became capitals."""
        text = str(value)
        if self._begun is not None and self._begun[0] is row:
            typed = self._begun[1].strip()
            return typed if typed.casefold() == text.casefold() else text
        return text

    # -- one cell

    def _value(self, row: GridRow, entry: CellEntry) -> object:
        if not entry.is_sought:
            return entry.value
        column = self._column(entry.column or entry.name)
        return Sought(
            entry.text,
            column.field.lookup if column else None,
            (column.info.lookup or "") if column else "",
            values=dict(row.line.values) if row.line else dict(row.draft),
            otherwise=column.name if column and column.field.free_text else "",
        )

    def _send(self, row: GridRow, name: str, value: object, *, scanned: str = "") -> None:
        self._document.send(
            Command(
                work=partial(self._cell_work, row, name, value, scanned=scanned),
                done=partial(self._on_cell_done, row, name),
                refused=partial(self._on_cell_refused, row, name, value),
                given_up=partial(self._forget, row, name),
            )
        )

    def _cell_work(self, row: GridRow, name: str, value: object, *, scanned: str) -> Work | None:
        """The call for a cell, worded now that the acts before it are answered."""
        if row not in self._model.rows:
            return None
        if row.line is not None:
            arguments = (row.line.line_no, name, value)
            version = row.line.row_version
            return self._document.work(self._services.change_line, arguments, row_version=version)
        row.draft[name] = value
        before = row.before.line_no if row.before else None
        values = [list(row.draft.items())]
        if scanned and self._services.scan is not None:
            adding = partial(act_on_scan, self._services.scan, scanned, self._services.add_line)
            return self._document.work(adding, values, before=before)
        return self._document.work(self._services.add_line, values, before=before)

    def _on_cell_done(self, row: GridRow, name: str, answer: Snapshot | SeveralHits) -> None:
        if isinstance(answer, SeveralHits):
            self._ask_which(row, name, answer.rows)
            return
        act = Act.CHANGE_LINE
        if row.line is None:
            act = Act.ADD_LINE
            self._become_line(row, answer)
        self._model.settle(row, name)
        if row.line is None:  # a scanned code was one more of another line
            act = Act.SCAN
            self._model.drop(row)
        self._document.note(act, name, row.line_no, answer)
        self._document.take_changed(answer)

    def _become_line(self, row: GridRow, answer: Snapshot) -> None:
        """Let the row stand for the line that has been made: the first one that is new."""
        view = self._document.view
        known = {line.line_no for line in view.lines} if view else set()
        row.line = next((line for line in answer.lines if line.line_no not in known), None)
        for name in list(row.draft):
            self._model.settle(row, name)
        row.draft.clear()
        row.before = None

    def _on_cell_refused(self, row: GridRow, name: str, value: object, refusal: Refusal) -> None:
        """Mark the cell that the refusal speaks of, with what was typed there."""
        field = refusal.field if refusal.field in row.typed else name
        typed = row.typed.get(field or name)
        if typed is not None and row in self._model.rows:
            error = user_localizer().refusal(refusal)
            self._model.type_into(row, field or name, typed.text, error)
        self.refused.emit(row, refusal)
        if isinstance(refusal, Conflict) and typed is not None:
            entry = CellEntry(name, value, typed.text)
            self.clashed.emit(row, entry, refusal)

    def _forget(self, row: GridRow, name: str) -> None:
        row.draft.pop(name, None)
        self._model.settle(row, name)

    # -- several lines at once

    def _filling(self, rows: Sequence[GridRow], entry: CellEntry) -> Work | None:
        values = ((entry.name, entry.value),)
        block = [
            BlockRow(row.line.line_no, values, row.line.row_version)
            for row in rows
            if row.line is not None and row in self._model.rows
        ]
        do = self._services.enter_block
        return self._document.work(do, (tuple(block),)) if block and do else None

    def _on_filled(self, rows: Sequence[GridRow], name: str, answer: Snapshot) -> None:
        self._settle_all(rows, name)
        self._document.note(Act.FILL_DOWN, name, None, answer)
        self._document.take_changed(answer)

    def _on_fill_refused(self, rows: Sequence[GridRow], entry: CellEntry, refusal: Refusal) -> None:
        """Mark the lines that refuse the value; the others are as they were."""
        self._settle_all(rows, entry.name)
        parts = refusal.refusals if isinstance(refusal, SeveralRefusals) else (refusal,)
        number = self._services.line_no
        wrong = {number(part.record): part for part in parts if part.record is not None}
        for row in rows:
            part = wrong.get(row.line_no or 0)
            if part is not None:
                error = user_localizer().refusal(part)
                self._model.type_into(row, entry.name, entry.text, error)
        self.refused.emit(rows[0], refusal)

    def _settle_all(self, rows: Sequence[GridRow], name: str) -> None:
        for row in rows:
            self._model.settle(row, name)

    # -- several records fit

    def _ask_which(self, row: GridRow, name: str, hits: Sequence[LookupRow]) -> None:
        column = self._column(name)
        if column is None:
            self._forget(row, name)
            return
        typed = row.typed.get(name)
        window = self._page.window()
        text = typed.text if typed else ""
        source = partial(self._look_up, column, row)
        self.picker = LookupPicker(column.info, text, source, window)
        self.picker.show_rows(hits)
        self.picker.picked.connect(partial(self._on_picked, row, name))
        self.picker.rejected.connect(partial(self._forget, row, name))
        self.picker.finished.connect(self.picker.deleteLater)
        self.picker.open()

    def _look_up(
        self, column: LineColumn, row: GridRow, _info: FieldInfo, text: str, deliver: Deliver
    ) -> None:
        self._lookups.for_cell(column, row, text, deliver)

    def _on_picked(self, row: GridRow, name: str, hit: LookupRow) -> None:
        self.enter(row, CellEntry(name, hit.key, hit.key))

    def _column(self, name: str) -> LineColumn | None:
        return next((each for each in self._model.columns if each.name == name), None)
