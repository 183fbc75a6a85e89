"""The arithmetic of a sales document: one function that everything calls (02 §4).

Editor, list, print, statistics, credit check, preview and posting all show the figures of
`document_totals`, and therefore always agree. Values in, values out; no session.
All amounts are in the document's currency.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from operator import attrgetter

from desktop.models.values.numbers import (
    ZERO,
    Amount,
    Percent,
    Quantity,
    RoundingMode,
    UnitPrice,
    round_to,
)
from desktop.models.words import InvoiceDiscountCalculation, VatCalculationType
from desktop.services.sales.invoice_discount import DiscountLine, invoice_discount_shares
from desktop.services.sales.line_entry import PERCENT_PRECISION
from desktop.services.vat.calculation import (
    HUNDRED,
    DocumentVat,
    LineVat,
    VatGroup,
    VatLine,
    VatRate,
    VatTerms,
    document_vat,
)

CENT = Decimal("0.01")

_NO_VAT = LineVat(ZERO, ZERO, ZERO)


@dataclass(frozen=True, slots=True)
class LineFigures:
    """The three figures of a line that partial invoices share out (SD66)."""

    gross: Amount = ZERO
    line_discount_amount: Amount = ZERO
    inv_discount_amount: Amount = ZERO

    @property
    def line_amount(self) -> Amount:
        """What the line costs after its own discount (SD45)."""
        return self.gross - self.line_discount_amount

    @property
    def net(self) -> Amount:
        """What the line costs after both discounts, in the document's price mode."""
        return self.gross - self.line_discount_amount - self.inv_discount_amount

    def plus(self, other: LineFigures) -> LineFigures:
        """Both together."""
        return LineFigures(
            self.gross + other.gross,
            self.line_discount_amount + other.line_discount_amount,
            self.inv_discount_amount + other.inv_discount_amount,
        )

    def less(self, other: LineFigures) -> LineFigures:
        """What is left without the other."""
        return LineFigures(
            self.gross - other.gross,
            self.line_discount_amount - other.line_discount_amount,
            self.inv_discount_amount - other.inv_discount_amount,
        )


NO_FIGURES = LineFigures()


@dataclass(frozen=True, slots=True)
class LineInput:
    """What a line's amounts follow from.

    `kept_…` are figures that stand as they are instead of being computed: a typed discount
    amount (SD46), or what a part of an order line or a line fetched from a posted document
    brings along (SD66, CB1). `invoiced` is what earlier invoices took of the line.
    """

    line_no: int
    quantity: Quantity
    unit_price: UnitPrice
    line_discount_pct: Percent = ZERO
    is_comment: bool = False
    allow_invoice_disc: bool = True
    vat_identifier: str = ""
    vat_pct: Percent = ZERO
    vat_calculation_type: VatCalculationType = VatCalculationType.NORMAL
    vat_clause_code: str | None = None
    kept_gross: Amount | None = None
    kept_line_discount: Amount | None = None
    kept_inv_discount: Amount | None = None
    quantity_invoiced: Quantity = ZERO
    invoiced: LineFigures = NO_FIGURES

    @property
    def is_closed(self) -> bool:
        """Whether the line is invoiced to the end: its figures are those invoiced (SD48, SD68)."""
        return self.quantity_invoiced == self.quantity != 0


@dataclass(frozen=True, slots=True)
class DocumentTerms:
    """What the header, its currency and the set-up say about a document's amounts.

    `invoice_rounding_precision` None means that invoices are not rounded (SD55).
    """

    prices_including_vat: bool = False
    amount_precision: Amount = CENT
    vat_rounding_type: RoundingMode = RoundingMode.NEAREST
    invoice_discount_calculation: InvoiceDiscountCalculation = InvoiceDiscountCalculation.NONE
    invoice_discount_value: Decimal = ZERO
    invoice_rounding_precision: Amount | None = None
    invoice_rounding_type: RoundingMode = RoundingMode.NEAREST

    @property
    def vat(self) -> VatTerms:
        """The terms that VAT depends on."""
        return VatTerms(self.prices_including_vat, self.amount_precision, self.vat_rounding_type)


@dataclass(frozen=True, slots=True)
class LineTotals:
    """All amounts of one line; a comment has zeros."""

    line_no: int
    gross: Amount
    line_discount_pct: Percent
    line_discount_amount: Amount
    line_amount: Amount
    inv_discount_amount: Amount
    amount: Amount
    vat_amount: Amount
    amount_including_vat: Amount

    @property
    def figures(self) -> LineFigures:
        """The figures that partial invoices share out."""
        return LineFigures(self.gross, self.line_discount_amount, self.inv_discount_amount)


@dataclass(frozen=True, slots=True)
class DocumentTotals:
    """All amounts of a document (SD54); `lines` in the order of line_no.

    `subtotal` is the sum of the line amounts and, like both discounts, in the document's price
    mode. `payable == total_incl_vat + rounding`.
    """

    lines: tuple[LineTotals, ...]
    vat_groups: tuple[VatGroup, ...]
    gross: Amount
    line_discount: Amount
    subtotal: Amount
    invoice_discount_amount: Amount
    invoice_discount_pct: Percent
    total_excl_vat: Amount
    vat: Amount
    total_incl_vat: Amount
    rounding: Amount
    payable: Amount


def document_totals(lines: Sequence[LineInput], terms: DocumentTerms) -> DocumentTotals:
    """Compute a document: lines, VAT specification and totals (SD43–SD56).

    Lines may come in any order; every carry runs in the order of line_no. Raises
    InvoiceDiscountTooLarge, NothingDiscountable or InvoiceDiscountPctOutside.
    """
    ordered = sorted(lines, key=attrgetter("line_no"))
    before_discount = [line_figures(line, terms.amount_precision) for line in ordered]
    discount_lines = [
        _discount_line(line, figures)
        for line, figures in zip(ordered, before_discount, strict=True)
    ]
    shares = invoice_discount_shares(
        discount_lines,
        terms.invoice_discount_calculation,
        terms.invoice_discount_value,
        terms.amount_precision,
    )
    vat = _vat_by_line(ordered, discount_lines, shares, terms.vat)
    of_lines = tuple(
        LineTotals(
            line_no=line.line_no,
            gross=figures.gross,
            line_discount_pct=line.line_discount_pct,
            line_discount_amount=figures.line_discount_amount,
            line_amount=priced.line_amount,
            inv_discount_amount=share,
            amount=line_vat.amount,
            vat_amount=line_vat.vat_amount,
            amount_including_vat=line_vat.amount_including_vat,
        )
        for line, figures, priced, share, line_vat in zip(
            ordered, before_discount, discount_lines, shares, vat.lines, strict=True
        )
    )
    return _summed(of_lines, vat.groups, terms)


def line_gross(quantity: Quantity, unit_price: UnitPrice, precision: Amount) -> Amount:
    """Quantity × price before any discount (SD43)."""
    return round_to(quantity, precision, times=unit_price)


def line_discount(gross: Amount, pct: Percent, precision: Amount) -> Amount:
    """The percentage of the *rounded* gross (SD44)."""
    return round_to(gross, precision, times=pct, over=HUNDRED)


def line_figures(line: LineInput, precision: Amount) -> LineFigures:
    """The figures of a line before the invoice discount is shared out.

    A line that is invoiced to the end has those that were invoiced, its share among them.
    """
    if line.is_comment:
        return NO_FIGURES
    if line.is_closed:
        return line.invoiced
    gross = line.kept_gross
    if gross is None:
        gross = line_gross(line.quantity, line.unit_price, precision)
    discount = line.kept_line_discount
    if discount is None:
        discount = line_discount(gross, line.line_discount_pct, precision)
    return LineFigures(gross, discount)


def _discount_line(line: LineInput, figures: LineFigures) -> DiscountLine:
    if line.is_comment:
        return DiscountLine(ZERO, is_allowed=False)
    return DiscountLine(
        figures.line_amount,
        is_allowed=line.allow_invoice_disc,
        kept_share=figures.inv_discount_amount if line.is_closed else line.kept_inv_discount,
    )


def _vat_by_line(
    lines: Sequence[LineInput],
    discount_lines: Sequence[DiscountLine],
    shares: Sequence[Amount],
    terms: VatTerms,
) -> DocumentVat:
    """The VAT of all lines; comments take no part and get zeros."""
    taxed = [
        VatLine(
            rate=VatRate(line.vat_identifier, line.vat_pct, line.vat_calculation_type),
            line_amount=priced.line_amount,
            discount_base=priced.line_amount if priced.is_allowed else ZERO,
            discount=share,
            vat_clause_code=line.vat_clause_code,
        )
        for line, priced, share in zip(lines, discount_lines, shares, strict=True)
        if not line.is_comment
    ]
    vat = document_vat(taxed, terms)
    if len(taxed) == len(lines):
        return vat
    following = iter(vat.lines)
    return DocumentVat(
        tuple(_NO_VAT if line.is_comment else next(following) for line in lines), vat.groups
    )


def _summed(
    lines: tuple[LineTotals, ...], groups: tuple[VatGroup, ...], terms: DocumentTerms
) -> DocumentTotals:
    invoice_discount = sum((group.discount for group in groups), ZERO)
    total_incl_vat = sum((group.amount_including_vat for group in groups), ZERO)
    rounding = invoice_rounding(total_incl_vat, terms)
    return DocumentTotals(
        lines=lines,
        vat_groups=groups,
        gross=sum((line.gross for line in lines), ZERO),
        line_discount=sum((line.line_discount_amount for line in lines), ZERO),
        subtotal=sum((group.line_amount for group in groups), ZERO),
        invoice_discount_amount=invoice_discount,
        invoice_discount_pct=_invoice_discount_pct(invoice_discount, groups, terms),
        total_excl_vat=sum((group.base for group in groups), ZERO),
        vat=sum((group.vat_amount for group in groups), ZERO),
        total_incl_vat=total_incl_vat,
        rounding=rounding,
        payable=total_incl_vat + rounding,
    )


def invoice_rounding(total_incl_vat: Amount, terms: DocumentTerms) -> Amount:
    """What is added to a total so that the amount payable is a round one (SD55)."""
    if terms.invoice_rounding_precision is None:
        return ZERO
    rounded = round_to(
        total_incl_vat, terms.invoice_rounding_precision, terms.invoice_rounding_type
    )
    return rounded - total_incl_vat


def _invoice_discount_pct(
    discount: Amount, groups: Sequence[VatGroup], terms: DocumentTerms
) -> Percent:
    """The agreed percentage, or what an amount comes to of the lines that allow it."""
    if terms.invoice_discount_calculation == InvoiceDiscountCalculation.PERCENT:
        return terms.invoice_discount_value
    base = sum((group.discount_base for group in groups), ZERO)
    return round_to(discount, PERCENT_PRECISION, times=HUNDRED, over=base) if base else ZERO
