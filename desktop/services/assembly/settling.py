"""What follows on an assembly document from its quantities: what is left, what is taken, its cost.

Kits and components keep what was put together and used; everything else follows.
"""

from __future__ import annotations

from desktop.models.assembly import AssemblyLine
from desktop.models.supply_words import BomLineType, ResourceUsage
from desktop.models.values.numbers import ZERO, round_to
from desktop.services.assembly.load import AssemblyDocument
from desktop.services.assembly.quantities import needed, part_for
from desktop.services.sales.quantities import NOTHING, Part


def settle_header(document: AssemblyDocument) -> None:
    """Work out what is left of the kits; an order puts all of it together next."""
    header = document.header
    header.remaining_quantity = header.quantity - header.assembled_quantity
    header.remaining_quantity_base = header.quantity_base - header.assembled_quantity_base
    put_to_assemble(document, document.left if document.is_order else NOTHING)


def count_as_done(document: AssemblyDocument, kits: Part) -> None:
    """Let kits that were put together before count in an order that is made for more (PF127)."""
    header = document.header
    header.assembled_quantity, header.assembled_quantity_base = kits.quantity, kits.base
    for line in document.lines:
        part = part_for(
            kits,
            document.kits,
            Part(line.quantity, line.quantity_base),
            (line.quantity_per, line.resource_usage, document.unit_of(line)),
        )
        line.consumed, line.consumed_base = part.quantity, part.base
    settle_header(document)


def put_to_assemble(document: AssemblyDocument, part: Part) -> None:
    """Put a part of the kits together next, with the components that it takes (PF113)."""
    header = document.header
    header.quantity_to_assemble, header.quantity_to_assemble_base = part.quantity, part.base
    for line in document.lines:
        settle_line(document, line)


def put_quantity(document: AssemblyDocument, line: AssemblyLine) -> None:
    """Give a line the quantity that the kits need of it (PF112)."""
    if line.type is BomLineType.TEXT:
        put_part(line, NOTHING)
    else:
        usage = line.resource_usage
        unit = document.unit_of(line)
        put_part(line, needed(line.quantity_per, document.per_kit, usage, unit))
    settle_line(document, line)


def put_part(line: AssemblyLine, part: Part) -> None:
    """Set the whole quantity of a line."""
    line.quantity, line.quantity_base = part.quantity, part.base


def settle_line(document: AssemblyDocument, line: AssemblyLine) -> None:
    """Work out what is left of a line, what the next kits take of it, and its cost."""
    line.remaining = max(line.quantity - line.consumed, ZERO)
    line.remaining_base = max(line.quantity_base - line.consumed_base, ZERO)
    header = document.header
    kits = header.quantity_to_assemble * header.qty_per_unit
    part = part_for(
        Part(header.quantity_to_assemble, kits),
        document.left,
        Part(line.remaining, line.remaining_base),
        (line.quantity_per, line.resource_usage, document.unit_of(line)),
    )
    line.quantity_to_consume, line.quantity_to_consume_base = part.quantity, part.base
    put_cost(document, line)


def put_cost(document: AssemblyDocument, line: AssemblyLine) -> None:
    """Estimate what a line costs from the cards; posting finds out what it really costs."""
    if line.type is BomLineType.TEXT:
        line.unit_cost = line.cost_amount = ZERO
        return
    ledger = document.ledger
    base_cost = document.cards.base_cost(line.type, line.no)
    line.unit_cost = round_to(base_cost, ledger.unit_amount_precision, times=line.qty_per_unit)
    line.cost_amount = round_to(line.quantity, ledger.amount_precision, times=line.unit_cost)


def settle_cost(document: AssemblyDocument) -> None:
    """Let the kits cost what their lines cost, per unit and in all."""
    header = document.header
    header.cost_amount = sum((line.cost_amount for line in document.lines), ZERO)
    header.unit_cost = ZERO
    if header.quantity:
        header.unit_cost = round_to(
            header.cost_amount, document.ledger.unit_amount_precision, over=header.quantity
        )


def is_typed_quantity(document: AssemblyDocument, line: AssemblyLine) -> bool:
    """Whether somebody gave a line another quantity than the kits need by its quantity per kit."""
    if line.type is BomLineType.TEXT or line.resource_usage is ResourceUsage.FIXED:
        return False
    part = needed(line.quantity_per, document.per_kit, line.resource_usage, document.unit_of(line))
    return part.quantity != line.quantity
