"""Quantities of a line, to ship, to invoice and in the base unit (SD24, SD28–SD33, SD70–SD72)."""

from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from desktop.errors import FieldRefusal, RecordRef
from desktop.services.sales.line_name import LineName
from desktop.services.sales.quantities import (
    NOTHING,
    LineQuantities,
    LineUnit,
    Part,
    after_posting,
    base_quantity,
    is_shipped_complete,
    to_invoice_now,
    with_qty_to_invoice,
    with_qty_to_ship,
    with_quantity,
)
from desktop.services.sales.refusals_quantities import (
    BaseQuantityUsedUp,
    BaseQuantityZero,
    NoBaseQuantityLeft,
    QtyToInvoiceTooLarge,
    QtyToReceiveTooLarge,
    QtyToShipTooLarge,
    QtyWrongSign,
    QuantityAboveInvoiced,
    QuantityAboveShipped,
    QuantityBelowInvoiced,
    QuantityBelowShipped,
    QuantityNotMultiple,
)

LINE = LineName(10000, "A", "PCS", RecordRef("sales_line", ("order", "SO1", 10000)))
PIECE = LineUnit(base_unit="PCS")
PACK = LineUnit(Decimal("0.333"), base_rounding_precision=Decimal("0.01"), base_unit="KG")
COARSE = LineUnit(Decimal("0.4"), base_rounding_precision=Decimal(1), base_unit="PCS")


def part(quantity: str | int, base: str | int | None = None) -> Part:
    return Part(Decimal(quantity), Decimal(quantity if base is None else base))


def a_quantity(
    quantity: str | int, unit: LineUnit = PIECE, *, shipped: int = 0, invoiced: int = 0
) -> LineQuantities:
    """A line of pieces of which some are shipped and invoiced."""
    line = LineQuantities(shipped=part(shipped), invoiced=part(invoiced))
    return with_quantity(line, Decimal(quantity), unit, LINE, ships_remainder=True)


def ship(line: LineQuantities, quantity: Decimal | int, unit: LineUnit = PIECE) -> LineQuantities:
    """The line after shipping so much of it."""
    line = with_qty_to_ship(line, Decimal(quantity), unit, LINE)
    return after_posting(line, shipped=line.to_ship, invoiced=NOTHING, ships_remainder=True)


# ------------------------------------------------------------------ base quantity


@pytest.mark.parametrize(
    ("quantity", "per_unit", "precision", "base"),
    [
        ("3", "0.4536", "0.001", "1.361"),
        ("3", "0.333", "0.01", "1.00"),
        ("-3", "0.4536", "0.001", "-1.361"),
        ("0", "12", "1", "0"),
        ("1.5", "0.33333", "0.00001", "0.50000"),
    ],
)
def test_base_quantity_is_rounded_to_the_base_unit(
    quantity: str, per_unit: str, precision: str, base: str
) -> None:
    unit = LineUnit(Decimal(per_unit), base_rounding_precision=Decimal(precision))
    assert base_quantity(Decimal(quantity), unit, LINE) == Decimal(base)


def test_a_quantity_whose_base_is_nothing_is_refused() -> None:
    box = LineUnit(Decimal(12), base_rounding_precision=Decimal(1), base_unit="PCS")
    with pytest.raises(BaseQuantityZero, match=r"unit PCS turns Quantity 0\.04 into 0") as refusal:
        base_quantity(Decimal("0.04"), box, LINE)
    assert refusal.value.record == LINE.record


@pytest.mark.parametrize(("quantity", "precision"), [("1.5", "1"), ("0.3", "0.25")])
def test_a_quantity_finer_than_its_unit_is_refused(quantity: str, precision: str) -> None:
    unit = LineUnit(rounding_precision=Decimal(precision))
    with pytest.raises(QuantityNotMultiple, match=precision):
        base_quantity(Decimal(quantity), unit, LINE)


def test_a_quantity_has_five_decimals() -> None:
    with pytest.raises(QuantityNotMultiple):
        base_quantity(Decimal("0.000001"), PIECE, LINE)


def test_the_last_part_takes_the_rest_of_the_base_quantity() -> None:
    line = a_quantity(3, PACK)
    assert line.whole.base == Decimal("1.00")
    parts = []
    for _ in range(3):
        line = with_qty_to_ship(line, Decimal(1), PACK, LINE)
        parts.append(line.to_ship.base)
        line = after_posting(line, shipped=line.to_ship, invoiced=NOTHING, ships_remainder=True)
    assert parts == [Decimal("0.33"), Decimal("0.33"), Decimal("0.34")]
    assert line.is_completely_shipped


def test_a_part_that_would_use_up_the_base_quantity_is_refused() -> None:
    line = a_quantity(3, COARSE)
    assert line.whole.base == Decimal(1)
    with pytest.raises(BaseQuantityUsedUp, match="1 PCS while 1 PCS remain"):
        with_qty_to_ship(line, Decimal(2), COARSE, LINE)
    with pytest.raises(BaseQuantityZero, match="Qty To Ship 1"):
        with_qty_to_ship(line, Decimal(1), COARSE, LINE)


# ------------------------------------------------------------------ defaults


def test_everything_is_to_be_shipped_and_invoiced_at_first() -> None:
    line = a_quantity(10)
    assert (line.to_ship, line.to_invoice) == (part(10), part(10))


def test_nothing_is_to_be_shipped_when_the_setup_leaves_it_blank() -> None:
    line = with_quantity(
        LineQuantities(shipped=part(4)), Decimal(10), PIECE, LINE, ships_remainder=False
    )
    assert (line.to_ship, line.to_invoice) == (NOTHING, part(4))


def test_qty_to_invoice_follows_qty_to_ship() -> None:
    line = with_qty_to_ship(a_quantity(10, shipped=4, invoiced=3), Decimal(2), PIECE, LINE)
    assert line.to_invoice == part(3)


def test_derived_quantities() -> None:
    line = a_quantity(10, shipped=4, invoiced=3)
    assert line.outstanding == part(6)
    assert line.shipped_not_invoiced == part(1)
    assert not line.is_completely_shipped


def test_a_line_of_nothing_is_not_shipped() -> None:
    assert not a_quantity(0).is_completely_shipped


# ------------------------------------------------------------------ limits


@pytest.mark.parametrize(("quantity", "wanted"), [(10, 7), (-10, -7)])
def test_shipping_more_than_outstanding_is_refused(quantity: int, wanted: int) -> None:
    sign = quantity // 10
    line = a_quantity(quantity, shipped=4 * sign)
    with pytest.raises(QtyToShipTooLarge, match="line 10000, item A") as refusal:
        with_qty_to_ship(line, Decimal(wanted), PIECE, LINE)
    assert refusal.value.parameters["largest"] == Decimal(6 * sign)
    assert refusal.value.field == "qty_to_ship"


def test_receiving_more_than_outstanding_is_refused_in_other_words() -> None:
    with pytest.raises(QtyToReceiveTooLarge, match="receive more than 10"):
        with_qty_to_ship(a_quantity(10), Decimal(11), PIECE, LineName(10000, is_return=True))


def test_invoicing_more_than_shipped_and_to_ship_is_refused() -> None:
    line = with_qty_to_ship(a_quantity(10, shipped=4, invoiced=3), Decimal(2), PIECE, LINE)
    with pytest.raises(QtyToInvoiceTooLarge) as refusal:
        with_qty_to_invoice(line, Decimal(4), PIECE, LINE)
    assert refusal.value.parameters["largest"] == Decimal(3)


@pytest.mark.parametrize(("quantity", "wanted"), [(10, -1), (-10, 1)])
def test_a_part_must_have_the_sign_of_the_quantity(quantity: int, wanted: int) -> None:
    with pytest.raises(QtyWrongSign, match="Qty To Ship"):
        with_qty_to_ship(a_quantity(quantity), Decimal(wanted), PIECE, LINE)
    with pytest.raises(QtyWrongSign, match="Qty To Invoice"):
        with_qty_to_invoice(a_quantity(quantity), Decimal(wanted), PIECE, LINE)


def test_nothing_can_be_shipped_of_a_line_that_is_shipped() -> None:
    with pytest.raises(QtyToShipTooLarge) as refusal:
        with_qty_to_ship(a_quantity(4, shipped=4), Decimal(1), PIECE, LINE)
    assert refusal.value.parameters["largest"] == 0


@pytest.mark.parametrize("wanted", [0, 3, 10])
def test_any_part_within_the_limit_is_accepted(wanted: int) -> None:
    line = with_qty_to_ship(a_quantity(10), Decimal(wanted), PIECE, LINE)
    assert line.to_ship == part(wanted)
    assert with_qty_to_invoice(line, Decimal(0), PIECE, LINE).to_invoice == NOTHING


# ------------------------------------------------------------------ changing the quantity


@pytest.mark.parametrize(
    ("shipped", "invoiced", "quantity", "refusal"),
    [
        (5, 0, "4", QuantityBelowShipped),
        (5, 0, "-5", QuantityBelowShipped),
        (5, 0, "0", QuantityBelowShipped),
        (-5, 0, "-4", QuantityAboveShipped),
        (-5, 0, "5", QuantityAboveShipped),
        (0, 5, "4", QuantityBelowInvoiced),
        (0, -5, "-4", QuantityAboveInvoiced),
    ],
)
def test_quantity_cannot_drop_below_what_is_done(
    shipped: int, invoiced: int, quantity: str, refusal: type[FieldRefusal]
) -> None:
    with pytest.raises(refusal, match=f"{abs(shipped or invoiced)}"):
        a_quantity(quantity, shipped=shipped, invoiced=invoiced)


def test_quantity_may_change_sign_while_nothing_is_done() -> None:
    line = with_quantity(a_quantity(5), Decimal(-5), PIECE, LINE, ships_remainder=True)
    assert line.to_ship == line.to_invoice == part(-5)


def test_a_quantity_lowered_to_what_is_shipped_leaves_no_base_quantity() -> None:
    line = ship(ship(a_quantity(3, PACK), 1, PACK), 1, PACK)
    lowered = with_quantity(line, Decimal(2), PACK, LINE, ships_remainder=True)
    assert lowered.outstanding == NOTHING
    assert lowered.whole.base == Decimal("0.66")


def test_a_quantity_that_leaves_nothing_of_the_base_quantity_is_refused() -> None:
    line = ship(a_quantity(5, COARSE), 2, COARSE)
    with pytest.raises(NoBaseQuantityLeft, match="0 PCS"):
        with_quantity(line, Decimal(3), COARSE, LINE, ships_remainder=True)


# ------------------------------------------------------------------ posting


def test_invoice_without_ship_takes_what_was_shipped_before() -> None:
    line = a_quantity(10, shipped=4, invoiced=1)
    assert to_invoice_now(line, PIECE, LINE, ship=False) == part(3)
    assert to_invoice_now(line, PIECE, LINE, ship=True) == part(9)


def test_invoice_without_ship_takes_less_when_less_is_wanted() -> None:
    line = with_qty_to_invoice(a_quantity(10, shipped=4), Decimal(2), PIECE, LINE)
    assert to_invoice_now(line, PIECE, LINE, ship=False) == part(2)


def test_nothing_shipped_means_nothing_to_invoice_without_ship() -> None:
    assert to_invoice_now(a_quantity(10), PIECE, LINE, ship=False) == NOTHING


def test_after_posting_the_rest_is_to_be_shipped() -> None:
    line = with_qty_to_ship(a_quantity(10), Decimal(4), PIECE, LINE)
    posted = after_posting(line, shipped=part(4), invoiced=part(3), ships_remainder=True)
    assert (posted.shipped, posted.invoiced) == (part(4), part(3))
    assert (posted.to_ship, posted.to_invoice) == (part(6), part(7))


@pytest.mark.parametrize(
    ("to_ship", "complete"),
    [((10, 4), False), ((0, 0), True), ((10, 5), True), ((10, 0), False)],
)
def test_shipping_advice_complete(to_ship: tuple[int, int], complete: bool) -> None:
    lines = [
        with_qty_to_ship(a_quantity(whole), Decimal(now), PIECE, LINE)
        for whole, now in zip((10, 5), to_ship, strict=True)
    ]
    assert is_shipped_complete(lines) is complete


def test_an_order_without_inventory_items_is_complete() -> None:
    assert is_shipped_complete([])


# ------------------------------------------------------------------ properties


@given(
    st.integers(-50, 50),
    st.sampled_from([PIECE, PACK, LineUnit(Decimal(12), base_rounding_precision=Decimal(1))]),
    st.lists(st.integers(-50, 50), max_size=8),
)
def test_parts_add_up_to_the_whole_in_both_units(
    quantity: int, unit: LineUnit, wanted: list[int]
) -> None:
    line = a_quantity(quantity, unit)
    for part_wanted in [*wanted, None]:
        largest = line.outstanding.quantity
        try:
            line = ship(line, largest if part_wanted is None else part_wanted, unit)
        except FieldRefusal:
            assume(part_wanted is not None)
    assert line.shipped == line.whole
    assert line.to_ship == NOTHING
    assert line.to_invoice == line.whole
