"""Taking back what a command has done, and doing it again: undo and redo of a document.

What follows from an entry cannot be found again by entering the old value: prices, addresses and
terms may have been typed before, or looked up from cards that are different today. So the values
that stood there are written back as the command noted them, in one transaction, under the rules
that hold now, and the amounts are calculated anew. Only what still stands as the command left it
is written over; the rest is somebody else's.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from sqlalchemy.orm import Session

from desktop.errors import FieldRefusal
from desktop.models.currencies import Currency
from desktop.models.customers import Customer, ShipToAddress
from desktop.models.sales import SalesHeader, SalesLine
from desktop.models.values.keys import DocumentKey
from desktop.models.words import LineType
from desktop.services.context import UserContext
from desktop.services.sales.comments import put_line_comments, take_line_comments
from desktop.services.sales.differences import (
    TYPED_AMOUNT,
    Changes,
    Difference,
    Values,
)
from desktop.services.sales.editable import (
    check_lines,
    check_not_read_only,
    check_restored_header,
    check_restored_line,
    check_status,
)
from desktop.services.sales.entered_values import check_exists
from desktop.services.sales.header_parties import check_customer
from desktop.services.sales.line_choice import read_sources, source_of
from desktop.services.sales.line_fields import check_may_delete
from desktop.services.sales.line_making import remove_lines
from desktop.services.sales.line_sources import check_not_blocked
from desktop.services.sales.lines_order import renumber
from desktop.services.sales.load import Document, line_ref, load_document
from desktop.services.sales.on_picks import check_not_on_pick, check_quantity_on_pick
from desktop.services.sales.purchase_ties import let_purchases_go
from desktop.services.sales.refusals import ChangedSince
from desktop.services.sales.snapshot import finish
from desktop.services.sales.views import DocumentView

_PARTIES = ("sell_to_customer_no", "bill_to_customer_no")


def restore(
    session: Session, key: DocumentKey, done: Difference, context: UserContext
) -> DocumentView:
    """Bring back what stood before the command that did `done`; the answer can be undone again.

    Raises ChangedSince when something of it was changed in the meantime, LineMissing when a line
    of it is gone, and whatever the rules say now against the change: StatusNotOpen, LinesFrozen,
    PartiesLocked, LineStarted, LineInvoiced, the block of a customer or item, ReferenceMissing.
    """
    document = load_document(session, key, context, for_update=True)
    check_not_read_only(document.header)
    wanted = done.reversed()
    _check_entered(document, done)
    _check_lines_may_go(document, wanted)
    _remove(document, wanted)
    if wanted.removed:
        take_line_comments(document)
    _renumber(document, wanted)
    _put_header(document, wanted.header)
    for line_no, changes in wanted.lines.items():
        _put_line(document, document.line(line_no), changes)
    for line_no, values in wanted.added.items():
        _add(document, line_no, values)
    document.lines.sort(key=lambda line: line.line_no)
    _check_references(document, wanted)
    document.entered.extend(wanted.entered)
    document.reservations_back = wanted.reservations_back
    view = finish(document)
    put_line_comments(session, key, wanted.comments_back)
    return view


# ---------------------------------------------------------------------- what the rules say now


def _check_entered(document: Document, done: Difference) -> None:
    """Refuse to change back a field that could not be typed in this state of the document.

    Only what the user typed is asked about: what followed from it may follow back.
    """
    lines = {line.line_no: line for line in document.lines}
    for line_no, field in done.entered:
        if line_no is None:
            check_status(document, None, field)
        elif line_no in lines and line_no not in done.added:
            check_status(document, lines[line_no], field)


def _check_lines_may_go(document: Document, wanted: Difference) -> None:
    moves = [document.line(line_no) for line_no in wanted.renumbered]
    goes = [document.line(line_no) for line_no in wanted.removed]
    if not (moves or goes or wanted.added):
        return
    comes = [values["type"] for values in wanted.added.values()]
    only_text = not any(line.is_priced for line in (*moves, *goes))
    only_text = only_text and all(kind is LineType.COMMENT for kind in comes)
    check_lines(document, only_text=only_text)
    for line in goes:
        check_may_delete(line)
    check_not_on_pick(document.session, goes)
    let_purchases_go(document.session, goes)


def _check_references(document: Document, wanted: Difference) -> None:
    """Refuse records that are gone or blocked by now."""
    for row, values in _written(document, wanted):
        for field, value in values.items():
            ref = line_ref(row) if isinstance(row, SalesLine) else document.ref
            check_exists(document.session, type(row), field, value, ref)
    for field in _PARTIES:
        customer_no = wanted.header.get(field, (None, None))[1]
        if customer_no is not None:
            customer = document.session.get_one(Customer, customer_no)
            check_customer(document, customer, field)
    _check_address(document, wanted.header)
    sold = list(_sold_again(document, wanted))
    read_sources(document, sold)
    for line in sold:
        check_not_blocked(source_of(document, line))


def _written(
    document: Document, wanted: Difference
) -> Iterator[tuple[SalesHeader | SalesLine, Values]]:
    """The rows that are written, each with the values that no row before it has."""
    known: set[tuple[str, object]] = set()
    rows: list[tuple[SalesHeader | SalesLine, Values]] = [
        (document.header, _after(wanted.header)),
        *((document.line(at), _after(changes)) for at, changes in wanted.lines.items()),
        *((document.line(at), values) for at, values in wanted.added.items()),
    ]
    for row, values in rows:
        fresh = {
            field: value
            for field, value in values.items()
            if isinstance(value, str) and (field, value) not in known
        }
        known |= set(fresh.items())
        yield row, fresh


def _check_address(document: Document, changes: Changes) -> None:
    code = changes.get("ship_to_code", (None, None))[1]
    customer_no = document.header.sell_to_customer_no
    if code is not None and document.session.get(ShipToAddress, (customer_no, code)) is None:
        raise _changed_since(document, None, "ship_to_code")


def _sold_again(document: Document, wanted: Difference) -> Iterator[SalesLine]:
    numbers = [at for at, changes in wanted.lines.items() if {"no", "variant_code"} & set(changes)]
    for line_no in (*numbers, *wanted.added):
        line = document.line(line_no)
        if line.is_priced and line.no is not None:
            yield line


# ------------------------------------------------------------------------------- writing it back


def _remove(document: Document, wanted: Difference) -> None:
    lines = [document.line(line_no) for line_no in wanted.removed]
    for line in lines:
        for field, value in wanted.removed[line.line_no].items():
            _check_stands(document, line, field, value)
    remove_lines(document, lines)


def _renumber(document: Document, wanted: Difference) -> None:
    if not wanted.renumbered:
        return
    staying = {line.line_no: line for line in document.lines}
    for line_no in wanted.renumbered:
        staying.pop(line_no, None)
    _check_free(document, wanted.renumbered.values(), staying)
    # What is deleted must be out of the way of the numbers that are given again.
    document.session.flush()
    renumber(document, wanted.renumbered)


def _put_header(document: Document, changes: Changes) -> None:
    for field, (now, before) in changes.items():
        check_restored_header(document, field)
        _check_stands(document, None, field, now)
        setattr(document.header, field, before)
    if "currency_code" in changes:
        code = document.header.currency_code
        document.currency = document.session.get(Currency, code) if code is not None else None


def _put_line(document: Document, line: SalesLine, changes: Changes) -> None:
    if "quantity" in changes:
        before: Any = changes["quantity"][1]
        check_quantity_on_pick(document.session, line, before)
    for field, (now, before) in changes.items():
        check_restored_line(line, field)
        _check_stands(document, line, field, now)
        setattr(line, field, before)


def _add(document: Document, line_no: int, values: Values) -> None:
    _check_free(document, (line_no,), {line.line_no: line for line in document.lines})
    line = SalesLine(
        document_type=document.type, document_no=document.header.no, line_no=line_no, **values
    )
    document.session.add(line)
    document.added.append(line)
    document.lines.append(line)


def _check_stands(document: Document, line: SalesLine | None, field: str, value: object) -> None:
    """Refuse to write over what somebody else has entered; typed amounts follow their mark."""
    row: SalesHeader | SalesLine = document.header if line is None else line
    if field != TYPED_AMOUNT and getattr(row, field) != value:
        raise _changed_since(document, line, field)


def _check_free(
    document: Document, line_nos: Iterable[int], taken: Mapping[int, SalesLine]
) -> None:
    for line_no in line_nos:
        if line_no in taken:
            raise _changed_since(document, taken[line_no], "line_no")


def _changed_since(document: Document, line: SalesLine | None, field: str) -> FieldRefusal:
    row: SalesHeader | SalesLine = document.header if line is None else line
    return ChangedSince(
        record=document.ref if line is None else line_ref(line),
        field=field,
        entered_field=field,
        no=document.header.no if line is None else line.no or line.description,
        changed_by=row.changed_by or "?",
    )


def _after(changes: Changes) -> Values:
    return {field: before for field, (_now, before) in changes.items()}
