"""The header of a table: labels, the sort arrow, and what the user made of the columns."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QAction,
    QContextMenuEvent,
    QFont,
    QFontMetrics,
    QMouseEvent,
    QPainter,
    QResizeEvent,
)
from PySide6.QtWidgets import QHeaderView, QMenu, QWidget

from desktop.translation import _
from desktop.views.shell.icons import pixmap
from desktop.views.shell.theme import Text, theme
from desktop.views.tables.columns import Column, Kind
from desktop.views.tables.delegates import MARGIN, colour

_HEIGHT = 34
_ARROW = 14
_NARROWEST = 32
_LEAST_TEXT = 112

Order = tuple[tuple[str, bool], ...]
"""Columns that a list is sorted by, each with True for descending; the first matters most."""


class TableHeader(QHeaderView):
    """Labels of columns. A click sorts, Shift+click adds a sort key, a right click chooses columns.

    Signals: `order_chosen` after a click that sorts; `columns_changed` after the user has moved,
    widened, hidden or shown a column.
    """

    order_chosen = Signal()
    columns_changed = Signal()

    def __init__(self, columns: Sequence[Column], parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._columns = tuple(columns)
        self.order: Order = ()
        self._quiet = False
        self._adding = False
        self._widths = {column.name: column.start_width for column in columns}
        self.setSectionsMovable(True)
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setMinimumSectionSize(theme().px(_NARROWEST))
        self.setMouseTracking(True)
        self.sectionResized.connect(self._on_resized)
        self.sectionMoved.connect(self._on_moved)
        theme().changed.connect(self.fit)
        self.sectionClicked.connect(self._on_clicked)

    def set_order(self, order: Order) -> None:
        """Show which columns sort, without asking anybody to sort."""
        self.order = order
        self.viewport().update()

    def layout_state(self) -> dict[str, object]:
        """Order, widths at 100 % and hidden columns, to be kept for the user."""
        shown = sorted(range(self.count()), key=self.visualIndex)
        return {
            "order": [self._columns[at].name for at in shown],
            "widths": dict(self._widths),
            "hidden": [c.name for at, c in enumerate(self._columns) if self.isSectionHidden(at)],
        }

    def shown_columns(self) -> list[Column]:
        """The visible columns in the order on the screen."""
        shown = sorted(range(self.count()), key=self.visualIndex)
        return [self._columns[at] for at in shown if not self.isSectionHidden(at)]

    def restore_layout(self, state: Mapping[str, object]) -> None:
        """Arrange the columns as kept; what the kept state does not know stays as declared."""
        self._quiet = True
        widths, hidden, order = state.get("widths"), state.get("hidden"), state.get("order")
        for at, column in enumerate(self._columns):
            kept = widths.get(column.name) if isinstance(widths, dict) else None
            self._widths[column.name] = int(kept or column.start_width)
            is_hidden = column.name in hidden if isinstance(hidden, list) else not column.visible
            self.setSectionHidden(at, is_hidden)
        if isinstance(order, list):
            self._arrange([str(name) for name in order])
        self.fit()
        self._quiet = False

    def fit(self) -> None:
        """Give the columns their widths; the widest text takes what room is left or lacks.

        Where not even a narrow text would make all columns fit, it keeps its width: the table
        scrolls anyway.
        """
        self._quiet = True
        shown = [at for at in range(self.count()) if not self.isSectionHidden(at)]
        for at in shown:
            self.resizeSection(at, theme().px(self._widths[self._columns[at].name]))
        spare = self.viewport().width() - sum(self.sectionSize(at) for at in shown)
        texts = [at for at in shown if self._columns[at].kind is Kind.TEXT]
        if texts:
            widest = max(texts, key=self.sectionSize)
            least = min(self.sectionSize(widest), theme().px(_LEAST_TEXT))
            wanted = self.sectionSize(widest) + spare
            if wanted >= least:
                self.resizeSection(widest, wanted)
        self._quiet = False

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), theme().px(_HEIGHT))

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:
        """Draw a label, its sort arrow and the rule below."""
        painter.save()
        column = self._columns[logicalIndex]
        painter.fillRect(rect, colour("surface"))
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, colour("control"))
        inner = rect.adjusted(theme().px(MARGIN), 0, -theme().px(MARGIN), -1)
        if column.kind is not Kind.ICON:
            self._draw_label(painter, inner, column)
        painter.restore()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.columns_menu().popup(event.globalPos())

    def show_menu(self, button: QWidget) -> None:
        """Open the choice of columns below a button."""
        self.columns_menu().popup(button.mapToGlobal(button.rect().bottomLeft()))

    def columns_menu(self) -> QMenu:
        """A menu with a check mark for every column that is shown."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for at, column in enumerate(self._columns):
            action = menu.addAction(column.caption)
            action.setCheckable(True)
            action.setChecked(not self.isSectionHidden(at))
            action.setData(at)
        menu.addSeparator()
        menu.addAction(_("Restore Columns")).setData(-1)
        menu.triggered.connect(self._on_column_chosen)
        return menu

    def mousePressEvent(self, e: QMouseEvent) -> None:
        self._adding = bool(e.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        super().mousePressEvent(e)

    def _arrange(self, names: list[str]) -> None:
        places = {column.name: at for at, column in enumerate(self._columns)}
        known = [places[name] for name in names if name in places]
        for visual, logical in enumerate(known):
            self.moveSection(self.visualIndex(logical), visual)

    def _draw_label(self, painter: QPainter, rect: QRect, column: Column) -> None:
        font = theme().font(Text.SMALL)
        font.setWeight(QFont.Weight.Medium)
        painter.setFont(font)
        painter.setPen(colour("muted"))
        descending = dict(self.order).get(column.name)
        room = theme().px(_ARROW + 4) if descending is not None else 0
        metrics = QFontMetrics(font)
        text = metrics.elidedText(
            column.caption, Qt.TextElideMode.ElideRight, max(rect.width() - room, 0)
        )
        label = rect.adjusted(0, 0, -room, 0)
        painter.drawText(label, int(column.alignment), text)
        if descending is None:
            return
        end = label.right() if column.is_numeric else label.left() + metrics.horizontalAdvance(text)
        arrow = "arrow-down" if descending else "arrow-up"
        ratio = painter.device().devicePixelRatioF()
        top = rect.center().y() - theme().px(_ARROW) // 2 + 1
        painter.drawPixmap(end + theme().px(4), top, pixmap(arrow, "text", _ARROW, ratio))

    def _on_clicked(self, section: int) -> None:
        column = self._columns[section]
        if not column.sortable:
            return
        present = dict(self.order)
        descending = not present.get(column.name, True)
        key = ((column.name, descending),)
        if self._adding:
            present[column.name] = descending
            self.set_order(tuple(present.items()))
        else:
            self.set_order(key)
        self.order_chosen.emit()

    def _on_column_chosen(self, action: QAction) -> None:
        section = int(action.data())
        if section < 0:
            self.restore_layout({"order": [column.name for column in self._columns]})
        elif self.count() - self.hiddenSectionCount() > 1 or self.isSectionHidden(section):
            self.setSectionHidden(section, not self.isSectionHidden(section))
            self.fit()
        self.columns_changed.emit()

    def _on_resized(self, section: int, _before: int, width: int) -> None:
        if not self._quiet and width > 0:
            self._widths[self._columns[section].name] = round(width * 100 / theme().px(100))
            self.columns_changed.emit()

    def _on_moved(self) -> None:
        if not self._quiet:
            self.columns_changed.emit()
