"""The views of a list one below the other, each with the number of its rows."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QVBoxLayout, QWidget

from desktop.translation import _, user_localizer
from desktop.views.shell.icons import pixmap
from desktop.views.shell.theme import Text, colour, theme
from desktop.views.tables.list_views import ViewChoice

_HEIGHT = 30
_PADDING = 9
_ICON = 12
_ROUND = 5


class ViewButton(QAbstractButton):
    """A view to choose; the one in force stands on the soft colour.

    Signal `menu_wanted(point)`: a right click or the menu key on a saved view.
    """

    menu_wanted = Signal(QPoint)

    def __init__(self, choice: ViewChoice, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.choice = choice
        self._count = ""
        self.setText(choice.label)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(
            lambda point: self.menu_wanted.emit(self.mapToGlobal(point))
        )
        self._name()

    def show_count(self, count: int) -> None:
        """Show how many rows the view has."""
        self._count = user_localizer().integer(count)
        self._name()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme().px(120), theme().px(_HEIGHT))

    def paintEvent(self, e: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._draw_ground(painter)
        left = theme().px(_PADDING)
        inner = self.rect().adjusted(left, 0, -left, 0)
        painter.setPen(colour("accent" if self.isChecked() else "text"))
        font = theme().font(Text.BODY)
        font.setWeight(QFont.Weight.DemiBold if self.isChecked() else QFont.Weight.Normal)
        painter.setFont(font)
        metrics = QFontMetrics(font)
        room = inner.width() - metrics.horizontalAdvance(self._count) - theme().px(8)
        saved = self.choice.saved
        if saved is not None and saved.shared:
            room -= theme().px(_ICON + 4)
        text = metrics.elidedText(self.text(), Qt.TextElideMode.ElideRight, max(room, 0))
        painter.drawText(inner, int(Qt.AlignmentFlag.AlignVCenter), text)
        if saved is not None and saved.shared:
            self._draw_shared(painter, inner.left() + metrics.horizontalAdvance(text))
        painter.setFont(theme().font(Text.SMALL))
        painter.setPen(colour("accent" if self.isChecked() else "muted"))
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(inner, int(right), self._count)

    def _draw_ground(self, painter: QPainter) -> None:
        if self.isChecked() or self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour("soft" if self.isChecked() else "hover"))
            painter.drawRoundedRect(self.rect(), theme().px(_ROUND), theme().px(_ROUND))
        if self.hasFocus():
            painter.setPen(QPen(colour("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            frame = self.rect().adjusted(1, 1, -1, -1)
            painter.drawRoundedRect(frame, theme().px(_ROUND), theme().px(_ROUND))

    def _draw_shared(self, painter: QPainter, left: int) -> None:
        """Two heads behind the name of a view that everybody sees."""
        top = (self.height() - theme().px(_ICON)) // 2
        picture = pixmap("users", "muted", _ICON, self.devicePixelRatioF())
        painter.drawPixmap(left + theme().px(4), top, picture)

    def _name(self) -> None:
        words = [self.choice.label, self._count]
        saved = self.choice.saved
        if saved is not None and saved.shared:
            words.append(_("shared with everybody"))
        self.setAccessibleName(", ".join(word for word in words if word))
        self.setToolTip(self.choice.label)


class ViewList(QWidget):
    """Signals: `chosen(id)`; `menu_wanted(choice, point)` on a saved view."""

    chosen = Signal(str)
    menu_wanted = Signal(object, QPoint)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.buttons: list[ViewButton] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme().px(2))

    def show_views(self, choices: Sequence[ViewChoice], current: str) -> None:
        """Show these views; the counts of others are forgotten."""
        had_focus = any(button.hasFocus() for button in self.buttons)
        for button in self.buttons:
            button.hide()
            button.deleteLater()
        self.buttons = [ViewButton(choice) for choice in choices]
        for button in self.buttons:
            self._column.addWidget(button)
            button.clicked.connect(self._on_clicked)
            button.menu_wanted.connect(self._on_menu_wanted)
        self.show_current(current)
        if had_focus and self.buttons:
            self._current().setFocus()

    def show_current(self, current: str) -> None:
        """Show which view is in force."""
        for button in self.buttons:
            button.setChecked(button.choice.id == current)

    def show_counts(self, counts: Mapping[str, int]) -> None:
        """Show how many rows the views have, by their ids."""
        for button in self.buttons:
            if button.choice.id in counts:
                button.show_count(counts[button.choice.id])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and Down go from view to view; Enter chooses, as Space and a click do."""
        focused = next((at for at, one in enumerate(self.buttons) if one.hasFocus()), None)
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        if focused is None:
            super().keyPressEvent(event)
        elif step is not None:
            self.buttons[min(max(focused + step, 0), len(self.buttons) - 1)].setFocus()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.buttons[focused].click()
        else:
            super().keyPressEvent(event)

    def _current(self) -> ViewButton:
        return next((one for one in self.buttons if one.isChecked()), self.buttons[0])

    def _on_clicked(self) -> None:
        button = self.sender()
        if isinstance(button, ViewButton):
            button.setChecked(True)
            self.chosen.emit(button.choice.id)

    def _on_menu_wanted(self, point: QPoint) -> None:
        button = self.sender()
        if isinstance(button, ViewButton) and button.choice.saved is not None:
            self.menu_wanted.emit(button.choice, point)
