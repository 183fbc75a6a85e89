"""How a reservation names its two ends: the demand that wants, the supply that brings."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import ColumnElement, and_

from desktop.models.promising import Reservation
from desktop.models.supply_words import DemandType, SupplyType
from desktop.translation import _

Condition = ColumnElement[bool]


@dataclass(frozen=True, slots=True, order=True)
class Demand:
    """A sales order line, an assembly order line, or a component of a requisition line.

    `document_no` of a requisition component is its worksheet, `line_no` the requisition line,
    `component_no` the number of the component; it is 0 for the others.
    """

    type: DemandType
    document_no: str
    line_no: int
    component_no: int = 0

    def __str__(self) -> str:
        return f"{self.document_no} {self.line_no}"

    @property
    def columns(self) -> dict[str, object]:
        """The demand's columns in the table of reservations."""
        return {
            "demand_type": self.type,
            "demand_document_no": self.document_no,
            "demand_line_no": self.line_no,
            "demand_component_no": self.component_no,
        }

    @property
    def is_meant(self) -> Condition:
        """What of the table of reservations is kept for this demand."""
        return and_(*(getattr(Reservation, name) == at for name, at in self.columns.items()))


@dataclass(frozen=True, slots=True, order=True)
class Supply:
    """An item ledger entry (stock), or a line of a document that brings goods.

    `line_no` is 0 for the output of an assembly order; `document_no` of a requisition line is its
    worksheet. Stock has an entry number and no document.
    """

    type: SupplyType
    document_no: str = ""
    line_no: int = 0
    entry_no: int = 0

    @classmethod
    def of_stock(cls, entry_no: int) -> Supply:
        """What lies in stock and came by an item ledger entry."""
        return cls(SupplyType.INVENTORY, entry_no=entry_no)

    def __str__(self) -> str:
        return str(self.entry_no) if self.is_stock else f"{self.document_no} {self.line_no}"

    @property
    def shown(self) -> str:
        """How a supply is named to the user."""
        return _("stock") if self.is_stock else self.document_no

    @property
    def is_stock(self) -> bool:
        """Whether the goods lie there already."""
        return self.type is SupplyType.INVENTORY

    @property
    def columns(self) -> dict[str, object]:
        """The supply's columns in the table of reservations."""
        return {
            "supply_type": self.type,
            "supply_document_no": None if self.is_stock else self.document_no,
            "supply_line_no": None if self.is_stock else self.line_no,
            "item_ledger_entry_no": self.entry_no if self.is_stock else None,
        }

    @property
    def is_meant(self) -> Condition:
        """What of the table of reservations is kept of this supply."""
        return and_(
            *(
                getattr(Reservation, name) == at
                for name, at in self.columns.items()
                if at is not None
            )
        )


def supply_of(row: Reservation) -> Supply:
    """The supply that a reservation names."""
    return Supply(
        row.supply_type,
        row.supply_document_no or "",
        row.supply_line_no or 0,
        row.item_ledger_entry_no or 0,
    )


def demand_of(row: Reservation) -> Demand:
    """The demand that a reservation names."""
    return Demand(
        row.demand_type, row.demand_document_no, row.demand_line_no, row.demand_component_no
    )
