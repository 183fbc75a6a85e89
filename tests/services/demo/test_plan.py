"""The planned year: the same each time, growing, and deliverable from what came in."""

from collections import Counter, defaultdict
from datetime import date
from decimal import Decimal

import pytest

from desktop.models.values.keys import DocumentType
from desktop.services.demo.currencies import first_of_month
from desktop.services.demo.plan import SHIPS_HALF, Step, half_of, history, open_documents
from desktop.services.demo.stock import Shelf, deliveries, receipts
from desktop.services.standard_setup.working_days import swedish_holidays
from tests.services.demo.stories import all_days, buyers, days_until, whole_plan

WORK_DATES = (date(2026, 1, 15), date(2026, 1, 1), date(2026, 3, 1), date(2026, 7, 31))


@pytest.mark.parametrize("work_date", WORK_DATES)
def test_the_same_work_date_gives_the_same_year(work_date: date) -> None:
    assert whole_plan(work_date) == whole_plan(work_date)


@pytest.mark.parametrize("work_date", WORK_DATES)
def test_every_month_of_the_year_has_its_sales(work_date: date) -> None:
    planned = history(work_date, buyers(), days_until(work_date))
    months = Counter(first_of_month(plan.day) for plan in planned)
    assert all(months[first_of_month(work_date, back)] >= 8 for back in range(-12, 0))


@pytest.mark.parametrize("work_date", WORK_DATES)
def test_nothing_is_done_on_a_free_day_or_after_the_work_date(work_date: date) -> None:
    days = set(days_until(work_date))
    for document in whole_plan(work_date):
        assert document.day in days
        assert {day for day, _step in document.steps} <= days


@pytest.mark.parametrize("work_date", WORK_DATES)
def test_no_shelf_is_ever_emptied_beyond_what_came_in(work_date: date) -> None:
    plan, days = whole_plan(work_date), days_until(work_date)
    moves: dict[date, dict[Shelf, Decimal]] = defaultdict(lambda: defaultdict(Decimal))
    for receipt in receipts(plan, days):
        moves[receipt.day][receipt.shelf] += receipt.quantity
    for day, shelf, quantity in deliveries(plan):
        moves[day][shelf] -= quantity
    stock: dict[Shelf, Decimal] = defaultdict(Decimal)
    for day in sorted(moves):
        for shelf, quantity in moves[day].items():
            stock[shelf] += quantity
            assert stock[shelf] >= 0, (day, shelf)


@pytest.mark.parametrize("work_date", WORK_DATES)
def test_a_first_half_always_leaves_something_for_the_second(work_date: date) -> None:
    for document in whole_plan(work_date):
        if SHIPS_HALF & {step for _day, step in document.steps}:
            shipped = [half_of(line) for line in document.lines]
            assert any(shipped)
            assert sum(shipped) < sum(line.quantity for line in document.lines)


def test_there_are_open_orders_in_every_state() -> None:
    work_date = date(2026, 1, 15)
    found = open_documents(buyers(), days_until(work_date), all_days(work_date))
    courses = {tuple(step for _day, step in plan.steps) for plan in found}
    assert courses >= {
        (),
        (Step.RELEASE,),
        (Step.RELEASE, Step.SHIP_HALF),
        (Step.SHIP_AND_INVOICE_HALF,),
        (Step.SHIP,),
    }
    assert any(plan.wish and plan.wish < work_date for plan in found)
    assert sum(plan.type is DocumentType.INVOICE for plan in found) > 5


def test_holidays_are_days_off_besides_weekends() -> None:
    free = swedish_holidays([2026])
    assert free[date(2026, 4, 3)] == "Good Friday"
    assert date(2026, 6, 19) in free
    assert all(day.weekday() < 5 for day in free)
