"""What a purchase line takes from the item or account it buys, read in one statement."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, String, and_, bindparam, func, select
from sqlalchemy.orm import Session, aliased

from desktop.errors import FieldRefusal
from desktop.models.codes import Location
from desktop.models.finance import GlAccount
from desktop.models.items import Item, ItemTranslation, ItemUnitOfMeasure, ItemVariant
from desktop.models.promising import ItemLocation
from desktop.models.purchases import PurchaseLine
from desktop.models.values.numbers import ZERO, UnitPrice
from desktop.models.vat import VatPostingSetup
from desktop.models.vendors import ItemVendor
from desktop.models.words import GlAccountType, LineType
from desktop.services.items.described import described
from desktop.services.purchases.load import line_ref
from desktop.services.purchases.refusals import ItemNotBought
from desktop.services.sales.quantities import FINEST, LineUnit
from desktop.services.sales.refusals_lines import (
    AccountNotUsable,
    ItemUnknown,
    UnitUnknown,
    VariantBlocked,
    VariantUnknown,
)
from desktop.translation import _

PIECE = LineUnit()


@dataclass(frozen=True, slots=True)
class PurchaseSource:
    """What a line takes from its card; costs are per base unit.

    `vendor_cost` is in the vendor's currency, `last_direct_cost` in LCY; 0 says nothing. `lead`
    is that of item and vendor together, the vendor's own not yet among them (PF11). `block` is why
    this must not be bought. `is_translated` tells that the description is in the vendor's language.
    """

    description: str = ""
    description_2: str = ""
    vendor_item_no: str = ""
    unit_code: str | None = None
    unit: LineUnit = PIECE
    vendor_cost: UnitPrice = ZERO
    last_direct_cost: UnitPrice = ZERO
    gen_prod_posting_group: str | None = None
    vat_prod_posting_group: str | None = None
    inventory_posting_group: str | None = None
    purchasing_code: str | None = None
    is_stocked: bool = False
    lead: str = ""
    safety: str = ""
    inbound: str = ""
    location_calendar: str | None = None
    vat_setup: VatPostingSetup | None = None
    block: FieldRefusal | None = None
    is_translated: bool = False


_unit, _base = aliased(ItemUnitOfMeasure), aliased(ItemUnitOfMeasure)
_of_variant, _of_all = aliased(ItemVendor), aliased(ItemVendor)
_text, _variant_text = aliased(ItemTranslation), aliased(ItemTranslation)
_VARIANT = bindparam("variant_code", type_=String)
_VENDOR = bindparam("vendor_no", type_=String)
_LANGUAGE = bindparam("language_code", type_=String)
_LOCATION = bindparam("location_code", type_=String)
_VAT_BUS = bindparam("vat_bus", type_=String)
_WANTED_UNIT = func.coalesce(
    bindparam("unit_code", type_=String), Item.purchase_unit, Item.base_unit
)


def _bought(alias: type[ItemVendor], variant: Any) -> ColumnElement[bool]:  # noqa: ANN401  (a value or a bind)
    return and_(alias.item_no == Item.no, alias.vendor_no == _VENDOR, alias.variant_code == variant)


def _translated(alias: type[ItemTranslation], variant: Any) -> ColumnElement[bool]:  # noqa: ANN401  (a value or a bind)
    return and_(
        alias.item_no == Item.no,
        alias.variant_code == variant,
        alias.language_code == _LANGUAGE,
    )


# Built once: making its aliases anew would take longer than the database does to answer.
_ITEM = (
    select(
        Item,
        _unit,
        _base,
        VatPostingSetup,
        ItemVariant,
        _of_variant,
        _of_all,
        ItemLocation,
        Location,
        _text,
        _variant_text,
    )
    .select_from(Item)
    .outerjoin(_unit, and_(_unit.item_no == Item.no, _unit.unit_code == _WANTED_UNIT))
    .outerjoin(_base, and_(_base.item_no == Item.no, _base.unit_code == Item.base_unit))
    .outerjoin(
        VatPostingSetup,
        and_(
            VatPostingSetup.vat_bus_posting_group == _VAT_BUS,
            VatPostingSetup.vat_prod_posting_group == Item.vat_prod_posting_group,
        ),
    )
    .outerjoin(ItemVariant, and_(ItemVariant.item_no == Item.no, ItemVariant.code == _VARIANT))
    .outerjoin(_of_variant, _bought(_of_variant, _VARIANT))
    .outerjoin(_of_all, _bought(_of_all, ""))
    .outerjoin(
        ItemLocation,
        and_(
            ItemLocation.item_no == Item.no,
            ItemLocation.variant_code == _VARIANT,
            ItemLocation.location_code == func.coalesce(_LOCATION, ""),
        ),
    )
    .outerjoin(Location, Location.code == _LOCATION)
    .outerjoin(_text, _translated(_text, ""))
    .outerjoin(_variant_text, _translated(_variant_text, _VARIANT))
    .where(Item.no == bindparam("no", type_=String))
)
_ACCOUNT = (
    select(GlAccount, VatPostingSetup, Location)
    .select_from(GlAccount)
    .outerjoin(
        VatPostingSetup,
        and_(
            VatPostingSetup.vat_bus_posting_group == _VAT_BUS,
            VatPostingSetup.vat_prod_posting_group == GlAccount.vat_prod_posting_group,
        ),
    )
    .outerjoin(Location, Location.code == _LOCATION)
    .where(GlAccount.no == bindparam("no", type_=String))
)


def find_source(
    session: Session,
    line: PurchaseLine,
    *,
    language_code: str | None,
    default_safety: str,
    blank_inbound: str,
) -> PurchaseSource:
    """The card of the line's number, in its variant and unit; a blank unit means the usual one.

    `default_safety` and `blank_inbound` are the set-up's times, for items without a safety lead
    time and for the blank location. Raises ItemUnknown, UnitUnknown or VariantUnknown.
    """
    parameters = {
        "no": line.no,
        "vat_bus": line.vat_bus_posting_group,
        "location_code": line.location_code,
    }
    if line.type is LineType.GL_ACCOUNT:
        found: Any = session.execute(_ACCOUNT, parameters).one_or_none()
        if found is None:
            raise unknown_no(line, line.no)
        return _account_source(line, *found, blank_inbound=blank_inbound)
    parameters |= {
        "unit_code": line.unit_of_measure_code,
        "variant_code": line.variant_code or "",
        "vendor_no": line.buy_from_vendor_no,
        "language_code": language_code,
    }
    row: Any = session.execute(_ITEM, parameters).one_or_none()
    if row is None:
        raise unknown_no(line, line.no)
    return _item_source(line, row, default_safety, blank_inbound)


def unknown_no(line: PurchaseLine, value: object) -> ItemUnknown:
    """What is said when a typed number finds nothing."""
    return ItemUnknown(record=line_ref(line), field="no", value=value, line_no=line.line_no)


def _account_source(
    line: PurchaseLine,
    account: GlAccount,
    vat_setup: VatPostingSetup | None,
    location: Location | None,
    *,
    blank_inbound: str,
) -> PurchaseSource:
    return PurchaseSource(
        description=account.name,
        unit_code=line.unit_of_measure_code,
        gen_prod_posting_group=account.gen_prod_posting_group,
        vat_prod_posting_group=account.vat_prod_posting_group,
        inbound=_inbound(location, blank_inbound),
        location_calendar=location.base_calendar_code if location is not None else None,
        vat_setup=vat_setup,
        block=account_block(line, account),
    )


def _item_source(
    line: PurchaseLine,
    row: Any,  # noqa: ANN401  (a row of _ITEM)
    default_safety: str,
    blank_inbound: str,
) -> PurchaseSource:
    item, unit, base, vat_setup, variant, of_variant, of_all, at, location, *texts = row
    if line.variant_code and variant is None:
        raise VariantUnknown(
            record=line_ref(line),
            field="variant_code",
            no=line.no,
            variant_code=line.variant_code,
            line_no=line.line_no,
        )
    offers = [each for each in (of_variant, of_all) if each is not None]
    unit_code = line.unit_of_measure_code or item.purchase_unit or item.base_unit
    description, description_2 = described(item, variant, *texts)
    return PurchaseSource(
        description=description,
        description_2=description_2,
        is_translated=any(text is not None and text.description for text in texts),
        vendor_item_no=next((each.vendor_item_no for each in offers if each.vendor_item_no), "")
        or (item.vendor_item_no if item.vendor_no == line.buy_from_vendor_no else ""),
        unit_code=unit_code,
        unit=_unit_of(line, item, unit_code, (unit, base)),
        vendor_cost=next((each.direct_unit_cost for each in offers if each.direct_unit_cost), ZERO),
        last_direct_cost=item.last_direct_cost,
        gen_prod_posting_group=item.gen_prod_posting_group,
        vat_prod_posting_group=item.vat_prod_posting_group,
        inventory_posting_group=item.inventory_posting_group if item.is_stocked else None,
        purchasing_code=item.purchasing_code,
        is_stocked=item.is_stocked,
        lead=next((each.lead_time_calculation for each in offers if each.lead_time_calculation), "")
        or (at.lead_time_calculation if at is not None else "")
        or item.lead_time_calculation,
        safety=(at.safety_lead_time if at is not None else "")
        or item.safety_lead_time
        or default_safety,
        inbound=_inbound(location, blank_inbound),
        location_calendar=location.base_calendar_code if location is not None else None,
        vat_setup=vat_setup,
        block=item_block(line, item) or variant_block(line, variant),
    )


def _inbound(location: Location | None, blank_inbound: str) -> str:
    return blank_inbound if location is None else location.inbound_handling_time


def _unit_of(
    line: PurchaseLine,
    item: Item,
    unit_code: str | None,
    found: tuple[ItemUnitOfMeasure | None, ItemUnitOfMeasure | None],
) -> LineUnit:
    unit, base = found
    if unit is None and unit_code != item.base_unit:
        raise UnitUnknown(
            record=line_ref(line),
            field="unit_of_measure_code",
            no=line.no,
            unit_code=unit_code,
            line_no=line.line_no,
        )
    return LineUnit(
        unit.qty_per_unit if unit is not None else PIECE.qty_per_unit,
        (unit.qty_rounding_precision if unit is not None else ZERO) or FINEST,
        (base.qty_rounding_precision if base is not None else ZERO) or FINEST,
        item.base_unit or "",
    )


def item_block(line: PurchaseLine, item: Any) -> FieldRefusal | None:  # noqa: ANN401  (a card or a row of it)
    """Why an item must not be bought; None when it may."""
    if item.blocked:
        reason = item.block_reason or _("no reason given")
    elif item.purchasing_blocked:
        reason = _("Purchasing Blocked")
    else:
        return None
    return ItemNotBought(
        record=line_ref(line), field="no", no=item.no, reason=reason, line_no=line.line_no
    )


def variant_block(line: PurchaseLine, variant: Any) -> FieldRefusal | None:  # noqa: ANN401  (a card or a row of it)
    """Why a variant must not be bought; None when it may, or when the line has none."""
    if variant is None or not variant.blocked:
        return None
    return VariantBlocked(
        record=line_ref(line),
        field="variant_code",
        no=line.no,
        variant_code=variant.code,
        line_no=line.line_no,
    )


def account_block(line: PurchaseLine, account: GlAccount) -> FieldRefusal | None:
    """Why an account must not stand on a line; None when it may."""
    reason = None
    if account.blocked:
        reason = "blocked"
    elif account.account_type is not GlAccountType.POSTING:
        reason = "account_type"
    elif not account.direct_posting:
        reason = "direct_posting"
    if reason is None:
        return None
    return AccountNotUsable(
        record=line_ref(line),
        field="no",
        no=account.no,
        line_no=line.line_no,
        reason_field=reason,
    )
