"""Cards that fold: a chevron and a title; folded they show their key values in one line."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from desktop.translation import _, ngettext
from desktop.views.pages.group_summary import GroupSummary
from desktop.views.shell.icons import dress
from desktop.views.shell.showing import set_shown
from desktop.views.shell.theme import Text, set_look, set_text, theme


class GroupCard(QFrame):
    """A group of a card or document page: a head that folds it, and what it holds.

    Signals: `toggled(open)` when the user folds or unfolds it; `more_toggled(shown)` for the
    less-used fields; `error_wanted` on a click on the count of errors; `customising_wanted` when
    the user wants to choose the fields, from the menu of the head.
    """

    toggled = Signal(bool)
    more_toggled = Signal(bool)
    error_wanted = Signal()
    customising_wanted = Signal()

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._has_more = False
        set_look(self, "card")
        self._more: QWidget | None = None
        self.body = QWidget()
        self.contents = QVBoxLayout(self.body)
        self.contents.setContentsMargins(*(theme().px(side) for side in (16, 0, 16, 12)))
        self.contents.setSpacing(theme().px(6))
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self._build_head(title))
        box.addWidget(self.body)
        self.set_open(True)

    def _build_head(self, title: str) -> QWidget:
        self._head = _Head()
        self._head.clicked.connect(self._on_head_clicked)
        row = QHBoxLayout(self._head)
        row.setContentsMargins(*(theme().px(side) for side in (12, 6, 12, 6)))
        row.setSpacing(theme().px(4))
        self.chevron = QToolButton()
        set_look(self.chevron, "icon")
        self.chevron.setFixedSize(theme().px(24), theme().px(24))
        self.chevron.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.chevron.clicked.connect(self._on_head_clicked)
        self.title = QLabel(title)
        set_text(self.title, Text.CARD_TITLE)
        self._summary = GroupSummary()
        self._errors = QPushButton()
        set_look(self._errors, "pill", "danger")
        dress(self._errors, "circle-alert", "danger", 14)
        self._errors.setCursor(Qt.CursorShape.PointingHandCursor)
        self._errors.setToolTip(_("Go to the first error"))
        self._errors.clicked.connect(self.error_wanted)
        self._errors.hide()
        self.more_button = QToolButton()
        set_look(self.more_button, "plain")
        self.more_button.setFixedHeight(theme().px(26))
        self.more_button.clicked.connect(self._on_more_clicked)
        self.more_button.hide()
        self.tools = QHBoxLayout()
        self.tools.setSpacing(theme().px(4))
        row.addWidget(self.chevron)
        row.addWidget(self.title)
        row.addWidget(self._summary, 1)
        row.addStretch(0)
        row.addLayout(self.tools)
        row.addWidget(self._errors)
        row.addWidget(self.more_button)
        return self._head

    # -- for the page

    @property
    def is_open(self) -> bool:
        """Whether what the group holds is shown."""
        return not self.body.isHidden()

    @property
    def shows_more(self) -> bool:
        """Whether the less-used fields are shown."""
        return self._more is not None and not self._more.isHidden()

    def set_open(self, is_open: bool) -> None:
        """Unfold or fold the group."""
        set_shown(self.body, is_open)
        set_shown(self._summary, not is_open)
        set_shown(self.more_button, is_open and self._has_more)
        dress(self.chevron, "chevron-down" if is_open else "chevron-right")
        name = _("Fold {title}") if is_open else _("Unfold {title}")
        self.chevron.setAccessibleName(name.format(title=self.title.text()))
        self.chevron.setToolTip(self.chevron.accessibleName())

    def set_more(self, widget: QWidget, *, shown: bool) -> None:
        """Hold less-used fields that "Show more" reveals."""
        self._more = widget
        self.contents.addWidget(widget)
        self.offer_more(True)
        self.show_more(shown)

    def offer_more(self, offered: bool) -> None:
        """Offer "Show more", or not while there are no less-used fields."""
        self._has_more = offered
        set_shown(self.more_button, self.is_open and offered)

    def show_more(self, shown: bool) -> None:
        """Reveal or hide the less-used fields."""
        if self._more is not None:
            set_shown(self._more, shown)
            self.more_button.setText(_("Show less") if shown else _("Show more"))

    def offer_customising(self) -> None:
        """Offer to choose the fields: a right click on the head, or the menu key at the chevron."""
        for widget in (self._head, self.chevron):
            widget.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
            widget.customContextMenuRequested.connect(partial(self._on_menu_wanted, widget))

    def menu(self) -> QMenu:
        """The menu of the head."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(_("Customise Fields…")).triggered.connect(self.customising_wanted)
        return menu

    def set_summary(self, values: Sequence[tuple[str, str]]) -> None:
        """Show key values while the group is folded: labels and texts, empty texts left out."""
        self._summary.show_values(values)

    def summary_text(self) -> str:
        """What the folded head says, for reading aloud and for tests."""
        return self._summary.text()

    def error_text(self) -> str:
        """How many fields are wrong, in words; empty when none is."""
        return "" if self._errors.isHidden() else self._errors.text()

    def set_error_count(self, count: int) -> None:
        """Say in the head how many fields of the group are wrong."""
        self._errors.setVisible(count > 0)
        text = ngettext("{count} error", "{count} errors", count).format(count=count)
        self._errors.setText(text)
        self._errors.setAccessibleName(text)
        self._errors.updateGeometry()

    # -- inside

    def _on_head_clicked(self) -> None:
        self.set_open(not self.is_open)
        self.toggled.emit(self.is_open)

    def _on_menu_wanted(self, widget: QWidget, place: QPoint) -> None:
        self.menu().popup(widget.mapToGlobal(place))

    def _on_more_clicked(self) -> None:
        self.show_more(not self.shows_more)
        self.more_toggled.emit(self.shows_more)


class _Head(QWidget):
    """The head of a card: a click anywhere on it folds the card."""

    clicked = Signal()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton and self.rect().contains(event.pos()):
            self.clicked.emit()
        super().mouseReleaseEvent(event)
