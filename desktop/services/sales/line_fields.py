"""Entering lines, field by field: each entry is one command that answers with the document."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from typing import Any

from sqlalchemy.orm import Session

from desktop.models.sales import SalesLine
from desktop.models.values.keys import DocumentKey
from desktop.models.words import LineType
from desktop.services.context import UserContext
from desktop.services.sales.comments import take_line_comments
from desktop.services.sales.editable import check_line, check_lines
from desktop.services.sales.entered_values import check_exists, entered_value, sought_text
from desktop.services.sales.fields import DATE_FIELDS
from desktop.services.sales.line_assembly import (
    check_keeps_number,
    enter_qty_to_assemble,
    enter_quantity_to_assemble,
)
from desktop.services.sales.line_choice import (
    choose_no,
    choose_reference,
    choose_type,
    choose_unit,
    choose_variant,
    choose_vat_group,
    source_of,
)
from desktop.services.sales.line_dates import enter_date
from desktop.services.sales.line_making import put_new_line, remove_lines
from desktop.services.sales.line_places import (
    choose_agent,
    choose_location,
    choose_service,
    put_time,
)
from desktop.services.sales.line_prices import (
    enter_discount_amount,
    enter_discount_pct,
    enter_line_amount,
    enter_unit_price,
)
from desktop.services.sales.line_purchasing import (
    choose_drop_shipment,
    choose_purchasing_code,
    choose_special_order,
)
from desktop.services.sales.line_quantities import (
    enter_qty_to_invoice,
    enter_qty_to_ship,
    enter_quantity,
)
from desktop.services.sales.lines_order import next_line_no, swap_with_neighbour
from desktop.services.sales.load import (
    Document,
    check_version,
    line_ref,
    load_document,
)
from desktop.services.sales.on_picks import (
    check_not_on_pick,
    check_quantity_on_pick,
    check_shipped_is_picked,
)
from desktop.services.sales.purchase_ties import let_purchases_go, offer_purchase_date
from desktop.services.sales.refusals import ReturnsNotInvoiced, ShippedNotInvoiced
from desktop.services.sales.snapshot import finish
from desktop.services.sales.views import DocumentView
from desktop.services.setup.rules import not_negative

Enter = Callable[[Document, SalesLine, Any], object]

_AS_TYPED = frozenset({"no", "item_reference_no"})
"""Fields that are searched for, so that any text may be typed."""

_NOT_NEGATIVE = frozenset({"net_weight", "gross_weight", "unit_volume", "units_per_parcel"})


def add_line(
    session: Session,
    key: DocumentKey,
    values: Sequence[tuple[str, object]],
    context: UserContext,
    *,
    before: int | None = None,
) -> DocumentView:
    """Add a line at the end, or in front of line `before`, and enter values in their order.

    Without a type the line is of the type that the set-up gives to new lines; with nothing but a
    description it is a text line. Raises what entering the fields raises.
    """
    document = load_document(session, key, context, for_update=True)
    build_line(document, values, before)
    return finish(document)


def build_line(
    document: Document, values: Sequence[tuple[str, object]], before: int | None = None
) -> SalesLine:
    """Add a line to a loaded document and enter values into it, as `add_line` does."""
    line_type = type_of_new_line(document, values)
    check_lines(document, only_text=line_type is LineType.COMMENT)
    line = new_line(document, line_type, before)
    for field, value in values:
        enter_field(document, line, field, value)
    return line


def change_line(  # noqa: PLR0917  (which document, line, field and value, and who)
    session: Session,
    key: DocumentKey,
    line_no: int,
    field: str,
    value: object,
    context: UserContext,
    *,
    row_version: int | None = None,
) -> DocumentView:
    """Enter one value into a line; what follows from it is in the answer.

    Raises LineMissing, Conflict (when `row_version` is given and outdated) or the refusal of the
    field.
    """
    document = load_document(session, key, context, for_update=True)
    line = document.line(line_no)
    check_version(line, row_version)
    enter_field(document, line, field, value)
    return finish(document)


def enter_field(document: Document, line: SalesLine, field: str, value: object) -> None:
    """Enter one value into a line of a loaded document, with all that follows from it."""
    check_line(document, line, field)
    document.entered.append((line.line_no, field))
    ref = line_ref(line)
    if field in _AS_TYPED:
        entered: Any = sought_text(field, value, ref)
    else:
        entered = entered_value(SalesLine, field, value, ref)
    check_exists(document.session, SalesLine, field, entered, ref)
    if field in _NOT_NEGATIVE:
        not_negative(field)(document.session, line, entered, document.context)
    if field in DATE_FIELDS:
        before = line.shipment_date
        enter_date(document, line, field, entered)
        offer_purchase_date(document, line, before)
    elif field in _ENTRIES:
        _ENTRIES[field](document, line, entered)
    else:
        setattr(line, field, entered)


def delete_line(
    session: Session, key: DocumentKey, line_no: int, context: UserContext
) -> DocumentView:
    """Delete a line with the texts attached to it (SD36).

    Raises ShippedNotInvoiced, ReturnsNotInvoiced, LineLinked or LineOnPick.
    """
    document = load_document(session, key, context, for_update=True)
    line = document.line(line_no)
    check_lines(document, only_text=not line.is_priced)
    check_may_delete(line)
    check_not_on_pick(session, [line])
    let_purchases_go(session, [line])
    remove_by_hand(document, [line])
    take_line_comments(document)
    return finish(document)


def delete_lines(
    session: Session, key: DocumentKey, line_nos: Collection[int], context: UserContext
) -> DocumentView:
    """Delete several lines with the texts attached to them as one command (SD36).

    All stay when one of them must; raises what `delete_line` raises.
    """
    document = load_document(session, key, context, for_update=True)
    lines = [document.line(line_no) for line_no in line_nos]
    check_lines(document, only_text=not any(line.is_priced for line in lines))
    for line in lines:
        check_may_delete(line)
    check_not_on_pick(session, lines)
    let_purchases_go(session, lines)
    remove_by_hand(document, lines)
    take_line_comments(document)
    return finish(document)


def remove_by_hand(document: Document, lines: Sequence[SalesLine]) -> None:
    """Take out lines that the user does not want; a service charge does not come back (CU103)."""
    if any(line.is_service_charge for line in lines):
        document.header.no_service_charge = True
    remove_lines(document, lines)


def move_line(
    session: Session, key: DocumentKey, line_no: int, context: UserContext, *, down: bool
) -> DocumentView:
    """Move a line one place up or down, its attached texts along; raises LineKeepsPlace."""
    document = load_document(session, key, context, for_update=True)
    line = document.line(line_no)
    check_lines(document, only_text=False)
    swap_with_neighbour(document, line, down=down)
    return finish(document)


def check_may_delete(line: SalesLine) -> None:
    """Refuse to delete what is delivered and not invoiced (SD36)."""
    if line.qty_shipped_not_invoiced:
        kind = ReturnsNotInvoiced if line.document_type.is_return else ShippedNotInvoiced
        raise kind(
            record=line_ref(line),
            line_no=line.line_no,
            item=line.no or "",
            quantity=line.qty_shipped_not_invoiced,
        )


def type_of_new_line(document: Document, values: Sequence[tuple[str, object]]) -> LineType:
    """The type of a line that is made from these entries: the entered, a text's, or the usual."""
    fields = [field for field, _value in values]
    if "type" in fields:
        typed = dict(values)["type"]
        kind: LineType = entered_value(SalesLine, "type", typed, document.ref)
        return kind
    if "no" not in fields and "description" in fields:
        return LineType.COMMENT
    return document.setups.sales.default_line_type


def new_line(document: Document, line_type: LineType, before: int | None = None) -> SalesLine:
    """Put an empty line at the end of a loaded document, or in front of line `before`."""
    return put_new_line(document, next_line_no(document, before), line_type)


def _quantity(document: Document, line: SalesLine, value: Any) -> None:  # noqa: ANN401  (checked by the column)
    check_quantity_on_pick(document.session, line, value)
    enter_quantity(document, line, value, source_of(document, line))


def _to_ship(document: Document, line: SalesLine, value: Any) -> None:  # noqa: ANN401  (checked by the column)
    enter_qty_to_ship(document, line, value, source_of(document, line).unit)
    check_shipped_is_picked(document.session, line, value)


def _to_invoice(document: Document, line: SalesLine, value: Any) -> None:  # noqa: ANN401  (checked by the column)
    enter_qty_to_invoice(line, value, source_of(document, line).unit)


def _put_type(document: Document, line: SalesLine, value: LineType) -> None:
    if value is not line.type:
        check_keeps_number(line, "type")
        choose_type(document, line, value)


def _put_no(document: Document, line: SalesLine, text: str) -> None:
    if text != line.no:
        check_keeps_number(line, "no")
    choose_no(document, line, text)


def _put_time(field: str) -> Enter:
    return lambda document, line, value: put_time(document, line, field, value)


_ENTRIES: dict[str, Enter] = {
    "type": _put_type,
    "no": _put_no,
    "variant_code": choose_variant,
    "unit_of_measure_code": choose_unit,
    "item_reference_no": choose_reference,
    "vat_prod_posting_group": choose_vat_group,
    "quantity": _quantity,
    "qty_to_ship": _to_ship,
    "qty_to_invoice": _to_invoice,
    "unit_price": enter_unit_price,
    "line_discount_pct": lambda _document, line, value: enter_discount_pct(line, value),
    "line_discount_amount": enter_discount_amount,
    "line_amount": enter_line_amount,
    "location_code": choose_location,
    "shipping_agent_code": choose_agent,
    "shipping_agent_service_code": choose_service,
    "shipping_time": _put_time("shipping_time"),
    "outbound_handling_time": _put_time("outbound_handling_time"),
    "qty_to_assemble_to_order": enter_qty_to_assemble,
    "quantity_to_assemble": enter_quantity_to_assemble,
    "drop_shipment": choose_drop_shipment,
    "special_order": choose_special_order,
    "purchasing_code": choose_purchasing_code,
}
"""Fields from which something follows; all others are simply kept."""
