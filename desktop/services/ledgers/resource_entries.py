"""Resource entries: sold time is −, for statistics (SD99); what kits took is + (PF115)."""

from __future__ import annotations

from dataclasses import dataclass

from desktop.models.supply_words import ResourceEntryType
from desktop.models.values.numbers import ZERO, Amount, Quantity, UnitPrice
from desktop.services.ledgers.rows import Booking, Row, add_row


@dataclass(frozen=True, slots=True)
class SoldTime:
    """What an invoice line sells of a resource; amounts in LCY, prices and costs per unit."""

    resource_no: str
    description: str
    unit_of_measure_code: str | None
    quantity: Quantity
    unit_cost: UnitPrice
    total_cost: Amount
    unit_price: UnitPrice
    total_price: Amount
    gen_bus_posting_group: str | None
    gen_prod_posting_group: str | None
    order_no: str | None
    order_line_no: int | None
    customer_no: str | None


def add_resource_sale(rows: list[Row], booking: Booking, sold: SoldTime) -> None:
    """Plan the entry of one invoice line."""
    add_row(
        rows,
        {
            **booking.columns(),
            "resource_no": sold.resource_no,
            "entry_type": ResourceEntryType.SALE,
            "description": sold.description,
            "unit_of_measure_code": sold.unit_of_measure_code,
            "quantity": -sold.quantity,
            "unit_cost": sold.unit_cost,
            "total_cost": -sold.total_cost,
            "unit_price": sold.unit_price,
            "total_price": -sold.total_price,
            "gen_bus_posting_group": sold.gen_bus_posting_group,
            "gen_prod_posting_group": sold.gen_prod_posting_group,
            "order_no": sold.order_no,
            "order_line_no": sold.order_line_no,
            "source_no": sold.customer_no,
        },
    )


@dataclass(frozen=True, slots=True)
class UsedTime:
    """What kits take of a resource; amounts in LCY, both below zero when it is given back."""

    resource_no: str
    description: str
    unit_of_measure_code: str | None
    quantity: Quantity
    unit_cost: UnitPrice
    total_cost: Amount
    gen_bus_posting_group: str | None
    gen_prod_posting_group: str | None
    order_no: str | None
    order_line_no: int | None
    item_no: str | None


def add_resource_usage(rows: list[Row], booking: Booking, used: UsedTime) -> None:
    """Plan the entry of one line of an assembly."""
    add_row(
        rows,
        {
            **booking.columns(),
            "resource_no": used.resource_no,
            "entry_type": ResourceEntryType.USAGE,
            "description": used.description,
            "unit_of_measure_code": used.unit_of_measure_code,
            "quantity": used.quantity,
            "unit_cost": used.unit_cost,
            "total_cost": used.total_cost,
            "unit_price": ZERO,
            "total_price": ZERO,
            "gen_bus_posting_group": used.gen_bus_posting_group,
            "gen_prod_posting_group": used.gen_prod_posting_group,
            "order_no": used.order_no,
            "order_line_no": used.order_line_no,
            "source_no": used.item_no,
        },
    )
