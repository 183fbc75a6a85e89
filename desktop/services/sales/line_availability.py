"""Availability seen from a sales line: what to ask for it, and moving its date (PF6, PF10)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

from sqlalchemy.orm import Session

from desktop.models.values.keys import DocumentKey, DocumentType
from desktop.models.values.numbers import ZERO, Quantity
from desktop.models.words import LineType
from desktop.services.availability.figures import in_unit
from desktop.services.availability.shown import Asked, CallingLine
from desktop.services.context import UserContext
from desktop.services.sales.line_fields import change_line
from desktop.services.sales.load import load_document
from desktop.services.sales.stock_notices import stockouts_of
from desktop.services.sales.views import DocumentView


class Line(Protocol):
    """A line as a screen has it."""

    @property
    def line_no(self) -> int:
        """The number of the line in its document."""

    @property
    def values(self) -> Mapping[str, object]:
        """The line's values by field."""


def asked_for(key: DocumentKey, line: Line, work_date: date) -> Asked | None:
    """What availability of a line means; None for lines without an item.

    A line of an order is a demand already; that of any other document is shown as a what-if.
    """
    values: Mapping[str, Any] = line.values
    if values["type"] is not LineType.ITEM or not values["no"]:
        return None
    is_demand = key.type is DocumentType.ORDER
    what_if = ZERO if is_demand else values["outstanding_quantity_base"]
    return Asked(
        item_no=str(values["no"]),
        day=max(values["shipment_date"] or work_date, work_date),
        variant_code=str(values["variant_code"] or ""),
        location_code=str(values["location_code"] or ""),
        unit=str(values["unit_of_measure_code"] or ""),
        qty_per_unit=values["qty_per_unit"],
        line=CallingLine(key, line.line_no, what_if),
    )


def change_to_earliest(
    session: Session, key: DocumentKey, line_no: int, context: UserContext
) -> DocumentView:
    """Ship a line that falls short on the first date on which it can be met for good (PF10).

    Nothing is changed when no such date is known, or nothing is wrong with the line any more.
    """
    document = load_document(session, key, context)
    found = stockouts_of(document).get(line_no)
    line = document.line(line_no)
    earliest = found.earliest if found is not None and found.earliest else line.shipment_date
    return change_line(session, key, line_no, "shipment_date", earliest, context)


@dataclass(frozen=True, slots=True)
class StockoutDetail:
    """What is behind a line's warning, in the line's unit (PF10).

    Requirements and receipts count until the shipment date and leave this line out; `reserved_*`
    are the parts of them that are kept for somebody. `shortage` is what is missing here, or what
    the document that comes later would lack.
    """

    unit: str
    available_inventory: Quantity
    gross_requirement: Quantity
    reserved_requirement: Quantity
    scheduled_receipt: Quantity
    reserved_receipt: Quantity
    current_quantity: Quantity
    shortage: Quantity
    earliest: date | None


def stockout_detail(
    session: Session, key: DocumentKey, line_no: int, context: UserContext
) -> StockoutDetail | None:
    """What is behind the warning of a line; None when nothing is wrong with it any more.

    Raises LineMissing.
    """
    document = load_document(session, key, context)
    line = document.line(line_no)
    found = stockouts_of(document).get(line_no)
    if found is None:
        return None
    figures = found.figures

    def shown(quantity: Quantity) -> Quantity:
        return in_unit(quantity, line.qty_per_unit)

    return StockoutDetail(
        unit=line.unit_of_measure_code or "",
        available_inventory=shown(figures.available_inventory),
        gross_requirement=shown(figures.gross_requirement),
        reserved_requirement=shown(figures.reserved_requirement),
        scheduled_receipt=shown(figures.scheduled_receipt + figures.planned_receipt),
        reserved_receipt=shown(figures.reserved_receipt),
        current_quantity=shown(found.quantity),
        shortage=shown(found.shortage),
        earliest=found.earliest,
    )
