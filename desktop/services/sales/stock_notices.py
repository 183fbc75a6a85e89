"""What a document's lines do to stock: which fall short, which take from later orders (PF9, SD34).

One rule for the warnings of a document and for their details (PF10): both ask `stockouts_of`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from desktop.errors import Notice
from desktop.models.sales import SalesLine
from desktop.models.values.keys import DocumentType
from desktop.models.words import DefaultYesNo, LineType
from desktop.services.availability.buckets import LookAhead
from desktop.services.availability.events import Event, Scope
from desktop.services.availability.figures import in_unit
from desktop.services.availability.stockout import Demand, Severity, Stockout, Watch, stockouts
from desktop.services.sales.load import Document, line_ref
from desktop.translation import N_

STOCK_TYPES = frozenset({DocumentType.ORDER, DocumentType.INVOICE})

STOCKOUT = N_(
    "Item {no} is short by {short} {unit} on {shipment_date}: {on_hand} on hand, {expected} "
    "expected, {required} required by others, {quantity} wanted here. Earliest date: {earliest}."
)
STOCKOUT_NO_DATE = N_(
    "Item {no} is short by {short} {unit} on {shipment_date}: {on_hand} on hand, {expected} "
    "expected, {required} required by others, {quantity} wanted here. No receipt is known that "
    "covers it."
)
STEALS = N_(
    "{quantity} {unit} of item {no} on {shipment_date} take from {document_no} of {due_date} "
    "({party}), which would be short by {short}. Earliest date without harm: {earliest}."
)
STEALS_NO_DATE = N_(
    "{quantity} {unit} of item {no} on {shipment_date} take from {document_no} of {due_date} "
    "({party}), which would be short by {short}. No receipt is known that covers both."
)
OVERDUE = N_(
    "Item {no} relies on overdue order {document_no}, whose {late} {unit} were due on {due_date}."
)


def stock_notices(document: Document) -> Iterator[Notice]:
    """What should be known about the stock of a document's lines, in the order of lines."""
    found = stockouts_of(document)
    for line in document.lines:
        stockout = found.get(line.line_no)
        if stockout is not None:
            yield from _notices(line, stockout)


def stockouts_of(document: Document) -> Mapping[int, Stockout]:
    """What is wrong with the stock of lines, by line number; at most two statements."""
    if document.type not in STOCK_TYPES:
        return {}
    demands = [demand_of(line) for line in document.lines if _may_run_out(line)]
    return stockouts(document.session, demands, _watch(document))


def demand_of(line: SalesLine) -> Demand:
    """What a line wants of stock."""
    scope = Scope(line.no or "", line.variant_code, line.location_code)
    return Demand(line.line_no, scope, line.outstanding_quantity_base, line.shipment_date)


def _may_run_out(line: SalesLine) -> bool:
    return (
        line.type is LineType.ITEM
        and line.no is not None
        and not line.drop_shipment
        and line.outstanding_quantity_base > 0
        and line.shipment_no is None
    )


def _watch(document: Document) -> Watch:
    company = document.setups.company
    return Watch(
        work_date=document.context.work_date,
        look_ahead=LookAhead.parse(
            company.check_avail_period_calc, company.check_avail_time_bucket
        ),
        warnings=_warnings(document),
        order_no=document.header.no if document.type is DocumentType.ORDER else None,
    )


def _warnings(document: Document) -> frozenset[DefaultYesNo]:
    """Which items are to be watched, by their own flag or the set-up's (SD34)."""
    if document.setups.sales.stockout_warning:
        return frozenset({DefaultYesNo.YES, DefaultYesNo.DEFAULT})
    return frozenset({DefaultYesNo.YES})


def _notices(line: SalesLine, found: Stockout) -> Iterator[Notice]:
    if found.severity is Severity.SHORT:
        yield _short(line, found)
    elif found.severity is Severity.STEALS and found.victim is not None:
        yield _steals(line, found, found.victim)
    if found.overdue is not None:
        yield _overdue(line, found.overdue)


def _short(line: SalesLine, found: Stockout) -> Notice:
    figures = found.figures
    return Notice(
        "stockout",
        STOCKOUT if found.earliest else STOCKOUT_NO_DATE,
        {
            **_of_line(line, found),
            "short": in_unit(found.shortage, line.qty_per_unit),
            "on_hand": in_unit(figures.available_inventory, line.qty_per_unit),
            "expected": in_unit(figures.free_receipt, line.qty_per_unit),
            "required": in_unit(figures.free_requirement, line.qty_per_unit),
        },
        record=line_ref(line),
        field="quantity",
    )


def _steals(line: SalesLine, found: Stockout, victim: Event) -> Notice:
    return Notice(
        "stockout_later",
        STEALS if found.earliest else STEALS_NO_DATE,
        {
            **_of_line(line, found),
            "short": in_unit(found.shortage, line.qty_per_unit),
            "document_no": victim.document_no,
            "due_date": victim.due,
            "party": victim.party,
        },
        record=line_ref(line),
        field="quantity",
    )


def _overdue(line: SalesLine, late: Event) -> Notice:
    return Notice(
        "relies_on_overdue",
        OVERDUE,
        {
            "no": late.scope.item_no,
            "document_no": late.document_no,
            "late": in_unit(late.free, line.qty_per_unit),
            "unit": line.unit_of_measure_code or "",
            "due_date": late.due,
        },
        is_warning=False,
        record=line_ref(line),
        field="shipment_date",
    )


def _of_line(line: SalesLine, found: Stockout) -> dict[str, object]:
    day: date = line.shipment_date or found.day
    return {
        "no": found.scope.item_no,
        "shipment_date": day,
        "quantity": in_unit(found.quantity, line.qty_per_unit),
        "unit": line.unit_of_measure_code or "",
        "earliest": found.earliest,
    }
