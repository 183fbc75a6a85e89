"""New rows are written many at a time, and still each as if it stood alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop.errors import RefusalCode
from desktop.services.context import UserContext
from desktop.services.database import Database
from desktop.services.interchange.table_import import carry_out, plan_import
from desktop.services.records import add_record, change_record
from tests.services.interchange.sheets import ENGLISH, outcomes, planned, sheet_with
from tests.services.reports.statements import counted


def test_a_customer_that_a_row_pays_through_keeps_paying_for_itself(
    office: Database, context: UserContext, tmp_path: Path
) -> None:
    """The rows stand in one file: what the first one says is known when the last one comes."""
    with office.write() as session:
        for no in ("C2", "C3"):
            add_record(session, "customer", {"no": no, "name": no}, context)
    rows = (("no", "bill_to_customer_no"), ("C1", "C2"), ("C2", "C3"))
    plan = planned(office, "customer", sheet_with(tmp_path, *rows), context)
    assert outcomes(plan) == ["added", "refused"]
    [refusal] = plan.rows[1].all_refusals()
    assert refusal.code == RefusalCode.CUSTOMER_BILL_TO_OF_OTHERS


def test_drawn_numbers_pass_over_those_that_rows_before_have(
    office: Database, context: UserContext, tmp_path: Path
) -> None:
    with office.write() as session:
        add_record(session, "number_series", {"code": "CUST", "manual_nos": True}, context)
        line = {"series_code": "CUST", "line_no": 10000, "starting_no": "K0001"}
        add_record(session, "number_series_line", line, context)
        change_record(session, "sales_setup", (1,), ("customer_nos", "CUST"), context)
    rows = (("no", "name"), ("K0001", "Lamm"), (None, "Fjord"))
    plan = planned(office, "customer", sheet_with(tmp_path, *rows), context)
    assert [row.key for row in plan.rows] == [("K0001",), ("K0002",)]


@pytest.mark.parametrize("columns", [("no", "description", "base_unit"), ("no", "description")])
def test_items_are_imported_with_statements_that_do_not_grow_with_them(
    office: Database, context: UserContext, tmp_path: Path, columns: tuple[str, ...]
) -> None:
    counts = []
    for first, count in ((1000, 50), (2000, 500)):
        rows = [(f"I{no}", f"Desk {no}", "PCS") for no in range(first, first + count)]
        sheet = sheet_with(tmp_path, columns, *(row[: len(columns)] for row in rows))
        with office.rehearse() as session, counted(session) as planning:
            plan = plan_import(session, "item", sheet, context, ENGLISH)
        with office.rehearse() as session, counted(session) as writing:
            carry_out(session, plan, context)
        assert plan.wanted == count
        counts.append((len(planning), len(writing)))
    assert counts[0] == counts[1]
