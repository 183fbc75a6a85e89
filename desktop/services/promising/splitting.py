"""Split by availability: a line becomes several, each shipped as soon as it can be (PF29)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from sqlalchemy.orm import Session

from desktop.models.sales import SalesLine
from desktop.models.values.keys import DocumentKey
from desktop.models.values.numbers import ZERO, Quantity
from desktop.services.availability.balance import Step
from desktop.services.calendars.date_chain import LineDates
from desktop.services.context import UserContext
from desktop.services.promising.atp import parts_by_availability
from desktop.services.promising.choices import Asked, Choice
from desktop.services.promising.dates import promised_dates
from desktop.services.promising.lines import Method
from desktop.services.promising.refusals import NothingToSplit
from desktop.services.promising.session import answers, check_scopes
from desktop.services.promising.shown import PromisedLine
from desktop.services.sales.differences import LINE_VALUES
from desktop.services.sales.editable import check_lines
from desktop.services.sales.line_choice import source_of
from desktop.services.sales.line_dates import put_dates, terms_of_line
from desktop.services.sales.line_making import put_new_line
from desktop.services.sales.line_quantities import put_quantities, quantities_of, ships_remainder
from desktop.services.sales.lines_order import next_line_no
from desktop.services.sales.load import Document, line_name, line_ref, load_document
from desktop.services.sales.quantities import LineQuantities, with_quantity
from desktop.services.sales.snapshot import finish
from desktop.services.sales.views import DocumentView

NOT_COPIED = frozenset(
    {
        "attached_to_line_no",
        "applies_to_item_entry",
        "discount_amount_is_typed",
        "promised_delivery_date",
        "quantity_to_assemble",
        "shipment_line_no",
        "shipment_no",
    }
)
"""What belongs to the one line only."""


def split_by_availability(
    session: Session, key: DocumentKey, line_no: int, context: UserContext
) -> DocumentView:
    """Turn a line into parts: what is there at the start, then what each receipt adds.

    Price, discount and texts are those of the line. What is shipped or reserved stays with the
    first part; what never comes is a part of its own, on the line's date. Raises NothingToSplit,
    LinesFrozen, or what `available_to_promise` raises; nothing is changed then.
    """
    document = load_document(session, key, context, for_update=True)
    line = document.line(line_no)
    check_lines(document, only_text=False)
    asked = Asked.of_order(key.no, Choice(Method.ATP), [line_no])
    check_scopes(document, asked)
    found = answers(session, asked, context)
    parts = [] if line.qty_to_assemble_to_order else list(_parts(document, line, found))
    if len(parts) < 2:  # noqa: PLR2004  (a single part is no split)
        raise NothingToSplit(
            record=line_ref(line),
            line_no=line_no,
            no=line.no or "",
            quantity=line.outstanding_quantity,
            unit=line.unit_of_measure_code or "",
        )
    _split(document, line, parts)
    return finish(document)


def _parts(document: Document, line: SalesLine, found: tuple[PromisedLine, ...]) -> Iterator[Step]:
    """The parts in the line's unit; those that never come on the line's own date."""
    for promised in found:
        calendar = terms_of_line(document, line).location
        need, given = promised.required_quantity, ZERO
        for part in parts_by_availability(need, promised.profile, calendar):
            given += part.quantity
            yield part
        if ZERO < given < need:
            yield Step(line.shipment_date or document.context.work_date, need - given)


def _split(document: Document, line: SalesLine, parts: list[Step]) -> None:
    values = {name: getattr(line, name) for name in LINE_VALUES if name not in NOT_COPIED}
    others = sum((part.quantity for part in parts[1:]), ZERO)
    following = _following(document, line)
    for part in parts[1:]:
        _add(document, values, part, following)
    line.discount_amount_is_typed = False
    _put(document, line, quantities_of(line), line.quantity - others)
    _date(document, line, parts[0].day)


def _following(document: Document, line: SalesLine) -> int | None:
    """The line in front of which the parts are put: the next that is no text of this one."""
    later = (
        each.line_no
        for each in document.lines
        if each.line_no > line.line_no and each.attached_to_line_no != line.line_no
    )
    return next(later, None)


def _add(document: Document, values: dict[str, object], part: Step, following: int | None) -> None:
    number = next_line_no(document, following)
    made = put_new_line(document, number, values["type"])  # type: ignore[arg-type]  # a LineType
    for name, value in values.items():
        setattr(made, name, value)
    _put(document, made, LineQuantities(), part.quantity)
    _date(document, made, part.day)


def _put(document: Document, line: SalesLine, before: LineQuantities, whole: Quantity) -> None:
    unit = source_of(document, line).unit
    remainder = ships_remainder(document)
    changed = with_quantity(before, whole, unit, line_name(line), ships_remainder=remainder)
    put_quantities(line, changed)


def _date(document: Document, line: SalesLine, shipment: date) -> None:
    dates = LineDates(
        shipment_date=line.shipment_date,
        requested_delivery_date=line.requested_delivery_date,
        promised_delivery_date=line.promised_delivery_date,
    )
    put_dates(document, line, promised_dates(dates, shipment, terms_of_line(document, line)))
