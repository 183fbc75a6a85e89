"""What a posted shipment says about the goods; nothing of price, margin or credit (AO55)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import Row, exists, func, select
from sqlalchemy.orm import Session

from desktop.models.assembly import PostedAssemblyLine, PostedAtoLink
from desktop.models.posted import SalesShipmentHeader, SalesShipmentLine
from desktop.models.sales import SalesLine
from desktop.models.setup import SalesSetup
from desktop.models.supply_words import BomLineType
from desktop.models.values.keys import DocumentType
from desktop.models.values.numbers import RoundingMode, round_to
from desktop.models.words import LineType
from desktop.services.reports.document_content import (
    DocumentSource,
    PaperFacts,
    document_source,
    paper_facts,
)
from desktop.services.reports.setup_texts import SetupTexts, TextKind, setup_texts
from desktop.services.reports.usages import DocumentUsage

ZERO = Decimal(0)
ONE = Decimal(1)

OrderLine = tuple[str | None, int | None]
AnyRow = Row[*tuple[Any, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class KitPart:
    """Goods that went into the kits of a line, in the unit of the bill of materials."""

    no: str
    variant_code: str
    description: str
    unit: str
    quantity: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class ShipmentLine:
    """A delivered line in the line's unit; weights and volume are those of the whole line.

    `ordered` = `shipped` + `shipped_before` + `outstanding` as long as the order has not changed
    since; what is outstanding is never less than nothing. `parts` is what the kits of the line were
    assembled of, where the company wants it printed.
    """

    type: LineType
    no: str
    variant_code: str
    item_reference_no: str
    description: str
    description_2: str
    unit: str
    ordered: Decimal
    shipped: Decimal
    shipped_before: Decimal
    outstanding: Decimal
    net_weight: Decimal
    gross_weight: Decimal
    volume: Decimal
    parcels: Decimal
    parts: tuple[KitPart, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ShipmentContent:
    """A delivery note in plain values."""

    paper: PaperFacts
    shipment_date: date | None
    shipment_method: str
    shipping_agent: str
    package_tracking_no: str
    lines: tuple[ShipmentLine, ...]


def shipment_content(session: Session, no: str) -> ShipmentContent:
    """What the posted shipment says, in at most 9 statements. Raises DocumentNotFound."""
    source = document_source(session, SalesShipmentHeader, no)
    header: SalesShipmentHeader = source.header
    lines = list(
        session.scalars(
            select(SalesShipmentLine)
            .where(SalesShipmentLine.document_no == no)
            .order_by(SalesShipmentLine.line_no)
        )
    )
    parts = _parts(session, no)
    wanted = {
        TextKind.SHIPMENT_METHOD: {header.shipment_method_code},
        TextKind.UNIT: {
            *(line.unit_of_measure_code for line in lines),
            *(part.unit_of_measure_code for of_line in parts.values() for part in of_line),
        },
    }
    texts = setup_texts(session, wanted, source.language.codes)
    ordered = _ordered(session, lines)
    before = _shipped_before(session, header, lines)
    return ShipmentContent(
        paper=paper_facts(source, DocumentUsage.SHIPMENT),
        shipment_date=header.posting_date,
        shipment_method=texts.text(TextKind.SHIPMENT_METHOD, header.shipment_method_code),
        shipping_agent=_agent_name(source),
        package_tracking_no=header.package_tracking_no,
        lines=tuple(
            _line(line, texts, ordered, _before_line(line, lines, before), parts) for line in lines
        ),
    )


def _agent_name(source: DocumentSource) -> str:
    agent = source.agent
    return (agent.name or agent.code) if agent else source.header.shipping_agent_code or ""


def _orders(lines: Sequence[SalesShipmentLine]) -> set[str]:
    return {line.order_no for line in lines if line.order_no}


def _ordered(session: Session, lines: Sequence[SalesShipmentLine]) -> Mapping[OrderLine, Decimal]:
    """The quantities of the order lines that are delivered here."""
    orders = _orders(lines)
    if not orders:
        return {}
    rows = session.execute(
        select(SalesLine.document_no, SalesLine.line_no, SalesLine.quantity).where(
            SalesLine.document_type == DocumentType.ORDER, SalesLine.document_no.in_(orders)
        )
    )
    return {(order_no, line_no): quantity for order_no, line_no, quantity in rows}


def _shipped_before(
    session: Session, header: SalesShipmentHeader, lines: Sequence[SalesShipmentLine]
) -> Mapping[OrderLine, Decimal]:
    """What earlier shipments delivered of the same order lines; undone ones count as nothing."""
    orders = _orders(lines)
    if not orders:
        return {}
    line = SalesShipmentLine
    rows = session.execute(
        select(line.order_no, line.order_line_no, func.sum(line.quantity))
        .join(SalesShipmentHeader, SalesShipmentHeader.no == line.document_no)
        .where(
            line.order_no.in_(orders),
            SalesShipmentHeader.no != header.no,
            SalesShipmentHeader.created_at <= header.created_at,
        )
        .group_by(line.order_no, line.order_line_no)
    )
    return {(order_no, line_no): shipped for order_no, line_no, shipped in rows}


def _parts(session: Session, no: str) -> dict[int, list[AnyRow]]:
    """What the kits of each line were assembled of (PF142); nothing where it is not wanted.

    Work that went into them is no contents. A line that takes another back has none.
    """
    part, link = PostedAssemblyLine, PostedAtoLink
    rows = session.execute(
        select(
            link.shipment_line_no,
            part.no,
            part.variant_code,
            part.description,
            part.unit_of_measure_code,
            func.sum(part.quantity).label("quantity"),
        )
        .join(part, part.document_no == link.posted_assembly_no)
        .where(
            link.shipment_no == no,
            part.type == BomLineType.ITEM,
            exists().where(SalesSetup.kits_on_delivery_note.is_(True)),
        )
        .group_by(
            link.shipment_line_no,
            part.no,
            part.variant_code,
            part.description,
            part.unit_of_measure_code,
        )
        .order_by(link.shipment_line_no, func.min(part.line_no))
    )
    found: dict[int, list[AnyRow]] = {}
    for row in rows:
        found.setdefault(row.shipment_line_no, []).append(row)
    return found


def _before_line(
    line: SalesShipmentLine,
    lines: Sequence[SalesShipmentLine],
    before: Mapping[OrderLine, Decimal],
) -> Decimal:
    """What was delivered before a line, with what it takes back when it does (CB91)."""
    shipped = before.get((line.order_no, line.order_line_no), ZERO)
    if line.correction:
        shipped += sum(
            (each.quantity for each in lines if each.line_no == line.attached_to_line_no), ZERO
        )
    return shipped


def _line(
    line: SalesShipmentLine,
    texts: SetupTexts,
    ordered: Mapping[OrderLine, Decimal],
    shipped_before: Decimal,
    parts: Mapping[int, Sequence[AnyRow]],
) -> ShipmentLine:
    order_line = (line.order_no, line.order_line_no)
    whole = ordered.get(order_line, line.quantity + shipped_before)
    return ShipmentLine(
        type=line.type,
        no=line.no or "",
        variant_code=line.variant_code or "",
        item_reference_no=line.item_reference_no,
        description=line.description,
        description_2=line.description_2,
        unit=texts.text(TextKind.UNIT, line.unit_of_measure_code),
        ordered=whole,
        shipped=line.quantity,
        shipped_before=shipped_before,
        outstanding=max(whole - shipped_before - line.quantity, ZERO),
        net_weight=line.quantity * line.net_weight,
        gross_weight=line.quantity * line.gross_weight,
        volume=line.quantity * line.unit_volume,
        parcels=_parcels(line),
        parts=tuple(
            KitPart(
                no=part.no or "",
                variant_code=part.variant_code or "",
                description=part.description,
                unit=texts.text(TextKind.UNIT, part.unit_of_measure_code),
                quantity=part.quantity,
            )
            for part in parts.get(line.line_no, ())
        ),
    )


def _parcels(line: SalesShipmentLine) -> Decimal:
    """Whole parcels; a line that does not fill its last one has it all the same (SD59)."""
    if not line.units_per_parcel:
        return ZERO
    return round_to(line.quantity, ONE, RoundingMode.UP, times=ONE, over=line.units_per_parcel)
