"""The lines of an assembly document as the bill of materials makes them (PF112)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from sqlalchemy.orm import Session

from desktop.models.assembly import AssemblyLine, BomComponent
from desktop.models.supply_words import BomLineType, ResourceUsage
from desktop.models.values.keys import LINE_NO_STEP
from desktop.models.values.numbers import Quantity, round_to
from desktop.services.assembly.editable import check_lines, consumed_refusal
from desktop.services.assembly.load import AssemblyDocument, AssemblyKey, load_assembly
from desktop.services.assembly.planning import plan_components
from desktop.services.assembly.refusals import NothingToExplode
from desktop.services.assembly.settling import put_quantity
from desktop.services.assembly.views import AssemblyView, finish
from desktop.services.context import UserContext
from desktop.services.items.bom import components_of
from desktop.services.sales.quantities import FINEST
from desktop.services.setup.record_engine import apply_defaults

ONE = Decimal(1)


def replace_by_bom(document: AssemblyDocument) -> None:
    """Let the bill of materials of the kit make all lines anew."""
    document.lines.clear()
    no = document.header.item_no
    components = components_of(document.session, no) if no else ()
    append_components(document, components)


def append_components(
    document: AssemblyDocument,
    components: Sequence[BomComponent],
    *,
    times: Quantity = ONE,
    numbers: Iterable[int] | None = None,
) -> None:
    """Make a line of each component, for so many of their parent in one kit."""
    _read_cards(document, components)
    last = max((line.line_no for line in document.lines), default=0)
    nos = numbers or (last + (at + 1) * LINE_NO_STEP for at in range(len(components)))
    for line_no, component in zip(nos, components, strict=False):
        line = new_line(document, line_no)
        _fill(document, line, component, times)
        put_quantity(document, line)
    document.lines.sort(key=lambda line: line.line_no)
    plan_components(document)


def _read_cards(document: AssemblyDocument, components: Sequence[BomComponent]) -> None:
    document.cards.read(
        {each.no for each in components if each.no and each.type is BomLineType.ITEM},
        {each.no for each in components if each.no and each.type is BomLineType.RESOURCE},
    )


def new_line(document: AssemblyDocument, line_no: int) -> AssemblyLine:
    """A blank line of a document, at its end."""
    line = AssemblyLine(
        document_type=document.header.document_type,
        document_no=document.header.no,
        line_no=line_no,
    )
    apply_defaults(line)
    line.location_code = document.header.location_code
    document.lines.append(line)
    return line


def _fill(
    document: AssemblyDocument, line: AssemblyLine, component: BomComponent, times: Quantity
) -> None:
    line.type, line.no = component.type, component.no
    put_card(document, line)
    line.variant_code = component.variant_code
    line.description = component.description
    if component.unit_of_measure_code:
        put_unit(document, line, component.unit_of_measure_code)
    line.resource_usage = component.resource_usage
    is_fixed = component.resource_usage is ResourceUsage.FIXED
    line.quantity_per = (
        component.quantity_per
        if is_fixed
        else round_to(component.quantity_per, FINEST, times=times)
    )
    line.lead_time_offset = component.lead_time_offset
    line.position = component.position


def put_card(document: AssemblyDocument, line: AssemblyLine) -> None:
    """Give a line what the card of its item or resource says."""
    line.variant_code = line.unit_of_measure_code = None
    line.gen_prod_posting_group = line.inventory_posting_group = None
    line.qty_per_unit = ONE
    if line.type is BomLineType.ITEM and (item := document.cards.item(line.no)):
        line.description = item.description
        line.gen_prod_posting_group = item.gen_prod_posting_group
        line.inventory_posting_group = item.inventory_posting_group
        put_unit(document, line, item.base_unit)
    elif line.type is BomLineType.RESOURCE and (resource := document.cards.resource(line.no)):
        line.description = resource.name
        line.location_code = None
        line.gen_prod_posting_group = resource.gen_prod_posting_group
        put_unit(document, line, resource.base_unit)
    else:
        line.location_code = None


def put_unit(document: AssemblyDocument, line: AssemblyLine, code: str | None) -> None:
    """Count a line in a unit."""
    line.unit_of_measure_code = code
    line.qty_per_unit = document.unit_of(line).qty_per_unit


def explode(session: Session, key: AssemblyKey, line_no: int, context: UserContext) -> AssemblyView:
    """Replace a line of a sub-assembly by its components (PF112).

    Raises NothingToExplode or LineConsumed.
    """
    document = load_assembly(session, key, context, for_update=True)
    check_lines(document)
    line = document.line(line_no)
    components = components_of(session, line.no) if line.no else ()
    if line.type is not BomLineType.ITEM or not components:
        raise NothingToExplode(
            record=document.line_ref(line), field="no", component=line.no or "", line_no=line_no
        )
    if line.consumed:
        raise consumed_refusal(document, line, "no")
    times = line.quantity_per * line.qty_per_unit
    numbers = _numbers_behind(document, line_no, len(components))
    document.lines.remove(line)
    append_components(document, components, times=times, numbers=numbers)
    return finish(document)


def _numbers_behind(document: AssemblyDocument, line_no: int, count: int) -> list[int]:
    """Free numbers for so many lines directly behind a line; at the end where there is no room."""
    following = [line.line_no for line in document.lines if line.line_no > line_no]
    last = max(line.line_no for line in document.lines)
    if not following:
        return [line_no + (at + 1) * LINE_NO_STEP for at in range(count)]
    step = (min(following) - line_no) // (count + 1)
    if not step:
        return [last + (at + 1) * LINE_NO_STEP for at in range(count)]
    return [line_no + (at + 1) * step for at in range(count)]
