"""Lists of purchase documents being worked on, and of what came of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from types import MappingProxyType
from typing import Any

from sqlalchemy import ColumnElement, and_, exists, func, select
from sqlalchemy.orm import Session

from desktop.errors import Notice, RecordRef
from desktop.models.purchases import (
    PurchaseHeader,
    PurchaseInvoiceHeader,
    PurchaseInvoiceLine,
    PurchaseLine,
    PurchaseReceiptHeader,
    PurchaseReceiptLine,
)
from desktop.models.setup import GeneralLedgerSetup
from desktop.models.supply_words import PurchaseType
from desktop.models.values.numbers import Amount
from desktop.models.vendor_ledger import VendorLedgerEntry
from desktop.models.words import Status
from desktop.services.context import UserContext
from desktop.services.list_query import ListQuery
from desktop.services.list_source import TableSource
from desktop.services.list_statement import sum_or_zero
from desktop.services.purchases.keys import PurchaseKey
from desktop.services.setup.field_infos import field_infos
from desktop.services.setup.refusals import RecordNotFound
from desktop.services.text_index import folded_condition

NOTHING: frozenset[str] = frozenset()
NO_LOCKS: Mapping[str, Notice] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class PurchaseRow:
    """A purchase document in a list; amounts in its currency."""

    key: PurchaseKey
    no: str
    buy_from_vendor_no: str | None
    buy_from_name: str
    vendor_order_no: str
    vendor_invoice_no: str
    order_date: date | None
    posting_date: date | None
    due_date: date | None
    expected_receipt_date: date | None
    status: Status
    location_code: str | None
    currency_code: str | None
    completed: bool
    amount: Amount
    amount_including_vat: Amount
    received_not_invoiced: bool
    late: bool


_PLAIN = (
    "no",
    "buy_from_vendor_no",
    "buy_from_name",
    "vendor_order_no",
    "vendor_invoice_no",
    "order_date",
    "posting_date",
    "due_date",
    "status",
    "location_code",
    "currency_code",
    "completed",
)


def purchases(document_type: PurchaseType, context: UserContext) -> TableSource[PurchaseRow]:
    """The draft documents of one type, by number unless sorted otherwise.

    Views: `open`, `released_not_received`, `received_not_invoiced`, `late`, `completed` and
    `every`; completed documents are left out of all but the last two. Searched are number, name
    and the vendor's numbers.
    """
    return TableSource(
        table=PurchaseHeader,
        columns=_columns(context.work_date),
        key_names=("no",),
        make=partial(_row, document_type),
        conditions=partial(_conditions, document_type=document_type, context=context),
        today=context.work_date,
    )


def neighbour_purchase(session: Session, key: PurchaseKey, step: int) -> PurchaseKey | None:
    """The draft of the same type before (-1) or after (1) a document, None at the ends."""
    no = PurchaseHeader.no
    statement = (
        select(no)
        .where(
            PurchaseHeader.document_type == key.type,
            no > key.no if step > 0 else no < key.no,
            PurchaseHeader.completed.is_(False),
        )
        .order_by(no if step > 0 else no.desc())
        .limit(1)
    )
    found = session.scalar(statement)
    return PurchaseKey(key.type, found) if found is not None else None


def _row(document_type: PurchaseType, values: Mapping[str, Any]) -> PurchaseRow:
    return PurchaseRow(
        PurchaseKey(document_type, values["no"]),
        **{name: values[name] for name in _PLAIN},
        expected_receipt_date=values["expected_receipt_date"],
        amount=values["amount"],
        amount_including_vat=values["amount_including_vat"],
        received_not_invoiced=bool(values["received_not_invoiced"]),
        late=bool(values["late"]),
    )


def _columns(work_date: date) -> dict[str, Any]:
    return {
        **{name: getattr(PurchaseHeader, name) for name in _PLAIN},
        "expected_receipt_date": _of_lines(func.min(PurchaseLine.expected_receipt_date), _waits()),
        "amount": _of_lines(sum_or_zero(PurchaseLine.amount)),
        "amount_including_vat": _of_lines(sum_or_zero(PurchaseLine.amount_including_vat)),
        "received_not_invoiced": _has_line(PurchaseLine.qty_received_not_invoiced != 0),
        "late": _has_line(_is_late(work_date)),
    }


def _own_lines() -> ColumnElement[bool]:
    return and_(
        PurchaseLine.document_type == PurchaseHeader.document_type,
        PurchaseLine.document_no == PurchaseHeader.no,
    )


def _of_lines(figure: Any, *conditions: ColumnElement[bool]) -> Any:  # noqa: ANN401  (a column and a scalar query of its type)
    statement = select(figure).where(_own_lines(), *conditions)
    return statement.correlate(PurchaseHeader).scalar_subquery()


def _has_line(condition: ColumnElement[bool]) -> ColumnElement[bool]:
    return exists().where(_own_lines(), condition).correlate(PurchaseHeader)


def _waits() -> ColumnElement[bool]:
    return PurchaseLine.outstanding_quantity != 0


def _is_late(work_date: date) -> ColumnElement[bool]:
    return and_(_waits(), PurchaseLine.expected_receipt_date < work_date)


_VIEWS: dict[str | None, Callable[[UserContext], ColumnElement[bool]]] = {
    "open": lambda _context: PurchaseHeader.status == Status.OPEN,
    "released_not_received": lambda _context: and_(
        PurchaseHeader.status == Status.RELEASED, _has_line(_waits())
    ),
    "received_not_invoiced": lambda _context: _has_line(
        PurchaseLine.qty_received_not_invoiced != 0
    ),
    "late": lambda context: _has_line(_is_late(context.work_date)),
}


def _conditions(
    _session: Session, query: ListQuery, *, document_type: PurchaseType, context: UserContext
) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = [PurchaseHeader.document_type == document_type]
    if query.view != "every":
        found.append(PurchaseHeader.completed.is_(query.view == "completed"))
    if query.view in _VIEWS:
        found.append(_VIEWS[query.view](context))
    searched = (
        PurchaseHeader.no,
        PurchaseHeader.buy_from_name,
        PurchaseHeader.vendor_order_no,
        PurchaseHeader.vendor_invoice_no,
    )
    return found + folded_condition(query.search, *searched)


# ------------------------------------------------------------------------------- what was posted


@dataclass(frozen=True, slots=True)
class PostedPurchaseLine:
    """A line of a posted purchase: every column under its name."""

    line_no: int
    values: Mapping[str, object]
    row_version: int = 0
    editable: frozenset[str] = NOTHING
    locks: Mapping[str, Notice] = field(default_factory=lambda: NO_LOCKS)


@dataclass(frozen=True, slots=True)
class PostedPurchase:
    """A posted receipt or invoice; `lines` in the order of line_no, nothing may be changed.

    `header` has every column under its name and `lcy_code`; an invoice's also `remaining_amount`,
    what is still owed in its currency, and `open`.
    """

    key: str
    header: Mapping[str, object]
    lines: tuple[PostedPurchaseLine, ...]
    row_version: int = 0
    notices: tuple[Notice, ...] = ()
    editable: frozenset[str] = NOTHING
    locks: Mapping[str, Notice] = field(default_factory=lambda: NO_LOCKS)


def posted_receipt(session: Session, no: str) -> PostedPurchase:
    """A posted receipt in three statements; raises RecordNotFound."""
    return _posted(session, PurchaseReceiptHeader, PurchaseReceiptLine, no, {})


def posted_purchase_invoice(session: Session, no: str) -> PostedPurchase:
    """A posted purchase invoice in four statements; raises RecordNotFound."""
    entry = session.execute(
        select(VendorLedgerEntry.remaining_amount, VendorLedgerEntry.open)
        .join(
            PurchaseInvoiceHeader,
            PurchaseInvoiceHeader.vendor_ledger_entry_no == VendorLedgerEntry.entry_no,
        )
        .where(PurchaseInvoiceHeader.no == no)
    ).one_or_none()
    owed = {"remaining_amount": -entry[0], "open": entry[1]} if entry is not None else {}
    return _posted(session, PurchaseInvoiceHeader, PurchaseInvoiceLine, no, owed)


def _posted(
    session: Session,
    model: type[PurchaseReceiptHeader | PurchaseInvoiceHeader],
    line_model: type[PurchaseReceiptLine | PurchaseInvoiceLine],
    no: str,
    more: Mapping[str, object],
) -> PostedPurchase:
    table, line_table = model.__tablename__, line_model.__tablename__
    found = session.get(model, no)
    if found is None:
        raise RecordNotFound(record=RecordRef(table, (no,)), table=table, record_key=no)
    header = {info.name: getattr(found, info.name) for info in field_infos(table)}
    header["lcy_code"] = session.scalar(select(GeneralLedgerSetup.lcy_code))
    names = [info.name for info in field_infos(line_table)]
    lines: Any = session.scalars(
        select(line_model).where(line_model.document_no == no).order_by(line_model.line_no)
    )
    return PostedPurchase(
        no,
        {**header, **more},
        tuple(
            PostedPurchaseLine(line.line_no, {name: getattr(line, name) for name in names})
            for line in lines
        ),
    )
