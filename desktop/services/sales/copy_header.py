"""Taking the header of another document: who, where and on which terms (CB60)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from desktop.errors import Notice
from desktop.models.codes import Location
from desktop.models.copy_words import CopySourceType
from desktop.models.currencies import Currency
from desktop.models.customers import Customer, ShipToAddress
from desktop.models.sales import SalesHeader
from desktop.models.values.keys import DocumentType
from desktop.models.values.numbers import ZERO
from desktop.models.words import InvoiceDiscountCalculation, ShipToMode
from desktop.services.sales.copy_sources import CopySource, draft_type_of
from desktop.services.sales.creation import usual_description
from desktop.services.sales.entered_values import check_exists
from desktop.services.sales.fields import SHIP_TO_FIELDS
from desktop.services.sales.header_parties import check_customer, put_usual_ship_to
from desktop.services.sales.header_terms import put_quote_validity
from desktop.services.sales.load import Document
from desktop.services.sales.refusals import CustomerFirst
from desktop.services.sales.shipping_times import handling_time, service_of, shipping_time_of
from desktop.services.setup.field_infos import table_of
from desktop.translation import N_

OWN_FIELDS = frozenset(
    {
        "document_type",
        "no",
        "no_series_code",
        "status",
        "completed",
        "converted",
        "posting_date",
        "quote_no",
        "opportunity_no",
        "no_printed",
        "picking_lists_printed",
        "last_shipping_no",
        "last_posting_no",
        "package_tracking_no",
        "job_queue_status",
        "job_queue_error",
        "assigned_user",
        "recurring_code",
        "quote_accepted",
        "quote_accepted_date",
        "row_version",
        "changed_by",
        "changed_at",
    }
)
"""What a document keeps when it takes the header of another: its name, and what befell it."""

_BY_RULE = frozenset({"posting_description", "quote_valid_until"})
TAKEN_FIELDS = tuple(
    name
    for name in table_of(SalesHeader.__tablename__).columns.keys()  # noqa: SIM118  (a collection of columns)
    if name not in OWN_FIELDS | _BY_RULE
)
_WITHOUT_POSTING_DATE = frozenset({DocumentType.QUOTE, DocumentType.BLANKET_ORDER})
_QUOTES = frozenset({CopySourceType.QUOTE, CopySourceType.ARCHIVED_QUOTE})

DATES_TAKEN = "sales.dates_taken"
DATES_TAKEN_TEXT = N_(
    "Document Date {document_date} and Due Date {due_date} come from {source_type} {source_no}."
)


def check_parties(document: Document, source: CopySource) -> None:
    """Refuse a header whose customer is gone, blocked, or not chosen yet.

    Raises CustomerFirst, ReferenceMissing, CustomerBlocked, CustomerPrivacyBlocked or
    CustomerFieldMissing.
    """
    header = source.header
    if header["sell_to_customer_no"] is None and document.type is not DocumentType.QUOTE:
        draft_type = draft_type_of(source.type)
        raise CustomerFirst(record=source.ref, document_type=draft_type, no=source.no)
    for field in ("sell_to_customer_no", "bill_to_customer_no"):
        check_exists(document.session, SalesHeader, field, header[field], document.ref)
        customer = document.session.get(Customer, header[field]) if header[field] else None
        if customer is not None:
            check_customer(document, customer, field)


def put_header(document: Document, source: CopySource) -> None:
    """Take all of a header but what is its document's own; dates come as they stand.

    A return order is shipped to the company: what is copied of it goes to the customer again.
    Raises ReferenceMissing or ServiceOfOtherAgent where a record is gone by now.
    """
    header = document.header
    values = dict(source.header)
    if source.type.is_posted:
        values = _missing_in_posted(document, values) | values
    for name in TAKEN_FIELDS:
        if getattr(header, name) != values[name]:
            check_exists(document.session, SalesHeader, name, values[name], document.ref)
            setattr(header, name, values[name])
    _put_own(document, source)
    document.currency = None
    if header.currency_code is not None:
        document.currency = document.session.get_one(Currency, header.currency_code)
    _forget_lost_address(document)
    if draft_type_of(source.type) is DocumentType.RETURN_ORDER:
        put_usual_ship_to(document)
    _tell_dates(document, source)


def _put_own(document: Document, source: CopySource) -> None:
    """What depends on the kind of the document that takes the header."""
    header = document.header
    if document.type is not DocumentType.ORDER:
        header.prepayment_pct = ZERO
    if document.type in _WITHOUT_POSTING_DATE:
        header.posting_date = None
    if source.type in _QUOTES and document.type is DocumentType.QUOTE:
        header.quote_valid_until = source.header["quote_valid_until"]
    else:
        put_quote_validity(document)
    description = source.header["posting_description"]
    if description in _usual_descriptions(source):
        description = usual_description(document.type, header.no)
    header.posting_description = description


def _usual_descriptions(source: CopySource) -> frozenset[str]:
    """What the document is called in the ledgers when nobody has said more about it."""
    draft_type = draft_type_of(source.type)
    if draft_type is not None:
        return frozenset({usual_description(draft_type, source.no)})
    named = {
        DocumentType.ORDER: source.header["order_no"],
        DocumentType.INVOICE: source.header["pre_assigned_no"],
    }
    return frozenset(usual_description(kind, no) for kind, no in named.items() if no)


def _missing_in_posted(document: Document, values: Mapping[str, Any]) -> dict[str, Any]:
    """What a draft has and a posted document has not: from the cards, else as a new one begins."""
    session = document.session
    buyer = session.get_one(Customer, values["sell_to_customer_no"])
    payer = session.get_one(Customer, values["bill_to_customer_no"])
    code = values["location_code"]
    location = session.get(Location, code) if code else None
    service = service_of(
        session,
        values["shipping_agent_code"],
        values["shipping_agent_service_code"],
        document.ref,
    )
    return {
        "ship_to_mode": _ship_to_mode(values),
        "combine_shipments": payer.combine_shipments,
        "reserve": payer.reserve,
        "prepayment_pct": payer.prepayment_pct,
        "shipping_advice": buyer.shipping_advice,
        "shipping_time": shipping_time_of(service, buyer),
        "outbound_handling_time": handling_time(document, location),
        "invoice_discount_calculation": InvoiceDiscountCalculation.NONE,
        "invoice_discount_value": ZERO,
        "campaign_no": None,
        "customer_template_code": None,
        "no_service_charge": False,
    }


def _ship_to_mode(values: Mapping[str, Any]) -> ShipToMode:
    """How a posted address was given, as far as it can be told (SD10)."""
    if values["ship_to_code"] is not None:
        return ShipToMode.ALTERNATE
    of_buyer = (f"sell_to_{field.removeprefix('ship_to_')}" for field in SHIP_TO_FIELDS)
    pairs = zip(SHIP_TO_FIELDS, of_buyer, strict=True)
    is_default = all(values[own] == values[other] for own, other in pairs)
    return ShipToMode.DEFAULT if is_default else ShipToMode.CUSTOM


def _forget_lost_address(document: Document) -> None:
    """An address whose card is gone stays as it was written."""
    header = document.header
    if header.ship_to_code is None:
        return
    key = (header.sell_to_customer_no or "", header.ship_to_code)
    if document.session.get(ShipToAddress, key) is None:
        header.ship_to_code, header.ship_to_mode = None, ShipToMode.CUSTOM


def _tell_dates(document: Document, source: CopySource) -> None:
    """Say when the dates are not of today: an old invoice would make one that is due at once."""
    header = document.header
    if header.document_date == document.context.work_date:
        return
    document.notices.append(
        Notice(
            DATES_TAKEN,
            DATES_TAKEN_TEXT,
            {
                "document_date": header.document_date,
                "due_date": header.due_date,
                "source_type": source.type,
                "source_no": source.no,
            },
            is_warning=False,
            record=document.ref,
            field="document_date",
        )
    )
