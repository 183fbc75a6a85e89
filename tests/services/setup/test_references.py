"""Every column that looks like a key is known to the registry of references (CU3)."""

import re

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from desktop.models.every_table import Base
from desktop.services.setup.references import (
    NO_REFERENCE,
    PAIR_COLUMNS,
    SINGLE_PLACES,
    SOFT_COLUMNS,
    all_references,
    is_registered,
    references_to,
)

LOOKS_LIKE_A_KEY = re.compile(
    r"(.*_)?(no|nos|code|group|account|unit|owner_no)|.*_(group|series)_.*|.*_of_origin"
)
SWITCHES = frozenset({"default_nos", "manual_nos", "qty_per_unit"})

COLUMNS = [
    (table, column.name)
    for table in Base.metadata.sorted_tables
    for column in table.columns
    if LOOKS_LIKE_A_KEY.fullmatch(column.name) and column.name not in SWITCHES
]


def test_every_column_that_looks_like_a_key_is_registered() -> None:
    unknown = [f"{table.name}.{name}" for table, name in COLUMNS if not is_registered(table, name)]
    assert unknown == []
    assert len(COLUMNS) > 300


def test_every_foreign_key_is_registered() -> None:
    registered = {(each.table, *each.columns) for each in all_references()}
    for table in Base.metadata.sorted_tables:
        for constraint in table.foreign_key_constraints:
            if len(constraint.elements) == 1:
                assert (table.name, *constraint.column_keys) in registered


def test_a_new_column_is_noticed() -> None:
    metadata = sa.MetaData()
    table = sa.Table("novelty", metadata, sa.Column("warranty_code", sa.String(10)))
    assert not is_registered(table, "warranty_code")


def test_references_hold_whole_keys_of_tables_that_exist() -> None:
    for reference in all_references():
        target = Base.metadata.tables[reference.target]
        parts = 1 if reference.as_text else len(target.primary_key.columns)
        assert len(reference.columns) == parts, reference
        table = Base.metadata.tables[reference.table]
        assert {*reference.columns, *(reference.only or ())[:1]} <= set(table.columns.keys())


def test_a_reference_is_as_wide_as_the_key_it_holds() -> None:
    for reference in all_references():
        if reference.as_text:  # the next test
            continue
        key = list(Base.metadata.tables[reference.target].primary_key.columns)
        table = Base.metadata.tables[reference.table]
        for name, part in zip(reference.columns, key, strict=True):
            held, needed = (getattr(c.type, "length", None) for c in (table.columns[name], part))
            assert held is None or needed is None or held >= needed, reference


def test_a_key_written_as_one_text_fits_its_column() -> None:
    written = [reference for reference in all_references() if reference.as_text]
    assert {"attachment", "record_note", "record_watch"} <= {each.table for each in written}
    for reference in written:
        key = Base.metadata.tables[reference.target].primary_key.columns
        # A number or a date takes at most 11 signs.
        needed = sum((getattr(part.type, "length", None) or 11) + 1 for part in key)
        [column] = reference.columns
        held = Base.metadata.tables[reference.table].columns[column].type
        assert isinstance(held, sa.String)
        assert (held.length or 0) >= needed, reference


def test_no_rule_of_the_registry_is_idle() -> None:
    names = {column.name for table in Base.metadata.sorted_tables for column in table.columns}
    assert set(SOFT_COLUMNS) <= names
    assert names >= NO_REFERENCE
    assert set(PAIR_COLUMNS) | {place.target for place in SINGLE_PLACES} <= set(
        Base.metadata.tables
    )
    used = {(reference.target, reference.columns) for reference in all_references()}
    for target, places in PAIR_COLUMNS.items():
        assert {(target, columns) for columns, _ in places} <= used


def test_what_is_no_reference_is_not_registered_as_one() -> None:
    keys = {"no", "code", "line_no"}  # parts of an own key, too
    for reference in all_references():
        if len(reference.columns) == 1 and not reference.only:
            assert reference.columns[0] not in NO_REFERENCE - keys, reference


@pytest.mark.parametrize(
    ("target", "table", "columns"),
    [
        ("customer", "sales_header", ("sell_to_customer_no",)),
        ("customer", "customer", ("bill_to_customer_no",)),
        ("customer", "gl_entry", ("source_no",)),
        ("customer", "resource_ledger_entry", ("source_no",)),
        ("customer", "sales_invoice_header", ("bill_to_customer_no",)),
        ("item", "sales_line", ("no",)),
        ("item", "sales_invoice_line", ("no",)),
        ("item", "value_entry", ("item_no",)),
        ("gl_account", "sales_line", ("no",)),
        ("number_series", "sales_setup", ("order_nos",)),
        ("location", "item_ledger_entry", ("location_code",)),
        ("ship_to_address", "sales_header", ("sell_to_customer_no", "ship_to_code")),
        ("vat_posting_setup", "sales_line", ("vat_bus_posting_group", "vat_prod_posting_group")),
        ("item_variant", "sales_line", ("no", "variant_code")),
    ],
)
def test_the_registry_knows(target: str, table: str, columns: tuple[str, ...]) -> None:
    assert any(
        (reference.table, reference.columns) == (table, columns)
        for reference in references_to(target)
    )


def test_only_owners_take_their_rows_along() -> None:
    owned = {(each.table, each.target) for each in all_references() if each.owned}
    assert ("ship_to_address", "customer") in owned
    assert ("item_unit_of_measure", "item") in owned
    assert ("item_unit_of_measure", "unit_of_measure") not in owned
    assert ("payment_terms_translation", "language") not in owned


def test_every_reference_can_be_asked(session: Session) -> None:
    for reference in all_references():
        table = Base.metadata.tables[reference.table]
        query = sa.select(sa.func.count()).select_from(table)
        for name in reference.columns:
            query = query.where(table.c[name].is_not(None))
        if reference.only:
            query = query.where(table.c[reference.only[0]] == reference.only[1])
        assert session.execute(query).scalar_one() >= 0
