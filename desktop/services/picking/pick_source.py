"""Reading what is to be picked and what may be picked for it: six statements, however many orders.

Quantities named `base` are in the base unit, others in the line's unit.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from sqlalchemy import Select, and_, func, select, union
from sqlalchemy.orm import Session

from desktop.models.assembly import AssemblyHeader, AssemblyLine, AtoLink
from desktop.models.items import Item, ItemUnitOfMeasure
from desktop.models.ledgers import ItemLedgerEntry
from desktop.models.promising import ItemLocation, Reservation
from desktop.models.sales import SalesHeader, SalesLine
from desktop.models.supply_words import AssemblyType, BomLineType, DemandType, SupplyType
from desktop.models.values.keys import DocumentType
from desktop.models.values.numbers import ZERO, Quantity
from desktop.models.words import ItemType, LineType
from desktop.services.context import UserContext
from desktop.services.items.stock import Scope
from desktop.services.picking.on_picks import load_on_picks
from desktop.services.picking.order_filter import OrderFilter, meant_lines, orders_of
from desktop.services.picking.pick_facts import (
    Claim,
    Component,
    Kit,
    OrderFacts,
    PickSource,
    SourceLine,
)
from desktop.services.sales.quantities import FINEST


def read_pick_source(session: Session, wanted: OrderFilter, context: UserContext) -> PickSource:
    """Read orders, their lines and kits, and all claims on their items' stock.

    Raises FilterNotUnderstood.
    """
    today = context.work_date
    orders = orders_of(wanted, today)
    facts = {row.no: _facts(row) for row in session.execute(_headers(orders))}
    kits = _kits(session, orders)
    lines = tuple(_line(row, kits) for row in session.execute(_lines(orders, wanted, today)))
    items = _items(orders)
    on_hand, kept = _stock(session, items)
    for claim, base in _reserved(session, items):
        kept[claim] = kept.get(claim, ZERO) + base
    return PickSource(facts, lines, on_hand, kept, load_on_picks(session, items), today)


# ----------------------------------------------------------------------------------------- orders


def _headers(orders: Select[str]) -> Select[*tuple[Any, ...]]:
    return (
        select(SalesHeader)
        .where(SalesHeader.document_type == DocumentType.ORDER, SalesHeader.no.in_(orders))
        .order_by(SalesHeader.no)
        .with_only_columns(*SalesHeader.__table__.columns)
    )


def _facts(row: Any) -> OrderFacts:  # noqa: ANN401  (a row of the statement)
    city = " ".join(filter(None, (row.ship_to_post_code, row.ship_to_city)))
    ship_to = (
        row.ship_to_name,
        row.ship_to_name_2,
        row.ship_to_contact,
        row.ship_to_address,
        row.ship_to_address_2,
        city,
    )
    return OrderFacts(
        no=row.no,
        status=row.status,
        customer_no=row.sell_to_customer_no or "",
        customer_name=row.sell_to_name,
        external_document_no=row.external_document_no,
        your_reference=row.your_reference,
        shipment_date=row.shipment_date,
        order_date=row.order_date,
        shipping_advice=row.shipping_advice,
        agent_code=row.shipping_agent_code or "",
        service_code=row.shipping_agent_service_code or "",
        location_code=row.location_code,
        language_code=row.language_code,
        assigned_user=row.assigned_user,
        picking_lists_printed=row.picking_lists_printed,
        ship_to=tuple(text for text in ship_to if text),
        ship_to_country_code=row.ship_to_country_code,
    )


def _bin_of(item_no: Any, variant: Any, location: Any) -> Any:  # noqa: ANN401  (columns)
    """The row of `item_location` for a scope."""
    return and_(
        ItemLocation.item_no == item_no,
        ItemLocation.variant_code == func.coalesce(variant, ""),
        ItemLocation.location_code == func.coalesce(location, ""),
    )


def _lines(orders: Select[str], wanted: OrderFilter, today: date) -> Select[*tuple[Any, ...]]:
    line = SalesLine
    return (
        select(
            line.document_no,
            line.line_no,
            line.attached_to_line_no,
            line.type,
            line.no,
            line.variant_code,
            line.description,
            line.description_2,
            line.unit_of_measure_code,
            line.qty_per_unit,
            line.location_code,
            line.shipment_date,
            line.outstanding_quantity,
            line.outstanding_quantity_base,
            line.qty_to_ship,
            line.drop_shipment,
            line.special_order,
            line.item_reference_no,
            Item.type.label("item_type"),
            func.coalesce(ItemLocation.default_bin, "").label("bin"),
            ItemUnitOfMeasure.qty_rounding_precision.label("step"),
            meant_lines(wanted, today).label("is_meant"),
        )
        .outerjoin(Item, and_(line.type == LineType.ITEM, Item.no == line.no))
        .outerjoin(ItemLocation, _bin_of(Item.no, line.variant_code, line.location_code))
        .outerjoin(
            ItemUnitOfMeasure,
            and_(
                ItemUnitOfMeasure.item_no == Item.no,
                ItemUnitOfMeasure.unit_code == line.unit_of_measure_code,
            ),
        )
        .where(line.document_type == DocumentType.ORDER, line.document_no.in_(orders))
        .order_by(line.document_no, line.line_no)
    )


_FETCHED = frozenset({ItemType.INVENTORY, ItemType.NON_INVENTORY})


def _line(row: Any, kits: Mapping[tuple[str, int], Kit]) -> SourceLine:  # noqa: ANN401  (a row)
    is_goods = row.item_type in _FETCHED and row.outstanding_quantity > 0 and not row.drop_shipment
    kit = kits.get((row.document_no, row.line_no)) if is_goods else None
    return SourceLine(
        order_no=row.document_no,
        line_no=row.line_no,
        attached_to=row.attached_to_line_no,
        type=row.type,
        item_no=row.no or "",
        variant_code=row.variant_code,
        description=row.description,
        description_2=row.description_2,
        unit_code=row.unit_of_measure_code or "",
        qty_per_unit=row.qty_per_unit,
        step=row.step or FINEST,
        location_code=row.location_code,
        bin=row.bin,
        shipment_date=row.shipment_date,
        outstanding=row.outstanding_quantity,
        outstanding_base=row.outstanding_quantity_base,
        qty_to_ship=row.qty_to_ship,
        is_goods=is_goods,
        is_stocked=row.item_type is ItemType.INVENTORY,
        is_meant=bool(row.is_meant),
        special_order=row.special_order,
        drop_shipment=row.drop_shipment,
        item_reference_no=row.item_reference_no,
        kit=kit,
    )


# ------------------------------------------------------------------------------------------ kits


def _kits(session: Session, orders: Select[str]) -> dict[tuple[str, int], Kit]:
    """The kits made for order lines, with what their components still take."""
    header, line = AssemblyHeader, AssemblyLine
    rows = session.execute(
        select(
            AtoLink.document_no,
            AtoLink.document_line_no,
            header.no.label("assembly_no"),
            header.remaining_quantity,
            line.no,
            line.variant_code,
            line.description,
            line.unit_of_measure_code,
            line.qty_per_unit,
            line.location_code,
            line.remaining,
            line.remaining_base,
            Item.type.label("item_type"),
            func.coalesce(func.nullif(line.bin, ""), ItemLocation.default_bin, "").label("bin"),
        )
        .join(header, _is_linked(header))
        .outerjoin(
            line,
            and_(
                line.document_type == header.document_type,
                line.document_no == header.no,
                line.type == BomLineType.ITEM,
                line.remaining > 0,
            ),
        )
        .outerjoin(Item, Item.no == line.no)
        .outerjoin(ItemLocation, _bin_of(line.no, line.variant_code, line.location_code))
        .where(*_of_orders(orders), header.remaining_quantity > 0)
        .order_by(AtoLink.document_no, AtoLink.document_line_no, line.line_no)
    )
    kits: dict[tuple[str, int], Kit] = {}
    for row in rows:
        key = (row.document_no, row.document_line_no)
        earlier = kits[key].components if key in kits else ()
        own = (_component(row),) if row.no else ()
        kits[key] = Kit(
            assembly_no=row.assembly_no,
            quantity=row.remaining_quantity,
            components=(*earlier, *own),
        )
    return kits


def _component(row: Any) -> Component:  # noqa: ANN401  (a row of the statement)
    return Component(
        item_no=row.no,
        variant_code=row.variant_code,
        description=row.description,
        unit_code=row.unit_of_measure_code or "",
        qty_per_unit=row.qty_per_unit,
        location_code=row.location_code,
        bin=row.bin,
        quantity=row.remaining,
        base=row.remaining_base,
        is_stocked=row.item_type is ItemType.INVENTORY,
    )


def _is_linked(header: Any) -> Any:  # noqa: ANN401  (the mapped class)
    return and_(
        header.document_type == AtoLink.assembly_type,
        header.no == AtoLink.assembly_no,
    )


def _of_orders(orders: Select[str]) -> tuple[Any, ...]:
    return (
        AtoLink.assembly_type == AssemblyType.ORDER,
        AtoLink.document_type == DocumentType.ORDER,
        AtoLink.document_no.in_(orders),
    )


# ----------------------------------------------------------------------------------------- stock


def _items(orders: Select[str]) -> Any:  # noqa: ANN401  (a union of selects)
    """All items on the orders, and in the kits that are made for them."""
    on_lines = select(SalesLine.no).where(
        SalesLine.document_type == DocumentType.ORDER,
        SalesLine.document_no.in_(orders),
        SalesLine.type == LineType.ITEM,
    )
    in_kits = (
        select(AssemblyLine.no)
        .join(
            AtoLink,
            and_(
                AtoLink.assembly_type == AssemblyLine.document_type,
                AtoLink.assembly_no == AssemblyLine.document_no,
            ),
        )
        .where(*_of_orders(orders), AssemblyLine.type == BomLineType.ITEM)
    )
    return union(on_lines, in_kits)


def _stock(
    session: Session,
    items: Any,  # noqa: ANN401  (a union of selects)
) -> tuple[dict[Scope, Quantity], dict[Claim, Quantity]]:
    """What is on hand of each scope, and what of it is earmarked for special orders (PF103)."""
    entry = ItemLedgerEntry
    group = (
        entry.item_no,
        entry.variant_code,
        entry.location_code,
        entry.earmarked_sales_no,
        entry.earmarked_sales_line_no,
    )
    rows = session.execute(
        select(*group, func.sum(entry.remaining_quantity))
        .where(entry.open.is_(True), entry.drop_shipment.is_(False), entry.item_no.in_(items))
        .group_by(*group)
    )
    on_hand: dict[Scope, Quantity] = {}
    kept: dict[Claim, Quantity] = {}
    for item_no, variant, location, order_no, line_no, base in rows:
        scope = Scope(item_no, variant, location)
        on_hand[scope] = on_hand.get(scope, ZERO) + base
        if order_no:
            claim = (order_no, line_no or 0, scope)
            kept[claim] = kept.get(claim, ZERO) + base
    return on_hand, kept


def _reserved(session: Session, items: Any) -> Iterator[tuple[Claim, Quantity]]:  # noqa: ANN401  (a union of selects)
    """What is reserved from stock; components of a kit for an order count for its line."""
    row = Reservation
    rows = session.execute(
        select(
            row.item_no,
            row.variant_code,
            row.location_code,
            func.coalesce(AtoLink.document_no, row.demand_document_no),
            func.coalesce(AtoLink.document_line_no, row.demand_line_no),
            row.quantity,
        )
        .outerjoin(
            AtoLink,
            and_(
                row.demand_type == DemandType.ASSEMBLY_COMPONENT,
                AtoLink.assembly_type == AssemblyType.ORDER,
                AtoLink.assembly_no == row.demand_document_no,
            ),
        )
        .where(
            row.supply_type == SupplyType.INVENTORY,
            row.item_no.in_(items),
        )
    )
    for item_no, variant, location, document_no, line_no, base in rows:
        yield (document_no, line_no, Scope(item_no, variant, location)), base
