"""Whatever is reserved, cut, moved and received: no end ever has more than there is (PF51)."""

from datetime import date, timedelta
from decimal import Decimal

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.models.promising import Reservation
from desktop.models.purchases import PurchaseLine
from desktop.models.sales import SalesLine
from desktop.models.supply_words import DemandType, PurchaseType, SupplyType
from desktop.models.values.keys import DocumentType
from desktop.services.context import UserContext
from desktop.services.reservations.cutting import (
    cut_demand,
    cut_supply,
    move_demand,
    move_supply_date,
)
from desktop.services.reservations.keys import Demand, Supply
from desktop.services.reservations.moving import move_supply
from desktop.services.reservations.reserving import Wish, auto_reserve
from tests.builders.items import an_item, some_stock
from tests.scenarios.proof_reservations import reservations_hold
from tests.services.availability.supply import bought, sold

FIRST = date(2026, 3, 2)
ORDERS, PURCHASES = ("S1", "S2", "S3"), ("P1", "P2")

steps = st.lists(
    st.one_of(
        st.tuples(st.just("reserve"), st.sampled_from(ORDERS), st.just(0)),
        st.tuples(st.just("quantity"), st.sampled_from(ORDERS), st.integers(0, 9)),
        st.tuples(st.just("date"), st.sampled_from(ORDERS), st.integers(0, 12)),
        st.tuples(st.just("expected"), st.sampled_from(PURCHASES), st.integers(0, 12)),
        st.tuples(st.just("receive"), st.sampled_from(PURCHASES), st.integers(1, 4)),
        st.tuples(st.just("bring"), st.sampled_from(PURCHASES), st.integers(0, 9)),
    ),
    max_size=12,
)


class Office:
    """Three orders, two purchases and some stock of one item, changed as documents would be."""

    def __init__(self, session: Session, context: UserContext) -> None:
        self.session, self.wish = session, Wish(context)
        an_item(session, "A")
        some_stock(session, "A", "5")
        for no, day in zip(ORDERS, (4, 6, 9), strict=True):
            sold(session, no, 4, FIRST + timedelta(day))
        for no, day in zip(PURCHASES, (2, 5), strict=True):
            bought(session, no, 6, FIRST + timedelta(day))

    def do(self, what: str, no: str, figure: int) -> None:
        """Change one thing, and let the reservations follow it."""
        session, day = self.session, FIRST + timedelta(figure)
        demand = Demand(DemandType.SALES, no, 10000)
        supply = Supply(SupplyType.PURCHASE, no, 10000)
        if what == "reserve":
            auto_reserve(session, demand, self.wish)
        elif what == "quantity":
            self._order(no).outstanding_quantity_base = Decimal(figure)
            session.flush()
            cut_demand(session, demand, Decimal(figure))
        elif what == "date":
            self._order(no).shipment_date = day
            session.flush()
            move_demand(session, demand, day)
        elif what == "expected":
            self._purchase(no).expected_receipt_date = day
            session.flush()
            move_supply_date(session, supply, day)
        elif what == "bring":
            self._purchase(no).outstanding_quantity_base = Decimal(figure)
            session.flush()
            cut_supply(session, supply, Decimal(figure))
        else:
            self._receive(no, Decimal(figure))

    def _receive(self, no: str, quantity: Decimal) -> None:
        line = self._purchase(no)
        part = min(quantity, line.outstanding_quantity_base)
        if not part:
            return
        entry = some_stock(self.session, "A", str(part))
        line.outstanding_quantity_base -= part
        self.session.flush()
        supply = Supply(SupplyType.PURCHASE, no, 10000)
        move_supply(self.session, supply, Supply.of_stock(entry.entry_no), part)
        cut_supply(self.session, supply, line.outstanding_quantity_base)

    def _order(self, no: str) -> SalesLine:
        return self.session.get_one(SalesLine, (DocumentType.ORDER, no, 10000))

    def _purchase(self, no: str) -> PurchaseLine:
        return self.session.get_one(PurchaseLine, (PurchaseType.ORDER, no, 10000))


@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(steps=steps)
def test_no_step_breaks_the_invariants(
    session: Session, context: UserContext, steps: list[tuple[str, str, int]]
) -> None:
    point = session.begin_nested()
    office = Office(session, context)
    for step in steps:
        office.do(*step)
        assert list(reservations_hold(session)) == [], step
    point.rollback()
    session.expunge_all()


def test_what_breaks_them_is_found(session: Session, context: UserContext) -> None:
    office = Office(session, context)
    office.do("reserve", "S1", 0)
    row = session.scalars(select(Reservation)).one()
    row.quantity = Decimal(6)
    row.location_code = "MAIN"
    session.flush()

    faults = "\n".join(reservations_hold(session))

    assert "6 are reserved at ('inventory', 1), which has 5" in faults
    assert "which has 4" in faults
    assert "of ('A', None, None)" in faults
