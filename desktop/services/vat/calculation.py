"""The VAT of a document, line by line and as the specification printed under it (SD52, SD53)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from desktop.models.values.numbers import ZERO, Amount, Percent, RoundingMode, carry_round
from desktop.models.words import VatCalculationType

HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True)
class VatTerms:
    """What VAT depends on besides the lines: the price mode and the currency's rounding."""

    prices_including_vat: bool
    amount_precision: Amount
    rounding_type: RoundingMode = RoundingMode.NEAREST


@dataclass(frozen=True, slots=True)
class VatRate:
    """What one VAT posting setup says; lines with an equal rate form a VAT group.

    The spec groups by identifier, and an identifier has exactly one rate and type. The whole
    rate is the key here, so that a draft made before a rate was changed stays right: its old
    and new lines form two groups instead of one wrong one.
    """

    vat_identifier: str
    vat_pct: Percent
    vat_calculation_type: VatCalculationType = VatCalculationType.NORMAL

    @property
    def charged_pct(self) -> Percent:
        """The percentage the seller charges: none when the buyer owes the VAT."""
        return charged_pct(self.vat_pct, self.vat_calculation_type)


@dataclass(frozen=True, slots=True)
class VatLine:
    """A line as VAT sees it; amounts as agreed, including VAT when the prices do."""

    rate: VatRate
    line_amount: Amount
    discount_base: Amount = ZERO
    discount: Amount = ZERO
    vat_clause_code: str | None = None


@dataclass(frozen=True, slots=True)
class LineVat:
    """The VAT of one line; `amount + vat_amount == amount_including_vat`."""

    amount: Amount
    vat_amount: Amount
    amount_including_vat: Amount


@dataclass(frozen=True, slots=True)
class VatGroup:
    """A line of the VAT specification: `vat_amount` is `base` × rate, rounded once.

    With prices including VAT it is rounded once from `amount_including_vat` instead.
    `line_amount`, `discount_base` and `discount` are in the document's price mode.
    """

    vat_identifier: str
    vat_pct: Percent
    vat_calculation_type: VatCalculationType
    vat_clause_code: str | None
    line_amount: Amount
    discount_base: Amount
    discount: Amount
    base: Amount
    vat_amount: Amount
    amount_including_vat: Amount


@dataclass(frozen=True, slots=True)
class DocumentVat:
    """The VAT of a document: one `LineVat` a line, and the groups by their first line."""

    lines: tuple[LineVat, ...]
    groups: tuple[VatGroup, ...]


def charged_pct(vat_pct: Percent, calculation_type: VatCalculationType) -> Percent:
    """The percentage that the seller adds to his price; 0 under reverse charge."""
    return ZERO if calculation_type == VatCalculationType.REVERSE_CHARGE else vat_pct


def document_vat(lines: Sequence[VatLine], terms: VatTerms) -> DocumentVat:
    """Compute VAT per group and share it out over the group's lines by carry rounding.

    The order of `lines` is the order of the carry; they are taken as they come.
    """
    members: dict[VatRate, list[int]] = {}
    for index, line in enumerate(lines):
        members.setdefault(line.rate, []).append(index)
    of_lines: dict[int, LineVat] = {}
    groups: list[VatGroup] = []
    for rate, indexes in members.items():
        in_group = [lines[index] for index in indexes]
        vat = _vat_of_group(rate, in_group, terms)
        of_lines.update(zip(indexes, vat, strict=True))
        groups.append(_group(rate, in_group, vat))
    return DocumentVat(tuple(of_lines[index] for index in range(len(lines))), tuple(groups))


def _vat_of_group(rate: VatRate, lines: Sequence[VatLine], terms: VatTerms) -> list[LineVat]:
    agreed = [line.line_amount - line.discount for line in lines]
    pct = rate.charged_pct
    including = terms.prices_including_vat
    parts = carry_round(
        agreed,
        terms.amount_precision,
        terms.rounding_type,
        times=pct,
        over=HUNDRED + pct if including else HUNDRED,
    )
    if including:
        return [LineVat(n - vat, vat, n) for n, vat in zip(agreed, parts, strict=True)]
    return [LineVat(n, vat, n + vat) for n, vat in zip(agreed, parts, strict=True)]


def _group(rate: VatRate, lines: Sequence[VatLine], vat: Sequence[LineVat]) -> VatGroup:
    return VatGroup(
        vat_identifier=rate.vat_identifier,
        vat_pct=rate.vat_pct,
        vat_calculation_type=rate.vat_calculation_type,
        vat_clause_code=next((c for line in lines if (c := line.vat_clause_code)), None),
        line_amount=sum((line.line_amount for line in lines), ZERO),
        discount_base=sum((line.discount_base for line in lines), ZERO),
        discount=sum((line.discount for line in lines), ZERO),
        base=sum((part.amount for part in vat), ZERO),
        vat_amount=sum((part.vat_amount for part in vat), ZERO),
        amount_including_vat=sum((part.amount_including_vat for part in vat), ZERO),
    )
