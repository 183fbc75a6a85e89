"""The commands of the lines grid and their keys."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from desktop.translation import N_
from desktop.views.pages.lines_acts import LinesActs
from desktop.views.pages.lines_clipboard import LinesClipboard
from desktop.views.shell.actions import ActionRegistry, ActionSpec, Place
from desktop.views.shell.keys import Key
from desktop.views.tables.lines_grid import LinesGrid

if TYPE_CHECKING:
    from desktop.views.pages.document_page import DocumentPage


def _spec(id_: str, text: str, icon: str = "", key: Key | None = None) -> ActionSpec:
    return ActionSpec(id=id_, text=text, icon=icon, key=key, place=Place.HIDDEN, in_grid=True)


NEW_LINE = _spec("new_line", N_("New Line"), "plus")
INSERT = _spec("insert_line", N_("Insert Line"), "list-plus", Key.INSERT_LINE)
DELETE = _spec("delete_line", N_("Delete"), "trash-2", Key.DELETE_LINE)
UP = _spec("move_line_up", N_("Move Line Up"), "arrow-up", Key.MOVE_LINE_UP)
DOWN = _spec("move_line_down", N_("Move Line Down"), "arrow-down", Key.MOVE_LINE_DOWN)
COPY = _spec("copy_cells", N_("Copy Cells"), "copy", Key.COPY)
PASTE = _spec("paste_cells", N_("Paste Cells"), "", Key.PASTE)
ABOVE = _spec("copy_above", N_("Copy From Above"), "", Key.COPY_ABOVE)
FILL = _spec("fill_down", N_("Fill Down"), "", Key.FILL_DOWN)


class LinesCommands:
    """Offers what can be done with lines, in a registry of the grid: its keys work only there."""

    def __init__(
        self, page: "DocumentPage", grid: LinesGrid, acts: LinesActs, clipboard: LinesClipboard
    ) -> None:
        self.registry = ActionRegistry(grid)
        self._grid = grid
        self._acts = acts
        self.registry.add_all(
            (
                (NEW_LINE, self.go_to_new),
                (INSERT, self.insert),
                (DELETE, self.delete),
                (UP, partial(self.move, -1)),
                (DOWN, partial(self.move, 1)),
                (COPY, clipboard.copy),
                (PASTE, clipboard.paste),
                (ABOVE, clipboard.copy_above),
                (FILL, clipboard.fill_down),
            )
        )
        for action in page.spec.line_actions:
            self.registry.add(action.spec, partial(action.do, page))

    def buttons(self, page: "DocumentPage") -> list[str]:
        """The commands that stand in the head of the lines' card."""
        is_fixed = page.spec.is_final or page.spec.is_sheet
        changing = [] if is_fixed else ["new_line", "delete_line"]
        return [*changing, *(each.spec.id for each in page.spec.line_actions)]

    def allow(self, why: str) -> None:
        """Allow new, moved and deleted lines, unless a sentence says why not."""
        for spec in (NEW_LINE, INSERT, DELETE, UP, DOWN):
            self.registry.set_enabled(spec.id, not why, why)

    def go_to_new(self) -> None:
        """Open the first cell of the empty last row."""
        last = self._grid.lines.rowCount() - 1
        starts = [each for each in self._grid.lines.columns if each.field.starts_line]
        named = [each.name for each in starts if each.field.lookup] or [starts[0].name]
        self._grid.go_to_cell(last, named[0])
        if self._grid.lines.flags(self._grid.currentIndex()) & Qt.ItemFlag.ItemIsEditable:
            self._grid.edit(self._grid.currentIndex())

    def insert(self) -> None:
        """Make room for a line before the cursor's."""
        at = self._grid.currentIndex()
        if at.isValid() and at.row() < self._grid.lines.rowCount() - 1:
            self._grid.lines.insert_before(at.row())
            self._grid.go_to_row(at.row())

    def delete(self) -> None:
        """Delete the lines of the selected block."""
        self._acts.delete(self._grid.selected_lines())

    def move(self, step: int) -> None:
        """Move the cursor's line."""
        row = self._grid.current_line()
        if row is not None:
            self._acts.move(row, step)
