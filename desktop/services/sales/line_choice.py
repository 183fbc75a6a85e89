"""Choosing what a line sells: type, number, variant, unit, reference (SD20–SD23, SD25, CU57)."""

from __future__ import annotations

from collections.abc import Iterable

from desktop.models.items import ItemReference
from desktop.models.sales import SalesLine
from desktop.models.values.keys import CodeError, code
from desktop.models.values.numbers import ZERO, Quantity, round_to
from desktop.models.vat import VatPostingSetup
from desktop.models.words import LineType, Reserve
from desktop.services.sales.buyers import has_buyer
from desktop.services.sales.finding_items import only_candidate
from desktop.services.sales.item_references import (
    customer_reference,
    referenced_item,
    stale_reference,
)
from desktop.services.sales.line_dates import date_new_line
from desktop.services.sales.line_making import clear_line, remove_attached
from desktop.services.sales.line_prices import look_up_price, price_anew, rescale_price
from desktop.services.sales.line_purchasing import take_purchasing
from desktop.services.sales.line_quantities import enter_quantity
from desktop.services.sales.line_sources import (
    ONE,
    LineSource,
    check_not_blocked,
    find_source,
    unknown_no,
    vat_setup_of,
)
from desktop.services.sales.line_sources_at_once import find_sources
from desktop.services.sales.line_texts import await_texts
from desktop.services.sales.load import Document, line_ref
from desktop.services.sales.quantities import FINEST
from desktop.services.sales.refusals import CustomerFirst
from desktop.services.sales.refusals_lines import ItemUnknown, VatSetupMissing
from desktop.services.sales.standard_texts import choose_standard_text
from desktop.translation import _

_NO_LENGTH = 20

FROM_HEADER = (
    "sell_to_customer_no",
    "bill_to_customer_no",
    "currency_code",
    "customer_price_group",
    "customer_disc_group",
    "location_code",
    "gen_bus_posting_group",
    "vat_bus_posting_group",
    "shipping_agent_code",
    "shipping_agent_service_code",
    "shipping_time",
    "outbound_handling_time",
    "shipment_date",
    "requested_delivery_date",
    "promised_delivery_date",
)
"""What a line takes from the header at the moment its number is chosen (SD16)."""


def source_of(document: Document, line: SalesLine) -> LineSource:
    """The card behind a line, in its variant and unit; a command reads it once."""
    card, unit_code = _card_key(line), line.unit_of_measure_code
    if (*card, unit_code) not in document.sources:
        found = find_source(
            document.session,
            line,
            language_code=document.header.language_code,
            vat_bus=line.vat_bus_posting_group,
        )
        _remember(document, line, found)
    source: LineSource = document.sources[*card, unit_code]
    return source


def read_sources(document: Document, lines: Iterable[SalesLine]) -> None:
    """Read the cards behind many lines, as `source_of` does, in a fixed number of statements.

    What is wrong with a line is said when `source_of` is asked for it.
    """
    asked = list(lines)
    by_line_no = {line.line_no: line for line in asked}
    for line_no, found in find_sources(
        document.session, asked, language_code=document.header.language_code
    ).items():
        _remember(document, by_line_no[line_no], found)


def _card_key(line: SalesLine) -> tuple[object, ...]:
    return (line.line_no, line.type, line.no, line.variant_code, line.vat_bus_posting_group)


def _remember(document: Document, line: SalesLine, found: LineSource) -> None:
    card = _card_key(line)
    document.sources[*card, line.unit_of_measure_code] = found
    document.sources[*card, found.unit_code] = found


def choose_type(document: Document, line: SalesLine, line_type: LineType) -> None:
    """Make a line of another type: it starts anew, without texts below it (SD20)."""
    remove_attached(document, line)
    clear_line(line)
    line.type = line_type


def choose_no(document: Document, line: SalesLine, text: str) -> None:
    """Fill a line from what the user typed in No.: a number, a barcode or words (SD21, SD22).

    Texts below the line go, those of the new number come (CU59). Raises CustomerFirst,
    ItemUnknown, SeveralFound, VatSetupMissing or what `check_not_blocked` raises.
    """
    if not text:
        remove_attached(document, line)
        clear_line(line)
        return
    if line.type is LineType.COMMENT:
        choose_standard_text(document, line, text)
        return
    if not has_buyer(document.header):
        raise CustomerFirst(record=document.ref, document_type=document.type, no=document.header.no)
    fill_line(document, line, _as_number(text), typed=text)


def fill_line(
    document: Document,
    line: SalesLine,
    no: str | None,
    *,
    variant_code: str | None = None,
    unit_code: str | None = None,
    reference: ItemReference | None = None,
    typed: str = "",
) -> None:
    """Fill a line from the card `no`; when there is none, from what `typed` finds.

    `reference` is the reference number that named the item; else the customer's is looked for.
    """
    try:
        _start(document, line, no, variant_code, unit_code)
        source = source_of(document, line)
    except ItemUnknown:
        found = only_candidate(document, line, typed)
        if found is None:
            raise unknown_no(line, typed or no) from None
        _start(document, line, found.no, found.variant_code, found.unit_code)
        source = source_of(document, line)
    _check_may_be_sold(document, source)
    remove_attached(document, line)
    _take_card(document, line, source)
    put_vat(document, line, source.vat_prod_posting_group, source.vat_setup)
    take_texts(document, line, source, reference)
    date_new_line(document, line)
    take_purchasing(document, line, source.purchasing)
    price_anew(document, line, source)
    if source.automatic_ext_texts:
        await_texts(document, line)
    if document.setups.sales.default_item_quantity and line.type is LineType.ITEM:
        enter_quantity(document, line, ONE, source)


def _check_may_be_sold(document: Document, source: LineSource) -> None:
    """Refuse what must not be sold, and tell what may only be taken back (CU55)."""
    check_not_blocked(source)
    if source.note is not None:
        document.notices.append(source.note)


def _as_number(text: str) -> str | None:
    try:
        return code(text, _NO_LENGTH)
    except CodeError:
        return None


def _start(
    document: Document,
    line: SalesLine,
    no: str | None,
    variant_code: str | None,
    unit_code: str | None,
) -> None:
    clear_line(line)
    if no is None:
        raise unknown_no(line, no)
    line.no, line.variant_code, line.unit_of_measure_code = no, variant_code, unit_code
    for name in FROM_HEADER:
        setattr(line, name, getattr(document.header, name))


def _take_card(document: Document, line: SalesLine, source: LineSource) -> None:
    line.unit_of_measure_code = source.unit_code
    line.gen_prod_posting_group = source.gen_prod_posting_group
    line.inventory_posting_group = source.inventory_posting_group
    line.reserve = source.reserve
    if source.reserve is Reserve.OPTIONAL:
        line.reserve = document.header.reserve
    _take_unit(document, line, source)


def _take_unit(document: Document, line: SalesLine, source: LineSource) -> None:
    """What is kept per unit of the line: cost, weights, volume, parcels."""
    per_unit: Quantity = source.unit.qty_per_unit
    line.qty_per_unit = per_unit
    line.unit_cost_lcy = round_to(
        source.unit_cost, document.setups.ledger.unit_amount_precision, times=per_unit
    )
    line.net_weight = round_to(source.net_weight, FINEST, times=per_unit)
    line.gross_weight = round_to(source.gross_weight, FINEST, times=per_unit)
    line.unit_volume = round_to(source.unit_volume, FINEST, times=per_unit)
    line.units_per_parcel = round_to(source.units_per_parcel, FINEST, over=per_unit)


def put_vat(
    document: Document,
    line: SalesLine,
    vat_prod_posting_group: str | None,
    setup: VatPostingSetup | None,
) -> None:
    """Give a line the VAT of its groups; raises VatSetupMissing."""
    if setup is None:
        raise VatSetupMissing(
            record=line_ref(line),
            field="vat_prod_posting_group",
            vat_bus_posting_group=document.header.vat_bus_posting_group or _("(blank)"),
            vat_prod_posting_group=vat_prod_posting_group or _("(blank)"),
            line_no=line.line_no,
            no=line.no or "",
        )
    line.vat_prod_posting_group = vat_prod_posting_group
    line.vat_pct = setup.vat_pct
    line.vat_identifier = setup.vat_identifier
    line.vat_calculation_type = setup.vat_calculation_type
    line.vat_clause_code = setup.vat_clause_code


def take_texts(
    document: Document,
    line: SalesLine,
    source: LineSource,
    reference: ItemReference | None = None,
) -> None:
    """Say on the line what it sells: the customer's own words first (CU58)."""
    line.description, line.description_2 = source.description, source.description_2
    line.item_reference_no = ""
    if reference is None and line.type is LineType.ITEM:
        reference = customer_reference(document, line)
    if reference is not None:
        _take_reference(line, reference)


def _take_reference(line: SalesLine, reference: ItemReference) -> None:
    line.item_reference_no = reference.reference_no
    if reference.description:
        line.description, line.description_2 = reference.description, reference.description_2


def choose_variant(document: Document, line: SalesLine, variant_code: str | None) -> None:
    """Sell another variant of the item: text, reference and price follow (SD25)."""
    line.variant_code = variant_code
    source = source_of(document, line)
    _check_may_be_sold(document, source)
    take_texts(document, line, source)
    look_up_price(document, line, source)


def choose_unit(document: Document, line: SalesLine, unit_code: str | None) -> None:
    """Count the line in another unit: base quantity, cost, weights, price follow (CU91)."""
    old_qty_per_unit = line.qty_per_unit
    line.unit_of_measure_code = unit_code
    source = source_of(document, line)
    line.unit_of_measure_code = source.unit_code
    _take_unit(document, line, source)
    rescale_price(document, line, old_qty_per_unit, line.qty_per_unit)
    # A reference of the new unit wins; without one the texts stay, unless they were the old unit's.
    reference = customer_reference(document, line) if line.type is LineType.ITEM else None
    if reference is not None:
        _take_reference(line, reference)
    elif stale_reference(document, line):
        take_texts(document, line, source)
    enter_quantity(document, line, line.quantity, source)


def choose_reference(document: Document, line: SalesLine, reference_no: str) -> None:
    """Fill the line with the item that a reference number means (CU57)."""
    if not reference_no:
        line.item_reference_no = ""
        return
    reference = referenced_item(document, line, reference_no)
    quantity = line.quantity if line.no == reference.item_no else ZERO
    fill_line(
        document,
        line,
        reference.item_no,
        variant_code=reference.variant_code or None,
        unit_code=reference.unit_code or None,
        reference=reference,
    )
    if quantity:
        enter_quantity(document, line, quantity, source_of(document, line))


def choose_vat_group(document: Document, line: SalesLine, vat_prod: str | None) -> None:
    """Tax the line like other goods; its price stays or is looked up again."""
    setup = vat_setup_of(document.session, line.vat_bus_posting_group, vat_prod)
    put_vat(document, line, vat_prod, setup)
    look_up_price(document, line, source_of(document, line))
