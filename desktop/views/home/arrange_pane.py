"""Customise home: what is shown, in which order, and tiles of one's own."""

from collections.abc import Collection, Sequence

from PySide6.QtCore import QEvent, QSize, Qt, Signal, SignalInstance
from PySide6.QtGui import QDropEvent, QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desktop.translation import _
from desktop.views.shell.theme import Text, set_look, set_text, theme

WIDTH = 288
_ROW = 28
_ID = Qt.ItemDataRole.UserRole
_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class ArrangeList(QListWidget):
    """Names with ticks; Space ticks, Ctrl and an arrow key or the mouse move, Delete removes.

    Signals: `ticked(id, shown)`; `moved(ids)` with the new order; `removed(id)`.
    """

    ticked = Signal(str, bool)
    moved = Signal(list)
    removed = Signal(str)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setDragDropMode(QListWidget.DragDropMode.InternalMove)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.itemChanged.connect(self._on_item_changed)

    def show_names(self, names: Sequence[tuple[str, str]], hidden: Collection[str]) -> None:
        """Show ids with their names in their order."""
        at = max(self.currentRow(), 0)
        self.blockSignals(True)
        self.clear()
        for one, name in names:
            item = QListWidgetItem(name)
            item.setData(_ID, one)
            item.setToolTip(name)
            item.setSizeHint(QSize(0, theme().px(_ROW)))
            item.setFlags(
                (item.flags() | Qt.ItemFlag.ItemIsUserCheckable) & ~Qt.ItemFlag.ItemIsDropEnabled
            )
            shown = Qt.CheckState.Unchecked if one in hidden else Qt.CheckState.Checked
            item.setCheckState(shown)
            self.addItem(item)
        self.setCurrentRow(min(at, len(names) - 1))
        self.blockSignals(False)

    def ids(self) -> list[str]:
        """The ids in the order that is shown."""
        return [self.item(row).data(_ID) for row in range(self.count())]

    def current_id(self) -> str:
        """The id under the cursor; empty where there is none."""
        at = self.currentRow()
        return self.ids()[at] if at >= 0 else ""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _STEPS.get(Qt.Key(event.key()))
        if step and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._move(step)
        elif event.key() == Qt.Key.Key_Delete:
            self.removed.emit(self.current_id())
        else:
            super().keyPressEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        super().dropEvent(event)
        self.moved.emit(self.ids())

    def _move(self, step: int) -> None:
        at = self.currentRow()
        if 0 <= at + step < self.count():
            order = self.ids()
            order.insert(at + step, order.pop(at))
            self.setCurrentRow(at + step)  # the names are shown anew and keep the cursor's row
            self.moved.emit(order)

    def _on_item_changed(self, item: QListWidgetItem) -> None:
        self.ticked.emit(item.data(_ID), item.checkState() is Qt.CheckState.Checked)


class ArrangePane(QFrame):
    """The pane beside home while it is being customised.

    Signals: `add_wanted`, `restore_wanted`, `done`; `remove_wanted(id)` for a pinned tile.
    """

    add_wanted = Signal()
    remove_wanted = Signal(str)
    restore_wanted = Signal()
    done = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_look(self, "factpane")
        self.setAccessibleName(_("Customise Home"))
        self.blocks = ArrangeList(_("Blocks"))
        self.tiles = ArrangeList(_("Tiles"))
        self._removable: frozenset[str] = frozenset()
        self.remove = QPushButton(_("Remove Tile"))
        self.remove.clicked.connect(lambda: self._remove(self.tiles.current_id()))
        self._build()
        self.tiles.currentRowChanged.connect(self._allow)
        self.tiles.removed.connect(self._remove)

    def show_parts(
        self,
        blocks: Sequence[tuple[str, str]],
        tiles: Sequence[tuple[str, str]],
        *,
        hidden: Collection[str],
        removable: Collection[str],
    ) -> None:
        """Show ids and names of blocks and tiles; those that are `removable` were pinned."""
        self._removable = frozenset(removable)
        self.blocks.show_names(blocks, hidden)
        self.tiles.show_names(tiles, hidden)
        self.blocks.setFixedHeight(theme().px(_ROW) * len(blocks) + theme().px(4))
        self._allow()

    def event(self, event: QEvent) -> bool:
        """Escape ends customising; it does not leave the page."""
        is_override = event.type() is QEvent.Type.ShortcutOverride
        if is_override and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.done.emit()
        else:
            super().keyPressEvent(event)

    def _build(self) -> None:
        self.setFixedWidth(theme().px(WIDTH))
        title = QLabel(_("Customise Home"))
        set_text(title, Text.CARD_TITLE)
        hint = QLabel(
            _("Space shows or hides. Ctrl+Up and Ctrl+Down move, or drag with the mouse.")
        )
        hint.setWordWrap(True)
        set_text(hint, Text.SMALL, "muted")
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme().px(side) for side in (16, 16, 16, 12)))
        column.setSpacing(theme().px(8))
        column.addWidget(title)
        column.addWidget(hint)
        column.addWidget(_caption(_("Blocks")))
        column.addWidget(self.blocks)
        column.addWidget(_caption(_("Tiles")))
        column.addWidget(self.tiles, 1)
        column.addWidget(_button(_("Add Tile…"), self.add_wanted))
        column.addWidget(self.remove)
        column.addWidget(_button(_("Restore"), self.restore_wanted))
        done = _button(_("Done"), self.done)
        set_look(done, "primary")
        column.addWidget(done)

    def _allow(self) -> None:
        pinned = self.tiles.current_id() in self._removable
        self.remove.setEnabled(pinned)
        self.remove.setToolTip(
            "" if pinned else _("Only tiles that you added can be removed; others can be hidden.")
        )

    def _remove(self, one: str) -> None:
        if one in self._removable:
            self.remove_wanted.emit(one)


def _button(text: str, signal: SignalInstance) -> QPushButton:
    button = QPushButton(text)
    button.clicked.connect(lambda: signal.emit())  # noqa: PLW0108  # clicked has an argument
    return button


def _caption(text: str) -> QLabel:
    label = QLabel(text.upper())
    set_text(label, Text.CAPTION)
    return label
