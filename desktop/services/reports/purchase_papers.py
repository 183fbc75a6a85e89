"""Purchase orders on paper: made anew each time, one file for one or several orders (PF56)."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import cache

from sqlalchemy import update
from sqlalchemy.orm import Session

from desktop.models.purchases import PurchaseHeader
from desktop.models.words import LineType
from desktop.services.context import UserContext
from desktop.services.database import report_changes
from desktop.services.purchases.keys import PurchaseKey
from desktop.services.reports.address import address_lines
from desktop.services.reports.archive import ArchivedPdf, file_name
from desktop.services.reports.blocks import Total, remark, totals
from desktop.services.reports.drawing import INK, MM, Drawing
from desktop.services.reports.flow import Block, Flow, Style, gap, place, stacked
from desktop.services.reports.fonts import bold
from desktop.services.reports.letterhead import AddressBox, Fact
from desktop.services.reports.paper import PaperWords, contact_text, letterhead, paper_bytes
from desktop.services.reports.purchase_content import (
    PurchaseContent,
    PurchasePaperLine,
    purchase_content,
)
from desktop.services.reports.table_grid import AnyRow, Column, Row, TextRow
from desktop.services.reports.tables import CarryForward, Table, draw_table
from desktop.services.reports.usages import NUMBERED_LINES, DocumentUsage
from desktop.translation import Localizer


def purchase_orders_pdf(
    session: Session, keys: Sequence[PurchaseKey], context: UserContext
) -> ArchivedPdf:
    """The papers of orders as they stand, each in its vendor's language, in one file.

    Raises PurchaseMissing, PaperOfAnotherType or LogoUnreadable.
    """
    contents = [purchase_content(session, key, context) for key in keys]
    drawings = [
        purchase_order_drawing(content, content.paper.language.localizer()) for content in contents
    ]
    pages = tuple(page for drawing in drawings for page in drawing.pages)
    paper = contents[0].paper
    whole = replace(drawings[0], pages=pages)
    pdf = paper_bytes(whole, paper, PurchaseHeader.__tablename__)
    numbers = "-".join(dict.fromkeys((keys[0].no, keys[-1].no)))
    party = paper.sell_to.customer_no if len(keys) == 1 else ""
    name = file_name(DocumentUsage.PURCHASE_ORDER, numbers, party)
    return ArchivedPdf(name, pdf, hashlib.sha256(pdf).hexdigest())


def count_purchase_prints(session: Session, keys: Sequence[PurchaseKey]) -> None:
    """Count prints that really happened; a look at a paper is none."""
    session.execute(
        update(PurchaseHeader)
        .where(
            PurchaseHeader.document_type == keys[0].type,
            PurchaseHeader.no.in_([key.no for key in keys]),
        )
        .values(no_printed=PurchaseHeader.no_printed + 1),
        execution_options={"synchronize_session": "fetch"},
    )
    report_changes(session, PurchaseHeader.__tablename__)


def purchase_order_drawing(content: PurchaseContent, localizer: Localizer) -> Drawing:
    """The pages of one order."""
    _ = localizer.gettext
    flow = Flow(letterhead(content.paper, _words(content, localizer), localizer))
    if not content.is_released:
        mark = _("Not released: this order is not placed yet and may still change.")
        place(flow, (remark(mark, Style(bold(), 9.5, 15, INK)),))
    flow.skip(4)
    end = _end(content, localizer)
    draw_table(flow, _table(content, localizer), end_height=end.height)
    place(flow, (end,))
    return flow.drawing()


def _words(content: PurchaseContent, localizer: Localizer) -> PaperWords:
    _ = localizer.gettext
    paper = content.paper

    def shown(day: date | None) -> str:
        return localizer.date(day, "medium")

    invoice_to = paper.company.address
    return PaperWords(
        title=_("Purchase Order"),
        marks=(
            Fact(_("Order No."), paper.no),
            Fact(_("Order Date"), shown(paper.order_date)),
        ),
        recipient=address_lines(paper.sell_to.address, localizer),
        boxes=(
            AddressBox(_("Delivery Address"), address_lines(paper.ship_to, localizer)),
            AddressBox(_("Invoice Address"), address_lines(invoice_to, localizer)),
        ),
        facts=(
            Fact(_("Vendor No."), paper.sell_to.customer_no),
            Fact(_("Our Customer No. at You"), content.our_account_no),
            Fact(_("Your Order No."), content.vendor_order_no),
            Fact(_("Wanted On"), shown(content.requested_receipt_date)),
            Fact(_("Expected On"), shown(content.expected_receipt_date)),
            Fact(_("Delivery Terms"), content.shipment_method),
            Fact(_("Payment Terms"), content.payment_terms),
            Fact(_("Our Reference"), contact_text(paper)),
        ),
    )


def _table(content: PurchaseContent, localizer: Localizer) -> Table:
    _ = localizer.gettext
    columns = _Columns(content, localizer)
    return Table(
        columns=columns.columns(),
        rows=tuple(columns.rows()),
        carry=CarryForward(_("Carried forward"), _("Brought forward"), columns.amount),
    )


class _Columns:
    """Which columns an order has, and its lines in them."""

    def __init__(self, content: PurchaseContent, localizer: Localizer) -> None:
        self._content = content
        self._localizer = localizer
        self._gettext = localizer.gettext
        self.amount = cache(lambda value: localizer.amount(value, content.decimals))
        self._has_discount = any(line.line_discount_pct for line in content.lines)
        self._has_dates = content.expected_receipt_date is None

    def columns(self) -> tuple[Column, ...]:
        _ = self._gettext
        amount = _("Amount {currency}").format(currency=self._content.currency_code)
        chosen = (
            (True, Column(_("Your Item No."))),
            (True, Column(_("Description"), is_flexible=True)),
            (self._has_dates, Column(_("Expected On"))),
            (True, Column(_("Quantity"), is_figure=True)),
            (True, Column(_("Unit"))),
            (True, Column(_("Unit Cost"), is_figure=True)),
            (self._has_discount, Column(_("Discount %"), is_figure=True)),
            (True, Column(amount, is_figure=True)),
        )
        return tuple(column for is_shown, column in chosen if is_shown)

    def rows(self) -> Iterator[AnyRow]:
        """The lines."""
        for line in self._content.lines:
            if line.type is LineType.COMMENT:
                yield TextRow(f"{line.description} {line.description_2}".strip())
            else:
                yield self._row(line)

    def _row(self, line: PurchasePaperLine) -> Row:
        localizer = self._localizer
        discount = localizer.percent(line.line_discount_pct) if line.line_discount_pct else ""
        chosen = (
            (True, line.vendor_item_no),
            (True, line.description),
            (self._has_dates, localizer.date(line.expected_receipt_date, "medium")),
            (True, localizer.quantity(line.quantity)),
            (True, line.unit),
            (True, localizer.unit_price(line.unit_cost)),
            (self._has_discount, discount),
            (True, self.amount(line.line_amount)),
        )
        cells = tuple(text for is_shown, text in chosen if is_shown)
        return Row(cells, tuple(self._notes(line)), line.line_amount)

    def _notes(self, line: PurchasePaperLine) -> Iterator[str]:
        _ = self._gettext
        if line.description_2:
            yield line.description_2
        if line.variant_code:
            yield _("Variant {code}").format(code=line.variant_code)
        if line.type in NUMBERED_LINES and line.no:
            yield _("Our item no. {no}").format(no=line.no)


def _end(content: PurchaseContent, localizer: Localizer) -> Block:
    """The sums, and where the goods go when not to us."""
    _ = localizer.gettext

    def amount(value: Decimal) -> str:
        return localizer.amount(value, content.decimals)

    sums = [Total(_("Total Excl. VAT"), amount(content.amount))]
    for rate, vat in content.vat:
        label = _("VAT {percent} %").format(percent=localizer.percent(rate))
        sums.append(Total(label, amount(vat)))
    total = _("Total {currency}").format(currency=content.currency_code)
    sums.append(Total(total, amount(content.amount_including_vat), is_payable=True))
    blocks: list[Block] = [gap(3 * MM), totals(tuple(sums)), gap(3 * MM)]
    if content.goes_to_customer:
        text = _("Deliver to our customer at the delivery address, without prices on your papers.")
        blocks.append(remark(text, Style(bold(), 9, 12, INK)))
    return stacked(tuple(blocks))
