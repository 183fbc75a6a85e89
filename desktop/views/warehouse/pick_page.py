"""A pick for who walks with it: large letters, a hand scanner, the keyboard alone (PF135, PF137).

The cursor stands in the field for codes. A scanner types a code and Enter: the code of a line jumps
to it, the barcode of goods adds one unit, the codes at the end of the pick's paper do what keys do,
and anything else sounds and says so. Enter alone accepts the proposed quantity and goes on. F2
leads to the quantity; one that is short asks for the reason.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from desktop.errors import Refusal
from desktop.models.labels import enum_label
from desktop.models.supply_words import PickStatus, ShortReason
from desktop.services.picking.queries import PickLineView, PickView, pick_view
from desktop.services.picking.registering import enter_picked, enter_reason
from desktop.translation import N_, _, user_localizer
from desktop.views.shell.actions import ActionSpec, Place
from desktop.views.shell.desk import Desk
from desktop.views.shell.keys import Key
from desktop.views.shell.page import Page
from desktop.views.shell.page_head import Crumb, Pill
from desktop.views.warehouse.pick_acts import (
    CANCEL_PICK,
    PRINT_PICK,
    REGISTER,
    SHIP,
    ask_cancel,
    ask_ship,
    print_pick,
    register,
)
from desktop.views.warehouse.pick_codes import read_code
from desktop.views.warehouse.pick_line_panel import PickLinePanel
from desktop.views.warehouse.pick_lines_list import PickLinesList

_QUANTITY = ActionSpec(
    id="type_quantity",
    text=N_("Enter Quantity"),
    icon="pencil",
    key=Key.EDIT_CELL,
    group="line",
    place=Place.MORE,
)

TONES = {PickStatus.OPEN: "info", PickStatus.REGISTERED: "ok", PickStatus.CANCELLED: "neutral"}
TABLES = frozenset({"pick_header", "pick_line"})


class CodeField(QLineEdit):
    """Where a scanner types: Up and Down go to another line.

    Signals: `stepped` with -1 or 1.
    """

    stepped = Signal(int)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {int(Qt.Key.Key_Up): -1, int(Qt.Key.Key_Down): 1}
        step = steps.get(event.key())
        if step is None or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
            return
        self.stepped.emit(step)


class PickPage(Page):
    """One pick; `sound` is what is heard when a code means nothing here."""

    watched_tables = TABLES

    def __init__(self, desk: Desk, key: object = None) -> None:
        super().__init__(desk, key)
        self.view: PickView | None = None
        self.sound: Callable[[], object] = QApplication.beep
        self._line_no: int | None = None
        self.code = CodeField()
        self.panel = PickLinePanel()
        self.lines = PickLinesList()
        self.set_title(_("Pick {no}").format(no=self.no).strip())
        self.head.set_breadcrumb((Crumb(_("Picks"), "picks"),))
        self._build()
        self._connect()
        self._offer()
        self.reload()

    # ------------------------------------------------------------------------------- building

    def _build(self) -> None:
        self.code.setObjectName("code")
        self.code.setAccessibleName(_("Code, or Enter to accept the proposed quantity"))
        self.code.setPlaceholderText(_("Scan, or press Enter"))
        self.panel.put_code_field(self.code)
        body = QWidget()
        row = QHBoxLayout(body)
        row.addWidget(self.panel, 3)
        side = QVBoxLayout()
        side.addWidget(self.lines)
        row.addLayout(side, 2)
        self.set_body(body)

    def _connect(self) -> None:
        self.code.returnPressed.connect(self._on_code)
        self.code.stepped.connect(self._step)
        self.panel.quantity_entered.connect(self._on_quantity)
        self.panel.reason_chosen.connect(self.give_reason)
        self.panel.left.connect(self.take_focus)
        self.lines.chosen.connect(self.go_to)

    def _offer(self) -> None:
        self.commands.add_all(
            (
                (REGISTER, partial(register, self)),
                (SHIP, partial(ask_ship, self)),
                (PRINT_PICK, partial(print_pick, self)),
                (CANCEL_PICK, partial(ask_cancel, self)),
                (_QUANTITY, self.panel.edit_quantity),
            )
        )

    # -------------------------------------------------------------------------------- showing

    @property
    def no(self) -> str:
        """The number of the pick; blank while there is none: a pick is made from orders."""
        return self.key if isinstance(self.key, str) else ""

    @property
    def line(self) -> PickLineView | None:
        """The line that is worked on."""
        walk = self.view.walk if self.view else ()
        return next((line for line in walk if line.line_no == self._line_no), None)

    def take_focus(self) -> None:
        """The scanner types into the field for codes."""
        self.code.setFocus(Qt.FocusReason.OtherFocusReason)

    def reload(self) -> None:
        """Read the pick anew; the line that is worked on stays."""
        no = self.no
        if no:
            self.read(lambda session: pick_view(session, no), done=self._show)

    def _show(self, view: PickView) -> None:
        self.view = view
        if self.line is None:
            self._line_no = self._first_open()
        self.head.set_pills((Pill(_(enum_label(view.status)), TONES[view.status]),))
        is_open = view.status is PickStatus.OPEN
        why = _("This pick is no longer open.")
        for spec in (REGISTER, SHIP, CANCEL_PICK, _QUANTITY):
            self.commands.set_enabled(spec.id, is_open, why)
        hint = _("Scan, or press Enter") if is_open else _("Scan the next pick")
        self.code.setPlaceholderText(hint)
        self.lines.show_pick(view, self._line_no)
        self.panel.show_line(self.line, view)

    def _first_open(self) -> int | None:
        walk = self.view.walk if self.view else ()
        waiting = [line.line_no for line in walk if not line.is_done]
        return next(iter(waiting or [line.line_no for line in walk]), None)

    def go_to(self, line_no: int) -> None:
        """Work on another line."""
        self._line_no = line_no
        if self.view is not None:
            self.lines.show_pick(self.view, line_no)
            self.panel.show_line(self.line, self.view)

    def _step(self, step: int) -> None:
        numbers = [line.line_no for line in self.view.walk] if self.view else []
        if self._line_no in numbers:
            at = numbers.index(self._line_no) + step
            if 0 <= at < len(numbers):
                self.go_to(numbers[at])

    def _go_on(self, _done: object = None) -> None:
        """To the next line of which something is wanted; after the last comes the first."""
        walk = self.view.walk if self.view else ()
        numbers = [line.line_no for line in walk]
        at = numbers.index(self._line_no) if self._line_no in numbers else -1
        ordered = (*walk[at + 1 :], *walk[: max(at, 0)])
        target = next((line.line_no for line in ordered if not line.is_done), None)
        if target is not None:
            self.go_to(target)
        else:
            self.notices.info(_("Every line is done. Register the pick."))
        self.take_focus()

    # -------------------------------------------------------------------------------- picking

    def _on_code(self) -> None:
        text = self.code.text().strip()
        self.code.clear()
        self.notices.clear()
        read_code(self, text)

    def tell_unknown(self, refusal: Refusal) -> None:
        """A code that means nothing here is heard and read, and changes nothing."""
        self.sound()
        self.panel.show_alarm(user_localizer().refusal(refusal))

    def _on_quantity(self, text: str) -> None:
        line = self.line
        if line is None:
            return
        try:
            quantity = user_localizer().parse_quantity(text)
        except Refusal as refusal:
            self.tell_unknown(refusal)
            return
        self.pick(line, quantity)

    def pick(self, line: PickLineView, quantity: Decimal) -> None:
        """Say how much of a line was picked, and go on; a short one asks for the reason."""
        no, context = self.no, self.desk.context
        self.write(
            lambda session: enter_picked(session, no, line.line_no, quantity, context),
            done=partial(self._on_picked, line, quantity),
            refused=self.tell_unknown,
        )

    def _on_picked(self, line: PickLineView, quantity: Decimal, _done: object) -> None:
        if quantity < line.quantity_to_pick:
            self.read_then(self.panel.ask_reason)
        else:
            self.read_then(self._go_on)

    def read_then(self, go_on: Callable[[], object]) -> None:
        """Show the pick as it stands now, and go on from there."""

        def shown(view: PickView) -> None:
            self._show(view)
            go_on()

        no = self.no
        self.read(lambda session: pick_view(session, no), done=shown)

    def give_reason(self, reason: ShortReason) -> None:
        """Say why less was picked of the line that is worked on, and go on."""
        line = self.line
        if line is None:
            return
        no, context = self.no, self.desk.context
        self.write(
            lambda session: enter_reason(session, no, line.line_no, reason, context),
            done=lambda _done: self.read_then(self._go_on),
        )
