"""Copying lines: as they stand, or made anew; never what became of them (CB58, CB61).

Lines are made anew by what makes them when their number is typed, so a copied line and a typed
one cannot differ. A line that cannot be sold is left out and named.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select

from desktop.errors import FieldRefusal, RecordRef, Refusal
from desktop.models.codes import Location
from desktop.models.finance import CustomerPostingGroup
from desktop.models.sales import SalesLine
from desktop.models.values.numbers import ZERO, round_to
from desktop.models.words import LineType, Reserve, SystemLine
from desktop.services.sales.copy_sources import CopySource
from desktop.services.sales.entered_values import check_exists
from desktop.services.sales.fields import TEXT_FIELDS
from desktop.services.sales.item_references import read_references
from desktop.services.sales.line_choice import FROM_HEADER, fill_line, read_sources, source_of
from desktop.services.sales.line_dates import date_new_line
from desktop.services.sales.line_making import put_new_line, take_out
from desktop.services.sales.line_places import choose_location, put_drop_shipment
from desktop.services.sales.line_purchasing import BUYING
from desktop.services.sales.line_quantities import enter_quantity, put_quantities, ships_remainder
from desktop.services.sales.line_sources import LineSource, check_not_blocked
from desktop.services.sales.lines_order import next_line_no
from desktop.services.sales.load import Document, line_ref
from desktop.services.sales.prices import read_prices
from desktop.services.sales.quantities import LineQuantities, Part, with_defaults
from desktop.services.sales.service_charge import charge_text
from desktop.services.sales.totals import line_gross
from desktop.services.vat.calculation import HUNDRED

Values = Mapping[str, Any]

_AGREED = (
    "description",
    "description_2",
    "item_reference_no",
    "qty_per_unit",
    "gen_bus_posting_group",
    "gen_prod_posting_group",
    "vat_bus_posting_group",
    "vat_prod_posting_group",
    "inventory_posting_group",
    "net_weight",
    "gross_weight",
    "unit_volume",
    "units_per_parcel",
    "unit_price",
    "line_discount_pct",
    "allow_invoice_disc",
    "vat_pct",
    "vat_identifier",
    "vat_calculation_type",
    "vat_clause_code",
    "unit_cost_lcy",
)
"""What stays as it stands on a line that is not made anew (CB61)."""

_AGREED_IN_DRAFTS = (
    "system_line",
    "discount_amount_is_typed",
    "price_is_manual",
    "discount_is_manual",
    "price_list_code",
    "price_list_line_no",
    "found_price",
    "found_discount_pct",
    "reserve",
)
"""What only drafts know of a line: how its price came about."""

_DELIVERY = (
    "shipment_date",
    "requested_delivery_date",
    "promised_delivery_date",
    "planned_delivery_date",
    "planned_shipment_date",
    "shipping_agent_code",
    "shipping_agent_service_code",
    "shipping_time",
    "outbound_handling_time",
)
"""When and by whom a line goes: the source's with its header, else as on any new line (SD16)."""

_REFERENCES = ("location_code", "gen_prod_posting_group", "vat_prod_posting_group")
"""Records that may have gone since a document was posted or kept."""


@dataclass(frozen=True, slots=True)
class SkippedLine:
    """A line of the source that was not copied, and why."""

    line_no: int
    refusal: Refusal


@dataclass(slots=True)
class LinesCopy:
    """Lines on their way from a source to the end of a document.

    `numbers` says which line became which; `skipped` what was left out; `charges` are the lines
    of the source that its program kept, `sold` those that sell something.
    """

    document: Document
    source: CopySource
    include_header: bool
    recalculate: bool
    numbers: dict[int, int] = field(default_factory=dict)
    skipped: list[SkippedLine] = field(default_factory=list)
    charges: frozenset[int] = frozenset()
    sold: frozenset[int] = frozenset()


def copy_lines(
    document: Document, source: CopySource, *, include_header: bool, recalculate: bool
) -> LinesCopy:
    """Put the lines of a source behind those of a loaded document.

    The number of statements does not depend on the number of lines.
    """
    copy = LinesCopy(document, source, include_header, recalculate)
    copy.charges = frozenset(_charges(copy))
    copy.sold = frozenset(values["line_no"] for values in source.lines if _sells(values))
    pairs = [(values, _begun(copy, values)) for values in source.lines if _is_wanted(copy, values)]
    _read_ahead(copy, [line for _values, line in pairs if line.is_priced and line.no])
    for values, line in pairs:
        try:
            _fill(copy, values, line)
        except FieldRefusal as refusal:
            _leave_out(copy, values, line, refusal)
    return copy


# ------------------------------------------------------------------------------ which lines come


def _charges(copy: LinesCopy) -> Iterator[int]:
    """The service charge of the source: its program kept that line, and ours may do so again.

    Posted lines do not tell, but there its account and its text say so together.
    """
    source = copy.source
    if not source.type.is_posted:
        for line in source.lines:
            if line["system_line"] is SystemLine.SERVICE_CHARGE:
                yield line["line_no"]
        return
    session, header = copy.document.session, source.header
    account_no = session.scalar(
        select(CustomerPostingGroup.service_charge_account).where(
            CustomerPostingGroup.code == header["customer_posting_group"]
        )
    )
    text = charge_text(session, header["language_code"])
    for line in source.lines:
        is_on_account = line["type"] is LineType.GL_ACCOUNT and line["no"] == account_no
        if account_no and is_on_account and line["description"] == text:
            yield line["line_no"]


def _is_wanted(copy: LinesCopy, values: Values) -> bool:
    """A charge comes only as part of the whole document; texts come with a line as it stands."""
    if values["line_no"] in copy.charges:
        return copy.include_header and not copy.recalculate
    return not copy.recalculate or values["attached_to_line_no"] not in copy.sold


def _sells(values: Values) -> bool:
    return values["type"] is not LineType.COMMENT and values["no"] is not None


def _begun(copy: LinesCopy, values: Values) -> SalesLine:
    """The line that is to be filled, with what it is looked up by."""
    document = copy.document
    attached_to = copy.numbers.get(values["attached_to_line_no"], 0)
    line = put_new_line(
        document, next_line_no(document, None), values["type"], attached_to=attached_to
    )
    copy.numbers[values["line_no"]] = line.line_no
    line.no, line.variant_code = values["no"], values["variant_code"]
    line.unit_of_measure_code = values["unit_of_measure_code"]
    line.vat_bus_posting_group = document.header.vat_bus_posting_group
    if not copy.recalculate:
        line.vat_bus_posting_group = values["vat_bus_posting_group"]
    return line


def _read_ahead(copy: LinesCopy, lines: list[SalesLine]) -> None:
    """Read all that filling the lines asks for, once for all of them."""
    document = copy.document
    read_sources(document, lines)
    if copy.recalculate:
        read_prices(document, ((line.type, line.no or "") for line in lines))
        read_references(document, (line.no or "" for line in lines if line.type is LineType.ITEM))
    codes = {values["location_code"] for values in copy.source.lines} - {None}
    # A session forgets what nobody holds, and would read a location again for each line.
    document.sources[Location,] = list(
        document.session.scalars(select(Location).where(Location.code.in_(sorted(codes))))
    )


def _leave_out(copy: LinesCopy, values: Values, line: SalesLine, refusal: FieldRefusal) -> None:
    document, line_no = copy.document, values["line_no"]
    ref = line_ref(line)
    document.notices = [each for each in document.notices if each.record != ref]
    below = [each for each in document.lines if each.attached_to_line_no == line.line_no]
    take_out(document, [line, *below])
    gone = {line.line_no, *(each.line_no for each in below)}
    copy.numbers = {old: new for old, new in copy.numbers.items() if new not in gone}
    copy.skipped.append(SkippedLine(line_no, _of_source(refusal, copy.source.line_ref(line_no))))


def _of_source(refusal: FieldRefusal, ref: RecordRef) -> Refusal:
    """The same refusal, speaking of the line of the source: the copied one does not exist."""
    parameters = {**refusal.parameters, "line_no": ref.key[-1]}
    return type(refusal)(record=ref, field=refusal.field, **parameters)


# --------------------------------------------------------------------------------- filling a line


def _fill(copy: LinesCopy, values: Values, line: SalesLine) -> None:
    if values["line_no"] not in copy.numbers:
        return  # the text of a line that was left out
    if not _sells(values):
        for name in TEXT_FIELDS:
            setattr(line, name, values[name])
        return
    _check_references(copy, values)
    source = source_of(copy.document, line)
    check_not_blocked(source)
    if copy.recalculate:
        _make_anew(copy, values, line)
    else:
        _take_as_it_stands(copy, values, line, source)


def _check_references(copy: LinesCopy, values: Values) -> None:
    ref = copy.source.line_ref(values["line_no"])
    known = copy.document.sources.setdefault((SalesLine,), set())
    for name in _REFERENCES:
        if (name, values[name]) not in known:
            check_exists(copy.document.session, SalesLine, name, values[name], ref)
            known.add((name, values[name]))


def _make_anew(copy: LinesCopy, values: Values, line: SalesLine) -> None:
    """Fill a line as if its number were typed; place, unit and quantity are the source's (CB61)."""
    document = copy.document
    fill_line(
        document,
        line,
        values["no"],
        variant_code=values["variant_code"],
        unit_code=values["unit_of_measure_code"],
    )
    choose_location(document, line, values["location_code"])
    if document.type in BUYING and values["drop_shipment"]:
        put_drop_shipment(document, line, is_dropped=True)
        line.reserve = Reserve.NEVER
    enter_quantity(document, line, values["quantity"], source_of(document, line))
    if line.type is LineType.GL_ACCOUNT and copy.source.type.has_prices:
        _keep_account_price(copy, values, line)


def _keep_account_price(copy: LinesCopy, values: Values, line: SalesLine) -> None:
    """An account has no price of its own, so the typed one stays where it means the same (CB61)."""
    of_source, header = copy.source.header, copy.document.header
    is_same = (
        of_source["currency_code"] == header.currency_code
        and of_source["prices_including_vat"] == header.prices_including_vat
    )
    line.unit_price = values["unit_price"] if is_same else ZERO
    if is_same:
        line.price_is_manual = True
        line.line_discount_pct = values["line_discount_pct"]
        line.discount_is_manual = bool(line.line_discount_pct)
        _keep_discount(copy, values, line)


def _take_as_it_stands(
    copy: LinesCopy, values: Values, line: SalesLine, source: LineSource
) -> None:
    """Fill a line with what stands on the source's: price, discounts, cost and VAT (CB61)."""
    document = copy.document
    for name in FROM_HEADER:
        setattr(line, name, getattr(document.header, name))
    for name in _AGREED:
        setattr(line, name, values[name])
    if copy.source.type.is_posted:
        _begin_price(document, line, source)
    else:
        for name in _AGREED_IN_DRAFTS:
            setattr(line, name, values[name])
    if values["line_no"] in copy.charges:
        line.system_line = SystemLine.SERVICE_CHARGE
    _put_delivery(copy, values, line)
    whole = Part(values["quantity"], values["quantity_base"])
    wanted = LineQuantities(whole=whole)
    put_quantities(line, with_defaults(wanted, ships_remainder=ships_remainder(document)))
    _keep_discount(copy, values, line)


def _begin_price(document: Document, line: SalesLine, source: LineSource) -> None:
    """What a posted line does not know of its price and reservation."""
    line.found_price, line.found_discount_pct = line.unit_price, line.line_discount_pct
    line.reserve = source.reserve
    if source.reserve is Reserve.OPTIONAL:
        line.reserve = document.header.reserve


def _put_delivery(copy: LinesCopy, values: Values, line: SalesLine) -> None:
    document, buys = copy.document, copy.document.type in BUYING
    if copy.include_header:
        line.location_code = values["location_code"]
        for name in _DELIVERY:
            setattr(line, name, values.get(name, getattr(line, name)))
        line.drop_shipment = values["drop_shipment"]
    else:
        choose_location(document, line, values["location_code"])
        date_new_line(document, line)
    put_drop_shipment(document, line, is_dropped=buys and values["drop_shipment"])
    line.special_order = buys and values["special_order"]
    line.purchasing_code = values.get("purchasing_code") if buys else None
    if line.drop_shipment or line.special_order:
        line.reserve = Reserve.NEVER


def _keep_discount(copy: LinesCopy, values: Values, line: SalesLine) -> None:
    """Let a discount amount stand that its percentage does not give to the cent (SD46, SD66)."""
    precision = copy.document.amount_precision
    gross = line_gross(line.quantity, line.unit_price, precision)
    by_pct = round_to(gross, precision, times=line.line_discount_pct, over=HUNDRED)
    amount = values["line_discount_amount"]
    is_typed = values.get("discount_amount_is_typed", amount != by_pct)
    line.discount_amount_is_typed = bool(is_typed)
    if line.discount_amount_is_typed:
        line.line_discount_amount = amount
