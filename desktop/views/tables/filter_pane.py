"""The pane at the left of a list: its views, one field per filter, and totals of the result."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from desktop.translation import _
from desktop.views.fields.line_field import is_escape
from desktop.views.shell.icons import dress
from desktop.views.shell.theme import Text, set_look, set_text, theme
from desktop.views.tables.filter_field import FilterField
from desktop.views.tables.filter_target import FilterTarget
from desktop.views.tables.view_list import ViewList

_WIDTH = 216


class FilterPane(QFrame):
    """Shows what a list is narrowed by and takes what shall narrow it.

    Signals: `entered(name, expression)` for a filter, empty to take it away; `field_added(name)`
    and `field_removed(name)` when the user wants another set of fields; `save_wanted`,
    `clear_wanted`; `left` on Escape.
    """

    entered = Signal(str, str)
    field_added = Signal(str)
    field_removed = Signal(str)
    save_wanted = Signal()
    clear_wanted = Signal()
    left = Signal()

    def __init__(self, targets: Mapping[str, FilterTarget], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._targets = targets
        self.fields: dict[str, FilterField] = {}
        self.views = ViewList()
        self._views_caption = _caption(_("Views"))
        self._totals_caption = _caption(_("Totals"))
        self._fields_box = QVBoxLayout()
        self._totals = QGridLayout()
        self.add_button = QToolButton()
        self.save_button = QPushButton(_("Save View…"))
        self.clear_button = QPushButton(_("Clear"))
        set_look(self, "sidepane")
        self.setAccessibleName(_("Filter pane"))
        self._build_buttons()
        self._build_layout()
        theme().changed.connect(self._fit)
        self._fit()

    def _build_buttons(self) -> None:
        set_look(self.add_button, "plain")
        dress(self.add_button, "plus")
        self.add_button.setText(_("Filter"))
        self.add_button.setAccessibleName(_("Add a filter"))
        self.add_button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.add_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.add_button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        menu = QMenu(self.add_button)
        menu.aboutToShow.connect(lambda: self._offer_fields(menu))
        menu.triggered.connect(self._on_field_chosen)
        self.add_button.setMenu(menu)
        set_look(self.save_button, "link")
        set_look(self.clear_button, "link")
        self.save_button.clicked.connect(self.save_wanted)
        self.clear_button.clicked.connect(self.clear_wanted)

    def _build_layout(self) -> None:
        content = QWidget()
        set_look(content, "surface")
        inside = QVBoxLayout(content)
        inside.setContentsMargins(*(theme().px(side) for side in (12, 12, 12, 12)))
        inside.setSpacing(theme().px(6))
        self._fields_box.setSpacing(theme().px(6))
        self._totals.setHorizontalSpacing(theme().px(8))
        inside.addWidget(self._views_caption)
        inside.addWidget(self.views)
        inside.addWidget(_caption(_("Filter by")))
        inside.addLayout(self._fields_box)
        inside.addWidget(self.add_button, 0, Qt.AlignmentFlag.AlignLeft)
        inside.addWidget(self._totals_caption)
        inside.addLayout(self._totals)
        inside.addStretch(1)
        area = QScrollArea()
        area.setWidget(content)
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        foot = QHBoxLayout()
        foot.setContentsMargins(*(theme().px(side) for side in (12, 6, 12, 10)))
        foot.addWidget(self.save_button)
        foot.addStretch(1)
        foot.addWidget(self.clear_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 1, 0)
        column.setSpacing(0)
        column.addWidget(area, 1)
        column.addLayout(foot)

    def show_fields(self, names: Sequence[str], filters: Mapping[str, str]) -> None:
        """Show a field for each name, with the filters in force."""
        if list(self.fields) != list(names):
            for old in self.fields.values():
                old.hide()
                old.deleteLater()
            self.fields = {name: self._make_field(name) for name in names}
        for name, field in self.fields.items():
            field.show_expression(filters.get(name, ""))
        self.add_button.setVisible(len(self.fields) < len(self._targets))

    def show_totals(self, totals: Sequence[tuple[str, str]]) -> None:
        """Show sums of the whole result: labels and printed figures."""
        while (item := self._totals.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for row, (label, figure) in enumerate(totals):
            words, sum_label = QLabel(label), QLabel(figure)
            words.setWordWrap(True)
            set_text(words, Text.SMALL, "muted")
            set_text(sum_label, Text.STRONG, "")
            right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            self._totals.addWidget(words, row, 0)
            self._totals.addWidget(sum_label, row, 1, right)
        self._totals_caption.setVisible(bool(totals))

    def show_views(self, *, visible: bool) -> None:
        """A list of one view only needs no list of views."""
        self._views_caption.setVisible(visible)
        self.views.setVisible(visible)

    def take_focus(self, name: str = "") -> None:
        """Put the cursor into the field of a filter, or into the first one."""
        field = self.fields.get(name) or next(iter(self.fields.values()), None)
        if field is not None:
            field.edit.setFocus(Qt.FocusReason.ShortcutFocusReason)
            field.edit.selectAll()
        else:
            self.add_button.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def event(self, event: QEvent) -> bool:
        # Escape leads back to the list from any part of the pane, before it leaves the page.
        if is_escape(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape goes back to the rows."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _make_field(self, name: str) -> FilterField:
        field = FilterField(self._targets[name])
        field.entered.connect(self.entered)
        field.given_up.connect(self.field_removed)
        self._fields_box.addWidget(field)
        return field

    def _offer_fields(self, menu: QMenu) -> None:
        menu.clear()
        for name, target in self._targets.items():
            if name not in self.fields:
                menu.addAction(target.caption).setData(name)

    def _on_field_chosen(self, action: QAction) -> None:
        self.field_added.emit(str(action.data()))

    def _fit(self) -> None:
        self.setFixedWidth(theme().px(_WIDTH))


def _caption(text: str) -> QLabel:
    label = QLabel(text.upper())
    label.setAccessibleName(text)
    set_text(label, Text.CAPTION, "muted")
    return label
