"""The head of a page: where it stands, its name and state, and the action bar."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from desktop.views.shell.action_bar import ActionBar
from desktop.views.shell.actions import ActionRegistry
from desktop.views.shell.icons import dress
from desktop.views.shell.theme import Text, set_look, set_text, theme


@dataclass(frozen=True, slots=True)
class Crumb:
    """A step of the way to the page, in the user's language; without a page it is no link."""

    text: str
    page: str = ""
    key: object = None


@dataclass(frozen=True, slots=True)
class Pill:
    """A word about the state of the record: neutral, info, ok, warn or danger."""

    text: str
    tone: str = "neutral"


class ElidedLabel(QLabel):
    """A label that ends in "…" where it finds no room; the tooltip has the whole text."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._whole = text
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setMinimumWidth(theme().px(40))

    def set_whole(self, text: str) -> None:
        """Show another text."""
        self._whole = text
        self.setToolTip("")
        self.setText(text)
        self.updateGeometry()
        self._fit()

    def whole(self) -> str:
        """The text, shortened or not."""
        return self._whole

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        hint.setWidth(self.fontMetrics().horizontalAdvance(self._whole) + theme().px(4))
        return hint

    def _fit(self) -> None:
        metrics = self.fontMetrics()
        fitting = metrics.elidedText(self._whole, Qt.TextElideMode.ElideRight, self.width())
        if fitting != self.text():
            self.setText(fitting)
        self.setToolTip(self._whole if fitting != self._whole else "")


class PageHead(QFrame):
    """Breadcrumb, title row and action bar; `corner` and `beside_title` take widgets of the page.

    Signals: `crumb_clicked` with the Crumb that the user wants to go back to.
    """

    crumb_clicked = Signal(object)

    def __init__(self, registry: ActionRegistry, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.crumbs = QHBoxLayout()
        self.beside_title = QHBoxLayout()
        self.corner = QHBoxLayout()
        self.title = ElidedLabel()
        self.state = QLabel()
        self.bar = ActionBar(registry, self)
        self._pills = QHBoxLayout()
        self._top = QHBoxLayout()
        self._titles = QHBoxLayout()
        self._column = QVBoxLayout(self)
        self._build()
        self._arrange()
        theme().changed.connect(self._arrange)

    def set_title(self, text: str) -> None:
        """The name of the list, or "No. · name" of the record."""
        self.title.set_whole(text)

    def set_state(self, text: str) -> None:
        """What stands at the right: "Draft saved 10:42:07"."""
        self.state.setText(text)
        self.state.setVisible(bool(text))

    def set_pills(self, pills: Sequence[Pill]) -> None:
        """The words about the state of the record, behind the title."""
        _empty(self._pills)
        for pill in pills:
            label = QLabel(pill.text)
            set_look(label, "pill", pill.tone)
            self._pills.addWidget(label)

    def set_breadcrumb(self, crumbs: Sequence[Crumb]) -> None:
        """The way to this page; with it the corner moves up into the same line."""
        _empty(self.crumbs)
        for at, crumb in enumerate(crumbs):
            if at:
                self.crumbs.addWidget(_arrow())
            self.crumbs.addWidget(self._crumb(crumb))
        line = self._top if crumbs else self._titles
        self._top.removeItem(self.corner)
        self._titles.removeItem(self.corner)
        line.addLayout(self.corner)
        self._arrange()

    def add_corner(self, widget: QWidget) -> None:
        """A widget at the right end, such as a filter box or the arrows of a record."""
        self.corner.addWidget(widget)

    def add_beside_title(self, widget: QWidget) -> None:
        """A widget right of the title, such as the choice of a view."""
        self.beside_title.addWidget(widget)

    def _build(self) -> None:
        set_look(self, "pagehead")
        set_text(self.title, Text.TITLE)
        set_text(self.state, Text.SMALL, "muted")
        self.state.hide()
        self._top.addLayout(self.crumbs)
        self._top.addStretch(1)
        self._titles.addWidget(self.title)
        self._titles.addLayout(self._pills)
        self._titles.addLayout(self.beside_title)
        self._titles.addStretch(1)
        self.corner.addWidget(self.state)
        self._titles.addLayout(self.corner)
        self._column.addLayout(self._top)
        self._column.addLayout(self._titles)
        self._column.addWidget(self.bar)

    def _arrange(self) -> None:
        look = theme()
        has_crumbs = self.crumbs.count() > 0
        top = look.px(7 if has_crumbs else 12)
        self._column.setContentsMargins(look.px(20), top, look.px(16), look.px(8))
        self._column.setSpacing(0)
        self._top.setContentsMargins(0, 0, 0, look.px(3) if has_crumbs else 0)
        self._titles.setContentsMargins(0, 0, 0, look.px(7))
        for line in (self._top, self._titles, self._pills, self.corner, self.beside_title):
            line.setSpacing(look.px(8))
        self.crumbs.setSpacing(look.px(4))

    def _crumb(self, crumb: Crumb) -> QWidget:
        if not crumb.page:
            label = QLabel(crumb.text)
            set_text(label, Text.SMALL, "muted")
            return label
        link = QPushButton(crumb.text)
        set_look(link, "link")
        set_text(link, Text.SMALL)
        link.clicked.connect(lambda: self.crumb_clicked.emit(crumb))
        return link


def _arrow() -> QLabel:
    arrow = QLabel()
    dress(arrow, "chevron-right", "muted", 14)
    return arrow


def _empty(layout: QHBoxLayout) -> None:
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
