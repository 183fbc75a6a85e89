"""What is refused on a header; nothing has changed then (02 §1, §4, §5)."""

from datetime import date
from decimal import Decimal

import pytest

from desktop.errors import Conflict, Refusal
from desktop.models.currencies import Currency
from desktop.models.setup import SalesSetup
from desktop.models.values.keys import DocumentKey, DocumentType
from desktop.models.words import JobQueueStatus, ShipToMode, Status
from desktop.services.calendars.refusals import RequestedUnderPromised
from desktop.services.context import UserContext
from desktop.services.currencies.refusals import ExchangeRateMissing
from desktop.services.customers.card_refusals import ServiceOfOtherAgent
from desktop.services.database import Database
from desktop.services.sales.deletion import delete_document
from desktop.services.sales.header_fields import change_header
from desktop.services.sales.refusals import (
    DocumentCompleted,
    DocumentMissing,
    DocumentScheduled,
    FieldDerived,
    InvoiceDiscountCalculated,
    LocalCurrencyRate,
    PartiesLocked,
    PendingApproval,
    RateNotPositive,
    SellToNeeded,
    ShippedNotInvoiced,
    ShipToCodeNeeded,
    StatusNotOpen,
)
from desktop.services.sales.refusals_totals import (
    InvoiceDiscountPctOutside,
    PricesModeLocked,
)
from desktop.services.sales.snapshot import document_view
from desktop.services.setup.refusals import (
    FieldUnknown,
    RecordNotFound,
    ReferenceMissing,
    ValueNotAChoice,
    ValueOutside,
)
from tests.builders.customers import a_customer
from tests.builders.sales import Clerk, a_document, put_header, rows


@pytest.fixture
def order(company: Database, context: UserContext) -> Clerk:
    """An order of 10 × A."""
    return a_document(company, context).adds(no="A", quantity=10)


def refused(clerk: Clerk, kind: type[Refusal], field: str, value: object) -> Refusal:
    """Enter a value that must be refused, and see that the document is as it was."""
    before = clerk.looks()
    with pytest.raises(kind) as refusal:
        clerk.enters(field, value)
    assert clerk.looks() == before
    return refusal.value


@pytest.mark.parametrize(
    ("field", "value", "kind", "named"),
    [
        ("sell_to_customer_no", None, SellToNeeded, "Remove the lines"),
        ("sell_to_customer_no", "NOBODY", ReferenceMissing, "NOBODY"),
        ("payment_terms_code", "NEVER", ReferenceMissing, "NEVER"),
        ("ship_to_code", "MOON", RecordNotFound, "MOON"),
        ("ship_to_mode", ShipToMode.ALTERNATE, ShipToCodeNeeded, "Ship-to Code"),
        ("shipping_agent_service_code", "STD", ServiceOfOtherAgent, "STD"),
        ("currency_factor", Decimal(2), LocalCurrencyRate, "local currency"),
        ("payment_discount_pct", Decimal(101), ValueOutside, "100"),
        ("shipping_advice", "sometimes", ValueNotAChoice, "sometimes"),
        ("amount_including_vat", Decimal(5), FieldDerived, "Amount Including Vat"),
        ("no_printed", 5, FieldDerived, "No Printed"),
        ("colour", "red", FieldUnknown, "colour"),
    ],
)
def test_a_wrong_value_is_refused(
    order: Clerk, field: str, value: object, kind: type[Refusal], named: str
) -> None:
    assert named in str(refused(order, kind, field, value))


def test_a_percentage_of_discount_lies_between_0_and_100(order: Clerk) -> None:
    order.enters("invoice_discount_calculation", "percent")
    refused(order, InvoiceDiscountPctOutside, "invoice_discount_value", Decimal(101))


def test_parties_stay_once_something_is_delivered(order: Clerk) -> None:
    """SD9: the refusal comes before the question."""
    with rows(order.database) as session:
        a_customer(session, "C2")
    order.has_delivered(1, "4")
    found = refused(order, PartiesLocked, "sell_to_customer_no", "C2")
    assert "4 of line 10000, A" in str(found)
    for field, value in (
        ("bill_to_customer_no", "C2"),
        ("currency_code", "EUR"),
        ("vat_bus_posting_group", "EU"),
    ):
        refused(order, PartiesLocked, field, value)
    assert "sell_to_customer_no" in order.view.locks
    order.has_delivered(1, "4", "2")
    refused(order, PricesModeLocked, "prices_including_vat", True)


def test_a_promise_stands_over_a_wish(company: Database, context: UserContext) -> None:
    order = a_document(company, context).enters("promised_delivery_date", date(2026, 3, 2))
    found = refused(order, RequestedUnderPromised, "requested_delivery_date", date(2026, 3, 3))
    assert "Clear Promised Delivery Date first" in str(found)


def test_a_currency_needs_a_rate(company: Database, context: UserContext) -> None:
    with rows(company) as session:
        session.add(Currency(code="NOK"))
    order = a_document(company, context)
    found = refused(order, ExchangeRateMissing, "currency_code", "NOK")
    assert "There is no exchange rate for NOK on or before 2026-01-15" in str(found)
    order.enters("currency_code", "EUR")
    refused(order, RateNotPositive, "currency_factor", Decimal(0))


def test_a_calculated_invoice_discount_is_not_typed(order: Clerk) -> None:
    with rows(order.database) as session:
        session.get_one(SalesSetup, 1).calc_inv_discount = True
    refused(order, InvoiceDiscountCalculated, "invoice_discount_value", Decimal(5))


def test_a_released_order_keeps_its_terms_but_not_its_dates(order: Clerk) -> None:
    """SD62."""
    put_header(order.database, order.key, {"status": Status.RELEASED})
    found = refused(order, StatusNotOpen, "currency_code", "EUR")
    assert "The status of order SO00001 must be Open to change Currency Code" in str(found)
    order.enters("posting_date", date(2026, 1, 20)).enters("external_document_no", "PO-1")
    assert "posting_date" in order.view.editable
    assert "currency_code" in order.view.locks


@pytest.mark.parametrize(
    ("state", "kind"),
    [
        ({"status": Status.PENDING_APPROVAL}, PendingApproval),
        ({"job_queue_status": JobQueueStatus.SCHEDULED}, DocumentScheduled),
        ({"completed": True}, DocumentCompleted),
        ({"converted": True}, DocumentCompleted),
    ],
)
def test_some_documents_can_only_be_read(
    order: Clerk, context: UserContext, state: dict[str, object], kind: type[Refusal]
) -> None:
    put_header(order.database, order.key, state)
    refused(order, kind, "your_reference", "me")
    with pytest.raises(kind), rows(order.database) as session:
        delete_document(session, order.key, context)
    assert order.looks().editable == frozenset()
    assert order.looks().lines[0].editable == frozenset()


def test_a_stale_header_is_told(order: Clerk, context: UserContext) -> None:
    seen = order.view.row_version
    order.enters("your_reference", "one")
    with pytest.raises(Conflict) as refusal, rows(order.database) as session:
        change_header(session, order.key, "your_reference", "two", context, row_version=seen)
    assert "ADMIN" in str(refusal.value)
    assert order.looks().header["your_reference"] == "one"


def test_deleting_needs_everything_delivered_to_be_invoiced(
    order: Clerk, context: UserContext
) -> None:
    """SD18."""
    order.has_delivered(1, "4", "1")
    with pytest.raises(ShippedNotInvoiced) as refusal, rows(order.database) as session:
        delete_document(session, order.key, context)
    assert "3 of it is shipped" in str(refusal.value)
    order.has_delivered(1, "4", "4")
    with rows(order.database) as session:
        delete_document(session, order.key, context)
    with pytest.raises(DocumentMissing), order.database.read() as session:
        document_view(session, order.key, context)


def test_a_missing_document_is_told(company: Database, context: UserContext) -> None:
    key = DocumentKey(DocumentType.INVOICE, "SI9")
    with pytest.raises(DocumentMissing) as refusal, company.read() as session:
        document_view(session, key, context)
    assert "There is no invoice SI9" in str(refusal.value)
