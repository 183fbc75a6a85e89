"""Switching between prices with and without VAT (SD51)."""

from decimal import Decimal

import pytest

from desktop.models.words import VatCalculationType
from desktop.services.sales.price_conversion import (
    converted_invoice_discount,
    converted_price,
)
from desktop.services.sales.totals import DocumentTerms
from tests.services.sales.lines import a_line, figures, totals_of

UNIT = Decimal("0.00001")
CENT = Decimal("0.01")
NORMAL = VatCalculationType.NORMAL


def convert(price: str, vat: str, *, including: bool, kind: VatCalculationType = NORMAL) -> Decimal:
    return converted_price(
        Decimal(price), Decimal(vat), kind, including_vat=including, precision=UNIT
    )


def test_a_switched_document_may_differ_by_a_cent() -> None:
    """EX19."""
    before = totals_of(a_line(10, "12.34567"))
    assert [before.subtotal, before.vat, before.payable] == figures("123.46 30.87 154.33")
    price = convert("12.34567", "25", including=True)
    after = totals_of(a_line(10, price), terms=DocumentTerms(prices_including_vat=True))
    assert price == Decimal("15.43209")
    assert [after.total_excl_vat, after.vat, after.payable] == figures("123.46 30.86 154.32")


@pytest.mark.parametrize(
    ("price", "vat", "including", "converted"),
    [("100", "25", True, "125"), ("125", "25", False, "100"), ("99.99", "0", True, "99.99")],
)
def test_price_follows_the_rate(price: str, vat: str, including: bool, converted: str) -> None:
    assert convert(price, vat, including=including) == Decimal(converted)


@pytest.mark.parametrize("including", [False, True])
def test_reverse_charge_price_stays(including: bool) -> None:
    kind = VatCalculationType.REVERSE_CHARGE
    assert convert("125", "25", including=including, kind=kind) == Decimal(125)


@pytest.mark.parametrize(
    ("amount", "excl", "incl", "including", "converted"),
    [
        ("40.00", "1183.63", "1409.91", True, "47.65"),
        ("47.65", "1183.63", "1409.91", False, "40.00"),
        ("40.00", "0", "0", True, "40.00"),
        ("40.00", "0", "0", False, "40.00"),
    ],
)
def test_invoice_discount_amount_follows_the_totals(
    amount: str, excl: str, incl: str, including: bool, converted: str
) -> None:
    discount = converted_invoice_discount(
        Decimal(amount), Decimal(excl), Decimal(incl), including_vat=including, precision=CENT
    )
    assert discount == Decimal(converted)
