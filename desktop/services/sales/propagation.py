"""What a change of the header does to lines that exist already (SD14, SD15)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from desktop.errors import ConfirmationCode
from desktop.models.sales import SalesHeader, SalesLine
from desktop.models.values.numbers import Quantity
from desktop.models.words import Reserve
from desktop.services.sales.editable import is_tied, keeps_place
from desktop.services.sales.fields import DATE_FIELDS
from desktop.services.sales.line_choice import fill_line, source_of
from desktop.services.sales.line_dates import enter_date, replan
from desktop.services.sales.line_places import choose_location, put_drop_shipment
from desktop.services.sales.line_quantities import enter_quantity
from desktop.services.sales.load import Document
from desktop.services.sales.prices import read_prices
from desktop.services.sales.purchase_ties import offer_purchase_date
from desktop.services.sales.refusals import RebuildLines, UpdateLines
from desktop.services.sales.service_charge import follow_charge

DELIVERY_FIELDS = (
    "location_code",
    "outbound_handling_time",
    "shipping_agent_code",
    "shipping_agent_service_code",
    "shipping_time",
)
"""From where, by whom and how long: what choosing an address or location may change."""


_PURCHASED = (
    "purchasing_code",
    "special_order",
    "purchase_order_no",
    "purchase_order_line_no",
    "special_order_purchase_no",
    "special_order_purchase_line_no",
)
"""How a line is bought, and on what purchase line: it stays when the line is made anew (SD14)."""


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What a line is made of again (SD14)."""

    no: str
    variant_code: str | None
    unit_of_measure_code: str | None
    quantity: Quantity
    shipment_date: date | None
    drop_shipment: bool
    purchased: Mapping[str, object]


def confirm_rebuild(document: Document, field: str) -> bool:
    """Whether the header may change and the lines be made anew; without lines always.

    Raises RebuildLines as long as the question is open. Call it after all refusals and before
    the first change: "No" leaves the document as it is.
    """
    if not document.lines:
        return True
    answer = document.context.answer(ConfirmationCode.REBUILD_LINES)
    if answer is None:
        raise RebuildLines(
            record=document.ref,
            field=field,
            entered_field=field,
            document_type=document.type,
            no=document.header.no,
        )
    return answer


def rebuild_lines(document: Document) -> None:
    """Make every line anew, in order: prices, discounts, VAT, cost and dates (SD14).

    Text lines stay as they are. Raises what choosing the number of a line raises.
    """
    document.chain_terms.clear()
    read_prices(document, ((line.type, line.no or "") for line in document.sold_lines))
    for line in document.sold_lines:
        _rebuild(document, line)
    follow_charge(document)


def _rebuild(document: Document, line: SalesLine) -> None:
    wanted = _Wanted(
        line.no or "",
        line.variant_code,
        line.unit_of_measure_code,
        line.quantity,
        line.shipment_date,
        line.drop_shipment,
        {name: getattr(line, name) for name in _PURCHASED},
    )
    place, cost = line.location_code, line.unit_cost_lcy
    fill_line(
        document,
        line,
        wanted.no,
        variant_code=wanted.variant_code,
        unit_code=wanted.unit_of_measure_code,
    )
    put_drop_shipment(document, line, wanted.drop_shipment)
    for name, value in wanted.purchased.items():
        setattr(line, name, value)
    if line.drop_shipment or line.special_order:
        line.reserve = Reserve.NEVER
    if is_tied(line):
        line.unit_cost_lcy = cost
        choose_location(document, line, place)
    if line.promised_delivery_date is None and line.requested_delivery_date is None:
        enter_date(document, line, "shipment_date", wanted.shipment_date)
    enter_quantity(document, line, wanted.quantity, source_of(document, line))


def delivery_of(header: SalesHeader) -> dict[str, object]:
    """From where, by whom and how long a header says that goods go."""
    return {name: getattr(header, name) for name in DELIVERY_FIELDS}


def update_changed(document: Document, field: str, before: Mapping[str, object]) -> None:
    """Offer the lines what entering `field` changed of the delivery (SD15); raises UpdateLines."""
    now = delivery_of(document.header)
    update_lines(document, field, [name for name in DELIVERY_FIELDS if now[name] != before[name]])


def update_lines(document: Document, field: str, changed: Iterable[str]) -> None:
    """Give the lines the changed header fields, with full date logic, if the user wants (SD15).

    Raises UpdateLines as long as the question is open, MoveOtherSide as long as one about the
    purchase line of a drop shipment is.
    """
    names = list(changed)
    lines = [line for line in document.priced_lines if any(_takes(line, name) for name in names)]
    if not lines:
        return
    answer = document.context.answer(ConfirmationCode.UPDATE_LINES)
    if answer is None:
        raise UpdateLines(
            record=document.ref,
            field=field,
            entered_field=field,
            document_type=document.type,
            no=document.header.no,
        )
    if answer:
        for line in lines:
            _update(document, line, [name for name in names if _takes(line, name)])


def _takes(line: SalesLine, field: str) -> bool:
    """Whether a line still follows the header in a field."""
    if field == "location_code":
        return not keeps_place(line)
    return not line.completely_shipped


def _update(document: Document, line: SalesLine, names: Iterable[str]) -> None:
    before = line.shipment_date
    for name in names:
        value = getattr(document.header, name)
        if name in DATE_FIELDS:
            enter_date(document, line, name, value)
        elif not (line.drop_shipment and name in {"shipping_time", "outbound_handling_time"}):
            setattr(line, name, value)
    if not DATE_FIELDS.intersection(names):
        replan(document, line)
    offer_purchase_date(document, line, before)
