"""A few rows of a list in a card of home, and the way to all of them."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPen, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from desktop.views.shell.icons import pixmap
from desktop.views.shell.theme import Text, colour, theme

Index = QModelIndex | QPersistentModelIndex

ROW_HEIGHT = 28
_ICON = 16
_SIDE = 6
_GAP = 12
_ROUND = 5
_LINE = Qt.ItemDataRole.UserRole
_VERTICAL = Qt.AlignmentFlag.AlignVCenter
_LEFT = int(_VERTICAL | Qt.AlignmentFlag.AlignLeft)
_RIGHT = int(_VERTICAL | Qt.AlignmentFlag.AlignRight)


@dataclass(frozen=True, slots=True)
class Line:
    """One row in the user's language: a name in the accent colour, more about it, and figures.

    `tone` is the colour token of the note.
    """

    name: str
    text: str = ""
    note: str = ""
    figure: str = ""
    tone: str = "muted"
    icon: str = ""

    @property
    def speech(self) -> str:
        """The row in one sentence, for reading aloud."""
        return ", ".join(part for part in (self.name, self.text, self.note, self.figure) if part)


class ShortList(QListView):
    """A list as high as its rows. Signal `chosen(position)`: Enter or a click."""

    chosen = Signal(int)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = QStandardItemModel(self)
        self.setModel(self._model)
        self.setItemDelegate(_LineDelegate(self))
        self.setAccessibleName(name)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMouseTracking(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.clicked.connect(lambda index: self.chosen.emit(index.row()))
        theme().changed.connect(self._fit)
        self._fit()

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Show other rows; the cursor stays at its position."""
        at = max(self.currentIndex().row(), 0)
        self._model.clear()
        for line in lines:
            item = QStandardItem(line.speech)
            item.setToolTip(line.speech)
            item.setData(line, _LINE)
            self._model.appendRow(item)
        self.setCurrentIndex(self._model.index(min(at, len(lines) - 1), 0))
        self._fit()

    def lines(self) -> list[Line]:
        """What is shown."""
        return [self._model.item(row).data(_LINE) for row in range(self._model.rowCount())]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}:
            if self.currentIndex().isValid():
                self.chosen.emit(self.currentIndex().row())
        else:
            super().keyPressEvent(event)

    def _fit(self) -> None:
        self.setFixedHeight(theme().px(ROW_HEIGHT) * self._model.rowCount() + 2)


class _LineDelegate(QStyledItemDelegate):
    """Paints a row: icon, name, text as far as there is room, note and figure at the right."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        del option, index
        return QSize(theme().px(120), theme().px(ROW_HEIGHT))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line: Line = index.data(_LINE)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter, option)
        side, gap = theme().px(_SIDE), theme().px(_GAP)
        room = option.rect.adjusted(side, 0, -side, 0)
        if line.icon:
            self._paint_icon(painter, room, line.icon)
            room.setLeft(room.left() + theme().px(_ICON) + theme().px(8))
        for text, token, width in (
            (line.figure, "text", self._width("figure", index)),
            (line.note, line.tone, self._width("note", index)),
        ):
            if width:
                self._write(painter, room, text, token, right=True)
                room.setRight(room.right() - width - gap)
        self._write(painter, room, line.name, "accent")
        room.setLeft(room.left() + self._width("name", index) + gap)
        if room.width() > gap:
            self._write(painter, room, line.text, "text")
        painter.restore()

    def _paint_ground(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        focused = bool(option.state & QStyle.StateFlag.State_HasFocus)
        if focused or option.state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(QPen(colour("accent"), 2) if focused else Qt.PenStyle.NoPen)
            painter.setBrush(colour("sel" if focused else "hover"))
            painter.drawRoundedRect(
                option.rect.adjusted(1, 1, -1, -1), theme().px(_ROUND), theme().px(_ROUND)
            )

    def _paint_icon(self, painter: QPainter, room: QRect, icon: str) -> None:
        side = theme().px(_ICON)
        ratio = painter.device().devicePixelRatioF()
        top = room.top() + (room.height() - side) // 2
        painter.drawPixmap(room.left(), top, pixmap(icon, "muted", _ICON, ratio))

    def _write(
        self, painter: QPainter, room: QRect, text: str, token: str, *, right: bool = False
    ) -> None:
        painter.setFont(theme().font(Text.BODY))
        painter.setPen(colour(token))
        metrics = QFontMetrics(painter.font())
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, _RIGHT if right else _LEFT, shown)

    def _width(self, part: str, index: Index) -> int:
        """The width that the longest of these texts in the list needs."""
        metrics = QFontMetrics(theme().font(Text.BODY))
        model = index.model()
        lines = (model.index(row, 0).data(_LINE) for row in range(model.rowCount()))
        return max(metrics.horizontalAdvance(getattr(line, part)) for line in lines)
