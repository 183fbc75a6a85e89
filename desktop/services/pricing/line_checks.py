"""What a price list and its lines must agree with, whether typed, imported or verified (CU70)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, TypeAlias

from sqlalchemy.orm import Session

from desktop.errors import FieldRefusal, RecordRef, Refusal
from desktop.models.pricing import PriceList, PriceListLine
from desktop.models.pricing_words import PriceDefines, PriceProduct, PriceSource
from desktop.services.pricing.refusals import (
    BeyondList,
    DiscountNotDefined,
    OnlyDiscounts,
    OnlyPrices,
    PriceNotDefined,
    PriceNumberMissing,
    PriceNumberUnexpected,
    ScopeOfList,
)
from desktop.services.setup.field_infos import model_of
from desktop.services.setup.refusals import DatesReversed, ReferenceMissing

SCOPE = (
    "source_type",
    "source_no",
    "currency_code",
    "starting_date",
    "ending_date",
    "price_includes_vat",
    "vat_bus_posting_group_price",
)
"""What lines take from their list unless they have their own."""

SOURCE_TABLES = {
    PriceSource.CUSTOMER: "customer",
    PriceSource.CUSTOMER_PRICE_GROUP: "customer_price_group",
    PriceSource.CUSTOMER_DISC_GROUP: "customer_disc_group",
    PriceSource.CAMPAIGN: "campaign",
}
"""Where the numbers of sources are found."""

PRODUCT_TABLES = {
    PriceProduct.ITEM: "item",
    PriceProduct.ITEM_DISC_GROUP: "item_disc_group",
    PriceProduct.RESOURCE: "resource",
    PriceProduct.GL_ACCOUNT: "gl_account",
}
"""Where the numbers of products are found."""


def source_table(kind: object) -> str | None:
    """The table in which sources of a kind are found; None where they have no number."""
    return SOURCE_TABLES.get(PriceSource(str(kind))) if kind else None


def product_table(kind: object) -> str | None:
    """The table in which products of a kind are found; None where they have no number."""
    return PRODUCT_TABLES.get(PriceProduct(str(kind))) if kind else None


DISCOUNT_PRODUCTS = frozenset({PriceProduct.ITEM_DISC_GROUP, PriceProduct.ALL_ITEMS})

DEFINED_BY_SOURCE = {
    PriceSource.CUSTOMER_DISC_GROUP: PriceDefines.DISCOUNT,
    PriceSource.CUSTOMER_PRICE_GROUP: PriceDefines.PRICE,
}
"""Sources for which only one kind can be defined (CU70)."""


LineContent: TypeAlias = Any
"""A line of a price list: the record, or a row with its columns as it was read."""


def line_ref(line: LineContent) -> RecordRef:
    """How refusals name a line of a price list."""
    return RecordRef("price_list_line", (line.price_list_code, line.line_no))


def contradictions(line: LineContent) -> Iterator[FieldRefusal]:
    """What of a line contradicts itself (CU70)."""
    ref, defines = line_ref(line), line.defines
    only = DEFINED_BY_SOURCE.get(line.source_type)
    if defines.has_price and only is PriceDefines.DISCOUNT:
        yield _kind(OnlyDiscounts, ref, line.source_type)
    if defines.has_price and line.product_type in DISCOUNT_PRODUCTS:
        yield _kind(OnlyDiscounts, ref, line.product_type)
    if defines.has_discount and only is PriceDefines.PRICE:
        yield _kind(OnlyPrices, ref, line.source_type)
    if not defines.has_price and line.unit_price:
        yield PriceNotDefined(
            record=ref, field="unit_price", entered_field="unit_price", line=str(ref)
        )
    if not defines.has_discount and line.line_discount_pct:
        yield DiscountNotDefined(
            record=ref, field="line_discount_pct", entered_field="line_discount_pct", line=str(ref)
        )


def gaps(line: LineContent) -> Iterator[Refusal]:
    """What a line still lacks before it can price documents (CU70)."""
    ref = line_ref(line)
    if line.source_no is None and line.source_type is not PriceSource.ALL_CUSTOMERS:
        yield missing_number(ref, "source_no", line.source_type)
    if line.product_no is None and line.product_type is not PriceProduct.ALL_ITEMS:
        yield missing_number(ref, "product_no", line.product_type)


def missing_number(
    ref: RecordRef, field: str, value: PriceSource | PriceProduct
) -> PriceNumberMissing:
    """The refusal of a source or product without its number."""
    return PriceNumberMissing(
        record=ref, field=field, entered_field=field, line=str(ref), value=value
    )


def _kind(
    kind: type[FieldRefusal], ref: RecordRef, value: PriceSource | PriceProduct
) -> FieldRefusal:
    return kind(record=ref, field="defines", entered_field="defines", line=str(ref), value=value)


def check_beyond(owner: PriceList, line: PriceListLine) -> None:
    """Refuse a line that defines what its list does not; raises BeyondList."""
    allowed = owner.defines
    beyond_price = line.defines.has_price and not allowed.has_price
    if beyond_price or (line.defines.has_discount and not allowed.has_discount):
        ref = line_ref(line)
        raise BeyondList(
            record=ref, field="defines", entered_field="defines", line=str(ref), value=allowed
        )


def check_scope_of_list(owner: PriceList, line: PriceListLine) -> None:
    """Refuse a line whose scope is not that of its list; raises ScopeOfList."""
    if owner.own_scope_per_line:
        return
    for field in SCOPE:
        if getattr(line, field) != getattr(owner, field):
            ref = line_ref(line)
            raise ScopeOfList(record=ref, field=field, entered_field=field, line=str(ref))


def check_numbers(session: Session, record: PriceList | PriceListLine, ref: RecordRef) -> None:
    """Refuse a source or product that is not there, or a number where there can be none.

    Raises ReferenceMissing or PriceNumberUnexpected.
    """
    _check_number(session, ref, ("source_no", record.source_no), record.source_type)
    if isinstance(record, PriceListLine):
        _check_number(session, ref, ("product_no", record.product_no), record.product_type)
        _check_part(session, record, ref)


def _check_number(
    session: Session,
    ref: RecordRef,
    number: tuple[str, str | None],
    kind: PriceSource | PriceProduct,
) -> None:
    field, no = number
    if no is None:
        return
    if kind in {PriceSource.ALL_CUSTOMERS, PriceProduct.ALL_ITEMS}:
        raise PriceNumberUnexpected(
            record=ref, field=field, entered_field=field, line=str(ref), value=kind
        )
    table = SOURCE_TABLES.get(kind) if isinstance(kind, PriceSource) else PRODUCT_TABLES.get(kind)
    if table is not None:
        _check_exists(session, ref, field, (table, (no,)))


def _check_part(session: Session, line: PriceListLine, ref: RecordRef) -> None:
    """The variant is one of the item's, the unit one of the item's or resource's."""
    no = line.product_no
    if line.variant_code is not None and no is not None:
        _check_exists(session, ref, "variant_code", ("item_variant", (no, line.variant_code)))
    tables = {
        PriceProduct.ITEM: "item_unit_of_measure",
        PriceProduct.RESOURCE: "resource_unit_of_measure",
    }
    if line.unit_code is not None and no is not None and line.product_type in tables:
        if _is_base_unit(session, line, no):
            return
        place = (tables[line.product_type], (no, line.unit_code))
        _check_exists(session, ref, "unit_code", place)


def _is_base_unit(session: Session, line: PriceListLine, no: str) -> bool:
    card = session.get(model_of(PRODUCT_TABLES[line.product_type]), no)
    return card is not None and getattr(card, "base_unit", None) == line.unit_code


def _check_exists(
    session: Session, ref: RecordRef, field: str, place: tuple[str, tuple[str, ...]]
) -> None:
    table, key = place
    with session.no_autoflush:
        found = session.get(model_of(table), key if len(key) > 1 else key[0])
    if found is None:
        raise ReferenceMissing(
            record=ref, field=field, entered_field=field, table=table, text=key[-1]
        )


def check_dates(record: PriceList | PriceListLine, ref: RecordRef) -> None:
    """Refuse a period that ends before it begins (CU71); raises DatesReversed."""
    begin: date | None = record.starting_date
    end: date | None = record.ending_date
    if begin is not None and end is not None and end < begin:
        raise DatesReversed(
            record=ref,
            field="ending_date",
            entered_field="ending_date",
            date=end,
            other_field="starting_date",
            other_date=begin,
        )
