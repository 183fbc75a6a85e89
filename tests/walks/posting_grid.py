"""A new product group gets its accounts in the grid of the general posting setup."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from desktop.services.posting_grid.views import PostingGrid, row_no
from desktop.services.sales.views import LineView
from desktop.translation import _
from desktop.views.shell.main_window import MainWindow
from tests.walks.hands import ALT, CTRL, SHIFT, Idle, Shot, Walk

GROUP = "MACHINES"
NEW, MODEL = ("DOMESTIC", GROUP), ("DOMESTIC", "RETAIL")


def walk(window: MainWindow, idle: Idle, shot: Shot) -> None:
    """Make the group and enter its accounts."""
    walker = _PostingGrid(window, idle, shot)
    walker.make_the_group()
    walker.find_its_rows()
    walker.type_an_account()
    walker.copy_a_row()


class _PostingGrid(Walk):
    def make_the_group(self) -> None:
        """The group itself is a code."""
        self.hands.search(_("General Product Posting Groups"))
        self.hands.key(Qt.Key.Key_N, ALT)
        self.fill((("code", GROUP), ("description", "Machines")))

    def find_its_rows(self) -> None:
        """It has a row with each business group; nothing is entered in them."""
        self.hands.search(_("General Posting Setup"))
        self.hands.key(Qt.Key.Key_E, CTRL)
        assert self._row(NEW).row_version == 0

    def type_an_account(self) -> None:
        """A few letters find the account; Enter takes it."""
        self.go_to_cell(self._place(NEW), "sales_account")
        self.hands.type("sales of goo")
        self.take("account")
        self.hands.key(Qt.Key.Key_Tab)
        assert self._row(NEW).values["sales_account"] == "3001"
        self.hands.key(Qt.Key.Key_Escape)

    def copy_a_row(self) -> None:
        """The other accounts are those of another pair: copied and pasted."""
        hands = self.hands
        first = "sales_credit_memo_account"
        self.go_to_cell(self._place(MODEL), first)
        hands.key(Qt.Key.Key_Right, SHIFT, times=6)
        hands.key(Qt.Key.Key_C, CTRL)
        self.go_to_cell(self._place(NEW), first)
        hands.key(Qt.Key.Key_V, CTRL)
        assert QApplication.activeModalWidget() is not None
        hands.key(Qt.Key.Key_Return, CTRL)
        assert self._row(NEW).values["inventory_adjmt_account"] == "4960"
        self.take("copied")

    def _row(self, pair: tuple[str, str]) -> LineView:
        grid: PostingGrid = self.document.view
        return grid.lines[self._place(pair)]

    def _place(self, pair: tuple[str, str]) -> int:
        return [line.line_no for line in self.document.view.lines].index(row_no(pair))
