"""Lines, stock and kits of the worked examples of promising, in days of March 2026."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from desktop.models.supply_words import TimeBucket
from desktop.models.values.date_formula import DateFormula
from desktop.models.values.numbers import ZERO
from desktop.models.words import ReplenishmentSystem, Weekday
from desktop.services.availability.balance import Balance
from desktop.services.availability.buckets import LookAhead
from desktop.services.availability.lead_times import SupplyTimes
from desktop.services.items.stock import Scope
from desktop.services.promising.lines import (
    Component,
    LineToPromise,
    Method,
    Promise,
    Proposal,
    Supplies,
)
from desktop.services.promising.ranking import LineKey, Rank, SalesDemand
from desktop.services.promising.stocks import Stocks
from desktop.services.promising.trial import Trial
from tests.services.calendars.calendars import MON_FRI, closed_on

WORK_DATE = date(2026, 3, 2)
PROMISE_START = date(2026, 3, 3)
HORIZON = date(2027, 3, 3)
V1 = closed_on("V1", Weekday.SATURDAY, Weekday.SUNDAY, dates=("2026-03-13",))
UNLIMITED = LookAhead()

Events = Iterable[tuple[int, int]]


def march(day: int) -> date:
    """A day of March 2026; 32 is the 1st of April."""
    return date(2026, 2, 28) + timedelta(days=day)


def day_of(found: date | None) -> int | None:
    """The same, read back."""
    return None if found is None else (found - date(2026, 2, 28)).days


def look_ahead(period: str = "", bucket: TimeBucket = TimeBucket.DAY) -> LookAhead:
    return LookAhead.parse(period, bucket)


def scope(item_no: str = "A") -> Scope:
    return Scope(item_no)


def balance(stock: int, events: Events = (), ahead: LookAhead = UNLIMITED) -> Balance:
    """Stock, and `(day, quantity)` of what comes and goes."""
    made = Balance(WORK_DATE, Decimal(stock), ahead)
    for day, quantity in events:
        made.add(march(day), Decimal(quantity))
    return made


def stocks(ahead: LookAhead = UNLIMITED, /, **items: Balance) -> Stocks:
    """The balances of items by their number."""
    return Stocks(WORK_DATE, {scope(no): made for no, made in items.items()}, ahead)


def line(no: int, need: int, start: int, item_no: str = "A", **more: object) -> LineToPromise:
    """A line of the order SO1 that is wanted on a day."""
    wanted = max(march(start), WORK_DATE)
    made = LineToPromise(
        key=LineKey("SO1", no),
        rank=Rank(march(start), WORK_DATE, "SO1", no),
        scope=scope(item_no),
        quantity=Decimal(need),
        need=Decimal(need),
        start=wanted,
        original_shipment_date=march(start),
        location=MON_FRI,
    )
    return replace(made, **more)  # type: ignore[arg-type]  # fields by name


def demand(of: LineToPromise, *, day: date | None = None, promised: bool = False) -> SalesDemand:
    """What a line takes while nothing else is promised for it."""
    at = day or of.original_shipment_date
    return SalesDemand(of.key, of.rank, of.scope, at, of.need, promised)


def times(lead: str = "", *, assembled: bool = False) -> SupplyTimes:
    """Location Mon–Fri, vendor V1, inbound and safety a day each."""
    return SupplyTimes(
        replenishment=ReplenishmentSystem.ASSEMBLY if assembled else ReplenishmentSystem.PURCHASE,
        lead_time=DateFormula.parse(lead) if lead else DateFormula(),
        inbound_handling_time=DateFormula.parse("1D"),
        safety_lead_time=DateFormula.parse("1D"),
        location=MON_FRI,
        vendor=None if assembled else V1,
    )


def supplies(bom: Mapping[str, Sequence[Component]] | None = None, /, **leads: str) -> Supplies:
    """Items with their lead times; those with a bill of materials are put together."""
    made = {no: tuple(parts) for no, parts in (bom or {}).items()}
    return Supplies(
        promise_start=PROMISE_START,
        horizon=HORIZON,
        times={scope(no): times(lead, assembled=no in made) for no, lead in leads.items()},
        bom=made,
    )


def part(item_no: str, quantity: int | str, *, critical: bool = True) -> Component:
    return Component(item_no, Decimal(quantity), critical=critical)


def promised(
    at: Stocks,
    lines: Sequence[LineToPromise],
    method: Method = Method.ATP,
    known: Supplies | None = None,
    demands: Iterable[SalesDemand] = (),
) -> list[Promise]:
    """The answers in the order of the lines; each line's own demand is added when it is missing."""
    given = list(demands)
    keys = {each.key for each in given}
    given += [demand(each) for each in lines if each.key not in keys and each.need > ZERO]
    questions = [replace(each, method=method) for each in lines]
    found = {each.key: each for each in Trial(at, given, known or supplies()).promises(questions)}
    return [found[each.key] for each in lines]


def days(promises: Iterable[Promise]) -> list[int | None]:
    return [day_of(each.earliest_shipment_date) for each in promises]


def flat(
    proposals: Iterable[Proposal],
) -> list[tuple[object, ...]]:
    """Every proposal with those for its components: item, quantity, order, ending, due."""
    found: list[tuple[object, ...]] = []
    for each in proposals:
        dates = (each.order_date, each.ending_date, each.due_date)
        found.append((each.scope.item_no, each.quantity, *map(day_of, dates)))
        found += flat(need.supplied_by for need in each.components if need.supplied_by)
    return found
