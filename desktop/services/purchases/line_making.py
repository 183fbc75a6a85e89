"""Making an empty purchase line, filling it from a card, and taking lines out of a document."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from sqlalchemy.sql.schema import ScalarElementColumnDefault

from desktop.errors import Refusal
from desktop.models.purchases import PurchaseLine
from desktop.models.values.keys import LINE_NO_STEP, CodeError, code
from desktop.models.values.numbers import UnitPrice, round_to
from desktop.models.words import LineType
from desktop.services.currencies.exchange_rates import rate_on
from desktop.services.purchases.differences import line_values
from desktop.services.purchases.line_dates import date_new_line, take_times
from desktop.services.purchases.load import Purchase, line_ref
from desktop.services.purchases.refusals import TypeNotBought, VendorFirst
from desktop.services.purchases.refusals_links import OnlyDropShipments
from desktop.services.purchases.sources import PurchaseSource, find_source, unknown_no
from desktop.services.sales.refusals_lines import VatSetupMissing
from desktop.services.setup.field_infos import table_of
from desktop.translation import _

_NO_LENGTH = 20
_KEPT = frozenset(
    {
        "document_type",
        "document_no",
        "line_no",
        "type",
        "attached_to_line_no",
        "row_version",
        "changed_by",
        "changed_at",
    }
)
FROM_HEADER = (
    "buy_from_vendor_no",
    "currency_code",
    "location_code",
    "gen_bus_posting_group",
    "vat_bus_posting_group",
)
"""What a line takes from the header at the moment its number is chosen."""


def clear_line(line: PurchaseLine) -> None:
    """Put all of a line but its place and type back to the beginning."""
    for name, default in _beginnings().items():
        setattr(line, name, default)


@cache
def _beginnings() -> dict[str, object]:
    return {
        column.name: column.default.arg
        if isinstance(column.default, ScalarElementColumnDefault)
        else None
        for column in table_of(PurchaseLine.__tablename__).columns
        if column.name not in _KEPT
    }


def put_new_line(document: Purchase, line_no: int, line_type: LineType) -> PurchaseLine:
    """Put an empty line with this free number into a loaded document."""
    line = PurchaseLine(
        document_type=document.type, document_no=document.header.no, line_no=line_no
    )
    clear_line(line)
    line.type = line_type
    line.attached_to_line_no = 0
    document.session.add(line)
    document.added.append(line)
    document.lines = sorted([*document.lines, line], key=lambda each: each.line_no)
    return line


def next_line_no(document: Purchase, before: int | None) -> int | None:
    """The number of a new line: behind the last, or half-way in front of `before`.

    None when there is no number left in between.
    """
    numbers = [line.line_no for line in document.lines]
    if before is None:
        return (numbers[-1] if numbers else 0) // LINE_NO_STEP * LINE_NO_STEP + LINE_NO_STEP
    position = document.lines.index(document.line(before))
    previous = document.lines[position - 1].line_no if position else 0
    middle = (previous + before) // 2
    return middle if previous < middle < before else None


def remove_lines(document: Purchase, lines: Iterable[PurchaseLine]) -> None:
    """Take lines out of a loaded document, and note what they were."""
    gone = {line.line_no for line in lines}
    for line in [each for each in document.lines if each.line_no in gone]:
        if line in document.session.new:
            document.session.expunge(line)
            document.added = [each for each in document.added if each is not line]
        else:
            document.removed[line.line_no] = line_values(line)
            document.session.delete(line)
    document.lines = [line for line in document.lines if line.line_no not in gone]


def source_of(document: Purchase, line: PurchaseLine) -> PurchaseSource:
    """The card behind a line, in its variant, unit and place; a command reads it once."""
    name = (
        line.type,
        line.no,
        line.variant_code,
        line.unit_of_measure_code,
        line.location_code,
        line.vat_bus_posting_group,
        line.line_no,
    )
    if name not in document.sources:
        document.sources[name] = find_source(
            document.session,
            line,
            language_code=document.header.language_code,
            default_safety=document.setups.inventory.default_safety_lead_time,
            blank_inbound=document.setups.inventory.inbound_handling_time,
        )
    found: PurchaseSource = document.sources[name]
    return found


def choose_type(line: PurchaseLine, line_type: LineType) -> None:
    """Make a line of another type: it starts anew. Raises TypeNotBought."""
    check_type(line, line_type)
    clear_line(line)
    line.type = line_type


def check_type(line: PurchaseLine, line_type: LineType) -> None:
    """Refuse what nobody sells to us."""
    if line_type is LineType.RESOURCE:
        raise TypeNotBought(
            record=line_ref(line), field="type", line_no=line.line_no, line_type=line_type
        )


def choose_no(document: Purchase, line: PurchaseLine, text: str) -> None:
    """Fill a line from the card of this number.

    Raises VendorFirst, OnlyDropShipments, ItemUnknown, VatSetupMissing, or why the card must not be
    bought.
    """
    if not text:
        clear_line(line)
        return
    if document.header.buy_from_vendor_no is None:
        raise VendorFirst(record=document.ref, field="buy_from_vendor_no", **document.names)
    check_type(line, line.type)
    if line.type is LineType.ITEM and any(each.sales_order_no for each in document.lines):
        raise only_drop_shipments(document, line, text)
    try:
        number = code(text, _NO_LENGTH)
    except CodeError:
        raise unknown_no(line, text) from None
    fill_line(document, line, number)


def only_drop_shipments(document: Purchase, line: PurchaseLine, item: str | None) -> Refusal:
    """What is said when goods for us would stand on an order of drop shipments (PF67)."""
    return OnlyDropShipments(
        record=line_ref(line), no=document.header.no, line_no=line.line_no, item=item or ""
    )


def fill_line(
    document: Purchase,
    line: PurchaseLine,
    no: str | None,
    *,
    variant_code: str | None = None,
    unit_code: str | None = None,
    location_code: str | None = None,
) -> None:
    """Fill a line from the card `no`; a blank location is the header's."""
    clear_line(line)
    line.no, line.variant_code, line.unit_of_measure_code = no, variant_code, unit_code
    for name in FROM_HEADER:
        setattr(line, name, getattr(document.header, name))
    line.location_code = location_code or line.location_code
    source = source_of(document, line)
    if source.block is not None:
        raise source.block
    take_card(line, source)
    take_texts(line, source)
    take_times(document, line, source)
    date_new_line(document, line, source)
    line.direct_unit_cost = found_cost(document, line, source)


def take_card(line: PurchaseLine, source: PurchaseSource) -> None:
    """What a line takes from its card besides texts, times and cost; raises VatSetupMissing."""
    line.unit_of_measure_code = source.unit_code
    line.qty_per_unit = source.unit.qty_per_unit
    line.gen_prod_posting_group = source.gen_prod_posting_group
    line.inventory_posting_group = source.inventory_posting_group
    line.purchasing_code = source.purchasing_code
    setup = source.vat_setup
    if setup is None:
        raise VatSetupMissing(
            record=line_ref(line),
            field="vat_prod_posting_group",
            vat_bus_posting_group=line.vat_bus_posting_group or _("(blank)"),
            vat_prod_posting_group=source.vat_prod_posting_group or _("(blank)"),
            line_no=line.line_no,
            no=line.no or "",
        )
    line.vat_prod_posting_group = source.vat_prod_posting_group
    line.vat_pct = setup.vat_pct
    line.vat_identifier = setup.vat_identifier
    line.vat_calculation_type = setup.vat_calculation_type


def take_texts(line: PurchaseLine, source: PurchaseSource) -> None:
    """Say on the line what it buys, and how the vendor calls it."""
    line.description, line.description_2 = source.description, source.description_2
    line.vendor_item_no = source.vendor_item_no


def found_cost(document: Purchase, line: PurchaseLine, source: PurchaseSource) -> UnitPrice:
    """What one unit of the line costs by the vendor's price, else by the last purchase (PF56).

    In the document's currency.
    """
    precision, rate = document.unit_amount_precision, document.rate
    if not source.vendor_cost:
        return round_to(
            source.last_direct_cost,
            precision,
            times=line.qty_per_unit * rate.exchange_rate_amount,
            over=rate.relational_amount,
        )
    vendor_currency = document.vendor.currency_code if document.vendor is not None else None
    if vendor_currency == document.header.currency_code:
        return round_to(source.vendor_cost, precision, times=line.qty_per_unit)
    day = document.header.posting_date or document.context.work_date
    own = rate_on(document.session, vendor_currency, day)
    return round_to(
        source.vendor_cost,
        precision,
        times=line.qty_per_unit * own.relational_amount * rate.exchange_rate_amount,
        over=own.exchange_rate_amount * rate.relational_amount,
    )
