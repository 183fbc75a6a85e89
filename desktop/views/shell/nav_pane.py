"""The menu at the left: pages in groups with counts, reduced to icons in a narrow window."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from desktop.services.database import Changes
from desktop.translation import _
from desktop.views.shell.desk import Desk
from desktop.views.shell.nav_item import NARROW_WIDTH, NavItem
from desktop.views.shell.navigation import Navigation, PageSpec
from desktop.views.shell.theme import Text, set_look, set_text, theme

WIDTH = 208


class NavPane(QFrame):
    """The menu of a Navigation. The arrow keys move between entries, Enter opens one."""

    def __init__(self, navigation: Navigation, desk: Desk) -> None:
        super().__init__()
        self._navigation = navigation
        self._desk = desk
        self._items: list[NavItem] = []
        self._captions: dict[str, QLabel] = {}
        self._narrow = False
        self._list = QWidget()
        self._entries = QVBoxLayout(self._list)
        self._foot = QVBoxLayout()
        self._rule = QFrame()
        self._build()
        for spec in navigation.specs():
            self._add(spec)
        navigation.registered.connect(self._add)
        navigation.current_changed.connect(self._on_current_changed)
        desk.tasks.data_changed.connect(self._on_data_changed)
        theme().changed.connect(self._arrange)

    @property
    def is_narrow(self) -> bool:
        """Whether only icons are shown."""
        return self._narrow

    def set_narrow(self, narrow: bool) -> None:
        """Show icons alone, or icons with texts and counts."""
        if narrow != self._narrow:
            self._narrow = narrow
            for item in self._items:
                item.set_narrow(narrow)
            self._arrange()

    def items(self) -> list[NavItem]:
        """The entries from top to bottom."""
        return list(self._items)

    def _build(self) -> None:
        set_look(self, "navigation")
        self.setAccessibleName(_("Navigation"))
        set_look(self._list, "chrome")
        area = QScrollArea()
        area.setWidget(self._list)
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.verticalScrollBar().rangeChanged.connect(self._keep_clear_of_scroll_bar)
        self._area = area
        set_look(self._rule, "hairline")
        self._rule.setFixedHeight(1)
        self._rule.hide()
        self._entries.addStretch(1)
        rule_row = QHBoxLayout()
        rule_row.setContentsMargins(0, 0, theme().px(10), 0)
        rule_row.addWidget(self._rule)
        column = QVBoxLayout(self)
        column.setSpacing(0)
        column.addWidget(area, 1)
        column.addLayout(rule_row)
        column.addLayout(self._foot)
        self._arrange()

    def _add(self, spec: PageSpec) -> None:
        if not spec.in_menu:
            return
        for known in self._items:
            if known.spec.name == spec.name:  # its area was imported: now it can count
                known.spec = spec
                self._count(known)
                return
        item = NavItem(spec)
        item.set_narrow(self._narrow)
        item.clicked.connect(self._on_clicked)
        item.moved.connect(self._on_moved)
        if spec.at_foot:
            self._foot.addWidget(item)
            self._rule.show()
        else:
            self._entries.insertWidget(self._place_for(spec), item)
        self._sort()
        self._count(item)

    def _place_for(self, spec: PageSpec) -> int:
        """Where an entry goes: behind the last one of its group."""
        places = [
            self._entries.indexOf(item)
            for item in self._items
            if item.spec.group == spec.group and not item.spec.at_foot
        ]
        if places:
            return max(places) + 1
        if spec.group:
            caption = QLabel(_(spec.group).upper())
            set_text(caption, Text.CAPTION)
            self._captions[spec.group] = caption
            self._entries.insertWidget(self._entries.count() - 1, caption)
            self._arrange()
            return self._entries.count() - 1
        return 0

    def _sort(self) -> None:
        layouts = (self._entries, self._foot)
        found = [layout.itemAt(at) for layout in layouts for at in range(layout.count())]
        widgets = [item.widget() for item in found if item is not None]
        self._items = [widget for widget in widgets if isinstance(widget, NavItem)]
        self._let_tab_stop_at(self._current_item())

    def _arrange(self) -> None:
        look = theme()
        side = look.px(10)
        self.setFixedWidth(look.px(NARROW_WIDTH if self._narrow else WIDTH))
        self._entries.setSpacing(look.px(1))
        self._foot.setContentsMargins(0, look.px(5), side, 0)
        column = self.layout()
        if column is not None:
            column.setContentsMargins(side, look.px(10), 0, look.px(9))
        self._area.setVerticalScrollBarPolicy(
            Qt.ScrollBarPolicy.ScrollBarAlwaysOff
            if self._narrow
            else Qt.ScrollBarPolicy.ScrollBarAsNeeded
        )
        self._keep_clear_of_scroll_bar()
        for group, caption in self._captions.items():
            caption.setText("" if self._narrow else _(group).upper())
            caption.setFixedHeight(look.px(12 if self._narrow else 29))
            caption.setContentsMargins(look.px(9), 0, 0, look.px(5))
            caption.setAlignment(Qt.AlignmentFlag.AlignBottom)
        for item in self._items:
            item.updateGeometry()

    def _keep_clear_of_scroll_bar(self) -> None:
        """The scroll bar stands in the margin, so that the entries keep their width."""
        has_bar = self._area.verticalScrollBar().maximum() > 0 and not self._narrow
        right = 0 if has_bar else theme().px(10)
        self._entries.setContentsMargins(0, 0, right, theme().px(8))

    def _on_clicked(self) -> None:
        item = self.sender()
        if isinstance(item, NavItem):
            self._navigation.open(item.spec.name)

    def _on_moved(self, step: int) -> None:
        item = self.sender()
        if isinstance(item, NavItem):
            target = self._items[(self._items.index(item) + step) % len(self._items)]
            self._let_tab_stop_at(target)
            target.setFocus(Qt.FocusReason.OtherFocusReason)
            self._area.ensureWidgetVisible(target)

    def _on_current_changed(self) -> None:
        name, _key = self._navigation.current_place
        for item in self._items:
            item.setChecked(item.spec.name == name)
        if self._current_item() is not None:
            self._let_tab_stop_at(self._current_item())

    def _current_item(self) -> NavItem | None:
        return next((item for item in self._items if item.isChecked()), None)

    def _let_tab_stop_at(self, chosen: NavItem | None) -> None:
        """Tab comes to one entry only; from there the arrow keys go on."""
        chosen = chosen or (self._items[0] if self._items else None)
        for item in self._items:
            item.setFocusPolicy(
                Qt.FocusPolicy.StrongFocus if item is chosen else Qt.FocusPolicy.ClickFocus
            )

    def _on_data_changed(self, changes: Changes) -> None:
        for item in self._items:
            if item.spec.counted & changes.tables:
                self._count(item)

    def _count(self, item: NavItem) -> None:
        if item.spec.count is not None:
            self._desk.tasks.read(item.spec.count, done=item.set_count, owner=item)
