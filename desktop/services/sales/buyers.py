"""Who a document is made for: a customer, or on a quote a contact with a template (SD64)."""

from __future__ import annotations

from desktop.models.sales import SalesHeader
from desktop.models.values.keys import DocumentType


def is_to_contact(header: SalesHeader) -> bool:
    """Whether a quote is made to a contact that is no customer yet."""
    return (
        header.document_type is DocumentType.QUOTE
        and header.sell_to_customer_no is None
        and bool(header.sell_to_contact_no)
    )


def has_buyer(header: SalesHeader) -> bool:
    """Whether it is known whose prices, VAT and terms lines take."""
    if header.sell_to_customer_no is not None:
        return True
    return is_to_contact(header) and header.customer_template_code is not None
