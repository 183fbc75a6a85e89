"""Which lines fall short, which take from others, and which hang on a late receipt (PF3, PF9)."""

from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy.orm import Session

from desktop.models.supply_words import DemandType, SupplyType, TimeBucket
from desktop.models.words import DefaultYesNo
from desktop.services.availability.buckets import LookAhead
from desktop.services.availability.events import Scope
from desktop.services.availability.stockout import Demand, Severity, Stockout, Watch, stockouts
from tests.builders.items import an_item, some_stock
from tests.services.availability.supply import bought, reserved, sold

WORK_DATE = date(2026, 3, 2)


def march(day: int) -> date:
    return date(2026, 3, day)


@pytest.fixture
def stocked(session: Session) -> Session:
    """Item A."""
    an_item(session, "A")
    return session


def judged(
    session: Session,
    quantity: int,
    day: int,
    *,
    order_no: str | None = "SO9",
    period: str = "",
    bucket: TimeBucket = TimeBucket.DAY,
) -> Stockout | None:
    """What is wrong with line 10000 of an order."""
    demand = Demand(10000, Scope("A"), Decimal(quantity), march(day))
    watch = Watch(WORK_DATE, LookAhead.parse(period, bucket), frozenset(DefaultYesNo), order_no)
    return stockouts(session, [demand], watch).get(10000)


def ordered(session: Session, quantity: int, day: int) -> None:
    """The line that is judged, as it is stored."""
    sold(session, "SO9", quantity, march(day))


@pytest.fixture
def px2(stocked: Session) -> Session:
    """On hand 10, −6 on March 10, +5 on March 20."""
    some_stock(stocked, "A", "10")
    sold(stocked, "SO1", 6, march(10))
    bought(stocked, "PO1", 5, march(20))
    return stocked


def test_a_line_that_falls_short(px2: Session) -> None:
    """PX2."""
    ordered(px2, 8, 12)
    found = judged(px2, 8, 12)
    assert found is not None
    assert (found.severity, found.earliest) == (Severity.SHORT, march(20))
    assert found.shortage == 4
    assert found.figures.available_inventory == 10
    assert found.figures.gross_requirement == 6


def test_a_line_that_is_covered(px2: Session) -> None:
    """PX2."""
    ordered(px2, 4, 12)
    assert judged(px2, 4, 12) is None


def test_a_line_that_takes_from_a_later_order(px2: Session) -> None:
    """PX2: the message names the order that would fall short."""
    ordered(px2, 7, 6)
    found = judged(px2, 7, 6)
    assert found is not None
    assert (found.severity, found.earliest) == (Severity.STEALS, march(20))
    assert found.shortage == 3
    assert found.victim is not None
    assert (found.victim.document_no, found.victim.due) == ("SO1", march(10))


def test_the_old_demand_is_taken_out_with_its_own_date(px2: Session) -> None:
    """Trap 1: a line of 4 on March 20 is moved to the 12th, where only 4 are left."""
    ordered(px2, 4, 20)
    assert judged(px2, 4, 12) is None
    found = judged(px2, 5, 12)
    assert found is not None
    assert found.earliest == march(20)
    assert found.figures.gross_requirement == 6


@pytest.mark.parametrize(
    ("period", "is_seen"), [("", True), ("0D", False), ("3D", False), ("4D", True)]
)
def test_only_what_lies_within_the_look_ahead_is_stolen_from(
    px2: Session, period: str, *, is_seen: bool
) -> None:
    """PF9, trap 3."""
    ordered(px2, 7, 6)
    assert (judged(px2, 7, 6, period=period) is not None) is is_seen


def test_in_a_week_the_demand_that_comes_last_falls_short(stocked: Session) -> None:
    """PF24: inside a bucket receipts come first; the week of March 9 ends with 1 too little."""
    some_stock(stocked, "A", "10")
    sold(stocked, "SO1", 4, march(10))
    sold(stocked, "SO2", 4, march(11))
    bought(stocked, "PO1", 2, march(13))
    ordered(stocked, 5, 4)
    found = judged(stocked, 5, 4, bucket=TimeBucket.WEEK)
    assert found is not None
    assert found.severity is Severity.STEALS
    assert found.victim is not None
    assert found.victim.document_no == "SO2"
    assert judged(stocked, 4, 4, bucket=TimeBucket.WEEK) is None


def test_what_a_line_has_reserved_it_does_not_want_again(px2: Session) -> None:
    """PF9: outstanding less reserved."""
    ordered(px2, 8, 12)
    line = (DemandType.SALES, "SO9", 10000)
    reserved(px2, 4, line, (SupplyType.INVENTORY, "", 1))
    assert judged(px2, 8, 12) is not None
    other = (DemandType.SALES, "SO1", 10000)
    reserved(px2, 4, line, (SupplyType.INVENTORY, "", 1))
    assert judged(px2, 8, 12) is None
    reserved(px2, 2, other, (SupplyType.INVENTORY, "", 1))
    assert judged(px2, 8, 12) is None


def test_an_invoice_sees_what_is_free_on_hand(px2: Session) -> None:
    """PF9: no receipts, no other demand, but not what is reserved either."""
    assert judged(px2, 10, 2, order_no=None) is None
    found = judged(px2, 11, 25, order_no=None)
    assert found is not None
    assert (found.severity, found.earliest) == (Severity.SHORT, None)
    assert found.shortage == 1
    reserved(px2, 3, (DemandType.SALES, "SO1", 10000), (SupplyType.INVENTORY, "", 1))
    assert judged(px2, 8, 2, order_no=None) is not None


def test_an_answer_that_rests_on_a_late_receipt_says_so(stocked: Session) -> None:
    """PF3."""
    bought(stocked, "P-1006", 5, date(2026, 2, 20))
    ordered(stocked, 4, 5)
    found = judged(stocked, 4, 5)
    assert found is not None
    assert found.severity is Severity.OVERDUE
    assert found.overdue is not None
    assert found.overdue.document_no == "P-1006"
    short = judged(stocked, 6, 5)
    assert short is not None
    assert (short.severity, short.overdue) == (Severity.SHORT, None)
    bought(stocked, "PO2", 3, march(9))
    short = judged(stocked, 6, 5)
    assert short is not None
    assert short.overdue is not None
    some_stock(stocked, "A", "4")
    assert judged(stocked, 4, 5) is None


def test_a_linked_special_order_takes_nothing_of_ours(stocked: Session) -> None:
    """PF103."""
    sold(stocked, "SO9", 5, march(5), special_order_purchase_no="PO1")
    assert judged(stocked, 5, 5) is None
