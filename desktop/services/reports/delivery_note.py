"""The delivery note of a posted shipment (PF142): goods, quantities, weights, and no prices."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal
from functools import cache

from desktop.models.posted import SalesShipmentHeader
from desktop.models.words import LineType
from desktop.services.reports.address import address_lines
from desktop.services.reports.blocks import fact_panel, running_text, signature
from desktop.services.reports.document_content import PaperFacts
from desktop.services.reports.drawing import MM, Drawing
from desktop.services.reports.flow import Block, Flow, gap, place, plain, stacked
from desktop.services.reports.letterhead import AddressBox, Fact
from desktop.services.reports.paper import (
    PaperWords,
    contact_text,
    filled,
    letterhead,
    line_notes,
    paper_bytes,
)
from desktop.services.reports.shipment_content import KitPart, ShipmentContent
from desktop.services.reports.table_grid import AnyRow, Column, Row, TextRow
from desktop.services.reports.tables import Table, draw_table
from desktop.services.reports.usages import NUMBERED_LINES
from desktop.translation import Localizer

ZERO = Decimal(0)


def render_delivery_note(content: ShipmentContent, localizer: Localizer) -> bytes:
    """The PDF of a delivery note; equal content gives equal bytes. Raises LogoUnreadable."""
    drawing = delivery_note_drawing(content, localizer)
    return paper_bytes(drawing, content.paper, SalesShipmentHeader.__tablename__)


def delivery_note_drawing(content: ShipmentContent, localizer: Localizer) -> Drawing:
    """The pages of a delivery note."""
    flow = Flow(letterhead(content.paper, _words(content, localizer), localizer))
    place(flow, running_text(content.paper.work_description, plain(8.5)))
    flow.skip(4)
    end = stacked(tuple(_end(content, localizer)))
    draw_table(flow, _table(content, localizer), end_height=end.height)
    place(flow, (end,))
    return flow.drawing()


def _words(content: ShipmentContent, localizer: Localizer) -> PaperWords:
    _ = localizer.gettext
    paper = content.paper
    return PaperWords(
        title=_("Delivery Note"),
        marks=(
            Fact(_("Shipment No."), paper.no),
            Fact(_("Shipment Date"), localizer.date(content.shipment_date, "medium")),
        ),
        recipient=address_lines(paper.ship_to, localizer),
        boxes=_boxes(paper, localizer),
        facts=(
            Fact(_("Customer No."), paper.sell_to.printed_no),
            Fact(_("Your Reference"), paper.your_reference),
            Fact(_("Your Order No."), paper.external_document_no),
            Fact(_("Our Order No."), paper.order_no),
            Fact(_("Order Date"), localizer.date(paper.order_date, "medium")),
            Fact(_("Delivery Terms"), content.shipment_method),
            Fact(_("Shipping Agent"), content.shipping_agent),
            Fact(_("Tracking No."), content.package_tracking_no),
            Fact(_("Our Reference"), contact_text(paper)),
        ),
    )


def _boxes(paper: PaperFacts, localizer: Localizer) -> tuple[AddressBox, ...]:
    """The buyer, where the goods go elsewhere."""
    _ = localizer.gettext
    buyer = address_lines(paper.sell_to.address, localizer)
    if not buyer or buyer == address_lines(paper.ship_to, localizer):
        return ()
    return (AddressBox(_("Buyer"), buyer),)


def _table(content: ShipmentContent, localizer: Localizer) -> Table:
    _ = localizer.gettext
    return Table(
        columns=(
            Column(_("No.")),
            Column(_("Description"), is_flexible=True),
            Column(_("Unit")),
            Column(_("Ordered"), is_figure=True),
            Column(_("Shipped Now"), is_figure=True),
            Column(_("Shipped Before"), is_figure=True),
            Column(_("Outstanding"), is_figure=True),
        ),
        rows=tuple(_rows(content, localizer)),
    )


def _rows(content: ShipmentContent, localizer: Localizer) -> Iterator[AnyRow]:
    quantity = cache(localizer.quantity)
    for line in content.lines:
        if line.type is LineType.COMMENT:
            yield TextRow(f"{line.description} {line.description_2}".strip())
            continue
        cells = (
            line.no if line.type in NUMBERED_LINES else "",
            line.description,
            line.unit,
            quantity(line.ordered),
            quantity(line.shipped),
            quantity(line.shipped_before),
            quantity(line.outstanding),
        )
        parts = (_part(part, quantity, localizer) for part in line.parts)
        yield Row(cells, (*line_notes(line, localizer), *parts))


def _part(part: KitPart, quantity: Callable[[Decimal], str], localizer: Localizer) -> str:
    """Goods in a kit, below its line."""
    _ = localizer.gettext
    variant = _("Variant {code}").format(code=part.variant_code) if part.variant_code else ""
    what = " ".join(word for word in (part.no, part.description, variant) if word)
    return _("Contains {quantity} {unit} of {item}").format(
        quantity=quantity(part.quantity), unit=part.unit, item=what
    )


def _end(content: ShipmentContent, localizer: Localizer) -> Iterator[Block]:
    """Weights and parcels of the whole delivery, and where its receipt is signed."""
    _ = localizer.gettext
    measures = (
        Fact(_("Gross Weight"), _measure(content, "gross_weight", localizer)),
        Fact(_("Net Weight"), _measure(content, "net_weight", localizer)),
        Fact(_("Volume"), _measure(content, "volume", localizer)),
        Fact(_("Parcels"), _measure(content, "parcels", localizer)),
    )
    yield gap(5 * MM)
    if filled(measures):
        yield fact_panel(filled(measures))
        yield gap(5 * MM)
    yield signature((_("Goods received, date"), _("Signature"), _("Name in block letters")))


def _measure(content: ShipmentContent, name: str, localizer: Localizer) -> str:
    total = sum((getattr(line, name) for line in content.lines), ZERO)
    return localizer.quantity(total) if total else ""
