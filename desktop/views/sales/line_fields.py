"""The columns of a sales document's lines, and what is offered while typing in them."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from desktop.models.words import LineType
from desktop.translation import N_
from desktop.views.pages.line_lookups import find_on_line, find_unit, find_variant
from desktop.views.pages.reserved_columns import RESERVED
from desktop.views.pages.shipping_lookups import find_service
from desktop.views.sales.typed_marks import typed_discount_mark, typed_price_mark
from desktop.views.tables.columns import Kind, Target, Tone
from desktop.views.tables.line_columns import LineField, LineSnapshot


def card_of(line: LineSnapshot) -> Target | None:
    """The card of what stands on a line."""
    pages = {
        LineType.ITEM: "item",
        LineType.RESOURCE: "resource_card",
        LineType.GL_ACCOUNT: "gl_account_card",
    }
    line_type, no = line.values.get("type"), line.values.get("no")
    if not isinstance(line_type, LineType) or line_type not in pages or not no:
        return None
    return Target(pages[line_type], no)


def less_than_outstanding(line: LineSnapshot) -> Tone | None:
    """Whether less goes out now than is still to be delivered."""
    to_ship = _number(line.values.get("qty_to_ship"))
    outstanding = _number(line.values.get("outstanding_quantity"))
    return Tone.WARN if abs(to_ship) < abs(outstanding) else None


def comment_tone(line: LineSnapshot) -> Tone | None:
    """Comment lines stand back."""
    return Tone.MUTED if line.values.get("type") is LineType.COMMENT else None


def _number(value: Any) -> Decimal:  # noqa: ANN401  (a value of a line)
    return value if isinstance(value, Decimal) else Decimal(0)


_FIRST = (
    LineField("type", width=92),
    LineField(
        "no",
        width=96,
        starts_line=True,
        lookup=find_on_line,
        target=card_of,
        headings=(N_("Item No."), N_("Item"), N_("Article No."), N_("Barcode")),
    ),
    LineField(
        "description",
        width=172,
        starts_line=True,
        lookup=find_on_line,
        pick_field="no",
        free_text=True,
        headings=(N_("Text"), N_("Name")),
    ),
    LineField("variant_code", width=84, visible=False, lookup=find_variant),
    LineField("location_code", width=88),
    LineField("quantity", width=68, headings=(N_("Qty."), N_("Number of"))),
    LineField("unit_of_measure_code", N_("Unit"), width=64, lookup=find_unit),
    LineField("unit_price", width=96, mark=typed_price_mark, headings=(N_("Price"),)),
    LineField(
        "line_discount_pct",
        N_("Disc. %"),
        width=80,
        mark=typed_discount_mark,
        headings=(N_("Discount"),),
    ),
    LineField("line_amount", width=96),
)

_PROGRESS = (
    LineField("qty_to_ship", N_("Qty. to Ship"), width=92, colour=less_than_outstanding),
    LineField("quantity_shipped", N_("Shipped"), width=76),
    LineField("qty_to_invoice", N_("Qty. to Invoice"), width=108),
    LineField("quantity_invoiced", N_("Invoiced"), width=76),
    LineField("outstanding_quantity", N_("Outstanding"), width=96, visible=False),
)

_KITS = (LineField("qty_to_assemble_to_order", N_("To Assemble"), width=104, visible=False),)
_KITS_NOW = (LineField("quantity_to_assemble", N_("Assemble Now"), width=104, visible=False),)

_LAST = (
    LineField("line_discount_amount", width=112, visible=False),
    LineField("allow_invoice_disc", width=96, visible=False),
    LineField("inv_discount_amount", width=112, visible=False),
    LineField("vat_prod_posting_group", width=104, visible=False),
    LineField("vat_pct", width=72, visible=False),
    LineField("amount_including_vat", width=112, visible=False),
    LineField("requested_delivery_date", width=108, visible=False),
    LineField("promised_delivery_date", width=108, visible=False),
    LineField("planned_delivery_date", width=108, visible=False),
    LineField("planned_shipment_date", width=108, visible=False),
    LineField("shipping_agent_code", width=96, visible=False),
    LineField("shipping_agent_service_code", width=96, visible=False, lookup=find_service),
    LineField("item_reference_no", width=120, visible=False),
    LineField("purchasing_code", width=96, visible=False),
    LineField("drop_shipment", width=96, visible=False),
    LineField("special_order", width=96, visible=False),
    LineField("unit_cost_lcy", width=104, kind=Kind.UNIT_PRICE, visible=False),
)

VERSION_LINES: tuple[LineField, ...] = (
    *_FIRST,
    *_PROGRESS,
    LineField("shipment_date", N_("Ship. Date"), width=104),
    *_KITS,
    *_KITS_NOW,
    *_LAST,
)
"""The columns of the lines of any version: what they held then."""

ORDER_LINES: tuple[LineField, ...] = (*VERSION_LINES, *RESERVED)
"""The columns of an order's lines."""

INVOICE_LINES: tuple[LineField, ...] = (
    *_FIRST,
    LineField("shipment_date", N_("Ship. Date"), width=104, visible=False),
    *_LAST,
)
"""The columns of an invoice's lines: all of every line is shipped and invoiced."""

QUOTE_LINES: tuple[LineField, ...] = (
    *_FIRST,
    LineField("shipment_date", N_("Ship. Date"), width=104),
    *_KITS,
    *_LAST,
)
"""The columns of a quote's lines: nothing is shipped or invoiced from it."""
