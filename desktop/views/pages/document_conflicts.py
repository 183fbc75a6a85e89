"""Finds out what somebody else has changed on a document when an entry was refused for that."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from desktop.errors import Conflict
from desktop.services.records import FieldInfo
from desktop.translation import _
from desktop.views.fields.entries import printed
from desktop.views.pages.acts import Act, name_of_act
from desktop.views.pages.conflicts import Clash, Conflicts, who_changed
from desktop.views.pages.document_spec import Snapshot
from desktop.views.pages.document_work import load
from desktop.views.pages.field_conflicts import FieldConflicts
from desktop.views.tables.cell_editor import CellEntry
from desktop.views.tables.line_columns import GridRow

if TYPE_CHECKING:
    from desktop.views.pages.document_page import DocumentPage


class DocumentConflicts(QObject):
    """Reads the document anew and asks field by field; what was typed stays where it was typed."""

    def __init__(self, page: "DocumentPage") -> None:
        super().__init__(page)
        self._page = page
        self.conflicts = Conflicts(page)
        page.editor.header_clashed.connect(self._on_header_clashed)
        self._fields = FieldConflicts(self.conflicts, page.groups, lambda: page.view.header)
        page.lines.editor.clashed.connect(self._on_cell_clashed)
        page.lines.grid.overtaken.connect(self._ask_about_cell)

    def _on_header_clashed(self, name: str, value: object, _refusal: Conflict) -> None:
        self._read(partial(self._fields.ask, name, value))

    def _on_cell_clashed(self, row: GridRow, entry: CellEntry, _refusal: Conflict) -> None:
        self._read(partial(self._ask_about_cell, row, entry))

    def _read(self, ask: Callable[[], object]) -> None:
        page = self._page
        work = partial(load, do=page.spec.services.load, key=page.editor.key)
        page.read(work, done=partial(self._on_read, ask))

    def _on_read(self, ask: Callable[[], object], view: Snapshot) -> None:
        if view.key == self._page.editor.key:  # the page may show another document by now
            self._page.editor.take(view)
            ask()

    # -- lines

    def _ask_about_cell(self, row: GridRow, entry: CellEntry) -> None:
        lines = self._page.lines
        if row not in lines.model.rows or row.line is None:
            gone = _("The line was deleted by somebody else; “{text}” was not entered.")
            self._page.notices.warn(gone.format(text=entry.text))
            return
        theirs = row.line.values.get(entry.name)
        if theirs == entry.value:
            lines.model.settle(row, entry.name)
            return
        place = lines.model.rows.index(row) + 1
        label = name_of_act(Act.CHANGE_LINE, entry.name, place)
        lines.model.type_into(row, entry.name, entry.text, _("Somebody else changed this cell."))
        self.conflicts.add(
            id(row),
            entry.name,
            Clash(
                label=label,
                mine=entry.text,
                theirs=self._printed(entry.name, theirs),
                by=who_changed(row.line.values),
                keep=partial(lines.editor.enter, row, entry),
                take=partial(lines.model.settle, row, entry.name),
            ),
        )

    def _printed(self, name: str, value: object) -> str:
        columns = self._page.lines.model.columns
        info: FieldInfo | None = next((one.info for one in columns if one.name == name), None)
        return printed(info, value) if info else str(value)
