"""A purchase order for what a sales line falls short of (PF10)."""

from __future__ import annotations

from sqlalchemy.orm import Session

from desktop.errors import RecordRef
from desktop.models.supply_words import PurchaseType
from desktop.models.values.keys import DocumentKey
from desktop.models.words import LineType
from desktop.services.availability.supply_times import Supplied, supply_times
from desktop.services.context import UserContext
from desktop.services.items.stock import Scope
from desktop.services.purchases.creation import create_purchase
from desktop.services.purchases.line_fields import add_line
from desktop.services.purchases.refusals import ItemWithoutVendor, NothingShort
from desktop.services.purchases.views import PurchaseView
from desktop.services.sales.line_availability import stockout_detail
from desktop.services.sales.load import line_ref, load_document


def purchase_shortage(
    session: Session, key: DocumentKey, line_no: int, context: UserContext
) -> PurchaseView:
    """Make an order to the usual vendor for the shortage of a line, in its unit and place.

    Raises LineMissing, NothingShort when nothing is short any more, ItemWithoutVendor, or what
    entering a purchase line raises.
    """
    line = load_document(session, key, context).line(line_no)
    detail = stockout_detail(session, key, line_no, context)
    if detail is None or detail.shortage <= 0:
        raise NothingShort(record=line_ref(line), line_no=line_no, no=line.no or "")
    scope = Scope(line.no or "", line.variant_code, line.location_code)
    vendor_no = supply_times(session, [Supplied(scope)])[Supplied(scope)].vendor_no
    if vendor_no is None:
        record = RecordRef("item", (scope.item_no,))
        raise ItemWithoutVendor(record=record, field="vendor_no", no=scope.item_no)
    made = create_purchase(session, PurchaseType.ORDER, context, vendor_no)
    values: list[tuple[str, object]] = [
        ("type", LineType.ITEM),
        ("no", scope.item_no),
        ("variant_code", scope.variant_code),
        ("location_code", scope.location_code),
        ("unit_of_measure_code", line.unit_of_measure_code),
        ("quantity", detail.shortage),
    ]
    return add_line(session, made.key, values, context)
