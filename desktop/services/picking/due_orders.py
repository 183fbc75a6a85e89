"""The print queue: orders whose goods are due to leave, today or before."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from desktop.models.items import Item
from desktop.models.sales import SalesHeader, SalesLine
from desktop.models.values.keys import DocumentKey, DocumentType
from desktop.models.words import ItemType, LineType, Status
from desktop.services.context import UserContext


@dataclass(frozen=True, slots=True)
class DueOrder:
    """An order of which goods are due; `due_since` is their earliest date, `lines` how many."""

    no: str
    customer_name: str
    due_since: date
    lines: int
    status: Status
    agent_code: str
    location_code: str
    picking_lists_printed: int

    @property
    def key(self) -> DocumentKey:
        """The order, to be opened."""
        return DocumentKey(DocumentType.ORDER, self.no)


def due_orders(session: Session, context: UserContext) -> tuple[DueOrder, ...]:
    """Open orders with goods due on the work date or earlier, the longest due first."""
    header, line = SalesHeader, SalesLine
    due = func.min(line.shipment_date)
    rows = session.execute(
        select(
            header.no,
            header.sell_to_name,
            due,
            func.count(),
            header.status,
            header.shipping_agent_code,
            header.location_code,
            header.picking_lists_printed,
        )
        .join(
            line,
            (line.document_type == header.document_type) & (line.document_no == header.no),
        )
        .join(Item, Item.no == line.no)
        .where(
            header.document_type == DocumentType.ORDER,
            header.completed.is_(False),
            header.converted.is_(False),
            line.type == LineType.ITEM,
            line.outstanding_quantity > 0,
            line.drop_shipment.is_(False),
            line.shipment_date <= context.work_date,
            Item.type != ItemType.SERVICE,
        )
        .group_by(
            header.no,
            header.sell_to_name,
            header.status,
            header.shipping_agent_code,
            header.location_code,
            header.picking_lists_printed,
        )
        .order_by(due, header.no)
    )
    return tuple(
        DueOrder(
            no, name, day or context.work_date, count, status, agent or "", location or "", printed
        )
        for no, name, day, count, status, agent, location, printed in rows
    )
