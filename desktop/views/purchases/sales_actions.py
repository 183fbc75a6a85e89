"""From a purchase order to the sales orders that it buys for (PF65, PF100)."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from desktop.models.supply_words import PurchaseType
from desktop.models.words import Status
from desktop.services.purchases.get_sales_orders import drop_shipment_link, special_order_link
from desktop.services.purchases.open_sales_orders import OpenSalesOrder, open_sales_orders
from desktop.services.purchases.views import PurchaseView
from desktop.translation import N_, _, user_localizer
from desktop.views.pages.acts import Act
from desktop.views.pages.document_page import DocumentPage, take_typed
from desktop.views.shell.actions import ActionSpec, Place
from desktop.views.shell.dialogs import Option, choose
from desktop.views.tables.list_spec import PageAction

GET_SALES_ORDERS = ActionSpec(
    id="get_sales_orders",
    text=N_("Get Sales Orders…"),
    icon="shopping-cart",
    tooltip=N_("Takes over what sales orders wait for from this vendor"),
)
SALES_ORDER = ActionSpec(
    id="sales_order_of_line",
    text=N_("Sales Order"),
    icon="shopping-cart",
    place=Place.HIDDEN,
    in_grid=True,
    tooltip=N_("Shows the sales order that this line is bought for"),
)


def _can_get(view: PurchaseView) -> bool:
    return view.key.type is PurchaseType.ORDER and view.status is Status.OPEN and not view.completed


def ask_sales_orders(page: DocumentPage) -> None:
    """List the sales orders that wait for something which this order can bring."""
    take_typed(page)
    page.read(partial(open_sales_orders, key=page.view.key), done=partial(_choose, page))


def _choose(page: DocumentPage, found: Sequence[OpenSalesOrder]) -> None:
    if not found:
        page.notices.info(
            _(
                "No sales order waits for this one. Drop shipments are taken once the order is "
                "delivered to their customer, special orders at the order's location."
            )
        )
        return
    choose(
        page,
        _("Buy for which sales order?"),
        [Option(each, _title(each), _detail(each)) for each in found],
        verb=_("Take Over"),
        done=partial(_take, page),
    )


def _title(order: OpenSalesOrder) -> str:
    return f"{order.no} · {order.name}"


def _detail(order: OpenSalesOrder) -> str:
    day = user_localizer().date(order.shipment_date) if order.shipment_date else _("no date")
    text = _("Lines: {count}, shipped on {date}")
    return text.format(count=order.lines, date=day)


def _take(page: DocumentPage, order: OpenSalesOrder) -> None:
    link = drop_shipment_link if order.is_drop_shipment else special_order_link
    page.run(link, sales_order_no=order.no, done=partial(_taken, page))


def _taken(page: DocumentPage, answer: PurchaseView) -> None:
    page.editor.note(Act.GET_SALES_ORDERS, "", None, answer)
    page.editor.take_changed(answer)


def open_sales_order(page: DocumentPage) -> None:
    """Show the sales order of the cursor's line."""
    take_typed(page)
    row = page.lines.grid.current_line()
    line_no = row.line_no if row is not None else None
    line = next((each for each in page.view.lines if each.line_no == line_no), None)
    values = line.values if line is not None else {}
    no = values.get("sales_order_no") or values.get("special_order_sales_no")
    if no:
        page.desk.navigation.open("sales_order", str(no))
    else:
        page.notices.info(_("This line is not bought for a sales order."))


GETTING = PageAction(GET_SALES_ORDERS, ask_sales_orders, fits=_can_get)
LINE_ACTIONS = (PageAction(SALES_ORDER, open_sales_order),)
