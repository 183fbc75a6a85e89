"""The line that is picked now, in letters that are read at arm's length."""

from __future__ import annotations

from decimal import Decimal
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent, QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desktop.models.labels import enum_label
from desktop.models.supply_words import PickStatus, ShortReason
from desktop.services.picking.queries import PickLineView, PickView
from desktop.translation import _, user_localizer
from desktop.views.shell.theme import set_look, theme

_BIN = 52
_ITEM = 28
_PLAIN = 18
_ENTRY = 56
_BUTTON = 44
_SIDE = 20
_GAP = 12
REASONS = (ShortReason.MISSING, ShortReason.DAMAGED, ShortReason.LATER)


def _large(size: int) -> int:
    """Pixels of what is large already: it does not grow with the size of letters."""
    return min(size, theme().px(size))


class QuantityEdit(QLineEdit):
    """Where a quantity is typed; Escape leaves it.

    Signals: `left` on Escape.
    """

    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            return
        super().keyPressEvent(event)


class PickLinePanel(QFrame):
    """Where to go, what to take, how much of it, and why not all.

    Signals: `quantity_entered` with the text, `reason_chosen` with the reason, `left` when the
    user wants back to the scanner.
    """

    quantity_entered = Signal(str)
    reason_chosen = Signal(object)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.bin, self.item, self.description = QLabel(), QLabel(), QLabel()
        self.order, self.wanted, self.progress = QLabel(), QLabel(), QLabel()
        self.alarm = QLabel()
        self.quantity = QuantityEdit()
        self.reasons: dict[ShortReason, QPushButton] = {}
        self._codes = QVBoxLayout()
        self._reason_row = QWidget()
        self._build()
        self._dress()
        theme().changed.connect(self._dress)

    def put_code_field(self, field: QLineEdit) -> None:
        """The field that the scanner types into stands on top."""
        self._codes.addWidget(field)
        self._code = field
        self._dress()

    def show_line(self, line: PickLineView | None, view: PickView) -> None:
        """Show the line that is worked on, and how far the pick has come."""
        localizer = user_localizer()
        self.alarm.hide()
        self._reason_row.hide()
        done = _("{done} of {count} lines done").format(
            done=localizer.integer(view.done), count=localizer.integer(len(view.lines))
        )
        self.progress.setText(done)
        self.quantity.setEnabled(line is not None and view.status is PickStatus.OPEN)
        if line is None:
            return
        self.bin.setText(line.bin or _("No bin"))
        item = " ".join(filter(None, (line.item_no, line.variant_code)))
        self.item.setText(_("{item} (kit)").format(item=item) if line.is_kit else item)
        self.description.setText(line.description)
        self.order.setText(_("Order {order_no}").format(order_no=line.order_no))
        self.wanted.setText(
            _("{picked} of {wanted} {unit}").format(
                picked=localizer.quantity(line.quantity_picked),
                wanted=localizer.quantity(line.quantity_to_pick),
                unit=line.unit_code,
            )
        )
        self.quantity.setText(localizer.quantity(line.proposed))
        self.setAccessibleDescription(f"{line.bin} {item} {self.wanted.text()}")

    def show_alarm(self, text: str) -> None:
        """Say in large letters that a code or a quantity was not taken."""
        self.alarm.setText(text)
        self.alarm.setAccessibleName(text)
        self.alarm.show()
        QAccessible.updateAccessibility(QAccessibleEvent(self.alarm, QAccessible.Event.Alert))

    def edit_quantity(self) -> None:
        """The cursor goes to the quantity."""
        self.quantity.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.quantity.selectAll()

    def ask_reason(self, picked: Decimal) -> None:
        """Less was picked than was wanted: one key says why. What was typed stays in sight."""
        self.quantity.setText(user_localizer().quantity(picked))
        self._reason_row.show()
        self.reasons[ShortReason.MISSING].setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """1, 2 and 3 choose the reason while it is asked for."""
        at = event.key() - int(Qt.Key.Key_1)
        if self._reason_row.isVisible() and 0 <= at < len(REASONS):
            self.reason_chosen.emit(REASONS[at])
            return
        super().keyPressEvent(event)

    # ------------------------------------------------------------------------------- building

    def _build(self) -> None:
        set_look(self, "card")
        self._column = column = QVBoxLayout(self)
        column.addLayout(self._codes)
        column.addWidget(self.alarm)
        for label in (self.bin, self.item, self.description, self.order):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
            column.addWidget(label)
        row = QHBoxLayout()
        row.addWidget(self.quantity)
        row.addWidget(self.wanted, 1)
        column.addLayout(row)
        column.addWidget(self._reason_row)
        column.addStretch(1)
        column.addWidget(self.progress)
        self.alarm.setWordWrap(True)
        self.alarm.setTextFormat(Qt.TextFormat.PlainText)
        self.alarm.hide()
        self.quantity.setAccessibleName(_("Quantity Picked"))
        self.quantity.returnPressed.connect(
            lambda: self.quantity_entered.emit(self.quantity.text())
        )
        self.quantity.left.connect(self.left)
        self._build_reasons()

    def _build_reasons(self) -> None:
        row = QHBoxLayout(self._reason_row)
        row.setContentsMargins(0, 0, 0, 0)
        for number, reason in enumerate(REASONS, start=1):
            button = QPushButton(f"{number}  {_(enum_label(reason))}")
            button.setAutoDefault(True)
            button.clicked.connect(partial(self._on_reason, reason))
            row.addWidget(button)
            self.reasons[reason] = button
        self._reason_row.hide()

    def _on_reason(self, reason: ShortReason, _checked: bool = False) -> None:  # noqa: FBT002  (Qt's)
        self.reason_chosen.emit(reason)

    def _dress(self) -> None:
        """Sizes that are read at arm's length; colours of the theme."""
        look, large = theme(), _large(_ITEM)
        plain = look.px(_PLAIN)
        sizes = (
            (self.bin, _large(_BIN), 700),
            (self.item, large, 600),
            (self.description, plain, 400),
            (self.order, plain, 400),
            (self.wanted, large, 600),
            (self.progress, plain, 400),
        )
        for label, size, weight in sizes:
            label.setStyleSheet(f"font-size: {size}px; font-weight: {weight};")
        self.alarm.setStyleSheet(
            f"font-size: {large}px; font-weight: 600; color: {look.colour('danger')};"
        )
        fields: list[QLineEdit] = [self.quantity]
        code = getattr(self, "_code", None)
        if code is not None:
            fields.append(code)
        for field in fields:
            field.setFixedHeight(_large(_ENTRY))
            field.setStyleSheet(f"font-size: {large}px;")
        self.quantity.setFixedWidth(look.px(180))
        for button in self.reasons.values():
            button.setStyleSheet(f"font-size: {plain}px; min-height: {_large(_BUTTON)}px;")
        side, gap = _large(_SIDE), _large(_GAP)
        self._column.setContentsMargins(side, side, side, side)
        self._column.setSpacing(gap)
