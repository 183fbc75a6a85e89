"""The figures of a vendor's invoice: its lines, VAT and accounts, in LCY (PF58, PF60, SD58)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from desktop.models.purchases import PurchaseLine
from desktop.models.values.numbers import ZERO, Amount, round_to
from desktop.models.words import VatCalculationType
from desktop.services.ledgers.gl_entries import PostingGroups
from desktop.services.posting.accounts import AccountFinder
from desktop.services.posting.purchases.parts import BoughtLine
from desktop.services.posting.purchases.reading import PurchaseGround
from desktop.services.purchases.amounts import document_terms, line_input
from desktop.services.purchases.load import Purchase
from desktop.services.sales.currency import lcy_of_groups, lcy_of_lines
from desktop.services.sales.parts import invoice_lines, invoice_terms
from desktop.services.sales.totals import DocumentTotals, LineTotals, document_totals
from desktop.services.vat.calculation import HUNDRED, VatRate


@dataclass(slots=True)
class InvoicedLine:
    """A line of the invoice; `net_lcy` is what it costs in LCY without VAT."""

    bought: BoughtLine
    totals: LineTotals
    rate: VatRate
    is_stocked: bool
    net_lcy: Amount = ZERO

    @property
    def line(self) -> PurchaseLine:
        """The line of the draft."""
        return self.bought.line


@dataclass(slots=True)
class ExpenseGroup:
    """The lines of one G/L entry: what is bought and not kept in stock."""

    account: str
    groups: PostingGroups
    lines: list[InvoicedLine] = field(default_factory=list)
    lcy: Amount = ZERO

    @property
    def amount(self) -> Amount:
        """The sum in the document's currency."""
        return sum((line.totals.amount for line in self.lines), ZERO)


@dataclass(slots=True)
class VatPart:
    """The VAT of one rate: `amount` is on the invoice, `reverse_lcy` is owed by ourselves."""

    rate: VatRate
    first_line: PurchaseLine
    amount: Amount
    base_lcy: Amount = ZERO
    lcy: Amount = ZERO
    reverse_lcy: Amount = ZERO

    @property
    def is_reverse(self) -> bool:
        """Whether the buyer owes the VAT."""
        return self.rate.vat_calculation_type is VatCalculationType.REVERSE_CHARGE


@dataclass(slots=True)
class PurchaseAmounts:
    """All figures of an invoice; `payable_lcy` is the sum of what is debited."""

    lines: list[InvoicedLine]
    totals: DocumentTotals
    vat: list[VatPart]
    expenses: list[ExpenseGroup]
    payable_lcy: Amount = ZERO

    @property
    def net_lcy(self) -> Amount:
        """The invoice without VAT."""
        return sum((line.net_lcy for line in self.lines), ZERO)


def purchase_totals(
    document: Purchase, invoiced: Sequence[BoughtLine], whole: DocumentTotals
) -> DocumentTotals:
    """The totals of the invoice that takes these parts; `whole` are those of the document."""
    parts = invoice_lines(
        [line_input(each.line) for each in invoiced],
        whole,
        {each.line.line_no: each.invoice.quantity for each in invoiced},
        document.amount_precision,
    )
    return document_totals(parts, invoice_terms(document_terms(document)))


def purchase_amounts(
    ground: PurchaseGround,
    invoiced: Sequence[BoughtLine],
    totals: DocumentTotals,
    accounts: AccountFinder,
) -> PurchaseAmounts:
    """Group the invoice by accounts and convert it; `invoiced` in the order of `totals.lines`.

    What is kept in stock is converted line by line, because that is its cost; the rest by carry
    (SD58).
    """
    lines = [
        InvoicedLine(bought, figures, rate_of(bought.line), ground.is_stocked(bought.line))
        for bought, figures in zip(invoiced, totals.lines, strict=True)
    ]
    amounts = PurchaseAmounts(lines, totals, _vat(lines, totals), _expenses(lines, accounts))
    _convert(ground.document, amounts)
    return amounts


def groups_of(line: PurchaseLine) -> PostingGroups:
    """The four posting groups of a line."""
    return PostingGroups(
        line.gen_bus_posting_group,
        line.gen_prod_posting_group,
        line.vat_bus_posting_group,
        line.vat_prod_posting_group,
    )


def rate_of(line: PurchaseLine) -> VatRate:
    """The VAT rate of a line."""
    return VatRate(line.vat_identifier or "", line.vat_pct, line.vat_calculation_type)


def _vat(lines: Sequence[InvoicedLine], totals: DocumentTotals) -> list[VatPart]:
    first: dict[VatRate, PurchaseLine] = {}
    for line in lines:
        first.setdefault(line.rate, line.line)
    return [
        VatPart(rate, line, group.vat_amount)
        for (rate, line), group in zip(first.items(), totals.vat_groups, strict=True)
    ]


def _expenses(lines: Sequence[InvoicedLine], accounts: AccountFinder) -> list[ExpenseGroup]:
    found: dict[tuple[str, PostingGroups], ExpenseGroup] = {}
    for line in lines:
        if line.is_stocked:
            continue
        key = (accounts.purchase_account(line.line), groups_of(line.line))
        found.setdefault(key, ExpenseGroup(*key)).lines.append(line)
    return list(found.values())


def _convert(document: Purchase, amounts: PurchaseAmounts) -> None:
    rate, precision = document.rate, document.setups.ledger.amount_precision
    for line in amounts.lines:
        if line.is_stocked:
            line.net_lcy = rate.to_lcy(line.totals.amount, precision)
    sequence = [part.amount for part in amounts.vat]
    sequence += [group.amount for group in amounts.expenses]
    lcy = lcy_of_groups(sequence, rate, precision)
    for part, converted in zip(amounts.vat, lcy, strict=False):
        part.lcy = converted
    for group, converted in zip(amounts.expenses, lcy[len(amounts.vat) :], strict=True):
        group.lcy = converted
        parts = [line.totals.amount for line in group.lines]
        for line, net in zip(
            group.lines, lcy_of_lines(parts, converted, rate, precision), strict=True
        ):
            line.net_lcy = net
    for part in amounts.vat:
        part.base_lcy = sum(
            (line.net_lcy for line in amounts.lines if line.rate == part.rate), ZERO
        )
        if part.is_reverse:
            part.reverse_lcy = round_to(
                part.base_lcy, precision, times=part.rate.vat_pct, over=HUNDRED
            )
    amounts.payable_lcy = amounts.net_lcy + sum((part.lcy for part in amounts.vat), ZERO)
