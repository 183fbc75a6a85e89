"""How much of a line is put together for it, and how much of that now (PF117, PF119, PF123).

The documents in which kits are put together belong to an area above this one. It is plugged in
when the areas are brought together, and follows whatever a command did to lines.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from sqlalchemy import inspect, select
from sqlalchemy.orm import InstanceState

from desktop.errors import InvariantBroken, Notice
from desktop.models.assembly import AssemblyHeader, AtoLink
from desktop.models.sales import SalesLine
from desktop.models.values.keys import DocumentType
from desktop.models.values.numbers import ZERO, Quantity
from desktop.models.words import LineType
from desktop.services.sales.line_name import line_refusal
from desktop.services.sales.load import Document, line_name
from desktop.services.sales.refusals_assembly import (
    AllOrNothingAssembled,
    AppliedLineNotAssembled,
    AssembledLineKeepsNumber,
    AssembleToOrderOutside,
    BoughtLineNotAssembled,
    NotAssembledHere,
    QuantityToAssembleOutside,
)

ASSEMBLED = frozenset({DocumentType.QUOTE, DocumentType.ORDER, DocumentType.BLANKET_ORDER})
"""Documents whose lines may be put together to order."""

ASSEMBLE = "qty_to_assemble_to_order"
NOW = "quantity_to_assemble"
MADE_FROM = ("made from",)
"""Where the sources of a document name the quote that it is made from: its kits come along."""

_DECIDING = frozenset({ASSEMBLE, "qty_to_ship", "outstanding_quantity"})


class AssemblyOfLines(Protocol):
    """The area that puts kits together for lines."""

    def let_go(self, document: Document, line_nos: Iterable[int]) -> None:
        """Delete what is put together for lines that go."""
        ...

    def follow(self, document: Document) -> None:
        """Make, change or delete what is put together, as the lines say now."""
        ...

    def warnings(self, document: Document) -> Iterable[Notice]:
        """What should be known about the components of what is put together."""
        ...

    def put_status(self, document: Document) -> None:
        """Release or reopen what is put together, as the document is."""
        ...


_PLUGGED: list[AssemblyOfLines] = []


def plug(area: AssemblyOfLines) -> None:
    """Make the area known that puts kits together."""
    _PLUGGED[:] = [area]


def area_of_kits() -> AssemblyOfLines:
    """The area that puts kits together; a program without it cannot sell them."""
    if not _PLUGGED:
        raise InvariantBroken("nothing is plugged in that assembles kits for sales lines")
    return _PLUGGED[0]


# ------------------------------------------------------------------------------------ the quantity


def enter_qty_to_assemble(document: Document, line: SalesLine, quantity: Quantity) -> None:
    """Take a typed Qty. to Assemble to Order (PF117); 0 is always possible before shipping."""
    name = line_name(line)
    done = assembled_of(document, line)
    if quantity:
        _check_allowed(document, line)
    most = _most_to_assemble(line, done)
    if not done <= quantity <= most:
        raise line_refusal(AssembleToOrderOutside, name, ASSEMBLE, smallest=done, largest=most)
    if document.type is not DocumentType.ORDER and quantity not in {ZERO, line.quantity}:
        raise line_refusal(AllOrNothingAssembled, name, ASSEMBLE, quantity=line.quantity)
    line.qty_to_assemble_to_order = quantity


def _most_to_assemble(line: SalesLine, done: Quantity) -> Quantity:
    """What is put together already, and all that is still to be shipped (PF117)."""
    return max(line.quantity - line.quantity_shipped + done, ZERO)


def _check_allowed(document: Document, line: SalesLine) -> None:
    name = line_name(line)
    if not _is_for_kits(document, line):
        raise line_refusal(NotAssembledHere, name, ASSEMBLE)
    if line.drop_shipment or line.special_order:
        raise line_refusal(BoughtLineNotAssembled, name, ASSEMBLE)
    if line.applies_to_item_entry is not None:
        entry_no = line.applies_to_item_entry
        raise line_refusal(AppliedLineNotAssembled, name, ASSEMBLE, entry_no=entry_no)


def _is_for_kits(document: Document, line: SalesLine) -> bool:
    return (
        document.type in ASSEMBLED
        and line.type is LineType.ITEM
        and line.no is not None
        and line.quantity > 0
    )


def is_allowed(document: Document, line: SalesLine) -> bool:
    """Whether kits may be put together for a line (PF117)."""
    return (
        _is_for_kits(document, line)
        and not (line.drop_shipment or line.special_order)
        and line.applies_to_item_entry is None
    )


def follow_quantity(
    document: Document, line: SalesLine, before: Quantity, *, assembles_to_order: bool
) -> None:
    """Let what is put together follow a new quantity of the line (PF117).

    Raises AssembleToOrderOutside when more is put together than the line sells now.
    """
    old = line.qty_to_assemble_to_order
    if not old and not assembles_to_order:
        return
    quantity = _following(document, line, before, old, assembles_to_order=assembles_to_order)
    done = assembled_of(document, line) if old else ZERO
    if quantity < done:
        name = line_name(line)
        raise line_refusal(
            AssembleToOrderOutside, name, "quantity", smallest=done, largest=line.quantity
        )
    line.qty_to_assemble_to_order = min(quantity, _most_to_assemble(line, done))


def _following(
    document: Document,
    line: SalesLine,
    before: Quantity,
    old: Quantity,
    *,
    assembles_to_order: bool,
) -> Quantity:
    quantity = line.quantity
    if not is_allowed(document, line):
        return ZERO
    is_new = not old and assembles_to_order and not line.quantity_shipped
    if is_new or (old and old == before):
        return quantity
    if document.type is not DocumentType.ORDER:
        return quantity if old else ZERO
    return min(old, quantity)


def check_keeps_number(line: SalesLine, field: str) -> None:
    """Refuse another number on a line for which kits are put together (PF119)."""
    if line.qty_to_assemble_to_order:
        raise line_refusal(AssembledLineKeepsNumber, line_name(line), field)


# ------------------------------------------------------------------------------- what is put now


def left_to_assemble(document: Document, line: SalesLine) -> Quantity:
    """How many kits are still to be put together for a line."""
    return max(line.qty_to_assemble_to_order - assembled_of(document, line), ZERO)


def assembled_of(document: Document, line: SalesLine) -> Quantity:
    """How many kits are put together and shipped for a line; of a closed link all of them.

    One statement for a document, and only if something of an assembled line is shipped.
    """
    if not line.quantity_shipped:
        return ZERO
    name = ("assembled",)
    if name not in document.sources:
        document.sources[name] = _read_assembled(document)
    # Kept, because what the line had before is not known any more once the command has written.
    done: Quantity = document.sources[name].setdefault(line.line_no, _kept(line))
    return done


def _kept(line: SalesLine) -> Quantity:
    """What the line had put together before this command."""
    state: InstanceState[SalesLine] = inspect(line)
    if not state.persistent:
        return line.qty_to_assemble_to_order
    before: Quantity = state.committed_state.get(ASSEMBLE, line.qty_to_assemble_to_order)
    return before


def _read_assembled(document: Document) -> dict[int, Quantity]:
    rows = document.session.execute(
        select(AtoLink.document_line_no, AssemblyHeader.assembled_quantity)
        .join(
            AssemblyHeader,
            (AssemblyHeader.document_type == AtoLink.assembly_type)
            & (AssemblyHeader.no == AtoLink.assembly_no),
        )
        .where(AtoLink.document_type == document.type, AtoLink.document_no == document.header.no)
    )
    return {row[0]: row[1] for row in rows}


def enter_quantity_to_assemble(document: Document, line: SalesLine, quantity: Quantity) -> None:
    """Take a typed Quantity to Assemble, within what is shipped now (PF123)."""
    left = left_to_assemble(document, line)
    from_stock = line.outstanding_quantity - left
    smallest = max(line.qty_to_ship - from_stock, ZERO)
    largest = max(min(line.qty_to_ship, left), ZERO)
    if document.type is not DocumentType.ORDER or not smallest <= quantity <= largest:
        raise line_refusal(
            QuantityToAssembleOutside, line_name(line), NOW, smallest=smallest, largest=largest
        )
    line.quantity_to_assemble = quantity


def put_quantities_to_assemble(document: Document) -> None:
    """Let what is put together now follow what is shipped now; kits go first (PF123).

    A line that has become one for which nothing is put together has none any more (PF118).
    """
    typed = {line_no for line_no, field in document.entered if field == NOW}
    for line in document.lines:
        if not (line.qty_to_assemble_to_order or line.quantity_to_assemble):
            continue
        if not is_allowed(document, line) and not assembled_of(document, line):
            line.qty_to_assemble_to_order = ZERO
        if line.line_no not in typed and _is_decided_anew(line):
            is_order = document.type is DocumentType.ORDER
            left = left_to_assemble(document, line) if is_order else ZERO
            line.quantity_to_assemble = max(min(line.qty_to_ship, left), ZERO)


def _is_decided_anew(line: SalesLine) -> bool:
    state: InstanceState[SalesLine] = inspect(line)
    if not state.persistent:
        return True
    return any(state.attrs[name].history.has_changes() for name in _DECIDING)


# ---------------------------------------------------------------------------------------- commands


def kit_notices(document: Document) -> Iterable[Notice]:
    """What should be known about the components of lines that are put together (PF122)."""
    if document.type in ASSEMBLED and any(line.qty_to_assemble_to_order for line in document.lines):
        return area_of_kits().warnings(document)
    return ()


def lines_gone(document: Document) -> list[int]:
    """The removed lines for which kits were put together."""
    return [line_no for line_no, values in document.removed.items() if values[ASSEMBLE]]


def concerns_kits(document: Document) -> bool:
    """Whether kits are, or were, put together for any line of a document that was worked on."""
    if document.type not in ASSEMBLED:
        return False
    return bool(lines_gone(document)) or any(
        line.qty_to_assemble_to_order or _kept(line) for line in document.lines
    )
