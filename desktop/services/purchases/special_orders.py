"""Buying one sales line for its order: *Special Order → Purchase Order* (PF100)."""

from __future__ import annotations

from sqlalchemy.orm import Session

from desktop.models.items import Item
from desktop.models.supply_words import PurchaseType
from desktop.models.values.keys import DocumentKey
from desktop.services.context import UserContext
from desktop.services.purchases.creation import new_purchase
from desktop.services.purchases.get_sales_orders import take_sales_line
from desktop.services.purchases.header_fields import enter_header_field
from desktop.services.purchases.keys import PurchaseKey
from desktop.services.purchases.snapshot import finish, purchase_view
from desktop.services.purchases.views import PurchaseView
from desktop.services.sales.editable import check_not_read_only
from desktop.services.sales.line_fields import enter_field
from desktop.services.sales.load import load_document
from desktop.services.sales.purchase_ties import purchase_place
from desktop.services.sales.snapshot import finish as finish_sale
from desktop.services.sales.views import DocumentView


def special_order(
    session: Session,
    key: DocumentKey,
    line_no: int,
    context: UserContext,
    *,
    vendor_no: str | None = None,
) -> DocumentView | PurchaseView:
    """Make a line a special order and buy it of a vendor, usually that of its item.

    Answers with the purchase order, the one that there is already when there is one; with the sales
    order when nobody is known to buy of. Raises what marking and buying a line raise.
    """
    document = load_document(session, key, context, for_update=True)
    check_not_read_only(document.header)
    line = document.line(line_no)
    no, _line = purchase_place(line)
    if no:
        return purchase_view(session, PurchaseKey(PurchaseType.ORDER, no), context)
    enter_field(document, line, "special_order", value=True)
    shown = finish_sale(document)
    item = session.get(Item, line.no)
    vendor = vendor_no or (item.vendor_no if item is not None else None)
    if vendor is None or not line.outstanding_quantity:
        return shown
    purchase = new_purchase(session, PurchaseType.ORDER, context, vendor)
    if purchase.header.location_code != line.location_code:
        enter_header_field(purchase, "location_code", line.location_code)
    take_sales_line(purchase, document.line(line_no))
    return finish(purchase)
