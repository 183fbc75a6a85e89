"""What can be promised from stock and from what is on its way: PX7–PX14, PX32 (PF20–PF31)."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.models.supply_words import TimeBucket
from desktop.models.values.date_formula import DateFormula
from desktop.models.words import Weekday
from desktop.services.calendars.date_chain import ChainTerms, LineDates
from desktop.services.calendars.working_days import EVERY_DAY
from desktop.services.promising.atp import parts_by_availability, profile_of
from desktop.services.promising.dates import (
    first_shipment_date,
    promised_dates,
    requested_shipment_date,
)
from desktop.services.promising.lines import Kit, Method, Part, Purchase, Source
from desktop.services.promising.ranking import LineKey
from tests.services.calendars.calendars import MON_FRI, closed_on
from tests.services.promising.asking import (
    WORK_DATE,
    balance,
    day_of,
    days,
    demand,
    line,
    look_ahead,
    march,
    part,
    promised,
    stocks,
    supplies,
)

AGENT = closed_on("AGENT", Weekday.SUNDAY)
CHAIN = ChainTerms(
    location=MON_FRI,
    agent=AGENT,
    outbound_handling_time=DateFormula.parse("1D"),
    shipping_time=DateFormula.parse("2D"),
)


@pytest.mark.parametrize(
    ("receipt", "shipment", "planned", "delivery"),
    [(6, 9, 10, 12), (13, 13, 16, 18), (14, 16, 17, 19)],
)
def test_a_wish_and_its_chain(receipt: int, shipment: int, planned: int, delivery: int) -> None:
    """PX7."""
    wish = LineDates(requested_delivery_date=march(12), shipment_date=march(2))
    requested = requested_shipment_date(wish, CHAIN)
    assert day_of(requested) == 9
    start = first_shipment_date(requested, WORK_DATE)
    at = stocks(A=balance(6, [(receipt, 10)]))
    (found,) = promised(at, [line(10000, 10, start.day)])
    assert found.earliest_shipment_date == march(shipment)
    dates = promised_dates(wish, march(shipment), CHAIN)
    assert dates.planned_shipment_date == march(planned)
    assert dates.planned_delivery_date == march(delivery)


def test_the_first_date() -> None:
    """PF21: never before the wish, unless as soon as possible; never before the work date."""
    assert first_shipment_date(march(9), WORK_DATE) == march(9)
    assert first_shipment_date(march(9), WORK_DATE, as_soon_as_possible=True) == WORK_DATE
    assert first_shipment_date(march(-5), WORK_DATE) == first_shipment_date(None, WORK_DATE)
    no_wish = LineDates(shipment_date=march(5))
    assert requested_shipment_date(no_wish, CHAIN) == march(5)
    assert promised_dates(no_wish, march(5), CHAIN).planned_delivery_date == march(9)


PX8 = [(2, 20), (2, -10), (12, -10), (23, 10), (44, 10)]
PX10 = [(3, 3), (16, -10)]
PX12 = [(9, -6), (11, 5), (13, 4)]
WEEK, DAY = TimeBucket.WEEK, TimeBucket.DAY


@pytest.mark.parametrize(
    ("stock", "events", "need", "start", "ahead", "expected"),
    [
        pytest.param(0, PX8, 10, 23, ("", DAY), 23, id="PX8"),
        pytest.param(0, [(23, 20), (44, 20)], 40, 12, ("", DAY), 44, id="PX8 two receipts"),
        pytest.param(10, PX10, 5, 2, ("", DAY), None, id="PX10"),
        pytest.param(10, PX10, 3, 2, ("", DAY), 2, id="PX10 need 3"),
        pytest.param(0, [(5, 5), (9, -5), (20, 5)], 5, 2, ("", DAY), 20, id="PX10 not sold twice"),
        pytest.param(0, [(12, 20)], 20, 2, ("", DAY), 12, id="PX11"),
        pytest.param(0, [(12, 20)], 20, 2, ("0D", DAY), None, id="PX11 0D"),
        pytest.param(0, [(12, 20)], 20, 2, ("8D", DAY), None, id="PX11 8D"),
        pytest.param(0, [(12, 20)], 20, 2, ("2W", DAY), 12, id="PX11 2W"),
        pytest.param(0, [(12, 20)], 20, 2, ("8D", WEEK), 12, id="PX11 8D weeks"),
        *(
            pytest.param(4, PX12, need, start, ("", bucket), expected, id=f"PX12 {start} {need}")
            for bucket, start, need, expected in [
                (DAY, 4, 2, 11), (DAY, 4, 4, 13), (DAY, 9, 7, 13),
                (WEEK, 4, 2, 4), (WEEK, 4, 4, 4), (WEEK, 4, 7, 13),
                (WEEK, 9, 2, 11), (WEEK, 9, 4, 13), (WEEK, 9, 7, 13),
            ]
        ),
        pytest.param(0, [], 0, 9, ("", DAY), 9, id="PF27 nothing needed"),
    ],
)  # fmt: skip
def test_dates(
    stock: int,
    events: list[tuple[int, int]],
    need: int,
    start: int,
    ahead: tuple[str, TimeBucket],
    expected: int | None,
) -> None:
    seen = look_ahead(*ahead)
    at = stocks(seen, A=balance(stock, events, seen))
    assert days(promised(at, [line(1, need, start, location=EVERY_DAY)])) == [expected]


@pytest.mark.parametrize(
    ("asked", "events", "is_promised", "expected"),
    [(2, [], False, 5), (1, [], False, None), (2, [], True, None), (2, [(24, 6)], True, 24)],
)
def test_the_earlier_wish_comes_first_but_not_before_a_promise(
    asked: int, events: list[tuple[int, int]], is_promised: bool, expected: int | None
) -> None:
    """PX9: each of the lines is asked alone."""
    lines = {1: line(1, 10, 16), 2: line(2, 4, 5)}
    demands = [demand(lines[1], promised=is_promised), demand(lines[2])]
    at = stocks(A=balance(10, events))
    assert days(promised(at, [lines[asked]], demands=demands)) == [expected]


def test_two_lines_of_an_order_do_not_get_the_same_goods() -> None:
    """PX13."""
    lines = [line(10000, 5, 5), line(20000, 5, 5)]
    found = promised(stocks(A=balance(5)), lines)
    assert days(found) == [5, None]
    assert [each.unavailable_quantity for each in found] == [0, 5]
    reserved = replace(lines[1], need=Decimal(0))
    assert days(promised(stocks(A=balance(0)), [lines[0], reserved])) == [None, 5]


def test_an_answered_wish_counts_once() -> None:
    """PF28: the third line sees the first on its new date only."""
    lines = [line(1, 5, 3), line(2, 3, 4), line(3, 2, 5)]
    assert days(promised(stocks(A=balance(0, [(6, 10)])), lines)) == [6, 6, 6]


@pytest.mark.parametrize(
    ("purchase", "start", "expected"),
    [
        (Purchase(march(12)), 5, 12),
        (Purchase(march(12)), 20, 20),
        (Purchase(march(12), is_received=True), 5, 5),
        (None, 5, None),
    ],
)
@pytest.mark.parametrize("source", [Source.SPECIAL_ORDER, Source.DROP_SHIPMENT])
def test_what_is_bought_for_the_customer(
    purchase: Purchase | None, start: int, expected: int | None, source: Source
) -> None:
    """PX14: another receipt of the item does not matter."""
    at = stocks(A=balance(0, [(5, 100)]))
    asked = line(1, 5, start, source=source, purchase=purchase)
    (found,) = promised(at, [asked], demands=[])
    assert day_of(found.earliest_shipment_date) == expected


@pytest.mark.parametrize(
    ("reserved_until", "expected"), [(None, 5), (march(3), 5), (march(12), 12), (march(14), 16)]
)
def test_not_before_its_own_reservations(reserved_until: date | None, expected: int) -> None:
    """PF26: the 14th is a Saturday."""
    asked = line(1, 0, 5, reserved_until=reserved_until)
    assert days(promised(stocks(), [asked])) == [expected]


def kit(*parts: tuple[str, int]) -> Kit:
    return Kit(Decimal(4), tuple(Part(part(no, 1), Decimal(needed)) for no, needed in parts))


@pytest.mark.parametrize(
    ("needed", "expected"),
    [([("A", 8)], 19), ([("A", 6)], 5), ([("A", 6), ("A", 3)], 19), ([("A", 17)], None)],
)
def test_a_kit_for_the_order(needed: list[tuple[str, int]], expected: int | None) -> None:
    """PX32: the work starts when all parts are there; the same part twice is taken twice."""
    at = stocks(A=balance(6, [(16, 10)]))
    known = supplies({"K": []}, K="1D", A="")
    asked = line(1, 0, 5, "K", kit=kit(*needed))
    found = promised(at, [asked], known=known)
    assert days(found) == [expected]


@pytest.mark.parametrize(("receipt", "expected"), [(10, 19), (24, 24), (None, None)])
def test_a_mixed_line_takes_the_later_date(receipt: int | None, expected: int | None) -> None:
    """PF27: a part is put together for the 19th, two come from stock."""
    kits = balance(0, [] if receipt is None else [(receipt, 2)])
    at = stocks(A=balance(6, [(16, 10)]), K=kits)
    known = supplies({"K": []}, K="1D", A="")
    assert days(promised(at, [line(1, 2, 5, "K", kit=kit(("A", 8)))], known=known)) == [expected]


def test_parts_of_a_promised_kit_are_not_promised_again() -> None:
    """PF28: four kits take 8 of the 16."""
    at = stocks(A=balance(6, [(16, 10)]))
    lines = [line(1, 0, 5, "K", kit=kit(("A", 8))), line(2, 9, 5), line(3, 8, 5)]
    assert days(promised(at, lines, known=supplies({"K": []}, K="1D", A=""))) == [19, None, None]


@pytest.mark.parametrize(
    ("stock", "events", "need", "expected"),
    [
        (6, [(9, 3), (14, 20)], 12, [(5, 6), (9, 3), (16, 3)]),
        (0, [(14, 2), (16, 3)], 5, [(16, 5)]),
        (6, [(9, 3)], 12, [(5, 6), (9, 3)]),
        (9, [(7, -4), (9, 3)], 8, [(5, 5), (9, 3)]),
        (-3, [], 2, []),
    ],
)
def test_a_line_is_split_by_what_comes(
    stock: int, events: list[tuple[int, int]], need: int, expected: list[tuple[int, int]]
) -> None:
    """PF29: the 14th is a Saturday, so its goods go on the 16th."""
    asked = line(1, need, 5)
    profile = profile_of(stocks(A=balance(stock, events)), asked)
    parts = parts_by_availability(asked.need, profile, MON_FRI)
    assert [(day_of(part.day), int(part.quantity)) for part in parts] == expected


# ------------------------------------------------------------------------------------ properties

EVENTS = st.lists(st.tuples(st.integers(2, 28), st.integers(-6, 8)), max_size=8)
LINES = st.lists(
    st.tuples(st.integers(1, 9), st.integers(1, 25), st.booleans()), min_size=1, max_size=5
)


def free_by_day(stock: int, events: list[tuple[int, int]]) -> dict[int, int]:
    """The balance at the end of each day, counted day by day."""
    return {day: stock + sum(q for at, q in events if at <= day) for day in range(2, 45)}


@settings(max_examples=60, deadline=None)
@given(stock=st.integers(0, 10), events=EVENTS, need=st.integers(1, 12), start=st.integers(2, 25))
def test_the_date_is_that_of_a_count_day_by_day(
    stock: int, events: list[tuple[int, int]], need: int, start: int
) -> None:
    """PF30."""
    free = free_by_day(stock, events)
    expected = next(
        (
            day
            for day in range(start, 45)
            if all(free[later] >= need for later in free if later >= day)
        ),
        None,
    )
    at = stocks(A=balance(stock, events))
    assert days(promised(at, [line(1, need, start, location=EVERY_DAY)])) == [expected]


@settings(max_examples=60, deadline=None)
@given(stock=st.integers(0, 10), events=EVENTS, asked=LINES)
def test_promises_are_kept(
    stock: int, events: list[tuple[int, int]], asked: list[tuple[int, int, bool]]
) -> None:
    """PF30: nothing promised falls shorter, supply suffices, and asking again changes nothing."""
    lines = [line(no, need, start) for no, (need, start, _) in enumerate(asked, 1)]
    given_dates = {
        each.key: each.original_shipment_date
        for each, (_, _, is_promised) in zip(lines, asked, strict=True)
        if is_promised
    }
    new = [each for each in lines if each.key not in given_dates]
    demands = [demand(each, promised=each.key in given_dates) for each in lines]
    found = promised(stocks(A=balance(stock, events)), new, demands=demands)

    def at_day(dates: Mapping[LineKey, date | None]) -> dict[int, int]:
        taken = [
            (day_of(dates[each.key]), -int(each.need))
            for each in lines
            if dates.get(each.key) is not None
        ]
        return free_by_day(stock, [*events, *((max(day or 2, 2), q) for day, q in taken)])

    before = at_day(given_dates)
    accepted = {each.key: each.earliest_shipment_date for each in found}
    after = at_day({**given_dates, **accepted})
    assert all(after[day] >= min(before[day], 0) for day in after)

    again_demands = [
        demand(each, day=accepted[each.key], promised=True)
        if accepted.get(each.key)
        else demand(each, promised=each.key in given_dates)
        for each in lines
    ]
    again = promised(stocks(A=balance(stock, events)), new, demands=again_demands)
    for first, second in zip(found, again, strict=True):
        if first.earliest_shipment_date is not None:
            assert second.earliest_shipment_date == first.earliest_shipment_date
    assert all(each.method is Method.ATP for each in found)
