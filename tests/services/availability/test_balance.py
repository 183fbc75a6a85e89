"""The balance over time against a day-by-day count, and the worked examples (PF23–PF31)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.models.supply_words import TimeBucket
from desktop.services.availability.balance import Balance, Step
from desktop.services.availability.buckets import LookAhead, bucket_end, bucket_no

WORK_DATE = date(2026, 3, 2)
Events = Iterable[tuple[int, int]]


def march(day: int) -> date:
    """A day of March 2026; 44 is the 13th of April."""
    return date(2026, 3, 1) + timedelta(days=day - 1)


def balance_of(
    stock: int, events: Events = (), bucket: TimeBucket = TimeBucket.DAY, period: str = ""
) -> Balance:
    """A balance of `(day of March, quantity)` events."""
    made = Balance(WORK_DATE, Decimal(stock), LookAhead.parse(period, bucket))
    for day, quantity in events:
        made.add(march(day), Decimal(quantity))
    return made


def earliest(balance: Balance, need: int, start: int) -> int | None:
    """The day of March (44 = April 13) on which a need is met."""
    end = balance.look_ahead.end(march(start))
    found = balance.earliest(Decimal(need), march(start), end)
    return None if found is None else (found - date(2026, 2, 28)).days


PX1 = [(4, -6), (10, 12), (12, -14), (20, -4), (25, 8)]


def test_free_balance_and_what_can_be_added() -> None:
    """PX1."""
    balance = balance_of(15, PX1)
    assert [balance.on(march(day)) for day in (2, 4, 10, 12, 20, 25)] == [15, 9, 21, 7, 3, 11]
    assert [balance.lowest_from(march(day)) for day in (5, 10, 25)] == [3, 3, 11]
    assert balance.profile(march(5)) == (Step(march(5), Decimal(3)), Step(march(25), Decimal(11)))


def test_overdue_and_undated_events_count_on_the_work_date() -> None:
    """PF3."""
    balance = balance_of(0, [(-20, 5)])
    balance.add(None, Decimal(-2))
    assert balance.on(march(1)) == balance.on(march(2)) == 3
    assert balance.lowest_from(date(2020, 1, 1)) == 3


@pytest.mark.parametrize(
    ("stock", "events", "need", "start", "day"),
    [
        pytest.param(10, [(10, -6), (20, 5)], 8, 12, 20, id="PX2 short"),
        pytest.param(10, [(10, -6), (20, 5)], 4, 12, 12, id="PX2 enough"),
        pytest.param(10, [(10, -6), (20, 5)], 7, 6, 20, id="PX2 steals"),
        pytest.param(6, [(6, 10)], 10, 9, 9, id="PX7 before the start"),
        pytest.param(6, [(13, 10)], 10, 9, 13, id="PX7 on a Friday"),
        pytest.param(6, [(14, 10)], 10, 9, 14, id="PX7 on a Saturday"),
        pytest.param(0, [(2, 10), (12, -10), (23, 10), (44, 10)], 10, 23, 23, id="PX8 own date"),
        pytest.param(0, [(23, 20), (44, 20)], 40, 12, 44, id="PX8 two receipts"),
        pytest.param(10, [(3, 3), (16, -10)], 5, 2, None, id="PX10 never"),
        pytest.param(10, [(3, 3), (16, -10)], 3, 2, 2, id="PX10 at once"),
        pytest.param(0, [(5, 5), (9, -5), (20, 5)], 5, 2, 20, id="PX10 the second receipt"),
        pytest.param(0, [], 0, 5, 5, id="no need"),
    ],
)
def test_the_earliest_date(
    stock: int, events: list[tuple[int, int]], need: int, start: int, day: int | None
) -> None:
    """PX2, PX7, PX8, PX10."""
    assert earliest(balance_of(stock, events), need, start) == day


@pytest.mark.parametrize(
    ("period", "bucket", "day"),
    [
        ("", TimeBucket.DAY, 12),
        ("0D", TimeBucket.DAY, None),
        ("5D", TimeBucket.DAY, None),
        ("8D", TimeBucket.DAY, None),
        ("2W", TimeBucket.DAY, 12),
        ("8D", TimeBucket.WEEK, 12),
    ],
)
def test_the_horizon(period: str, bucket: TimeBucket, day: int | None) -> None:
    """PX11: a blank look-ahead is unlimited, 0D is none (trap 3)."""
    assert earliest(balance_of(0, [(12, 20)], bucket, period), 20, 2) == day


@pytest.mark.parametrize(
    ("bucket", "start", "need", "day"),
    [
        (TimeBucket.DAY, 4, 2, 11),
        (TimeBucket.DAY, 4, 4, 13),
        (TimeBucket.DAY, 4, 7, 13),
        (TimeBucket.DAY, 9, 2, 11),
        (TimeBucket.DAY, 9, 4, 13),
        (TimeBucket.DAY, 9, 7, 13),
        (TimeBucket.WEEK, 4, 2, 4),
        (TimeBucket.WEEK, 4, 4, 4),
        (TimeBucket.WEEK, 9, 2, 11),
        (TimeBucket.WEEK, 9, 4, 13),
        (TimeBucket.WEEK, 4, 7, 13),
        (TimeBucket.WEEK, 9, 7, 13),
    ],
)
def test_weeks_are_netted(bucket: TimeBucket, start: int, need: int, day: int) -> None:
    """PX12."""
    assert earliest(balance_of(4, [(9, -6), (11, 5), (13, 4)], bucket), need, start) == day


def test_what_is_tried_on_a_copy_stays_there() -> None:
    balance = balance_of(4, [(9, -6), (11, 5)], TimeBucket.WEEK)
    trial = balance.copy()
    trial.add(march(4), Decimal(7))
    trial.add_stock(Decimal(1))
    assert [trial.available, balance.available] == [5, 4]
    assert trial.on(march(4)) == 12
    assert balance.on(march(4)) == 4


# ------------------------------------------------------------------ against a day-by-day count

DAYS = 40


@dataclass
class DayByDay:
    """The same questions, answered by looking at every day."""

    stock: int
    events: list[tuple[int, int]]
    bucket: TimeBucket

    def number(self, day: int) -> int:
        return bucket_no(march(day), self.bucket)

    def at_end(self, number: int) -> int:
        return self.stock + sum(
            quantity for day, quantity in self.events if self.number(max(day, 2)) <= number
        )

    def lowest(self, number: int, last: int) -> int:
        return min(self.at_end(each) for each in range(number, max(last, number) + 1))

    def earliest(self, need: int, start: int, last_day: int | None) -> int | None:
        last = self.number(last_day or DAYS + 60)
        for day in range(start, DAYS + 60):
            number = self.number(day)
            if number > last:
                return None
            later = sum(q for other, q in self.events if q > 0 and other > day
                        and self.number(other) == number)  # fmt: skip
            if self.lowest(number, last) >= need and self.at_end(number) - later >= need:
                return day
        return None


EVENTS = st.lists(st.tuples(st.integers(-3, DAYS), st.integers(-9, 9)), max_size=12)


@settings(max_examples=150)
@given(
    stock=st.integers(-5, 12),
    events=EVENTS,
    bucket=st.sampled_from([TimeBucket.DAY, TimeBucket.WEEK, TimeBucket.MONTH]),
    need=st.integers(1, 12),
    start=st.integers(2, DAYS),
    ahead=st.none() | st.integers(0, 30),
)
def test_the_balance_equals_a_day_by_day_count(
    stock: int,
    events: list[tuple[int, int]],
    bucket: TimeBucket,
    need: int,
    start: int,
    ahead: int | None,
) -> None:
    """PF25, PF30: what can be had never falls with time; the date is the first that will do."""
    balance = balance_of(stock, events, bucket, "" if ahead is None else f"{ahead}D")
    slow = DayByDay(stock, events, bucket)
    end = balance.look_ahead.end(march(start))
    last_day = None if end is None else (end - date(2026, 2, 28)).days
    expected = slow.earliest(need, start, last_day)
    assert earliest(balance, need, start) == expected
    last = slow.number(last_day or DAYS + 60)
    assert balance.lowest_from(march(start), end) == slow.lowest(slow.number(start), last)
    steps = balance.profile(march(start), end)
    assert [step.quantity for step in steps] == sorted({step.quantity for step in steps})
    for step in steps[1:]:
        assert slow.earliest(int(step.quantity), start, last_day) == (step.day - march(1)).days + 1


@settings(max_examples=80)
@given(stock=st.integers(-5, 12), events=EVENTS, moves=st.lists(st.integers(2, DAYS), max_size=6))
def test_moving_events_equals_starting_anew(
    stock: int, events: list[tuple[int, int]], moves: list[int]
) -> None:
    """PF31: a balance that was changed is as one made with the events as they are."""
    balance = balance_of(stock, events, TimeBucket.WEEK)
    now = list(events)
    for place, day in enumerate(moves[: len(now)]):
        balance.move(Decimal(now[place][1]), march(now[place][0]), march(day))
        now[place] = (day, now[place][1])
    if now:
        gone = now.pop()
        balance.remove(march(gone[0]), Decimal(gone[1]))
    fresh = balance_of(stock, now, TimeBucket.WEEK)
    for day in range(1, DAYS + 3):
        assert balance.on(march(day)) == fresh.on(march(day))
        assert balance.lowest_from(march(day)) == fresh.lowest_from(march(day))
        assert earliest(balance, 3, max(day, 2)) == earliest(fresh, 3, max(day, 2))


@pytest.mark.parametrize(
    ("bucket", "end"),
    [
        (TimeBucket.DAY, date(2026, 3, 2)),
        (TimeBucket.WEEK, date(2026, 3, 8)),
        (TimeBucket.MONTH, date(2026, 3, 31)),
        (TimeBucket.QUARTER, date(2026, 3, 31)),
        (TimeBucket.YEAR, date(2026, 12, 31)),
    ],
)
def test_a_bucket_ends(bucket: TimeBucket, end: date) -> None:
    assert bucket_end(WORK_DATE, bucket) == end
    assert bucket_no(end + timedelta(days=1), bucket) == bucket_no(WORK_DATE, bucket) + 1
    assert bucket_end(date.max, bucket) == date.max


def test_a_demand_that_falls_short_later_is_found() -> None:
    """PF9: the first bucket whose end balance lies below the need."""
    balance = balance_of(10, [(10, -6), (20, 5)])
    assert balance.first_short(Decimal(7), march(6), None) == march(10)
    assert balance.first_short(Decimal(4), march(6), None) is None
    assert balance.first_short(Decimal(7), march(6), march(9)) is None
