"""Entering purchase lines, field by field: each entry is one command that answers with all."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from desktop.models.promising import Reservation
from desktop.models.purchases import PurchaseLine
from desktop.models.supply_words import SupplyType
from desktop.models.values.numbers import Amount, Percent, UnitPrice, round_to
from desktop.models.vat import VatPostingSetup
from desktop.models.words import LineType
from desktop.services.context import UserContext
from desktop.services.purchases.editable import check_line, check_lines
from desktop.services.purchases.fields import DATE_FIELDS
from desktop.services.purchases.keys import PurchaseKey
from desktop.services.purchases.line_dates import TIME_FIELDS, enter_date, replan, take_times
from desktop.services.purchases.line_making import (
    check_type,
    choose_no,
    choose_type,
    found_cost,
    put_new_line,
    remove_lines,
    source_of,
    take_texts,
)
from desktop.services.purchases.line_quantities import (
    enter_qty_to_invoice,
    enter_qty_to_receive,
    enter_quantity,
)
from desktop.services.purchases.lines_order import free_line_no, swap_with_neighbour
from desktop.services.purchases.load import (
    Purchase,
    check_version,
    line_name,
    line_ref,
    load_purchase,
)
from desktop.services.purchases.refusals import (
    CostNegative,
    PurchaseReserved,
    ReceivedNotInvoiced,
)
from desktop.services.purchases.sales_dates import offer_sales_date
from desktop.services.purchases.sales_links import clear_sales_links
from desktop.services.purchases.snapshot import finish
from desktop.services.purchases.views import PurchaseView
from desktop.services.sales.entered_values import check_exists, entered_value, sought_text
from desktop.services.sales.line_entry import (
    TypedDiscount,
    typed_discount_amount,
    typed_discount_pct,
    typed_line_amount,
)
from desktop.services.sales.line_name import line_refusal
from desktop.services.sales.refusals_lines import VatSetupMissing
from desktop.services.sales.totals import line_gross
from desktop.translation import _

Enter = Callable[[Purchase, PurchaseLine, Any], object]


def add_line(
    session: Session,
    key: PurchaseKey,
    values: Sequence[tuple[str, object]],
    context: UserContext,
    *,
    before: int | None = None,
) -> PurchaseView:
    """Add a line at the end, or in front of line `before`, and enter values in their order."""
    document = load_purchase(session, key, context, for_update=True)
    build_line(document, values, before)
    return finish(document)


def build_line(
    document: Purchase, values: Sequence[tuple[str, object]], before: int | None = None
) -> PurchaseLine:
    """Add a line to a loaded document and enter values into it, as `add_line` does."""
    line_type = _type_of_new_line(document, values)
    check_lines(document, only_text=line_type is LineType.COMMENT)
    line = put_new_line(document, free_line_no(document, before), line_type)
    check_type(line, line_type)
    for field, value in values:
        enter_field(document, line, field, value)
    return line


def change_line(  # noqa: PLR0917  (which document, line, field and value, and who)
    session: Session,
    key: PurchaseKey,
    line_no: int,
    field: str,
    value: object,
    context: UserContext,
    *,
    row_version: int | None = None,
) -> PurchaseView:
    """Enter one value into a line; what follows from it is in the answer.

    Raises PurchaseLineMissing, Conflict or the refusal of the field.
    """
    document = load_purchase(session, key, context, for_update=True)
    line = document.line(line_no)
    check_version(line, row_version)
    enter_field(document, line, field, value)
    return finish(document)


def enter_field(document: Purchase, line: PurchaseLine, field: str, value: object) -> None:
    """Enter one value into a line of a loaded document, with all that follows from it."""
    check_line(document, line, field)
    document.entered.append((line.line_no, field))
    ref = line_ref(line)
    if field == "no":
        entered: Any = sought_text(field, value, ref)
    else:
        entered = entered_value(PurchaseLine, field, value, ref)
        check_exists(document.session, PurchaseLine, field, entered, ref)
    if field in DATE_FIELDS:
        before = line.expected_receipt_date
        enter_date(document, line, source_of(document, line), field, entered)
        offer_sales_date(document, line, before)
    elif field in TIME_FIELDS:
        setattr(line, field, entered)
        replan(document, line, source_of(document, line))
    elif field in _ENTRIES:
        _ENTRIES[field](document, line, entered)
    else:
        setattr(line, field, entered)


def delete_line(
    session: Session, key: PurchaseKey, line_no: int, context: UserContext
) -> PurchaseView:
    """Delete a line (PF62); raises ReceivedNotInvoiced or PurchaseReserved."""
    return delete_lines(session, key, [line_no], context)


def delete_lines(
    session: Session, key: PurchaseKey, line_nos: Collection[int], context: UserContext
) -> PurchaseView:
    """Delete several lines as one command; all stay when one of them must."""
    document = load_purchase(session, key, context, for_update=True)
    lines = [document.line(line_no) for line_no in line_nos]
    check_lines(document, only_text=not any(line.is_priced for line in lines))
    check_may_delete(document, lines)
    clear_sales_links(document, lines)
    remove_lines(document, lines)
    return finish(document)


def move_line(
    session: Session, key: PurchaseKey, line_no: int, context: UserContext, *, down: bool
) -> PurchaseView:
    """Move a line one place up or down; raises LineKeepsPlace."""
    document = load_purchase(session, key, context, for_update=True)
    line = document.line(line_no)
    check_lines(document, only_text=False)
    swap_with_neighbour(document, line, down=down)
    return finish(document)


def check_may_delete(document: Purchase, lines: Collection[PurchaseLine]) -> None:
    """Refuse to delete what is received and not invoiced, or what somebody counts on (PF62)."""
    for line in lines:
        if line.qty_received_not_invoiced:
            raise ReceivedNotInvoiced(
                record=line_ref(line),
                line_no=line.line_no,
                no=line.no or "",
                quantity=line.qty_received_not_invoiced,
            )
    by_line_no = {line.line_no: line for line in lines if line.is_priced}
    if not by_line_no:
        return
    found = document.session.execute(
        select(
            Reservation.supply_line_no,
            func.min(Reservation.demand_document_no),
            func.sum(Reservation.quantity),
        )
        .where(
            Reservation.supply_type == SupplyType.PURCHASE,
            Reservation.supply_document_no == document.header.no,
            Reservation.supply_line_no.in_(sorted(by_line_no)),
        )
        .group_by(Reservation.supply_line_no)
        .order_by(Reservation.supply_line_no)
    ).first()
    if found is not None:
        line_no, demand, quantity = found
        line = by_line_no[line_no or 0]
        raise PurchaseReserved(
            record=line_ref(line),
            line_no=line_no,
            no=line.no or "",
            quantity=quantity,
            demand_document_no=demand,
        )


def _type_of_new_line(document: Purchase, values: Sequence[tuple[str, object]]) -> LineType:
    fields = [field for field, _value in values]
    if "type" in fields:
        typed = dict(values)["type"]
        kind: LineType = entered_value(PurchaseLine, "type", typed, document.ref)
        return kind
    if "no" not in fields and "description" in fields:
        return LineType.COMMENT
    return LineType.ITEM


def _type(_document: Purchase, line: PurchaseLine, value: LineType) -> None:
    if value is not line.type:
        choose_type(line, value)


def _variant(document: Purchase, line: PurchaseLine, value: str | None) -> None:
    line.variant_code = value
    source = source_of(document, line)
    if source.block is not None:
        raise source.block
    take_texts(line, source)
    line.direct_unit_cost = found_cost(document, line, source)
    take_times(document, line, source)
    replan(document, line, source)


def _unit(document: Purchase, line: PurchaseLine, value: str | None) -> None:
    """Count the line in another unit: the cost of one unit follows, a typed one too."""
    before = line.qty_per_unit
    line.unit_of_measure_code = value
    source = source_of(document, line)
    line.unit_of_measure_code = source.unit_code
    line.qty_per_unit = source.unit.qty_per_unit
    line.direct_unit_cost = round_to(
        line.direct_unit_cost,
        document.unit_amount_precision,
        times=line.qty_per_unit,
        over=before,
    )
    enter_quantity(line, line.quantity, source.unit)


def _location(document: Purchase, line: PurchaseLine, value: str | None) -> None:
    line.location_code = value
    source = source_of(document, line)
    take_times(document, line, source)
    replan(document, line, source)


def _vat_group(document: Purchase, line: PurchaseLine, value: str | None) -> None:
    setup = document.session.get(VatPostingSetup, (line.vat_bus_posting_group or "", value or ""))
    if setup is None:
        raise VatSetupMissing(
            record=line_ref(line),
            field="vat_prod_posting_group",
            vat_bus_posting_group=line.vat_bus_posting_group or _("(blank)"),
            vat_prod_posting_group=value or _("(blank)"),
            line_no=line.line_no,
            no=line.no or "",
        )
    line.vat_prod_posting_group = value
    line.vat_pct = setup.vat_pct
    line.vat_identifier = setup.vat_identifier
    line.vat_calculation_type = setup.vat_calculation_type


def _quantity(document: Purchase, line: PurchaseLine, value: Any) -> None:  # noqa: ANN401  (checked by the column)
    enter_quantity(line, value, source_of(document, line).unit)


def _to_receive(document: Purchase, line: PurchaseLine, value: Any) -> None:  # noqa: ANN401  (checked by the column)
    enter_qty_to_receive(line, value, source_of(document, line).unit)


def _to_invoice(document: Purchase, line: PurchaseLine, value: Any) -> None:  # noqa: ANN401  (checked by the column)
    enter_qty_to_invoice(line, value, source_of(document, line).unit)


def _cost(document: Purchase, line: PurchaseLine, value: UnitPrice) -> None:
    if value < 0 and line.type is LineType.ITEM:
        raise line_refusal(
            CostNegative, line_name(line), "direct_unit_cost", direct_unit_cost=value
        )
    line.direct_unit_cost = round_to(value, document.unit_amount_precision)
    line.discount_amount_is_typed = False


def _discount_pct(_document: Purchase, line: PurchaseLine, value: Percent) -> None:
    line.line_discount_pct = typed_discount_pct(value, line_name(line))
    line.discount_amount_is_typed = False


def _discount_amount(document: Purchase, line: PurchaseLine, value: Amount) -> None:
    gross, precision = _gross(document, line), document.amount_precision
    _put_discount(line, typed_discount_amount(value, gross, precision, line_name(line)))


def _line_amount(document: Purchase, line: PurchaseLine, value: Amount) -> None:
    gross, precision = _gross(document, line), document.amount_precision
    _put_discount(line, typed_line_amount(value, gross, precision, line_name(line)))


def _gross(document: Purchase, line: PurchaseLine) -> Amount:
    return line_gross(line.quantity, line.direct_unit_cost, document.amount_precision)


def _put_discount(line: PurchaseLine, discount: TypedDiscount) -> None:
    line.line_discount_pct = discount.line_discount_pct
    line.line_discount_amount = discount.line_discount_amount
    line.discount_amount_is_typed = discount.line_discount_amount != 0


_ENTRIES: dict[str, Enter] = {
    "type": _type,
    "no": choose_no,
    "variant_code": _variant,
    "unit_of_measure_code": _unit,
    "location_code": _location,
    "vat_prod_posting_group": _vat_group,
    "quantity": _quantity,
    "qty_to_receive": _to_receive,
    "qty_to_invoice": _to_invoice,
    "direct_unit_cost": _cost,
    "line_discount_pct": _discount_pct,
    "line_discount_amount": _discount_amount,
    "line_amount": _line_amount,
}
"""Fields from which something follows; all others are simply kept."""
