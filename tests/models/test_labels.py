"""Every field, table and choice has a word, and no two that meet have the same."""

from collections import Counter
from enum import StrEnum

import pytest
import sqlalchemy as sa

from desktop.models.every_table import Base
from desktop.models.labels import (
    ENUM_LABELS,
    FIELD_LABELS,
    TABLE_LABELS,
    enum_label,
    field_label,
    table_label,
)

TABLES = Base.metadata.sorted_tables
COLUMNS = sorted({column.name for table in TABLES for column in table.columns})
ENUMS = sorted(
    {
        column.type.enum_class
        for table in TABLES
        for column in table.columns
        if isinstance(column.type, sa.Enum) and column.type.enum_class
    },
    key=lambda kind: str(kind.__name__),
)


# An order calls whom it sells to "Customer No."; ledger pages show either that or who owes.
SHOWN_ONE_AT_A_TIME = {"cust_ledger_entry": {"Customer No."}}


def test_every_table_has_a_label_and_every_label_a_table() -> None:
    assert set(TABLE_LABELS) == {table.name for table in TABLES}


def test_every_column_has_a_label() -> None:
    assert [name for name in COLUMNS if name not in FIELD_LABELS] == []


@pytest.mark.parametrize("kind", ENUMS, ids=lambda kind: str(kind.__name__))
def test_every_choice_has_a_label(kind: type[StrEnum]) -> None:
    assert set(ENUM_LABELS[kind]) == {member.value for member in kind}
    for member in kind:
        assert enum_label(member) == ENUM_LABELS[kind][member.value]


@pytest.mark.parametrize("kind", ENUMS, ids=lambda kind: str(kind.__name__))
def test_choices_of_one_field_are_told_apart(kind: type[StrEnum]) -> None:
    labels = [label for label in ENUM_LABELS[kind].values() if label.strip()]
    assert len(set(labels)) == len(labels)


@pytest.mark.parametrize("table", TABLES, ids=lambda table: str(table.name))
def test_fields_of_one_record_are_told_apart(table: sa.Table) -> None:
    labels = Counter(field_label(column.name) for column in table.columns)
    twice = {label for label, count in labels.items() if count > 1}
    assert twice == SHOWN_ONE_AT_A_TIME.get(table.name, set())


def test_tables_are_told_apart() -> None:
    assert len(set(TABLE_LABELS.values())) == len(TABLE_LABELS)


def test_labels_are_written_like_titles() -> None:
    for label in (*FIELD_LABELS.values(), *TABLE_LABELS.values()):
        assert label == label.strip() != ""
        assert label[0].isupper() or not label[0].isalpha()
        assert "_" not in label


def test_a_name_without_label_stands_for_itself() -> None:
    assert field_label("novelty") == "novelty"
    assert table_label("novelty") == "novelty"
    assert field_label("no") == FIELD_LABELS["no"]
    assert table_label("item") == "Item"
