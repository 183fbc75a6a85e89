"""The small parts around a list's table: filter box, view chooser, chips, footer, empty state."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractButton,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMenu,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from desktop.translation import _, ngettext, user_localizer
from desktop.views.fields.typing_pause import TypingPause
from desktop.views.shell.icons import dress, icon, pixmap
from desktop.views.shell.theme import Text, colour, set_look, set_property, set_text, theme
from desktop.views.tables.list_views import ViewChoice

_BOX_WIDTH = 220
_SKELETON_ROW = 32
_CROSS_ROOM = 28


class FilterBox(QLineEdit):
    """Searches the list while typing. Escape empties it, Down and Enter go to the list.

    Signals: `search_changed(text)` a moment after the last letter; `left` for the list.
    """

    search_changed = Signal(str)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setPlaceholderText(_("Filter this list"))
        self.setAccessibleName(_("Filter this list"))
        self.setToolTip(_("Filter this list (F3)"))
        self._glass = self.addAction(icon("search", "muted"), self.ActionPosition.LeadingPosition)
        self._told = ""
        self._pause = TypingPause(self)
        self._pause.over.connect(self._tell)
        self.textChanged.connect(self._pause.restart)
        theme().changed.connect(self._arrange)
        self._arrange()

    def set_search(self, text: str) -> None:
        """Show a search that is in force already."""
        self._told = text
        self.setText(text)
        self._pause.stop()

    def begin(self, text: str) -> None:
        """Take letters that were typed in the rows: another search begins with them."""
        self.setFocus()
        self.setText(text)

    def keyPressEvent(self, arg__1: QKeyEvent) -> None:
        key = arg__1.key()
        if key == Qt.Key.Key_Escape and self.text():
            self.clear()
            self._tell()
        elif key in {Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._tell()
            self.left.emit()
        elif key == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(arg__1)

    def _tell(self) -> None:
        self._pause.stop()
        text = self.text().strip()
        if text != self._told:
            self._told = text
            self.search_changed.emit(text)

    def _arrange(self) -> None:
        self.setFixedHeight(theme().px(30))
        self.setFixedWidth(theme().px(_BOX_WIDTH))
        self._glass.setIcon(icon("search", "muted"))


class ViewChooser(QToolButton):
    """Names the view of the list and lets another one be chosen. Signal `chosen(name)`."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_look(self, "plain")
        dress(self, "chevron-down", "muted")
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setFixedHeight(theme().px(30))
        self.setAccessibleDescription(_("View of the list"))
        menu = QMenu(self)
        menu.triggered.connect(lambda action: self.chosen.emit(action.data()))
        self.setMenu(menu)

    def show_choices(self, choices: Sequence[ViewChoice], current: str) -> None:
        """Offer these views, one of them being in force."""
        self.menu().clear()
        for choice in choices:
            action = self.menu().addAction(choice.label)
            action.setData(choice.id)
            action.setCheckable(True)
            action.setChecked(choice.id == current)
            if choice.id == current:
                self.setText(choice.label)
                self.setAccessibleName(choice.label)
        self.setVisible(bool(choices))


@dataclass(frozen=True, slots=True)
class Chip:
    """A filter in force, in words; `remove` takes it away, `edit` goes to its field."""

    text: str
    remove: Callable[[], object]
    edit: Callable[[], object]


class ChipButton(QAbstractButton):
    """A chip with a cross, which takes the filter away, as Delete does; else a click edits it."""

    def __init__(self, chip: Chip, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setText(chip.text)
        self._chip = chip
        self.setToolTip(_("Change this filter; Delete takes it away"))
        self.setAccessibleName(_("Filter: {filter}").format(filter=chip.text))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.clicked.connect(chip.edit)

    def sizeHint(self) -> QSize:
        width = QFontMetrics(theme().font(Text.SMALL)).horizontalAdvance(self.text())
        return QSize(width + theme().px(44), theme().px(26))

    def mouseReleaseEvent(self, e: QMouseEvent) -> None:
        """A click on the cross takes the filter away."""
        if e.position().x() >= self.width() - theme().px(_CROSS_ROOM):
            self.setDown(False)
            self._chip.remove()
        else:
            super().mouseReleaseEvent(e)

    def keyPressEvent(self, e: QKeyEvent) -> None:
        """Delete takes the filter away, Enter edits it as Space does."""
        if e.key() in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace}:
            self._chip.remove()
        elif e.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._chip.edit()
        else:
            super().keyPressEvent(e)

    def paintEvent(self, e: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(colour("accent"), 2 if self.hasFocus() else 1))
        painter.setBrush(colour("soft"))
        frame = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.drawRoundedRect(frame, frame.height() / 2, frame.height() / 2)
        painter.setFont(theme().font(Text.SMALL))
        painter.setPen(colour("accent"))
        words = self.rect().adjusted(theme().px(13), 0, -theme().px(26), 0)
        painter.drawText(words, int(Qt.AlignmentFlag.AlignVCenter), self.text())
        side = theme().px(12)
        top = (self.height() - side) // 2
        cross = pixmap("x", "accent", 12, self.devicePixelRatioF())
        painter.drawPixmap(self.width() - side - theme().px(10), top, cross)


class ChipsRow(QWidget):
    """The filters in force as chips, and how many rows they leave of all."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(theme().px(8))
        self.count = QLabel()
        set_text(self.count, Text.SMALL, "muted")
        self._row.addStretch(1)
        self._row.addWidget(self.count)
        self.setFixedHeight(theme().px(28))
        self._chips: list[QWidget] = []

    def show_chips(self, chips: Sequence[Chip]) -> None:
        """Show other filters."""
        # Not taken out of the layout: PySide would then destroy a chip while it handles its click.
        for old in self._chips:
            old.hide()
            old.deleteLater()
        self._chips = [ChipButton(chip) for chip in chips]
        for place, widget in enumerate(self._chips):
            self._row.insertWidget(place, widget)

    def show_count(self, found: int | None, whole: int | None) -> None:
        """Say "11 402 of 1 000 000", or just the number when nothing is left out."""
        if found is None or whole is None:
            self.count.setText("")
            return
        shown = user_localizer().integer(found)
        if found == whole:
            self.count.setText(shown)
            return
        self.count.setText(
            _("{found} of {all}").format(found=shown, all=user_localizer().integer(whole))
        )


class ListFooter(QFrame):
    """How many rows are selected, the sums of the selection, and how long the list took."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedHeight(theme().px(32))
        row = QHBoxLayout(self)
        row.setContentsMargins(theme().px(12), 0, theme().px(12), 0)
        row.setSpacing(theme().px(8))
        self.selected = QLabel()
        self._sums = QHBoxLayout()
        self._sums.setSpacing(theme().px(8))
        self.loaded = QLabel()
        set_text(self.selected, Text.SMALL, "muted")
        set_text(self.loaded, Text.SMALL, "muted")
        row.addWidget(self.selected)
        row.addLayout(self._sums)
        row.addStretch(1)
        row.addWidget(self.loaded)

    def show_selection(self, count: int, sums: Sequence[tuple[str, str]]) -> None:
        """Show the number of selected rows and the sums: labels and printed amounts."""
        text = ngettext("{count} selected", "{count} selected", count)
        self.selected.setText(text.format(count=user_localizer().integer(count)) if count else "")
        while (item := self._sums.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for label, amount in sums:
            self._sums.addWidget(_rule())
            self._sums.addWidget(_words(_("Sum {label}").format(label=label), "muted"))
            self._sums.addWidget(_words(amount, "", strong=True))

    def show_loaded(self, milliseconds: int) -> None:
        """Say how long the first rows took."""
        text = _("Loaded in {milliseconds} ms")
        self.loaded.setText(text.format(milliseconds=user_localizer().integer(milliseconds)))


class EmptyState(QWidget):
    """In the place of a list without rows: icon, sentence, one button, perhaps one link.

    Signals: `acted` for the button, `link_followed` for the link.
    """

    acted = Signal()
    link_followed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon = QLabel()
        self._icon.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.sentence = QLabel()
        self.sentence.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.sentence.setWordWrap(True)
        set_text(self.sentence, Text.BODY, "muted")
        self.button = QPushButton()
        self.button.clicked.connect(self.acted)
        self.link = QPushButton()
        set_look(self.link, "link")
        self.link.clicked.connect(self.link_followed)
        box = QVBoxLayout(self)
        box.setSpacing(theme().px(12))
        box.addStretch(2)
        box.addWidget(self._icon)
        box.addWidget(self.sentence)
        box.addWidget(self.button, 0, Qt.AlignmentFlag.AlignHCenter)
        box.addWidget(self.link, 0, Qt.AlignmentFlag.AlignHCenter)
        box.addStretch(3)

    def show_reason(
        self, icon_name: str, sentence: str, button: str, *, primary: bool, link: str = ""
    ) -> None:
        """Say why nothing is shown and what can be done; an empty text offers nothing."""
        dress(self._icon, icon_name, "muted", 40)
        self.sentence.setText(sentence)
        self.button.setText(button)
        self.button.setAccessibleName(button)
        self.button.setVisible(bool(button))
        self.link.setText(link)
        self.link.setAccessibleName(link)
        self.link.setVisible(bool(link))
        set_property(self.button, "look", "primary" if primary else "")


class Skeleton(QWidget):
    """Grey bars in the place of rows while a list is read for the first time."""

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour("hover"))
        step, bar = theme().px(_SKELETON_ROW), theme().px(10)
        for at, top in enumerate(range(step, self.height() - bar, step)):
            left = theme().px(8)
            for share in (0.08, 0.2 + at % 3 * 0.04, 0.1, 0.12):
                width = int(self.width() * share)
                painter.drawRoundedRect(QRect(left, top, width, bar), bar / 2, bar / 2)
                left += int(self.width() * 0.25)


def _rule() -> QFrame:
    rule = QFrame()
    rule.setFixedSize(1, theme().px(16))
    set_look(rule, "hairline")
    return rule


def _words(text: str, tone: str, *, strong: bool = False) -> QLabel:
    label = QLabel(text)
    set_text(label, Text.STRONG if strong else Text.SMALL, tone)
    label.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
    return label
