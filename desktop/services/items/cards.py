"""The item card: what each field demands and brings along (CU52–CU54)."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from sqlalchemy import insert, inspect
from sqlalchemy.orm import Session
from stdnum import ean

from desktop.errors import Notice
from desktop.models.items import Item, ItemUnitOfMeasure
from desktop.models.ledgers import ItemLedgerEntry
from desktop.models.setup import GeneralLedgerSetup, InventorySetup
from desktop.models.vat import VatPostingSetup
from desktop.models.words import (
    ItemType,
    PriceProfitCalculation,
)
from desktop.services.context import UserContext
from desktop.services.database import report_changes
from desktop.services.items.card_refusals import (
    BaseUnitIsOne,
    GtinCheckDigit,
    GtinLength,
    ItemLockedByBills,
    ItemLockedByEntries,
    ItemLockedByLines,
    ItemUnitUnknown,
    TypeHasNoStock,
    UnitInUse,
)
from desktop.services.items.profit import CardFigures, in_step, vat_within
from desktop.services.items.supply_rules import SUPPLY_QUANTITIES, check_assembly_policy
from desktop.services.items.uses import bill_lines_of, entries_of, lines_of
from desktop.services.numbering.cards import chosen_series, number_card
from desktop.services.setup.field_infos import table_of
from desktop.services.setup.record_engine import plain_defaults, ref_of
from desktop.services.setup.record_rules import FieldRule, FollowUp, RecordRules
from desktop.services.setup.rules import (
    default_vat_prod_group,
    not_negatives,
    only_if_blank,
    positive,
)
from desktop.translation import N_

SERIES = (InventorySetup, "item_nos")
GTIN_LENGTHS = frozenset({8, 12, 13, 14})
NEEDED_ON_DOCUMENTS: tuple[str, ...] = (
    "base_unit",
    "gen_prod_posting_group",
    "vat_prod_posting_group",
)


def new_item(session: Session, item: Item, context: UserContext) -> None:
    """Give a new card its number."""
    number_card(session, item, SERIES, context)


def begin_item(session: Session, item: Item, _context: UserContext) -> None:
    """A new item is valued as the set-up says."""
    item.costing_method = session.get_one(InventorySetup, 1).default_costing_method


def keep_base_unit(session: Session, item: Item, _context: UserContext) -> None:
    """The base unit is one of the item's units, of quantity 1 (CU53)."""
    if not item.base_unit:
        return
    unit = session.get(ItemUnitOfMeasure, (item.no, item.base_unit))
    if unit is None:
        session.add(
            ItemUnitOfMeasure(item_no=item.no, unit_code=item.base_unit, qty_per_unit=Decimal(1))
        )
    elif unit.qty_per_unit != 1:
        raise BaseUnitIsOne(
            record=ref_of("item", item), field="base_unit", unit=item.base_unit, no=item.no
        )


def add_base_units(session: Session, items: Sequence[Item], _context: UserContext) -> None:
    """New items get the rows of their base units; nothing can be their unit before it is there."""
    table = ItemUnitOfMeasure.__tablename__
    blank = dict(plain_defaults(table))
    units = [
        {**blank, "item_no": item.no, "unit_code": item.base_unit, "qty_per_unit": Decimal(1)}
        for item in items
        if item.base_unit
    ]
    if units:
        session.execute(insert(table_of(table)), units)
        report_changes(session, table)


def check_item(session: Session, item: Item, context: UserContext) -> None:
    """Only inventory items have an inventory group; a saved item keeps its base unit's row.

    Who assembles an item to order replenishes it by assembling it (PF117).
    """
    if item.type is not ItemType.INVENTORY and item.inventory_posting_group:
        raise TypeHasNoStock(
            record=ref_of("item", item),
            field="inventory_posting_group",
            no=item.no,
            type=item.type,
            entered_field="inventory_posting_group",
        )
    check_assembly_policy(item)
    if inspect(item).persistent:
        keep_base_unit(session, item, context)


def after_type(_session: Session, item: Item, _old: object, _context: UserContext) -> None:
    """A service has no inventory group."""
    if item.type is not ItemType.INVENTORY:
        item.inventory_posting_group = None


def fixed_by_entries(field: str) -> FieldRule:
    """A rule for a field that stays once the item has entries; a new item has none."""

    def check(session: Session, item: Item, value: object, _context: UserContext) -> object:
        count = entries_of(session, item.no) if inspect(item).persistent else 0
        if count:
            raise ItemLockedByEntries(
                record=ref_of("item", item),
                field=field,
                entered_field=field,
                no=item.no,
                count=count,
            )
        return value

    return check


def item_type(session: Session, item: Item, value: object, context: UserContext) -> object:
    """What an item is stays while lines, bills of materials or entries count on it (CU52)."""
    if not inspect(item).persistent:
        return value
    for kind, count_of in ((ItemLockedByLines, lines_of), (ItemLockedByBills, bill_lines_of)):
        count = count_of(session, item.no)
        if count:
            raise kind(
                record=ref_of("item", item),
                field="type",
                entered_field="type",
                no=item.no,
                count=count,
            )
    return fixed_by_entries("type")(session, item, value, context)


def base_unit(session: Session, item: Item, value: object, _context: UserContext) -> object:
    """The base unit stays while lines or open entries are counted in it (CU53)."""
    if not inspect(item).persistent:
        return value
    count = lines_of(session, item.no) + entries_of(session, item.no, ItemLedgerEntry.open)
    if count and item.base_unit:
        raise UnitInUse(
            record=ref_of("item", item),
            field="base_unit",
            unit=item.base_unit,
            no=item.no,
            count=count,
        )
    return value


def other_unit(field: str) -> FieldRule:
    """A rule for the unit that a saved item is sold or bought in: it is one of the item's own.

    A new item may name it before its units are there.
    """

    def check(session: Session, item: Item, value: object, _context: UserContext) -> object:
        unit = str(value or "")
        is_asked = unit and inspect(item).persistent
        if is_asked and session.get(ItemUnitOfMeasure, (item.no, unit)) is None:
            raise ItemUnitUnknown(record=ref_of("item", item), field=field, unit=unit, no=item.no)
        return value

    return check


def unit_cost(session: Session, item: Item, value: object, context: UserContext) -> object:
    """A cost is zero or more, and is the ledger's once there are entries (CU54)."""
    checked = not_negatives("unit_cost")["unit_cost"](session, item, value, context)
    return fixed_by_entries("unit_cost")(session, item, checked, context)


def gtin(_session: Session, item: Item, value: object, _context: UserContext) -> object:
    """A barcode number whose last digit checks the others."""
    number = "".join(str(value or "").split())
    if not number:
        return ""
    ref = ref_of("item", item)
    if len(number) not in GTIN_LENGTHS or not (number.isascii() and number.isdigit()):
        raise GtinLength(record=ref, field="gtin", gtin=number)
    digit = str(ean.calc_check_digit(number[:-1]))
    if number[-1] != digit:
        raise GtinCheckDigit(record=ref, field="gtin", gtin=number, digit=digit)
    return number


def profit_or_price(session: Session, item: Item, _old: object, _context: UserContext) -> None:
    """Keep price and profit in step, whichever follows the other (CU54)."""
    figures = CardFigures(
        item.unit_price, item.unit_cost, item.profit_pct, _vat_rate(session, item)
    )
    calculation = item.price_profit_calculation
    precision = Decimal(0)
    if calculation is PriceProfitCalculation.PRICE_FROM_PROFIT:  # only a price is rounded by it
        precision = session.get_one(GeneralLedgerSetup, 1).unit_amount_precision
    price, profit = in_step(figures, calculation, precision)
    # An import asks this several times of each item, and nearly always nothing follows.
    if price != item.unit_price:
        item.unit_price = price
    if profit != item.profit_pct:
        item.profit_pct = profit


def both(first: FollowUp, second: FollowUp) -> FollowUp:
    """One follow-up after the other."""

    def follow(session: Session, item: Item, old: object, context: UserContext) -> None:
        first(session, item, old, context)
        second(session, item, old, context)

    return follow


def qty_per_unit(
    session: Session, unit: ItemUnitOfMeasure, value: object, context: UserContext
) -> object:
    """What a unit holds stays once it was used; the base unit holds one (CU53)."""
    value = positive("qty_per_unit")(session, unit, value, context)
    item = session.get(Item, unit.item_no)
    ref = ref_of("item_unit_of_measure", unit)
    if item is not None and item.base_unit == unit.unit_code and value != 1:
        raise BaseUnitIsOne(record=ref, field="qty_per_unit", unit=unit.unit_code, no=item.no)
    if not inspect(unit).persistent:
        return value
    no, code = unit.item_no, unit.unit_code
    count = lines_of(session, no, code)
    count += entries_of(
        session, no, ItemLedgerEntry.unit_of_measure_code == code, ItemLedgerEntry.open
    )
    if count:
        raise UnitInUse(
            record=ref, field="qty_per_unit", unit=unit.unit_code, no=unit.item_no, count=count
        )
    return value


def to_do(item: Item) -> tuple[Notice, ...]:
    """What is still to do before the item can stand on a line."""
    needed = NEEDED_ON_DOCUMENTS
    if item.type is ItemType.INVENTORY:
        needed = (*needed, "inventory_posting_group")
    return tuple(
        Notice(
            "item.to_do",
            N_("{entered_field} must be filled in before item {no} can be used."),
            {"entered_field": name, "no": item.no},
            record=ref_of("item", item),
            field=name,
        )
        for name in needed
        if not getattr(item, name)
    )


def unit_notices(
    session: Session, unit: ItemUnitOfMeasure, _context: UserContext
) -> tuple[Notice, ...]:
    """A unit that the base unit's precision does not divide has rounded quantities (CU53)."""
    item = session.get(Item, unit.item_no)
    base = session.get(ItemUnitOfMeasure, (unit.item_no, (item and item.base_unit) or ""))
    precision = base.qty_rounding_precision if base else Decimal(0)
    if not precision or not unit.qty_per_unit % precision:
        return ()
    return (
        Notice(
            "item.unit_no_multiple",
            N_(
                "Unit {unit} holds {quantity}, which is no multiple of the rounding precision "
                "{precision} of base unit {base_unit}: quantities in base units will be rounded."
            ),
            {
                "unit": unit.unit_code,
                "quantity": unit.qty_per_unit,
                "precision": precision,
                "base_unit": base.unit_code if base else "",
            },
            record=ref_of("item_unit_of_measure", unit),
            field="qty_per_unit",
        ),
    )


def _vat_rate(session: Session, item: Item) -> Decimal:
    """The rate within the card price, in percent; 0 when the price is without VAT."""
    if not item.price_includes_vat:
        return Decimal(0)
    groups = (item.vat_bus_posting_group_price or "", item.vat_prod_posting_group or "")
    setup = session.get(VatPostingSetup, groups)
    return vat_within(
        price_includes_vat=True,
        vat_pct=setup.vat_pct if setup else None,
        kind=setup.vat_calculation_type if setup else None,
    )


ITEM_RULES: dict[str, RecordRules] = {
    "item": RecordRules(
        independent=True,
        begins=begin_item,
        new=new_item,
        kept_beside=add_base_units,
        check=check_item,
        to_do=to_do,
        fields={
            "no_series_code": chosen_series(SERIES),
            "gtin": gtin,
            "type": item_type,
            "base_unit": base_unit,
            "sales_unit": other_unit("sales_unit"),
            "purchase_unit": other_unit("purchase_unit"),
            "costing_method": fixed_by_entries("costing_method"),
            "unit_cost": unit_cost,
            **not_negatives(
                "unit_price", "unit_list_price", "units_per_parcel", *SUPPLY_QUANTITIES
            ),
        },
        follow_ups={
            "description": only_if_blank("search_description", "description", str.upper),
            "type": after_type,
            "gen_prod_posting_group": both(default_vat_prod_group, profit_or_price),
            "vat_prod_posting_group": profit_or_price,
            "unit_price": profit_or_price,
            "unit_cost": profit_or_price,
            "profit_pct": profit_or_price,
            "price_includes_vat": profit_or_price,
            "vat_bus_posting_group_price": profit_or_price,
            "price_profit_calculation": profit_or_price,
        },
    ),
    "item_template": RecordRules(
        fields=not_negatives(
            *("unit_price", "unit_list_price", "unit_cost", "units_per_parcel"), *SUPPLY_QUANTITIES
        )
    ),
    "item_unit_of_measure": RecordRules(
        fields={
            "qty_per_unit": qty_per_unit,
            **not_negatives("qty_rounding_precision", "length", "width", "height", "weight"),
        },
        notices=unit_notices,
    ),
}
"""The rules of items and their units, by table."""
