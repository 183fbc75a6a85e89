"""Which fields may be typed now, and why the others may not (SD26, SD28, SD62).

The screen greys out what `header_locks` and `line_locks` name; a command that is called all the
same is refused with the same words by `check_header` and `check_line`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import NamedTuple

from desktop.errors import FieldRefusal, Notice, Refusal
from desktop.models.sales import SalesHeader, SalesLine
from desktop.models.values.keys import DocumentType
from desktop.models.words import JobQueueStatus, LineType, Status
from desktop.services.sales.fields import (
    DERIVED_HEADER_FIELDS,
    DISCOUNT_FIELDS,
    FREE_HEADER_FIELDS,
    FREE_LINE_FIELDS,
    HEADER_FIELDS,
    INVOICED_LOCKS,
    ITEM_FIELDS,
    LINE_FIELDS,
    PART_FIELDS,
    RATE_FIELDS,
    REBUILDING_FIELDS,
    STARTED_LOCKS,
    TEXT_FIELDS,
    TIED_HEADER_LOCKS,
    TIED_LOCKS,
    UNCHOSEN_FIELDS,
)
from desktop.services.sales.load import Document, document_ref, line_ref
from desktop.services.sales.refusals import (
    DocumentCompleted,
    DocumentScheduled,
    FieldDerived,
    InvoiceDiscountCalculated,
    LinesFrozen,
    LocalCurrencyRate,
    PartiesLocked,
    PendingApproval,
    StatusNotOpen,
)
from desktop.services.sales.refusals_buying import LineTied, NeverReserved, PartiesTied
from desktop.services.sales.refusals_lines import (
    FollowsQuantity,
    LineInvoiced,
    LineStarted,
    LocationLocked,
    NotForThisType,
    NumberFirst,
    ServiceChargeLine,
    TypeFirst,
)
from desktop.services.sales.refusals_totals import PricesModeLocked
from desktop.services.setup.refusals import FieldUnknown

WAITING = frozenset({JobQueueStatus.SCHEDULED, JobQueueStatus.POSTING})
TAKEN_WHOLE = frozenset({DocumentType.INVOICE, DocumentType.CREDIT_MEMO})
"""Documents that are always posted whole (SD71)."""


def check_header(document: Document, field: str) -> None:
    """Refuse a header field that is unknown, derived or may not be typed now."""
    if field not in HEADER_FIELDS:
        raise _no_such_field(document.header, field)
    refusal = status_refusal(document.header, field, FREE_HEADER_FIELDS)
    refusal = refusal or _header_refusals(document).get(field)
    if refusal is not None:
        raise refusal


def check_line(document: Document, line: SalesLine, field: str) -> None:
    """Refuse a line field that is unknown, derived or may not be typed now."""
    if field not in LINE_FIELDS:
        raise _no_such_field(line, field)
    refusal = status_refusal(document.header, field, _free_fields(line))
    if refusal is None:
        refusal = _line_refusals(line).get(field)
    if refusal is not None:
        raise refusal


def check_status(document: Document, line: SalesLine | None, field: str) -> None:
    """Refuse to change a field, of a line or of the header, that the state of the document locks.

    What happened to the lines is not asked about; see `check_restored_header`.
    """
    free = FREE_HEADER_FIELDS if line is None else _free_fields(line)
    refusal = status_refusal(document.header, field, free)
    if refusal is not None:
        raise refusal


def check_restored_header(document: Document, field: str) -> None:
    """Refuse to bring a header field's old value back when lines are delivered or invoiced.

    A field that is only calculated now, or that its new currency has not, may come back.
    """
    refusal = _header_refusals(document).get(field)
    if isinstance(refusal, PartiesLocked | PartiesTied | PricesModeLocked):
        raise refusal


def check_restored_line(line: SalesLine, field: str) -> None:
    """Refuse to bring a line's old value back when the line is delivered or invoiced by now.

    What a line of the present type or without a number cannot have, it may get with its old one.
    """
    kind = _progress_lock(state_of(line), field)
    if kind is not None:
        raise _line_refusal(line, field, kind)


def check_lines(document: Document, *, only_text: bool) -> None:
    """Refuse to add, move or delete a line of a released document; text lines are free (SD62)."""
    header = document.header
    refusal = _state_refusal(header)
    if refusal is not None:
        raise refusal
    if header.status is not Status.OPEN and not only_text:
        raise LinesFrozen(record=document.ref, document_type=header.document_type, no=header.no)


def check_not_read_only(header: SalesHeader) -> None:
    """Refuse any change of a document that is completed, scheduled or waits for approval."""
    refusal = _state_refusal(header)
    if refusal is not None:
        raise refusal


def status_refusal(header: SalesHeader, field: str, free: frozenset[str]) -> Refusal | None:
    """Why the state of the document forbids to type a field; `free` ones need no open status."""
    refusal = _state_refusal(header)
    if refusal is None and header.status is not Status.OPEN and field not in free:
        refusal = StatusNotOpen(
            record=document_ref(header.key),
            field=field,
            document_type=header.document_type,
            no=header.no,
            entered_field=field,
        )
    return refusal


def _state_refusal(header: SalesHeader) -> Refusal | None:
    kind: type[Refusal] | None = None
    if header.completed or header.converted:
        kind = DocumentCompleted
    elif header.job_queue_status in WAITING:
        kind = DocumentScheduled
    elif header.status is Status.PENDING_APPROVAL:
        kind = PendingApproval
    if kind is None:
        return None
    return kind(record=document_ref(header.key), document_type=header.document_type, no=header.no)


def _no_such_field(row: SalesHeader | SalesLine, field: str) -> FieldRefusal:
    ref = line_ref(row) if isinstance(row, SalesLine) else document_ref(row.key)
    if field in row.__table__.columns or field in DERIVED_HEADER_FIELDS:
        return FieldDerived(record=ref, field=field, entered_field=field)
    return FieldUnknown(record=ref, field=field, table=row.__tablename__, field_name=field)


def header_locks(document: Document) -> tuple[frozenset[str], Mapping[str, Notice]]:
    """The header fields that may be typed, and for the others why not."""
    header = document.header
    refusals: dict[str, Refusal] = dict(_header_refusals(document))
    for field in HEADER_FIELDS:
        refusal = status_refusal(header, field, FREE_HEADER_FIELDS)
        if refusal is not None:
            refusals[field] = refusal
    return HEADER_FIELDS - refusals.keys(), _notices(refusals)


def lines_locks(
    document: Document,
) -> Iterator[tuple[frozenset[str], Mapping[str, Notice]]]:
    """For each line the fields that may be typed, and for the others why not."""
    frozen: dict[bool, Mapping[str, Notice]] = {}
    for line in document.lines:
        is_text = not line.is_priced
        if is_text not in frozen:
            frozen[is_text] = _frozen(document.header, _free_fields(line))
        locks = {**_notices(_line_refusals(line)), **frozen[is_text]}
        yield LINE_FIELDS - locks.keys(), locks


def _frozen(header: SalesHeader, free: frozenset[str]) -> Mapping[str, Notice]:
    found = {field: status_refusal(header, field, free) for field in LINE_FIELDS}
    return _notices({field: lock for field, lock in found.items() if lock is not None})


def _free_fields(line: SalesLine) -> frozenset[str]:
    return FREE_LINE_FIELDS | TEXT_FIELDS if line.is_priced else FREE_LINE_FIELDS | {"type", "no"}


def _notices(refusals: Mapping[str, Refusal]) -> Mapping[str, Notice]:
    return {
        field: Notice(
            refusal.code,
            refusal.text,
            refusal.parameters,
            is_warning=False,
            record=refusal.record,
            field=field,
        )
        for field, refusal in refusals.items()
    }


def _header_refusals(document: Document) -> dict[str, Refusal]:
    """Fields of an open header that what happened to the document has locked."""
    header, refusals = document.header, _tied_header(document)
    shipped = next((each for each in document.lines if is_started(each)), None)
    if shipped is not None:
        refusals |= {
            field: _parties_locked(document, shipped, field) for field in REBUILDING_FIELDS
        }
    invoiced = next((each for each in document.lines if each.quantity_invoiced), None)
    if invoiced is not None:
        refusals["prices_including_vat"] = PricesModeLocked(
            record=line_ref(invoiced),
            field="prices_including_vat",
            line_no=invoiced.line_no,
            no=invoiced.no or "",
            quantity_invoiced=invoiced.quantity_invoiced,
        )
    if header.currency_code is None:
        refusals |= {field: _local_rate(header, field) for field in RATE_FIELDS}
    if document.setups.sales.calc_inv_discount:
        refusals |= {
            field: InvoiceDiscountCalculated(record=document.ref, field=field, entered_field=field)
            for field in DISCOUNT_FIELDS
        }
    return refusals


def _tied_header(document: Document) -> dict[str, Refusal]:
    """What a purchase order that delivers to the customer has fixed (PF66)."""
    tied = next((each for each in document.lines if is_tied(each)), None)
    if tied is None:
        return {}
    return {
        field: PartiesTied(
            record=document.ref,
            field=field,
            entered_field=field,
            no=document.header.no,
            line_no=tied.line_no,
            purchase_order_no=tied.purchase_order_no or tied.special_order_purchase_no or "",
        )
        for field in TIED_HEADER_LOCKS
    }


def _parties_locked(document: Document, line: SalesLine, field: str) -> PartiesLocked:
    return PartiesLocked(
        record=document.ref,
        field=field,
        entered_field=field,
        line_no=line.line_no,
        item=line.no or "",
        quantity_shipped=line.quantity_shipped or line.quantity_invoiced,
    )


def _local_rate(header: SalesHeader, field: str) -> LocalCurrencyRate:
    return LocalCurrencyRate(
        record=document_ref(header.key),
        field=field,
        document_type=header.document_type,
        no=header.no,
    )


def is_started(line: SalesLine) -> bool:
    """Whether anything of the line is delivered or invoiced."""
    return bool(line.quantity_shipped or line.quantity_invoiced)


def is_tied(line: SalesLine) -> bool:
    """Whether a purchase line is tied to the line (PF66, PF101)."""
    return line.purchase_order_no is not None or line.special_order_purchase_no is not None


def keeps_place(line: SalesLine) -> bool:
    """Whether posted lines or a purchase line name the line by its number."""
    return is_started(line) or is_tied(line)


class LineState(NamedTuple):
    """All of a line that decides which of its fields are locked."""

    type: LineType
    document_type: DocumentType
    is_chosen: bool
    is_started: bool
    is_invoiced: bool
    is_awaiting_invoice: bool
    is_kept_by_program: bool
    is_tied: bool
    is_never_reserved: bool


def state_of(line: SalesLine) -> LineState:
    """The state of a line."""
    return LineState(
        line.type,
        line.document_type,
        line.no is not None,
        is_started(line),
        bool(line.quantity_invoiced),
        bool(line.qty_shipped_not_invoiced),
        line.is_service_charge,
        is_tied(line),
        line.drop_shipment or line.special_order,
    )


def _line_refusals(line: SalesLine) -> dict[str, FieldRefusal]:
    """What the state of a line says against typing its fields."""
    return {
        field: _line_refusal(line, field, kind) for field, kind in _locks(state_of(line)).items()
    }


def _line_refusal(line: SalesLine, field: str, kind: type[FieldRefusal]) -> FieldRefusal:
    return kind(
        record=line_ref(line),
        field=field,
        entered_field=field,
        line_no=line.line_no,
        no=line.no or "",
        shipped=line.quantity_shipped,
        invoiced=line.quantity_invoiced,
        quantity=line.qty_shipped_not_invoiced,
        purchase_order_no=line.purchase_order_no or line.special_order_purchase_no or "",
        purchase_order_line_no=line.purchase_order_line_no or line.special_order_purchase_line_no,
    )


@cache
def _locks(state: LineState) -> Mapping[str, type[FieldRefusal]]:
    """The locked fields of lines in one state; there are few states, so each is worked out once."""
    found = {field: _line_lock(state, field) for field in LINE_FIELDS}
    return {field: kind for field, kind in found.items() if kind is not None}


def _line_lock(state: LineState, field: str) -> type[FieldRefusal] | None:
    if state.is_kept_by_program and field not in PART_FIELDS:
        return ServiceChargeLine
    if state.type is LineType.COMMENT or not state.is_chosen:
        return _unchosen_lock(state, field)
    if field in ITEM_FIELDS and state.type is not LineType.ITEM:
        return NotForThisType
    if field in PART_FIELDS and state.document_type in TAKEN_WHOLE:
        return FollowsQuantity
    return _progress_lock(state, field)


def _unchosen_lock(state: LineState, field: str) -> type[FieldRefusal] | None:
    if field in TEXT_FIELDS or field == "type":
        return None
    if state.type is LineType.COMMENT and field != "no":
        return TypeFirst
    if field == "item_reference_no" and state.type is not LineType.ITEM:
        return NotForThisType
    return None if field in UNCHOSEN_FIELDS else NumberFirst


def _progress_lock(state: LineState, field: str) -> type[FieldRefusal] | None:
    """What was delivered or invoiced locks (SD22, SD26, SD27)."""
    if state.is_invoiced and field in INVOICED_LOCKS:
        return LineInvoiced
    if state.is_started and field in STARTED_LOCKS:
        return LineStarted
    if state.is_awaiting_invoice and field == "location_code":
        return LocationLocked
    if state.is_tied and field in TIED_LOCKS:
        return LineTied
    if state.is_never_reserved and field == "reserve":
        return NeverReserved
    return None
