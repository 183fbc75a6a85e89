"""How the invoice discount of a document is spread over its lines (SD48–SD50)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from desktop.models.values.numbers import ZERO, Amount, Percent, carry_round
from desktop.models.words import InvoiceDiscountCalculation
from desktop.services.sales.refusals_totals import (
    InvoiceDiscountPctOutside,
    InvoiceDiscountTooLarge,
    NothingDiscountable,
)
from desktop.services.vat.calculation import HUNDRED


@dataclass(frozen=True, slots=True)
class DiscountLine:
    """A line as the invoice discount sees it.

    `kept_share` is the share of a line that does not take part any more: it is invoiced to
    the end (SD48) or was fetched with its share from a posted document (CB1).
    """

    line_amount: Amount
    is_allowed: bool
    kept_share: Amount | None = None

    @property
    def is_base(self) -> bool:
        """Whether the line bears a part of the discount."""
        return self.is_allowed and self.kept_share is None and self.line_amount != 0


def invoice_discount_shares(
    lines: Sequence[DiscountLine],
    calculation: InvoiceDiscountCalculation,
    value: Decimal,
    precision: Amount,
) -> list[Amount]:
    """The invoice discount of each line, in the order of `lines`, which is that of the carry.

    `value` is a percentage or an amount for the whole document, as `calculation` says. Raises
    InvoiceDiscountPctOutside, InvoiceDiscountTooLarge or NothingDiscountable.
    """
    weights = [line.line_amount if line.is_base else ZERO for line in lines]
    if calculation == InvoiceDiscountCalculation.PERCENT:
        _check_percent(value)
        shares = carry_round(weights, precision, times=value, over=HUNDRED)
    elif calculation == InvoiceDiscountCalculation.AMOUNT:
        kept = sum((line.kept_share for line in lines if line.kept_share is not None), ZERO)
        shares = _shares_of_amount(weights, value, kept, precision)
    else:
        shares = [ZERO] * len(lines)
    return [
        share if line.kept_share is None else line.kept_share
        for line, share in zip(lines, shares, strict=True)
    ]


def _shares_of_amount(
    weights: Sequence[Amount], amount: Amount, kept: Amount, precision: Amount
) -> list[Amount]:
    """Spread what the kept shares leave of the amount over the base lines."""
    base = sum(weights, ZERO)
    left = amount - kept
    if not left:
        return [ZERO] * len(weights)
    if not base:
        raise NothingDiscountable(
            field="invoice_discount_value", amount=amount, base=base, largest=kept
        )
    if (left > 0) != (base > 0) or abs(left) > abs(base):
        raise InvoiceDiscountTooLarge(
            field="invoice_discount_value",
            amount=amount,
            smallest=min(kept, kept + base),
            largest=max(kept, kept + base),
        )
    return carry_round(weights, precision, times=left, over=base)


def _check_percent(pct: Percent) -> None:
    if not 0 <= pct <= HUNDRED:
        raise InvoiceDiscountPctOutside(field="invoice_discount_value", pct=pct)
