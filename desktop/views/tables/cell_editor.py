"""The line that opens in a cell of a grid, with a list of matches where the column has one."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from desktop.services.records import FieldKind, LookupRow
from desktop.translation import _, user_localizer
from desktop.views.fields.date_field import CalendarPopup, is_calendar_key
from desktop.views.fields.entries import NUMERIC, printed, read
from desktop.views.fields.lookup_popup import LookupPopup, exact_hit
from desktop.views.fields.typing_pause import TypingPause
from desktop.views.shell.theme import set_look
from desktop.views.tables.line_columns import GridRow, LineColumn

Hits = Callable[[Sequence[LookupRow]], None]
CellLookup = Callable[[LineColumn, GridRow, str, Hits], None]
"""Looks up a typed text for a cell in the background: (column, row, text, deliver)."""
_MOVES = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 8, Qt.Key.Key_PageUp: -8}


@dataclass(frozen=True, slots=True)
class CellTools:
    """What the cells of a grid need from their page."""

    work_date: Callable[[], date]
    lookup: CellLookup


@dataclass(frozen=True, slots=True)
class CellEntry:
    """What was entered into a cell: the field it goes to, its value, and the text shown meanwhile.

    `is_sought` says that the matches of the text had not come: the value is the text, and the
    record that it means must still be found by the look-up of `column`. `error` says that it
    could not be read.
    """

    name: str
    value: object
    text: str
    error: str = ""
    is_sought: bool = False
    column: str = ""


class CellEditor(QLineEdit):
    """A line in a cell. F4 and Alt+Down open the matches or the calendar, arrows move in them."""

    day_picked = Signal()

    def __init__(self, column: LineColumn, row: GridRow, tools: CellTools, parent: QWidget) -> None:
        super().__init__(parent)
        self.column = column
        self.row = row
        self.popup: LookupPopup | None = None
        self.is_filled = False
        self.base = row.value(column.name)
        self._tools = tools
        self._hits_for: str | None = None
        self._moved = False
        self._words = words_of(column)
        self.setFrame(False)
        set_look(self, "bare")
        self.setAccessibleName(column.column.caption)
        if column.info.kind in NUMERIC:
            self.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._pause = TypingPause(self)
        self._pause.over.connect(self.open_list)
        self.textEdited.connect(self._on_edited)

    # -- for the delegate

    def fill(self) -> None:
        """Show what the cell holds, once: an answer that comes while typing changes nothing."""
        if not self.is_filled:
            self.is_filled = True
            typed = self.row.typed.get(self.column.name)
            shown = typed.text if typed else self._printed()
            self.setText(shown)
            self.setModified(False)

    def entry(self) -> CellEntry | None:
        """What was entered; None when the cell is to stay as it is."""
        text = self.text().strip()
        chosen = self._chosen(text)
        if chosen is not None:
            return self._picked(chosen)
        if not self.isModified():
            return None
        if self._words and text:
            return CellEntry(self.column.name, None, text, error=self._no_such_word(text))
        if self._is_sought(text):
            sought = self.column.enters
            return CellEntry(sought, text, text, is_sought=True, column=self.column.name)
        entry = read(self.column.info, text, self._tools.work_date())
        shown = text if entry.error else printed(self.column.info, entry.value)
        return CellEntry(self.column.name, entry.value, shown, entry.error)

    def close_list(self) -> bool:
        """Take the matches away; False when there are none."""
        self._pause.stop()
        is_open = self.popup is not None and self.popup.isVisible()
        if self.popup is not None:
            self.popup.hide()
        return is_open

    def open_list(self) -> None:
        """Show the matches of what is typed, or all when nothing was."""
        text = self.text().strip() if self.isModified() else ""
        if self._words:
            hits = [LookupRow(word, "", "") for word in self._words]
            fitting = [hit for hit in hits if hit.key.casefold().startswith(text.casefold())]
            self._show_hits(text, fitting)
        elif self._has_matches():
            self._tools.lookup(self.column, self.row, text, partial(self._on_hits, text))
        elif self.column.info.kind is FieldKind.DATE:
            self._open_calendar()

    # -- Qt

    def keyPressEvent(self, arg__1: QKeyEvent) -> None:
        key, modifiers = Qt.Key(arg__1.key()), arg__1.modifiers()
        alt_down = key == Qt.Key.Key_Down and modifiers & Qt.KeyboardModifier.AltModifier
        is_date = self.column.info.kind is FieldKind.DATE
        opens_calendar = is_date and is_calendar_key(arg__1)
        if alt_down or opens_calendar or (key == Qt.Key.Key_F4 and not modifiers):
            if not self.close_list():
                self.open_list()
        elif self.moves_in_list(key):
            self._moved = True
            if self.popup is not None:
                self.popup.table.move_by(_MOVES[key])
        else:
            super().keyPressEvent(arg__1)

    def moves_in_list(self, key: Qt.Key) -> bool:
        """Whether a key moves in the list of matches."""
        return key in _MOVES and self.popup is not None and self.popup.isVisible()

    # -- inside

    def _printed(self) -> str:
        value = self.row.value(self.column.name)
        if self.column.info.kind is FieldKind.BOOLEAN:
            return user_localizer().value(bool(value))
        return printed(self.column.info, value)

    def _on_edited(self) -> None:
        self._moved = False
        if self._words or self._has_matches():
            self._pause.restart()

    def _has_matches(self) -> bool:
        return self.column.field.lookup is not None or bool(self.column.info.lookup)

    def _on_hits(self, text: str, rows: Sequence[LookupRow]) -> None:
        present = self.text().strip() if self.isModified() else ""
        if text == present and self.hasFocus():
            self._show_hits(text, rows)

    def _show_hits(self, text: str, rows: Sequence[LookupRow]) -> None:
        if self.popup is None:
            self.popup = LookupPopup(self)
            self.popup.picked.connect(self._on_clicked)
            self.destroyed.connect(self.popup.deleteLater)
        self._hits_for = text
        if rows or not self.column.field.free_text:
            self.popup.show_hits(rows, text)
        else:
            self.popup.hide()

    def _on_clicked(self, row: LookupRow) -> None:
        self._moved = True
        if self.popup is not None:
            self.popup.table.move_to(self.popup.table.hits.rows.index(row))
        self.day_picked.emit()

    def _chosen(self, text: str) -> LookupRow | None:
        """The match that Tab or Enter takes: the one moved to, else the exact or first one."""
        if self.popup is None or not self.popup.isVisible():
            return self._word(text) if self._words and self.isModified() else None
        if self._moved:
            return self.popup.chosen()
        is_text = self.column.field.free_text and self.row.line is not None
        if is_text or not text or self._hits_for != text or not self.isModified():
            return None
        return exact_hit(text, self.popup.table.hits.rows) or self.popup.chosen()

    def _word(self, text: str) -> LookupRow | None:
        fitting = [word for word in self._words if word.casefold().startswith(text.casefold())]
        return LookupRow(fitting[0], "", "") if text and fitting else None

    def _picked(self, row: LookupRow) -> CellEntry:
        if self._words:
            return CellEntry(self.column.name, self._words[row.key], row.key)
        return CellEntry(self.column.enters, row.key, row.key)

    def _no_such_word(self, text: str) -> str:
        words = ", ".join(word for word in self._words if word)
        return _("“{text}” is none of: {words}.").format(text=text, words=words)

    def _is_sought(self, text: str) -> bool:
        is_text = self.column.field.free_text and self.row.line is not None
        return bool(text) and self._has_matches() and not is_text and self._hits_for != text

    def _open_calendar(self) -> None:
        value = self.row.value(self.column.name)
        shown = value if isinstance(value, date) else self._tools.work_date()
        calendar = CalendarPopup(shown, self, self._tools.work_date())
        calendar.picked.connect(self._on_day_picked)
        calendar.show_below(self)

    def _on_day_picked(self, day: date) -> None:
        self.setText(printed(self.column.info, day))
        self.setModified(True)
        self.day_picked.emit()


def words_of(column: LineColumn) -> dict[str, object]:
    """The words of a column that takes one of a few values, with what they stand for."""
    localizer = user_localizer()
    if column.info.kind is FieldKind.BOOLEAN:
        return {localizer.value(yes): yes for yes in (True, False)}
    return {localizer.choice(member): member for member in column.info.choices}
