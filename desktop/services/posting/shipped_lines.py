"""Lines of posted shipments that wait for their invoice, the oldest first (SD93)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Select, select, tuple_
from sqlalchemy.orm import Session

from desktop.models.base import Base
from desktop.models.ledger_words import EntryDocumentType, ItemEntryType
from desktop.models.ledgers import ItemLedgerEntry
from desktop.models.posted import SalesShipmentHeader, SalesShipmentLine
from desktop.models.sales import SalesLine
from desktop.models.values.keys import DocumentType
from desktop.models.values.numbers import ZERO, Amount, Quantity, carry_round, round_to
from desktop.services.ledgers.shipped_entries import (
    InvoicedSales,
    ShippedEntry,
    load_shipped_entries,
)
from desktop.services.sales.load import Document
from desktop.services.sales.quantities import FINEST, Part

_HEADERS = Base.metadata.tables[SalesShipmentHeader.__tablename__]
_LINES = Base.metadata.tables[SalesShipmentLine.__tablename__]
_ENTRIES = Base.metadata.tables[ItemLedgerEntry.__tablename__]
_OF_SHIPMENT_LINES = (
    select(_ENTRIES.c.entry_no, _ENTRIES.c.document_no, _ENTRIES.c.document_line_no)
    .where(
        _ENTRIES.c.entry_type == ItemEntryType.SALE,
        _ENTRIES.c.document_type == EntryDocumentType.SHIPMENT,
    )
    .order_by(_ENTRIES.c.entry_no)
)
_WAITING = (
    select(
        _LINES.c.document_no,
        _LINES.c.line_no,
        _LINES.c.order_no,
        _LINES.c.order_line_no,
        _LINES.c.quantity,
        _LINES.c.quantity_base,
        _LINES.c.quantity_invoiced,
        _LINES.c.qty_shipped_not_invoiced,
        _LINES.c.item_shpt_entry_no,
        _HEADERS.c.created_at,
    )
    .join(_HEADERS, _HEADERS.c.no == _LINES.c.document_no)
    .where(_LINES.c.qty_shipped_not_invoiced != ZERO)
)


@dataclass(slots=True)
class ShippedLine:
    """A line of a posted shipment and the item entries it wrote; none for lines without goods.

    `entry_no` is the first of them. Kits that were put together for the line have an entry of their
    own, before that of what came from stock.
    """

    document_no: str
    line_no: int
    quantity: Quantity
    quantity_base: Quantity
    invoiced: Quantity
    left: Quantity
    entry_no: int | None
    created_at: datetime
    entries: list[ShippedEntry] = field(default_factory=list)

    @property
    def entry(self) -> ShippedEntry | None:
        """The first item entry, None for a line without goods."""
        return self.entries[0] if self.entries else None

    @property
    def left_base(self) -> Quantity:
        """What is not invoiced, in the base unit."""
        if self.entries:
            return sum((_waiting(entry) for entry in self.entries), ZERO)
        return round_to(self.quantity_base, FINEST, times=self.left, over=self.quantity)


class InvoicedPart(NamedTuple):
    """What an invoice line takes of one shipment line."""

    shipped: ShippedLine
    part: Part

    def of_entries(
        self, sales: InvoicedSales, precision: Amount
    ) -> list[tuple[ShippedEntry, Quantity, InvoicedSales]]:
        """Share the part and what it brings out over the entries of the line, the first first."""
        entries, weights = [], []
        left = self.part.base
        for entry in self.shipped.entries:
            take = min(left, _waiting(entry)) if left > 0 else max(left, _waiting(entry))
            if take:
                entries.append(entry)
                weights.append(take)
                left -= take
        if not entries:
            return []
        total = sum(weights, ZERO)
        amounts, discounts = (
            carry_round(weights, precision, times=amount, over=total) for amount in sales
        )
        shares = [InvoicedSales(*pair) for pair in zip(amounts, discounts, strict=True)]
        return list(zip(entries, weights, shares, strict=True))


def _waiting(entry: ShippedEntry) -> Quantity:
    """What of an entry is not invoiced; + for goods that left."""
    return entry.invoiced - entry.quantity


@dataclass(slots=True)
class ShippedLines:
    """Shipment lines that wait for their invoice, by the document line that invoices them."""

    by_line: defaultdict[int, list[ShippedLine]] = field(default_factory=lambda: defaultdict(list))

    def take(self, line_no: int, wanted: Part) -> list[InvoicedPart]:
        """Share a quantity out over the shipment lines of a line, the oldest first.

        A shipment line that is used up gives all of its base quantity (SD32). Takes less when
        less was shipped.
        """
        parts = []
        left = wanted
        for shipped in self.by_line.get(line_no, ()):
            if not left.quantity:
                break
            if abs(shipped.left) <= abs(left.quantity):
                part = Part(shipped.left, shipped.left_base)
            else:
                part = Part(left.quantity, _base_of_part(shipped, left))
            parts.append(InvoicedPart(shipped, part))
            left = left.less(part)
        return parts


def load_shipped_lines(session: Session, document: Document) -> ShippedLines:
    """Read what the document could invoice of earlier shipments, with its item entries."""
    found = ShippedLines()
    statement, by_key = _statement(document)
    if statement is None:
        return found
    for row in session.connection().execute(statement):
        line_no = by_key.get((row.document_no, row.line_no), row.order_line_no)
        found.by_line[line_no].append(
            ShippedLine(
                row.document_no,
                row.line_no,
                row.quantity,
                row.quantity_base,
                row.quantity_invoiced,
                row.qty_shipped_not_invoiced,
                row.item_shpt_entry_no,
                row.created_at,
            )
        )
    lines = [line for waiting in found.by_line.values() for line in waiting]
    _read_entries(session, lines)
    for waiting in found.by_line.values():
        waiting.sort(key=lambda line: (line.entry_no or 0, line.created_at, line.document_no))
    return found


def _read_entries(session: Session, lines: Sequence[ShippedLine]) -> None:
    """Read the item entries of shipment lines; a second time where a line has more than one."""
    entries = load_shipped_entries(session, {line.entry_no for line in lines if line.entry_no})
    several = []
    for line in lines:
        first = entries.get(line.entry_no or 0)
        if first is not None:
            line.entries = [first]
            several += [line] if first.quantity != -line.quantity_base else []
    if not several:
        return
    key = tuple_(_ENTRIES.c.document_no, _ENTRIES.c.document_line_no)
    named = {(line.document_no, line.line_no): line for line in several}
    found = session.connection().execute(_OF_SHIPMENT_LINES.where(key.in_(sorted(named)))).all()
    entries = load_shipped_entries(session, {row.entry_no for row in found})
    for line in several:
        line.entries.clear()
    for row in found:
        named[row.document_no, row.document_line_no].entries.append(entries[row.entry_no])


def _statement(
    document: Document,
) -> tuple[Select[*tuple[object, ...]] | None, dict[tuple[str, int], int]]:
    """What to read for an order, or for an invoice with lines fetched from shipments."""
    if document.type is DocumentType.ORDER:
        if not any(line.qty_shipped_not_invoiced for line in document.lines):
            return None, {}
        return _WAITING.where(_LINES.c.order_no == document.header.no), {}
    fetched = {_source(line): line.line_no for line in document.lines if line.shipment_no}
    if not fetched:
        return None, {}
    key = tuple_(_LINES.c.document_no, _LINES.c.line_no)
    return _WAITING.where(key.in_(sorted(fetched))), fetched


def _source(line: SalesLine) -> tuple[str, int]:
    return (line.shipment_no or "", line.shipment_line_no or 0)


def _base_of_part(shipped: ShippedLine, wanted: Part) -> Quantity:
    """The base quantity of a part of a shipment line; some must be left for the rest of it."""
    whole = shipped.left_base
    if wanted.base and abs(wanted.base) < abs(whole):
        return wanted.base
    return round_to(whole, FINEST, times=wanted.quantity, over=shipped.left)
