"""Warnings about a document as it stands: credit, overdue entries, stock (SD34, SD35, CU46, CU47).

They never interrupt: the command was done, and a warning disappears when it is no longer true.
"""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import ColumnElement

from desktop.errors import Notice
from desktop.models.items import Item
from desktop.models.sales import SalesLine
from desktop.models.values.keys import DocumentType
from desktop.models.values.numbers import ZERO, Amount
from desktop.models.words import DefaultYesNo, JobQueueStatus, LineType
from desktop.services.customers.credit import credit_figures, credit_notices
from desktop.services.items.stock import (
    NO_STOCK,
    Scope,
    Shortage,
    StockOutlook,
    shortage,
    stock_of_items,
)
from desktop.services.sales.load import Document, line_ref
from desktop.translation import N_

CREDIT_TYPES = frozenset(
    {
        DocumentType.QUOTE,
        DocumentType.ORDER,
        DocumentType.BLANKET_ORDER,
        DocumentType.INVOICE,
    }
)
"""Return documents never warn (CU47)."""

NOT_IN_SUMS = frozenset({DocumentType.QUOTE, DocumentType.BLANKET_ORDER})
"""Documents whose amounts the stored sums leave out, so that they count as a change (CU45)."""

STOCK_TYPES = frozenset({DocumentType.ORDER, DocumentType.INVOICE})

STOCKOUT = N_(
    "Item {no} is short by {short} on {shipment_date}: {on_hand} on hand, {expected} expected, "
    "{required} required by others, {quantity} wanted here. Earliest date: {earliest}."
)
STOCKOUT_NO_DATE = N_(
    "Item {no} is short by {short} on {shipment_date}: {on_hand} on hand, {expected} expected, "
    "{required} required by others, {quantity} wanted here. No receipt is known that covers it."
)

NOT_POSTED = "sales.not_posted"
NOT_POSTED_TEXT = N_("{document_type} {no} could not be posted in the background: {reason}")


def standing_notices(document: Document) -> tuple[Notice, ...]:
    """Everything that should be known about the document now."""
    if document.header.completed or document.header.converted:
        return ()
    return (*_failed_posting(document), *_credit(document), *_stockouts(document))


def _failed_posting(document: Document) -> tuple[Notice, ...]:
    """Why the document could not be posted in the background (SD104)."""
    header = document.header
    if header.job_queue_status is not JobQueueStatus.ERROR:
        return ()
    parameters = {"document_type": document.type, "no": header.no, "reason": header.job_queue_error}
    return (Notice(NOT_POSTED, NOT_POSTED_TEXT, parameters, record=document.ref),)


def _credit(document: Document) -> tuple[Notice, ...]:
    customer_no = document.header.bill_to_customer_no
    if document.type not in CREDIT_TYPES or customer_no is None:
        return ()
    figures = credit_figures(document.session, customer_no, document.context.work_date)
    if figures is None:
        return ()
    return credit_notices(figures, document.setups.sales.credit_warnings, _change(document))


def _change(document: Document) -> Amount:
    """What the stored sums lack: a quote or blanket order is not in them."""
    if document.type not in NOT_IN_SUMS:
        return ZERO
    return sum((line.outstanding_amount_lcy for line in document.lines), ZERO)


def _stockouts(document: Document) -> Iterator[Notice]:
    lines = [line for line in document.lines if _may_run_out(line)]
    if document.type not in STOCK_TYPES or not lines:
        return
    stock = stock_of_items(
        document.session,
        {line.no or "" for line in lines},
        document.context.work_date,
        watched=_is_watched(document),
        only_on_hand=document.type is DocumentType.INVOICE,
    )
    watched = {scope.item_no for scope in stock}
    for line in lines:
        if line.no in watched:
            yield from _stockout(document, line, stock)


def _may_run_out(line: SalesLine) -> bool:
    return (
        line.type is LineType.ITEM
        and line.no is not None
        and not line.drop_shipment
        and line.outstanding_quantity_base > 0
        and line.shipment_no is None
    )


def _is_watched(document: Document) -> ColumnElement[bool]:
    """Whether an item is to be watched, by its own flag or the set-up's (SD34)."""
    wanted = [DefaultYesNo.YES]
    if document.setups.sales.stockout_warning:
        wanted.append(DefaultYesNo.DEFAULT)
    return Item.stockout_warning.in_(wanted)


def _stockout(
    document: Document, line: SalesLine, stock: dict[Scope, StockOutlook]
) -> Iterator[Notice]:
    today = document.context.work_date
    day = max(line.shipment_date or today, today)
    scope = Scope(line.no or "", line.variant_code, line.location_code)
    quantity = line.outstanding_quantity_base
    own_demand = quantity if document.type is DocumentType.ORDER else ZERO
    found = shortage(stock.get(scope, NO_STOCK), quantity, day, own_demand)
    if found is not None:
        yield _stockout_notice(line, found, scope)


def _stockout_notice(line: SalesLine, found: Shortage, scope: Scope) -> Notice:
    return Notice(
        "stockout",
        STOCKOUT if found.earliest else STOCKOUT_NO_DATE,
        {
            "no": scope.item_no,
            "short": found.short,
            "shipment_date": line.shipment_date,
            "on_hand": found.on_hand,
            "expected": found.expected,
            "required": found.required,
            "quantity": line.outstanding_quantity_base,
            "earliest": found.earliest,
        },
        record=line_ref(line),
        field="quantity",
    )
