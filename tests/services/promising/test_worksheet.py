"""What a promise writes onto the requisition worksheet: whose goods, for how much (PF41, PF56)."""

from datetime import date
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.models.currencies import Currency, CurrencyExchangeRate
from desktop.models.items import Item
from desktop.models.promising import RequisitionLine
from desktop.models.sales import SalesHeader, SalesLine
from desktop.models.vendors import ItemVendor, Vendor
from desktop.services.context import UserContext
from desktop.services.promising.requisitions import Worksheet
from desktop.services.promising.session import capable_to_promise
from desktop.services.promising.shown import PromisedLine
from tests.builders.items import an_item
from tests.services.availability.supply import sold
from tests.services.promising.asking import march
from tests.services.promising.test_session import SO1, another_line


def _written(
    session: Session, promises: tuple[PromisedLine, ...], day: date
) -> list[RequisitionLine]:
    worksheet = Worksheet(session, "DEFAULT", promises, day)
    header = session.get_one(SalesHeader, (SO1.type, SO1.no))
    for promised in promises:
        line = session.get_one(SalesLine, (SO1.type, SO1.no, promised.line_no))
        worksheet.write(header, line, promised)
    return list(session.scalars(select(RequisitionLine).order_by(RequisitionLine.line_no)))


def _euros(session: Session, rate: str | None = "10.5") -> None:
    session.add(Currency(code="EUX", unit_amount_precision=Decimal("0.001")))
    session.flush()
    if rate is not None:
        for day, amount in ((date(2026, 1, 1), Decimal(rate)), (date(2026, 4, 1), Decimal(99))):
            session.add(
                CurrencyExchangeRate(
                    currency_code="EUX",
                    starting_date=day,
                    exchange_rate_amount=Decimal(1),
                    relational_amount=amount,
                )
            )
    session.get_one(Vendor, "V1").currency_code = "EUX"
    session.flush()


def _offer(session: Session, cost: str) -> None:
    session.add(
        ItemVendor(
            item_no="A",
            vendor_no="V1",
            variant_code="",
            vendor_item_no="V-A",
            direct_unit_cost=Decimal(cost),
        )
    )
    session.flush()


def _of_one_line(session: Session, context: UserContext) -> RequisitionLine:
    sold(session, "SO1", 10, march(5))
    [line] = _written(session, capable_to_promise(session, SO1, context), context.work_date)
    return line


def test_the_vendors_offer_is_what_is_paid(stocked: Session, context: UserContext) -> None:
    _euros(stocked, None)
    _offer(stocked, "12.3456")
    line = _of_one_line(stocked, context)
    assert (line.vendor_item_no, line.currency_code) == ("V-A", "EUX")
    assert line.direct_unit_cost == Decimal("12.346")


def test_without_an_offer_the_last_cost_counts_in_the_vendors_currency(
    stocked: Session, context: UserContext
) -> None:
    _euros(stocked)
    stocked.get_one(Item, "A").last_direct_cost = Decimal(21)
    line = _of_one_line(stocked, context)
    assert (line.vendor_item_no, line.direct_unit_cost) == ("", Decimal(2))


def test_a_currency_without_a_rate_stops_no_promise(stocked: Session, context: UserContext) -> None:
    """The cost stays open then; the order that is made looks for it."""
    _euros(stocked, None)
    line = _of_one_line(stocked, context)
    assert (line.currency_code, line.direct_unit_cost) == ("EUX", Decimal(0))


def test_as_many_statements_for_many_lines_and_vendors_as_for_one(
    stocked: Session, context: UserContext, statements: list[str]
) -> None:
    _euros(stocked)
    _offer(stocked, "3")
    sold(stocked, "SO1", 10, march(5))
    promises = capable_to_promise(stocked, SO1, context)
    stocked.expire_all()
    del statements[:]
    Worksheet(stocked, "DEFAULT", promises, context.work_date)
    for_one = len(statements)
    for number in range(12):
        code = f"C{number}"
        stocked.add(Currency(code=code))
        stocked.flush()
        stocked.add(Vendor(no=f"W{number}", name=code, currency_code=code))
        stocked.flush()
        an_item(stocked, f"B{number}", vendor_no=f"W{number}")
        another_line(stocked, 20000 + number, 3, march(9), f"B{number}")
    promises = capable_to_promise(stocked, SO1, context)
    assert len(promises) == 13
    stocked.expire_all()
    del statements[:]
    Worksheet(stocked, "DEFAULT", promises, context.work_date)
    assert len(statements) == for_one <= 6
