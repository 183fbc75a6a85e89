"""The priced lines of an invoice, quote or order on paper (06 §11)."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from desktop.models.words import LineType
from desktop.services.reports.invoice_content import InvoiceContent, InvoiceLine
from desktop.services.reports.paper import line_notes
from desktop.services.reports.table_grid import AnyRow, Column, Row, TextRow
from desktop.services.reports.tables import CarryForward, Table
from desktop.services.reports.usages import NUMBERED_LINES
from desktop.translation import Localizer


def lines_table(
    content: InvoiceContent, localizer: Localizer, *, is_supplied: bool = True
) -> Table:
    """The lines of an invoice, or of a draft of which nothing is supplied yet.

    Those of an invoice stand under a heading for each delivery; those of a draft have a column
    with their delivery dates where these differ.
    """
    _ = localizer.gettext
    columns = _InvoiceColumns(content, localizer, is_supplied=is_supplied)
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

    def __init__(self, content: InvoiceContent, localizer: Localizer, *, is_supplied: bool) -> None:
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
        has_dates = len(content.supply_dates) > 1
        self._is_split = has_dates and is_supplied
        self._has_dates = has_dates and not is_supplied

    def columns(self) -> tuple[Column, ...]:
        _ = self._gettext
        currency = self._content.money.currency_code
        price = _("Unit Price Incl. VAT") if self._is_gross else _("Unit Price")
        amount = _("Amount Incl. VAT {currency}") if self._is_gross else _("Amount {currency}")
        chosen = (
            (self._has_number, Column(_("No."))),
            (True, Column(_("Description"), is_flexible=True)),
            (self._has_dates, Column(_("Delivery Date"))),
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
            (self._has_dates, self._date(line.supply_date)),
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
