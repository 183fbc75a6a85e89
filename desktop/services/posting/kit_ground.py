"""Reading and locking the assembly orders that the shipment of an order posts (PF126)."""

from __future__ import annotations

from dataclasses import dataclass, field

from sqlalchemy.orm import Session

from desktop.models.assembly import AssemblyHeader
from desktop.models.sales import SalesLine
from desktop.models.supply_words import AssemblyType, BomLineType
from desktop.models.values.keys import DocumentType
from desktop.models.values.numbers import ZERO, Quantity
from desktop.services.assembly.load import AssemblyDocument, AssemblyKey, load_assembly
from desktop.services.assembly.sales_lines import linked_headers
from desktop.services.sales.load import Document


def item_nos(document: AssemblyDocument) -> set[str]:
    """The kit of an assembly order and the items in it."""
    lines = [line.no for line in document.lines if line.type is BomLineType.ITEM]
    return {no for no in (document.header.item_no, *lines) if no}


@dataclass(frozen=True, slots=True)
class KitGround:
    """The assembly orders of a sales order by line_no: all headers, and those posted now."""

    headers: dict[int, AssemblyHeader] = field(default_factory=dict)
    documents: dict[int, AssemblyDocument] = field(default_factory=dict)

    @property
    def item_nos(self) -> set[str]:
        """The items that posting these orders moves."""
        return {no for document in self.documents.values() for no in item_nos(document)}

    def left(self, line: SalesLine) -> Quantity:
        """How many kits are still to be put together for a line."""
        header = self.headers.get(line.line_no)
        return header.remaining_quantity if header is not None else ZERO


NO_KITS = KitGround()


def read_kits(session: Session, document: Document, *, lock: bool) -> KitGround:
    """Read, and lock in the order of their numbers, the assembly orders that a shipment posts.

    No statement for an order without kits.
    """
    lines = {line.line_no: line for line in document.lines if line.qty_to_assemble_to_order}
    if not lines or document.type is not DocumentType.ORDER:
        return NO_KITS
    headers = linked_headers(session, document.key)
    now = sorted(
        (header.no, line_no)
        for line_no, header in headers.items()
        if lines[line_no].quantity_to_assemble and lines[line_no].qty_to_ship
    )
    documents = {
        line_no: load_assembly(
            session, AssemblyKey(AssemblyType.ORDER, no), document.context, for_update=lock
        )
        for no, line_no in now
    }
    return KitGround(headers, documents)
