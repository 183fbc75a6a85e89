"""Moving the sales line of a drop shipment with its purchase line (PF66)."""

from __future__ import annotations

from datetime import date

from desktop.errors import ConfirmationCode
from desktop.models.purchases import PurchaseLine
from desktop.models.values.keys import DocumentKey, DocumentType
from desktop.services.purchases.load import Purchase, line_ref
from desktop.services.sales.line_dates import enter_date
from desktop.services.sales.load import load_document
from desktop.services.sales.refusals_buying import MoveOtherSide
from desktop.services.sales.snapshot import finish


def offer_sales_date(document: Purchase, line: PurchaseLine, before: date | None) -> None:
    """Ship the sales line on the day on which the vendor delivers, if the user wants.

    Raises MoveOtherSide as long as the question is open.
    """
    day = line.expected_receipt_date
    if day is None or day == before or line.sales_order_no is None:
        return
    answer = document.context.answer(ConfirmationCode.MOVE_OTHER_SIDE)
    if answer is None:
        raise MoveOtherSide(
            record=line_ref(line),
            field="expected_receipt_date",
            line_no=line.line_no,
            other_side=line.sales_order_no,
            date=day,
        )
    if answer:
        key = DocumentKey(DocumentType.ORDER, line.sales_order_no)
        sale = load_document(document.session, key, document.context, for_update=True)
        sold = sale.line(line.sales_order_line_no or 0)
        enter_date(sale, sold, "shipment_date", day)
        finish(sale)
