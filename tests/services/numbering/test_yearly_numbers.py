"""At the turn of the year every dated series gets its next line (CU22)."""

from __future__ import annotations

from datetime import date

import pytest

from desktop.services.context import UserContext
from desktop.services.database import Database
from desktop.services.numbering.number_series import draw_number
from desktop.services.numbering.yearly import in_year
from desktop.services.records import add_record, read_record
from desktop.services.yearly_numbers import begin_years


@pytest.mark.parametrize(
    ("no", "expected"),
    [
        ("PI26-0001", "PI27-0001"),
        ("PSI-260001", "PSI-270001"),
        ("2026-00012-B", "2027-00012-B"),
        ("A126-0001", None),
        ("INV-0001", None),
        ("26F26", "27F26"),
    ],
)
def test_a_number_names_its_year_or_does_not(no: str, expected: str | None) -> None:
    assert in_year(no, 2026, 2027) == expected


def a_series(database: Database, context: UserContext, code: str, **line: object) -> None:
    with database.write() as session:
        add_record(session, "number_series", {"code": code}, context)
        values = {"series_code": code, "line_no": 10000, **line}
        add_record(session, "number_series_line", values, context)


def test_series_by_date_get_a_line_for_the_next_year(
    company: Database, context: UserContext
) -> None:
    begun = date(2026, 1, 1)
    numbers = {"starting_no": "PI26-0001", "warning_no": "PI26-9900", "ending_no": "PI26-9999"}
    a_series(company, context, "PI", starting_date=begun, **numbers)
    a_series(company, context, "CUST", starting_no="C10000")
    a_series(company, context, "OLD", starting_date=begun, starting_no="INV-0001")
    with company.write() as session:
        result = begin_years(session, context)
    assert (result.first_nos, result.without_year) == (("PI27-0001",), ("OLD",))
    with company.read() as session:
        line = read_record(session, "number_series_line", ("PI", 20000)).values
    assert (line["starting_date"], line["ending_no"]) == (date(2027, 1, 1), "PI27-9999")
    with company.write() as session:
        drawn = [draw_number(session, "PI", day) for day in (date(2026, 12, 31), date(2027, 1, 2))]
        assert begin_years(session, context).first_nos == ()
    assert drawn == ["PI26-0001", "PI27-0001"]


def test_a_year_that_was_missed_is_made_up_for(company: Database, context: UserContext) -> None:
    a_series(company, context, "PI", starting_date=date(2024, 2, 29), starting_no="PI24-0001")
    with company.write() as session:
        assert begin_years(session, context).first_nos == ("PI26-0001", "PI27-0001")
        line = read_record(session, "number_series_line", ("PI", 20000)).values
    assert line["starting_date"] == date(2026, 2, 28)
