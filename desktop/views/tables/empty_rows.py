"""Draws rows that are not here yet: after a jump the table shows their lines at once."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex
from PySide6.QtGui import QPainter

from desktop.views.shell.theme import colour

if TYPE_CHECKING:
    from desktop.views.tables.frozen_table import FrozenTable

_ROOT = QModelIndex()


def paint_empty_rows(table: "FrozenTable") -> bool:
    """Draw the lines below the rows on the screen and ask for the rows, if none of them is here.

    Gives whether that was so. Otherwise, and where one of the rows is selected, the table draws
    them cell by cell, which takes ten times as long.
    """
    first, end = table.shown_rows()
    model, selection = table.records, table.selectionModel()
    if first >= end or any(
        not model.is_missing(at) or selection.isRowSelected(at, _ROOT) for at in range(first, end)
    ):
        return False
    painter, line = QPainter(table.viewport()), colour("border")
    width = min(table.header.length() - table.header.offset(), table.viewport().width())
    for at in range(first, end):
        model.want(at)
        bottom = table.rowViewportPosition(at) + table.rowHeight(at) - 1
        painter.fillRect(0, bottom, width, 1, line)
    return True
