"""What a line takes from the item, resource or account it sells, read in one statement."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sqlalchemy import ColumnElement, String, and_, bindparam, func, literal, select
from sqlalchemy.orm import Session, aliased

from desktop.errors import FieldRefusal, Notice
from desktop.models.finance import GlAccount
from desktop.models.items import (
    Item,
    ItemTranslation,
    ItemUnitOfMeasure,
    ItemVariant,
    PurchasingCode,
    Resource,
    ResourceUnitOfMeasure,
)
from desktop.models.sales import SalesLine
from desktop.models.supply_words import AssemblyPolicy
from desktop.models.values.numbers import ZERO, Percent, Quantity, UnitPrice
from desktop.models.vat import VatPostingSetup
from desktop.models.words import GlAccountType, LineType, Reserve
from desktop.services.items.described import described
from desktop.services.pricing.values import NO_PRICE, CardPrice
from desktop.services.sales.load import line_ref
from desktop.services.sales.quantities import FINEST, LineUnit
from desktop.services.sales.refusals_lines import (
    AccountNotUsable,
    ItemBlocked,
    ItemSalesBlocked,
    ItemUnknown,
    ResourceBlocked,
    UnitUnknown,
    VariantBlocked,
    VariantUnknown,
)
from desktop.services.vat.calculation import charged_pct
from desktop.translation import N_, _

ONE = Decimal(1)
PIECE = LineUnit()


@dataclass(frozen=True, slots=True)
class LineSource:
    """What a line takes from its card; weights, volume and cost are per base unit.

    `vat_setup` belongs to the card's VAT group, None when the pair is not set up. `block` is why
    this must not be sold, `note` a remark for who sells it all the same.
    """

    type: LineType
    no: str
    description: str = ""
    description_2: str = ""
    unit_code: str | None = None
    unit: LineUnit = PIECE
    price: CardPrice = NO_PRICE
    unit_cost: UnitPrice = ZERO
    allow_invoice_disc: bool = True
    item_disc_group: str | None = None
    gen_prod_posting_group: str | None = None
    vat_prod_posting_group: str | None = None
    inventory_posting_group: str | None = None
    net_weight: Quantity = ZERO
    gross_weight: Quantity = ZERO
    unit_volume: Quantity = ZERO
    units_per_parcel: Quantity = ZERO
    reserve: Reserve = Reserve.NEVER
    is_stocked: bool = False
    assembles_to_order: bool = False
    automatic_ext_texts: bool = False
    purchasing: PurchasingCode | None = None
    note: Notice | None = None
    vat_setup: VatPostingSetup | None = None
    block: FieldRefusal | None = None

    @property
    def base_unit(self) -> str:
        """The unit in which the card's price and stock are kept; blank on accounts."""
        return self.unit.base_unit


def find_source(
    session: Session, line: SalesLine, *, language_code: str | None, vat_bus: str | None
) -> LineSource:
    """The card of the line's number, in its variant and unit; a blank unit means the usual one.

    Raises ItemUnknown, UnitUnknown or VariantUnknown.
    """
    if line.type is LineType.ITEM:
        return _item_source(session, line, language_code, vat_bus)
    if line.type is LineType.RESOURCE:
        return _resource_source(session, line, vat_bus)
    return _account_source(session, line, vat_bus)


def vat_setup_of(
    session: Session, vat_bus: str | None, vat_prod: str | None
) -> VatPostingSetup | None:
    """The VAT posting setup of a pair of groups, None when there is none."""
    if vat_bus is None or vat_prod is None:
        return None
    return session.get(VatPostingSetup, (vat_bus, vat_prod))


def check_not_blocked(source: LineSource) -> None:
    """Refuse what must not be sold (SD23, CU55); sales-blocked does not hinder returns.

    Raises ItemBlocked, ItemSalesBlocked, VariantBlocked, ResourceBlocked or AccountNotUsable.
    """
    if source.block is not None:
        raise source.block


def item_block(line: SalesLine, item: Item, variant: ItemVariant | None) -> FieldRefusal | None:
    """Why an item, or its variant, must not be sold on a line; None when it may (SD23)."""
    ref, is_return = line_ref(line), line.document_type.is_return
    if item.blocked:
        return ItemBlocked(
            record=ref,
            field="no",
            no=item.no,
            reason=item.block_reason or _("no reason given"),
            line_no=line.line_no,
        )
    if item.sales_blocked and not is_return:
        return ItemSalesBlocked(record=ref, field="no", no=item.no, line_no=line.line_no)
    if variant is not None and (variant.blocked or (variant.sales_blocked and not is_return)):
        return VariantBlocked(
            record=ref,
            field="variant_code",
            no=item.no,
            variant_code=variant.code,
            line_no=line.line_no,
        )
    return None


def _item_note(line: SalesLine, item: Item, variant: ItemVariant | None) -> Notice | None:
    """What should be known of an item that is taken back though it is not sold any more (CU55)."""
    if not line.document_type.is_return:
        return None
    parameters = {"no": item.no, "line_no": line.line_no}
    if item.sales_blocked:
        return Notice(
            "sales.item_sales_blocked_note",
            N_("Item {no} on line {line_no} is blocked for sales; it may be taken back."),
            parameters,
            record=line_ref(line),
            field="no",
        )
    if variant is not None and variant.sales_blocked:
        return Notice(
            "sales.variant_sales_blocked_note",
            N_(
                "Variant {variant_code} of item {no} on line {line_no} is blocked for sales; "
                "it may be taken back."
            ),
            {**parameters, "variant_code": variant.code},
            record=line_ref(line),
            field="variant_code",
        )
    return None


def resource_block(line: SalesLine, resource: Resource) -> FieldRefusal | None:
    """Why a resource must not be sold on a line; None when it may (SD23)."""
    if not resource.blocked:
        return None
    return ResourceBlocked(record=line_ref(line), field="no", no=resource.no, line_no=line.line_no)


def account_block(line: SalesLine, account: GlAccount) -> FieldRefusal | None:
    """Why an account must not stand on a line; None when it may (SD23)."""
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


def _pair(setup: type[VatPostingSetup], vat_bus: Any, vat_prod: Any) -> ColumnElement[bool]:  # noqa: ANN401  (columns or values)
    return and_(setup.vat_bus_posting_group == vat_bus, setup.vat_prod_posting_group == vat_prod)


def _translation(
    text: type[ItemTranslation], variant_code: ColumnElement[str], language_code: ColumnElement[str]
) -> ColumnElement[bool]:
    return and_(
        text.item_no == Item.no,
        text.variant_code == variant_code,
        text.language_code == language_code,
    )


_unit, _base = aliased(ItemUnitOfMeasure), aliased(ItemUnitOfMeasure)
_vat, _card_vat = aliased(VatPostingSetup), aliased(VatPostingSetup)
_text, _variant_text = aliased(ItemTranslation), aliased(ItemTranslation)
_WANTED_UNIT = func.coalesce(bindparam("unit_code", type_=String), Item.sales_unit, Item.base_unit)
_VARIANT = bindparam("variant_code", type_=String)
_LANGUAGE = bindparam("language_code", type_=String)
_VAT_BUS = bindparam("vat_bus", type_=String)

# Built once: making its six aliases anew took longer than the database took to answer.
_ITEM = (
    select(Item, _unit, _base, _vat, _card_vat, PurchasingCode, ItemVariant, _text, _variant_text)
    .select_from(Item)
    .outerjoin(_unit, and_(_unit.item_no == Item.no, _unit.unit_code == _WANTED_UNIT))
    .outerjoin(_base, and_(_base.item_no == Item.no, _base.unit_code == Item.base_unit))
    .outerjoin(_vat, _pair(_vat, _VAT_BUS, Item.vat_prod_posting_group))
    .outerjoin(
        _card_vat,
        _pair(_card_vat, Item.vat_bus_posting_group_price, Item.vat_prod_posting_group),
    )
    .outerjoin(PurchasingCode, PurchasingCode.code == Item.purchasing_code)
    .outerjoin(ItemVariant, and_(ItemVariant.item_no == Item.no, ItemVariant.code == _VARIANT))
    .outerjoin(_text, _translation(_text, literal(""), _LANGUAGE))
    .outerjoin(_variant_text, _translation(_variant_text, _VARIANT, _LANGUAGE))
    .where(Item.no == bindparam("no", type_=String))
)
"""An item with everything that a line takes from it, its unit, its variant and the set-up."""


def _item_source(
    session: Session, line: SalesLine, language_code: str | None, vat_bus: str | None
) -> LineSource:
    parameters = {
        "no": line.no,
        "unit_code": line.unit_of_measure_code,
        "variant_code": line.variant_code or "",
        "language_code": language_code,
        "vat_bus": vat_bus,
    }
    row: Any = session.execute(_ITEM, parameters).one_or_none()
    if row is None:
        raise unknown_no(line, line.no)
    return item_source(line, row)


def item_source(line: SalesLine, row: Any) -> LineSource:  # noqa: ANN401  (a row of _ITEM)
    """What a line takes from an item, of a row as `_ITEM` reads it.

    Raises UnitUnknown or VariantUnknown.
    """
    item, item_unit, base_unit, vat_setup, card_setup, purchasing, variant, *texts = row
    if line.variant_code and variant is None:
        raise VariantUnknown(
            record=line_ref(line),
            field="variant_code",
            no=line.no,
            variant_code=line.variant_code,
            line_no=line.line_no,
        )
    unit_code = line.unit_of_measure_code or item.sales_unit or item.base_unit
    description, description_2 = described(item, variant, *texts)
    return LineSource(
        type=LineType.ITEM,
        no=item.no,
        description=description,
        description_2=description_2,
        unit_code=unit_code,
        unit=_item_unit(line, item, unit_code, item_unit, base_unit),
        price=CardPrice(item.unit_price, item.price_includes_vat, _charged(card_setup)),
        unit_cost=item.unit_cost,
        allow_invoice_disc=item.allow_invoice_disc,
        item_disc_group=item.item_disc_group,
        gen_prod_posting_group=item.gen_prod_posting_group,
        vat_prod_posting_group=item.vat_prod_posting_group,
        inventory_posting_group=item.inventory_posting_group if item.is_stocked else None,
        is_stocked=item.is_stocked,
        assembles_to_order=item.is_stocked
        and item.assembly_policy is AssemblyPolicy.ASSEMBLE_TO_ORDER,
        automatic_ext_texts=item.automatic_ext_texts,
        purchasing=purchasing,
        note=_item_note(line, item, variant),
        net_weight=item.net_weight,
        gross_weight=item.gross_weight,
        unit_volume=item.unit_volume,
        units_per_parcel=item.units_per_parcel,
        reserve=item.reserve if item.is_stocked else Reserve.NEVER,
        vat_setup=vat_setup,
        block=item_block(line, item, variant),
    )


def _charged(setup: VatPostingSetup | None) -> Percent | None:
    if setup is None:
        return None
    return charged_pct(setup.vat_pct, setup.vat_calculation_type)


def _item_unit(
    line: SalesLine,
    item: Item,
    unit_code: str | None,
    unit: ItemUnitOfMeasure | None,
    base: ItemUnitOfMeasure | None,
) -> LineUnit:
    base_precision = base.qty_rounding_precision if base is not None else ZERO
    if unit is None and unit_code != item.base_unit:
        raise _unit_unknown(line, unit_code)
    return LineUnit(
        unit.qty_per_unit if unit is not None else ONE,
        (unit.qty_rounding_precision if unit is not None else ZERO) or FINEST,
        base_precision or FINEST,
        item.base_unit or "",
    )


def _resource_source(session: Session, line: SalesLine, vat_bus: str | None) -> LineSource:
    wanted_unit = line.unit_of_measure_code or Resource.base_unit
    row: Any = session.execute(
        select(Resource, ResourceUnitOfMeasure, VatPostingSetup)
        .select_from(Resource)
        .outerjoin(
            ResourceUnitOfMeasure,
            and_(
                ResourceUnitOfMeasure.resource_no == Resource.no,
                ResourceUnitOfMeasure.unit_code == wanted_unit,
            ),
        )
        .outerjoin(
            VatPostingSetup, _pair(VatPostingSetup, vat_bus, Resource.vat_prod_posting_group)
        )
        .where(Resource.no == line.no)
    ).one_or_none()
    if row is None:
        raise unknown_no(line, line.no)
    return resource_source(line, *row)


def resource_source(
    line: SalesLine,
    resource: Resource,
    unit: ResourceUnitOfMeasure | None,
    vat_setup: VatPostingSetup | None,
) -> LineSource:
    """What a line takes from a resource; raises UnitUnknown."""
    unit_code = line.unit_of_measure_code or resource.base_unit
    if unit is None and unit_code != resource.base_unit:
        raise _unit_unknown(line, unit_code)
    return LineSource(
        type=LineType.RESOURCE,
        no=resource.no,
        description=resource.name,
        unit_code=unit_code,
        unit=LineUnit(
            qty_per_unit=unit.qty_per_unit if unit is not None else ONE,
            base_unit=resource.base_unit or "",
        ),
        price=CardPrice(resource.unit_price, resource.price_includes_vat),
        unit_cost=resource.unit_cost,
        automatic_ext_texts=resource.automatic_ext_texts,
        gen_prod_posting_group=resource.gen_prod_posting_group,
        vat_prod_posting_group=resource.vat_prod_posting_group,
        vat_setup=vat_setup,
        block=resource_block(line, resource),
    )


def _account_source(session: Session, line: SalesLine, vat_bus: str | None) -> LineSource:
    row: Any = session.execute(
        select(GlAccount, VatPostingSetup)
        .select_from(GlAccount)
        .outerjoin(
            VatPostingSetup, _pair(VatPostingSetup, vat_bus, GlAccount.vat_prod_posting_group)
        )
        .where(GlAccount.no == line.no)
    ).one_or_none()
    if row is None:
        raise unknown_no(line, line.no)
    return account_source(line, *row)


def account_source(
    line: SalesLine, account: GlAccount, vat_setup: VatPostingSetup | None
) -> LineSource:
    """What a line takes from a G/L account."""
    return LineSource(
        type=LineType.GL_ACCOUNT,
        no=account.no,
        description=account.sales_text or account.name,
        unit_code=line.unit_of_measure_code,
        allow_invoice_disc=account.allow_invoice_disc,
        automatic_ext_texts=account.automatic_ext_texts,
        gen_prod_posting_group=account.gen_prod_posting_group,
        vat_prod_posting_group=account.vat_prod_posting_group,
        vat_setup=vat_setup,
        block=account_block(line, account),
    )


def unknown_no(line: SalesLine, value: object) -> ItemUnknown:
    """What is said when a typed number finds nothing."""
    return ItemUnknown(record=line_ref(line), field="no", value=value, line_no=line.line_no)


def _unit_unknown(line: SalesLine, unit_code: str | None) -> UnitUnknown:
    return UnitUnknown(
        record=line_ref(line),
        field="unit_of_measure_code",
        no=line.no,
        unit_code=unit_code,
        line_no=line.line_no,
    )
