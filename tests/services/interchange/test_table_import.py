"""Rows of a spreadsheet become records by the same rules as typed ones, or say why not."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from desktop.errors import AnyCode, RefusalCode
from desktop.models.changelog import ChangeLogEntry
from desktop.services.context import Cancelled, NoProgress, UserContext
from desktop.services.database import Database
from desktop.services.interchange.refusals import (
    ColumnsUnknown,
    ColumnTwice,
    KeyColumnMissing,
    RowsRefused,
    SheetEmpty,
    TableNotImported,
)
from desktop.services.interchange.table_export import export_table
from desktop.services.interchange.table_import import (
    Blanks,
    PlannedRow,
    carry_out,
    plan_import,
)
from desktop.services.interchange.workbook import read_workbook
from desktop.services.list_query import ListQuery
from desktop.services.records import add_record, change_record, read_record
from tests.listing import count_records
from tests.services.interchange.sheets import (
    ENGLISH,
    SWEDISH,
    imported,
    outcomes,
    planned,
    sheet_with,
)

POST_CODES = ("code", "city", "country_code")


class Impatient(NoProgress):
    """Presses Cancel at once."""

    def check_cancelled(self) -> None:
        """Stop."""
        raise Cancelled


def value_of(database: Database, table: str, key: tuple[Any, ...], field: str) -> object:
    with database.read() as session:
        return read_record(session, table, key).values[field]


def codes_of(plan_row: PlannedRow) -> list[AnyCode]:
    return [refusal.code for refusal in plan_row.all_refusals()]


# --------------------------------------------------------------------------------- what is done


def test_new_keys_are_added_and_known_ones_changed(
    office: Database, context: UserContext, tmp_path: Path
) -> None:
    with office.write() as session:
        add_record(session, "reason_code", {"code": "A", "description": "Old"}, context)
        add_record(session, "reason_code", {"code": "B", "description": "Same"}, context)
    rows = (("code", "description"), ("a", "New"), ("B", "Same"), ("C", "Third"))
    plan = planned(office, "reason_code", sheet_with(tmp_path, *rows), context)
    assert outcomes(plan) == ["changed", "unchanged", "added"]
    assert plan.rows[0].changed == {"description": ("Old", "New")}
    result = imported(office, plan, context)
    assert (result.added, result.changed, result.unchanged) == (1, 1, 1)
    assert value_of(office, "reason_code", ("A",), "description") == "New"
    assert value_of(office, "reason_code", ("C",), "description") == "Third"


def test_a_plan_changes_nothing(office: Database, context: UserContext, tmp_path: Path) -> None:
    rows = (("code", "description"), ("X", "New"))
    planned(office, "reason_code", sheet_with(tmp_path, *rows), context)
    with office.read() as session:
        assert count_records(session, "reason_code", ListQuery()) == 0


def test_an_import_is_logged_like_typing(
    office: Database, context: UserContext, tmp_path: Path
) -> None:
    with office.write() as session:
        add_record(session, "reason_code", {"code": "A", "description": "Old"}, context)
    rows = (("code", "description"), ("A", "New"), ("B", "Two"))
    plan = planned(office, "reason_code", sheet_with(tmp_path, *rows), context)
    imported(office, plan, context)
    with office.read() as session:
        log = session.execute(
            sa.select(
                ChangeLogEntry.change,
                ChangeLogEntry.record_key,
                ChangeLogEntry.old_value,
                ChangeLogEntry.new_value,
            ).where(ChangeLogEntry.table_name == "reason_code")
        ).all()
    assert sorted(tuple(row) for row in log) == [
        ("added", "A", "", ""),
        ("added", "B", "", ""),
        ("changed", "A", "Old", "New"),
    ]


def test_rules_follow_as_when_typing(
    office: Database, context: UserContext, tmp_path: Path
) -> None:
    values = {"auto_insert_default": True, "default_vat_bus_posting_group": "DOMESTIC"}
    with office.write() as session:
        for change in values.items():
            change_record(session, "gen_bus_posting_group", ("DOMESTIC",), change, context)
    rows = (("no", "name", "gen_bus_posting_group"), ("C1", "Lamm AB", "DOMESTIC"))
    plan = planned(office, "customer", sheet_with(tmp_path, *rows), context)
    imported(office, plan, context)
    assert value_of(office, "customer", ("C1",), "search_name") == "LAMM AB"
    assert value_of(office, "customer", ("C1",), "vat_bus_posting_group") == "DOMESTIC"


def test_the_file_wins_over_what_follows_from_other_fields(
    office: Database, context: UserContext, tmp_path: Path
) -> None:
    rows = (
        ("no", "vat_bus_posting_group", "gen_bus_posting_group"),
        ("C1", "EU", "DOMESTIC"),
    )
    plan = planned(office, "customer", sheet_with(tmp_path, *rows), context)
    imported(office, plan, context)
    assert value_of(office, "customer", ("C1",), "vat_bus_posting_group") == "EU"


def test_what_belongs_to_a_new_record_comes_along(
    office: Database, context: UserContext, tmp_path: Path
) -> None:
    rows = (("no", "description", "base_unit"), ("I1", "Desk", "PCS"), ("I2", "Lamp", "PCS"))
    plan = planned(office, "item", sheet_with(tmp_path, *rows), context)
    imported(office, plan, context)
    unit = read_record
    with office.read() as session:
        for no in ("I1", "I2"):
            assert unit(session, "item_unit_of_measure", (no, "PCS")).values["qty_per_unit"] == 1


def test_blank_numbers_are_drawn(office: Database, context: UserContext, tmp_path: Path) -> None:
    with office.write() as session:
        add_record(session, "number_series", {"code": "CUST"}, context)
        line = {"series_code": "CUST", "line_no": 10000, "starting_no": "K0001"}
        add_record(session, "number_series_line", line, context)
        from_setup = sa.text("UPDATE sales_setup SET customer_nos = 'CUST'")
        session.execute(from_setup)
    rows = (("name",), ("Lamm",), ("Fjord",))
    plan = planned(office, "customer", sheet_with(tmp_path, *rows), context)
    imported(office, plan, context)
    assert value_of(office, "customer", ("K0002",), "name") == "Fjord"


def test_lines_without_number_are_put_after_the_last(
    office: Database, context: UserContext, tmp_path: Path
) -> None:
    with office.write() as session:
        add_record(session, "base_calendar", {"code": "WORK"}, context)
    rows = (
        ("base_calendar_code", "recurrence", "date", "nonworking"),
        ("WORK", "annual", date(2026, 5, 1), True),
        ("WORK", "annual", date(2026, 6, 6), True),
    )
    plan = planned(office, "base_calendar_change", sheet_with(tmp_path, *rows), context)
    assert outcomes(plan) == ["added", "added"]
    assert [row.key for row in plan.rows] == [("WORK", 10000), ("WORK", 20000)]


def test_a_row_may_name_another_one_that_comes_later(
    office: Database, context: UserContext, tmp_path: Path
) -> None:
    rows = (("no", "bill_to_customer_no"), ("C1", "C2"), ("C2", None))
    plan = planned(office, "customer", sheet_with(tmp_path, *rows), context)
    assert outcomes(plan) == ["added", "added"]
    imported(office, plan, context)
    assert value_of(office, "customer", ("C1",), "bill_to_customer_no") == "C2"


def test_rules_see_the_rows_before(office: Database, context: UserContext, tmp_path: Path) -> None:
    """Two new rows together must not break what each of them would keep alone."""
    with office.write() as session:
        for code in ("N1", "N2"):
            add_record(session, "vat_prod_posting_group", {"code": code}, context)
    head = ("vat_bus_posting_group", "vat_prod_posting_group", "vat_identifier", "vat_pct")
    rows = (head, ("DOMESTIC", "N1", "NEW", 10), ("DOMESTIC", "N2", "NEW", 12))
    plan = planned(office, "vat_posting_setup", sheet_with(tmp_path, *rows), context)
    assert outcomes(plan) == ["added", "refused"]
    assert codes_of(plan.rows[1]) == [RefusalCode.SETUP_VAT_IDENTIFIER_TWO_RATES]


def test_a_chain_of_bill_to_customers_is_refused_within_a_file(
    office: Database, context: UserContext, tmp_path: Path
) -> None:
    rows = (("no", "bill_to_customer_no"), ("C3", None), ("C2", "C3"), ("C1", "C2"))
    plan = planned(office, "customer", sheet_with(tmp_path, *rows), context)
    assert outcomes(plan) == ["added", "added", "refused"]
    assert codes_of(plan.rows[2]) == [RefusalCode.CUSTOMER_BILL_TO_CHAIN]


# ---------------------------------------------------------------------------------- what is read


@pytest.mark.parametrize(
    ("field", "cell", "expected"),
    [
        ("credit_limit_lcy", "1 234,50", Decimal("1234.5")),
        ("credit_limit_lcy", 0.1 + 0.2, Decimal("0.3")),
        ("credit_limit_lcy", 1234, Decimal(1234)),
        ("post_code", 41103, "41103"),
        ("post_code", 41103.0, "41103"),
        ("blocked", "Allt", "all"),
        ("blocked", "all", "all"),
        ("prices_including_vat", "Ja", True),
        ("prices_including_vat", 1, True),
        ("prices_including_vat", "false", False),
        ("name", "  Lamm AB ", "Lamm AB"),
        ("shipping_time", "2D", "2D"),
        ("shipping_time", "1V", "1W"),
    ],
)
def test_a_cell_is_read_in_the_users_way(
    codes: Database,
    context: UserContext,
    tmp_path: Path,
    field: str,
    cell: object,
    expected: object,
) -> None:
    sheet = sheet_with(tmp_path, ("no", field), ("C1", cell))
    plan = planned(codes, "customer", sheet, context, SWEDISH)
    assert outcomes(plan) == ["added"], plan.rows[0].all_refusals()
    assert plan.entries[0].values[field] == expected


def test_a_text_that_looks_like_a_formula_is_a_text(
    codes: Database, context: UserContext, tmp_path: Path
) -> None:
    sheet = sheet_with(tmp_path, ("no", "name"), ("C1", "x")).with_cell(2, 1, "=1+1 AB")
    assert planned(codes, "customer", sheet, context).entries[0].values["name"] == "=1+1 AB"


@pytest.mark.parametrize("cell", [date(2026, 3, 1), 46082, "2026-03-01", "1.3.2026"])
def test_a_day_is_read_from_a_date_its_serial_or_a_text(
    codes: Database, context: UserContext, tmp_path: Path, cell: object
) -> None:
    rows = (
        ("currency_code", "starting_date", "exchange_rate_amount", "relational_amount"),
        ("EUR", cell, 1, 11),
    )
    plan = planned(codes, "currency_exchange_rate", sheet_with(tmp_path, *rows), context)
    assert [str(row.key[1]) for row in plan.rows] == ["2026-03-01"]
    assert outcomes(plan) == ["added"]


def test_titles_may_be_labels_in_the_users_language(
    office: Database, context: UserContext, tmp_path: Path
) -> None:
    rows = ((" code * ", "DESCRIPTION", "Remark"), ("A", "Text", "ignored"))
    plan = planned(office, "reason_code", sheet_with(tmp_path, *rows), context)
    assert plan.columns.fields == ("code", "description", None)
    assert plan.columns.ignored == ("Remark",)
    assert outcomes(plan) == ["added"]


def test_titles_are_understood_without_their_accents(
    office: Database, context: UserContext, tmp_path: Path
) -> None:
    sheet = sheet_with(tmp_path, ("Nr", "A-PRIS"), ("N1", 10))
    plan = planned(office, "item", sheet, context, SWEDISH)
    assert plan.columns.fields == ("no", "unit_price")


def test_blank_cells_leave_what_is_there_or_clear_it(
    office: Database, context: UserContext, tmp_path: Path
) -> None:
    with office.write() as session:
        add_record(session, "reason_code", {"code": "A", "description": "Text"}, context)
    sheet = sheet_with(tmp_path, ("code", "description"), ("A", None))
    assert outcomes(planned(office, "reason_code", sheet, context)) == ["unchanged"]
    clearing = planned(office, "reason_code", sheet, context, blanks=Blanks.CLEAR)
    assert clearing.rows[0].changed == {"description": ("Text", "")}


@pytest.mark.parametrize("language", ["en", "sv"])
def test_an_exported_table_comes_back_unchanged(
    office: Database, context: UserContext, tmp_path: Path, language: str
) -> None:
    localizer = ENGLISH if language == "en" else SWEDISH
    other = SWEDISH if language == "en" else ENGLISH
    for table in ("customer", "item", "payment_terms", "vat_posting_setup", "gl_account"):
        path = tmp_path / f"{table}.xlsx"
        with office.read() as session:
            written = export_table(session, table, path, localizer)
        if not written.rows:
            continue
        [sheet] = read_workbook(path)
        plan = planned(office, table, sheet, context, other)
        assert set(outcomes(plan)) == {"unchanged"}, [
            (row.key, row.changed, row.all_refusals()) for row in plan.rows
        ]


# ------------------------------------------------------------------------------- what is refused


def test_every_wrong_cell_is_told_at_its_place(
    office: Database, context: UserContext, tmp_path: Path
) -> None:
    rows = (
        ("no", "name", "credit_limit_lcy", "payment_terms_code", "blocked"),
        ("C1", "x" * 101, "many", "NEVER", "perhaps"),
        ("C 2?", "Fine", 1, None, None),
        ("C3", "Fine", 1, None, None),
    )
    plan = planned(office, "customer", sheet_with(tmp_path, *rows), context)
    assert outcomes(plan) == ["refused", "refused", "added"]
    faults = plan.rows[0].faults
    assert faults is not None
    assert {at: refusal.code for at, refusal in faults.items()} == {
        1: "record.value_too_long",
        2: "typed.not_a_number",
        3: "record.reference_missing",
        4: "record.value_not_a_choice",
    }


@pytest.mark.parametrize(
    ("field", "cell", "code"),
    [
        ("credit_limit_lcy", "#DIV/0!", "import.cell_error"),
        ("credit_limit_lcy", "=1+1", "import.cell_not_calculated"),
        ("credit_limit_lcy", True, "record.value_wrong_kind"),
        ("credit_limit_lcy", datetime.fromisoformat("2026-01-01"), "record.value_wrong_kind"),
        ("credit_limit_lcy", 0.123456, "record.value_too_precise"),
        ("credit_limit_lcy", 10**18, "record.value_outside"),
        ("credit_limit_lcy", 1e300, "import.cell_error"),
        ("prices_including_vat", "perhaps", "import.cell_not_yes_no"),
        ("name", datetime.fromisoformat("2026-01-01"), "record.value_wrong_kind"),
        ("name", True, "record.value_wrong_kind"),
        ("shipping_time", "-2D", "typed.not_a_duration"),
        ("vat_registration_no", "XX1", "customer.vat_no_format"),
    ],
)
def test_a_cell_that_cannot_be_right_is_refused(
    codes: Database,
    context: UserContext,
    tmp_path: Path,
    field: str,
    cell: object,
    code: str,
) -> None:
    rows = (("no", "country_code", field), ("C1", "XX", cell))
    plan = planned(codes, "customer", sheet_with(tmp_path, *rows), context)
    assert [(at, r.code) for at, r in (plan.rows[0].faults or {}).items()] == [(2, code)]


def test_a_record_with_a_wrong_cell_keeps_its_other_values(
    office: Database, context: UserContext, tmp_path: Path
) -> None:
    with office.write() as session:
        add_record(session, "customer", {"no": "C1", "name": "Old"}, context)
    rows = (("no", "name", "credit_limit_lcy"), ("C1", "New", "many"), ("C2", "Two", 5))
    plan = planned(office, "customer", sheet_with(tmp_path, *rows), context)
    assert outcomes(plan) == ["refused", "added"]
    imported(office, plan, context, without_refused=True)
    assert value_of(office, "customer", ("C1",), "name") == "Old"


def test_a_key_that_stands_twice_is_refused_with_the_first_row(
    office: Database, context: UserContext, tmp_path: Path
) -> None:
    rows = (("code", "description"), ("A", "One"), ("a", "Two"))
    plan = planned(office, "reason_code", sheet_with(tmp_path, *rows), context)
    assert outcomes(plan) == ["added", "refused"]
    [twice] = plan.rows[1].all_refusals()
    assert twice.code is RefusalCode.RECORD_KEY_TWICE
    assert twice.parameters["first_row"] == 2


def test_a_question_of_a_rule_refuses_the_cell(
    office: Database, context: UserContext, tmp_path: Path
) -> None:
    with office.write() as session:
        add_record(session, "customer", {"no": "C1"}, context)
    rows = (("customer_no", "code", "iban"), ("C1", "BANK", "SE0000000000000000000000"))
    plan = planned(office, "customer_bank_account", sheet_with(tmp_path, *rows), context)
    assert outcomes(plan) == ["refused"]
    assert list(plan.rows[0].faults or {}) == [2]


def test_refused_rows_are_left_out_only_when_that_was_said(
    office: Database, context: UserContext, tmp_path: Path
) -> None:
    rows = (("code", "description"), ("A", "One"), ("B", "x" * 200))
    plan = planned(office, "reason_code", sheet_with(tmp_path, *rows), context)
    with pytest.raises(RowsRefused) as refusal:
        imported(office, plan, context)
    assert refusal.value.parameters["row"] == 3
    assert imported(office, plan, context, without_refused=True).added == 1


def test_what_changed_since_the_preview_refuses_the_whole_import(
    office: Database, context: UserContext, tmp_path: Path
) -> None:
    with office.write() as session:
        add_record(session, "language", {"code": "NB"}, context)
    rows = (("no", "language_code"), ("C0", None), ("C1", "NB"))
    plan = planned(office, "customer", sheet_with(tmp_path, *rows), context)
    with office.write() as session:
        session.execute(sa.text("DELETE FROM language WHERE code = 'NB'"))
    with pytest.raises(RowsRefused) as refusal:
        imported(office, plan, context)
    assert "NB" in str(refusal.value)
    with office.read() as session:
        assert count_records(session, "customer", ListQuery()) == 0


def test_cancel_leaves_nothing(office: Database, context: UserContext, tmp_path: Path) -> None:
    sheet = sheet_with(tmp_path, ("code",), ("A",), ("B",))
    plan = planned(office, "reason_code", sheet, context)
    with pytest.raises(Cancelled), office.write() as session:
        carry_out(session, plan, context, progress=Impatient())
    with pytest.raises(Cancelled), office.rehearse() as session:
        plan_import(session, "reason_code", sheet, context, ENGLISH, progress=Impatient())
    with office.read() as session:
        assert count_records(session, "reason_code", ListQuery()) == 0


def test_sheets_that_cannot_be_meant_are_refused(
    office: Database, context: UserContext, tmp_path: Path
) -> None:
    for rows, refused in (
        ((("nothing", "known"), ("a", "b")), ColumnsUnknown),
        ((("code", "description", "Description"), ("a", "b", "c")), ColumnTwice),
        ((("description",), ("a",)), KeyColumnMissing),
        ((("code", "description"),), SheetEmpty),
    ):
        with pytest.raises(refused):
            planned(office, "reason_code", sheet_with(tmp_path, *rows), context)


@pytest.mark.parametrize("table", ["sales_setup", "gl_entry", "sales_invoice_header"])
def test_tables_of_the_program_are_not_read(
    office: Database, context: UserContext, tmp_path: Path, table: str
) -> None:
    with pytest.raises(TableNotImported):
        planned(office, table, sheet_with(tmp_path, ("no",), ("A",)), context)
