"""Painting of table cells: text, links, pills and icons, drawn by one light delegate a table.

The delegate asks the model once for a finished `Cell` and draws it itself. Style sheet rules for
items, and the roles of Qt's own delegate, cost several times as much as the database does.
"""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from desktop.views.shell.icons import pixmap
from desktop.views.shell.theme import Text, colour, theme
from desktop.views.tables.columns import NUMERIC, Cell, Kind, Tone
from desktop.views.tables.record_model import CELL_ROLE

Index = QModelIndex | QPersistentModelIndex

TONE_TOKENS = {
    Tone.NEUTRAL: "text",
    Tone.INFO: "accent",
    Tone.OK: "ok",
    Tone.WARN: "warn",
    Tone.DANGER: "danger",
    Tone.MUTED: "muted",
}
"""The colour token of a tone's text."""
PILL_GROUNDS = {
    Tone.NEUTRAL: "hover",
    Tone.INFO: "soft",
    Tone.OK: "oksoft",
    Tone.WARN: "warnsoft",
    Tone.DANGER: "dangersoft",
    Tone.MUTED: "hover",
}
"""The colour token behind a pill's word."""
MARGIN = 8
_PILL_PADDING = 9
_PILL_HEIGHT = 20
_ICON = 16
_VERTICAL = Qt.AlignmentFlag.AlignVCenter
_LEFT = _VERTICAL | Qt.AlignmentFlag.AlignLeft
_RIGHT = _VERTICAL | Qt.AlignmentFlag.AlignRight
_CENTRE = _VERTICAL | Qt.AlignmentFlag.AlignHCenter


class CellDelegate(QStyledItemDelegate):
    """Draws the cells of a table; the row of the cursor gets a bar at its start."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._take_fonts()
        theme().changed.connect(self._take_fonts)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        cell = index.data(CELL_ROLE)
        rect: QRect = option.rect
        selected = self._draw_ground(painter, option, index)
        if isinstance(cell, Cell):
            inner = rect.adjusted(theme().px(MARGIN), 0, -theme().px(MARGIN), 0)
            self.draw_cell(painter, inner, cell, selected=selected)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """The size that shows a cell whole, for fitting a column to its content."""
        cell = index.data(CELL_ROLE)
        text = cell.text if isinstance(cell, Cell) else ""
        width = self._metrics.horizontalAdvance(text) + 2 * theme().px(MARGIN) + 2
        if isinstance(cell, Cell) and cell.kind is Kind.STATUS:
            width += 2 * theme().px(_PILL_PADDING)
        return QSize(width, theme().px(32))

    def draw_cell(self, painter: QPainter, rect: QRect, cell: Cell, *, selected: bool) -> None:
        """Draw what a cell holds into a rectangle that has its ground already."""
        if cell.kind is Kind.STATUS and cell.text:
            self._draw_pill(painter, rect, cell)
            return
        if cell.icon:
            rect = self._draw_icon(painter, rect, cell)
        if cell.text:
            self._draw_text(painter, rect, cell, selected=selected)

    def _take_fonts(self) -> None:
        self._font = theme().font(Text.BODY)
        self._metrics = QFontMetrics(self._font)
        self._pill_font = theme().font(Text.SMALL)
        self._pill_font.setWeight(QFont.Weight.Medium)
        self._pill_metrics = QFontMetrics(self._pill_font)

    def is_hovered(self, option: QStyleOptionViewItem, index: Index) -> bool:
        """Whether a cell is drawn as being under the mouse."""
        del index
        return bool(option.state & QStyle.StateFlag.State_MouseOver)

    def _draw_ground(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> bool:
        rect: QRect = option.rect
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        if selected:
            painter.fillRect(rect, colour("sel"))
        elif self.is_hovered(option, index):
            painter.fillRect(rect, colour("hover"))
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, colour("border"))
        return selected

    def _draw_text(self, painter: QPainter, rect: QRect, cell: Cell, *, selected: bool) -> None:
        painter.setFont(self._font)
        painter.setPen(colour(_text_token(cell, selected=selected)))
        text = self._metrics.elidedText(cell.text, Qt.TextElideMode.ElideRight, rect.width())
        painter.drawText(rect, _RIGHT if cell.kind in NUMERIC else _LEFT, text)

    def _draw_pill(self, painter: QPainter, rect: QRect, cell: Cell) -> None:
        tone = cell.tone or Tone.NEUTRAL
        padding, height = theme().px(_PILL_PADDING), theme().px(_PILL_HEIGHT)
        metrics = self._pill_metrics
        width = min(metrics.horizontalAdvance(cell.text) + 2 * padding, rect.width())
        pill = QRectF(rect.left(), rect.center().y() - height / 2 + 0.5, width, height)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour(PILL_GROUNDS[tone]))
        painter.drawRoundedRect(pill, height / 2, height / 2)
        painter.restore()
        painter.setFont(self._pill_font)
        token = "muted" if tone is Tone.NEUTRAL else TONE_TOKENS[tone]
        painter.setPen(colour(token))
        inside = int(width) - 2 * padding
        text = metrics.elidedText(cell.text, Qt.TextElideMode.ElideRight, max(inside, 0) + 1)
        painter.drawText(pill, int(_CENTRE), text)

    def _draw_icon(self, painter: QPainter, rect: QRect, cell: Cell) -> QRect:
        side = theme().px(_ICON)
        token = TONE_TOKENS[cell.tone or Tone.MUTED]
        ratio = painter.device().devicePixelRatioF()
        left = rect.left() if cell.text else rect.center().x() - side // 2 + 1
        picture = pixmap(cell.icon or "", token, _ICON, ratio)
        painter.drawPixmap(left, rect.center().y() - side // 2 + 1, picture)
        return rect.adjusted(side + theme().px(6), 0, 0, 0)


def _text_token(cell: Cell, *, selected: bool) -> str:
    if cell.tone is not None:
        return TONE_TOKENS[cell.tone]
    return "accent" if cell.kind is Kind.LINK and not selected else "text"


def draw_frame(painter: QPainter, rect: QRect, token: str, width: int = 2) -> None:
    """Draw a frame just inside a rectangle: the cursor of a grid, or a cell that was refused."""
    painter.save()
    pen = QPen(colour(token), width)
    pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    half = width // 2
    painter.drawRect(rect.adjusted(half, half, -half, -half))
    painter.restore()
