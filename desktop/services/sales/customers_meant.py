"""Which customer a typed text means on a document, when it is nobody's number (CU41)."""

from __future__ import annotations

from sqlalchemy.orm import Session

from desktop.errors import RecordRef
from desktop.services.customers.lookup import customers_with_close_names
from desktop.services.sales.refusals import SeveralCustomers
from desktop.services.setup.field_values import is_storable
from desktop.services.setup.looking_up import lookup_rows, meant

CUSTOMER_FIELDS = frozenset({"sell_to_customer_no", "bill_to_customer_no"})
"""The fields of a document that a customer is looked up for."""


def customer_meant(session: Session, field: str, value: object, record: RecordRef) -> str | None:
    """The number of the one customer whom the text means; None when it means nobody.

    Raises SeveralCustomers, naming them, when the user must choose. Blocked and inactive customers
    are not meant by anything but their number.
    """
    text = value.strip() if isinstance(value, str) else ""
    if field not in CUSTOMER_FIELDS or not text or not is_storable(text):
        return None
    rows = lookup_rows(session, "customer", text)
    one = meant(rows)
    if one is not None:
        return one.key
    nos = [row.key for row in rows] or [
        close.no for close in customers_with_close_names(session, text)
    ]
    if len(nos) > 1:
        raise SeveralCustomers(
            record=record,
            field=field,
            entered_field=field,
            value=text,
            candidates=", ".join(nos),
        )
    return nos[0] if nos else None
