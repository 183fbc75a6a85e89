"""Checks of the kits that a shipment puts together (PF120, PF123, PF126)."""

from __future__ import annotations

from collections.abc import Iterator

from desktop.errors import Refusal
from desktop.models.values.numbers import ZERO
from desktop.services.assembly.load import AssemblyDocument
from desktop.services.posting.assembly_plan import kit_failures, series_for
from desktop.services.posting.parts import Parts, PostedLine
from desktop.services.posting.reading import Ground
from desktop.services.posting.refusals_assembly import KitsDiffer
from desktop.services.sales.line_name import line_refusal
from desktop.services.sales.load import line_name, line_ref
from desktop.services.sales.refusals_assembly import QuantityToAssembleOutside

_SAME = {
    "item_no": "no",
    "variant_code": "variant_code",
    "location_code": "location_code",
    "unit_of_measure_code": "unit_of_measure_code",
    "quantity": "qty_to_assemble_to_order",
    "quantity_to_assemble": "quantity_to_assemble",
}
"""What an assembly order has from its sales line, by the name of its own field (PF119)."""


def kits_failures(ground: Ground, parts: Parts) -> Iterator[Refusal]:
    """Everything that is wrong with the kits of the lines that are shipped."""
    series: set[str] = set()
    for posted in parts.posted:
        line = posted.line
        if not line.qty_to_assemble_to_order or posted.ship.quantity <= 0:
            continue
        yield from _limits(ground, posted)
        document = ground.kits.documents.get(line.line_no)
        if document is None:
            continue
        yield from _differences(posted, document)
        yield from kit_failures(document, ground.document.header.posting_date)
        yield from _without_number(ground, document, series)


def _limits(ground: Ground, posted: PostedLine) -> Iterator[Refusal]:
    """More or fewer kits than what is shipped allows."""
    line, left = posted.line, ground.kits.left(posted.line)
    smallest = max(posted.ship.quantity - (line.outstanding_quantity - left), ZERO)
    largest = max(min(posted.ship.quantity, left), ZERO)
    if not smallest <= line.quantity_to_assemble <= largest:
        yield line_refusal(
            QuantityToAssembleOutside,
            line_name(line),
            "quantity_to_assemble",
            smallest=smallest,
            largest=largest,
        )


def _differences(posted: PostedLine, document: AssemblyDocument) -> Iterator[Refusal]:
    """An assembly order that is not what its line says."""
    line = posted.line
    for field, of_line in _SAME.items():
        made, sold = getattr(document.header, field), getattr(line, of_line)
        if made != sold:
            yield KitsDiffer(
                record=line_ref(line),
                field=of_line,
                line_no=line.line_no,
                differing_field=of_line,
                sold="" if sold is None else sold,
                made="" if made is None else made,
                assembly_no=document.header.no,
            )


def _without_number(
    ground: Ground, document: AssemblyDocument, series: set[str]
) -> Iterator[Refusal]:
    """A series of posted assemblies that has no number left; said once."""
    day = ground.document.header.posting_date
    named = document.inventory.posted_assembly_nos or ""
    if day is None or named in series:
        return
    series.add(named)
    try:
        series_for(document, day)
    except Refusal as refusal:
        yield refusal
