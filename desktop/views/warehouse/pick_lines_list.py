"""All lines of a pick beside the one that is worked on: what is done, what is still wanted."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from desktop.models.labels import enum_label
from desktop.models.supply_words import ShortReason
from desktop.services.picking.queries import PickLineView, PickView
from desktop.translation import _, user_localizer
from desktop.views.shell.icons import icon
from desktop.views.shell.theme import set_look, theme

_SIZE = 16
_PADDING = 7
_INDENT = "      "


class PickLinesList(QListWidget):
    """The lines in the order of the walk. Signal `chosen` with the number of a line."""

    chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("Lines of the pick"))
        self.setWordWrap(True)
        set_look(self, "card")
        self.itemClicked.connect(self._on_item)
        self.itemActivated.connect(self._on_item)
        self._dress()
        theme().changed.connect(self._dress)

    def show_pick(self, view: PickView, line_no: int | None) -> None:
        """Show the lines of a pick, with the cursor on one of them."""
        self.clear()
        for line in view.walk:
            item = QListWidgetItem(_text(line))
            item.setData(Qt.ItemDataRole.UserRole, line.line_no)
            if line.is_done:
                item.setIcon(icon("circle-check", "ok"))
            self.addItem(item)
            if line.line_no == line_no:
                self.setCurrentItem(item)

    def _on_item(self, item: QListWidgetItem) -> None:
        self.chosen.emit(int(item.data(Qt.ItemDataRole.UserRole)))

    def _dress(self) -> None:
        look = theme()
        self.setStyleSheet(
            f"QListWidget {{ font-size: {look.px(_SIZE)}px; }}"
            f"QListWidget::item {{ padding: {look.px(_PADDING)}px; }}"
        )


def _text(line: PickLineView) -> str:
    localizer = user_localizer()
    text = _("{bin}  {item}  {picked} of {wanted} {unit}").format(
        bin=line.bin,
        item=" ".join(filter(None, (line.item_no, line.variant_code))),
        picked=localizer.quantity(line.quantity_picked),
        wanted=localizer.quantity(line.quantity_to_pick),
        unit=line.unit_code,
    )
    if line.short_reason is not ShortReason.NONE:
        text = f"{text} · {_(enum_label(line.short_reason))}"
    return (_INDENT if line.parent_line_no is not None else "") + text.strip()
