"""Reading draft documents: one for its page, many for a list."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache, partial
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, ScalarSelect, Select, and_, exists, func, or_, select
from sqlalchemy.orm import Session

from desktop.models.sales import SalesHeader, SalesLine
from desktop.models.supply_words import DropShipmentStatus, SpecialOrderStatus
from desktop.models.users import UserSetup
from desktop.models.values.keys import DELIVERED, DocumentKey, DocumentType
from desktop.models.values.numbers import Amount
from desktop.models.words import JobQueueStatus, Status
from desktop.services.context import UserContext
from desktop.services.list_query import ListQuery
from desktop.services.list_source import TableSource
from desktop.services.list_statement import sum_or_zero
from desktop.services.sales.buying_status import drop_shipment_status, special_order_status
from desktop.services.text_index import text_condition

AnyWord = TypeVar("AnyWord", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class OrderRow:
    """A draft document in a list; the amount is in the document's currency, VAT included.

    `late`, `shipped_not_invoiced` and `expired` as in DocumentView; `late_since` is the earliest
    day on which something should have been shipped that was not, None unless late.
    """

    key: DocumentKey
    no: str
    sell_to_customer_no: str | None
    sell_to_name: str
    bill_to_customer_no: str | None
    external_document_no: str
    order_date: date | None
    document_date: date | None
    posting_date: date | None
    due_date: date | None
    shipment_date: date | None
    requested_delivery_date: date | None
    status: Status
    job_queue_status: JobQueueStatus
    salesperson_code: str | None
    location_code: str | None
    currency_code: str | None
    completed: bool
    converted: bool
    quote_valid_until: date | None
    quote_accepted: bool
    amount: Amount
    amount_including_vat: Amount
    shipped_not_invoiced: bool
    late: bool
    late_since: date | None
    expired: bool
    drop_shipment_status: DropShipmentStatus | None = None
    special_order_status: SpecialOrderStatus | None = None


_PLAIN = (
    "no",
    "sell_to_customer_no",
    "sell_to_name",
    "bill_to_customer_no",
    "external_document_no",
    "order_date",
    "document_date",
    "posting_date",
    "due_date",
    "shipment_date",
    "requested_delivery_date",
    "status",
    "job_queue_status",
    "salesperson_code",
    "location_code",
    "currency_code",
    "completed",
    "converted",
    "quote_valid_until",
    "quote_accepted",
)


def neighbour_document(session: Session, key: DocumentKey, step: int) -> DocumentKey | None:
    """The draft of the same type before (-1) or after (1) a document by number, None at the ends.

    Completed and converted documents are left out, as in the lists.
    """
    no = SalesHeader.no
    statement = (
        select(no)
        .where(
            SalesHeader.document_type == key.type,
            no > key.no if step > 0 else no < key.no,
            SalesHeader.completed.is_(False),
            SalesHeader.converted.is_(False),
        )
        .order_by(no if step > 0 else no.desc())
        .limit(1)
    )
    found = session.scalar(statement)
    return DocumentKey(key.type, found) if found is not None else None


def documents(document_type: DocumentType, context: UserContext) -> TableSource[OrderRow]:
    """The draft documents of one type, by number unless sorted otherwise.

    Views: `my_open`, `ship_today`, `released_not_shipped`, `shipped_not_invoiced`, `late`,
    `drop_to_order`, `special_to_order`, `completed` and `every`; for quotes `open_quotes`,
    `expiring`, `expired` and `converted`. In all but `completed`, `converted` and `every`,
    completed and converted documents are left out.
    Searched are number, name and external number.
    """
    return TableSource(
        table=SalesHeader,
        columns=_columns(context.work_date),
        key_names=("no",),
        make=partial(_row, document_type),
        conditions=partial(_conditions, document_type=document_type, context=context),
        today=context.work_date,
    )


def filter_names() -> frozenset[str]:
    """The columns that a list of documents may be filtered by."""
    return frozenset(_columns(date.min))


def _row(document_type: DocumentType, values: Mapping[str, Any]) -> OrderRow:
    return OrderRow(
        DocumentKey(document_type, values["no"]),
        **{name: values[name] for name in _PLAIN},
        amount=values["amount"],
        amount_including_vat=values["amount_including_vat"],
        shipped_not_invoiced=bool(values["shipped_not_invoiced"]),
        late=bool(values["late"]),
        late_since=values["late_since"],
        expired=bool(values["expired"]),
        drop_shipment_status=_word(DropShipmentStatus, values["drop_shipment_status"]),
        special_order_status=_word(SpecialOrderStatus, values["special_order_status"]),
    )


def _word(words: type[AnyWord], value: str | None) -> AnyWord | None:
    return None if value is None else words(value)


@lru_cache(maxsize=4)
def _columns(work_date: date) -> Mapping[str, Any]:
    """What a list shows and may be sorted and filtered by, under the names of OrderRow.

    Every tile of home asks a list of documents; making these queries takes milliseconds.
    """
    plain: dict[str, Any] = {name: getattr(SalesHeader, name) for name in _PLAIN}
    return {
        **plain,
        "amount": _sum_of(SalesLine.amount).label("amount"),
        "amount_including_vat": _sum_of(SalesLine.amount_including_vat).label(
            "amount_including_vat"
        ),
        "shipped_not_invoiced": _has_line(SalesLine.qty_shipped_not_invoiced != 0).label(
            "shipped_not_invoiced"
        ),
        "late": _is_late(work_date).label("late"),
        "late_since": _late_since(work_date).label("late_since"),
        "expired": is_expired_before(work_date).label("expired"),
        "drop_shipment_status": drop_shipment_status().label("drop_shipment_status"),
        "special_order_status": special_order_status().label("special_order_status"),
    }


def _own_lines() -> ColumnElement[bool]:
    return and_(
        SalesLine.document_type == SalesHeader.document_type,
        SalesLine.document_no == SalesHeader.no,
    )


def _sum_of(column: Any) -> Any:  # noqa: ANN401  (a column and a scalar query of its type)
    statement: Select[Any] = select(sum_or_zero(column)).where(_own_lines())
    return statement.correlate(SalesHeader).scalar_subquery()


def _has_line(condition: ColumnElement[bool]) -> ColumnElement[bool]:
    return exists().where(_own_lines(), condition).correlate(SalesHeader)


def _is_late(work_date: date) -> ColumnElement[bool]:
    return and_(SalesHeader.document_type.in_(DELIVERED), _has_line(_is_late_line(work_date)))


def _is_late_line(work_date: date) -> ColumnElement[bool]:
    return and_(SalesLine.outstanding_quantity != 0, SalesLine.shipment_date < work_date)


def _late_since(work_date: date) -> ScalarSelect[Any]:
    return (
        select(func.min(SalesLine.shipment_date))
        .where(_own_lines(), _is_late_line(work_date), SalesHeader.document_type.in_(DELIVERED))
        .correlate(SalesHeader)
        .scalar_subquery()
    )


def _ships_on(day: date) -> ColumnElement[bool]:
    return and_(
        SalesHeader.document_type.in_(DELIVERED),
        _has_line(and_(SalesLine.outstanding_quantity != 0, SalesLine.shipment_date == day)),
    )


def _conditions(
    session: Session, query: ListQuery, *, document_type: DocumentType, context: UserContext
) -> list[ColumnElement[bool]]:
    is_done = or_(SalesHeader.completed.is_(True), SalesHeader.converted.is_(True))
    found: list[ColumnElement[bool]] = [SalesHeader.document_type == document_type]
    if query.view != "every":
        found.append(is_done if query.view in _DONE_VIEWS else ~is_done)
    if query.view in _VIEWS:
        found.append(_VIEWS[query.view](context))
    return found + text_condition(session, "sales_header", query.search)


def _is_mine(context: UserContext) -> ColumnElement[bool]:
    """Open documents that are assigned to the user or of the salesperson whom the user is."""
    own_code = (
        select(UserSetup.salesperson_code).where(UserSetup.user == context.user).scalar_subquery()
    )
    return and_(
        SalesHeader.status == Status.OPEN,
        or_(SalesHeader.assigned_user == context.user, SalesHeader.salesperson_code == own_code),
    )


def _is_released_not_shipped(_context: UserContext) -> ColumnElement[bool]:
    return and_(
        SalesHeader.status == Status.RELEASED, _has_line(SalesLine.outstanding_quantity != 0)
    )


def is_expired_before(day: date) -> ColumnElement[bool]:
    """The condition for quotes whose last day lies before `day` and that were not converted."""
    return and_(
        SalesHeader.document_type == DocumentType.QUOTE,
        SalesHeader.converted.is_(False),
        SalesHeader.quote_valid_until < day,
    )


def _expires_this_week(context: UserContext) -> ColumnElement[bool]:
    """Quotes whose last day is today or later, up to Sunday."""
    today = context.work_date
    sunday = today + timedelta(days=6 - today.weekday())
    return SalesHeader.quote_valid_until.between(today, sunday)


def _is_still_valid(context: UserContext) -> ColumnElement[bool]:
    until = SalesHeader.quote_valid_until
    return or_(until.is_(None), until >= context.work_date)


_DONE_VIEWS = frozenset({"completed", "converted"})
_VIEWS: dict[str | None, Callable[[UserContext], ColumnElement[bool]]] = {
    "my_open": _is_mine,
    "ship_today": lambda context: _ships_on(context.work_date),
    "released_not_shipped": _is_released_not_shipped,
    "shipped_not_invoiced": lambda _context: _has_line(SalesLine.qty_shipped_not_invoiced != 0),
    "late": lambda context: _is_late(context.work_date),
    "drop_to_order": lambda _context: (
        drop_shipment_status() == DropShipmentStatus.TO_BE_ORDERED.value
    ),
    "special_to_order": lambda _context: (
        special_order_status() == SpecialOrderStatus.TO_BE_ORDERED.value
    ),
    "open_quotes": _is_still_valid,
    "expiring": _expires_this_week,
    "expired": lambda context: is_expired_before(context.work_date),
}
