"""Undo and redo of a purchase document: the values that stood there are written back.

As `sales.restoring` does: only what still stands as the command left it is written over, under
the rules that hold now, and the amounts are calculated anew.
"""

from __future__ import annotations

from sqlalchemy.orm import Session

from desktop.errors import FieldRefusal
from desktop.models.currencies import Currency
from desktop.models.purchases import PurchaseHeader, PurchaseLine
from desktop.models.vendors import Vendor
from desktop.models.words import LineType
from desktop.services.context import UserContext
from desktop.services.purchases.editable import (
    check_lines,
    check_not_read_only,
    check_restored,
    check_status,
)
from desktop.services.purchases.header_fields import check_vendor
from desktop.services.purchases.keys import PurchaseKey
from desktop.services.purchases.line_fields import check_may_delete
from desktop.services.purchases.line_making import remove_lines, source_of
from desktop.services.purchases.lines_order import renumber
from desktop.services.purchases.load import Purchase, line_ref, load_purchase
from desktop.services.purchases.sales_links import clear_sales_links, tie_again
from desktop.services.purchases.snapshot import finish
from desktop.services.purchases.views import PurchaseView
from desktop.services.sales.differences import TYPED_AMOUNT, Changes, Difference, Values
from desktop.services.sales.entered_values import check_exists
from desktop.services.sales.refusals import ChangedSince


def restore(
    session: Session, key: PurchaseKey, done: Difference, context: UserContext
) -> PurchaseView:
    """Bring back what stood before the command that did `done`; the answer can be undone again.

    Raises ChangedSince when something of it was changed in the meantime, PurchaseLineMissing when
    a line of it is gone, and whatever the rules say now against the change.
    """
    document = load_purchase(session, key, context, for_update=True)
    check_not_read_only(document.header)
    wanted = done.reversed()
    _check_entered(document, done)
    _check_lines_may_go(document, wanted)
    _remove(document, wanted)
    if wanted.renumbered:
        session.flush()  # what is deleted must be out of the way of the numbers
        renumber(document, wanted.renumbered)
    _put(document, None, wanted.header)
    _follow_header(document, wanted)
    for line_no, changes in wanted.lines.items():
        _put(document, document.line(line_no), changes)
    for line_no, values in wanted.added.items():
        _add(document, line_no, values)
    document.lines.sort(key=lambda line: line.line_no)
    _check_cards(document, wanted)
    document.entered.extend(wanted.entered)
    return finish(document)


def _check_entered(document: Purchase, done: Difference) -> None:
    """Refuse to change back a field that could not be typed in this state of the document."""
    lines = {line.line_no: line for line in document.lines}
    for line_no, field in done.entered:
        if line_no is None:
            check_status(document, None, field)
        elif line_no in lines and line_no not in done.added:
            check_status(document, lines[line_no], field)


def _check_lines_may_go(document: Purchase, wanted: Difference) -> None:
    moves = [document.line(line_no) for line_no in wanted.renumbered]
    goes = [document.line(line_no) for line_no in wanted.removed]
    if not (moves or goes or wanted.added):
        return
    comes = [values["type"] for values in wanted.added.values()]
    only_text = not any(line.is_priced for line in (*moves, *goes))
    check_lines(document, only_text=only_text and all(kind is LineType.COMMENT for kind in comes))
    check_may_delete(document, goes)


def _remove(document: Purchase, wanted: Difference) -> None:
    lines = [document.line(line_no) for line_no in wanted.removed]
    for line in lines:
        for field, value in wanted.removed[line.line_no].items():
            _check_stands(document, line, field, value)
    clear_sales_links(document, lines)
    remove_lines(document, lines)


def _put(document: Purchase, line: PurchaseLine | None, changes: Changes) -> None:
    row = document.header if line is None else line
    for field, (now, before) in changes.items():
        check_restored(document, line, field)
        _check_stands(document, line, field, now)
        setattr(row, field, before)


def _follow_header(document: Purchase, wanted: Difference) -> None:
    """Read the currency and vendor that the header names again."""
    session, header = document.session, document.header
    if "currency_code" in wanted.header:
        code = header.currency_code
        document.currency = session.get(Currency, code) if code is not None else None
    if "buy_from_vendor_no" in wanted.header:
        no = header.buy_from_vendor_no
        document.vendor = session.get(Vendor, no) if no is not None else None
        if document.vendor is not None:
            check_vendor(document, document.vendor)


def _add(document: Purchase, line_no: int, values: Values) -> None:
    taken = next((line for line in document.lines if line.line_no == line_no), None)
    if taken is not None:
        raise _changed_since(document, taken, "line_no")
    line = PurchaseLine(
        document_type=document.type,
        document_no=document.header.no,
        line_no=line_no,
        **values,
    )
    if not tie_again(document, line):
        raise _changed_since(document, line, "sales_order_no")
    document.session.add(line)
    document.added.append(line)
    document.lines.append(line)


def _check_cards(document: Purchase, wanted: Difference) -> None:
    """Refuse records that are gone or blocked by now."""
    numbers = [at for at, changes in wanted.lines.items() if {"no", "variant_code"} & set(changes)]
    for line_no in (*numbers, *wanted.added):
        line = document.line(line_no)
        if line.is_priced and line.no is not None:
            block = source_of(document, line).block
            if block is not None:
                raise block
    for field, (_now, before) in wanted.header.items():
        check_exists(document.session, PurchaseHeader, field, before, document.ref)


def _check_stands(document: Purchase, line: PurchaseLine | None, field: str, value: object) -> None:
    row: PurchaseHeader | PurchaseLine = document.header if line is None else line
    if field != TYPED_AMOUNT and getattr(row, field) != value:
        raise _changed_since(document, line, field)


def _changed_since(document: Purchase, line: PurchaseLine | None, field: str) -> FieldRefusal:
    row: PurchaseHeader | PurchaseLine = document.header if line is None else line
    return ChangedSince(
        record=document.ref if line is None else line_ref(line),
        field=field,
        entered_field=field,
        no=document.header.no if line is None else line.no or line.description,
        changed_by=row.changed_by or "?",
    )
