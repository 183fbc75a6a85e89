"""What follows the lines of an invoice: VAT specification, sums, clauses, how to pay."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from desktop.models.words import VatCalculationType
from desktop.services.reports.blocks import Total, fact_panel, remark, specification, totals
from desktop.services.reports.drawing import MM, MUTED, PAGE_HEIGHT
from desktop.services.reports.flow import Block, beside, gap, plain, stacked
from desktop.services.reports.invoice_content import InvoiceContent, VatGroup
from desktop.services.reports.letterhead import Fact
from desktop.services.reports.paper import bank_facts, filled
from desktop.translation import Localizer

ZERO = Decimal(0)
LARGEST_KEPT = PAGE_HEIGHT / 2


@dataclass(frozen=True, slots=True)
class InvoiceEnd:
    """The blocks under the table; the last line stays with `kept_height` of them."""

    blocks: tuple[Block, ...]
    kept_height: float


def invoice_end(content: InvoiceContent, localizer: Localizer) -> InvoiceEnd:
    """Sums with the VAT specification, then clauses, the payment panel and remarks."""
    texts = EndTexts(content, localizer)
    _ = localizer.gettext
    return paper_end(texts, _("Amount Payable {currency}"), texts.payment(), texts.remarks())


def paper_end(
    texts: EndTexts, payable: str, panel: tuple[Fact, ...], remarks: Iterable[str]
) -> InvoiceEnd:
    """Sums with the VAT specification, then clauses, a panel of facts and remarks.

    `payable` names the last sum, with the place {currency}; the first fact is the large one.
    """
    sums = stacked(
        (
            gap(3 * MM),
            beside(texts.vat_specification(), totals(tuple(texts.sums(payable)))),
            gap(2 * MM),
        )
    )
    payment = stacked((gap(3 * MM), fact_panel(panel, is_first_large=True), gap(3 * MM)))
    clauses = tuple(remark(text, plain(8)) for text in texts.clauses())
    small = tuple(remark(text, plain(7.5, MUTED)) for text in remarks)
    kept = sum(block.height for block in (sums, *clauses, payment))
    return InvoiceEnd(
        (sums, *clauses, payment, *small), kept if kept <= LARGEST_KEPT else sums.height
    )


class EndTexts:
    """The sums and sentences of an invoice or draft in the reader's words."""

    def __init__(self, content: InvoiceContent, localizer: Localizer) -> None:
        self._content = content
        self._localizer = localizer
        self._gettext = localizer.gettext

    def _amount(self, value: Decimal) -> str:
        return self._localizer.amount(value, self._content.money.decimals)

    # -------------------------------------------------------------------------------- sums

    def sums(self, payable: str) -> Iterator[Total]:
        """The sums under the lines; `payable` names the last one, with the place {currency}."""
        _ = self._gettext
        money = self._content.money
        yield from self._before_vat()
        if money.prices_including_vat:
            yield Total(_("Total Incl. VAT"), self._amount(money.amount_including_vat))
            yield from self._vat_sums(_("Of Which VAT {percent} %"))
        else:
            yield Total(_("Total Excl. VAT"), self._amount(money.amount))
            yield from self._vat_sums(_("VAT {percent} %"))
            yield Total(_("Total Incl. VAT"), self._amount(money.amount_including_vat))
        if money.rounding_amount:
            yield Total(_("Rounding"), self._amount(money.rounding_amount))
        label = payable.format(currency=money.currency_code)
        yield Total(label, self._amount(money.amount_payable), is_payable=True)

    def _before_vat(self) -> Iterator[Total]:
        _ = self._gettext
        money = self._content.money
        if money.invoice_discount:
            yield Total(_("Subtotal"), self._amount(money.subtotal))
            yield Total(_("Invoice Discount"), self._amount(-money.invoice_discount))

    def _vat_sums(self, label: str) -> Iterator[Total]:
        by_rate: dict[Decimal, Decimal] = {}
        for group in self._content.vat_groups:
            by_rate[group.vat_pct] = by_rate.get(group.vat_pct, ZERO) + group.vat_amount
        for rate, vat in by_rate.items():
            percent = self._localizer.percent(rate)
            yield Total(label.format(percent=percent), self._amount(vat))

    # --------------------------------------------------------------------------------- VAT

    def vat_specification(self) -> Block:
        """Taxable amount and VAT of each group; in foreign currency VAT in LCY too (art. 230)."""
        _ = self._gettext
        money, groups = self._content.money, self._content.vat_groups
        currency = money.currency_code
        in_lcy = money.is_foreign and any(group.vat_amount for group in groups)
        titles = [
            _("VAT %"),
            _("Taxable Amount {currency}").format(currency=currency),
            _("VAT {currency}").format(currency=currency),
        ]
        rows = [[self._group_name(group), *self._figures(group)] for group in groups]
        if len(groups) > 1:
            rows.append([_("Total"), self._amount(money.amount), self._amount(money.vat_amount)])
        if in_lcy:
            titles.append(_("VAT {currency}").format(currency=money.lcy_code))
            vat_lcy = [group.vat_lcy or ZERO for group in groups]
            vat_lcy += [sum(vat_lcy, ZERO)] if len(groups) > 1 else []
            for row, vat in zip(rows, vat_lcy, strict=True):
                row.append(self._localizer.amount(vat, money.lcy_decimals))
        return specification(titles, rows)

    def _figures(self, group: VatGroup) -> tuple[str, str]:
        return self._amount(group.base), self._amount(group.vat_amount)

    def _group_name(self, group: VatGroup) -> str:
        """The rate, and the identifier too where two groups have the same rate."""
        rates = [other.vat_pct for other in self._content.vat_groups]
        percent = self._localizer.percent(group.vat_pct)
        if rates.count(group.vat_pct) == 1:
            return percent
        return f"{percent} ({group.vat_identifier})"

    def clauses(self) -> Iterator[str]:
        """What the law wants said about the VAT of this invoice."""
        _ = self._gettext
        money = self._content.money
        if money.is_foreign:
            yield _("Exchange rate: {amount} {currency} = {lcy_amount} {lcy}").format(
                amount=self._localizer.quantity(money.exchange_rate_amount),
                currency=money.currency_code,
                lcy_amount=self._localizer.unit_price(money.relational_amount),
                lcy=money.lcy_code,
            )
        several = len(self._content.vat_groups) > 1
        for group in self._content.vat_groups:
            text = self._clause(group)
            if text and several:
                yield f"{self._localizer.percent(group.vat_pct)} %: {text}"
            elif text:
                yield text
        if self._content.paper.company.cash_accounting:
            yield _("Cash accounting")

    def _clause(self, group: VatGroup) -> str:
        """The clause of the group; without one reverse charge is still named (art. 226(11a))."""
        _ = self._gettext
        if group.clause:
            return group.clause
        if group.calculation_type is VatCalculationType.REVERSE_CHARGE:
            return _("Reverse charge")
        return ""

    # ------------------------------------------------------------------------------ payment

    def payable(self) -> str:
        """The last sum with its currency."""
        money = self._content.money
        return self._localizer.money(money.amount_payable, money.currency_code, money.decimals)

    def payment(self) -> tuple[Fact, ...]:
        """How much to pay, when and how."""
        _ = self._gettext
        terms = self._content.terms
        return filled(
            (
                Fact(_("To Pay"), self.payable()),
                Fact(_("Due Date"), self._localizer.date(terms.due_date, "medium")),
                Fact(_("Payment Reference"), terms.payment_reference or self._content.paper.no),
                *bank_facts(self._content.paper.company, self._localizer),
            )
        )

    def remarks(self) -> Iterator[str]:
        """The discount for early payment, and the interest for a late one."""
        _ = self._gettext
        terms = self._content.terms
        if terms.payment_discount_pct and terms.discount_date:
            yield _("{percent} % payment discount if paid by {date}.").format(
                percent=self._localizer.percent(terms.payment_discount_pct),
                date=self._localizer.date(terms.discount_date, "medium"),
            )
        if self._content.paper.company.interest_clause:
            yield self._content.paper.company.interest_clause
