"""What can be promised with new purchases and assemblies: PX15–PX18 (PF32–PF38)."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.models.supply_words import TimeBucket
from desktop.models.values.date_formula import DateFormula
from desktop.services.promising.lines import (
    Component,
    Kit,
    LineToPromise,
    Method,
    Part,
    Promise,
    Proposal,
    Purchase,
    Source,
    Supplies,
)
from desktop.services.promising.refusals import PromiseOfCycle, PromiseTooDeep
from desktop.services.promising.stocks import Stocks
from tests.services.promising.asking import (
    balance,
    day_of,
    days,
    flat,
    line,
    look_ahead,
    march,
    part,
    promised,
    scope,
    stocks,
    supplies,
)


def capable(at: Stocks, known: Supplies, *lines: LineToPromise) -> list[Promise]:
    return promised(at, lines, Method.CTP, known)


@pytest.mark.parametrize(
    ("events", "expected", "proposals"),
    [
        ([], 16, [("A", 4, 3, 12, 16)]),
        ([(12, 4)], 12, []),
        ([(10, 3)], 16, [("A", 1, 3, 12, 16)]),
        ([(12, 3), (13, 1)], 13, []),
    ],
)
def test_only_what_is_short_is_bought(
    events: list[tuple[int, int]], expected: int, proposals: list[tuple[object, ...]]
) -> None:
    """PX15."""
    (found,) = capable(stocks(A=balance(6, events)), supplies(A="1W"), line(1, 10, 5))
    assert day_of(found.earliest_shipment_date) == expected
    assert flat(found.proposals) == proposals
    assert found.unavailable_quantity == 4


def two_levels(*, c_is_critical: bool = True) -> Supplies:
    bom = {
        "K": [part("A", 2), part("S", 1), part("B", 4, critical=False)],
        "S": [part("C", 3, critical=c_is_critical)],
    }
    return supplies(bom, K="1D", S="1D", A="5D", C="5D", B="5D")


K_AND_S = [("K", 5, 17, 18, 20), ("S", 4, 12, 13, 17), ("C", 3, 3, 10, 12)]


@pytest.mark.parametrize(
    ("receipt", "critical", "expected", "proposals"),
    [
        ([(9, 10)], True, 20, K_AND_S),
        ([], True, 20, [K_AND_S[0], ("A", 4, 5, 12, 17), *K_AND_S[1:]]),
        ([(9, 10)], False, 12, [("K", 5, 9, 10, 12), ("S", 4, 4, 5, 9)]),
    ],
)
def test_two_levels(
    receipt: list[tuple[int, int]],
    critical: bool,
    expected: int,
    proposals: list[tuple[object, ...]],
) -> None:
    """PX16."""
    at = stocks(A=balance(6, receipt), S=balance(1), C=balance(9))
    known = two_levels(c_is_critical=critical)
    (found,) = capable(at, known, line(1, 5, 2, "K"))
    assert day_of(found.earliest_shipment_date) == expected
    assert flat(found.proposals) == proposals
    needs = {need.scope.item_no: need for need in found.proposals[0].components}
    assert needs["B"].quantity == 20
    assert not needs["B"].critical
    assert needs["B"].supplied_by is None


def test_a_shared_component_is_not_used_twice() -> None:
    """PX17."""
    known = supplies({"K2": [part("A", 2)]}, K2="1D", A="5D")
    lines = line(1, 3, 2, "K2"), line(2, 2, 2, "K2")
    found = capable(stocks(A=balance(6)), known, *lines)
    assert days(found) == [6, 17]
    assert [each for each in flat(found[1].proposals) if each[0] == "A"] == [("A", 4, 3, 10, 12)]


def test_without_lead_time() -> None:
    """PX18: offset, inbound handling and safety of a day each."""
    (found,) = capable(stocks(), supplies(A=""), line(1, 1, 2))
    assert day_of(found.earliest_shipment_date) == 5


def test_what_holds_a_promise_up_is_named() -> None:
    """PF34: nothing within the horizon; the stocks are as before."""
    at = stocks(A=balance(6), S=balance(1), C=balance(9))
    known = replace(two_levels(), horizon=march(19))
    (found,) = capable(at, known, line(1, 5, 2, "K"))
    assert found.earliest_shipment_date is None
    assert not found.proposals
    assert found.blocked is not None
    assert found.blocked.path == ("K", "S", "C")
    assert found.blocked.item_no == "C"
    assert found.blocked.earliest_order_date == march(3)
    assert found.blocked.needed_order_date < march(3)
    assert [at.of(scope(no)).on(march(40)) for no in "ASC"] == [6, 1, 9]


@pytest.mark.parametrize(
    ("source", "expected", "proposal"),
    [
        (Source.DROP_SHIPMENT, 12, ("A", 10, 3, 12, 12)),
        (Source.SPECIAL_ORDER, 16, ("A", 10, 3, 12, 16)),
    ],
)
def test_what_is_bought_for_the_customer_does_not_look_at_stock(
    source: Source, expected: int, proposal: tuple[object, ...]
) -> None:
    """PF36, PF16."""
    asked = line(1, 10, 5, source=source)
    (found,) = promised(stocks(A=balance(99)), [asked], Method.CTP, supplies(A="1W"))
    assert day_of(found.earliest_shipment_date) == expected
    assert flat(found.proposals) == [proposal]
    assert found.proposals[0].source is source
    linked = replace(asked, purchase=Purchase(march(13)))
    (found,) = promised(stocks(A=balance(99)), [linked], Method.CTP, supplies(A="1W"))
    assert (day_of(found.earliest_shipment_date), found.proposals) == (13, ())


@pytest.mark.parametrize(
    ("critical", "expected", "bought"), [(True, 17, [("A", 2, 3, 10, 12)]), (False, 5, [])]
)
def test_parts_of_a_kit_for_the_order_are_bought(
    critical: bool, expected: int, bought: list[tuple[object, ...]]
) -> None:
    """PF36: proposals for the components only."""
    kit = Kit(Decimal(4), (Part(part("A", 2, critical=critical), Decimal(8)),))
    known = supplies({"K": []}, K="1D", A="5D")
    (found,) = capable(stocks(A=balance(6)), known, line(1, 0, 2, "K", kit=kit))
    assert days([found]) == [expected]
    assert not found.proposals
    assert flat(need.supplied_by for need in found.needs if need.supplied_by) == bought


def test_within_a_week_the_promise_waits_for_the_receipt() -> None:
    """PF25 with weeks: a promise with supply is never before that of what exists."""
    weekly = look_ahead("", TimeBucket.WEEK)
    at = stocks(weekly, A=balance(0, [(13, 5)], weekly))
    assert days(capable(at, supplies(A="5W"), line(1, 5, 9))) == [13]


def test_a_component_is_rounded_to_its_unit() -> None:
    """PF113: 3 × 0.335 pieces are one."""
    whole = Component("A", Decimal("0.335"), critical=True, precision=Decimal(1))
    known = supplies({"K": [whole]}, K="", A="")
    (found,) = capable(stocks(), known, line(1, 3, 2, "K"))
    assert [each[:2] for each in flat(found.proposals)] == [("K", 3), ("A", 1)]


def test_a_component_is_due_before_the_work() -> None:
    """PF15."""
    early = Component("A", Decimal(1), critical=True, lead_time_offset=DateFormula.parse("2D"))
    (found,) = capable(stocks(A=balance(0, [(11, 1)])), supplies({"K": [early]}, K="", A="9W"),
                       line(1, 1, 2, "K"))  # fmt: skip
    assert (day_of(found.proposals[0].order_date), days([found])) == (13, [17])


def chain(levels: int) -> dict[str, list[Component]]:
    return {f"I{no}": [part(f"I{no + 1}", 1)] for no in range(levels)}


def test_endless_and_very_deep_kits_are_refused() -> None:
    """The refusals of 03 §4."""
    endless = {"K": [part("S", 1)], "S": [part("T", 1)], "T": [part("S", 1)]}
    with pytest.raises(PromiseOfCycle) as cycle:
        capable(stocks(), supplies(endless, K="", S="", T=""), line(1, 1, 2, "K"))
    assert cycle.value.parameters["path"] == "S → T → S"
    with pytest.raises(PromiseTooDeep) as deep:
        capable(stocks(), supplies(chain(51)), line(1, 1, 2, "I0"))
    assert str(deep.value.parameters["path"]).startswith("I0 → I1 → ")
    leads = {f"I{no}": "" for no in range(51)}
    assert days(capable(stocks(), supplies(chain(50), **leads), line(1, 1, 2, "I0"))) != [None]


# ------------------------------------------------------------------------------------ properties

STOCK = st.fixed_dictionaries({no: st.integers(0, 9) for no in ("A", "S", "C", "K")})


def every(proposals: tuple[Proposal, ...]) -> Iterator[Proposal]:
    for each in proposals:
        yield each
        for need in each.components:
            if need.supplied_by is not None:
                yield from every((need.supplied_by,))


@settings(max_examples=40, deadline=None)
@given(
    stock=STOCK,
    receipt=st.integers(2, 20),
    wants=st.lists(st.tuples(st.integers(1, 6), st.sampled_from("KSA")), min_size=1, max_size=3),
)
def test_what_is_proposed_suffices(
    stock: dict[str, int], receipt: int, wants: list[tuple[int, str]]
) -> None:
    """PF33, PF34: simulated, no critical item ever falls short, and no day before would do."""
    known = two_levels()

    def opened() -> Stocks:
        held = {no: balance(there) for no, there in stock.items()}
        held["A"].add(march(receipt), Decimal(5))
        return stocks(**held)

    lines = [line(no, need, 2, item) for no, (need, item) in enumerate(wants, 1)]
    found = capable(opened(), known, *lines)
    simulated = opened()
    for asked, promise in zip(lines, found, strict=True):
        assert promise.earliest_shipment_date is not None
        simulated.of(asked.scope).add(promise.earliest_shipment_date, -asked.need)
        for each in every(promise.proposals):
            assert each.order_date >= known.promise_start
            simulated.of(each.scope).add(each.due_date, each.quantity)
            for need in each.components:
                simulated.of(need.scope).add(need.due_date, -need.quantity)
    for no in "KSAC":
        assert simulated.of(scope(no)).lowest_from(march(2)) >= 0
    first = found[0].earliest_shipment_date
    assert first is not None
    earlier = replace(known, horizon=march((day_of(first) or 0) - 1))
    before = capable(opened(), earlier, lines[0])[0].earliest_shipment_date
    assert before is None or first == march(2)
