"""The dates of a line, forward and back (SD39–SD41)."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.errors import RecordRef
from desktop.models.values.date_formula import DateFormula
from desktop.services.calendars.date_chain import (
    ChainStep,
    ChainTerms,
    LineDates,
    backward,
    chain_steps,
    forward,
    new_line,
    replanned,
    with_planned_delivery,
    with_planned_shipment,
    with_promised_delivery,
    with_requested_delivery,
    with_shipment,
)
from desktop.services.calendars.refusals import (
    BeyondCalendar,
    NegativeDuration,
    RequestedUnderPromised,
)
from desktop.services.calendars.working_days import EVERY_DAY
from tests.services.calendars.calendars import (
    CLOSED_WEDNESDAYS,
    EASTER,
    MON_FRI,
    MON_SAT,
    day,
)

HEADER_DATE = day("2026-03-06")


def terms(handling: str = "1D", shipping: str = "2D") -> ChainTerms:
    """Location Mon–Fri, agent Mon–Sat, customer without calendar."""
    return ChainTerms(
        MON_FRI, MON_SAT, None, DateFormula.parse(handling), DateFormula.parse(shipping)
    )


def easter(handling: str, shipping: str) -> ChainTerms:
    return ChainTerms.choose(
        company=EASTER,
        outbound_handling_time=DateFormula.parse(handling),
        shipping_time=DateFormula.parse(shipping),
    )


def chain(dates: LineDates) -> list[str]:
    """Shipment, planned shipment and planned delivery."""
    return [
        str(dates.shipment_date),
        str(dates.planned_shipment_date),
        str(dates.planned_delivery_date),
    ]


def shipped_on(text: str) -> LineDates:
    return LineDates(shipment_date=day(text))


# ------------------------------------------------------------------ worked examples


def test_forward_from_the_shipment_date() -> None:
    """EX6."""
    dates = forward(shipped_on("2026-03-06"), terms())
    assert chain(dates) == ["2026-03-06", "2026-03-09", "2026-03-11"]


def test_forward_to_a_customer_that_is_closed_that_day() -> None:
    """EX6."""
    closed = replace(terms(), customer=CLOSED_WEDNESDAYS)
    dates = forward(shipped_on("2026-03-06"), closed)
    assert chain(dates) == ["2026-03-06", "2026-03-09", "2026-03-12"]


@pytest.mark.parametrize("requested", ["2026-03-16", "2026-03-15"])
def test_backward_from_the_requested_date(requested: str) -> None:
    """EX7: the delivery date stays, also on a Sunday."""
    dates = with_requested_delivery(shipped_on("2026-03-06"), day(requested), HEADER_DATE, terms())
    assert chain(dates) == ["2026-03-12", "2026-03-13", requested]


def test_the_company_calendar_serves_all() -> None:
    """EX8."""
    dates = backward(LineDates(), day("2026-04-08"), easter("2D", "3D"))
    assert chain(dates) == ["2026-03-30", "2026-04-01", "2026-04-08"]
    dates = forward(shipped_on("2026-04-01"), easter("2D", "3D"))
    assert chain(dates) == ["2026-04-01", "2026-04-07", "2026-04-10"]


def test_a_new_line_starts_on_a_working_day() -> None:
    """EX9."""
    dates = new_line(shipped_on("2026-03-07"), terms("", ""))
    assert chain(dates) == ["2026-03-09"] * 3


def test_a_week_is_seven_working_days() -> None:
    dates = forward(shipped_on("2026-03-02"), terms("", "1W"))
    assert chain(dates) == ["2026-03-02", "2026-03-02", "2026-03-10"]


# ------------------------------------------------------------------ triggers


def test_a_new_line_takes_the_header_wish() -> None:
    header = replace(shipped_on("2026-03-07"), requested_delivery_date=day("2026-03-16"))
    dates = new_line(header, terms())
    assert chain(dates) == ["2026-03-12", "2026-03-13", "2026-03-16"]
    assert dates.requested_delivery_date == day("2026-03-16")


def test_a_promise_beats_a_wish_on_a_new_line() -> None:
    header = LineDates(HEADER_DATE, day("2026-03-16"), day("2026-03-23"))
    assert new_line(header, terms()).planned_delivery_date == day("2026-03-23")


def test_a_new_line_without_a_date_has_no_plan() -> None:
    assert new_line(LineDates(), terms()) == LineDates()


def test_a_promise_plans_backward_and_clearing_it_returns_to_the_wish() -> None:
    dates = new_line(LineDates(HEADER_DATE, day("2026-03-16")), terms())
    promised = with_promised_delivery(dates, day("2026-03-18"), HEADER_DATE, terms())
    assert chain(promised) == ["2026-03-13", "2026-03-16", "2026-03-18"]
    assert with_promised_delivery(promised, None, HEADER_DATE, terms()) == dates


def test_clearing_the_promise_without_a_wish_returns_to_the_header_date() -> None:
    promised = with_promised_delivery(
        shipped_on("2026-03-03"), day("2026-03-18"), HEADER_DATE, terms()
    )
    cleared = with_promised_delivery(promised, None, HEADER_DATE, terms())
    assert chain(cleared) == ["2026-03-06", "2026-03-09", "2026-03-11"]


def test_clearing_the_wish_returns_to_the_header_date() -> None:
    dates = new_line(LineDates(HEADER_DATE, day("2026-03-16")), terms())
    cleared = with_requested_delivery(dates, None, HEADER_DATE, terms())
    assert chain(cleared) == ["2026-03-06", "2026-03-09", "2026-03-11"]
    assert cleared.requested_delivery_date is None


@pytest.mark.parametrize("requested", [None, day("2026-03-20")])
def test_the_wish_cannot_change_under_a_promise(requested: date | None) -> None:
    dates = LineDates(HEADER_DATE, day("2026-03-16"), day("2026-03-18"))
    line = RecordRef("sales_line", ("order", "SO1", 10000))
    with pytest.raises(RequestedUnderPromised, match="Clear Promised Delivery Date") as refusal:
        with_requested_delivery(dates, requested, HEADER_DATE, terms(), line)
    assert refusal.value.record == line


def test_an_unchanged_wish_leaves_the_promise_alone() -> None:
    dates = new_line(LineDates(HEADER_DATE, day("2026-03-16"), day("2026-03-18")), terms())
    assert with_requested_delivery(dates, day("2026-03-16"), HEADER_DATE, terms()) == dates


def test_a_typed_delivery_plans_backward_and_clearing_it_plans_anew() -> None:
    dates = new_line(LineDates(HEADER_DATE, day("2026-03-16")), terms())
    typed = with_planned_delivery(dates, day("2026-03-18"), terms())
    assert chain(typed) == ["2026-03-13", "2026-03-16", "2026-03-18"]
    assert with_planned_delivery(typed, None, terms()) == dates


def test_a_typed_shipment_plan_moves_both_ends() -> None:
    dates = new_line(shipped_on("2026-03-06"), terms())
    typed = with_planned_shipment(dates, day("2026-03-13"), terms())
    assert chain(typed) == ["2026-03-12", "2026-03-13", "2026-03-16"]
    assert chain(with_planned_shipment(typed, None, terms())) == [
        "2026-03-12",
        "2026-03-13",
        "2026-03-16",
    ]


def test_a_typed_shipment_date_plans_forward_even_from_a_closed_day() -> None:
    dates = new_line(LineDates(HEADER_DATE, day("2026-03-16")), terms())
    typed = with_shipment(dates, day("2026-03-07"), terms("", "2D"))
    assert chain(typed) == ["2026-03-07", "2026-03-09", "2026-03-11"]


def test_clearing_the_shipment_date_leaves_no_plan() -> None:
    dates = new_line(shipped_on("2026-03-06"), terms())
    assert with_shipment(dates, None, terms()) == LineDates()


def test_other_times_plan_anew_from_what_was_agreed() -> None:
    dates = new_line(LineDates(HEADER_DATE, day("2026-03-16")), terms())
    assert chain(replanned(dates, terms("1D", "3D"))) == ["2026-03-11", "2026-03-12", "2026-03-16"]
    free = new_line(shipped_on("2026-03-06"), terms())
    assert chain(replanned(free, terms("1D", "3D"))) == ["2026-03-06", "2026-03-09", "2026-03-12"]


def test_a_drop_shipment_has_no_times() -> None:
    dates = forward(shipped_on("2026-03-06"), terms().without_times())
    assert chain(dates) == ["2026-03-06"] * 3


# ------------------------------------------------------------------ calendars, refusals, steps


def test_calendars_fall_back_on_the_company() -> None:
    chosen = ChainTerms.choose(company=MON_FRI, agent=MON_SAT, customer=CLOSED_WEDNESDAYS)
    assert (chosen.location, chosen.agent, chosen.customer) == (MON_FRI, MON_SAT, CLOSED_WEDNESDAYS)
    nothing = ChainTerms.choose()
    assert (nothing.location, nothing.agent, nothing.customer) == (EVERY_DAY, EVERY_DAY, None)


def test_a_time_that_points_back_is_refused() -> None:
    with pytest.raises(NegativeDuration, match="Outbound Handling Time -1D must not be negative"):
        forward(shipped_on("2026-03-06"), terms("-1D", ""))
    with pytest.raises(NegativeDuration, match="Shipping Time"):
        backward(LineDates(), day("2026-03-06"), terms("", "-1W"))


def test_a_time_beyond_all_calendars_is_refused() -> None:
    with pytest.raises(BeyondCalendar, match="9999Y"):
        forward(shipped_on("2026-03-06"), terms("", "9999Y"))


def test_the_steps_of_a_chain_name_their_calendars() -> None:
    dates = new_line(shipped_on("2026-03-06"), terms())
    assert chain_steps(dates, terms()) == (
        ChainStep(day("2026-03-06"), day("2026-03-09"), 1, "MON-FRI"),
        ChainStep(day("2026-03-09"), day("2026-03-11"), 2, "MON-SAT"),
    )
    assert chain_steps(LineDates(), terms()) == ()


durations = st.integers(0, 12).map(lambda days: DateFormula.parse(f"{days}D" if days else ""))
any_calendar = st.sampled_from([EVERY_DAY, MON_FRI, MON_SAT, EASTER, CLOSED_WEDNESDAYS])
any_terms = st.builds(
    ChainTerms, any_calendar, any_calendar, st.none() | any_calendar, durations, durations
)


@given(st.dates(date(2025, 1, 1), date(2027, 1, 1)), any_terms)
def test_the_chain_runs_in_the_order_of_time(start: date, found: ChainTerms) -> None:
    for dates in (forward(LineDates(start), found), backward(LineDates(), start, found)):
        shipment, planned = dates.shipment_date, dates.planned_shipment_date
        delivery = dates.planned_delivery_date
        assert shipment is not None
        assert planned is not None
        assert delivery is not None
        assert shipment <= planned <= delivery
        assert found.location.is_working(planned)
        assert found.agent.is_working(planned)


@given(st.dates(date(2025, 1, 1), date(2027, 1, 1)), any_terms)
def test_shipping_on_the_day_planned_backward_is_never_late(
    delivery: date, found: ChainTerms
) -> None:
    """Where one calendar serves all, what was planned back from a working day arrives on it."""
    same = replace(found, agent=found.location, customer=None)
    if same.location.is_working(delivery):
        planned = backward(LineDates(), delivery, same)
        assert forward(planned, same).planned_delivery_date == delivery
