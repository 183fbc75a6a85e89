"""Kits: what they are made of, the orders that make them and what was made (03 §11)."""

from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import BigInteger, CheckConstraint, ForeignKeyConstraint, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from desktop.models.base import Base, Versioned
from desktop.models.columns import (
    AmountColumn,
    Code10,
    Code20,
    Duration,
    Flag,
    QuantityColumn,
    Text20,
    Text50,
    Text100,
    UnitPriceColumn,
    key_of,
    part_of,
)
from desktop.models.supply_words import AssemblyType, BomLineType, ResourceUsage
from desktop.models.values.keys import DocumentType
from desktop.models.words import Status

ONE = Decimal(1)


class BomComponent(Versioned, Base):
    """A part of an item's bill of materials: so much of it for one base unit of the parent.

    The component is needed `lead_time_offset` before the work begins.
    """

    __tablename__ = "bom_component"
    __table_args__ = (
        CheckConstraint("line_no > 0", name="line_no_positive"),
        Index(None, "type", "no"),
    )

    parent_item_no: Mapped[Code20] = part_of("item.no")
    line_no: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    type: Mapped[BomLineType] = mapped_column(default=BomLineType.ITEM)
    no: Mapped[Code20 | None]
    variant_code: Mapped[Code10 | None]
    description: Mapped[Text100]
    unit_of_measure_code: Mapped[Code10 | None] = key_of("unit_of_measure.code")
    quantity_per: Mapped[QuantityColumn]
    resource_usage: Mapped[ResourceUsage] = mapped_column(default=ResourceUsage.DIRECT)
    lead_time_offset: Mapped[Duration]
    position: Mapped[Text20]


class AssembledItem:
    """What is put together, where and by when."""

    item_no: Mapped[Code20 | None]
    variant_code: Mapped[Code10 | None]
    description: Mapped[Text100]
    location_code: Mapped[Code10 | None]
    bin: Mapped[Text20]
    unit_of_measure_code: Mapped[Code10 | None]
    qty_per_unit: Mapped[QuantityColumn] = mapped_column(default=ONE)
    quantity: Mapped[QuantityColumn]
    quantity_base: Mapped[QuantityColumn]
    starting_date: Mapped[date | None]
    ending_date: Mapped[date | None]
    due_date: Mapped[date | None]
    posting_date: Mapped[date | None]
    gen_prod_posting_group: Mapped[Code20 | None]
    inventory_posting_group: Mapped[Code20 | None]
    unit_cost: Mapped[UnitPriceColumn]
    cost_amount: Mapped[AmountColumn]


class AssemblyPart:
    """What goes into a kit: kind, number, unit and how much of it for one of the kits."""

    type: Mapped[BomLineType] = mapped_column(default=BomLineType.ITEM)
    no: Mapped[Code20 | None]
    variant_code: Mapped[Code10 | None]
    description: Mapped[Text100]
    location_code: Mapped[Code10 | None]
    bin: Mapped[Text20]
    unit_of_measure_code: Mapped[Code10 | None]
    qty_per_unit: Mapped[QuantityColumn] = mapped_column(default=ONE)
    quantity_per: Mapped[QuantityColumn]
    quantity: Mapped[QuantityColumn]
    quantity_base: Mapped[QuantityColumn]
    resource_usage: Mapped[ResourceUsage] = mapped_column(default=ResourceUsage.DIRECT)
    lead_time_offset: Mapped[Duration]
    position: Mapped[Text20]
    due_date: Mapped[date | None]
    gen_prod_posting_group: Mapped[Code20 | None]
    inventory_posting_group: Mapped[Code20 | None]
    unit_cost: Mapped[UnitPriceColumn]
    cost_amount: Mapped[AmountColumn]


class AssemblyHeader(AssembledItem, Versioned, Base):
    """An assembly document: for stock, or for the sales line that an `ato_link` names."""

    __tablename__ = "assembly_header"
    __table_args__ = (
        ForeignKeyConstraint(["item_no"], ["item.no"], onupdate="CASCADE"),
        ForeignKeyConstraint(["location_code"], ["location.code"], onupdate="CASCADE"),
        Index(None, "item_no", "variant_code", "location_code", "due_date"),
    )

    document_type: Mapped[AssemblyType] = mapped_column(primary_key=True)
    no: Mapped[Code20] = mapped_column(primary_key=True)
    status: Mapped[Status] = mapped_column(default=Status.OPEN)
    quantity_to_assemble: Mapped[QuantityColumn]
    quantity_to_assemble_base: Mapped[QuantityColumn]
    assembled_quantity: Mapped[QuantityColumn]
    assembled_quantity_base: Mapped[QuantityColumn]
    remaining_quantity: Mapped[QuantityColumn]
    remaining_quantity_base: Mapped[QuantityColumn]
    last_posting_no: Mapped[Code20 | None]
    no_series_code: Mapped[Code20 | None] = key_of("number_series.code")

    lines: Mapped[list["AssemblyLine"]] = relationship(
        back_populates="header",
        lazy="raise",
        order_by="AssemblyLine.line_no",
        cascade="all, delete-orphan",
        passive_deletes=True,
    )


class AssemblyLine(AssemblyPart, Versioned, Base):
    """A component, a resource or a text of an assembly document.

    `consumed` and `remaining` count in the line's unit; `avail_warning`: there will be too
    little of the component on its due date.
    """

    __tablename__ = "assembly_line"
    __table_args__ = (
        ForeignKeyConstraint(
            ["document_type", "document_no"],
            ["assembly_header.document_type", "assembly_header.no"],
            onupdate="CASCADE",
            ondelete="CASCADE",
        ),
        CheckConstraint("line_no > 0", name="line_no_positive"),
        Index(None, "type", "no", "variant_code", "location_code", "due_date"),
    )

    document_type: Mapped[AssemblyType] = mapped_column(primary_key=True)
    document_no: Mapped[Code20] = mapped_column(primary_key=True)
    line_no: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    quantity_to_consume: Mapped[QuantityColumn]
    quantity_to_consume_base: Mapped[QuantityColumn]
    consumed: Mapped[QuantityColumn]
    consumed_base: Mapped[QuantityColumn]
    remaining: Mapped[QuantityColumn]
    remaining_base: Mapped[QuantityColumn]
    avail_warning: Mapped[Flag]

    header: Mapped[AssemblyHeader] = relationship(back_populates="lines", lazy="raise")


class AtoLink(Base):
    """That an assembly document is made for one sales line (PF118)."""

    __tablename__ = "ato_link"
    __table_args__ = (
        ForeignKeyConstraint(
            ["assembly_type", "assembly_no"],
            ["assembly_header.document_type", "assembly_header.no"],
            onupdate="CASCADE",
            ondelete="CASCADE",
        ),
        ForeignKeyConstraint(
            ["document_type", "document_no", "document_line_no"],
            ["sales_line.document_type", "sales_line.document_no", "sales_line.line_no"],
            onupdate="CASCADE",
        ),
        UniqueConstraint("document_type", "document_no", "document_line_no"),
    )

    assembly_type: Mapped[AssemblyType] = mapped_column(primary_key=True)
    assembly_no: Mapped[Code20] = mapped_column(primary_key=True)
    document_type: Mapped[DocumentType]
    document_no: Mapped[Code20]
    document_line_no: Mapped[int]


class PostedAssemblyHeader(AssembledItem, Base):
    """Kits that were put together; `reversed` when they were taken apart again (PF116)."""

    __tablename__ = "posted_assembly_header"
    __table_args__ = (Index(None, "order_no"), Index(None, "item_no"), Index(None, "posting_date"))

    no: Mapped[Code20] = mapped_column(primary_key=True)
    order_no: Mapped[Code20]
    assemble_to_order: Mapped[Flag]
    item_output_entry_no: Mapped[int | None] = mapped_column(BigInteger)
    reversed: Mapped[Flag]
    user: Mapped[Text50]
    created_at: Mapped[datetime]
    posting_id: Mapped[Text50]


class PostedAssemblyLine(AssemblyPart, Base):
    """What went into those kits."""

    __tablename__ = "posted_assembly_line"
    __table_args__ = (Index(None, "order_no", "order_line_no"),)

    document_no: Mapped[Code20] = mapped_column(primary_key=True)
    line_no: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    order_no: Mapped[Code20]
    order_line_no: Mapped[int]
    item_entry_no: Mapped[int | None] = mapped_column(BigInteger)


class PostedAtoLink(Base):
    """That kits were put together for a line of a shipment; quantity in base units."""

    __tablename__ = "posted_ato_link"
    __table_args__ = (Index(None, "shipment_no", "shipment_line_no"), Index(None, "order_no"))

    posted_assembly_no: Mapped[Code20] = mapped_column(primary_key=True)
    assembly_no: Mapped[Code20]
    order_no: Mapped[Code20]
    order_line_no: Mapped[int]
    shipment_no: Mapped[Code20]
    shipment_line_no: Mapped[int]
    quantity: Mapped[QuantityColumn]
