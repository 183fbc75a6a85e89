"""A price list as it is shown on one sheet: the list's own fields, and its lines (01 §7)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from types import MappingProxyType
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from desktop.errors import Notice, RecordRef
from desktop.models.pricing import PriceList, PriceListLine
from desktop.services.pricing.bulk_prices import change_pct
from desktop.services.pricing.editing import may_edit
from desktop.services.pricing.line_checks import PRODUCT_TABLES, SCOPE
from desktop.services.pricing.list_rules import INHERITED
from desktop.services.pricing.refusals import LinesInherit, PriceListActive
from desktop.services.records import (
    FieldInfo,
    FieldKind,
    field_infos,
    key_fields,
    read_record,
    table_of,
)
from desktop.services.sales.differences import NO_DIFFERENCE, Difference
from desktop.services.sales.views import LineView
from desktop.translation import N_

LIST = "price_list"
LINE = "price_list_line"

MOST_LINES = 2_000
"""So many lines are entered on the sheet; all lines of a longer list stand in a list page."""

MORE_LINES = N_(
    "Price list {code} has {count} lines. The first {shown} stand here; Lines (Ctrl+F7) shows all "
    "of them, with filters."
)
OF_LIST = N_(
    "{entered_field} is the list's for every line. Change it there, or let the lines of the list "
    "have their own scope."
)
_NO_LOCKS: Mapping[str, Notice] = MappingProxyType({})

LINE_INFOS = (
    FieldInfo("product_description", N_("Description"), FieldKind.TEXT, editable=False),
    FieldInfo("change_pct", N_("Change %"), FieldKind.PERCENT, editable=False),
)
"""What a line of the sheet shows beyond its own fields."""

_COLUMNS = tuple(table_of(LINE).columns)


@dataclass(frozen=True, slots=True)
class PriceSheet:
    """A price list with its first lines in the order of line_no; a blank `key` is not kept yet.

    `is_open` is whether lines may be added, changed and deleted as the list stands (CU72).
    """

    key: str
    row_version: int
    header: Mapping[str, object]
    lines: tuple[LineView, ...]
    notices: tuple[Notice, ...]
    editable: frozenset[str]
    locks: Mapping[str, Notice]
    is_open: bool = True
    difference: Difference = field(default=NO_DIFFERENCE)


def sheet_of(session: Session, code: str, done: Difference = NO_DIFFERENCE) -> PriceSheet:
    """A list and its lines as they stand after `done`; raises RecordNotFound."""
    record = read_record(session, LIST, (code,))
    code = str(record.key[0])
    owner = session.get_one(PriceList, code)
    is_open = may_edit(session, owner)
    lines = _lines(session, owner, is_open=is_open)
    locks = _list_locks(owner, has_lines=bool(lines), is_open=is_open)
    return PriceSheet(
        key=code,
        row_version=record.row_version,
        header=record.values,
        lines=lines,
        notices=_remarks(session, code, len(lines)),
        editable=record.editable - frozenset(locks),
        locks=locks,
        is_open=is_open,
        difference=done,
    )


def line_fields() -> frozenset[str]:
    """The fields of a line that can be entered at all."""
    keys = key_fields(LINE)
    return frozenset(
        info.name for info in field_infos(LINE) if info.editable and info.name not in keys
    )


def _list_locks(owner: PriceList, *, has_lines: bool, is_open: bool) -> Mapping[str, Notice]:
    if not is_open:
        closed = _closed(owner)
        names = (info.name for info in field_infos(LIST) if info.name != "status")
        return dict.fromkeys(names, closed)
    if not has_lines:
        return _NO_LOCKS
    names_in_lines = ("own_scope_per_line",) if owner.own_scope_per_line else INHERITED
    return {
        name: Notice(
            LinesInherit.code.value,
            LinesInherit.text,
            {"entered_field": name, "code": owner.code},
            field=name,
        )
        for name in names_in_lines
    }


def _closed(owner: PriceList) -> Notice:
    ref = RecordRef(LIST, (owner.code,))
    return Notice(
        PriceListActive.code.value, PriceListActive.text, {"code": owner.code}, record=ref
    )


def _lines(session: Session, owner: PriceList, *, is_open: bool) -> tuple[LineView, ...]:
    rows = session.execute(
        select(*_COLUMNS)
        .where(PriceListLine.price_list_code == owner.code)
        .order_by(PriceListLine.line_no)
        .limit(MOST_LINES)
    ).all()
    names = _descriptions(session, rows)
    locks = _line_locks(owner, is_open=is_open)
    editable = line_fields() - frozenset(locks)
    return tuple(
        LineView(
            row.line_no,
            row.row_version,
            {
                **row._mapping,  # noqa: SLF001  (SQLAlchemy's name for a row's values)
                "product_description": names.get((row.product_type, row.product_no), ""),
                "change_pct": change_pct(row.old_unit_price, row.unit_price),
            },
            editable,
            locks,
        )
        for row in rows
    )


def _line_locks(owner: PriceList, *, is_open: bool) -> Mapping[str, Notice]:
    if not is_open:
        return dict.fromkeys(line_fields(), _closed(owner))
    if owner.own_scope_per_line:
        return _NO_LOCKS
    return _scope_locks()


@cache
def _scope_locks() -> Mapping[str, Notice]:
    return {
        name: Notice("price_sheet.of_list", OF_LIST, {"entered_field": name}, field=name)
        for name in SCOPE
    }


def _descriptions(session: Session, rows: Iterable[Any]) -> dict[tuple[object, object], str]:
    """What the products of lines are called: one statement for each kind of product."""
    wanted: dict[Any, set[str]] = {}
    for row in rows:
        if row.product_no is not None and row.product_type in PRODUCT_TABLES:
            wanted.setdefault(row.product_type, set()).add(row.product_no)
    found: dict[tuple[object, object], str] = {}
    for kind, numbers in wanted.items():
        table = table_of(PRODUCT_TABLES[kind])
        key = next(iter(table.primary_key.columns))
        text = table.c["description" if "description" in table.c else "name"]
        for no, name in session.execute(select(key, text).where(key.in_(numbers))):
            found[kind, no] = name
    return found


def _remarks(session: Session, code: str, shown: int) -> tuple[Notice, ...]:
    if shown < MOST_LINES:
        return ()
    query = select(func.count()).where(PriceListLine.price_list_code == code)
    count = session.execute(query).scalar_one()
    if count <= shown:
        return ()
    parameters = {"code": code, "count": count, "shown": shown}
    ref = RecordRef(LIST, (code,))
    return (Notice("price_sheet.more_lines", MORE_LINES, parameters, is_warning=False, record=ref),)


def changed_fields(
    table: str, before: Mapping[str, object], after: Mapping[str, object]
) -> dict[str, tuple[object, object]]:
    """What of a record is another value now, with the old and the new one."""
    names = (info.name for info in field_infos(table) if info.editable)
    return {name: (before[name], after[name]) for name in names if before[name] != after[name]}
