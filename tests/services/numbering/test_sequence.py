"""Numbers that follow each other and the lines they come from (CU15–CU18, CU22, CU23)."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.services.numbering.refusals import (
    NoNumberForDate,
    NumbersFollowDates,
    NumberShapeDiffers,
    NumbersReversed,
    NumberTooLong,
    NumberWithoutDigits,
    SeriesExhausted,
)
from desktop.services.numbering.sequence import (
    LONGEST_NO,
    SeriesLine,
    check_date_order,
    check_shapes,
    incremented,
    is_forward,
    is_open,
    line_for_date,
    next_no,
    number_parts,
    numbers_left,
)

YEAR_26 = SeriesLine(10000, "PI26-0001", date(2026, 1, 1))
YEAR_27 = SeriesLine(20000, "PI27-0001", date(2027, 1, 1))


@pytest.mark.parametrize(
    ("no", "step", "following"),
    [
        ("INV-0099", 1, "INV-0100"),
        ("A9", 1, "A10"),
        ("A99", 1, "A100"),
        ("2026-00012-B", 1, "2026-00013-B"),
        ("B99", 10, "B109"),
        ("9", 1, "10"),
        ("99999999999999999998", 1, "99999999999999999999"),
    ],
)
def test_the_last_digits_count(no: str, step: int, following: str) -> None:
    """CUX4."""
    assert incremented(no, step) == following


@pytest.mark.parametrize("no", ["", "ABC", "-", "²"])
def test_a_number_without_digits_is_refused(no: str) -> None:
    with pytest.raises(NumberWithoutDigits, match="SO00001"):
        incremented(no)


@pytest.mark.parametrize("no", ["9" * 20, "A" * 19 + "9"])
def test_a_number_stays_within_20_characters(no: str) -> None:
    with pytest.raises(NumberTooLong, match="20"):
        incremented(no)


@given(st.from_regex(r"[A-Z0-9-]{0,8}[0-9][A-Z-]{0,4}", fullmatch=True), st.integers(1, 999))
def test_the_shape_stays_and_the_value_grows(no: str, step: int) -> None:
    before, after = number_parts(no), number_parts(incremented(no, step))
    assert after.shape == before.shape
    assert after.value == before.value + step
    assert len(after.digits) >= len(before.digits)


# ------------------------------------------------------------------ shape


def test_numbers_of_one_shape_pass() -> None:
    check_shapes(SeriesLine(1, "A001", ending_no="A9999", warning_no="A900", last_no_used="A017"))


@pytest.mark.parametrize(
    ("field", "no"), [("ending_no", "B9999"), ("warning_no", "A99-X"), ("last_no_used", "17")]
)
def test_numbers_of_another_shape_are_refused(field: str, no: str) -> None:
    line = SeriesLine(
        1,
        "A001",
        ending_no=no if field == "ending_no" else "",
        warning_no=no if field == "warning_no" else "",
        last_no_used=no if field == "last_no_used" else "",
    )
    with pytest.raises(NumberShapeDiffers, match="A001") as refusal:
        check_shapes(line)
    assert refusal.value.field == field


@pytest.mark.parametrize(
    ("numbers", "field", "other_field"),
    [
        ({"ending_no": "A9"}, "ending_no", "starting_no"),
        ({"warning_no": "A9"}, "warning_no", "starting_no"),
        ({"ending_no": "A99", "warning_no": "A100"}, "ending_no", "warning_no"),
        ({"ending_no": "A99", "last_no_used": "A100"}, "ending_no", "last_no_used"),
    ],
)
def test_numbers_that_come_too_early_are_refused(
    numbers: dict[str, Any], field: str, other_field: str
) -> None:
    with pytest.raises(NumbersReversed, match=numbers[field]) as refusal:
        check_shapes(SeriesLine(1, "A010", **numbers))
    assert (refusal.value.field, refusal.value.parameters["other_field"]) == (field, other_field)


def test_a_line_may_consist_of_one_number_that_is_used_up() -> None:
    check_shapes(SeriesLine(1, "A10", ending_no="A10", warning_no="A010", last_no_used="A10"))


def test_the_starting_number_needs_digits() -> None:
    with pytest.raises(NumberWithoutDigits, match="Starting No") as refusal:
        check_shapes(SeriesLine(1, "ABC"))
    assert refusal.value.field == "starting_no"


# ------------------------------------------------------------------ lines


def test_the_first_number_is_the_starting_number() -> None:
    assert next_no(YEAR_26) == "PI26-0001"
    assert next_no(replace(YEAR_26, last_no_used="PI26-0001")) == "PI26-0002"


def test_a_step_larger_than_one() -> None:
    assert next_no(SeriesLine(1, "B9", increment_by=10, last_no_used="B99")) == "B109"


@pytest.mark.parametrize(
    ("last", "ending", "expected"),
    [
        ("A98", "A99", True),
        ("A99", "A99", False),
        ("A99", "A100", True),
        ("", "A001", True),
        ("A99", "", True),
        ("9" * 20, "", False),
    ],
)
def test_a_line_is_open_up_to_its_ending_number(last: str, ending: str, expected: bool) -> None:
    assert is_open(SeriesLine(1, "A001", ending_no=ending, last_no_used=last)) is expected


@pytest.mark.parametrize(
    ("on", "line"), [(date(2026, 12, 31), YEAR_26), (date(2027, 1, 2), YEAR_27)]
)
def test_the_latest_line_that_has_begun_serves_the_date(on: date, line: SeriesLine) -> None:
    assert line_for_date([YEAR_27, YEAR_26], on, "PI") == line


def test_a_line_without_a_date_is_the_earliest() -> None:
    ever = SeriesLine(5000, "PI0001")
    assert line_for_date([ever, YEAR_26], date(2025, 12, 31), "PI") == ever
    assert line_for_date([ever, YEAR_26], date(2026, 1, 1), "PI") == YEAR_26


def test_among_equals_the_first_open_line_serves() -> None:
    full = replace(YEAR_26, ending_no="PI26-0009", last_no_used="PI26-0009")
    second = SeriesLine(15000, "PX26-0001", date(2026, 1, 1))
    assert line_for_date([second, full], date(2026, 6, 1), "PI") == second


def test_no_line_for_a_date_is_refused() -> None:
    with pytest.raises(NoNumberForDate, match="PI has no number for 2025-12-31"):
        line_for_date([YEAR_26, YEAR_27], date(2025, 12, 31), "PI")


def test_an_exhausted_line_never_falls_back() -> None:
    full = replace(YEAR_27, ending_no="PI27-0009", last_no_used="PI27-0009")
    with pytest.raises(SeriesExhausted, match="exhausted at PI27-0009"):
        line_for_date([YEAR_26, full], date(2027, 6, 1), "PI")


def test_a_line_that_ran_out_of_characters_is_exhausted_at_its_last_number() -> None:
    with pytest.raises(SeriesExhausted, match="9" * LONGEST_NO):
        line_for_date([SeriesLine(1, "1", last_no_used="9" * LONGEST_NO)], date(2026, 1, 1), "X")


def test_numbers_must_follow_dates() -> None:
    used = replace(YEAR_26, last_date_used=date(2026, 3, 5))
    check_date_order(YEAR_26, date(2026, 1, 1), "PI")
    check_date_order(used, date(2026, 3, 5), "PI")
    with pytest.raises(NumbersFollowDates, match="2026-03-05"):
        check_date_order(used, date(2026, 3, 4), "PI")


@pytest.mark.parametrize(
    ("no", "warning", "ending", "left"),
    [
        ("A89", "A90", "A99", None),
        ("A90", "A90", "A99", 9),
        ("A99", "A90", "A99", 0),
        ("A90", "", "A99", None),
        ("A90", "A90", "", None),
    ],
)
def test_numbers_left_are_told_from_the_warning_on(
    no: str, warning: str, ending: str, left: int | None
) -> None:
    line = SeriesLine(1, "A01", ending_no=ending, warning_no=warning)
    assert numbers_left(line, no) == left


def test_a_larger_step_leaves_fewer_numbers() -> None:
    line = SeriesLine(1, "A01", ending_no="A99", warning_no="A50", increment_by=10)
    assert numbers_left(line, "A51") == 4


@pytest.mark.parametrize(
    ("used", "typed", "forward"),
    [
        ("", "A5", True),
        ("A5", "A6", True),
        ("A5", "A5", True),
        ("A5", "A4", False),
        ("A5", "", False),
    ],
)
def test_the_last_number_is_edited_forwards(used: str, typed: str, forward: bool) -> None:
    assert is_forward(SeriesLine(1, "A1", last_no_used=used), typed) is forward
