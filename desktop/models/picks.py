"""Picks: what somebody is to fetch from the shelves, and what was fetched (03 §12)."""

from datetime import datetime
from decimal import Decimal

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from desktop.models.base import Base, Versioned
from desktop.models.columns import (
    Code10,
    Code20,
    QuantityColumn,
    Text20,
    Text50,
    Text100,
    key_of,
)
from desktop.models.supply_words import PickStatus, ShortReason

ONE = Decimal(1)


class PickHeader(Versioned, Base):
    """One walk through the warehouse."""

    __tablename__ = "pick_header"

    no: Mapped[Code20] = mapped_column(primary_key=True)
    status: Mapped[PickStatus] = mapped_column(default=PickStatus.OPEN)
    location_code: Mapped[Code10 | None] = key_of("location.code")
    layout: Mapped[Text20]
    picker: Mapped[Text50]
    created_by: Mapped[Text50]
    created_at: Mapped[datetime | None]
    registered_at: Mapped[datetime | None]
    printed_at: Mapped[datetime | None]
    copies: Mapped[int] = mapped_column(default=0)

    lines: Mapped[list["PickLine"]] = relationship(
        back_populates="header",
        lazy="raise",
        order_by="PickLine.line_no",
        cascade="all, delete-orphan",
        passive_deletes=True,
    )


class PickLine(Versioned, Base):
    """Goods of one order line to fetch from one bin; a component names its kit's line.

    Quantities are in the line's unit. `outstanding_quantity` is what the order line still wanted
    when the pick was made: it tells whether somebody changed the order since (PF135).
    """

    __tablename__ = "pick_line"
    __table_args__ = (
        ForeignKeyConstraint(
            ["pick_no"], ["pick_header.no"], onupdate="CASCADE", ondelete="CASCADE"
        ),
        CheckConstraint("line_no > 0", name="line_no_positive"),
        Index(None, "order_no", "order_line_no"),
        Index(None, "item_no", "variant_code"),
    )

    pick_no: Mapped[Code20] = mapped_column(primary_key=True)
    line_no: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    order_no: Mapped[Code20]
    order_line_no: Mapped[int]
    parent_line_no: Mapped[int | None]
    item_no: Mapped[Code20] = key_of("item.no")
    variant_code: Mapped[Code10 | None]
    description: Mapped[Text100]
    location_code: Mapped[Code10 | None]
    bin: Mapped[Text20]
    unit_of_measure_code: Mapped[Code10 | None] = key_of("unit_of_measure.code")
    qty_per_unit: Mapped[QuantityColumn] = mapped_column(default=ONE)
    outstanding_quantity: Mapped[QuantityColumn]
    quantity_to_pick: Mapped[QuantityColumn]
    quantity_picked: Mapped[QuantityColumn]
    quantity_shipped: Mapped[QuantityColumn]
    short_reason: Mapped[ShortReason] = mapped_column(default=ShortReason.NONE)

    header: Mapped[PickHeader] = relationship(back_populates="lines", lazy="raise")
