"""A warehouse for tests: bins, kits made for orders, picks."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import select

from desktop.models.assembly import AssemblyHeader, AssemblyLine, AtoLink
from desktop.models.ledgers import ItemLedgerEntry
from desktop.models.numbering import NumberSeries, NumberSeriesLine
from desktop.models.picks import PickLine
from desktop.models.promising import ItemLocation, Reservation
from desktop.models.setup import InventorySetup
from desktop.models.supply_words import AssemblyType, DemandType, ShortReason, SupplyType
from desktop.models.values.keys import DocumentKey, DocumentType
from desktop.services.picking.contents import (
    CollectRow,
    Picking,
    PickingTerms,
    collect_rows,
    picking_of,
)
from desktop.services.picking.creation import PicksMade, create_picks
from desktop.services.picking.order_filter import order_filter
from desktop.services.picking.registering import enter_picked, enter_reason, pick_all
from desktop.services.sales.release import release
from tests.builders.posting_world import Line, PostingWorld

NOW = datetime(2026, 1, 15, tzinfo=UTC)


class Warehouse(PostingWorld):
    """The posting world with shelves."""

    def __post_init__(self) -> None:
        super().__post_init__()
        self.session.add(NumberSeries(code="PK"))
        self.session.flush()
        self.session.add(NumberSeriesLine(series_code="PK", line_no=10000, starting_no="PK00001"))
        self.session.get_one(InventorySetup, 1).pick_nos = "PK"
        self.session.flush()

    def shelf(self, no: str, quantity: object, bin_text: str = "", location: str = "") -> str:
        """A new item with stock in a bin."""
        self.item(no)
        if Decimal(str(quantity)):
            self.receive(no, quantity, 60, location_code=location or None)
        row = ItemLocation(item_no=no, location_code=location, default_bin=bin_text)
        self.session.add(row)
        self.session.flush()
        return no

    def released(self, *lines: Line, **header: object) -> DocumentKey:
        """A released order of C1."""
        key = self.order(*lines, **header)
        release(self.session, key, self.context)
        return key

    def kit(self, key: DocumentKey, number: int, parts: dict[str, int], kits: int) -> str:
        """Let kits of a line be made for its order, as assemble-to-order will."""
        line = self.lines(key)[number - 1]
        no = f"AO-{key.no}-{line.line_no}"
        count = Decimal(kits)
        self.session.add(
            AssemblyHeader(
                document_type=AssemblyType.ORDER,
                no=no,
                item_no=line.no,
                quantity=count,
                quantity_base=count,
                remaining_quantity=count,
                remaining_quantity_base=count,
            )
        )
        self.session.flush()
        for place, (item_no, per) in enumerate(parts.items(), start=1):
            need = Decimal(per) * count
            self.session.add(
                AssemblyLine(
                    document_type=AssemblyType.ORDER,
                    document_no=no,
                    line_no=place * 10000,
                    no=item_no,
                    description=item_no,
                    unit_of_measure_code="PCS",
                    quantity_per=Decimal(per),
                    quantity=need,
                    quantity_base=need,
                    remaining=need,
                    remaining_base=need,
                )
            )
        self.session.add(
            AtoLink(
                assembly_type=AssemblyType.ORDER,
                assembly_no=no,
                document_type=DocumentType.ORDER,
                document_no=key.no,
                document_line_no=line.line_no,
            )
        )
        self.session.flush()
        return no

    def reserve(self, item_no: str, quantity: int, document_no: str, line_no: int = 10000) -> None:
        """Keep stock for a sales line, as reservations will."""
        entry = self.session.scalars(
            select(ItemLedgerEntry.entry_no).where(ItemLedgerEntry.item_no == item_no)
        ).first()
        self.session.add(
            Reservation(
                item_no=item_no,
                quantity=Decimal(quantity),
                demand_type=DemandType.SALES,
                demand_document_no=document_no,
                demand_line_no=line_no,
                supply_type=SupplyType.INVENTORY,
                item_ledger_entry_no=entry,
                created_at=NOW,
            )
        )
        self.session.flush()

    # ------------------------------------------------------------------------------ picking

    def pick(self, *keys: DocumentKey) -> PicksMade:
        """Make a pick of orders."""
        wanted = order_filter(numbers=tuple(key.no for key in keys))
        return create_picks(self.session, wanted, self.context)

    def picking(self, text: str = "", *, limit: bool = True, **more: Any) -> Picking:  # noqa: ANN401  (of the filter)
        """What is to be fetched."""
        terms = PickingTerms(limit_to_stock=limit)
        return picking_of(self.session, order_filter(text, **more), terms, self.context)

    def collected(self) -> tuple[CollectRow, ...]:
        """The collect list of all orders."""
        return collect_rows(self.picking().sections)

    def pick_lines(self, no: str) -> list[PickLine]:
        """The lines of a pick as they are stored."""
        return self.rows(PickLine, pick_no=no)

    def fetch(self, no: str, number: int, quantity: object, reason: str = "") -> None:
        """Say what was picked of the first, second … line."""
        line_no = self.pick_lines(no)[number - 1].line_no
        enter_picked(self.session, no, line_no, Decimal(str(quantity)), self.context)
        if reason:
            enter_reason(self.session, no, line_no, ShortReason(reason), self.context)

    def fetch_all(self, no: str) -> None:
        """Say that all that was not said yet is picked."""
        pick_all(self.session, no, self.context)


MARCH_9 = date(2026, 3, 9)
MARCH_10 = date(2026, 3, 10)
