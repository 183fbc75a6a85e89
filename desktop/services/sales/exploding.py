"""A kit on a sales line gives way to what it is made of (CU61)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sqlalchemy.orm import Session

from desktop.models.assembly import BomComponent
from desktop.models.sales import SalesLine
from desktop.models.supply_words import BomLineType, ResourceUsage
from desktop.models.values.keys import DocumentKey
from desktop.models.values.numbers import Quantity, round_to
from desktop.models.words import LineType
from desktop.services.context import UserContext
from desktop.services.items.bom import components_of
from desktop.services.sales.editable import check_lines
from desktop.services.sales.line_choice import source_of
from desktop.services.sales.line_fields import enter_field
from desktop.services.sales.line_making import put_new_line, remove_attached
from desktop.services.sales.line_name import line_refusal
from desktop.services.sales.line_texts import numbers_below
from desktop.services.sales.load import Document, line_name, load_document
from desktop.services.sales.refusals_assembly import NothingToExplodeOnLine
from desktop.services.sales.snapshot import finish
from desktop.services.sales.views import DocumentView

_TYPES = {
    BomLineType.ITEM: LineType.ITEM,
    BomLineType.RESOURCE: LineType.RESOURCE,
    BomLineType.TEXT: LineType.COMMENT,
}


def explode_line(
    session: Session, key: DocumentKey, line_no: int, context: UserContext
) -> DocumentView:
    """Replace the kit on a line by a heading and its components, each at its own price.

    The line becomes the heading; its components stand below it. Components that are kits
    themselves stay one line. Raises NothingToExplodeOnLine, AssembledLineKeepsNumber, or what
    forbids to change the line.
    """
    document = load_document(session, key, context, for_update=True)
    check_lines(document, only_text=False)
    line = document.line(line_no)
    components = components_of(session, line.no) if line.no else ()
    if line.type is not LineType.ITEM or not components:
        raise line_refusal(NothingToExplodeOnLine, line_name(line), "no")
    kits = line.quantity * line.qty_per_unit
    terms = [(name, getattr(line, name)) for name in ("location_code", "shipment_date")]
    description = line.description
    remove_attached(document, line)
    enter_field(document, line, "type", LineType.COMMENT)
    enter_field(document, line, "description", description)
    for number, component in _numbered(document, line, components):
        _sell(document, number, component, (kits, terms))
    return finish(document)


def _numbered(
    document: Document, line: SalesLine, components: Sequence[BomComponent]
) -> Iterator[tuple[int, BomComponent]]:
    return zip(numbers_below(document, line, len(components)), components, strict=True)


def _sell(
    document: Document,
    line_no: int,
    component: BomComponent,
    kit: tuple[Quantity, Sequence[tuple[str, object]]],
) -> None:
    """Put a component on a line of its own, from the place and on the day of its kit."""
    kits, terms = kit
    line = put_new_line(document, line_no, _TYPES[component.type])
    if component.type is BomLineType.TEXT:
        enter_field(document, line, "description", component.description)
        return
    enter_field(document, line, "no", component.no)
    for field, value in (
        ("variant_code", component.variant_code),
        ("unit_of_measure_code", component.unit_of_measure_code),
    ):
        if value is not None and getattr(line, field) != value:
            enter_field(document, line, field, value)
    times = Quantity(1) if component.resource_usage is ResourceUsage.FIXED else kits
    precision = source_of(document, line).unit.rounding_precision
    quantity = round_to(component.quantity_per, precision, times=times)
    if quantity:
        enter_field(document, line, "quantity", quantity)
    for field, wanted in terms:
        if component.type is BomLineType.ITEM and getattr(line, field) != wanted:
            enter_field(document, line, field, wanted)
