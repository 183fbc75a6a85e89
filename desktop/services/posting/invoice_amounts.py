"""The figures of an invoice: its lines, G/L groups and their amounts in LCY (SD58, SD66, SD80)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from desktop.models.sales import SalesLine
from desktop.models.values.numbers import ZERO, Amount, carry_round
from desktop.models.words import DiscountPosting
from desktop.services.ledgers.gl_entries import PostingGroups
from desktop.services.posting.accounts import AccountFinder
from desktop.services.posting.parts import PostedLine
from desktop.services.sales.currency import lcy_of_groups, lcy_of_lines
from desktop.services.sales.line_amounts import document_terms, line_input
from desktop.services.sales.load import Document
from desktop.services.sales.parts import invoice_lines, invoice_terms
from desktop.services.sales.totals import DocumentTotals, LineTotals, document_totals
from desktop.services.vat.calculation import HUNDRED, VatRate

POSTS_LINE_DISCOUNT = frozenset({DiscountPosting.LINE, DiscountPosting.ALL})
POSTS_INVOICE_DISCOUNT = frozenset({DiscountPosting.INVOICE, DiscountPosting.ALL})


@dataclass(slots=True)
class InvoiceLine:
    """A line of the invoice; `line_discount` and `inv_discount` without the VAT in them.

    The LCY figures are filled in when the groups are known: `net_lcy` is what the sale brings
    after all discounts.
    """

    posted: PostedLine
    totals: LineTotals
    rate: VatRate
    line_discount: Amount = ZERO
    inv_discount: Amount = ZERO
    net_lcy: Amount = ZERO
    discount_lcy: Amount = ZERO
    inv_discount_lcy: Amount = ZERO

    @property
    def line(self) -> SalesLine:
        """The line of the draft."""
        return self.posted.line


class GroupKey(NamedTuple):
    """Lines with one key share a G/L entry; the rate keeps lines of different VAT apart."""

    account: str
    groups: PostingGroups
    rate: VatRate


@dataclass(slots=True)
class AmountGroup:
    """The lines of one G/L entry with their amounts, as credit for sales, − for discounts."""

    key: GroupKey
    lines: list[InvoiceLine] = field(default_factory=list)
    amounts: list[Amount] = field(default_factory=list)
    lcy: Amount = ZERO

    @property
    def amount(self) -> Amount:
        """The sum in the document's currency."""
        return sum(self.amounts, ZERO)


@dataclass(slots=True)
class InvoiceAmounts:
    """All groups of an invoice, in the order in which LCY is carried (SD58).

    `vat_rates`, `vat_accounts`, `first_lines` and `vat_lcy` go along with `totals.vat_groups`.
    """

    lines: list[InvoiceLine]
    totals: DocumentTotals
    vat_rates: list[VatRate]
    vat_accounts: list[str]
    first_lines: list[SalesLine]
    sales: list[AmountGroup]
    line_discounts: list[AmountGroup]
    inv_discounts: list[AmountGroup]
    vat_lcy: list[Amount] = field(default_factory=list)
    rounding_lcy: Amount = ZERO
    payable_lcy: Amount = ZERO

    @property
    def groups(self) -> list[AmountGroup]:
        """All groups that make up the net amount."""
        return [*self.sales, *self.line_discounts, *self.inv_discounts]


def invoice_totals(
    document: Document, posted: Sequence[PostedLine], whole: DocumentTotals
) -> DocumentTotals:
    """The totals of the invoice that takes these parts; `whole` are those of the document."""
    to_invoice = {part.line.line_no: part.invoice.quantity for part in posted}
    if _takes_everything(document, posted):
        lines = tuple(line for line in whole.lines if line.line_no in to_invoice)
        return replace(whole, lines=lines)
    parts = invoice_lines(
        [line_input(part.line) for part in posted],
        whole,
        to_invoice,
        document.amount_precision,
    )
    return document_totals(parts, invoice_terms(document_terms(document)))


def _takes_everything(document: Document, posted: Sequence[PostedLine]) -> bool:
    """Whether the invoice is the whole document at once, so that its totals are known."""
    priced = sum(1 for line in document.priced_lines if line.quantity)
    return len(posted) == priced and all(
        part.invoice.quantity == part.line.quantity and not part.line.quantity_invoiced
        for part in posted
    )


def invoice_amounts(
    document: Document,
    posted: Sequence[PostedLine],
    totals: DocumentTotals,
    accounts: AccountFinder,
) -> InvoiceAmounts:
    """Group the invoice by accounts and convert it; `posted` in the order of `totals.lines`."""
    lines = [
        InvoiceLine(part, figures, _rate(part.line))
        for part, figures in zip(posted, totals.lines, strict=True)
    ]
    _take_vat_out_of_discounts(document, lines)
    posting = document.setups.sales.discount_posting
    sales = _sales_groups(lines, accounts, posting)
    line_discounts: list[AmountGroup] = []
    inv_discounts: list[AmountGroup] = []
    if posting in POSTS_LINE_DISCOUNT:
        line_discounts = _discount_groups(lines, accounts, "line_discount")
    if posting in POSTS_INVOICE_DISCOUNT:
        inv_discounts = _discount_groups(lines, accounts, "inv_discount")
    first_lines: dict[VatRate, SalesLine] = {}
    for line in lines:
        first_lines.setdefault(line.rate, line.line)
    amounts = InvoiceAmounts(
        lines,
        totals,
        vat_rates=list(first_lines),
        vat_accounts=[accounts.vat_account(line) for line in first_lines.values()],
        first_lines=list(first_lines.values()),
        sales=sales,
        line_discounts=line_discounts,
        inv_discounts=inv_discounts,
    )
    _convert(document, amounts)
    return amounts


def groups_of(line: SalesLine) -> PostingGroups:
    """The four posting groups of a line."""
    return PostingGroups(
        line.gen_bus_posting_group,
        line.gen_prod_posting_group,
        line.vat_bus_posting_group,
        line.vat_prod_posting_group,
    )


def _rate(line: SalesLine) -> VatRate:
    return VatRate(line.vat_identifier or "", line.vat_pct, line.vat_calculation_type)


def _take_vat_out_of_discounts(document: Document, lines: Sequence[InvoiceLine]) -> None:
    """Note both discounts of each line without VAT; rounded once for each group (SD81)."""
    grouped: dict[tuple[PostingGroups, VatRate], list[InvoiceLine]] = {}
    for line in lines:
        grouped.setdefault((groups_of(line.line), line.rate), []).append(line)
    including, precision = document.header.prices_including_vat, document.amount_precision
    for (_groups, rate), members in grouped.items():
        pct = rate.charged_pct if including else ZERO
        for kind, discounts in (
            ("line_discount", [line.totals.line_discount_amount for line in members]),
            ("inv_discount", [line.totals.inv_discount_amount for line in members]),
        ):
            vat = [ZERO] * len(members)
            if pct:
                vat = carry_round(discounts, precision, times=pct, over=HUNDRED + pct)
            for line, discount, contained in zip(members, discounts, vat, strict=True):
                setattr(line, kind, discount - contained)


def _sales_groups(
    lines: Sequence[InvoiceLine], accounts: AccountFinder, posting: DiscountPosting
) -> list[AmountGroup]:
    """Sales before the discounts that are posted by themselves (SD80, SD81)."""
    found: dict[GroupKey, AmountGroup] = {}
    for line in lines:
        amount = line.totals.amount
        if posting in POSTS_LINE_DISCOUNT:
            amount += line.line_discount
        if posting in POSTS_INVOICE_DISCOUNT:
            amount += line.inv_discount
        key = GroupKey(accounts.sales_account(line.line), groups_of(line.line), line.rate)
        _add(found, key, line, amount)
    return list(found.values())


def _discount_groups(
    lines: Sequence[InvoiceLine], accounts: AccountFinder, kind: str
) -> list[AmountGroup]:
    """One kind of discount, as negative sales."""
    account_field = _ACCOUNT_FIELDS[kind]
    found: dict[GroupKey, AmountGroup] = {}
    for line in lines:
        discount: Amount = getattr(line, kind)
        if discount:
            account = accounts.of_line(line.line, account_field)
            _add(found, GroupKey(account, groups_of(line.line), line.rate), line, -discount)
    return list(found.values())


_ACCOUNT_FIELDS = {
    "line_discount": "sales_line_disc_account",
    "inv_discount": "sales_inv_disc_account",
}


def _add(
    found: dict[GroupKey, AmountGroup], key: GroupKey, line: InvoiceLine, amount: Amount
) -> None:
    group = found.get(key)
    if group is None:
        group = found[key] = AmountGroup(key)
    group.lines.append(line)
    group.amounts.append(amount)


def _convert(document: Document, amounts: InvoiceAmounts) -> None:
    """Fill in LCY: of the groups by carry in the order of SD58, of the lines inside them."""
    totals = amounts.totals
    groups = amounts.groups
    is_local = document.header.currency_code is None
    rate, precision = document.rate, document.setups.ledger.amount_precision
    sequence = [group.vat_amount for group in totals.vat_groups]
    sequence += [group.amount for group in groups]
    sequence.append(totals.rounding)
    lcy = sequence if is_local else lcy_of_groups(sequence, rate, precision)
    count = len(totals.vat_groups)
    amounts.vat_lcy, amounts.rounding_lcy = lcy[:count], lcy[-1]
    amounts.payable_lcy = sum(lcy, ZERO)
    for group, converted in zip(groups, lcy[count:-1], strict=True):
        group.lcy = converted
        parts = group.amounts
        if not is_local:
            parts = lcy_of_lines(group.amounts, converted, rate, precision)
        for line, part in zip(group.lines, parts, strict=True):
            line.net_lcy += part
    for line in amounts.lines:
        line.discount_lcy = rate.to_lcy(line.line_discount + line.inv_discount, precision)
        line.inv_discount_lcy = rate.to_lcy(line.inv_discount, precision)
