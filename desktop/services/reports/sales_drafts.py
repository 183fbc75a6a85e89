"""The sales quote, the order confirmation and the proforma invoice on paper (SD106, 06 §10)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from desktop.models.sales import SalesHeader
from desktop.services.reports.address import address_lines
from desktop.services.reports.blocks import remark, running_text
from desktop.services.reports.document_content import Party
from desktop.services.reports.draft_content import DraftContent
from desktop.services.reports.drawing import INK, Drawing
from desktop.services.reports.flow import Flow, Style, place, plain
from desktop.services.reports.fonts import bold
from desktop.services.reports.invoice_end import EndTexts, InvoiceEnd, paper_end
from desktop.services.reports.invoice_lines import lines_table
from desktop.services.reports.letterhead import AddressBox, Fact
from desktop.services.reports.paper import (
    PaperWords,
    address_boxes,
    bank_facts,
    contact_text,
    filled,
    letterhead,
    paper_bytes,
)
from desktop.services.reports.tables import draw_table
from desktop.services.reports.usages import DocumentUsage
from desktop.translation import Localizer


def render_draft(content: DraftContent, localizer: Localizer) -> bytes:
    """The PDF of a draft's paper; equal content gives equal bytes. Raises LogoUnreadable."""
    paper = content.invoice.paper
    return paper_bytes(draft_drawing(content, localizer), paper, SalesHeader.__tablename__)


def draft_drawing(content: DraftContent, localizer: Localizer) -> Drawing:
    """The pages of a quote, an order confirmation or a proforma invoice."""
    kind = _KINDS[content.invoice.paper.usage](content, localizer)
    flow = Flow(letterhead(content.invoice.paper, kind.words, localizer))
    if kind.mark:
        place(flow, (remark(kind.mark, Style(bold(), 9.5, 15, INK)),))
    place(flow, running_text(content.invoice.paper.work_description, plain(8.5)))
    flow.skip(4)
    table = lines_table(content.invoice, localizer, is_supplied=False)
    draw_table(flow, table, end_height=kind.end.kept_height)
    place(flow, kind.end.blocks)
    return flow.drawing()


@dataclass(frozen=True, slots=True)
class _Kind:
    """What differs between the three papers: head, mark above the lines, and end."""

    words: PaperWords
    mark: str
    end: InvoiceEnd


def _quote(content: DraftContent, localizer: Localizer) -> _Kind:
    _ = localizer.gettext
    facts = _Facts(content, localizer)
    words = PaperWords(
        title=_("Quote"),
        marks=(
            Fact(_("Quote No."), content.invoice.paper.no),
            Fact(_("Quote Date"), facts.date(content.invoice.paper.document_date)),
        ),
        recipient=facts.buyer(),
        boxes=facts.boxes(content.invoice.paper.sell_to),
        facts=(
            *facts.customer(_("Your Inquiry No.")),
            Fact(_("Valid Until"), facts.date(content.valid_until)),
            *facts.delivery(),
            *facts.terms(),
        ),
    )
    end = facts.end(
        _("Total {currency}"),
        Fact(_("Total"), facts.texts.payable()),
        Fact(_("Valid Until"), facts.date(content.valid_until)),
        Fact(_("Payment Terms"), content.invoice.terms.payment_terms),
        Fact(_("Delivery Terms"), content.invoice.terms.shipment_method),
    )
    return _Kind(words, "", end)


def _confirmation(content: DraftContent, localizer: Localizer) -> _Kind:
    _ = localizer.gettext
    facts = _Facts(content, localizer)
    words = PaperWords(
        title=_("Order Confirmation"),
        marks=(
            Fact(_("Order No."), content.invoice.paper.no),
            Fact(_("Order Date"), facts.date(content.invoice.paper.order_date)),
        ),
        recipient=facts.buyer(),
        boxes=facts.boxes(content.invoice.paper.sell_to),
        facts=(
            *facts.customer(_("Your Order No.")),
            Fact(_("Our Quote No."), content.quote_no),
            *facts.delivery(),
            *facts.terms(),
        ),
    )
    mark = ""
    if not content.is_released:
        mark = _("Not released: this order is not confirmed yet and may still change.")
    end = facts.end(
        _("Amount Payable {currency}"),
        Fact(_("Total"), facts.texts.payable()),
        Fact(_("Delivery Date"), facts.date(content.delivery_date)),
        Fact(_("Payment Terms"), content.invoice.terms.payment_terms),
        Fact(_("Delivery Terms"), content.invoice.terms.shipment_method),
    )
    return _Kind(words, mark, end)


def _proforma(content: DraftContent, localizer: Localizer) -> _Kind:
    _ = localizer.gettext
    facts, paper = _Facts(content, localizer), content.invoice.paper
    words = PaperWords(
        title=_("Proforma Invoice"),
        marks=(
            Fact(_("Document No."), paper.no),
            Fact(_("Date"), facts.date(content.invoice.paper.document_date)),
        ),
        recipient=address_lines(paper.bill_to.address, localizer),
        boxes=facts.boxes(paper.bill_to),
        facts=(
            *facts.customer(_("Your Order No.")),
            Fact(_("Your VAT Registration No."), paper.vat_registration_no),
            *facts.delivery(),
            *facts.terms(),
        ),
    )
    end = facts.end(
        _("Total {currency}"),
        Fact(_("Total"), facts.texts.payable()),
        Fact(_("Payment Terms"), content.invoice.terms.payment_terms),
        *bank_facts(paper.company, localizer),
    )
    mark = _("This is not an invoice. No VAT may be deducted on the strength of it.")
    return _Kind(words, mark, end)


_KINDS: dict[DocumentUsage, Callable[[DraftContent, Localizer], _Kind]] = {
    DocumentUsage.QUOTE: _quote,
    DocumentUsage.ORDER_CONFIRMATION: _confirmation,
    DocumentUsage.PROFORMA: _proforma,
}


class _Facts:
    """The facts of a draft in the reader's words."""

    def __init__(self, content: DraftContent, localizer: Localizer) -> None:
        self._content = content
        self._localizer = localizer
        self.texts = EndTexts(content.invoice, localizer)

    def date(self, day: date | None) -> str:
        """A day as the reader writes it, or nothing."""
        return self._localizer.date(day, "medium")

    def buyer(self) -> tuple[str, ...]:
        """The buyer's address: who asked, and who is to agree."""
        return address_lines(self._content.invoice.paper.sell_to.address, self._localizer)

    def boxes(self, recipient: Party) -> tuple[AddressBox, ...]:
        """The other addresses."""
        return address_boxes(self._content.invoice.paper, recipient.address, self._localizer)

    def customer(self, external_no: str) -> Iterator[Fact]:
        """The customer's number and references."""
        _ = self._localizer.gettext
        paper = self._content.invoice.paper
        yield Fact(_("Customer No."), paper.sell_to.customer_no)
        yield Fact(_("Your Reference"), paper.your_reference)
        yield Fact(external_no, paper.external_document_no)

    def delivery(self) -> Iterator[Fact]:
        """When the goods are wanted and come, and with whom."""
        _ = self._localizer.gettext
        content = self._content
        yield Fact(_("Requested Delivery"), self.date(content.requested_delivery_date))
        yield Fact(_("Delivery Date"), self.date(content.delivery_date))
        yield Fact(_("Delivery Terms"), content.invoice.terms.shipment_method)
        yield Fact(_("Shipping Agent"), content.shipping_agent)

    def terms(self) -> Iterator[Fact]:
        """How to pay, and whom to ask."""
        _ = self._localizer.gettext
        terms = self._content.invoice.terms
        yield Fact(_("Payment Terms"), terms.payment_terms)
        yield Fact(_("Payment Method"), terms.payment_method)
        yield Fact(_("Our Reference"), contact_text(self._content.invoice.paper))

    def end(self, payable: str, *panel: Fact) -> InvoiceEnd:
        """What follows the lines; the interest on late payment is a matter of the invoice."""
        return paper_end(self.texts, payable, filled(panel), self._remarks())

    def _remarks(self) -> Iterator[str]:
        _ = self._localizer.gettext
        terms = self._content.invoice.terms
        if terms.payment_discount_pct and terms.discount_date:
            percent = self._localizer.percent(terms.payment_discount_pct)
            yield _("{percent} % payment discount for early payment.").format(percent=percent)
