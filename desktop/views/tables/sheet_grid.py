"""A lines grid that has a page for itself: it scrolls below its labels, beside its edge."""

from PySide6.QtCore import Qt

from desktop.views.shell.theme import theme
from desktop.views.tables.lines_grid import ROW_HEIGHT, LinesGrid


class SheetGrid(LinesGrid):
    """Shows all of its lines and no empty one behind them: lines are neither added nor deleted."""

    can_freeze = True

    def fit(self) -> None:
        """Take what room there is, and let the rows scroll in it."""
        height = theme().px(ROW_HEIGHT)
        self.verticalHeader().setMinimumSectionSize(height)
        self.verticalHeader().setDefaultSectionSize(height)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setRowHidden(self.lines.rowCount() - 1, True)
        self.viewport().update()
