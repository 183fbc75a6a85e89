"""What can stand on a sales line: items, their units and variants, resources (01 §6)."""

from datetime import date

from sqlalchemy import CheckConstraint, Index, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from desktop.models.base import Base, Versioned
from desktop.models.columns import (
    Code10,
    Code20,
    Duration,
    Flag,
    FlagOn,
    PercentColumn,
    QuantityColumn,
    Text20,
    Text50,
    Text100,
    UnitPriceColumn,
    key_of,
    part_of,
)
from desktop.models.supply_words import AssemblyPolicy, ReorderingPolicy
from desktop.models.words import (
    CostingMethod,
    DefaultYesNo,
    ItemType,
    PriceProfitCalculation,
    ReferenceOwner,
    ReplenishmentSystem,
    Reserve,
    ResourceType,
)


class Item(Versioned, Base):
    """Goods or a service; prices per base unit in local currency."""

    __tablename__ = "item"
    __table_args__ = (Index(None, "description"), Index(None, "gtin"))

    no: Mapped[Code20] = mapped_column(primary_key=True)
    description: Mapped[Text100]
    description_2: Mapped[Text50]
    search_description: Mapped[Text100]
    type: Mapped[ItemType] = mapped_column(default=ItemType.INVENTORY)
    base_unit: Mapped[Code10 | None] = key_of("unit_of_measure.code")
    sales_unit: Mapped[Code10 | None] = key_of("unit_of_measure.code")
    purchase_unit: Mapped[Code10 | None] = key_of("unit_of_measure.code")
    item_category_code: Mapped[Code20 | None] = key_of("item_category.code")
    blocked: Mapped[Flag]
    block_reason: Mapped[Text100]
    sales_blocked: Mapped[Flag]
    purchasing_blocked: Mapped[Flag]
    picture: Mapped[bytes | None] = mapped_column(LargeBinary)
    gtin: Mapped[Text20]
    shelf_no: Mapped[Text20]
    net_weight: Mapped[QuantityColumn]
    gross_weight: Mapped[QuantityColumn]
    unit_volume: Mapped[QuantityColumn]
    units_per_parcel: Mapped[QuantityColumn]
    country_of_origin: Mapped[Code10 | None] = key_of("country_region.code")
    tariff_no: Mapped[Text20]
    automatic_ext_texts: Mapped[Flag]
    unit_price: Mapped[UnitPriceColumn]
    price_includes_vat: Mapped[Flag]
    vat_bus_posting_group_price: Mapped[Code20 | None] = key_of("vat_bus_posting_group.code")
    price_profit_calculation: Mapped[PriceProfitCalculation] = mapped_column(
        default=PriceProfitCalculation.PROFIT_FROM_PRICE
    )
    profit_pct: Mapped[PercentColumn]
    allow_invoice_disc: Mapped[FlagOn]
    item_disc_group: Mapped[Code20 | None] = key_of("item_disc_group.code")
    unit_list_price: Mapped[UnitPriceColumn]
    costing_method: Mapped[CostingMethod] = mapped_column(default=CostingMethod.FIFO)
    unit_cost: Mapped[UnitPriceColumn]
    last_direct_cost: Mapped[UnitPriceColumn]
    gen_prod_posting_group: Mapped[Code20 | None] = key_of("gen_prod_posting_group.code")
    vat_prod_posting_group: Mapped[Code20 | None] = key_of("vat_prod_posting_group.code")
    inventory_posting_group: Mapped[Code20 | None] = key_of("inventory_posting_group.code")
    replenishment_system: Mapped[ReplenishmentSystem] = mapped_column(
        default=ReplenishmentSystem.PURCHASE
    )
    vendor_no: Mapped[Code20 | None]
    vendor_item_no: Mapped[Text50]
    lead_time_calculation: Mapped[Duration]
    safety_lead_time: Mapped[Duration]
    purchasing_code: Mapped[Code10 | None]
    critical: Mapped[Flag]
    assembly_policy: Mapped[AssemblyPolicy] = mapped_column(
        default=AssemblyPolicy.ASSEMBLE_TO_STOCK
    )
    reordering_policy: Mapped[ReorderingPolicy] = mapped_column(default=ReorderingPolicy.NONE)
    safety_stock: Mapped[QuantityColumn]
    reorder_point: Mapped[QuantityColumn]
    reorder_quantity: Mapped[QuantityColumn]
    maximum_inventory: Mapped[QuantityColumn]
    minimum_order_quantity: Mapped[QuantityColumn]
    order_multiple: Mapped[QuantityColumn]
    created_from_catalog: Mapped[Flag]
    reserve: Mapped[Reserve] = mapped_column(default=Reserve.OPTIONAL)
    stockout_warning: Mapped[DefaultYesNo] = mapped_column(default=DefaultYesNo.DEFAULT)
    prevent_negative_inventory: Mapped[DefaultYesNo] = mapped_column(default=DefaultYesNo.DEFAULT)
    variant_mandatory: Mapped[DefaultYesNo] = mapped_column(default=DefaultYesNo.DEFAULT)
    no_series_code: Mapped[Code20 | None] = key_of("number_series.code")

    @property
    def is_stocked(self) -> bool:
        """Whether quantities of this item are kept in stock and valued."""
        return self.type is ItemType.INVENTORY


class ItemUnitOfMeasure(Versioned, Base):
    """A unit of an item: so many base units, rounded to a precision of its own (SD31)."""

    __tablename__ = "item_unit_of_measure"
    __table_args__ = (CheckConstraint("qty_per_unit > 0", name="qty_per_unit_positive"),)

    item_no: Mapped[Code20] = part_of("item.no")
    unit_code: Mapped[Code10] = part_of("unit_of_measure.code")
    qty_per_unit: Mapped[QuantityColumn] = mapped_column(default=1)
    qty_rounding_precision: Mapped[QuantityColumn]
    length: Mapped[QuantityColumn]
    width: Mapped[QuantityColumn]
    height: Mapped[QuantityColumn]
    weight: Mapped[QuantityColumn]


class ItemVariant(Versioned, Base):
    """A size, colour or finish of an item."""

    __tablename__ = "item_variant"

    item_no: Mapped[Code20] = part_of("item.no")
    code: Mapped[Code10] = mapped_column(primary_key=True)
    description: Mapped[Text100]
    blocked: Mapped[Flag]
    sales_blocked: Mapped[Flag]


class ItemTranslation(Versioned, Base):
    """An item's text in a document language; a blank variant ('') fits all."""

    __tablename__ = "item_translation"

    item_no: Mapped[Code20] = part_of("item.no")
    variant_code: Mapped[Code10] = mapped_column(primary_key=True, default="")
    language_code: Mapped[Code10] = part_of("language.code")
    description: Mapped[Text100]
    description_2: Mapped[Text50]


class ItemReference(Versioned, Base):
    """A number that a customer, a vendor or a barcode gives to an item (CU57)."""

    __tablename__ = "item_reference"
    __table_args__ = (Index(None, "reference_no"),)

    item_no: Mapped[Code20] = part_of("item.no")
    variant_code: Mapped[Code10] = mapped_column(primary_key=True, default="")
    unit_code: Mapped[Code10] = mapped_column(primary_key=True, default="")
    owner_type: Mapped[ReferenceOwner] = mapped_column(
        primary_key=True, default=ReferenceOwner.BARCODE
    )
    owner_no: Mapped[Code20] = mapped_column(primary_key=True, default="")
    reference_no: Mapped[Text50] = mapped_column(primary_key=True)
    description: Mapped[Text100]
    description_2: Mapped[Text50]
    starting_date: Mapped[date | None]
    ending_date: Mapped[date | None]


class ItemSubstitution(Versioned, Base):
    """An item that may be sold in the place of another (CU60); a blank variant ('') means any.

    `condition_text` says when it may, `relation` in the user's own words what the two are to each
    other. An `interchangeable` pair stands in the table twice, once from either side.
    """

    __tablename__ = "item_substitution"

    item_no: Mapped[Code20] = part_of("item.no")
    variant_code: Mapped[Code10] = mapped_column(primary_key=True, default="")
    substitute_no: Mapped[Code20] = part_of("item.no")
    substitute_variant_code: Mapped[Code10] = mapped_column(primary_key=True, default="")
    interchangeable: Mapped[Flag]
    condition_text: Mapped[Text100]
    relation: Mapped[Text50]


class PurchasingCode(Versioned, Base):
    """How a sold item is bought: sent by the vendor, or bought for this order (CU63)."""

    __tablename__ = "purchasing_code"

    code: Mapped[Code10] = mapped_column(primary_key=True)
    description: Mapped[Text100]
    drop_shipment: Mapped[Flag]
    special_order: Mapped[Flag]
    inactive: Mapped[Flag]


class Resource(Versioned, Base):
    """People and machines whose time is sold."""

    __tablename__ = "resource"
    __table_args__ = (Index(None, "name"),)

    no: Mapped[Code20] = mapped_column(primary_key=True)
    name: Mapped[Text100]
    type: Mapped[ResourceType] = mapped_column(default=ResourceType.PERSON)
    base_unit: Mapped[Code10 | None] = key_of("unit_of_measure.code")
    unit_price: Mapped[UnitPriceColumn]
    unit_cost: Mapped[UnitPriceColumn]
    price_includes_vat: Mapped[Flag]
    gen_prod_posting_group: Mapped[Code20 | None] = key_of("gen_prod_posting_group.code")
    vat_prod_posting_group: Mapped[Code20 | None] = key_of("vat_prod_posting_group.code")
    blocked: Mapped[Flag]
    automatic_ext_texts: Mapped[Flag]


class ResourceUnitOfMeasure(Versioned, Base):
    """A unit of a resource: a day of so many hours, for instance."""

    __tablename__ = "resource_unit_of_measure"
    __table_args__ = (CheckConstraint("qty_per_unit > 0", name="qty_per_unit_positive"),)

    resource_no: Mapped[Code20] = part_of("resource.no")
    unit_code: Mapped[Code10] = part_of("unit_of_measure.code")
    qty_per_unit: Mapped[QuantityColumn] = mapped_column(default=1)
