"""Price lists: prices and line discounts agreed for customers, groups and campaigns (01 §7)."""

from datetime import date
from decimal import Decimal

from sqlalchemy import CheckConstraint, Index
from sqlalchemy.orm import Mapped, mapped_column

from desktop.models.base import Base, Versioned
from desktop.models.columns import (
    Code10,
    Code20,
    Flag,
    FlagOn,
    PercentColumn,
    QuantityColumn,
    Text100,
    UnitPriceColumn,
    UnitPriceType,
    key_of,
    part_of,
)
from desktop.models.pricing_words import PriceDefines, PriceProduct, PriceSource, PriceStatus
from desktop.models.values.numbers import RoundingMode

ONE = Decimal(1)


class PriceScope:
    """For whom, in which currency, when and in which VAT mode; a list's lines may inherit it."""

    source_type: Mapped[PriceSource] = mapped_column(default=PriceSource.ALL_CUSTOMERS)
    source_no: Mapped[Code20 | None]
    currency_code: Mapped[Code10 | None] = key_of("currency.code")
    starting_date: Mapped[date | None]
    ending_date: Mapped[date | None]
    price_includes_vat: Mapped[Flag]
    vat_bus_posting_group_price: Mapped[Code20 | None] = key_of("vat_bus_posting_group.code")


class PriceList(PriceScope, Versioned, Base):
    """A price list; unless `own_scope_per_line`, its scope holds for every line."""

    __tablename__ = "price_list"

    code: Mapped[Code20] = mapped_column(primary_key=True)
    description: Mapped[Text100]
    defines: Mapped[PriceDefines] = mapped_column(default=PriceDefines.PRICE_AND_DISCOUNT)
    allow_line_disc: Mapped[FlagOn]
    allow_invoice_disc: Mapped[FlagOn]
    status: Mapped[PriceStatus] = mapped_column(default=PriceStatus.DRAFT)
    own_scope_per_line: Mapped[Flag]
    no_series_code: Mapped[Code20 | None] = key_of("number_series.code")


class PriceListLine(PriceScope, Versioned, Base):
    """A price or discount; blank currency is the local one, blank variant and unit mean any.

    With a blank unit the price is per base unit and `minimum_quantity` counts base units. A line
    that was suggested or copied keeps what it was made from as `old_unit_price`.
    """

    __tablename__ = "price_list_line"
    __table_args__ = (
        CheckConstraint("minimum_quantity >= 0", name="minimum_quantity_not_negative"),
        CheckConstraint("unit_price >= 0", name="unit_price_not_negative"),
        # Finding prices: for each source that fits the document, the products of its lines.
        Index(
            "ix_price_list_line_source_product",
            "source_type",
            "source_no",
            "product_type",
            "product_no",
        ),
        # Special prices of an item, and lines that define the same.
        Index(None, "product_type", "product_no"),
    )

    price_list_code: Mapped[Code20] = part_of("price_list.code")
    line_no: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    product_type: Mapped[PriceProduct] = mapped_column(default=PriceProduct.ITEM)
    product_no: Mapped[Code20 | None]
    variant_code: Mapped[Code10 | None]
    unit_code: Mapped[Code10 | None] = key_of("unit_of_measure.code")
    minimum_quantity: Mapped[QuantityColumn]
    defines: Mapped[PriceDefines] = mapped_column(default=PriceDefines.PRICE_AND_DISCOUNT)
    unit_price: Mapped[UnitPriceColumn]
    line_discount_pct: Mapped[PercentColumn]
    allow_line_disc: Mapped[FlagOn]
    allow_invoice_disc: Mapped[FlagOn]
    status: Mapped[PriceStatus] = mapped_column(default=PriceStatus.DRAFT)
    old_unit_price: Mapped[Decimal | None] = mapped_column(UnitPriceType())


class RoundingMethod(Versioned, Base):
    """How prices of a bulk change are rounded from `minimum_amount` on; lines share a code (CU74).

    `amount_before` is added before rounding to `precision`, `amount_after` afterwards.
    """

    __tablename__ = "rounding_method"
    __table_args__ = (CheckConstraint("precision > 0", name="precision_positive"),)

    code: Mapped[Code10] = mapped_column(primary_key=True)
    line_no: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    minimum_amount: Mapped[UnitPriceColumn]
    amount_before: Mapped[UnitPriceColumn]
    precision: Mapped[QuantityColumn] = mapped_column(default=ONE)
    rounding_type: Mapped[RoundingMode] = mapped_column(default=RoundingMode.NEAREST)
    amount_after: Mapped[UnitPriceColumn]
