"""The search box (Ctrl+K): one line that finds pages, actions, customers and documents."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QFrame,
    QGraphicsDropShadowEffect,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListView,
    QVBoxLayout,
    QWidget,
)

from desktop.translation import _
from desktop.views.shell.icons import dress
from desktop.views.shell.search import (
    ACTION_PREFIX,
    CUSTOMER_PREFIX,
    DOCUMENT_PREFIX,
    Provider,
    Result,
)
from desktop.views.shell.search_results import ResultDelegate
from desktop.views.shell.searching import Searching
from desktop.views.shell.tasks import Tasks
from desktop.views.shell.theme import Text, set_look, set_text, theme

_WIDTH = 660
_MOST_HEIGHT = 384
_TOP = 70
_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_Tab: 1, Qt.Key.Key_Backtab: -1}
_ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}


class SearchBox(QWidget):
    """Covers the window, dims it and shows the box above it; Escape or a click beside closes."""

    def __init__(self, window: QWidget, tasks: Tasks) -> None:
        super().__init__(window)
        self._searching = Searching(tasks, self)
        self._delegate = ResultDelegate(self._searching.model)
        self._before: QWidget | None = None
        self._has_moved = False
        self._panel = SearchPanel(self)
        self._panel.list.setModel(self._searching.model)
        self._panel.list.setItemDelegate(self._delegate)
        self._connect()
        self.hide()

    @property
    def edit(self) -> QLineEdit:
        """The line to type into."""
        return self._panel.edit

    def add_provider(self, provider: Provider) -> None:
        """Search there too."""
        self._searching.add_provider(provider)

    def appear(self, text: str = "") -> None:
        """Open the box, with a text already typed perhaps."""
        window = self.window()
        self._before = window.focusWidget()
        self.setGeometry(window.rect())
        self.edit.setText(text)
        self._on_typed(text)
        self.show()
        self.raise_()
        self.edit.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def vanish(self) -> None:
        """Close the box and go back to where the user was."""
        self._searching.stop()
        self.hide()
        if self._before is not None and self._before.isVisible():
            self._before.setFocus(Qt.FocusReason.OtherFocusReason)

    def results(self) -> list[Result]:
        """What is shown now, from top to bottom."""
        model = self._searching.model
        found = (model.result(row) for row in range(model.rowCount()))
        return [result for result in found if result is not None]

    def chosen(self) -> Result | None:
        """The result that Enter opens."""
        return self._searching.model.result(self._row())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.edit and isinstance(event, QKeyEvent):
            return self._on_key(event)
        if event.type() == QEvent.Type.Resize and watched is self.window():
            self.setGeometry(self.window().rect())
            self._fit()
        return super().eventFilter(watched, event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if not self._panel.geometry().contains(event.position().toPoint()):
            self.vanish()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        QPainter(self).fillRect(self.rect(), theme().scrim())

    def _connect(self) -> None:
        self._searching.changed.connect(self._on_found)
        self.edit.textEdited.connect(self._on_typed)
        self.edit.installEventFilter(self)
        self.window().installEventFilter(self)
        self._panel.list.clicked.connect(lambda _index: self._open(in_window=False))

    def _row(self) -> int:
        return self._panel.list.currentIndex().row()

    def _on_typed(self, text: str) -> None:
        self._has_moved = False
        self._searching.search(text)

    def _on_found(self) -> None:
        """The best hit is chosen, unless the user has gone to another one already."""
        model = self._searching.model
        if not self._has_moved or model.result(self._row()) is None:
            self._choose(model.best())
        self._panel.set_empty(
            bool(self.edit.text().strip())
            and not model.rowCount()
            and not self._searching.is_waiting
        )
        self._fit()

    def _on_key(self, event: QKeyEvent) -> bool:
        """Keys that belong to the list or the box although the cursor is in the line."""
        key = Qt.Key(event.key())
        if key not in _STEPS and key not in _ENTER and key != Qt.Key.Key_Escape:
            return False
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
        elif event.type() == QEvent.Type.KeyPress:
            self._do_key(key, event.modifiers())
        return True

    def _do_key(self, key: Qt.Key, modifiers: Qt.KeyboardModifier) -> None:
        if key == Qt.Key.Key_Escape:
            self.vanish()
        elif key in _ENTER:
            self._open(in_window=bool(modifiers & Qt.KeyboardModifier.ControlModifier))
        else:
            self._has_moved = True
            self._choose(self._searching.model.next_result(self._row(), _STEPS[key]))

    def _choose(self, row: int) -> None:
        index = self._searching.model.index(row, 0)
        view = self._panel.list
        view.setCurrentIndex(index)
        view.scrollTo(index)
        if row == 1:  # the heading above the first result shall be seen too
            view.scrollToTop()

    def _open(self, *, in_window: bool) -> None:
        result = self.chosen()
        if result is None:
            return
        self.vanish()
        open_window = result.open_window or result.open
        (open_window if in_window else result.open)()

    def _fit(self) -> None:
        look = theme()
        width = min(look.px(_WIDTH), self.width() - look.px(48))
        model, view = self._searching.model, self._panel.list
        rows = sum(view.sizeHintForRow(row) for row in range(model.rowCount()))
        view.setFixedHeight(min(rows, look.px(_MOST_HEIGHT), self.height() - look.px(220)))
        view.setVisible(bool(rows))
        self._panel.setFixedWidth(width)
        self._panel.adjustSize()
        self._panel.move((self.width() - width) // 2, look.px(_TOP))


class SearchPanel(QFrame):
    """The box itself: the line, the results and the keys that work here."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.edit = QLineEdit()
        self.list = QListView()
        self._nothing = QLabel(_("Nothing was found. Try fewer letters or another word."))
        self._build()

    def set_empty(self, empty: bool) -> None:
        """Say that nothing was found, or take that back."""
        self._nothing.setVisible(empty)

    def _build(self) -> None:
        look = theme()
        set_look(self, "float")
        self.setAccessibleName(_("Search everything"))
        shadow = QGraphicsDropShadowEffect(self)
        shadow.setBlurRadius(40)
        shadow.setOffset(0, 12)
        shadow.setColor(look.shadow())
        self.setGraphicsEffect(shadow)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setAccessibleName(_("Results"))
        self.list.setMouseTracking(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        set_text(self._nothing, Text.BODY, "muted")
        self._nothing.setMargin(look.px(12))
        column = QVBoxLayout(self)
        column.setContentsMargins(look.px(10), look.px(6), look.px(10), look.px(8))
        column.setSpacing(look.px(6))
        column.addLayout(self._build_line())
        column.addWidget(_rule())
        column.addWidget(self.list)
        column.addWidget(self._nothing)
        column.addWidget(_rule())
        column.addLayout(_build_keys())

    def _build_line(self) -> QHBoxLayout:
        look = theme()
        glass = QLabel()
        dress(glass, "search", "muted")
        set_look(self.edit, "bare")
        set_text(self.edit, Text.SEARCH)
        self.edit.setFixedHeight(look.px(40))
        self.edit.setPlaceholderText(_("Search documents, customers, actions…"))
        self.edit.setAccessibleName(_("Search everything"))
        line = QHBoxLayout()
        line.setContentsMargins(look.px(10), 0, look.px(10), 0)
        line.setSpacing(look.px(10))
        line.addWidget(glass)
        line.addWidget(self.edit, 1)
        return line


def _build_keys() -> QHBoxLayout:
    look = theme()
    row = QHBoxLayout()
    row.setContentsMargins(look.px(8), 0, look.px(8), 0)
    row.setSpacing(look.px(5))
    for keys, text in (
        ("↑↓", _("move")),
        (_("Enter"), _("open")),
        (_("Ctrl+Enter"), _("new window")),
    ):
        _add_key(row, keys, text)
    row.addStretch(1)
    for keys, text in (
        (ACTION_PREFIX, _("actions")),
        (DOCUMENT_PREFIX, _("documents")),
        (CUSTOMER_PREFIX, _("customers")),
    ):
        _add_key(row, keys, text)
    return row


def _add_key(row: QHBoxLayout, keys: str, text: str) -> None:
    key = QLabel(keys)
    set_look(key, "key")
    label = QLabel(text)
    set_text(label, Text.SMALL)
    row.addWidget(key)
    row.addWidget(label)


def _rule() -> QFrame:
    rule = QFrame()
    set_look(rule, "hairline")
    rule.setFixedHeight(1)
    return rule
