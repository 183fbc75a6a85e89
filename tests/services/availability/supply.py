"""Documents of supply and demand as rows: what plans availability needs no more of them."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy.orm import Session

from desktop.models.assembly import AssemblyHeader, AssemblyLine, AtoLink, BomComponent
from desktop.models.promising import RequisitionComponent, RequisitionLine, Reservation
from desktop.models.purchases import PurchaseHeader, PurchaseLine
from desktop.models.sales import SalesHeader, SalesLine
from desktop.models.supply_words import AssemblyType, DemandType, PurchaseType, SupplyType
from desktop.models.values.keys import DocumentType
from desktop.models.words import LineType
from desktop.services.availability.events import Scope

Different = Any


def sold(
    session: Session,
    no: str,
    quantity: int,
    day: date | None,
    *,
    item: str = "A",
    document_type: DocumentType = DocumentType.ORDER,
    **different: Different,
) -> SalesLine:
    """A sales document of one line, flushed."""
    header = SalesHeader(document_type=document_type, no=no, sell_to_name=f"Buyer of {no}")
    line = SalesLine(
        document_type=document_type,
        document_no=no,
        line_no=10000,
        type=LineType.ITEM,
        no=item,
        shipment_date=day,
        quantity=Decimal(quantity),
        outstanding_quantity=Decimal(quantity),
        outstanding_quantity_base=Decimal(quantity),
        **different,
    )
    session.add_all([header, line])
    session.flush()
    return line


def bought(
    session: Session,
    no: str,
    quantity: int,
    day: date | None,
    *,
    item: str = "A",
    **different: Different,
) -> PurchaseLine:
    """A purchase order of one line, flushed."""
    header = PurchaseHeader(
        document_type=PurchaseType.ORDER, no=no, buy_from_name=f"Seller of {no}"
    )
    line = PurchaseLine(
        document_type=PurchaseType.ORDER,
        document_no=no,
        line_no=10000,
        type=LineType.ITEM,
        no=item,
        expected_receipt_date=day,
        quantity=Decimal(quantity),
        outstanding_quantity_base=Decimal(quantity),
        **different,
    )
    session.add_all([header, line])
    session.flush()
    return line


def assembled(
    session: Session, no: str, kit: tuple[str, int, date], part: tuple[str, int, date]
) -> None:
    """An assembly order for so much of a kit by a day, with one component; flushed."""
    session.add(
        AssemblyHeader(
            document_type=AssemblyType.ORDER,
            no=no,
            item_no=kit[0],
            description=f"Kit {kit[0]}",
            remaining_quantity_base=Decimal(kit[1]),
            due_date=kit[2],
        )
    )
    session.add(
        AssemblyLine(
            document_type=AssemblyType.ORDER,
            document_no=no,
            line_no=10000,
            no=part[0],
            remaining_base=Decimal(part[1]),
            due_date=part[2],
        )
    )
    session.flush()


def made_for(session: Session, assembly_no: str, line: SalesLine) -> None:
    """Link an assembly order to a sales line."""
    session.add(
        AtoLink(
            assembly_type=AssemblyType.ORDER,
            assembly_no=assembly_no,
            document_type=line.document_type,
            document_no=line.document_no,
            document_line_no=line.line_no,
        )
    )
    session.flush()


def proposed(
    session: Session,
    line_no: int,
    kit: tuple[str, int, date],
    part: tuple[str, int, date] | None = None,
    **different: Different,
) -> None:
    """A requisition line, with one component if it is to be assembled; flushed."""
    session.add(
        RequisitionLine(
            line_no=line_no,
            item_no=kit[0],
            quantity_base=Decimal(kit[1]),
            due_date=kit[2],
            description="Proposal",
            **{"accept_action_message": True, **different},
        )
    )
    session.flush()
    if part is not None:
        session.add(
            RequisitionComponent(
                worksheet_name="DEFAULT",
                requisition_line_no=line_no,
                line_no=10000,
                item_no=part[0],
                quantity=Decimal(part[1]),
                due_date=part[2],
            )
        )
        session.flush()


def reserved(
    session: Session,
    quantity: int,
    demand: tuple[DemandType, str, int],
    supply: tuple[SupplyType, str, int],
    **different: Different,
) -> None:
    """So much of a supply is kept for a demand, flushed; stock is named by its entry number."""
    is_stock = supply[0] is SupplyType.INVENTORY
    scope = different.pop("scope", Scope("A"))
    session.add(
        Reservation(
            item_no=scope.item_no,
            variant_code=scope.variant_code,
            location_code=scope.location_code,
            quantity=Decimal(quantity),
            demand_type=demand[0],
            demand_document_no=demand[1],
            demand_line_no=demand[2],
            supply_type=supply[0],
            supply_document_no=None if is_stock else supply[1],
            supply_line_no=None if is_stock else supply[2],
            item_ledger_entry_no=supply[2] if is_stock else None,
            user="ADMIN",
            created_at=datetime(2026, 1, 15, tzinfo=UTC),
            **different,
        )
    )
    session.flush()


def made_of(
    session: Session, kit: str, *parts: tuple[str, int | str], **different: Different
) -> None:
    """A bill of materials: components and how much of each, flushed."""
    for place, (part, quantity) in enumerate(parts, start=1):
        session.add(
            BomComponent(
                parent_item_no=kit,
                line_no=place * 10000,
                no=part,
                quantity_per=Decimal(quantity),
                **different,
            )
        )
    session.flush()
