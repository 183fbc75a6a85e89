"""A field for the key of another record: typing part of a number or name finds it."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QWidget

from desktop.services.records import FieldInfo, LookupRow
from desktop.translation import _
from desktop.views.fields.field import FieldTools
from desktop.views.fields.line_field import LineField
from desktop.views.fields.lookup_picker import LookupPicker
from desktop.views.fields.lookup_popup import LookupPopup, exact_hit
from desktop.views.fields.typing_pause import TypingPause

_PAGE = 8
_MOVES = {
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_PageDown: _PAGE,
    Qt.Key.Key_PageUp: -_PAGE,
}


class LookupField(LineField):
    """A line with a list of matches below it: arrows move in it, Enter and Tab take the match.

    F4 and Alt+Down open the list without typing. When the line is left before the matches have
    come, they are awaited; if several fit then, a picker asks which one is meant. A text that
    fits nothing is committed as it is, so that the service can say what is wrong with it.
    """

    def __init__(self, info: FieldInfo, tools: FieldTools, parent: QWidget | None = None) -> None:
        super().__init__(info, tools, parent)
        self.popup: LookupPopup | None = None
        self.picker: LookupPicker | None = None
        self._hits_for: str | None = None
        self._moved = False
        self._pause = TypingPause(self)
        self._pause.over.connect(self._ask)
        self.line.textEdited.connect(self._on_typed)
        self.line.installEventFilter(self)

    def build_editor(self) -> QWidget:
        """Make the line with the icon that opens its popup."""
        editor = super().build_editor()
        self.line.add_popup_action("chevron-down", _("Show the list (F4)"))
        self.line.popup_wanted.connect(self.open_list)
        return editor

    def open_list(self) -> None:
        """Show the first records, or those that fit what was typed; a second call closes."""
        if self.line.isReadOnly():
            return
        if self.popup is not None and self.popup.isVisible():
            self.close_list()
            return
        self._moved = False
        text = self.line.text() if self.line.isModified() else ""
        self.tools.lookup(self.info, text, partial(self._on_hits, text))

    def close_list(self) -> None:
        """Take the list away."""
        self._pause.stop()
        if self.popup is not None:
            self.popup.hide()

    def commit(self) -> None:
        """Take the match, or find out which record the typed text means."""
        if self.line.isReadOnly() or not (self.line.isModified() or self._moved):
            self.close_list()
            return
        text = self.line.text().strip()
        chosen = self._chosen(text)
        self._pause.stop()
        if not text and not self._moved:
            self.close_list()
            self.take(None)
        elif chosen is not None:
            self._take_row(chosen)
        else:
            self.close_list()
            self._resolve(text)

    def _resolve(self, text: str) -> None:
        """Find out what a text means whose matches have not come yet."""
        self.line.setModified(False)
        self.tools.lookup(self.info, text, partial(self._on_resolved, text))

    def restore(self) -> None:
        """Bring the record's key back and close the list."""
        self._moved = False
        self.close_list()
        super().restore()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Give the arrow keys to the list while it is open."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._on_key(event) or super().eventFilter(watched, event)
        if isinstance(event, QFocusEvent) and event.lostFocus():
            self._on_left(event.reason())
        return super().eventFilter(watched, event)

    def _on_left(self, reason: Qt.FocusReason) -> None:
        """Take the match while the list is still open; a menu or another window changes nothing."""
        if reason is Qt.FocusReason.ActiveWindowFocusReason:
            self.close_list()
        elif reason is not Qt.FocusReason.PopupFocusReason:
            self.commit()

    def _on_key(self, event: QKeyEvent) -> bool:
        if self.popup is None or not self.popup.isVisible() or event.modifiers():
            return False
        if event.key() == Qt.Key.Key_Escape:
            self.close_list()
            return True
        step = _MOVES.get(Qt.Key(event.key()))
        if step is None:
            return False
        self.popup.table.move_by(step)
        self._moved = True
        return True

    def _on_typed(self) -> None:
        self._moved = False
        self._pause.restart()

    def _ask(self) -> None:
        text = self.line.text()
        self.tools.lookup(self.info, text, partial(self._on_hits, text))

    def _on_hits(self, text: str, rows: Sequence[LookupRow]) -> None:
        """Show matches, unless something else was typed or the field was left meanwhile."""
        present = self.line.text() if self.line.isModified() else ""
        if text != present or not self.line.hasFocus():
            return
        if self.popup is None:
            self.popup = LookupPopup(self)
            self.popup.picked.connect(self._take_row)
            self.destroyed.connect(self.popup.deleteLater)
        self._hits_for = text.strip()
        self.popup.show_hits(rows, text)

    def _chosen(self, text: str) -> LookupRow | None:
        if self.popup is None or not self.popup.isVisible():
            return None
        if self._moved:
            return self.popup.chosen()
        if self._hits_for != text:
            return None
        return exact_hit(text, self.popup.table.hits.rows) or self.popup.chosen()

    def _take_row(self, row: LookupRow) -> None:
        self._moved = False
        self.close_list()
        self.take(row.key)

    def _on_resolved(self, text: str, rows: Sequence[LookupRow]) -> None:
        exact = exact_hit(text, rows) or (rows[0] if len(rows) == 1 else None)
        if exact is not None:
            self._take_row(exact)
        elif not rows:
            self.take(text)
        else:
            self._open_picker(text, rows)

    def _open_picker(self, text: str, rows: Sequence[LookupRow]) -> None:
        self.picker = LookupPicker(self.info, text, self.tools.lookup, self.window())
        self.picker.show_rows(rows)
        self.picker.picked.connect(self._take_row)
        self.picker.rejected.connect(self.restore)
        self.picker.finished.connect(self._on_picker_finished)
        self.picker.open()

    def _on_picker_finished(self) -> None:
        if self.picker is not None:
            self.picker.deleteLater()
            self.picker = None
