"""Drives the page of an order in tests, as a clerk works it: with the keyboard."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop.views.pages.document_page import DocumentPage
from desktop.views.tables.cell_editor import CellEditor
from desktop.views.tables.lines_model import ERROR_ROLE


class Clerk:
    """The order's page as a clerk works it: with the keyboard."""

    def __init__(self, page: DocumentPage, qtbot: QtBot) -> None:
        self.page = page
        self.grid = page.lines.grid
        self.model = page.lines.model
        self.qtbot = qtbot

    def at(self, row: int, name: str) -> None:
        assert self.grid.go_to_cell(row, name)

    @property
    def editor(self) -> CellEditor:
        editor = self.grid.indexWidget(self.grid.currentIndex())
        assert isinstance(editor, CellEditor)
        return editor

    @property
    def is_editing(self) -> bool:
        return isinstance(self.grid.indexWidget(self.grid.currentIndex()), CellEditor)

    def type(self, text: str) -> None:
        """The first letter opens the cell, the others go to its line."""
        if not self.is_editing:
            QTest.keyClicks(self.grid, text[0])
            text = text[1:]
        QTest.keyClicks(self.editor, text)

    def key(self, key: Qt.Key, modifiers: Qt.KeyboardModifier | None = None) -> None:
        target = self.editor if self.is_editing else self.grid
        QTest.keyClick(target, key, modifiers or Qt.KeyboardModifier.NoModifier)

    def control(self, key: Qt.Key) -> None:
        self.key(key, Qt.KeyboardModifier.ControlModifier)

    @property
    def place(self) -> tuple[int, str]:
        index = self.grid.currentIndex()
        column = self.model.column(index)
        return index.row(), column.name if column else ""

    def shown(self, row: int, name: str) -> str:
        at = [column.name for column in self.model.columns].index(name) + 1
        return str(self.model.index(row, at).data()).replace("\u00a0", " ")

    def error(self, row: int, name: str) -> str:
        at = [column.name for column in self.model.columns].index(name) + 1
        return str(self.model.index(row, at).data(ERROR_ROLE))

    def rest(self) -> None:
        """Wait until every command is answered."""
        self.qtbot.waitUntil(lambda: not self.page.desk.tasks.is_busy, timeout=30_000)

    def settled(self) -> None:
        """Wait until every cell is answered or marked."""
        self.qtbot.waitUntil(
            lambda: (
                not any(
                    typed
                    for row in self.model.rows
                    for typed in row.typed.values()
                    if not typed.error
                )
            )
        )
