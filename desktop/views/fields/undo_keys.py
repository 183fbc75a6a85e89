"""Ctrl+Z and Ctrl+Y in a line: letters while something is typed there, else steps of the page."""

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit

from desktop.views.shell.keys import Key


def is_for_page(widget: QObject, event: QEvent) -> bool:
    """Whether an undo key that a line would take for itself is meant for the page.

    It is when nothing was typed into the line that could be taken back there.
    """
    if event.type() != QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
        return False
    if isinstance(widget, QLineEdit):
        is_typed = widget.isModified()
    elif isinstance(widget, QPlainTextEdit):
        is_typed = widget.document().isModified()
    else:
        return False
    known = (*Key.UNDO.sequences(), *Key.REDO.sequences())
    return not is_typed and QKeySequence(event.keyCombination()) in known


class UndoKeys(QObject):
    """An event filter for the lines of a page that leaves the page its undo keys."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not is_for_page(watched, event):
            return False
        event.ignore()
        return True
