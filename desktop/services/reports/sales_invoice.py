"""The posted sales invoice on paper (06 §10, §11)."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from desktop.models.posted import SalesInvoiceHeader
from desktop.models.words import LineType
from desktop.services.reports.address import address_lines
from desktop.services.reports.blocks import running_text
from desktop.services.reports.document_content import PaperFacts
from desktop.services.reports.drawing import Drawing
from desktop.services.reports.flow import Flow, place, plain
from desktop.services.reports.invoice_content import InvoiceContent, InvoiceLine
from desktop.services.reports.invoice_end import invoice_end
from desktop.services.reports.letterhead import AddressBox, Fact
from desktop.services.reports.paper import (
    PaperWords,
    contact_text,
    letterhead,
    line_notes,
    paper_bytes,
)
from desktop.services.reports.table_grid import AnyRow, Column, Row, TextRow
from desktop.services.reports.tables import CarryForward, Table, draw_table
from desktop.services.reports.usages import NUMBERED_LINES
from desktop.translation import Localizer


def render_invoice(content: InvoiceContent, localizer: Localizer) -> bytes:
    """The PDF of an invoice; equal content gives equal bytes. Raises LogoUnreadable."""
    drawing = invoice_drawing(content, localizer)
    return paper_bytes(drawing, content.paper, SalesInvoiceHeader.__tablename__)


def invoice_drawing(content: InvoiceContent, localizer: Localizer) -> Drawing:
    """The pages of an invoice."""
    words = _words(content, localizer)
    flow = Flow(letterhead(content.paper, words, localizer))
    place(flow, running_text(content.paper.work_description, plain(8.5)))
    flow.skip(4)
    end = invoice_end(content, localizer)
    draw_table(flow, _table(content, localizer), end_height=end.kept_height)
    place(flow, end.blocks)
    return flow.drawing()


# ------------------------------------------------------------------------------------------ head


def _words(content: InvoiceContent, localizer: Localizer) -> PaperWords:
    _ = localizer.gettext
    paper = content.paper
    return PaperWords(
        title=_("Invoice"),
        marks=(
            Fact(_("Invoice No."), paper.no),
            Fact(_("Invoice Date"), localizer.date(paper.document_date, "medium")),
        ),
        recipient=address_lines(paper.bill_to.address, localizer),
        boxes=_boxes(paper, localizer),
        facts=_facts(content, localizer),
    )


def _boxes(paper: PaperFacts, localizer: Localizer) -> tuple[AddressBox, ...]:
    """Buyer and delivery address where they are others than the one who pays."""
    _ = localizer.gettext
    shown = [address_lines(paper.bill_to.address, localizer)]
    boxes: list[AddressBox] = []
    for label, address in (
        (_("Buyer"), paper.sell_to.address),
        (_("Delivery Address"), paper.ship_to),
    ):
        lines = address_lines(address, localizer)
        if address.name and lines not in shown:
            shown.append(lines)
            boxes.append(AddressBox(label, lines))
    return tuple(boxes)


def _facts(content: InvoiceContent, localizer: Localizer) -> tuple[Fact, ...]:
    _ = localizer.gettext
    paper, terms = content.paper, content.terms
    supplied = content.supply_dates
    return (
        Fact(_("Customer No."), paper.bill_to.printed_no),
        Fact(_("Your VAT Registration No."), paper.vat_registration_no),
        Fact(_("Your Reference"), paper.your_reference),
        Fact(_("Your Order No."), paper.external_document_no),
        Fact(_("Due Date"), localizer.date(terms.due_date, "medium")),
        Fact(_("Payment Terms"), terms.payment_terms),
        Fact(_("Payment Method"), terms.payment_method),
        Fact(_("Our Order No."), paper.order_no),
        Fact(
            _("Delivery Date"),
            localizer.date(supplied[0], "medium") if len(supplied) == 1 else "",
        ),
        Fact(_("Delivery Terms"), terms.shipment_method),
        Fact(_("Our Reference"), contact_text(paper)),
    )


# ----------------------------------------------------------------------------------------- lines


def _table(content: InvoiceContent, localizer: Localizer) -> Table:
    _ = localizer.gettext
    columns = _InvoiceColumns(content, localizer)
    return Table(
        columns=columns.columns(),
        rows=tuple(columns.rows()),
        carry=CarryForward(_("Carried forward"), _("Brought forward"), columns.amount),
    )


class _InvoiceColumns:
    """Which columns an invoice has, and its lines in them.

    A number is written once however often it stands on the paper: formatting costs more than
    drawing.
    """

    def __init__(self, content: InvoiceContent, localizer: Localizer) -> None:
        decimals = content.money.decimals
        self._content = content
        self._localizer = localizer
        self._gettext = localizer.gettext
        self._date = cache(lambda day: localizer.date(day, "medium"))
        self.amount = cache(lambda value: localizer.amount(value, decimals))
        self._price = cache(localizer.unit_price)
        self._quantity = cache(localizer.quantity)
        self._percent = cache(localizer.percent)
        priced = [line for line in content.lines if line.type is not LineType.COMMENT]
        self._is_gross = content.money.prices_including_vat
        self._has_number = any(line.type in NUMBERED_LINES for line in priced)
        self._has_discount = any(line.line_discount_amount for line in priced)
        self._has_net_price = self._is_gross and content.paper.is_business_customer
        self._is_split = len(content.supply_dates) > 1

    def columns(self) -> tuple[Column, ...]:
        _ = self._gettext
        currency = self._content.money.currency_code
        price = _("Unit Price Incl. VAT") if self._is_gross else _("Unit Price")
        amount = _("Amount Incl. VAT {currency}") if self._is_gross else _("Amount {currency}")
        chosen = (
            (self._has_number, Column(_("No."))),
            (True, Column(_("Description"), is_flexible=True)),
            (True, Column(_("Quantity"), is_figure=True)),
            (True, Column(_("Unit"))),
            (self._has_net_price, Column(_("Unit Price Excl. VAT"), is_figure=True)),
            (True, Column(price, is_figure=True)),
            (self._has_discount, Column(_("Discount %"), is_figure=True)),
            (True, Column(_("VAT %"), is_figure=True)),
            (True, Column(amount.format(currency=currency), is_figure=True)),
        )
        return tuple(column for is_shown, column in chosen if is_shown)

    def rows(self) -> Iterator[AnyRow]:
        """The lines, under a heading for each delivery when there were several."""
        delivery: object = None
        for line in self._content.lines:
            if line.type is LineType.COMMENT:
                text = f"{line.description} {line.description_2}".strip()
                yield TextRow(text)
                continue
            if self._is_split and delivery != (line.shipment_no, line.supply_date):
                delivery = (line.shipment_no, line.supply_date)
                yield TextRow(self._delivery(line), is_heading=True)
            yield self._row(line)

    def _delivery(self, line: InvoiceLine) -> str:
        _ = self._gettext
        day = self._date(line.supply_date)
        if line.shipment_no:
            return _("Delivery {no}, {date}").format(no=line.shipment_no, date=day)
        return _("Delivered {date}").format(date=day)

    def _row(self, line: InvoiceLine) -> Row:
        discount = self._percent(line.line_discount_pct) if line.line_discount_amount else ""
        chosen = (
            (self._has_number, line.no if line.type in NUMBERED_LINES else ""),
            (True, line.description),
            (True, self._quantity(line.quantity)),
            (True, line.unit),
            (self._has_net_price, self._price(line.unit_price_excl_vat)),
            (True, self._price(line.unit_price)),
            (self._has_discount, discount),
            (True, self._percent(line.vat_pct)),
            (True, self.amount(line.line_amount)),
        )
        cells = tuple(text for is_shown, text in chosen if is_shown)
        return Row(cells, line_notes(line, self._localizer), line.line_amount)
