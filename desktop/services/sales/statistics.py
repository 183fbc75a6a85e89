"""The page Statistics of a document: totals, profit, what is to be carried, credit (SD59, SD60)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from desktop.errors import Notice
from desktop.models.ledgers import ItemLedgerEntry, ValueEntry
from desktop.models.sales import SalesLine
from desktop.models.values.keys import DocumentKey, DocumentType
from desktop.models.values.numbers import ZERO, Amount, Quantity, round_to
from desktop.services.context import UserContext
from desktop.services.customers.credit import CreditFigures, credit_figures
from desktop.services.sales.editable import header_locks
from desktop.services.sales.fields import DISCOUNT_FIELDS
from desktop.services.sales.line_amounts import document_terms, line_input, totals_of
from desktop.services.sales.line_quantities import quantities_of
from desktop.services.sales.load import Document, load_document
from desktop.services.sales.parts import invoice_lines, invoice_terms
from desktop.services.sales.statistics_figures import (
    StatisticsFigures,
    StatisticsLine,
    statistics_figures,
)
from desktop.services.sales.totals import DocumentTotals, document_totals


@dataclass(frozen=True, slots=True)
class StatisticsTab:
    """The figures of one tab: what it speaks of and what that earns."""

    totals: DocumentTotals
    figures: StatisticsFigures


@dataclass(frozen=True, slots=True)
class EnteredDiscount:
    """The invoice discount as it was agreed: its two header fields, and what locks them (SD60)."""

    values: Mapping[str, object]
    locks: Mapping[str, Notice]
    row_version: int


@dataclass(frozen=True, slots=True)
class DocumentStatistics:
    """All tabs of a document.

    `general` is the whole document, `invoicing` what Post with Invoice would take now, `shipping`
    what Post with Ship would take; the last two only on orders and return orders. `credit` is
    about the customer who pays, None before one is chosen.
    """

    general: StatisticsTab
    invoicing: StatisticsTab | None
    shipping: StatisticsTab | None
    credit: CreditFigures | None
    discount: EnteredDiscount


def document_statistics(
    session: Session, key: DocumentKey, context: UserContext
) -> DocumentStatistics:
    """The statistics of a document as it stands; raises DocumentMissing."""
    document = load_document(session, key, context)
    costs = _costs_in_ledger(document)
    general = _general(document, costs)
    invoicing = shipping = None
    if document.type in {DocumentType.ORDER, DocumentType.RETURN_ORDER}:
        invoicing = _part(document, _to_invoice(document), general.totals)
        shipping = _part(document, _to_ship(document), general.totals)
    customer_no = document.header.bill_to_customer_no
    credit = None
    if customer_no is not None:
        credit = credit_figures(session, customer_no, context.work_date)
    return DocumentStatistics(general, invoicing, shipping, credit, _discount(document))


def _discount(document: Document) -> EnteredDiscount:
    header = document.header
    _editable, locks = header_locks(document)
    return EnteredDiscount(
        values={name: getattr(header, name) for name in DISCOUNT_FIELDS},
        locks={name: notice for name, notice in locks.items() if name in DISCOUNT_FIELDS},
        row_version=header.row_version,
    )


def _general(document: Document, costs: Mapping[int, Amount]) -> StatisticsTab:
    totals = totals_of(document)
    lines = [
        StatisticsLine(
            quantity=line.quantity,
            unit_cost_lcy=line.unit_cost_lcy,
            units_per_parcel=line.units_per_parcel,
            net_weight=line.net_weight,
            gross_weight=line.gross_weight,
            unit_volume=line.unit_volume,
            outstanding_quantity=line.outstanding_quantity,
            cost_in_ledger=costs.get(line.line_no, _expected_cost(document, line)),
        )
        for line in document.priced_lines
    ]
    return _tab(document, lines, totals)


def _expected_cost(document: Document, line: SalesLine) -> Amount:
    """What is shipped without a trace in the item ledger, time for instance, at its unit cost."""
    precision = document.setups.ledger.amount_precision
    return round_to(line.quantity_shipped, precision, times=line.unit_cost_lcy)


def _part(
    document: Document, quantities: Mapping[int, Quantity], whole: DocumentTotals
) -> StatisticsTab:
    """The figures of what a posting would take: so much of each line."""
    precision = document.amount_precision
    parts = invoice_lines(
        [line_input(line) for line in document.lines], whole, quantities, precision
    )
    totals = document_totals(parts, invoice_terms(document_terms(document)))
    lines = [
        StatisticsLine(
            quantity=quantities[line.line_no],
            unit_cost_lcy=line.unit_cost_lcy,
            units_per_parcel=line.units_per_parcel,
            net_weight=line.net_weight,
            gross_weight=line.gross_weight,
            unit_volume=line.unit_volume,
            outstanding_quantity=quantities[line.line_no],
        )
        for line in document.priced_lines
    ]
    return _tab(document, lines, totals)


def _tab(
    document: Document, lines: Sequence[StatisticsLine], totals: DocumentTotals
) -> StatisticsTab:
    lcy_precision = document.setups.ledger.amount_precision
    sales_lcy = document.rate.to_lcy(totals.total_excl_vat, lcy_precision)
    return StatisticsTab(totals, statistics_figures(lines, sales_lcy, lcy_precision))


def _to_invoice(document: Document) -> dict[int, Quantity]:
    return {line.line_no: line.qty_to_invoice for line in document.priced_lines}


def _to_ship(document: Document) -> dict[int, Quantity]:
    """What would be shipped, as far as it can be invoiced: amounts follow quantities."""
    return {line.line_no: line.qty_to_ship for line in document.priced_lines}


def _costs_in_ledger(document: Document) -> dict[int, Amount]:
    """The cost (LCY, positive) that the item ledger has for what each order line shipped."""
    if not any(quantities_of(line).shipped.quantity for line in document.priced_lines):
        return {}
    cost = func.sum(ValueEntry.cost_amount_actual + ValueEntry.cost_amount_expected)
    found = document.session.execute(
        select(ItemLedgerEntry.order_line_no, cost)
        .join(ValueEntry, ValueEntry.item_ledger_entry_no == ItemLedgerEntry.entry_no)
        .where(
            ItemLedgerEntry.order_no == document.header.no,
            ItemLedgerEntry.order_line_no.is_not(None),
        )
        .group_by(ItemLedgerEntry.order_line_no)
    )
    sign = Decimal(1) if document.type.is_return else Decimal(-1)
    return {line_no or 0: sign * (amount or ZERO) for line_no, amount in found}
