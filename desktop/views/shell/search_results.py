"""The list of results under the search box: headings, rows, and the keys at the right."""

from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from desktop.translation import _
from desktop.views.shell.icons import pixmap
from desktop.views.shell.search import Provider, Result
from desktop.views.shell.theme import Text, theme

_ROW = 34
_HEADING = 26

Index = QModelIndex | QPersistentModelIndex


class ResultModel(QAbstractListModel):
    """Results by group, in the order of the providers; a heading stands above each group."""

    def __init__(self, providers: list[Provider]) -> None:
        super().__init__()
        self._providers = providers
        self._found: dict[Provider, list[Result]] = {}
        self._rows: list[str | Result] = []

    def clear(self) -> None:
        """Begin a new search."""
        self.beginResetModel()
        self._found = {}
        self._rows = []
        self.endResetModel()

    def put(self, provider: Provider, results: Sequence[Result]) -> None:
        """Show what a provider has found, in the place of what it found before."""
        self.beginResetModel()
        self._found[provider] = list(results[: provider.most])
        self._rows = []
        group = ""
        for known in self._providers:
            found = self._found.get(known)
            if found:
                self._rows += [_(known.group)] if known.group != group else []
                self._rows += found
                group = known.group
        self.endResetModel()

    def result(self, row: int) -> Result | None:
        """The result in a row; None for a heading."""
        entry = self._rows[row] if 0 <= row < len(self._rows) else None
        return entry if isinstance(entry, Result) else None

    def heading(self, row: int) -> str:
        """The heading in a row; empty for a result."""
        entry = self._rows[row]
        return entry if isinstance(entry, str) else ""

    def best(self) -> int:
        """The row of the best result; -1 when nothing was found."""
        scores = {
            row: entry.score for row, entry in enumerate(self._rows) if isinstance(entry, Result)
        }
        return max(scores, key=lambda row: scores[row], default=-1)

    def next_result(self, row: int, step: int) -> int:
        """The result above or below a row, round the ends; -1 when there is none."""
        rows = [at for at, entry in enumerate(self._rows) if isinstance(entry, Result)]
        if not rows:
            return -1
        if row not in rows:
            return rows[0]
        return rows[(rows.index(row) + step) % len(rows)]

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own default
        return 0 if parent.isValid() else len(self._rows)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if self.result(index.row()) is None:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        result = self.result(index.row())
        if role == Qt.ItemDataRole.DisplayRole:
            return result.title if result else self.heading(index.row())
        if role == Qt.ItemDataRole.AccessibleTextRole and result:
            return " · ".join(part for part in (result.title, result.detail, result.keys) if part)
        return None


class ResultDelegate(QStyledItemDelegate):
    """Paints a heading or a result; the stylesheet of lists would ask Python for each part."""

    def __init__(self, model: ResultModel) -> None:
        super().__init__()
        self._model = model

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        del option
        height = _HEADING if self._model.heading(index.row()) else _ROW
        return QSize(0, theme().px(height))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        look = theme()
        area: QRect = option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        heading = self._model.heading(index.row())
        if heading:
            font = look.font(Text.CAPTION)
            font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, 0.4)
            _write(
                painter, area.adjusted(look.px(10), 0, 0, -look.px(4)), heading.upper(), font,
                "muted", Qt.AlignmentFlag.AlignBottom,
            )  # fmt: skip
        else:
            chosen = bool(option.state & QStyle.StateFlag.State_Selected)
            result = self._model.result(index.row())
            if result is not None:
                self._paint_result(painter, area, result, chosen=chosen)
        painter.restore()

    def _paint_result(
        self, painter: QPainter, area: QRect, result: Result, *, chosen: bool
    ) -> None:
        look = theme()
        if chosen:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.token("sel"))
            painter.drawRoundedRect(area, look.px(5), look.px(5))
        top = area.y() + (area.height() - look.px(16)) // 2
        ratio = painter.device().devicePixelRatio()
        token = "accent" if chosen else "muted"
        painter.drawPixmap(area.x() + look.px(10), top, pixmap(result.icon, token, 16, ratio))
        room = area.adjusted(look.px(36), 0, -look.px(10), 0)
        if result.keys:
            room.setRight(room.right() - _paint_keys(painter, room, result.keys) - look.px(8))
        title = look.font()
        title.setWeight(QFont.Weight.Medium)
        room.setLeft(room.left() + _write(painter, room, result.title, title, "text") + look.px(8))
        _write(painter, room, result.detail, look.font(Text.SMALL), "muted")


def _write(  # noqa: PLR0917  # what it takes to write a text
    painter: QPainter,
    room: QRect,
    text: str,
    font: QFont,
    token: str,
    alignment: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignVCenter,
) -> int:
    """Write a text, shortened to its room; returns the width it took."""
    metrics = QFontMetrics(font)
    shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, max(room.width(), 0))
    painter.setFont(font)
    painter.setPen(theme().token(token))
    painter.drawText(room, alignment | Qt.AlignmentFlag.AlignLeft, shown)
    return metrics.horizontalAdvance(shown)


def _paint_keys(painter: QPainter, room: QRect, keys: str) -> int:
    look = theme()
    font = look.font(Text.CAPTION)
    font.setWeight(QFont.Weight.Medium)
    width = QFontMetrics(font).horizontalAdvance(keys) + look.px(16)
    height = look.px(20)
    box = QRect(room.right() - width, room.y() + (room.height() - height) // 2, width, height)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(look.token("hover"))
    painter.drawRoundedRect(box, look.px(4), look.px(4))
    painter.setFont(font)
    painter.setPen(look.token("text"))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, keys)
    return width
