"""Create purchase orders for what a sales order lacks: asked line by line, then made (PF54)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QScrollArea

from desktop.models.values.keys import DocumentKey
from desktop.services.context import UserContext
from desktop.services.records import FieldInfo, FieldKind
from desktop.services.requisitions.order_plan import OrderPlanRow, order_plan, put_order_plan
from desktop.services.requisitions.sales_lines import NewLines
from desktop.services.sales.views import DocumentView
from desktop.translation import N_, _, user_localizer
from desktop.views.fields.field import Field, FieldTools
from desktop.views.fields.field_form import make_field
from desktop.views.pages.carrying_out import start_carry_out
from desktop.views.shell.actions import ActionSpec, Place
from desktop.views.shell.dialogs import Question
from desktop.views.shell.theme import Text, set_look, set_text, theme
from desktop.views.tables.list_spec import PageAction, Session

if TYPE_CHECKING:
    from desktop.views.pages.document_page import DocumentPage

CREATE_ORDERS = ActionSpec(
    id="create_purchase_orders",
    text=N_("Create Purchase Orders…"),
    icon="shopping-cart",
    group="supply",
    place=Place.MORE,
    tooltip=N_("For what this order lacks"),
)

_WIDTH, _HEIGHT, _ROW = 760, 420, 36


class OrderPlanDialog(Question):
    """The lines of the order and how much of each is to be got; what is available stands back."""

    def __init__(
        self,
        page: DocumentPage,
        rows: Sequence[OrderPlanRow],
        done: Callable[[Mapping[int, Decimal]], object],
    ) -> None:
        super().__init__(
            page,
            _("Create Purchase Orders"),
            _("What the order lacks is proposed. Goods that are put together get assembly orders."),
        )
        self._done = done
        self._tools = FieldTools(lambda: page.desk.context.work_date, lambda *_nothing: None)
        self.fields: dict[int, Field] = {}
        self.wanted: dict[int, Decimal] = {row.line_no: row.quantity for row in rows}
        self._whole = {row.line_no: row.quantity for row in rows if row.is_drop_shipment}
        self.add(self._build_scroll(rows))
        create = self.add_button(_("Create Orders"), default=True)
        create.clicked.disconnect()
        create.clicked.connect(self._on_create)
        self.add_cancel()
        first = next((row.line_no for row in rows if row.quantity), rows[0].line_no)
        self.fields[first].editor.setFocus()

    def _build_lines(self, rows: Sequence[OrderPlanRow]) -> QFrame:
        whole = QFrame()
        set_look(whole, "surface")
        grid = QGridLayout(whole)
        grid.setHorizontalSpacing(theme().px(12))
        grid.setVerticalSpacing(theme().px(6))
        grid.setColumnStretch(0, 1)
        titles = (_("Item"), _("Shipment Date"), _("Outstanding"), _("Available"), _("To Order"))
        for column, title in enumerate(titles):
            label = QLabel(title)
            set_text(label, Text.SMALL, "muted")
            grid.addWidget(label, 0, column, _side(column))
        for place, row in enumerate(rows, start=1):
            self._add_row(grid, place, row)
        grid.setRowStretch(len(rows) + 1, 1)
        return whole

    def _add_row(self, grid: QGridLayout, place: int, row: OrderPlanRow) -> None:
        localizer = user_localizer()
        name = " ".join(filter(None, (row.item_no, row.variant_code, row.description)))
        if row.is_drop_shipment:
            name = _("{item} (drop shipment)").format(item=name)
        texts = (
            name,
            localizer.date(row.shipment_date),
            f"{localizer.quantity(row.outstanding)} {row.unit_code}".strip(),
            localizer.quantity(row.available),
        )
        for column, text in enumerate(texts):
            label = QLabel(text)
            label.setTextFormat(Qt.TextFormat.PlainText)
            set_text(label, Text.BODY, "muted" if row.is_available else "text")
            grid.addWidget(label, place, column, _side(column))
        field = self._field(row, name)
        grid.addWidget(field, place, len(texts))

    def _field(self, row: OrderPlanRow, name: str) -> Field:
        info = FieldInfo(
            name=f"line_{row.line_no}", label=N_("To Order"), kind=FieldKind.QUANTITY, places=5
        )
        field = make_field(info, self._tools, self)
        field.editor.setAccessibleName(_("To order of {item}").format(item=name))
        field.setFixedWidth(theme().px(120))
        field.show_value(row.quantity)
        field.committed.connect(partial(self._on_committed, row.line_no))
        self.fields[row.line_no] = field
        return field

    def _build_scroll(self, rows: Sequence[OrderPlanRow]) -> QScrollArea:
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setWidget(self._build_lines(rows))
        area.setMinimumWidth(theme().px(_WIDTH))
        area.setMinimumHeight(theme().px(min(_ROW * (len(rows) + 2), _HEIGHT)))
        return area

    def _on_committed(self, line_no: int, _name: str, value: object) -> None:
        if isinstance(value, Decimal) and value >= 0:
            # A vendor sends the whole of a line or nothing of it.
            self.wanted[line_no] = self._whole.get(line_no, value) if value else value
        self.fields[line_no].show_value(self.wanted[line_no])

    def _on_create(self) -> None:
        for field in self.fields.values():
            field.commit()
        if not any(field.error for field in self.fields.values()):
            self._finish(partial(self._done, self.wanted))


def _side(column: int) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignLeft if column < 2 else Qt.AlignmentFlag.AlignRight  # noqa: PLR2004  (two texts, then figures)
    return side | Qt.AlignmentFlag.AlignVCenter


def ask_order_plan(page: DocumentPage) -> None:
    """Show what the order lacks; what is then wanted is ordered."""
    page.notices.clear()
    page.run(order_plan, done=partial(_show, page))


def _show(page: DocumentPage, rows: Sequence[OrderPlanRow]) -> None:
    if not rows:
        page.notices.info(_("The order has no open line whose goods can be ordered."))
        return
    OrderPlanDialog(page, rows, partial(_create, page)).open()


def _create(page: DocumentPage, wanted: Mapping[int, Decimal]) -> None:
    work = partial(_put, key=page.view.key, wanted=wanted, context=page.desk.context)
    page.write(work, done=partial(_order, page))


def _put(
    session: Session, *, key: DocumentKey, wanted: Mapping[int, Decimal], context: UserContext
) -> NewLines:
    return put_order_plan(session, key, context, wanted)


def _order(page: DocumentPage, made: NewLines) -> None:
    """Make the orders of the new lines; those that fail stay in the worksheet."""
    start_carry_out(page, [(made.worksheet_name, line_no) for line_no in made.line_nos])


def _is_unfinished(view: DocumentView) -> bool:
    return not view.completed


ORDER_PLAN = PageAction(CREATE_ORDERS, ask_order_plan, fits=_is_unfinished)
