"""The posted sales invoice on paper (06 §10, §11)."""

from __future__ import annotations

from desktop.models.posted import SalesInvoiceHeader
from desktop.services.reports.address import address_lines
from desktop.services.reports.blocks import running_text
from desktop.services.reports.drawing import Drawing
from desktop.services.reports.flow import Flow, place, plain
from desktop.services.reports.invoice_content import InvoiceContent
from desktop.services.reports.invoice_end import invoice_end
from desktop.services.reports.invoice_lines import lines_table
from desktop.services.reports.letterhead import Fact
from desktop.services.reports.paper import (
    PaperWords,
    address_boxes,
    contact_text,
    letterhead,
    paper_bytes,
)
from desktop.services.reports.tables import draw_table
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
    draw_table(flow, lines_table(content, localizer), end_height=end.kept_height)
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
        boxes=address_boxes(paper, paper.bill_to.address, localizer),
        facts=_facts(content, localizer),
    )


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
