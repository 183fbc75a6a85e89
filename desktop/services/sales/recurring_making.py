"""Making one recurring invoice (CU121)."""

from __future__ import annotations

from datetime import date

from sqlalchemy.orm import Session

from desktop.models.recurring import CustomerStandardCode, StandardSalesCode
from desktop.models.values.keys import DocumentType
from desktop.services.context import UserContext
from desktop.services.sales.creation import create_document
from desktop.services.sales.header_fields import enter_header_field
from desktop.services.sales.load import load_document
from desktop.services.sales.snapshot import finish
from desktop.services.sales.standard_lines import insert_lines
from desktop.services.sales.views import DocumentView


def make_recurring_invoice(
    session: Session,
    assigned: CustomerStandardCode,
    order_date: date,
    posting_date: date | None,
    context: UserContext,
) -> DocumentView:
    """Make the invoice of an assignment: order and document date, terms, currency and lines.

    The rate is that of the posting date. Raises what choosing the customer, the currency and the
    lines raises.
    """
    code = session.get_one(StandardSalesCode, assigned.code)
    key = create_document(session, DocumentType.INVOICE, context).key
    document = load_document(session, key, context, for_update=True)
    # First of all: the customer's other recurring lines are not offered then.
    document.header.recurring_code = assigned.code
    entries: list[tuple[str, object]] = [
        ("posting_date", posting_date),
        ("sell_to_customer_no", assigned.customer_no),
        ("order_date", order_date),
        ("document_date", order_date),
        ("currency_code", code.currency_code),
        ("payment_method_code", assigned.payment_method_code),
        ("payment_terms_code", assigned.payment_terms_code),
    ]
    for field, value in entries:
        if value is not None or field == "currency_code":
            enter_header_field(document, field, value)
    insert_lines(document, assigned.code)
    return finish(document)
