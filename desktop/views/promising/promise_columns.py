"""The columns of the promising window and of the promise board."""

from __future__ import annotations

from desktop.services.promising.danger import BrokenPromise
from desktop.services.promising.lines import Method
from desktop.services.promising.shown import PromisedLine
from desktop.translation import N_, _
from desktop.views.tables.columns import Column, Kind, Tone

METHODS = {
    Method.NONE: N_("None"),
    Method.ATP: N_("Available-to-Promise"),
    Method.CTP: N_("Capable-to-Promise"),
}


def _answer(line: PromisedLine) -> str:
    """In one word what came of the question."""
    if line.method is Method.NONE:
        return _("Not Calculated")
    if line.earliest_shipment_date is None:
        return _("No Date")
    if line.overdue_document:
        return _("On Overdue Order")
    if line.proposals:
        return _("To Be Ordered")
    start = line.requested_shipment_date
    is_late = start is not None and line.earliest_shipment_date > start
    return _("Later") if is_late else _("As Wished")


def _tone(line: PromisedLine) -> Tone:
    if line.method is Method.NONE:
        return Tone.NEUTRAL
    if line.earliest_shipment_date is None:
        return Tone.DANGER
    if line.overdue_document or line.proposals:
        return Tone.WARN
    start = line.requested_shipment_date
    return Tone.WARN if start is not None and line.earliest_shipment_date > start else Tone.OK


WINDOW_COLUMNS = (
    Column("item_no", N_("Item No."), lambda row: row.item_no, Kind.CODE, width=96),
    Column("description", N_("Description"), lambda row: row.description, width=170),
    Column("answer", N_("Answer"), _answer, Kind.STATUS, width=132, pill=_tone),
    Column(
        "requested_delivery_date",
        N_("Requested Delivery"),
        lambda row: row.requested_delivery_date,
        Kind.DATE,
        width=132,
    ),
    Column(
        "earliest_shipment_date",
        N_("Earliest Shipment"),
        lambda row: row.earliest_shipment_date,
        Kind.DATE,
        width=126,
    ),
    Column(
        "planned_delivery_date",
        N_("Planned Delivery"),
        lambda row: row.planned_delivery_date,
        Kind.DATE,
        width=120,
    ),
    Column(
        "limiting_document",
        N_("Waits For"),
        lambda row: row.limiting_document or row.overdue_document or "",
        Kind.CODE,
    ),
    Column("quantity", N_("Outstanding"), lambda row: row.quantity, Kind.QUANTITY),
    Column(
        "required_quantity",
        N_("Required"),
        lambda row: row.required_quantity,
        Kind.QUANTITY,
    ),
    Column(
        "unavailable_quantity",
        N_("Unavailable"),
        lambda row: row.unavailable_quantity or None,
        Kind.QUANTITY,
        width=96,
    ),
    Column("unit", N_("Unit"), lambda row: row.unit, Kind.CODE, width=64),
    Column(
        "method",
        N_("Method"),
        lambda row: _(METHODS[row.method]),
        width=150,
        visible=False,
    ),
    Column("variant_code", N_("Variant"), lambda row: row.scope.variant_code or "", Kind.CODE),
    Column("location_code", N_("Location"), lambda row: row.scope.location_code or "", Kind.CODE),
    Column(
        "requested_shipment_date",
        N_("Requested Shipment"),
        lambda row: row.requested_shipment_date,
        Kind.DATE,
        width=132,
        visible=False,
    ),
    Column(
        "original_shipment_date",
        N_("Present Shipment Date"),
        lambda row: row.original_shipment_date,
        Kind.DATE,
        width=150,
        visible=False,
    ),
    Column(
        "planned_shipment_date",
        N_("Planned Shipment"),
        lambda row: row.planned_shipment_date,
        Kind.DATE,
        width=120,
        visible=False,
    ),
    Column("line_no", N_("Line No."), lambda row: row.line_no, Kind.INTEGER, visible=False),
)


def _lateness(row: BrokenPromise) -> str:
    return _("Late") if row.possible_shipment_date else _("No Date")


BOARD_COLUMNS = (
    Column("order_no", N_("Order No."), lambda row: row.order_no, Kind.LINK, width=104),
    Column("customer_name", N_("Customer"), lambda row: row.customer_name, width=180),
    Column("item_no", N_("Item No."), lambda row: row.item_no, Kind.CODE, width=96),
    Column("description", N_("Description"), lambda row: row.description, width=170),
    Column(
        "answer",
        N_("Answer"),
        _lateness,
        Kind.STATUS,
        width=96,
        pill=lambda row: Tone.WARN if row.possible_shipment_date else Tone.DANGER,
    ),
    Column(
        "days_late",
        N_("Days Late"),
        lambda row: row.days_late,
        Kind.INTEGER,
        width=88,
    ),
    Column(
        "promised_delivery_date",
        N_("Promised Delivery"),
        lambda row: row.promised_delivery_date,
        Kind.DATE,
        width=128,
    ),
    Column(
        "possible_delivery_date",
        N_("Possible Delivery"),
        lambda row: row.possible_delivery_date,
        Kind.DATE,
        width=124,
    ),
    Column("shipment_date", N_("Shipment Date"), lambda row: row.shipment_date, Kind.DATE),
    Column(
        "possible_shipment_date",
        N_("Possible Shipment"),
        lambda row: row.possible_shipment_date,
        Kind.DATE,
        width=128,
    ),
    Column("outstanding", N_("Outstanding"), lambda row: row.outstanding, Kind.QUANTITY),
    Column("missing", N_("Missing"), lambda row: row.missing, Kind.QUANTITY),
    Column("unit_code", N_("Unit"), lambda row: row.unit_code, Kind.CODE, width=64),
    Column("location_code", N_("Location"), lambda row: row.location_code, Kind.CODE),
    Column("variant_code", N_("Variant"), lambda row: row.variant_code, Kind.CODE, visible=False),
    Column(
        "customer_no", N_("Customer No."), lambda row: row.customer_no, Kind.CODE, visible=False
    ),
    Column("line_no", N_("Line No."), lambda row: row.line_no, Kind.INTEGER, visible=False),
)
