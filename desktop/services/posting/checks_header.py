"""Checks of a document as a whole (V1–V5, V11, V14, V15, V17); each failure is collected."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy.orm import Session

from desktop.errors import RecordRef, Refusal
from desktop.models.currencies import Currency
from desktop.models.setup import GeneralLedgerSetup
from desktop.models.values.keys import DocumentType
from desktop.models.words import ExtDocNoCheck, Status
from desktop.services.contacts.refusals import ContactPrivacyBlocked
from desktop.services.context import UserContext
from desktop.services.currencies.refusals import ExchangeRateMissing
from desktop.services.customers.blocking import CustomerAction
from desktop.services.customers.refusals import blocking_refusal
from desktop.services.numbering.number_series import check_number_available, series_named
from desktop.services.posting.allowed_dates import date_refusal
from desktop.services.posting.parts import Parts
from desktop.services.posting.reading import Ground
from desktop.services.posting.refusals import (
    ExternalDocumentNoMissing,
    ExternalDocumentNoUsed,
    HeaderFieldBlank,
    NotPostable,
    PrecisionMissing,
    PrepaymentWaiting,
    SalespersonBlocked,
)
from desktop.services.sales.editable import WAITING
from desktop.services.sales.external_no import other_use
from desktop.services.sales.line_quantities import must_ship_complete
from desktop.services.sales.load import Document
from desktop.services.sales.quantities import is_shipped_complete
from desktop.services.sales.refusals import DocumentCompleted, DocumentScheduled, PendingApproval
from desktop.services.sales.refusals_quantities import MustShipComplete

POSTABLE = frozenset({DocumentType.ORDER, DocumentType.INVOICE})


def state_failures(document: Document) -> Iterator[Refusal]:
    """A document that cannot be posted whatever else is right (V5)."""
    header = document.header
    names = {"document_type": document.type, "no": header.no}
    if document.type not in POSTABLE:
        yield NotPostable(record=document.ref, document_type=document.type)
    if header.completed or header.converted:
        yield DocumentCompleted(record=document.ref, **names)
    if header.status is Status.PENDING_APPROVAL:
        yield PendingApproval(record=document.ref, **names)
    owes_prepayment = header.status is Status.OPEN and header.prepayment_pct != 0
    if header.status is Status.PENDING_PREPAYMENT or (
        owes_prepayment and document.type is DocumentType.ORDER
    ):
        yield PrepaymentWaiting(record=document.ref, **names)
    if header.job_queue_status in WAITING:
        yield DocumentScheduled(record=document.ref, **names)


def header_failures(
    session: Session, ground: Ground, parts: Parts, context: UserContext
) -> Iterator[Refusal]:
    """Everything that is wrong with the header; `session` looks for numbers used before."""
    document = ground.document
    yield from _blank_fields(document, parts)
    yield from _date_failures(document, context)
    yield from _blocked_customers(ground, parts)
    yield from _blocked_contact(ground)
    if parts.invoices:
        yield from _external_no_failures(session, document)
    if parts.ships:
        yield from _advice_failures(document, parts)
    yield from _currency_failures(document)
    yield from series_failures(session, ground, parts)
    if ground.terms.salesperson_blocked:
        yield SalespersonBlocked(
            record=document.ref,
            field="salesperson_code",
            salesperson_code=document.header.salesperson_code,
        )


def _blank_fields(document: Document, parts: Parts) -> Iterator[Refusal]:
    fields = ["sell_to_customer_no", "bill_to_customer_no", "posting_date", "document_date"]
    if parts.invoices:
        fields.append("due_date")
    for field in fields:
        if not getattr(document.header, field):
            yield HeaderFieldBlank(
                record=document.ref,
                field=field,
                blank_field=field,
                document_type=document.type,
                no=document.header.no,
            )


def _date_failures(document: Document, context: UserContext) -> Iterator[Refusal]:
    posting_date = document.header.posting_date
    if posting_date is not None:
        refusal = date_refusal(
            posting_date, document.setups.ledger, context, document=document.header.no
        )
        if refusal is not None:
            yield refusal


def _blocked_customers(ground: Ground, parts: Parts) -> Iterator[Refusal]:
    goods_leave = parts.writes_shipment
    action = CustomerAction.POST_SHIPMENT if goods_leave else CustomerAction.INVOICE_SHIPPED
    header = ground.document.header
    seen = set()
    for field in ("sell_to_customer_no", "bill_to_customer_no"):
        no = getattr(header, field)
        customer = ground.customers.get(no)
        if customer is None or no in seen:
            continue
        seen.add(no)
        refusal = blocking_refusal(customer, action, field)
        if refusal is not None:
            yield refusal


def _blocked_contact(ground: Ground) -> Iterator[Refusal]:
    """The contact of the buyer or of who pays must not be used any more (V3)."""
    document, no = ground.document, ground.terms.blocked_contact_no
    if no:
        is_buyers = no == document.header.sell_to_contact_no
        field = "sell_to_contact_no" if is_buyers else "bill_to_contact_no"
        yield ContactPrivacyBlocked(record=document.ref, field=field, no=no)


def _external_no_failures(session: Session, document: Document) -> Iterator[Refusal]:
    header, sales = document.header, document.setups.sales
    names = {"document_type": document.type, "no": header.no}
    if not header.external_document_no:
        if sales.ext_doc_no_mandatory:
            yield ExternalDocumentNoMissing(
                record=document.ref, field="external_document_no", **names
            )
        return
    if sales.ext_doc_no_check is not ExtDocNoCheck.BLOCK:
        return
    other = other_use(session, header)
    if other is not None:
        yield ExternalDocumentNoUsed(
            record=document.ref,
            field="external_document_no",
            external_document_no=header.external_document_no,
            other_document=other,
            **names,
        )


def _advice_failures(document: Document, parts: Parts) -> Iterator[Refusal]:
    bound = [line.quantities for line in parts.lines if must_ship_complete(document, line.line)]
    if bound and not is_shipped_complete(bound):
        yield MustShipComplete(
            record=document.ref, field="shipping_advice", order_no=document.header.no
        )


def _currency_failures(document: Document) -> Iterator[Refusal]:
    header, currency, ledger = document.header, document.currency, document.setups.ledger
    yield from _precision_failures(ledger, RecordRef("general_ledger_setup", (1,)), ledger.lcy_code)
    if currency is None:
        return
    if header.exchange_rate_amount <= 0 or header.relational_amount <= 0:
        yield ExchangeRateMissing(
            record=document.ref,
            field="currency_code",
            currency_code=currency.code,
            date=header.posting_date,
        )
    yield from _precision_failures(currency, RecordRef("currency", (currency.code,)), currency.code)


def _precision_failures(
    rounded: Currency | GeneralLedgerSetup, record: RecordRef, currency_code: str
) -> Iterator[Refusal]:
    for field in ("amount_precision", "unit_amount_precision"):
        if getattr(rounded, field) <= 0:
            yield PrecisionMissing(
                record=record, field=field, blank_field=field, currency_code=currency_code
            )


def series_failures(session: Session, ground: Ground, parts: Parts) -> Iterator[Refusal]:
    """Series of posted documents that are missing, used up or bound to later dates (V15)."""
    sales = ground.document.setups.sales
    posting_date = ground.document.header.posting_date
    wanted = []
    if parts.writes_shipment:
        wanted.append("posted_shipment_nos")
    if parts.invoices:
        wanted.append("posted_invoice_nos")
    for field in wanted:
        try:
            series = series_named(getattr(sales, field), setup="sales_setup", field=field)
            if posting_date is not None:
                check_number_available(session, series, posting_date)
        except Refusal as refusal:
            yield refusal
