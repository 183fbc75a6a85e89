"""What must hold before lines of the worksheet are ordered (the refusals of 03 §7)."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from sqlalchemy import and_, exists, or_, select
from sqlalchemy.orm import Session

from desktop.errors import Refusal
from desktop.models.items import Item, ItemVariant
from desktop.models.promising import RequisitionLine
from desktop.models.sales import SalesLine
from desktop.models.setup import InventorySetup
from desktop.models.values.keys import DocumentType
from desktop.models.words import DefaultYesNo, ItemType, LineType
from desktop.services.items.vendor_offers import is_bought
from desktop.services.requisitions.cards import items_of
from desktop.services.requisitions.refusals import (
    RequisitionFieldBlank,
    RequisitionQuantityZero,
    SalesLineAlreadyOrdered,
    SalesLineDiffers,
    SalesLineGone,
)
from desktop.services.setup.record_engine import ref_of
from desktop.translation import _

LineKey = tuple[str, int]
"""A line's worksheet and number."""

_SHARED = (
    # A field of the worksheet's line and the same one of the sales line.
    ("item_no", "no"),
    ("variant_code", "variant_code"),
    ("location_code", "location_code"),
    ("unit_of_measure_code", "unit_of_measure_code"),
    ("purchasing_code", "purchasing_code"),
)


def key_of(line: RequisitionLine) -> LineKey:
    """What names a line."""
    return line.worksheet_name, line.line_no


def is_for_sales_line(line: RequisitionLine) -> bool:
    """Whether the goods are tied to a sales line."""
    return line.drop_shipment or line.special_order


def line_refusals(
    session: Session, lines: Collection[RequisitionLine]
) -> dict[LineKey, list[Refusal]]:
    """Why lines cannot be ordered, by line; those that can are not there. Four statements."""
    setup = session.get_one(InventorySetup, 1)
    items = items_of(session, {line.item_no for line in lines if line.item_no})
    with_variants = _needing_variants(session, lines, setup)
    sales = sales_lines_of(session, lines)
    found: dict[LineKey, list[Refusal]] = {}
    for line in lines:
        item = items.get(line.item_no or "")
        refusals = [
            *_blank(line, item, setup, needs_variant=line.item_no in with_variants),
            *_against_sales(line, sales),
        ]
        if refusals:
            found[key_of(line)] = refusals
    return found


def sales_key(line: RequisitionLine) -> tuple[str, int]:
    """The order and line that the goods are for: a promise names them too."""
    return (
        line.sales_order_no or line.order_promising_id or "",
        line.sales_order_line_no or line.order_promising_line_no or 0,
    )


def sales_lines_of(
    session: Session, lines: Collection[RequisitionLine]
) -> dict[tuple[str, int], SalesLine]:
    """The sales lines that lines are tied to, locked; one statement."""
    keys = sorted({sales_key(line) for line in lines if is_for_sales_line(line)})
    if not keys:
        return {}
    found = session.scalars(
        select(SalesLine)
        .where(
            SalesLine.document_type == DocumentType.ORDER,
            SalesLine.type == LineType.ITEM,
            or_(
                *(
                    and_(SalesLine.document_no == no, SalesLine.line_no == line_no)
                    for no, line_no in keys
                )
            ),
        )
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    return {(line.document_no, line.line_no): line for line in found}


def _blank(
    line: RequisitionLine, item: Item | None, setup: InventorySetup, *, needs_variant: bool
) -> Iterator[Refusal]:
    """Fields that must be filled in."""
    missing = []
    if item is None:
        missing.append("item_no")
    if is_bought(line) and not line.vendor_no:
        missing.append("vendor_no")
    if needs_variant and not line.variant_code:
        missing.append("variant_code")
    is_stocked = item is not None and item.type is ItemType.INVENTORY
    if setup.location_mandatory and is_stocked and not line.location_code:
        missing.append("location_code")
    names = {"line_no": line.line_no, "item": line.item_no or _("(blank)")}
    for field in missing:
        yield RequisitionFieldBlank(
            record=ref_of(line.__tablename__, line), field=field, missing_field=field, **names
        )
    if line.quantity <= 0:
        yield RequisitionQuantityZero(
            record=ref_of(line.__tablename__, line), field="quantity", **names
        )


def _against_sales(
    line: RequisitionLine, known: Mapping[tuple[str, int], SalesLine]
) -> Iterator[Refusal]:
    """What a sales line says against a line that is tied to it."""
    if not is_for_sales_line(line):
        return
    order_no, sales_line_no = sales_key(line)
    names: dict[str, Any] = {
        "line_no": line.line_no,
        "order_no": order_no,
        "sales_line_no": sales_line_no,
    }
    ref = ref_of(line.__tablename__, line)
    sales = known.get(sales_key(line))
    if sales is None or sales.outstanding_quantity <= 0:
        yield SalesLineGone(record=ref, **names)
        return
    ordered = sales.purchase_order_no or sales.special_order_purchase_no
    if ordered:
        yield SalesLineAlreadyOrdered(record=ref, purchase_order_no=ordered, **names)
        return
    for field, wanted, found in _differences(line, sales):
        yield SalesLineDiffers(
            record=ref,
            field=field,
            changed_field=field,
            wanted=_("(blank)") if wanted is None else wanted,
            found=_("(blank)") if found is None else found,
            **names,
        )


def _differences(
    line: RequisitionLine, sales: SalesLine
) -> Iterator[tuple[str, object | None, object | None]]:
    """Fields in which a line and its sales line are not the same, with both values."""
    for field, theirs in _SHARED:
        wanted, found = getattr(line, field) or None, getattr(sales, theirs) or None
        if field == "purchasing_code" and not line.sales_order_no:
            continue  # a promise does not keep it
        if wanted != found:
            yield field, wanted, found
    if line.drop_shipment != sales.drop_shipment:
        yield "drop_shipment", line.drop_shipment, sales.drop_shipment
    if line.special_order != sales.special_order:
        yield "special_order", line.special_order, sales.special_order
    wanted, found = line.quantity, sales.outstanding_quantity
    if wanted < found or (line.drop_shipment and wanted != found):
        yield "quantity", wanted, found


def _needing_variants(
    session: Session, lines: Collection[RequisitionLine], setup: InventorySetup
) -> set[str]:
    """The items of these lines that have variants and must be ordered with one."""
    without = sorted({line.item_no for line in lines if line.item_no and not line.variant_code})
    wanted = [DefaultYesNo.YES]
    if setup.variant_mandatory:
        wanted.append(DefaultYesNo.DEFAULT)
    return set(
        session.scalars(
            select(Item.no).where(
                Item.no.in_(without),
                Item.variant_mandatory.in_(wanted),
                exists().where(ItemVariant.item_no == Item.no),
            )
        )
    )
