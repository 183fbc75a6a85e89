"""Which fields of a purchase document may be typed now, and why the others may not."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from desktop.errors import FieldRefusal, Notice, Refusal
from desktop.models.purchases import PurchaseHeader, PurchaseLine
from desktop.models.supply_words import PurchaseType
from desktop.models.words import LineType, Status
from desktop.services.purchases.fields import (
    DERIVED_HEADER_FIELDS,
    FREE_HEADER_FIELDS,
    FREE_LINE_FIELDS,
    HEADER_FIELDS,
    INVOICED_LOCKS,
    ITEM_FIELDS,
    LINE_FIELDS,
    LINKED_LOCKS,
    PART_FIELDS,
    RATE_FIELDS,
    REBUILDING_FIELDS,
    SPECIAL_LOCKS,
    STARTED_LOCKS,
    TEXT_FIELDS,
    TIED_HEADER_LOCKS,
    UNCHOSEN_FIELDS,
)
from desktop.services.purchases.keys import PurchaseKey
from desktop.services.purchases.load import Purchase, line_ref
from desktop.services.purchases.refusals import (
    NotForThisLine,
    PurchaseCompleted,
    PurchaseFollowsQuantity,
    PurchaseLinesFrozen,
    PurchaseLineStarted,
    PurchaseLocalRate,
    PurchaseNotOpen,
    PurchaseNumberFirst,
    PurchasePending,
    PurchaseTypeFirst,
    TiedToSalesOrder,
    VendorLocked,
)
from desktop.services.purchases.refusals_links import DeliveryTied
from desktop.services.purchases.sales_links import sales_place
from desktop.services.sales.refusals import FieldDerived
from desktop.services.setup.refusals import FieldUnknown


def check_header(document: Purchase, field: str) -> None:
    """Refuse a header field that is unknown, derived or may not be typed now."""
    if field not in HEADER_FIELDS:
        raise _no_such_field(document.header, field)
    refusal = _status_refusal(document.header, field, FREE_HEADER_FIELDS)
    refusal = refusal or _header_refusals(document).get(field)
    if refusal is not None:
        raise refusal


def check_line(document: Purchase, line: PurchaseLine, field: str) -> None:
    """Refuse a line field that is unknown, derived or may not be typed now."""
    if field not in LINE_FIELDS:
        raise _no_such_field(line, field)
    refusal = _status_refusal(document.header, field, _free_fields(line))
    refusal = refusal or _line_refusals(line).get(field)
    if refusal is not None:
        raise refusal


def check_restored(document: Purchase, line: PurchaseLine | None, field: str) -> None:
    """Refuse to bring an old value back where what happened to the goods forbids it."""
    if line is None:
        refusal: Refusal | None = _header_refusals(document).get(field)
        if isinstance(refusal, PurchaseLocalRate):
            refusal = None
    else:
        refusal = _progress_lock(line, field)
    if refusal is not None:
        raise refusal


def check_status(document: Purchase, line: PurchaseLine | None, field: str) -> None:
    """Refuse to change a field that the state of the document locks."""
    free = FREE_HEADER_FIELDS if line is None else _free_fields(line)
    refusal = _status_refusal(document.header, field, free)
    if refusal is not None:
        raise refusal


def check_lines(document: Purchase, *, only_text: bool) -> None:
    """Refuse to add, move or delete a line of a released document; text lines are free."""
    check_not_read_only(document.header)
    if document.header.status is not Status.OPEN and not only_text:
        raise PurchaseLinesFrozen(record=document.ref, **document.names)


def check_not_read_only(header: PurchaseHeader) -> None:
    """Refuse any change of a document that is completed or waits for approval."""
    refusal = state_refusal(header)
    if refusal is not None:
        raise refusal


def state_refusal(header: PurchaseHeader) -> Refusal | None:
    """Why a document cannot be changed at all; None when it can."""
    kind: type[Refusal] | None = None
    if header.completed:
        kind = PurchaseCompleted
    elif header.status is Status.PENDING_APPROVAL:
        kind = PurchasePending
    if kind is None:
        return None
    ref = PurchaseKey(header.document_type, header.no).ref
    return kind(record=ref, document_type=header.document_type, no=header.no)


def is_started(line: PurchaseLine) -> bool:
    """Whether anything of the line has come in or was invoiced."""
    return bool(line.quantity_received or line.quantity_invoiced)


def header_locks(document: Purchase) -> tuple[frozenset[str], Mapping[str, Notice]]:
    """The header fields that may be typed, and for the others why not."""
    refusals: dict[str, Refusal] = dict(_header_refusals(document))
    for field in HEADER_FIELDS:
        refusal = _status_refusal(document.header, field, FREE_HEADER_FIELDS)
        if refusal is not None:
            refusals[field] = refusal
    return HEADER_FIELDS - refusals.keys(), _notices(refusals)


def lines_locks(document: Purchase) -> Iterator[tuple[frozenset[str], Mapping[str, Notice]]]:
    """For each line the fields that may be typed, and for the others why not."""
    for line in document.lines:
        refusals: dict[str, Refusal] = dict(_line_refusals(line))
        free = _free_fields(line)
        for field in LINE_FIELDS:
            refusal = _status_refusal(document.header, field, free)
            if refusal is not None:
                refusals[field] = refusal
        yield LINE_FIELDS - refusals.keys(), _notices(refusals)


def _status_refusal(header: PurchaseHeader, field: str, free: frozenset[str]) -> Refusal | None:
    refusal = state_refusal(header)
    if refusal is None and header.status is not Status.OPEN and field not in free:
        refusal = PurchaseNotOpen(
            record=PurchaseKey(header.document_type, header.no).ref,
            field=field,
            document_type=header.document_type,
            no=header.no,
            entered_field=field,
        )
    return refusal


def _free_fields(line: PurchaseLine) -> frozenset[str]:
    return FREE_LINE_FIELDS if line.is_priced else FREE_LINE_FIELDS | {"type", "no"}


def _no_such_field(row: PurchaseHeader | PurchaseLine, field: str) -> FieldRefusal:
    if isinstance(row, PurchaseLine):
        ref = line_ref(row)
    else:
        ref = PurchaseKey(row.document_type, row.no).ref
    if field in row.__table__.columns or field in DERIVED_HEADER_FIELDS:
        return FieldDerived(record=ref, field=field, entered_field=field)
    return FieldUnknown(record=ref, field=field, table=row.__tablename__, field_name=field)


def _header_refusals(document: Purchase) -> dict[str, FieldRefusal]:
    refusals: dict[str, FieldRefusal] = {}
    started = next((line for line in document.lines if is_started(line)), None)
    if started is not None:
        for field in REBUILDING_FIELDS:
            refusals[field] = VendorLocked(
                record=document.ref,
                field=field,
                entered_field=field,
                quantity_received=started.quantity_received,
                line_no=started.line_no,
                no=started.no or "",
            )
    dropped = next((line for line in document.lines if line.sales_order_no), None)
    if dropped is not None:
        for field in TIED_HEADER_LOCKS:
            refusals[field] = DeliveryTied(
                record=document.ref,
                field=field,
                entered_field=field,
                line_no=dropped.line_no,
                sales_order_no=dropped.sales_order_no,
                **document.names,
            )
    if document.header.currency_code is None:
        for field in RATE_FIELDS:
            refusals[field] = PurchaseLocalRate(record=document.ref, field=field, **document.names)
    return refusals


def _line_refusals(line: PurchaseLine) -> dict[str, FieldRefusal]:
    found = {field: _line_lock(line, field) for field in LINE_FIELDS}
    return {field: refusal for field, refusal in found.items() if refusal is not None}


def _line_lock(line: PurchaseLine, field: str) -> FieldRefusal | None:
    if line.type is LineType.COMMENT or line.no is None:
        return _unchosen_lock(line, field)
    if field in ITEM_FIELDS and line.type is not LineType.ITEM:
        return _refusal(NotForThisLine, line, field)
    if field in PART_FIELDS and line.document_type is PurchaseType.INVOICE:
        return _refusal(PurchaseFollowsQuantity, line, field)
    return _progress_lock(line, field)


def _unchosen_lock(line: PurchaseLine, field: str) -> FieldRefusal | None:
    if field in TEXT_FIELDS or field == "type":
        return None
    if line.type is LineType.COMMENT and field != "no":
        return _refusal(PurchaseTypeFirst, line, field)
    return None if field in UNCHOSEN_FIELDS else _refusal(PurchaseNumberFirst, line, field)


def _progress_lock(line: PurchaseLine, field: str) -> FieldRefusal | None:
    if line.quantity_invoiced and field in INVOICED_LOCKS:
        return _refusal(PurchaseLineStarted, line, field)
    if is_started(line) and field in STARTED_LOCKS:
        return _refusal(PurchaseLineStarted, line, field)
    if field in LINKED_LOCKS and line.sales_order_no is not None:
        return _refusal(TiedToSalesOrder, line, field)
    if field in SPECIAL_LOCKS and line.special_order_sales_no is not None:
        return _refusal(TiedToSalesOrder, line, field)
    return None


def _refusal(kind: type[FieldRefusal], line: PurchaseLine, field: str) -> FieldRefusal:
    sales_order_no, sales_order_line_no = sales_place(line) or ("", 0)
    return kind(
        record=line_ref(line),
        field=field,
        entered_field=field,
        line_no=line.line_no,
        no=line.no or "",
        received=line.quantity_received,
        invoiced=line.quantity_invoiced,
        sales_order_no=sales_order_no,
        sales_order_line_no=sales_order_line_no,
    )


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
