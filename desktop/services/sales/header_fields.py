"""Entering header fields, one command each, with all that follows from them (SD8–SD17)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sqlalchemy.orm import Session

from desktop.errors import Refusal
from desktop.models.sales import SalesHeader
from desktop.models.values.keys import DocumentKey, DocumentType
from desktop.models.words import ShippingAdvice
from desktop.services.context import UserContext
from desktop.services.sales.contact_quotes import enter_contact, enter_template
from desktop.services.sales.customers_meant import customer_meant
from desktop.services.sales.editable import check_header
from desktop.services.sales.entered_values import entered_value, known_key
from desktop.services.sales.external_no import warn_of_duplicate
from desktop.services.sales.fields import (
    BILL_TO_FIELDS,
    RATE_FIELDS,
    SELL_TO_FIELDS,
    SHIP_TO_FIELDS,
)
from desktop.services.sales.header_delivery import (
    enter_agent,
    enter_delivery_date,
    enter_location,
    enter_service,
    enter_time,
)
from desktop.services.sales.header_parties import (
    enter_address,
    enter_bill_to,
    enter_sell_to,
    enter_ship_to_code,
    enter_ship_to_mode,
)
from desktop.services.sales.header_terms import (
    enter_discount_calculation,
    enter_discount_value,
    enter_document_date,
    enter_payment_terms,
    enter_posting_date,
    enter_prices_including_vat,
    enter_rate,
    put_currency,
    tell_prices_out_of_date,
)
from desktop.services.sales.line_quantities import ship_complete_lines
from desktop.services.sales.line_reservations import check_header_not_reserved
from desktop.services.sales.load import Document, check_version, load_document
from desktop.services.sales.propagation import confirm_rebuild, rebuild_lines
from desktop.services.sales.snapshot import finish
from desktop.services.sales.standard_lines import offer_lines
from desktop.services.sales.views import DocumentView
from desktop.services.setup.rules import percentage

Enter = Callable[[Document, Any], object]

_PERCENTAGES = frozenset({"payment_discount_pct", "prepayment_pct"})

_PRICE_FIELDS = frozenset(
    {
        "customer_price_group",
        "customer_disc_group",
        "invoice_disc_code",
        "allow_line_disc",
        "campaign_no",
    }
)
"""Prices depend on these, but lines that exist keep theirs (SD15)."""

_BY_ORDER_DATE = frozenset(
    {
        DocumentType.QUOTE,
        DocumentType.ORDER,
        DocumentType.BLANKET_ORDER,
        DocumentType.RETURN_ORDER,
    }
)


def change_header(
    session: Session,
    key: DocumentKey,
    field: str,
    value: object,
    context: UserContext,
    *,
    row_version: int | None = None,
) -> DocumentView:
    """Enter one value into the header; what follows from it is in the answer.

    Raises DocumentMissing, Conflict (when `row_version` is given and outdated), a
    NeedsConfirmation or the refusal of the field.
    """
    document = load_document(session, key, context, for_update=True)
    check_version(document.header, row_version)
    enter_header_field(document, field, value)
    return finish(document)


def enter_header_field(document: Document, field: str, value: object) -> None:
    """Enter one value into the header of a loaded document."""
    check_header(document, field)
    document.entered.append((None, field))
    column = "exchange_rate_amount" if field == "currency_factor" else field
    entered = _known_value(document, column, value)
    if field in _PERCENTAGES:
        percentage(field)(document.session, document.header, entered, document.context)
    if entered != getattr(document.header, column, None):
        check_header_not_reserved(document, field)
    entry = _ENTRIES.get(field)
    if entry is not None:
        entry(document, entered)
    else:
        _put(document, field, entered)


def _known_value(document: Document, column: str, value: object) -> Any:  # noqa: ANN401  (of the column's kind)
    """A typed value as its column keeps it; a customer may be typed by name (CU41)."""
    session, ref = document.session, document.ref
    try:
        entered = entered_value(SalesHeader, column, value, ref)
        return known_key(session, SalesHeader, column, entered, ref)
    except Refusal:
        customer_no = customer_meant(session, column, value, ref)
        if customer_no is None:
            raise
        return customer_no


def _put(document: Document, field: str, value: object) -> None:
    """Keep a value from which nothing follows for the header itself."""
    if value == getattr(document.header, field):
        return
    setattr(document.header, field, value)
    by_order_date = field == "order_date" and document.type in _BY_ORDER_DATE
    if field in _PRICE_FIELDS or by_order_date:
        tell_prices_out_of_date(document, field)


def _sell_to(document: Document, customer_no: str | None) -> None:
    if customer_no != document.header.sell_to_customer_no:
        enter_sell_to(document, customer_no)
        warn_of_duplicate(document)
        offer_lines(document)


def _bill_to(document: Document, customer_no: str | None) -> None:
    if customer_no != document.header.bill_to_customer_no:
        enter_bill_to(document, customer_no)


def _rebuilding(field: str) -> Enter:
    """A posting group that all lines depend on (SD14)."""

    def enter(document: Document, value: str | None) -> None:
        if value != getattr(document.header, field) and confirm_rebuild(document, field):
            setattr(document.header, field, value)
            rebuild_lines(document)

    return enter


def _currency(document: Document, currency_code: str | None) -> None:
    if currency_code != document.header.currency_code and confirm_rebuild(
        document, "currency_code"
    ):
        put_currency(document, currency_code)
        rebuild_lines(document)


def _shipping_advice(document: Document, advice: ShippingAdvice) -> None:
    document.header.shipping_advice = advice
    ship_complete_lines(document)


def _external_no(document: Document, external_document_no: str) -> None:
    document.header.external_document_no = external_document_no
    warn_of_duplicate(document)


def _accepted(document: Document, is_accepted: bool) -> None:  # noqa: FBT001  (the value of the field)
    document.header.quote_accepted = is_accepted
    document.header.quote_accepted_date = document.context.work_date if is_accepted else None


def _with_field(entry: Callable[[Document, str, Any], object], field: str) -> Enter:
    return lambda document, value: entry(document, field, value)


_ENTRIES: dict[str, Enter] = {
    "sell_to_customer_no": _sell_to,
    "bill_to_customer_no": _bill_to,
    "currency_code": _currency,
    "gen_bus_posting_group": _rebuilding("gen_bus_posting_group"),
    "vat_bus_posting_group": _rebuilding("vat_bus_posting_group"),
    "ship_to_code": enter_ship_to_code,
    "ship_to_mode": enter_ship_to_mode,
    "posting_date": enter_posting_date,
    "document_date": enter_document_date,
    "payment_terms_code": enter_payment_terms,
    "prices_including_vat": enter_prices_including_vat,
    "invoice_discount_calculation": enter_discount_calculation,
    "invoice_discount_value": enter_discount_value,
    "location_code": enter_location,
    "shipping_agent_code": enter_agent,
    "shipping_agent_service_code": enter_service,
    "shipping_advice": _shipping_advice,
    "external_document_no": _external_no,
    "quote_accepted": _accepted,
    "customer_template_code": enter_template,
}
"""Fields from which something follows; all others are simply kept."""

for _field in SELL_TO_FIELDS | BILL_TO_FIELDS | SHIP_TO_FIELDS:
    _ENTRIES[_field] = _with_field(enter_address, _field)
_ENTRIES["sell_to_contact_no"] = enter_contact
for _field in RATE_FIELDS:
    _ENTRIES[_field] = _with_field(enter_rate, _field)
for _field in ("shipment_date", "requested_delivery_date", "promised_delivery_date"):
    _ENTRIES[_field] = _with_field(enter_delivery_date, _field)
for _field in ("shipping_time", "outbound_handling_time"):
    _ENTRIES[_field] = _with_field(enter_time, _field)
