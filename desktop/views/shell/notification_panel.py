"""The notification centre: what the bell opens."""

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from desktop.translation import _, user_localizer
from desktop.views.shell.icons import dress
from desktop.views.shell.notifications import Notification, Notifications
from desktop.views.shell.theme import Text, set_look, set_text, theme

_WIDTH = 400
_MOST_HEIGHT = 420
_ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}
_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}


class NotificationRow(QFrame):
    """One message: Enter opens what it is about, Delete takes it away.

    Signals: `opened`, `dismissed`; `left` with 1 or -1 when the cursor goes to a neighbour.
    """

    opened = Signal()
    dismissed = Signal()
    left = Signal(int)

    def __init__(self, notification: Notification) -> None:
        super().__init__()
        self.notification = notification
        time = user_localizer().datetime(notification.at)
        set_look(self, "row")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(notification.text)
        self.setAccessibleDescription(time)
        if notification.open is not None:
            self.setCursor(Qt.CursorShape.PointingHandCursor)
        look = theme()
        row = QHBoxLayout(self)
        row.setContentsMargins(look.px(12), look.px(8), look.px(8), look.px(8))
        row.setSpacing(look.px(10))
        picture = QLabel()
        dress(picture, notification.icon, notification.colour)
        row.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(self._build_words(time), 1)
        row.addWidget(self._build_cross(), 0, Qt.AlignmentFlag.AlignTop)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in _ENTER:
            self.opened.emit()
        elif key == Qt.Key.Key_Delete:
            self.dismissed.emit()
        elif key in _STEPS:
            self.left.emit(_STEPS[key])
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self.rect().contains(event.position().toPoint()):
            self.opened.emit()

    def _build_words(self, time: str) -> QVBoxLayout:
        words = QVBoxLayout()
        words.setSpacing(theme().px(2))
        text = QLabel(self.notification.text)
        text.setTextFormat(Qt.TextFormat.PlainText)
        text.setWordWrap(True)
        set_text(text, Text.STRONG if self.notification.is_new else Text.BODY)
        when = QLabel(time)
        set_text(when, Text.SMALL, "muted")
        words.addWidget(text)
        words.addWidget(when)
        return words

    def _build_cross(self) -> QToolButton:
        cross = QToolButton()
        set_look(cross, "icon")
        dress(cross, "x", "muted")
        cross.setFixedSize(theme().px(24), theme().px(24))
        cross.setToolTip(_("Dismiss"))
        cross.setAccessibleName(_("Dismiss this message"))
        cross.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # Delete does the same on the row
        cross.clicked.connect(self.dismissed)
        return cross


class NotificationPanel(QFrame):
    """Hangs below the bell; Escape and a click elsewhere close it. The arrow keys move."""

    def __init__(self, notifications: Notifications, bell: QWidget) -> None:
        super().__init__(bell, Qt.WindowType.Popup)
        self._notifications = notifications
        self._bell = bell
        self._rows = QVBoxLayout()
        self._area = QScrollArea()
        self._list = QWidget()
        self._nothing = QLabel(_("No notifications"))
        self._clear = QPushButton(_("Clear All"))
        self._build()
        notifications.changed.connect(self._on_changed)

    def appear(self) -> None:
        """Open below the bell; with that all messages count as seen."""
        self._fill()
        self.show()
        self._notifications.mark_seen()
        rows = self.rows()
        (rows[0] if rows else self).setFocus()

    def rows(self) -> list[NotificationRow]:
        """The messages from top to bottom."""
        items = (self._rows.itemAt(at) for at in range(self._rows.count()))
        widgets = (item.widget() for item in items if item is not None)
        return [one for one in widgets if isinstance(one, NotificationRow)]

    def _build(self) -> None:
        look = theme()
        set_look(self, "float")
        self.setAccessibleName(_("Notifications"))
        title = QLabel(_("Notifications"))
        set_text(title, Text.CARD_TITLE)
        set_look(self._clear, "link")
        self._clear.setAccessibleName(_("Clear all notifications"))
        self._clear.clicked.connect(self._on_clear)
        head = QHBoxLayout()
        head.setContentsMargins(look.px(12), look.px(8), look.px(8), 0)
        head.addWidget(title)
        head.addStretch(1)
        head.addWidget(self._clear)
        set_text(self._nothing, Text.BODY, "muted")
        self._nothing.setMargin(look.px(12))
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(0)
        self._rows.addStretch(1)
        self._list.setLayout(self._rows)
        set_look(self._list, "surface")
        self._area.setWidget(self._list)
        self._area.setWidgetResizable(True)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, look.px(8))
        column.setSpacing(look.px(6))
        column.addLayout(head)
        column.addWidget(self._nothing)
        column.addWidget(self._area)

    def _fill(self) -> None:
        for old in self.rows():
            self._rows.removeWidget(old)
            old.hide()
            old.deleteLater()
        messages = self._notifications.messages()
        for one in messages:
            row = NotificationRow(one)
            row.opened.connect(self._on_opened)
            row.dismissed.connect(self._on_dismissed)
            row.left.connect(self._on_left)
            self._rows.insertWidget(self._rows.count() - 1, row)
            row.show()  # now, so that it can take the focus; the layout would do it later
        self._nothing.setVisible(not messages)
        self._area.setVisible(bool(messages))
        self._clear.setVisible(bool(messages))
        self._fit()

    def _fit(self) -> None:
        look = theme()
        width = look.px(_WIDTH)
        inside = width - 2
        height = sum(
            max(row.heightForWidth(inside), row.sizeHint().height()) for row in self.rows()
        )
        self._area.setFixedHeight(min(height, look.px(_MOST_HEIGHT)))
        self.setFixedWidth(width)
        self.adjustSize()
        corner = self._bell.mapToGlobal(QPoint(self._bell.width(), self._bell.height()))
        self.move(corner.x() - width, corner.y() + look.px(4))

    def _sender_row(self) -> NotificationRow | None:
        row = self.sender()
        return row if isinstance(row, NotificationRow) else None

    def _on_opened(self) -> None:
        row = self._sender_row()
        if row is not None and row.notification.open is not None:
            self.hide()
            row.notification.open()

    def _on_dismissed(self) -> None:
        row = self._sender_row()
        if row is None:
            return
        at = self.rows().index(row)
        self._notifications.dismiss(row.notification)
        left = self.rows()
        (left[min(at, len(left) - 1)] if left else self).setFocus()

    def _on_left(self, step: int) -> None:
        row, rows = self._sender_row(), self.rows()
        if row is not None:
            there = rows[(rows.index(row) + step) % len(rows)]
            there.setFocus()
            self._area.ensureWidgetVisible(there)

    def _on_clear(self) -> None:
        self._notifications.dismiss(*self._notifications.messages())
        self.hide()

    def _on_changed(self) -> None:
        """Follow while it is open; only looking at them changes nothing that is shown."""
        shown = [row.notification for row in self.rows()]
        if self.isVisible() and shown != self._notifications.messages():
            self._fill()
