"""A matrix of posting groups as its grid shows it: all pairs that its groups can form (CU25)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import product
from types import MappingProxyType

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.errors import Notice, RecordRef
from desktop.services.posting_matrix_lists import PairUse, pairs_in_use
from desktop.services.records import field_infos, key_fields, table_of
from desktop.services.sales.differences import NO_DIFFERENCE, Difference
from desktop.services.sales.views import LineView
from desktop.services.setup.references import SOFT_COLUMNS
from desktop.translation import N_

Key = tuple[str | int, ...]
Values = Mapping[str, object]

MOST_ROWS = 2_000
"""So many rows are entered in the grid; where there were more, those without a setup are left out.
"""
ANY_LOCATION = ""
"""The location of what lies at none, which the locations do not list."""

OF_PAIR = N_(
    "{entered_field} names the pair of this row. Another pair is entered in its own row; a new "
    "group brings its rows with it."
)
NEEDED = N_("{pair}: lines of open documents need {blank_fields}.")
NOT_SET_UP = N_("{pair}: lines of open documents use this pair, and nothing is entered for it yet.")
PAIRS_LEFT_OUT = N_(
    "The groups form {count} pairs. Those that nothing is entered for are left out here; New in "
    "the list makes one of them."
)
_NOTHING: Values = MappingProxyType({})
_PAIR_ENDS = "\x1f"


@dataclass(frozen=True, slots=True)
class PostingGrid:
    """A matrix with a row for each pair of its groups; its `key` is the name of the table.

    Rows are lines as a grid takes them. One of a pair that nothing is entered for has the version
    0 and no values but its groups. There is no header.
    """

    key: str
    lines: tuple[LineView, ...]
    notices: tuple[Notice, ...]
    difference: Difference = field(default=NO_DIFFERENCE)
    row_version: int = 0
    header: Values = field(default_factory=lambda: _NOTHING)
    editable: frozenset[str] = frozenset()
    locks: Mapping[str, Notice] = field(default_factory=dict)


def row_no(key: Key) -> int:
    """The number that stands for a pair: its letters, so that it is the same on every screen."""
    return int.from_bytes(_PAIR_ENDS.join(map(str, key)).encode())


def pair_of(number: int) -> Key:
    """The pair that a number stands for."""
    letters = number.to_bytes((number.bit_length() + 7) // 8)
    return tuple(letters.decode().split(_PAIR_ENDS))


def row_of_record(record: RecordRef) -> int | None:
    """The number of the row of a pair; None where a refusal names no whole pair."""
    return row_no(record.key) if len(record.key) == len(key_fields(record.table)) else None


def grid_of(session: Session, table: str, done: Difference = NO_DIFFERENCE) -> PostingGrid:
    """A matrix as it stands after `done`, in at most four statements."""
    columns = table_of(table).columns
    found = session.execute(select(*columns)).mappings().all()
    names = key_fields(table)
    pairs: dict[Key, Values] = {tuple(row[name] for name in names): dict(row) for row in found}
    all_pairs = {*pairs, *product(*(_groups(session, name) for name in names))}
    is_cut = len(all_pairs) > MOST_ROWS
    shown = sorted(pairs if is_cut else all_pairs)
    used = pairs_in_use(session, table, pairs)
    remarks = [_left_out(len(all_pairs))] if is_cut else []
    return PostingGrid(
        key=table,
        lines=tuple(_row(table, key, pairs.get(key)) for key in shown),
        notices=(*remarks, *_warnings(table, pairs, used)),
        difference=done,
    )


def entered_fields(table: str) -> frozenset[str]:
    """The fields of a pair that can be entered: all that somebody types but its groups."""
    names = (info.name for info in field_infos(table) if info.editable)
    return frozenset(names) - frozenset(key_fields(table))


def shown_tables(table: str) -> frozenset[str]:
    """The tables besides a matrix that its grid is made of."""
    groups = {_table_of_groups(name) for name in key_fields(table)}
    return frozenset(groups | {"sales_header", "sales_line", "sales_setup"})


def _table_of_groups(name: str) -> str:
    """The table of what a part of a pair names."""
    return SOFT_COLUMNS.get(name, name)


def _groups(session: Session, name: str) -> list[str]:
    """The groups, or locations, of one side that are in use."""
    table = table_of(_table_of_groups(name))
    codes = session.scalars(select(table.c.code).where(~table.c.inactive)).all()
    return [ANY_LOCATION, *codes] if name == "location_code" else list(codes)


def _row(table: str, key: Key, values: Values | None) -> LineView:
    if values is None:
        blank = dict.fromkeys(table_of(table).columns.keys())
        values, version = {**blank, **dict(zip(key_fields(table), key, strict=True))}, 0
    else:
        version = int(str(values["row_version"]))
    locks = {
        name: Notice("posting_grid.of_pair", OF_PAIR, {"entered_field": name}, field=name)
        for name in key_fields(table)
    }
    return LineView(row_no(key), version, values, entered_fields(table), locks)


def _warnings(
    table: str, pairs: Mapping[Key, Values], used: Mapping[Key, PairUse]
) -> Iterator[Notice]:
    """What open documents miss, by pair."""
    for key, use in used.items():
        ref, pair = RecordRef(table, key), ", ".join(map(str, key))
        if key not in pairs:
            yield Notice("posting_grid.not_set_up", NOT_SET_UP, {"pair": pair}, record=ref)
        elif use.missing:
            yield Notice(
                "posting_grid.needed",
                NEEDED,
                {"pair": pair, "blank_fields": use.missing},
                record=ref,
                field=use.missing[0],
            )


def _left_out(count: int) -> Notice:
    return Notice("posting_grid.left_out", PAIRS_LEFT_OUT, {"count": count}, is_warning=False)
