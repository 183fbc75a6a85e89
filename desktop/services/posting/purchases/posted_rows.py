"""The posted purchases as rows: complete copies of what came in and was invoiced."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from desktop.models.purchases import (
    PurchaseLine,
    PurchaseLineMoney,
    PurchaseLineText,
    PurchaseParties,
    PurchaseTerms,
)
from desktop.models.supply_words import PurchaseType
from desktop.models.values.numbers import ZERO
from desktop.services.ledgers.rows import PlannedNo, Row
from desktop.services.posting.posted_rows import Stamp, columns_of
from desktop.services.posting.purchases.invoice_amounts import PurchaseAmounts
from desktop.services.posting.purchases.parts import BoughtLine
from desktop.services.purchases.load import Purchase

HEADER_COLUMNS = columns_of(PurchaseParties, PurchaseTerms)
TEXT_COLUMNS = columns_of(PurchaseLineText)
LINE_COLUMNS = columns_of(PurchaseLineText, PurchaseLineMoney)


def header_row(document: Purchase, no: PlannedNo, stamp: Stamp) -> Row:
    """What receipt and invoice have in common: everything of the draft, and the stamp."""
    values = vars(document.header)
    is_order = document.type is PurchaseType.ORDER
    return {
        **{name: values[name] for name in HEADER_COLUMNS},
        "no": no,
        "no_printed": 0,
        "order_no": document.header.no if is_order else None,
        "pre_assigned_no": None if is_order else document.header.no,
        "user": stamp.user,
        "created_at": stamp.created_at,
        "posting_id": stamp.posting_id,
    }


def invoice_header_row(
    document: Purchase, no: PlannedNo, stamp: Stamp, amounts: PurchaseAmounts, entry_no: int
) -> Row:
    """The header of a posted invoice with its totals in the document's currency."""
    totals = amounts.totals
    return {
        **header_row(document, no, stamp),
        "amount": totals.total_excl_vat,
        "vat_amount": totals.vat,
        "amount_including_vat": totals.total_incl_vat,
        "vendor_ledger_entry_no": entry_no,
        "reversed": False,
    }


def receipt_line_rows(
    document: Purchase, lines: Iterable[BoughtLine], no: PlannedNo, entries: Mapping[int, int]
) -> list[Row]:
    """The lines of a posted receipt; `entries` are provisional item entries by line_no."""
    received = {each.line.line_no: each for each in lines if each.receive.quantity}
    rows = []
    for line in _lines_to_copy(document, received):
        bought = received.get(line.line_no)
        rows.append(
            {
                **_line_row(document, line, no, TEXT_COLUMNS),
                "quantity": bought.receive.quantity if bought else ZERO,
                "quantity_base": bought.receive.base if bought else ZERO,
                "quantity_invoiced": bought.at_once.quantity if bought else ZERO,
                "qty_received_not_invoiced": (
                    bought.receive.quantity - bought.at_once.quantity if bought else ZERO
                ),
                "unit_cost_lcy": line.unit_cost_lcy,
                "item_rcpt_entry_no": entries.get(line.line_no),
                "correction": False,
            }
        )
    return rows


def invoice_line_rows(
    document: Purchase, amounts: PurchaseAmounts, no: PlannedNo, receipt_no: PlannedNo | None
) -> list[Row]:
    """The lines of a posted invoice; each names its receipt line where it has exactly one."""
    invoiced = {each.line.line_no: each for each in amounts.lines}
    rows = []
    for line in _lines_to_copy(document, invoiced):
        row = _line_row(document, line, no, LINE_COLUMNS)
        row.update(quantity=ZERO, quantity_base=ZERO, receipt_no=None, receipt_line_no=None)
        found = invoiced.get(line.line_no)
        if found is not None:
            totals = found.totals
            row.update(
                quantity=found.bought.invoice.quantity,
                quantity_base=found.bought.invoice.base,
                gross_amount=totals.gross,
                line_discount_amount=totals.line_discount_amount,
                line_amount=totals.line_amount,
                amount=totals.amount,
                vat_amount=totals.vat_amount,
                amount_including_vat=totals.amount_including_vat,
            )
            row["receipt_no"], row["receipt_line_no"] = _receipt_of(found.bought, receipt_no)
        rows.append(row)
    return rows


def _lines_to_copy(document: Purchase, posted: Iterable[int]) -> Iterator[PurchaseLine]:
    """The posted lines, and the texts."""
    taken = set(posted)
    for line in document.lines:
        if line.line_no in taken or not (line.is_priced and line.no):
            yield line


def _line_row(
    document: Purchase, line: PurchaseLine, no: PlannedNo, columns: tuple[str, ...]
) -> Row:
    values = vars(line)
    is_order = document.type is PurchaseType.ORDER
    return {
        **{name: values[name] for name in columns},
        "document_no": no,
        "line_no": line.line_no,
        "buy_from_vendor_no": document.header.buy_from_vendor_no,
        "order_no": document.header.no if is_order else None,
        "order_line_no": line.line_no if is_order else None,
    }


def _receipt_of(
    bought: BoughtLine, receipt_no: PlannedNo | None
) -> tuple[PlannedNo | str | None, int | None]:
    """The one receipt line that an invoice line takes, none when there are several."""
    sources: list[tuple[PlannedNo | str | None, int]] = [
        (taken.shipped.document_no, taken.shipped.line_no) for taken in bought.earlier
    ]
    if bought.at_once.quantity and receipt_no is not None:
        sources.append((receipt_no, bought.line.line_no))
    return sources[0] if len(sources) == 1 else (None, None)
