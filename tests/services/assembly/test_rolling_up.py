"""Price and cost of a line from its kit: asked first, and undone like any entry (PF125, CU61)."""

from decimal import Decimal

import pytest

from desktop.errors import ConfirmationCode
from desktop.services.assembly.refusals import NothingToRollUp, RollUpCost, RollUpPrice
from desktop.services.assembly.rolling_up import roll_up_cost, roll_up_price
from desktop.services.sales.exploding import explode_line
from desktop.services.sales.refusals_assembly import NothingToExplodeOnLine
from desktop.services.sales.refusals_lines import LineMissing
from desktop.services.sales.restoring import restore
from tests.builders.kits import KitWorld
from tests.builders.posting_world import sale

D = Decimal


def priced(kits: KitWorld) -> None:
    for no, price in (("A", 9), ("B", 15)):
        kits.put("item", {"no": no}, unit_price=D(price))
    for no, price in (("WORK", 75), ("SETUP", 30)):
        kits.put("resource", {"no": no}, unit_price=D(price))


def test_both_are_asked_and_only_a_yes_changes_the_line(kits: KitWorld) -> None:
    priced(kits)
    order = kits.order(sale("Z", 3, unit_price=100, qty_to_assemble_to_order=3))
    with pytest.raises(RollUpPrice) as price:
        roll_up_price(kits.session, order, 10000, kits.context)
    assert price.value.parameters["after"] == D("80.50")
    with pytest.raises(RollUpCost) as cost:
        roll_up_cost(kits.session, order, 10000, kits.context)
    assert cost.value.parameters["after"] == D("38.33333")
    no = kits.context.with_answer(ConfirmationCode.ROLL_UP_PRICE, yes=False)
    roll_up_price(kits.session, order, 10000, no)
    assert kits.lines(order)[0].unit_price == D(100)


def test_what_was_rolled_up_is_taken_back(kits: KitWorld) -> None:
    priced(kits)
    order = kits.order(sale("Z", 3, unit_price=100, qty_to_assemble_to_order=3))
    before = kits.lines(order)[0].unit_cost_lcy
    yes = kits.context.with_answer(ConfirmationCode.ROLL_UP_COST, yes=True)
    view = roll_up_cost(kits.session, order, 10000, yes)
    assert kits.lines(order)[0].unit_cost_lcy == D("38.33333")
    restore(kits.session, order, view.difference, kits.context)
    assert kits.lines(order)[0].unit_cost_lcy == before


def test_a_line_without_kits_has_nothing_to_roll_up_or_explode(kits: KitWorld) -> None:
    order = kits.order(sale("A", 3))
    with pytest.raises(NothingToRollUp):
        roll_up_price(kits.session, order, 10000, kits.context)
    with pytest.raises(NothingToExplodeOnLine):
        explode_line(kits.session, order, 10000, kits.context)
    with pytest.raises(LineMissing):
        roll_up_cost(kits.session, order, 20000, kits.context)


def test_an_exploded_line_comes_back_with_its_components_gone(kits: KitWorld) -> None:
    priced(kits)
    order = kits.order(sale("Z", 3, unit_price=100))
    view = explode_line(kits.session, order, 10000, kits.context)
    assert [line.no for line in kits.lines(order)] == [None, "A", "B", "WORK", "SETUP"]
    restore(kits.session, order, view.difference, kits.context)
    [line] = kits.lines(order)
    assert (line.no, line.quantity, line.unit_price) == ("Z", D(3), D(100))
