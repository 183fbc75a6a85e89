"""What ties supply to demand: reservations, requisitions and where items are kept (03 §1–7)."""

from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import BigInteger, CheckConstraint, ForeignKeyConstraint, Index, Integer
from sqlalchemy.orm import Mapped, mapped_column

from desktop.models.base import Base, SingleRow, Versioned, one_row_only
from desktop.models.columns import (
    Code10,
    Code20,
    Duration,
    Flag,
    FlagOn,
    Memo,
    QuantityColumn,
    Text20,
    Text50,
    Text100,
    UnitPriceColumn,
    key_of,
    part_of,
)
from desktop.models.supply_words import Binding, DemandType, RequisitionOrigin, SupplyType
from desktop.models.words import ReplenishmentSystem

ONE = Decimal(1)
STANDARD_WORKSHEET = "DEFAULT"


class OrderPromisingSetup(SingleRow, Versioned, Base):
    """How delivery dates are promised (03 §3, §4)."""

    __tablename__ = "order_promising_setup"
    __table_args__ = (one_row_only(),)

    offset_time: Mapped[Duration] = mapped_column(default="1D")
    ctp_horizon: Mapped[Duration] = mapped_column(default="1Y")
    worksheet_name: Mapped[Code10] = mapped_column(default=STANDARD_WORKSHEET)
    set_promised_date: Mapped[FlagOn]
    reserve_on_accept: Mapped[FlagOn]


class ItemLocation(Versioned, Base):
    """Where an item lies at a location, and what differs from its card there.

    A blank variant or location ('') is one of its own. What is empty is as on the card.
    """

    __tablename__ = "item_location"

    item_no: Mapped[Code20] = part_of("item.no")
    variant_code: Mapped[Code10] = mapped_column(primary_key=True, default="")
    location_code: Mapped[Code10] = mapped_column(primary_key=True, default="")
    default_bin: Mapped[Text20]
    vendor_no: Mapped[Code20 | None] = key_of("vendor.no")
    lead_time_calculation: Mapped[Duration]
    safety_lead_time: Mapped[Duration]
    safety_stock: Mapped[QuantityColumn | None]
    reorder_point: Mapped[QuantityColumn | None]
    reorder_quantity: Mapped[QuantityColumn | None]
    maximum_inventory: Mapped[QuantityColumn | None]


class Reservation(Base):
    """A quantity (base unit) of one supply that is kept for one demand (03 §6).

    A demand is a line of a sales order, an assembly order or a component of a requisition line,
    whose number is then `demand_component_no`. Supply from stock is an item ledger entry, any
    other a line of a document, whose line number is 0 for the output of an assembly order.
    """

    __tablename__ = "reservation"
    __table_args__ = (
        CheckConstraint("quantity > 0", name="quantity_positive"),
        Index(None, "demand_type", "demand_document_no", "demand_line_no"),
        Index(None, "supply_type", "supply_document_no", "supply_line_no"),
        Index(None, "item_ledger_entry_no"),
        Index(None, "item_no", "variant_code", "location_code"),
    )

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    item_no: Mapped[Code20] = key_of("item.no")
    variant_code: Mapped[Code10 | None]
    location_code: Mapped[Code10 | None]
    quantity: Mapped[QuantityColumn]
    demand_type: Mapped[DemandType]
    demand_document_no: Mapped[Code20]
    demand_line_no: Mapped[int]
    demand_component_no: Mapped[int] = mapped_column(default=0)
    demand_date: Mapped[date | None]
    supply_type: Mapped[SupplyType]
    supply_document_no: Mapped[Code20 | None]
    supply_line_no: Mapped[int | None]
    item_ledger_entry_no: Mapped[int | None] = mapped_column(BigInteger)
    supply_date: Mapped[date | None]
    binding: Mapped[Binding] = mapped_column(default=Binding.NORMAL)
    user: Mapped[Text50]
    created_at: Mapped[datetime]


class RequisitionLine(Versioned, Base):
    """Something to buy or to put together, with the reason; carrying it out makes the order.

    `order_date` is the day to order or to start, `ending_date` the planned receipt or the end of
    the work. `failure` says why the line was left when its worksheet was carried out.
    """

    __tablename__ = "requisition_line"
    __table_args__ = (
        CheckConstraint("line_no > 0", name="line_no_positive"),
        Index(None, "item_no", "variant_code", "location_code", "due_date"),
        Index(None, "sales_order_no", "sales_order_line_no"),
        Index(None, "order_promising_id", "order_promising_line_no"),
    )

    worksheet_name: Mapped[Code10] = mapped_column(primary_key=True, default=STANDARD_WORKSHEET)
    line_no: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    item_no: Mapped[Code20 | None] = key_of("item.no")
    variant_code: Mapped[Code10 | None]
    location_code: Mapped[Code10 | None] = key_of("location.code")
    description: Mapped[Text100]
    unit_of_measure_code: Mapped[Code10 | None] = key_of("unit_of_measure.code")
    qty_per_unit: Mapped[QuantityColumn] = mapped_column(default=ONE)
    quantity: Mapped[QuantityColumn]
    quantity_base: Mapped[QuantityColumn]
    replenishment_system: Mapped[ReplenishmentSystem] = mapped_column(
        default=ReplenishmentSystem.PURCHASE
    )
    vendor_no: Mapped[Code20 | None] = key_of("vendor.no")
    vendor_item_no: Mapped[Text50]
    currency_code: Mapped[Code10 | None] = key_of("currency.code")
    direct_unit_cost: Mapped[UnitPriceColumn]
    order_date: Mapped[date | None]
    ending_date: Mapped[date | None]
    due_date: Mapped[date | None]
    accept_action_message: Mapped[Flag]
    purchasing_code: Mapped[Code10 | None]
    drop_shipment: Mapped[Flag]
    special_order: Mapped[Flag]
    sales_order_no: Mapped[Code20 | None]
    sales_order_line_no: Mapped[int | None]
    sell_to_customer_no: Mapped[Code20 | None] = key_of("customer.no")
    ship_to_code: Mapped[Code10 | None]
    origin: Mapped[RequisitionOrigin] = mapped_column(default=RequisitionOrigin.MANUAL)
    order_promising_id: Mapped[Code20 | None]
    order_promising_line_no: Mapped[int | None]
    parent_line_no: Mapped[int | None]
    late: Mapped[Flag]
    failure: Mapped[Memo]


class RequisitionComponent(Base):
    """A component that a proposed assembly will need, in base units."""

    __tablename__ = "requisition_component"
    __table_args__ = (
        ForeignKeyConstraint(
            ["worksheet_name", "requisition_line_no"],
            ["requisition_line.worksheet_name", "requisition_line.line_no"],
            onupdate="CASCADE",
            ondelete="CASCADE",
        ),
        Index(None, "item_no", "variant_code", "location_code", "due_date"),
    )

    worksheet_name: Mapped[Code10] = mapped_column(primary_key=True)
    requisition_line_no: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    line_no: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    item_no: Mapped[Code20] = key_of("item.no")
    variant_code: Mapped[Code10 | None]
    location_code: Mapped[Code10 | None]
    quantity_per: Mapped[QuantityColumn]
    quantity: Mapped[QuantityColumn]
    due_date: Mapped[date | None]
    critical: Mapped[Flag]
    supplied_by_line_no: Mapped[int | None]
