"""What was sold of kits that were put together to order: sales, cost and margin (03 §11)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from desktop.models.assembly import PostedAssemblyHeader, PostedAssemblyLine, PostedAtoLink
from desktop.models.ledger_words import EntryDocumentType, ItemEntryType
from desktop.models.ledgers import ItemLedgerEntry, ValueEntry
from desktop.models.posted import SalesShipmentHeader
from desktop.models.supply_words import BomLineType
from desktop.models.values.numbers import ZERO, Amount, Percent, Quantity, round_to

_SALES = (
    select(
        PostedAtoLink.posted_assembly_no,
        PostedAtoLink.order_no,
        PostedAtoLink.shipment_no,
        SalesShipmentHeader.sell_to_customer_no,
        SalesShipmentHeader.sell_to_name,
        PostedAssemblyHeader.posting_date,
        PostedAssemblyHeader.item_no,
        PostedAssemblyHeader.description,
        PostedAssemblyHeader.quantity,
        PostedAssemblyHeader.unit_of_measure_code,
        func.sum(ValueEntry.sales_amount_actual + ValueEntry.sales_amount_expected).label("sales"),
        func.sum(ValueEntry.cost_amount_actual + ValueEntry.cost_amount_expected).label("cost"),
    )
    .join(PostedAssemblyHeader, PostedAssemblyHeader.no == PostedAtoLink.posted_assembly_no)
    .join(SalesShipmentHeader, SalesShipmentHeader.no == PostedAtoLink.shipment_no)
    .join(
        ItemLedgerEntry,
        (ItemLedgerEntry.document_no == PostedAtoLink.shipment_no)
        & (ItemLedgerEntry.document_line_no == PostedAtoLink.shipment_line_no)
        & (ItemLedgerEntry.document_type == EntryDocumentType.SHIPMENT)
        & (ItemLedgerEntry.entry_type == ItemEntryType.SALE)
        & ItemLedgerEntry.assemble_to_order.is_(True)
        & (ItemLedgerEntry.quantity < ZERO),
    )
    .join(ValueEntry, ValueEntry.item_ledger_entry_no == ItemLedgerEntry.entry_no)
    .where(PostedAssemblyHeader.reversed.is_(False))
    .group_by(
        PostedAtoLink.posted_assembly_no,
        PostedAtoLink.order_no,
        PostedAtoLink.shipment_no,
        SalesShipmentHeader.sell_to_customer_no,
        SalesShipmentHeader.sell_to_name,
        PostedAssemblyHeader.no,
    )
    .order_by(PostedAssemblyHeader.posting_date.desc(), PostedAtoLink.posted_assembly_no.desc())
)
_COSTS = (
    select(
        ValueEntry.item_ledger_entry_no,
        func.sum(ValueEntry.cost_amount_actual + ValueEntry.cost_amount_expected).label("cost"),
    )
    .join(PostedAssemblyLine, PostedAssemblyLine.item_entry_no == ValueEntry.item_ledger_entry_no)
    .join(PostedAtoLink, PostedAtoLink.posted_assembly_no == PostedAssemblyLine.document_no)
    .group_by(ValueEntry.item_ledger_entry_no)
)
_PARTS = (
    select(PostedAssemblyLine)
    .join(PostedAtoLink, PostedAtoLink.posted_assembly_no == PostedAssemblyLine.document_no)
    .where(PostedAssemblyLine.type != BomLineType.TEXT)
    .order_by(PostedAssemblyLine.document_no, PostedAssemblyLine.line_no)
)


@dataclass(frozen=True, slots=True, kw_only=True)
class KitSale:
    """A kit that was sold, or what went into it: then `line_no` is not 0, and nothing is sold.

    Amounts in LCY as they are known now. `margin` is sales less cost, `margin_pct` of the sales;
    None for components, and the percentage without sales.
    """

    posted_no: str
    line_no: int
    kit_no: str
    posting_date: date | None
    order_no: str
    shipment_no: str
    customer_no: str
    customer_name: str
    no: str
    description: str
    quantity: Quantity
    unit_code: str
    sales: Amount | None
    cost: Amount
    margin: Amount | None
    margin_pct: Percent | None

    @property
    def key(self) -> tuple[str, int]:
        """What names the row."""
        return self.posted_no, self.line_no

    @property
    def is_kit(self) -> bool:
        """Whether it is the kit itself."""
        return not self.line_no


def kit_sales(session: Session, precision: Percent) -> tuple[KitSale, ...]:
    """All kits sold that were put together to order, the latest first, each with its components.

    What was taken apart again is left out. Three statements. `precision` is that of percentages.
    """
    costs = {row.item_ledger_entry_no: -row.cost for row in session.execute(_COSTS)}
    parts: dict[str, list[PostedAssemblyLine]] = {}
    for line in session.scalars(_PARTS):
        parts.setdefault(line.document_no, []).append(line)
    rows: list[KitSale] = []
    for row in session.execute(_SALES):
        kit = _kit(row, precision)
        rows.append(kit)
        rows.extend(_components(kit, parts.get(kit.posted_no, ()), costs))
    return tuple(rows)


def _kit(row: Any, precision: Percent) -> KitSale:  # noqa: ANN401  (a row of many columns)
    cost, sales = -row.cost, row.sales
    return KitSale(
        posted_no=row.posted_assembly_no,
        line_no=0,
        kit_no=row.item_no or "",
        posting_date=row.posting_date,
        order_no=row.order_no,
        shipment_no=row.shipment_no,
        customer_no=row.sell_to_customer_no or "",
        customer_name=row.sell_to_name,
        no=row.item_no or "",
        description=row.description,
        quantity=row.quantity,
        unit_code=row.unit_of_measure_code or "",
        sales=sales,
        cost=cost,
        margin=sales - cost,
        margin_pct=round_to(sales - cost, precision, times=100, over=sales) if sales else None,
    )


def _components(
    kit: KitSale, lines: Iterable[PostedAssemblyLine], costs: Mapping[int, Amount]
) -> Iterable[KitSale]:
    for line in lines:
        if line.quantity:
            yield KitSale(
                posted_no=kit.posted_no,
                line_no=line.line_no,
                kit_no=kit.kit_no,
                posting_date=kit.posting_date,
                order_no=kit.order_no,
                shipment_no=kit.shipment_no,
                customer_no=kit.customer_no,
                customer_name=kit.customer_name,
                no=line.no or "",
                description=line.description,
                quantity=line.quantity,
                unit_code=line.unit_of_measure_code or "",
                sales=None,
                cost=costs.get(line.item_entry_no or 0, line.cost_amount),
                margin=None,
                margin_pct=None,
            )
