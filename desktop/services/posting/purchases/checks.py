"""What forbids posting a purchase; each failure is collected (V1–V17 for purchases)."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.errors import FieldRefusal, RecordRef, Refusal
from desktop.models.purchases import PurchaseHeader, PurchaseInvoiceHeader, PurchaseLine
from desktop.models.supply_words import VendorBlocked as Blocked
from desktop.models.words import LineType, Status
from desktop.services.context import UserContext
from desktop.services.numbering.number_series import check_number_available, series_named
from desktop.services.posting.allowed_dates import date_refusal
from desktop.services.posting.purchases.parts import PurchaseParts
from desktop.services.posting.purchases.reading import PurchaseGround
from desktop.services.posting.purchases.refusals import (
    VendorGroupBlank,
    VendorInvoiceNoMissing,
    VendorInvoiceNoUsed,
)
from desktop.services.posting.refusals import (
    CardMissing,
    HeaderFieldBlank,
    LineWithoutNumber,
    PrecisionMissing,
)
from desktop.services.purchases.editable import state_refusal
from desktop.services.purchases.load import Purchase, line_ref
from desktop.services.purchases.refusals import NothingToOrder, VendorBlocked, VendorFirst
from desktop.services.purchases.release import line_field_refusals, release_refusals
from desktop.services.purchases.sources import item_block, variant_block
from desktop.services.sales.refusals_lines import UnitUnknown, VariantUnknown


def state_failures(document: Purchase) -> Iterator[Refusal]:
    """A document that cannot be posted whatever else is right."""
    refusal = state_refusal(document.header)
    if refusal is not None:
        yield refusal


def header_failures(
    session: Session, ground: PurchaseGround, parts: PurchaseParts, context: UserContext
) -> Iterator[Refusal]:
    """Everything that is wrong with the header."""
    document = ground.document
    header = document.header
    yield from _blank_fields(document, parts)
    if header.posting_date is not None:
        refusal = date_refusal(
            header.posting_date, document.setups.ledger, context, document=header.no
        )
        if refusal is not None:
            yield refusal
    vendor = ground.vendor
    if vendor is not None and vendor.blocked is Blocked.ALL:
        yield VendorBlocked(
            record=document.ref, field="buy_from_vendor_no", no=vendor.no, blocked=vendor.blocked
        )
    if parts.invoices:
        yield from _vendor_invoice_no(session, document)
        if not header.vendor_posting_group:
            yield VendorGroupBlank(
                record=document.ref,
                field="vendor_posting_group",
                blank_field="vendor_posting_group",
                **document.names,
            )
    yield from _precisions(document)
    yield from series_failures(session, document, parts)


def line_failures(ground: PurchaseGround, parts: PurchaseParts) -> Iterator[Refusal]:
    """Everything that is wrong with the lines that are posted."""
    document = ground.document
    for line in document.lines:
        if line.quantity and not (line.is_priced and line.no):
            blank = "no" if line.is_priced else "type"
            yield LineWithoutNumber(
                record=line_ref(line),
                field=blank,
                blank_field=blank,
                line_no=line.line_no,
                quantity=line.quantity,
            )
    if document.header.status is Status.OPEN:
        for refusal in release_refusals(document):
            if not isinstance(refusal, VendorFirst | NothingToOrder):
                yield refusal
    else:
        yield from line_field_refusals(document)
    for bought in parts.posted:
        if bought.line.type is LineType.ITEM:
            yield from _item_failures(ground, bought.line)


def _item_failures(ground: PurchaseGround, line: PurchaseLine) -> Iterator[Refusal]:
    item = ground.items.get(line.no or "")
    if item is None:
        yield _about(CardMissing, line, "no", line_type=line.type)
        return
    block = item_block(line, item)
    if block is not None:
        yield block
    if line.variant_code:
        variant = ground.variants.get((item.no, line.variant_code))
        blocked = variant_block(line, variant)
        if variant is None:
            yield _about(VariantUnknown, line, "variant_code", variant_code=line.variant_code)
        elif blocked is not None:
            yield blocked
    unit = line.unit_of_measure_code
    if unit and (item.no, unit) not in ground.units:
        yield _about(UnitUnknown, line, "unit_of_measure_code", unit_code=unit)


def _about(
    kind: type[FieldRefusal], line: PurchaseLine, field: str, **figures: object
) -> FieldRefusal:
    return kind(record=line_ref(line), field=field, line_no=line.line_no, no=line.no, **figures)


def _blank_fields(document: Purchase, parts: PurchaseParts) -> Iterator[Refusal]:
    fields = ["buy_from_vendor_no", "posting_date", "document_date"]
    if parts.invoices:
        fields.append("due_date")
    for field in fields:
        if not getattr(document.header, field):
            yield HeaderFieldBlank(
                record=document.ref, field=field, blank_field=field, **document.names
            )


def _vendor_invoice_no(session: Session, document: Purchase) -> Iterator[Refusal]:
    """The vendor's number is there, and came from this vendor on no other invoice."""
    header = document.header
    if not header.vendor_invoice_no:
        yield VendorInvoiceNoMissing(
            record=document.ref, field="vendor_invoice_no", **document.names
        )
        return
    other = posted_invoice_of(session, header)
    if other is not None:
        yield VendorInvoiceNoUsed(
            record=document.ref,
            field="vendor_invoice_no",
            vendor_invoice_no=header.vendor_invoice_no,
            vendor_no=header.buy_from_vendor_no,
            other_document=other,
        )


def posted_invoice_of(session: Session, header: PurchaseHeader) -> str | None:
    """The posted invoice that has the vendor's number already; a reversed one is none."""
    return session.scalars(
        select(PurchaseInvoiceHeader.no)
        .where(
            PurchaseInvoiceHeader.buy_from_vendor_no == header.buy_from_vendor_no,
            PurchaseInvoiceHeader.vendor_invoice_no == header.vendor_invoice_no,
            PurchaseInvoiceHeader.reversed.is_(False),
        )
        .limit(1)
    ).one_or_none()


def _precisions(document: Purchase) -> Iterator[Refusal]:
    ledger, currency = document.setups.ledger, document.currency
    rounded = [(ledger, RecordRef("general_ledger_setup", (1,)), ledger.lcy_code)]
    if currency is not None:
        rounded.append((currency, RecordRef("currency", (currency.code,)), currency.code))  # type: ignore[arg-type]  # both have precisions
    for terms, record, code in rounded:
        for field in ("amount_precision", "unit_amount_precision"):
            if getattr(terms, field) <= 0:
                yield PrecisionMissing(
                    record=record, field=field, blank_field=field, currency_code=code
                )


def series_failures(
    session: Session, document: Purchase, parts: PurchaseParts
) -> Iterator[Refusal]:
    """Series of posted documents that are missing, used up or bound to later dates (V15)."""
    wanted = [(parts.writes_receipt, "posted_receipt_nos"), (parts.invoices, "posted_invoice_nos")]
    posting_date = document.header.posting_date
    for is_written, field in wanted:
        if not is_written:
            continue
        try:
            named = getattr(document.setups.purchase, field)
            series = series_named(named, setup="purchase_setup", field=field)
            if posting_date is not None:
                check_number_available(session, series, posting_date)
        except Refusal as refusal:
            yield refusal
