"""What becomes of a purchase line when the sales line that it is tied to moves or goes."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any

from sqlalchemy import and_, bindparam, or_, select, update
from sqlalchemy.orm import Session

from desktop.errors import ConfirmationCode
from desktop.models.every_table import Base
from desktop.models.purchases import PurchaseLine
from desktop.models.sales import SalesLine
from desktop.models.supply_words import PurchaseType
from desktop.services.database import report_changes
from desktop.services.sales.editable import is_tied
from desktop.services.sales.load import Document, line_ref
from desktop.services.sales.refusals_buying import MoveOtherSide
from desktop.services.sales.refusals_lines import LineLinked

_PURCHASES = Base.metadata.tables[PurchaseLine.__tablename__]
_UNTIE = (
    update(_PURCHASES)
    .where(
        _PURCHASES.c.document_type == PurchaseType.ORDER,
        _PURCHASES.c.document_no == bindparam("the_order"),
        _PURCHASES.c.line_no == bindparam("the_line"),
    )
    .values(
        sales_order_no=None,
        sales_order_line_no=None,
        special_order_sales_no=None,
        special_order_sales_line_no=None,
        row_version=_PURCHASES.c.row_version + 1,
    )
)


_MOVE = (
    update(_PURCHASES)
    .where(
        _PURCHASES.c.document_type == PurchaseType.ORDER,
        _PURCHASES.c.document_no == bindparam("the_order"),
        _PURCHASES.c.line_no == bindparam("the_line"),
    )
    .values(
        expected_receipt_date=bindparam("the_date"),
        expected_date_is_typed=True,
        row_version=_PURCHASES.c.row_version + 1,
    )
)


def offer_purchase_date(document: Document, line: SalesLine, before: date | None) -> None:
    """Let the vendor of a drop shipment deliver on its new day, if the user wants (PF66).

    Raises MoveOtherSide as long as the question is open.
    """
    day = line.shipment_date
    if day in {before, None} or not (line.drop_shipment and line.purchase_order_no):
        return
    answer = document.context.answer(ConfirmationCode.MOVE_OTHER_SIDE)
    if answer is None:
        raise MoveOtherSide(
            record=line_ref(line),
            field="shipment_date",
            line_no=line.line_no,
            other_side=line.purchase_order_no,
            date=day,
        )
    if answer:
        order, line_no = purchase_place(line)
        place = {"the_order": order, "the_line": line_no, "the_date": day}
        document.session.connection().execute(_MOVE, place)
        report_changes(document.session, PurchaseLine.__tablename__)


def purchase_place(line: SalesLine) -> tuple[str, int]:
    """The purchase order and line that are tied to a line."""
    return (
        line.purchase_order_no or line.special_order_purchase_no or "",
        line.purchase_order_line_no or line.special_order_purchase_line_no or 0,
    )


def let_purchases_go(session: Session, lines: Collection[SalesLine]) -> None:
    """Untie purchase lines from sales lines that are deleted; costs nothing without such lines.

    Only a line that is invoiced to the end lets go, when all that was shipped has been received;
    raises LineLinked for others whose purchase line is still there.
    """
    tied = [line for line in lines if is_tied(line)]
    if not tied:
        return
    bought = _purchase_lines(session, tied)
    for line in tied:
        found = bought.get(purchase_place(line))
        if found is not None and not _may_go(line, found):
            raise LineLinked(
                record=line_ref(line),
                line_no=line.line_no,
                no=line.no or "",
                purchase_order_no=found.document_no,
            )
    if bought:
        rows = [{"the_order": order, "the_line": line_no} for order, line_no in sorted(bought)]
        session.connection().execute(_UNTIE, rows)
        report_changes(session, PurchaseLine.__tablename__)


def _may_go(line: SalesLine, bought: Any) -> bool:  # noqa: ANN401  (a row)
    is_invoiced = bool(line.quantity) and line.quantity_invoiced == line.quantity
    return is_invoiced and bool(bought.quantity_received >= line.quantity_shipped)


def _purchase_lines(session: Session, lines: Sequence[SalesLine]) -> dict[tuple[str, int], Any]:
    columns = _PURCHASES.c
    wanted = [
        and_(columns.document_no == order, columns.line_no == line_no)
        for order, line_no in sorted({purchase_place(line) for line in lines})
    ]
    query = select(columns.document_no, columns.line_no, columns.quantity_received).where(
        columns.document_type == PurchaseType.ORDER, or_(*wanted)
    )
    return {(row.document_no, row.line_no): row for row in session.execute(query)}
