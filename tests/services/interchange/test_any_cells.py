"""Whatever stands in a file: the answer is a plan that names cells, never a defect."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop.services.context import UserContext
from desktop.services.database import Database
from desktop.services.interchange.columns import column_letter
from desktop.services.interchange.table_export import exchanged_fields
from desktop.services.interchange.table_import import Blanks, plan_import
from desktop.services.interchange.workbook import BadCell, Sheet, SheetRow
from desktop.services.records import Outcome, key_fields
from desktop.translation import Localizer
from tests.databases import SqliteDatabases
from tests.scenarios.standard_company import fill_with_standard_company

TABLES = (
    "customer",
    "item",
    "payment_terms",
    "number_series_line",
    "vat_posting_setup",
    "post_code",
)
CONTEXT = UserContext(user="ADMIN", work_date=date(2026, 1, 15))
CELLS = st.one_of(
    st.none(),
    st.text(max_size=30),
    st.sampled_from(["DOMESTIC", "EU", "PCS", "A", "1D", "yes", "-", "1e5", "NaN", "٣", "\ufeff"]),
    st.integers(-(10**24) + 1, 10**24 - 1),
    st.integers(-5, 50_000),
    st.decimals(-(10**24) + 1, 10**24 - 1),
    st.floats(0, 1).map(lambda value: Decimal(f"{value:.15g}")),
    st.decimals(-1000, 1000, places=2),
    st.booleans(),
    st.dates(),
    st.datetimes(timezones=st.just(UTC)).map(lambda moment: moment.replace(tzinfo=None)),
    st.times(),
    st.timedeltas(),
    st.builds(BadCell, st.text(max_size=5), st.booleans()),
)


@pytest.fixture(scope="module")
def company(sqlite_databases: SqliteDatabases) -> Iterator[Database]:
    database = Database(sqlite_databases.create(fill_with_standard_company))
    yield database
    database.close()


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_any_cells_are_planned_or_refused_with_their_place(
    company: Database, data: st.DataObject
) -> None:
    table = data.draw(st.sampled_from(TABLES))
    names = [info.name for info in exchanged_fields(table)]
    width = data.draw(st.integers(0, 8))
    extra = st.lists(st.sampled_from(names), max_size=width, unique=True)
    columns = list(dict.fromkeys([*key_fields(table), *data.draw(extra)]))
    row = st.tuples(*[CELLS for _ in columns])
    rows = data.draw(st.lists(row, min_size=1, max_size=4))
    sheet = Sheet(
        "Sheet",
        (
            SheetRow(1, tuple(columns)),
            *(SheetRow(number, cells) for number, cells in enumerate(rows, start=2)),
        ),
    )
    localizer = Localizer(*data.draw(st.sampled_from([("en", "GB"), ("sv", "SE"), ("en", "US")])))
    blanks = data.draw(st.sampled_from(Blanks))
    with company.rehearse() as session:
        plan = plan_import(session, table, sheet, CONTEXT, localizer, blanks=blanks)
    assert [planned.number for planned in plan.rows] == [row.number for row in sheet.rows[1:]]
    for planned in plan.rows:
        refusals = planned.all_refusals()
        assert bool(refusals) == (planned.outcome is Outcome.REFUSED)
        for refusal in refusals:
            assert localizer.refusal(refusal)
        assert len(planned.texts) == len(columns)


@given(st.integers(0, 20_000))
def test_letters_of_columns_count_like_a_spreadsheet(column: int) -> None:
    number = 0
    for letter in column_letter(column):
        number = number * 26 + ord(letter) - ord("A") + 1
    assert number == column + 1
